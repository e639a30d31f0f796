/* Lines over time, each with its own shape at its points, and its name and last figure at its end.
 *
 * The scale begins at zero unless all figures are high; its first value is shown beside it either way. A missing
 * point interrupts the line. Where names of groups would touch, only every second, third … is set, counted back from
 * the last, which is always shown. */
#include "draw/chart/chart_private.h"

typedef struct LineSet {
    Upright u;
    EndLabel *labels; /* one for each series that has a point */
    int *series;      /* of each label */
    int nlabels;
    Len labels_left;
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

static void set_end_labels(LineSet *t)
{
    Plot *p = t->u.p;
    const Chart *c = p->chart;
    Len width = 0;
    t->labels = NEWN(p->arena, EndLabel, c->nseries);
    t->series = NEWN(p->arena, int, c->nseries);
    for (int s = 0; s < c->nseries; s++) {
        int last = last_point(c, s);
        if (last < 0)
            continue;
        Str text =
            str_format(p->arena, STR_FMT " " STR_FMT, STR_ARG(c->series[s]), STR_ARG(chart_point(c, last, s)->label));
        EndLabel *label = &t->labels[t->nlabels];
        label->words = words_set(p, text, style_in(p, p->name, series_colour(p, s)), p->width * 3 / 10);
        width = int_max(width, label->words.width);
        t->series[t->nlabels++] = s;
    }
    t->u.right = int_max(p->width - width - PT(8), t->u.left + p->width / 4);
    t->labels_left = t->u.right + PT(8);
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

/* Do the names of every `step`th group, counted from the last, stand clear of each other? */
static bool names_clear(LineSet *t, const Words *names, int step)
{
    for (int g = t->u.p->chart->ngroups - 1; g - step >= 0; g -= step)
        if (group_x(t, g) - names[g].width / 2 < group_x(t, g - step) + names[g - step].width / 2 + PT(6))
            return false;
    return true;
}

/* False: one of them is wider than the measure or of more than two lines. */
static bool set_group_names(LineSet *t, Words *names, Len measure)
{
    Plot *p = t->u.p;
    bool fit = true;
    for (int g = 0; g < p->chart->ngroups; g++) {
        names[g] = words_set(p, p->chart->groups[g], p->axis, measure);
        fit = fit && !names[g].overfull && names[g].lines.n <= 2;
    }
    return fit;
}

/* In two lines, when then all of them can stand; else as wide as they are, and not all. */
static void put_group_names(LineSet *t)
{
    Plot *p = t->u.p;
    const Chart *c = p->chart;
    Words *names = NEWN(p->arena, Words, c->ngroups);
    Len height = 0, field = t->u.right - t->u.left;
    int step = 1;
    if (!set_group_names(t, names, int_max(field / c->ngroups - PT(6), PT(1))))
        set_group_names(t, names, int_max(field / int_min(c->ngroups, 4), PT(40)));
    while (step < c->ngroups && !names_clear(t, names, step))
        step++;
    for (int g = c->ngroups - 1; g >= 0; g -= step) {
        Len half = names[g].width / 2;
        Len x = int_max(int_min(group_x(t, g), p->width - half), half);
        words_put(p, &names[g], x, p->y, ALIGN_CENTRE);
        height = int_max(height, names[g].height);
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
    plot_path(p, segs.at, segs.n, (Paint){SWATCH_NONE, series_colour(p, series), PT(7) / 4});
}

static void draw_points(LineSet *t, int series)
{
    Plot *p = t->u.p;
    Len radius = p->chart->ngroups > 20 ? PT(2) : PT(3);
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
    set_end_labels(&t);
    Len leading = p->value->leading, height = int_min(int_max(p->width * 2 / 5, PT(90)), PT(150));
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
