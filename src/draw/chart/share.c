/* One whole as one strip, divided into its parts.
 *
 * The name, figure and percentage of each part are below it, as wide as the part. If one of them does not fit there,
 * all go into a list below the strip, each with a sample of its colour and hatching, and figures in columns or, where
 * the list is too narrow for them, below the names. */
#include "draw/chart/chart_private.h"

typedef struct PartLabel {
    Words name, figure;
    Len x, width; /* of its part */
} PartLabel;

static Str part_text(Plot *p, int series)
{
    return str_format(p->arena, STR_FMT " (" STR_FMT ")", STR_ARG(chart_point(p->chart, 0, series)->label),
                      STR_ARG(group_percent(p, 0, series)));
}

/* False: one of them is too wide for its part. */
static bool set_part_labels(Plot *p, PartLabel *labels)
{
    enum { LINES = 3 };
    int64_t below = 0, whole = p->chart->totals[0];
    bool fit = true;
    for (int s = 0; s < p->chart->nseries; s++) {
        PartLabel *label = &labels[s];
        const ChartPoint *point = chart_point(p->chart, 0, s);
        int64_t units = point->there ? point->units : 0;
        label->x = in_proportion(p->width, below, whole);
        below += units;
        label->width = in_proportion(p->width, below, whole) - label->x;
        Len measure = int_max(label->width - p->value->size, PT(1));
        label->name = words_set(p, p->chart->series[s], style_in(p, p->name, series_colour(p, s)), measure);
        label->figure = words_set(p, part_text(p, s), p->value, measure);
        fit = fit && point->there && !label->name.overfull && !label->figure.overfull && label->name.lines.n <= LINES
              && label->figure.lines.n <= 2;
    }
    return fit;
}

static void draw_strip(Plot *p, const PartLabel *labels, bool hatched)
{
    Len height = PT(24);
    for (int s = 0; s < p->chart->nseries; s++) {
        Len width = labels[s].width, parting = s + 1 < p->chart->nseries && width > PT(2) ? PT(3) / 2 : 0;
        plot_bar(p, s, (Rect){labels[s].x, p->y, width - parting, height}, hatched);
    }
    p->y += height;
}

static void put_part_labels(Plot *p, const PartLabel *labels)
{
    Len height = 0;
    for (int s = 0; s < p->chart->nseries; s++) {
        const PartLabel *label = &labels[s];
        words_put(p, &label->name, label->x, p->y, ALIGN_LEFT);
        words_put(p, &label->figure, label->x, p->y + label->name.height, ALIGN_LEFT);
        height = int_max(height, label->name.height + label->figure.height);
    }
    p->y += height;
}

/* ---- the list ---- */

typedef struct PartsList {
    Plot *p;
    Len sample, name;    /* left edges */
    Len figure, percent; /* right edges */
    Len names;           /* measure of the names */
    bool below;          /* each figure is on a line of its own, below its name */
} PartsList;

/* Too narrow for columns of figures, or for the longest word of a name beside them. */
static bool needs_two_lines(const PartsList *list)
{
    Plot *p = list->p;
    bool fits = list->percent <= p->width;
    for (int s = 0; s < p->chart->nseries && fits; s++)
        fits = !words_set(p, p->chart->series[s], p->value, list->names).overfull;
    return !fits;
}

static PartsList list_of(Plot *p)
{
    Len size = p->value->size, figures = 0, percents = 0, names = 0;
    for (int s = 0; s < p->chart->nseries; s++) {
        figures = int_max(figures, words_line(p, chart_point(p->chart, 0, s)->label, p->value).width);
        percents = int_max(percents, words_line(p, group_percent(p, 0, s), p->value).width);
        names = int_max(names, words_line(p, p->chart->series[s], p->value).width);
    }
    PartsList list = {.p = p, .name = size * 3 / 2};
    Len room = p->width - list.name - figures - percents - 3 * size;
    names = int_max(int_min(names, room), p->width / 4);
    list.names = names;
    list.figure = list.name + names + 3 * size / 2 + figures;
    list.percent = list.figure + 3 * size / 2 + percents;
    list.below = needs_two_lines(&list);
    if (list.below)
        list.names = p->width - list.name;
    return list;
}

static void put_figures(const PartsList *list, int series)
{
    Plot *p = list->p;
    const ChartPoint *point = chart_point(p->chart, 0, series);
    Words figure = words_line(p, point->label, point->there ? p->value : p->axis);
    words_put(p, &figure, list->figure, p->y, ALIGN_RIGHT);
    if (point->there) {
        Words percent = words_line(p, group_percent(p, 0, series), p->value);
        words_put(p, &percent, list->percent, p->y, ALIGN_RIGHT);
    }
}

static void put_figures_below(const PartsList *list, int series)
{
    Plot *p = list->p;
    const ChartPoint *point = chart_point(p->chart, 0, series);
    Str text = point->there ? part_text(p, series) : point->label;
    Words figures = words_fit(p, text, point->there ? p->value : p->axis, list->names);
    words_put(p, &figures, list->name, p->y, ALIGN_LEFT);
    p->y += figures.height;
}

static void put_part(const PartsList *list, int series)
{
    Plot *p = list->p;
    Len size = p->value->size, leading = p->value->leading;
    Words name = words_fit(p, p->chart->series[series], p->value, list->names);
    if (chart_point(p->chart, 0, series)->there)
        plot_bar(p, series, (Rect){list->sample, p->y + (leading - size) / 2, size, size}, true);
    words_put(p, &name, list->name, p->y, ALIGN_LEFT);
    if (!list->below)
        put_figures(list, series);
    p->y += int_max(name.height, leading);
    if (list->below)
        put_figures_below(list, series);
    p->y += PT(2);
}

void draw_parts_list(Plot *p)
{
    PartsList list = list_of(p);
    for (int s = 0; s < p->chart->nseries; s++) {
        put_part(&list, s);
        plot_cut(p);
    }
}

void draw_share(Plot *p)
{
    PartLabel *labels = NEWN(p->arena, PartLabel, p->chart->nseries);
    bool fit = set_part_labels(p, labels);
    draw_strip(p, labels, !fit);
    p->y += fit ? PT(3) : PT(6);
    if (fit)
        put_part_labels(p, labels);
    else
        draw_parts_list(p);
}
