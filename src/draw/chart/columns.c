/* Vertical bars, single, side by side or stacked, for a few groups with short names.
 *
 * If a figure fits over every bar, there is no scale. Otherwise there is one, with few lines, from zero in steps of
 * 1, 2 or 5, and no figures; or, in large print, bars lie instead, with all figures. The parts of stacks are named at
 * the right, beside the last stack. */
#include "draw/chart/chart_private.h"

enum { MOST_GROUPS = 12, STEPS = 4 };

/* ---- the scale, for lines too ---- */

Len ticks_width(Plot *p, const ChartScale *s)
{
    Len width = 0;
    for (int64_t at = s->low; at <= s->high; at += s->step)
        width = int_max(width, words_line(p, chart_tick(p->arena, p->chart, s, at), p->axis).width);
    return width + p->axis->size / 2;
}

Len upright_y(const Upright *u, int64_t units)
{
    return u->bottom - in_proportion(u->bottom - u->top, units - u->scale.low, u->scale.high - u->scale.low);
}

void draw_ticks(const Upright *u)
{
    Plot *p = u->p;
    for (int64_t at = u->scale.low; at <= u->scale.high; at += u->scale.step) {
        Len y = upright_y(u, at);
        Words label = words_line(p, chart_tick(p->arena, p->chart, &u->scale, at), p->axis);
        if (at != 0)
            plot_rect(p, (Rect){u->left, y - PT(1) / 8, u->right - u->left, PT(1) / 4}, p->dress->grid);
        words_put(p, &label, u->left - p->axis->size / 2, y - label.height / 2, ALIGN_RIGHT);
    }
}

void draw_axis(const Upright *u)
{
    plot_rect(u->p, (Rect){u->left, upright_y(u, 0) - PT(1) / 4, u->right - u->left, PT(1) / 2}, u->p->dress->axis);
}

/* ---- columns ---- */

typedef struct ColumnChart {
    Upright u;
    bool stacked;
    bool figures; /* over every bar */
    bool hatched;
    Len slot;      /* of a group */
    Len thickness; /* of a bar */
    Words *names;
    Len names_height;
    EndLabel *labels; /* of a stack's parts, or NULL */
    Len labels_width;
    Len head; /* where the chart's box begins */
} ColumnChart;

static bool set_names(ColumnChart *t)
{
    enum { LINES = 3 };
    Plot *p = t->u.p;
    t->names = NEWN(p->arena, Words, p->chart->ngroups);
    t->names_height = 0;
    for (int g = 0; g < p->chart->ngroups; g++) {
        Words *name = &t->names[g];
        *name = words_set(p, p->chart->groups[g], p->value, t->slot - p->value->size / 2);
        t->names_height = int_max(t->names_height, name->height);
        if (name->overfull || name->lines.n > LINES)
            return false;
    }
    return true;
}

static void divide_field(ColumnChart *t)
{
    const Chart *c = t->u.p->chart;
    int bars = t->stacked ? 1 : c->nseries;
    Len widest = t->stacked || bars == 1 ? PT(48) : PT(40);
    t->slot = (t->u.right - t->u.left) / c->ngroups;
    t->thickness = int_min(t->slot * 2 / 3 / bars, with_type(t->u.p, widest));
}

static Str column_text(const ColumnChart *t, int group, int series)
{
    const Chart *c = t->u.p->chart;
    if (!t->stacked)
        return chart_point(c, group, series)->label;
    return chart_figure(t->u.p->arena, c, c->totals[group], c->decimals);
}

/* Over every bar, or where only those that are not there are looked at, the signs that say why. */
static bool texts_fit(const ColumnChart *t, bool empty_only)
{
    const Chart *c = t->u.p->chart;
    int bars = t->stacked ? 1 : c->nseries;
    Len room = bars == 1 ? t->slot - PT(4) : t->thickness;
    for (int g = 0; g < c->ngroups; g++)
        for (int s = 0; s < bars; s++)
            if (!(empty_only && chart_point(c, g, s)->there)
                && words_line(t->u.p, column_text(t, g, s), t->u.p->value).width > room)
                return false;
    return true;
}

static bool figures_fit(const ColumnChart *t)
{
    return !(t->stacked && chart_has_negatives(t->u.p->chart)) && texts_fit(t, false);
}

/* ---- names of a stack's parts ---- */

static bool all_parts_in_last(const Chart *c)
{
    for (int s = 0; s < c->nseries; s++)
        if (!chart_point(c, c->ngroups - 1, s)->there || chart_point(c, c->ngroups - 1, s)->units <= 0)
            return false;
    return true;
}

/* Beside the stack when all of them fit there; else they go into a key. */
static void set_labels(ColumnChart *t)
{
    enum { LINES = 4 };
    Plot *p = t->u.p;
    bool fit = true;
    if (!t->stacked || p->chart->nseries < 2 || !all_parts_in_last(p->chart))
        return;
    EndLabel *labels = NEWN(p->arena, EndLabel, p->chart->nseries);
    for (int s = 0; s < p->chart->nseries; s++) {
        const Style *style = style_in(p, p->name, series_colour(p, s));
        labels[s].words = words_set(p, p->chart->series[s], style, p->width / 4);
        t->labels_width = int_max(t->labels_width, labels[s].words.width);
        fit = fit && !labels[s].words.overfull && labels[s].words.lines.n <= LINES;
    }
    if (fit && end_labels_height(labels, p->chart->nseries) <= int_max(p->most - p->y, PT(60)))
        t->labels = labels;
    if (t->labels)
        t->u.right -= t->labels_width + p->value->size;
}

static void put_labels(ColumnChart *t, Len from)
{
    Plot *p = t->u.p;
    int64_t below = 0;
    int last = p->chart->ngroups - 1;
    for (int s = 0; s < p->chart->nseries; s++) {
        int64_t units = chart_point(p->chart, last, s)->units;
        t->labels[s].want = upright_y(&t->u, below + units / 2);
        below += units;
    }
    end_labels_spread(p, t->labels, p->chart->nseries, int_max(t->u.top - p->value->leading, t->head), t->u.bottom);
    for (int s = 0; s < p->chart->nseries; s++) {
        EndLabel *label = &t->labels[s];
        Len middle = label->top + label->words.height / 2, x = t->u.right + p->value->size;
        if (middle - label->want > PT(3) || label->want - middle > PT(3))
            plot_line(p, (Point){from, label->want}, (Point){x - PT(2), middle}, p->dress->axis, PT(1) / 2);
        words_put(p, &label->words, x, label->top, ALIGN_LEFT);
    }
}

/* ---- bars ---- */

/* end: the middle of the bar's far side */
static void put_column_figure(const ColumnChart *t, int group, int series, Point end, bool below)
{
    Plot *p = t->u.p;
    const ChartPoint *point = chart_point(p->chart, group, series);
    if (!t->figures && (t->stacked || point->there))
        return;
    Words figure = words_line(p, column_text(t, group, series), t->stacked || !point->words.n ? p->value : p->axis);
    words_put(p, &figure, end.x, below ? end.y + PT(1) : end.y - figure.height, ALIGN_CENTRE);
}

static void draw_group_of_columns(const ColumnChart *t, int group, Len x)
{
    Plot *p = t->u.p;
    Len nought = upright_y(&t->u, 0);
    for (int s = 0; s < p->chart->nseries; s++, x += t->thickness) {
        const ChartPoint *point = chart_point(p->chart, group, s);
        int64_t units = point->there ? point->units : 0;
        Len end = upright_y(&t->u, units);
        if (units)
            end = units > 0 ? int_min(end, nought - PT(1) / 2) : int_max(end, nought + PT(1) / 2);
        Len parting = p->chart->nseries > 1 ? PT(1) : 0;
        Len height = end < nought ? nought - end : end - nought;
        plot_bar(p, s, (Rect){x, int_min(end, nought), t->thickness - parting, height}, t->hatched);
        put_column_figure(t, group, s, (Point){x + (t->thickness - parting) / 2, end}, units < 0);
    }
}

static void put_part_figure(const ColumnChart *t, int group, int series, Rect part)
{
    Plot *p = t->u.p;
    Words figure = words_line(p, chart_point(p->chart, group, series)->label, p->inside);
    if (p->dress->paper == SWATCH_NONE || figure.width + PT(4) > part.w || figure.height > part.h)
        return;
    if (t->hatched && series)
        plot_rect(p,
                  (Rect){part.x + (part.w - figure.width) / 2 - PT(2), part.y + (part.h - figure.height) / 2,
                         figure.width + PT(4), figure.height},
                  series_colour(p, series));
    words_put(p, &figure, part.x + part.w / 2, part.y + (part.h - figure.height) / 2, ALIGN_CENTRE);
}

static void draw_upright_stack(const ColumnChart *t, int group, Len x)
{
    Plot *p = t->u.p;
    int64_t up = 0, down = 0;
    for (int s = 0; s < p->chart->nseries; s++) {
        const ChartPoint *point = chart_point(p->chart, group, s);
        if (!point->there || point->units == 0)
            continue;
        int64_t *side = point->units < 0 ? &down : &up;
        Len a = upright_y(&t->u, *side), b = upright_y(&t->u, *side + point->units);
        Len top = int_min(a, b), height = int_max(a, b) - top, drawn = height > PT(2) ? height - PT(1) : height;
        *side += point->units;
        Rect part = {x, top + height - drawn, t->thickness, drawn};
        plot_bar(p, s, part, t->hatched);
        put_part_figure(t, group, s, part);
    }
    put_column_figure(t, group, 0, (Point){x + t->thickness / 2, upright_y(&t->u, up)}, false);
}

static void draw_groups(ColumnChart *t)
{
    Plot *p = t->u.p;
    int bars = t->stacked ? 1 : p->chart->nseries;
    Len x = t->u.left;
    for (int g = 0; g < p->chart->ngroups; g++) {
        Len left = x + (t->slot - bars * t->thickness) / 2;
        words_put(p, &t->names[g], x + t->slot / 2, p->y, ALIGN_CENTRE);
        if (t->stacked)
            draw_upright_stack(t, g, left);
        else
            draw_group_of_columns(t, g, left);
        x += t->slot;
    }
    draw_axis(&t->u);
    if (t->labels)
        put_labels(t, x - (t->slot - t->thickness) / 2 + PT(1));
}

/* Figures over bars or a scale beside them; false: there is no room for the names, the bars or the signs of what is
 * not there. */
static bool arrange(ColumnChart *t)
{
    Plot *p = t->u.p;
    t->u.right = p->width;
    set_labels(t);
    divide_field(t);
    t->figures = figures_fit(t);
    if (!t->figures && !t->stacked && p->space->tpl->whole)
        return false;
    if (t->figures) {
        chart_range(p->chart, &t->u.scale.low, &t->u.scale.high);
    } else {
        t->u.left = ticks_width(p, &t->u.scale);
        divide_field(t);
    }
    return t->thickness >= PT(6) && (t->stacked || texts_fit(t, true)) && set_names(t);
}

static void set_heights(ColumnChart *t)
{
    Plot *p = t->u.p;
    Len leading = p->value->leading, height = upright_height(p);
    bool below = chart_has_negatives(p->chart);
    t->head = p->y;
    t->u.top = p->y + (t->figures ? leading : leading / 2);
    if (t->labels)
        height = int_max(height, end_labels_height(t->labels, p->chart->nseries) - (t->u.top - t->head));
    t->u.bottom = t->u.top + int_min(height, int_max(p->most - p->y, PT(60)));
    p->y = t->u.bottom + (below && t->figures ? leading : 0) + PT(4);
}

/* One bar, or none that is to be seen, does not take so much room. */
static bool is_worth_columns(const Chart *c)
{
    int64_t least, most;
    chart_range(c, &least, &most);
    return c->ngroups <= MOST_GROUPS && (c->ngroups > 1 || c->nseries > 1) && least < most;
}

bool draw_columns(Plot *p)
{
    ColumnChart t = {.u = {.p = p, .scale = chart_scale(p->chart, STEPS)}, .stacked = p->chart->type == CHART_STACKED};
    if (!is_worth_columns(p->chart) || !arrange(&t))
        return false;
    t.hatched = p->chart->nseries > 1 && !t.labels;
    if (t.hatched)
        plot_key(p, KEY_HATCHED);
    set_heights(&t);
    if (!t.figures)
        draw_ticks(&t.u);
    draw_groups(&t);
    p->y += t.names_height;
    return true;
}
