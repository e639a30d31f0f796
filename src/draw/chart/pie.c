/* A pie chart: sectors clockwise from the top, separated by paper, each with its name beside the disc and a line to
 * it.
 *
 * Labels are on the side of the middle of their sector, moved apart where they would touch. When they do not fit on
 * a side, or a name is too wide for it, the sectors' names go into a list below. */
#include "draw/chart/chart_private.h"

typedef struct Sector {
    int from, to; /* angles */
    bool left;
} Sector;

typedef struct Pie {
    Plot *p;
    Sector *sectors;
    Len x, y, radius;
    EndLabel *labels;
} Pie;

static int middle_of(const Sector *sector)
{
    return (sector->from + sector->to) / 2;
}

static void divide(Pie *t)
{
    const Chart *c = t->p->chart;
    int64_t below = 0, whole = c->totals[0];
    for (int s = 0; s < c->nseries; s++) {
        const ChartPoint *point = chart_point(c, 0, s);
        Sector *sector = &t->sectors[s];
        sector->from = in_proportion(TURN, below, whole);
        below += point->there ? point->units : 0;
        sector->to = in_proportion(TURN, below, whole);
        sector->left = middle_of(sector) > TURN / 2;
    }
}

static bool set_pie_labels(Pie *t)
{
    Plot *p = t->p;
    bool fit = true; /* the no-break space keeps a figure and its percentage on one line */
    for (int s = 0; s < p->chart->nseries; s++) {
        const Sector *sector = &t->sectors[s];
        Str text = str_format(p->arena, STR_FMT " " STR_FMT "\xC2\xA0(" STR_FMT ")", STR_ARG(p->chart->series[s]),
                              STR_ARG(chart_point(p->chart, 0, s)->label), STR_ARG(group_percent(p, 0, s)));
        t->labels[s].words = words_set(p, text, p->value, p->width / 2 - t->radius - PT(22));
        t->labels[s].want = t->y + arc_point(middle_of(sector), t->radius + PT(8)).y;
        fit = fit && chart_point(p->chart, 0, s)->there && !t->labels[s].words.overfull
              && t->labels[s].words.lines.n <= 3;
    }
    return fit;
}

/* The labels of one side, spread; false: they have no room. */
static bool spread_side(Pie *t, bool left, Len top, Len bottom)
{
    Plot *p = t->p;
    int n = 0;
    EndLabel *side = NEWN(p->arena, EndLabel, p->chart->nseries);
    int *series = NEWN(p->arena, int, p->chart->nseries);
    for (int s = 0; s < p->chart->nseries; s++) {
        if (t->sectors[s].left != left)
            continue;
        series[n] = s;
        side[n++] = t->labels[s];
    }
    bool room = end_labels_spread(p, side, n, top, bottom);
    for (int i = 0; i < n; i++)
        t->labels[series[i]] = side[i];
    return room;
}

static void put_label(Pie *t, int series)
{
    Plot *p = t->p;
    const Sector *sector = &t->sectors[series];
    const EndLabel *label = &t->labels[series];
    int out = sector->left ? -1 : 1;
    Len edge = t->x + out * (t->radius + PT(18)), middle = label->top + p->value->leading / 2;
    Point rim = arc_point(middle_of(sector), t->radius + PT(1));
    PathSeg lead[] = {move_to(t->x + rim.x, t->y + rim.y), line_to(edge - out * PT(8), middle),
                      line_to(edge - out * PT(2), middle)};
    if (p->dress->axis != SWATCH_NONE)
        plot_path(p, lead, COUNT(lead), (Paint){SWATCH_NONE, p->dress->axis, PT(1) / 2});
    words_put(p, &label->words, edge, label->top, sector->left ? ALIGN_RIGHT : ALIGN_LEFT);
}

static void draw_sector(const Pie *t, int series)
{
    Arena *a = t->p->arena;
    Arc arc = {t->x, t->y, t->radius, t->sectors[series].from, t->sectors[series].to};
    Segs segs = {0};
    if (arc.to - arc.from >= TURN) {
        segs = arc_circle(a, arc.x, arc.y, arc.radius);
    } else {
        Point rim = arc_point(arc.from, arc.radius);
        VEC_PUSH(a, &segs, move_to(arc.x, arc.y));
        VEC_PUSH(a, &segs, line_to(arc.x + rim.x, arc.y + rim.y));
        arc_add(a, &segs, arc);
        VEC_PUSH(a, &segs, close_path());
    }
    plot_path(t->p, segs.at, segs.n, (Paint){series_colour(t->p, series), t->p->dress->paper, PT(1)});
}

void draw_pie(Plot *p)
{
    int n = p->chart->nseries;
    Pie t = {.p = p, .sectors = NEWN(p->arena, Sector, n), .labels = NEWN(p->arena, EndLabel, n), .x = p->width / 2};
    Len around = p->value->leading;
    t.radius = int_min(int_min(p->width / 5, PT(66)), int_max(p->most - p->y, PT(60)) / 2);
    t.y = p->y + around + t.radius;
    divide(&t);
    Len bottom = t.y + t.radius + around;
    bool fit = set_pie_labels(&t) && spread_side(&t, false, p->y, bottom) && spread_side(&t, true, p->y, bottom);
    for (int s = 0; s < n; s++)
        if (t.sectors[s].to > t.sectors[s].from)
            draw_sector(&t, s);
    for (int s = 0; s < n && fit; s++)
        put_label(&t, s);
    p->y = bottom;
    if (!fit)
        draw_parts_list(p);
}
