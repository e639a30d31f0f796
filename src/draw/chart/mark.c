/* The marks for figures.
 *
 * Colour never stands alone: bars of series after the first are hatched with lines in the paper's colour, each in
 * its own direction; points on lines have a shape for each series; verdicts carry a tick, a cross or a dash. Paper
 * separates neighbours. */
#include "draw/chart/chart_private.h"

Swatch series_colour(const Plot *p, int series)
{
    return p->dress->npalette ? p->dress->palette[series % p->dress->npalette] : p->value->colour;
}

/* ---- bars and their hatches ---- */

/* From the bottom left to the top right, or the other way. */
static void add_slanted(Arena *a, Segs *segs, Rect r, Len apart, bool rising)
{
    for (Len at = -r.h + apart / 2; at < r.w; at += apart) {
        VEC_PUSH(a, segs, move_to(r.x + at, rising ? r.y + r.h : r.y));
        VEC_PUSH(a, segs, line_to(r.x + at + r.h, rising ? r.y : r.y + r.h));
    }
}

static void add_upright(Arena *a, Segs *segs, Rect r, Len apart)
{
    for (Len at = apart / 2; at < r.w; at += apart) {
        VEC_PUSH(a, segs, move_to(r.x + at, r.y));
        VEC_PUSH(a, segs, line_to(r.x + at, r.y + r.h));
    }
}

static void add_level(Arena *a, Segs *segs, Rect r, Len apart)
{
    for (Len at = apart / 2; at < r.h; at += apart) {
        VEC_PUSH(a, segs, move_to(r.x, r.y + at));
        VEC_PUSH(a, segs, line_to(r.x + r.w, r.y + at));
    }
}

static void put_hatch(Plot *p, int series, Swatch colour, Rect r)
{
    enum { PLAIN, RISING, FALLING, LEVEL, UPRIGHT, CROSSED, HATCHES };
    Segs segs = {0};
    int hatch = series % HATCHES;
    if (hatch == RISING || hatch == CROSSED)
        add_slanted(p->arena, &segs, r, PT(7), true);
    if (hatch == FALLING || hatch == CROSSED)
        add_slanted(p->arena, &segs, r, PT(7), false);
    if (hatch == UPRIGHT)
        add_upright(p->arena, &segs, r, PT(5));
    if (hatch == LEVEL)
        add_level(p->arena, &segs, r, PT(7) / 2);
    if (segs.n == 0)
        return;
    DrawPath *path = NEW(p->arena, DrawPath);
    *path = (DrawPath){.segs = segs.at,
                       .n = segs.n,
                       .fill = SWATCH_NONE,
                       .stroke = colour,
                       .stroke_width = PT(3) / 4,
                       .clipped = true,
                       .clip = r};
    plot_add(p, path);
}

/* Without a paper to draw on colour with, the bar is an outline and the hatch has the colour. */
static void put_outline(Plot *p, Swatch colour, Rect r)
{
    Len half = PT(3) / 8, left = r.x + half, top = r.y + half, right = r.x + r.w - half, bottom = r.y + r.h - half;
    PathSeg segs[] = {move_to(left, top), line_to(right, top), line_to(right, bottom), line_to(left, bottom),
                      close_path()};
    plot_path(p, segs, COUNT(segs), (Paint){SWATCH_NONE, colour, 2 * half});
}

void plot_bar(Plot *p, int series, Rect bar, bool hatched)
{
    Swatch colour = series_colour(p, series), paper = p->dress->paper;
    if (bar.w <= 0 || bar.h <= 0)
        return;
    if (hatched && series && paper == SWATCH_NONE)
        put_outline(p, colour, bar);
    else
        plot_rect(p, bar, colour);
    if (hatched)
        put_hatch(p, series, paper != SWATCH_NONE ? paper : colour, bar);
}

/* ---- markers ---- */

static void put_polygon(Plot *p, const Point *at, int n, Point centre, Paint paint)
{
    Segs segs = {0};
    for (int i = 0; i < n; i++) {
        Len x = centre.x + at[i].x, y = centre.y + at[i].y;
        VEC_PUSH(p->arena, &segs, i ? line_to(x, y) : move_to(x, y));
    }
    VEC_PUSH(p->arena, &segs, close_path());
    plot_path(p, segs.at, segs.n, paint);
}

/* Shapes look alike in size, not in width. A rim of paper keeps them off the line. */
void plot_marker(Plot *p, int series, Len x, Len y, Len r)
{
    enum { DISC, SQUARE, TRIANGLE, DIAMOND, FALLING_TRIANGLE, RING, SHAPES };
    Swatch colour = series_colour(p, series), paper = p->dress->paper;
    Paint full = {colour, paper, PT(3) / 4}, hollow = {paper, colour, PT(3) / 2};
    Len s = r * 7 / 8, t = r * 9 / 8, d = r * 5 / 4;
    const Point square[] = {{-s, -s}, {s, -s}, {s, s}, {-s, s}}, triangle[] = {{0, -t}, {t, s}, {-t, s}},
                diamond[] = {{0, -d}, {d, 0}, {0, d}, {-d, 0}}, falling[] = {{0, t}, {t, -s}, {-t, -s}};
    Point centre = {x, y};
    Segs ring;
    switch (series % SHAPES) {
    case SQUARE: put_polygon(p, square, COUNT(square), centre, full); break;
    case TRIANGLE: put_polygon(p, triangle, COUNT(triangle), centre, full); break;
    case DIAMOND: put_polygon(p, diamond, COUNT(diamond), centre, full); break;
    case FALLING_TRIANGLE: put_polygon(p, falling, COUNT(falling), centre, full); break;
    case RING:
        ring = arc_circle(p->arena, x, y, r * 3 / 4);
        plot_path(p, ring.at, ring.n, hollow);
        break;
    default: ring = arc_circle(p->arena, x, y, r); plot_path(p, ring.at, ring.n, full);
    }
}

/* ---- verdicts ---- */

Swatch verdict_colour(const Plot *p, ChartVerdict verdict)
{
    Swatch s = verdict == VERDICT_ACHIEVED ? p->dress->achieved
               : verdict == VERDICT_MISSED ? p->dress->missed
                                           : p->dress->other;
    return s != SWATCH_NONE ? s : series_colour(p, (int)verdict);
}

void plot_verdict(Plot *p, ChartVerdict verdict, Len x, Len y, Len r)
{
    Len q = r * 3 / 4;
    Paint line = {SWATCH_NONE, p->dress->paper, r / 2};
    const PathSeg tick[] = {move_to(x - r, y), line_to(x - r / 4, y + q), line_to(x + r, y - q)};
    const PathSeg cross[] = {move_to(x - q, y - q), line_to(x + q, y + q), move_to(x - q, y + q),
                             line_to(x + q, y - q)};
    const PathSeg dash[] = {move_to(x - q, y), line_to(x + q, y)};
    if (p->dress->paper == SWATCH_NONE)
        return;
    if (verdict == VERDICT_ACHIEVED)
        plot_path(p, tick, COUNT(tick), line);
    else if (verdict == VERDICT_MISSED)
        plot_path(p, cross, COUNT(cross), line);
    else
        plot_path(p, dash, COUNT(dash), line);
}
