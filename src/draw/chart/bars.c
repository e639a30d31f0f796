/* Horizontal bars: for names too long to go below, and for many bars.
 *
 * Names have a column of their own, two fifths of the width or half of it. If they need more than three lines there,
 * or leave the bars too little room, each goes above its bars. Every bar has its figure at its end, so there is no
 * scale and no grid; bars are as long as the figures allow. Bars of several series are hatched, except the first.
 * The first group has their names after its figures, unless that makes the bars too short: then there is a key at
 * the top.
 *
 * In stacks, a figure is on its part if it fits there, and the total at the end; shares are stacks of equal length,
 * with percentages. */
#include "draw/chart/chart_private.h"

typedef struct Across {
    Plot *p;
    Words *names;
    bool above; /* names stand above their bars */
    bool stacked, shares;
    bool hatched;
    bool named;         /* series, after the figures of the first group */
    Len thickness;      /* of a bar */
    Len parting;        /* between bars of one group */
    Len between;        /* between groups */
    Len nought, length; /* of the whole range */
    bool tight;         /* even without length, bars and figures are wider than their room */
    int64_t range;
    int64_t below; /* the part of the range that lies below zero */
} Across;

/* ---- names ---- */

static void set_names(Across *t, Len measure)
{
    Plot *p = t->p;
    for (int g = 0; g < p->chart->ngroups; g++)
        t->names[g] = words_set(p, p->chart->groups[g], p->value, measure);
}

static Len names_width(const Across *t)
{
    Len width = 0;
    for (int g = 0; g < t->p->chart->ngroups; g++)
        width = int_max(width, t->names[g].width);
    return width;
}

static Len raise_names(Across *t)
{
    Plot *p = t->p;
    t->above = true;
    for (int g = 0; g < p->chart->ngroups; g++)
        t->names[g] = words_fit(p, p->chart->groups[g], p->value, p->width);
    return 0;
}

static int count_lines(const Across *t)
{
    int lines = 0;
    for (int g = 0; g < t->p->chart->ngroups; g++)
        lines += t->names[g].lines.n;
    return lines;
}

/* Two fifths of the measure, or half of it where a quarter of the lines is saved so. Gives where bars may begin. */
static Len place_names(Across *t)
{
    enum { LINES = 3 };
    Plot *p = t->p;
    t->names = NEWN(p->arena, Words, p->chart->ngroups);
    set_names(t, p->width * 2 / 5);
    int lines = count_lines(t);
    set_names(t, p->width / 2);
    if (count_lines(t) * 4 > lines * 3)
        set_names(t, p->width * 2 / 5);
    for (int g = 0; g < p->chart->ngroups; g++)
        t->above = t->above || t->names[g].overfull || t->names[g].lines.n > LINES;
    return t->above ? raise_names(t) : names_width(t) + p->value->size;
}

/* ---- lengths ---- */

static Str end_text(const Across *t, int group, int series)
{
    const Chart *c = t->p->chart;
    if (t->stacked)
        return chart_figure(t->p->arena, c, c->totals[group], c->decimals);
    const ChartPoint *point = chart_point(c, group, series);
    return point->words.n ? point->words : point->label;
}

static bool shows_end(const Across *t)
{
    return !t->shares && !(t->stacked && chart_has_negatives(t->p->chart));
}

/* A bar with its figure: how far they reach from zero together grows with the length of the range. */
typedef struct End {
    int64_t units;
    Len figure;
} End;

static End end_of(const Across *t, int group, int series)
{
    const Chart *c = t->p->chart;
    const ChartPoint *point = chart_point(c, group, series);
    End e = {.units = t->stacked ? c->totals[group] : point->there ? point->units : 0};
    if (shows_end(t))
        e.figure = words_line(t->p, end_text(t, group, series), t->p->value).width + t->p->value->size / 2;
    if (t->named && group == 0)
        e.figure += words_line(t->p, c->series[series], t->p->name).width + t->p->value->size / 2;
    return e;
}

/* What bars and figures take on both sides of zero. */
typedef struct Reach {
    Len left, right;
} Reach;

/* Were the range so long. */
static Reach reach_of(const Across *t, const End *ends, int n, Len length)
{
    Reach r = {.left = in_proportion(length, t->below, t->range)};
    r.right = length - r.left;
    for (int i = 0; i < n; i++) {
        int64_t units = ends[i].units < 0 ? -ends[i].units : ends[i].units;
        Len *side = ends[i].units < 0 ? &r.left : &r.right;
        *side = int_max(*side, in_proportion(length, units, t->range) + ends[i].figure);
    }
    return r;
}

/* The longest range with which everything fits; returns what it takes to the left. */
static Len fit_length(Across *t, Len room)
{
    const Chart *c = t->p->chart;
    int bars = t->stacked ? 1 : c->nseries, n = c->ngroups * bars;
    End *ends = NEWN(t->p->arena, End, n);
    for (int i = 0; i < n; i++)
        ends[i] = end_of(t, i / bars, i % bars);
    Len low = 0, high = int_max(room, PT(1));
    while (high - low > PT(1) / 4) {
        Len middle = low + (high - low) / 2;
        Reach r = reach_of(t, ends, n, middle);
        if (r.left + r.right <= room)
            low = middle;
        else
            high = middle;
    }
    t->length = low;
    Reach r = reach_of(t, ends, n, low);
    t->tight = r.left + r.right > room;
    return r.left;
}

static void measure_range(Across *t)
{
    int64_t least, most;
    chart_range(t->p->chart, &least, &most);
    t->below = -least;
    t->range = most - least > 0 ? most - least : 1;
}

static bool can_be_named(const Across *t)
{
    const Chart *c = t->p->chart;
    bool can = !t->stacked && c->nseries > 1;
    for (int s = 0; s < c->nseries && can; s++)
        can = chart_point(c, 0, s)->there && chart_point(c, 0, s)->units >= 0;
    return can;
}

static void measure(Across *t)
{
    Plot *p = t->p;
    Len start = place_names(t), left, without;
    measure_range(t);
    left = fit_length(t, p->width - start);
    if (t->length < p->width / 6 && !t->above) {
        start = raise_names(t);
        left = fit_length(t, p->width - start);
    }
    if (can_be_named(t)) {
        without = t->length;
        t->named = true;
        left = fit_length(t, p->width - start);
        if (t->length < without * 2 / 3) {
            t->named = false;
            left = fit_length(t, p->width - start);
        }
    }
    t->nought = start + left;
    p->drawing->crowded = p->drawing->crowded || t->tight;
    bool many = p->chart->ngroups > 24;
    t->thickness = t->stacked ? PT(15) : p->chart->nseries > 1 ? PT(9) : many ? PT(8) : PT(10);
    if (has_large_type(p)) /* figures of neighbours stand clear of each other */
        t->thickness = t->stacked ? p->value->size * 5 / 4 : p->value->size * 19 / 20;
    t->parting = t->stacked ? 0 : PT(1);
    t->between = with_type(p, p->chart->nseries > 1 && !t->stacked ? PT(8) : many ? PT(2) : PT(5));
}

static Len group_bars_height(const Across *t)
{
    int bars = t->stacked ? 1 : t->p->chart->nseries;
    return bars * t->thickness + (bars - 1) * t->parting;
}

/* ---- names of series ---- */

static Len part_length(const Across *t, int group, int series)
{
    const ChartPoint *point = chart_point(t->p->chart, group, series);
    int64_t whole = t->shares ? t->p->chart->totals[group] : t->range;
    int64_t units = !point->there ? 0 : point->units < 0 ? -point->units : point->units;
    return in_proportion(t->length, units, whole);
}

/* Above the parts of the first stack. */
static bool names_fit_above(const Across *t)
{
    Plot *p = t->p;
    for (int s = 0; s < p->chart->nseries; s++)
        if (words_line(p, p->chart->series[s], p->name).width + PT(3) > part_length(t, 0, s))
            return false;
    return !t->above && !chart_has_negatives(p->chart);
}

static void put_names_above(const Across *t)
{
    Plot *p = t->p;
    Len x = t->nought;
    for (int s = 0; s < p->chart->nseries; s++) {
        Words name = words_line(p, p->chart->series[s], style_in(p, p->name, series_colour(p, s)));
        words_put(p, &name, x, p->y, ALIGN_LEFT);
        x += part_length(t, 0, s);
    }
    p->y += p->name->leading + PT(2);
}

static void name_series(Across *t)
{
    Plot *p = t->p;
    if (p->chart->nseries < 2)
        return;
    if (t->stacked && names_fit_above(t)) {
        put_names_above(t);
        return;
    }
    t->hatched = true;
    if (!t->named)
        plot_key(p, KEY_HATCHED);
}

/* ---- groups ---- */

/* middle: of the bar, at whose end the figure stands */
static void put_end(const Across *t, int group, int series, Len bar_end, Len middle)
{
    Plot *p = t->p;
    const ChartPoint *point = chart_point(p->chart, group, series);
    bool there = t->stacked || point->there, negative = !t->stacked && point->there && point->units < 0;
    Words figure = words_line(p, end_text(t, group, series), there && !point->words.n ? p->value : p->axis);
    Len gap = p->value->size / 2, y = middle - figure.height / 2;
    words_put(p, &figure, negative ? bar_end - gap : bar_end + gap, y, negative ? ALIGN_RIGHT : ALIGN_LEFT);
    if (!t->named || group > 0)
        return;
    Words name = words_line(p, p->chart->series[series], style_in(p, p->name, series_colour(p, series)));
    words_put(p, &name, bar_end + figure.width + 2 * gap, y, ALIGN_LEFT);
}

static void draw_group_of_bars(const Across *t, int group, Len y)
{
    Plot *p = t->p;
    for (int s = 0; s < p->chart->nseries; s++, y += t->thickness + t->parting) {
        const ChartPoint *point = chart_point(p->chart, group, s);
        int64_t units = point->there ? point->units : 0;
        Len length = in_proportion(t->length, units < 0 ? -units : units, t->range);
        if (units)
            length = int_max(length, PT(1) / 2);
        plot_bar(p, s, (Rect){units < 0 ? t->nought - length : t->nought, y, length, t->thickness}, t->hatched);
        put_end(t, group, s, t->nought + (units < 0 ? -length : length), y + t->thickness / 2);
    }
}

static void put_inside(const Across *t, int group, int series, Rect part)
{
    Plot *p = t->p;
    Str text = t->shares ? group_percent(p, group, series) : chart_point(p->chart, group, series)->label;
    Words figure = words_line(p, text, p->inside);
    if (p->dress->paper == SWATCH_NONE || figure.width + PT(4) > part.w)
        return;
    if (t->hatched && series)
        plot_rect(p,
                  (Rect){part.x + (part.w - figure.width) / 2 - PT(2), part.y + PT(2), figure.width + PT(4),
                         part.h - PT(4)},
                  series_colour(p, series));
    words_put(p, &figure, part.x + part.w / 2, part.y + (part.h - figure.height) / 2, ALIGN_CENTRE);
}

/* Parts to the right of zero and, when they are below it, to the left; a point of paper between them. */
static void draw_stack(const Across *t, int group, Len y)
{
    Plot *p = t->p;
    Len right = t->nought, left = t->nought;
    for (int s = 0; s < p->chart->nseries; s++) {
        const ChartPoint *point = chart_point(p->chart, group, s);
        Len length = part_length(t, group, s), drawn = length > PT(2) ? length - PT(1) : length;
        if (!point->there || length <= 0)
            continue;
        Rect part = {point->units < 0 ? left - drawn : right, y, drawn, t->thickness};
        plot_bar(p, s, part, t->hatched);
        put_inside(t, group, s, part);
        if (point->units < 0)
            left -= length;
        else
            right += length;
    }
    if (shows_end(t))
        put_end(t, group, 0, right, y + t->thickness / 2);
}

static void draw_group(const Across *t, int group)
{
    Plot *p = t->p;
    const Words *name = &t->names[group];
    Len bars = group_bars_height(t), height = t->above ? bars : int_max(bars, name->height);
    if (t->above) {
        words_put(p, name, 0, p->y, ALIGN_LEFT);
        p->y += name->height + PT(1);
    } else {
        words_put(p, name, 0, p->y + (height - name->height) / 2, ALIGN_LEFT);
    }
    if (t->stacked)
        draw_stack(t, group, p->y + (height - bars) / 2);
    else
        draw_group_of_bars(t, group, p->y + (height - bars) / 2);
    if (!t->shares && (!t->above || t->below))
        plot_rect(p, (Rect){t->nought - PT(1) / 4, p->y - t->between / 2, PT(1) / 2, height + t->between},
                  p->dress->axis);
    p->y += height + t->between;
}

void draw_bars(Plot *p)
{
    Across t = {.p = p, .stacked = p->chart->type != CHART_BAR, .shares = p->chart->type == CHART_SHARE};
    measure(&t);
    name_series(&t);
    p->y += t.between / 2;
    for (int g = 0; g < p->chart->ngroups; g++) {
        draw_group(&t, g);
        plot_cut(p);
    }
    p->y -= t.between / 2;
}
