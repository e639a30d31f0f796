/* Lines over time, each with its own shape at its points, and its name and last figure at its end.
 *
 * The scale begins at zero unless all figures are high; its first value is shown beside it either way. A missing
 * point interrupts the line. Where the names of the series find no room at the ends, they go into a key, and figures
 * alone stand at the ends. Where the names of groups would touch, dates and other names with figures are thinned out:
 * only every second, third … is set, counted back from the last, which is always shown. Names of words are all shown,
 * in two or three rows in turn. */
#include "base/ascii.h"
#include "draw/chart/chart_private.h"

typedef struct LineSet {
    Upright u;
    EndLabel *labels; /* one for each series that has a point */
    int *series;      /* of each label */
    int nlabels;
    Len labels_left;
    bool keyed; /* the names are in a key, not at the ends */
} LineSet;

static int last_point(const Chart *c, int series)
{
    for (int g = c->ngroups - 1; g >= 0; g--)
        if (chart_point(c, g, series)->there)
            return g;
    return -1;
}

static Len group_x(const LineSet *t, int group)
{
    int n = t->u.p->chart->ngroups;
    Len inset = PT(6), width = t->u.right - t->u.left - 2 * inset;
    return n == 1 ? t->u.left + inset + width / 2 : t->u.left + inset + (Len)((int64_t)width * group / (n - 1));
}

/* ---- names at the ends ---- */

static Str end_text(const LineSet *t, int series, int last)
{
    const Chart *c = t->u.p->chart;
    Str figure = chart_point(c, last, series)->label;
    return t->keyed ? figure
                    : str_format(t->u.p->arena, STR_FMT " " STR_FMT, STR_ARG(c->series[series]), STR_ARG(figure));
}

/* False: they do not fit beside the field, or are taller together than a chart should be. */
static bool set_end_labels(LineSet *t)
{
    Plot *p = t->u.p;
    const Chart *c = p->chart;
    Len width = 0;
    bool fit = true;
    t->nlabels = 0;
    for (int s = 0; s < c->nseries; s++) {
        int last = last_point(c, s);
        if (last < 0)
            continue;
        EndLabel *label = &t->labels[t->nlabels];
        label->words = words_set(p, end_text(t, s, last), style_in(p, p->name, series_colour(p, s)), p->width * 3 / 10);
        width = int_max(width, label->words.width);
        fit = fit && !label->words.overfull;
        t->series[t->nlabels++] = s;
    }
    t->u.right = int_max(p->width - width - PT(8), t->u.left + p->width / 4);
    t->labels_left = t->u.right + PT(8);
    return fit && t->labels_left + width <= p->width
           && end_labels_height(t->labels, t->nlabels) <= int_max(p->most - p->y, PT(60));
}

static void name_lines(LineSet *t)
{
    Plot *p = t->u.p;
    t->labels = NEWN(p->arena, EndLabel, p->chart->nseries);
    t->series = NEWN(p->arena, int, p->chart->nseries);
    if (set_end_labels(t))
        return;
    t->keyed = true;
    plot_key(p, KEY_MARKER);
    if (set_end_labels(t))
        return;
    t->nlabels = 0;
    t->u.right = p->width - PT(8);
}

static void put_end_labels(LineSet *t)
{
    Plot *p = t->u.p;
    for (int i = 0; i < t->nlabels; i++) {
        int last = last_point(p->chart, t->series[i]);
        t->labels[i].want = upright_y(&t->u, chart_point(p->chart, last, t->series[i])->units);
    }
    end_labels_spread(p, t->labels, t->nlabels, t->u.top - p->value->leading / 2, t->u.bottom + p->value->leading / 2);
    for (int i = 0; i < t->nlabels; i++) {
        EndLabel *label = &t->labels[i];
        Len middle = label->top + label->words.height / 2,
            from = group_x(t, last_point(p->chart, t->series[i])) + PT(4);
        if (middle - label->want > PT(3) || label->want - middle > PT(3))
            plot_line(p, (Point){from, label->want}, (Point){t->labels_left - PT(2), middle}, p->dress->axis,
                      PT(1) / 2);
        words_put(p, &label->words, t->labels_left, label->top, ALIGN_LEFT);
    }
}

/* ---- names of groups ---- */

typedef struct GroupNames {
    Words *words;
    Len height; /* of the tallest */
    int step;   /* 1: all are shown */
    int rows;   /* that they stand in, in turn */
} GroupNames;

/* Its centre: a name does not leave the chart's box. */
static Len name_x(const LineSet *t, const Words *name, int group)
{
    Len half = name->width / 2;
    return int_max(int_min(group_x(t, group), t->u.p->width - half), half);
}

/* Do the names of every `step`th group, counted from the last, stand clear of each other? */
static bool names_clear(const LineSet *t, const Words *names, int step)
{
    for (int g = t->u.p->chart->ngroups - 1; g - step >= 0; g--)
        if (name_x(t, &names[g], g) - names[g].width / 2
            < name_x(t, &names[g - step], g - step) + names[g - step].width / 2 + PT(6))
            return false;
    return true;
}

/* False: one of them is wider than the measure or of more than two lines. */
static bool set_group_names(LineSet *t, GroupNames *names, Len measure)
{
    Plot *p = t->u.p;
    bool fit = true;
    names->height = 0;
    for (int g = 0; g < p->chart->ngroups; g++) {
        Words *name = &names->words[g];
        *name = words_set(p, p->chart->groups[g], p->axis, int_max(measure, PT(1)));
        fit = fit && !name->overfull && name->lines.n <= 2;
        names->height = int_max(names->height, name->height);
    }
    return fit;
}

static bool has_digit(Str text)
{
    for (int i = 0; i < text.n; i++)
        if (is_digit(text.p[i]))
            return true;
    return false;
}

/* Years, quarters, ages: a reader who sees some of them knows the others. */
static bool are_in_sequence(const Chart *c)
{
    for (int g = 0; g < c->ngroups; g++)
        if (!has_digit(c->groups[g]))
            return false;
    return true;
}

static bool stand_in_rows(LineSet *t, GroupNames *names)
{
    enum { ROWS = 3 };
    Len slot = (t->u.right - t->u.left) / t->u.p->chart->ngroups;
    for (names->rows = 2; names->rows <= ROWS; names->rows++)
        if (set_group_names(t, names, names->rows * slot - PT(6)) && names_clear(t, names->words, names->rows))
            return true;
    names->rows = 1;
    return false;
}

static void thin_out(LineSet *t, GroupNames *names)
{
    Plot *p = t->u.p;
    Len field = t->u.right - t->u.left;
    if (!set_group_names(t, names, int_max(field / int_min(p->chart->ngroups, 4), PT(40))))
        set_group_names(t, names, p->width);
    while (names->step < p->chart->ngroups && !names_clear(t, names->words, names->step))
        names->step++;
}

/* Two lines or rows when then all of them can stand; else as wide as they are, and not all. */
static void arrange_group_names(LineSet *t, GroupNames *names)
{
    Plot *p = t->u.p;
    const Chart *c = p->chart;
    bool sequence = are_in_sequence(c);
    if (set_group_names(t, names, (t->u.right - t->u.left) / c->ngroups - PT(6)) && names_clear(t, names->words, 1))
        return;
    if (!sequence && stand_in_rows(t, names))
        return;
    thin_out(t, names);
    if (names->step > 1 && !sequence)
        p->drawing->crowded = true;
}

static void put_group_names(LineSet *t)
{
    Plot *p = t->u.p;
    const Chart *c = p->chart;
    GroupNames names = {.words = NEWN(p->arena, Words, c->ngroups), .step = 1, .rows = 1};
    arrange_group_names(t, &names);
    Len height = 0;
    for (int g = c->ngroups - 1; g >= 0; g -= names.step) {
        Words *name = &names.words[g];
        Len down = g % names.rows * names.height;
        words_put(p, name, name_x(t, name, g), p->y + down, ALIGN_CENTRE);
        height = int_max(height, down + name->height);
    }
    p->y += height;
}

/* ---- the lines ---- */

static void draw_course(LineSet *t, int series)
{
    Plot *p = t->u.p;
    const Chart *c = p->chart;
    Segs segs = {0};
    bool open = false;
    for (int g = 0; g < c->ngroups; g++) {
        const ChartPoint *point = chart_point(c, g, series);
        if (point->there)
            VEC_PUSH(p->arena, &segs, (open ? line_to : move_to)(group_x(t, g), upright_y(&t->u, point->units)));
        open = point->there;
    }
    plot_path(p, segs.at, segs.n, (Paint){SWATCH_NONE, series_colour(p, series), with_type(p, PT(7) / 4)});
}

static void draw_points(LineSet *t, int series)
{
    Plot *p = t->u.p;
    Len radius = with_type(p, p->chart->ngroups > 20 ? PT(2) : PT(3));
    for (int g = 0; g < p->chart->ngroups; g++) {
        const ChartPoint *point = chart_point(p->chart, g, series);
        if (point->there)
            plot_marker(p, series, group_x(t, g), upright_y(&t->u, point->units), radius);
    }
}

void draw_line(Plot *p)
{
    enum { STEPS = 5 };
    LineSet t = {.u = {.p = p, .scale = chart_scale(p->chart, STEPS)}};
    t.u.left = ticks_width(p, &t.u.scale);
    name_lines(&t);
    Len leading = p->value->leading, height = upright_height(p);
    height = int_max(height, end_labels_height(t.labels, t.nlabels) - leading);
    t.u.top = p->y + leading / 2;
    t.u.bottom = t.u.top + int_min(height, int_max(p->most - p->y, PT(60)));
    p->y = t.u.bottom + leading / 2;
    draw_ticks(&t.u);
    if (t.u.scale.low <= 0 && t.u.scale.high >= 0)
        draw_axis(&t.u);
    for (int s = 0; s < p->chart->nseries; s++)
        draw_course(&t, s);
    for (int s = 0; s < p->chart->nseries; s++)
        draw_points(&t, s);
    put_group_names(&t);
    put_end_labels(&t);
}
