/* The shapes that charts are made of.
 *
 * Colour never stands alone: bars of series after the first are hatched with lines in the paper's colour, each in a
 * direction of its own; points on lines have a shape for each series; verdicts carry a tick, a cross or a dash.
 * Neighbours are parted by paper. Circles are drawn with angles in 1/65536 turn and a table of sines, so that all is
 * whole numbers. */
#include "draw/chart.h"

typedef VEC(PathSeg) Segs;

static PathSeg move_to(Len x, Len y)
{
    return (PathSeg){.op = PATH_MOVE, .x = {x}, .y = {y}};
}

static PathSeg line_to(Len x, Len y)
{
    return (PathSeg){.op = PATH_LINE, .x = {x}, .y = {y}};
}

static const PathSeg closed = {.op = PATH_CLOSE};

/* ---- plain shapes ---- */

Swatch plot_colour(const Plot *p, int series)
{
    return p->dress->npalette ? p->dress->palette[series % p->dress->npalette] : p->value->colour;
}

void plot_rect(Plot *p, Len x, Len y, Len w, Len h, Swatch fill)
{
    if (fill == SWATCH_NONE || w <= 0 || h <= 0)
        return;
    Item item = {.kind = ITEM_RECT, .role = ITEM_CONTENT, .node = p->node, .x = x, .y = y};
    item.u.rect.w = w;
    item.u.rect.h = h;
    item.u.rect.fill = fill;
    VEC_PUSH(p->pass->arena, &p->items, item);
}

static PagePath *put_path(Plot *p, const PathSeg *segs, int n, Swatch fill, Swatch stroke, Len stroke_width)
{
    PagePath *path = NEW(p->pass->arena, PagePath);
    *path = (PagePath){.segs = segs, .n = n, .fill = fill, .stroke = stroke, .stroke_width = stroke_width};
    VEC_PUSH(p->pass->arena, &p->items,
             (Item){.kind = ITEM_PATH, .role = ITEM_CONTENT, .node = p->node, .u.path = path});
    return path;
}

void plot_path(Plot *p, const PathSeg *segs, int n, Swatch fill, Swatch stroke, Len stroke_width)
{
    PathSeg *own = NEWN(p->pass->arena, PathSeg, n);
    for (int i = 0; i < n; i++)
        own[i] = segs[i];
    put_path(p, own, n, fill, stroke, stroke_width);
}

void plot_line(Plot *p, Len x0, Len y0, Len x1, Len y1, Swatch stroke, Len width)
{
    PathSeg segs[] = {move_to(x0, y0), line_to(x1, y1)};
    if (stroke != SWATCH_NONE)
        plot_path(p, segs, 2, SWATCH_NONE, stroke, width);
}

/* ---- bars and their hatches ---- */

/* From the bottom left to the top right, or the other way. */
static void add_slanted(Plot *p, Segs *segs, Len x, Len y, Len w, Len h, Len apart, bool rising)
{
    for (Len at = -h + apart / 2; at < w; at += apart) {
        VEC_PUSH(p->pass->arena, segs, move_to(x + at, rising ? y + h : y));
        VEC_PUSH(p->pass->arena, segs, line_to(x + at + h, rising ? y : y + h));
    }
}

static void add_upright(Plot *p, Segs *segs, Len x, Len y, Len w, Len h, Len apart)
{
    for (Len at = apart / 2; at < w; at += apart) {
        VEC_PUSH(p->pass->arena, segs, move_to(x + at, y));
        VEC_PUSH(p->pass->arena, segs, line_to(x + at, y + h));
    }
}

static void add_level(Plot *p, Segs *segs, Len x, Len y, Len w, Len h, Len apart)
{
    for (Len at = apart / 2; at < h; at += apart) {
        VEC_PUSH(p->pass->arena, segs, move_to(x, y + at));
        VEC_PUSH(p->pass->arena, segs, line_to(x + w, y + at));
    }
}

static void put_hatch(Plot *p, int series, Swatch colour, Len x, Len y, Len w, Len h)
{
    enum { PLAIN, RISING, FALLING, LEVEL, UPRIGHT, CROSSED, HATCHES };
    Segs segs = {0};
    int hatch = series % HATCHES;
    Len apart = PT(5), slant = PT(7);
    if (hatch == RISING || hatch == CROSSED)
        add_slanted(p, &segs, x, y, w, h, slant, true);
    if (hatch == FALLING || hatch == CROSSED)
        add_slanted(p, &segs, x, y, w, h, slant, false);
    if (hatch == UPRIGHT)
        add_upright(p, &segs, x, y, w, h, apart);
    if (hatch == LEVEL)
        add_level(p, &segs, x, y, w, h, PT(7) / 2);
    if (segs.n == 0)
        return;
    PagePath *path = put_path(p, segs.at, segs.n, SWATCH_NONE, colour, PT(3) / 4);
    path->clipped = true;
    path->clip_x = x;
    path->clip_y = y;
    path->clip_w = w;
    path->clip_h = h;
}

/* Without a paper to draw on colour with, the bar is an outline and the hatch has the colour. */
static void put_outline(Plot *p, Swatch colour, Len x, Len y, Len w, Len h)
{
    Len half = PT(3) / 8;
    PathSeg segs[] = {move_to(x + half, y + half), line_to(x + w - half, y + half), line_to(x + w - half, y + h - half),
                      line_to(x + half, y + h - half), closed};
    plot_path(p, segs, COUNT(segs), SWATCH_NONE, colour, 2 * half);
}

void plot_bar(Plot *p, int series, Len x, Len y, Len w, Len h, bool hatched)
{
    Swatch colour = plot_colour(p, series), paper = p->dress->paper;
    if (w <= 0 || h <= 0)
        return;
    if (hatched && series && paper == SWATCH_NONE)
        put_outline(p, colour, x, y, w, h);
    else
        plot_rect(p, x, y, w, h, colour);
    if (hatched)
        put_hatch(p, series, paper != SWATCH_NONE ? paper : colour, x, y, w, h);
}

/* ---- circles ---- */

static const int sines[91] = {
    /* of whole degrees, in 1/32768 */
    0,     572,   1144,  1715,  2286,  2856,  3425,  3993,  4560,  5126,  5690,  6252,  6813,  7371,  7927,  8481,
    9032,  9580,  10126, 10668, 11207, 11743, 12275, 12803, 13328, 13848, 14365, 14876, 15384, 15886, 16384, 16877,
    17364, 17847, 18324, 18795, 19261, 19720, 20174, 20622, 21063, 21498, 21926, 22348, 22763, 23170, 23571, 23965,
    24351, 24730, 25102, 25466, 25822, 26170, 26510, 26842, 27166, 27482, 27789, 28088, 28378, 28660, 28932, 29197,
    29452, 29698, 29935, 30163, 30382, 30592, 30792, 30983, 31164, 31336, 31499, 31651, 31795, 31928, 32052, 32166,
    32270, 32365, 32449, 32524, 32588, 32643, 32688, 32723, 32748, 32763, 32768,
};

enum { TURN = 65536, ONE = 32768 };

/* Of an angle up to a quarter turn, straight between whole degrees. */
static int quarter_sine(int angle)
{
    int degrees = angle * 360 / TURN, rest = angle * 360 - degrees * TURN;
    if (degrees >= 90)
        return ONE;
    return sines[degrees] + (int)((int64_t)(sines[degrees + 1] - sines[degrees]) * rest / TURN);
}

static int sine(int angle)
{
    angle &= TURN - 1;
    if (angle >= TURN / 2)
        return -sine(angle - TURN / 2);
    return quarter_sine(angle <= TURN / 4 ? angle : TURN / 2 - angle);
}

static int cosine(int angle)
{
    return sine(angle + TURN / 4);
}

void turn_point(int angle, Len radius, Len *x, Len *y)
{
    *x = (Len)((int64_t)radius * sine(angle) / ONE);
    *y = (Len)(-(int64_t)radius * cosine(angle) / ONE);
}

/* An arc of at most an eighth turn as one curve, from where the path is. */
static PathSeg arc(Len cx, Len cy, Len radius, int from, int to)
{
    Len x0, y0, x1, y1, dx0, dy0, dx1, dy1;
    int quarter = (to - from) / 4;
    Len reach = (Len)((int64_t)radius * 4 * sine(quarter) / (3 * (int64_t)cosine(quarter)));
    turn_point(from, radius, &x0, &y0);
    turn_point(to, radius, &x1, &y1);
    turn_point(from + TURN / 4, reach, &dx0, &dy0);
    turn_point(to + TURN / 4, reach, &dx1, &dy1);
    return (PathSeg){.op = PATH_CURVE,
                     .x = {cx + x0 + dx0, cx + x1 - dx1, cx + x1},
                     .y = {cy + y0 + dy0, cy + y1 - dy1, cy + y1}};
}

static void add_arcs(Plot *p, Segs *segs, Len x, Len y, Len radius, int from, int to)
{
    int pieces = int_max((to - from + TURN / 8 - 1) / (TURN / 8), 1);
    for (int i = 0; i < pieces; i++)
        VEC_PUSH(p->pass->arena, segs,
                 arc(x, y, radius, from + (to - from) * i / pieces, from + (to - from) * (i + 1) / pieces));
}

static Segs circle(Plot *p, Len x, Len y, Len radius)
{
    Segs segs = {0};
    VEC_PUSH(p->pass->arena, &segs, move_to(x, y - radius));
    add_arcs(p, &segs, x, y, radius, 0, TURN);
    VEC_PUSH(p->pass->arena, &segs, closed);
    return segs;
}

void plot_sector(Plot *p, int series, Len x, Len y, Len radius, int from, int to)
{
    Segs segs = {0};
    Len dx, dy;
    if (to - from >= TURN) {
        segs = circle(p, x, y, radius);
    } else {
        turn_point(from, radius, &dx, &dy);
        VEC_PUSH(p->pass->arena, &segs, move_to(x, y));
        VEC_PUSH(p->pass->arena, &segs, line_to(x + dx, y + dy));
        add_arcs(p, &segs, x, y, radius, from, to);
        VEC_PUSH(p->pass->arena, &segs, closed);
    }
    put_path(p, segs.at, segs.n, plot_colour(p, series), p->dress->paper, PT(1));
}

/* ---- markers ---- */

static void polygon(Plot *p, const Len (*at)[2], int n, Len x, Len y, Swatch fill, Swatch stroke, Len width)
{
    Segs segs = {0};
    for (int i = 0; i < n; i++)
        VEC_PUSH(p->pass->arena, &segs, i ? line_to(x + at[i][0], y + at[i][1]) : move_to(x + at[i][0], y + at[i][1]));
    VEC_PUSH(p->pass->arena, &segs, closed);
    put_path(p, segs.at, segs.n, fill, stroke, width);
}

/* Shapes look alike in size, not in width. A rim of paper keeps them off the line. */
void plot_marker(Plot *p, int series, Len x, Len y, Len r)
{
    enum { DISC, SQUARE, TRIANGLE, DIAMOND, FALLING_TRIANGLE, RING, SHAPES };
    Swatch colour = plot_colour(p, series), paper = p->dress->paper;
    Len s = r * 7 / 8, t = r * 9 / 8, d = r * 5 / 4;
    const Len square[][2] = {{-s, -s}, {s, -s}, {s, s}, {-s, s}};
    const Len triangle[][2] = {{0, -t}, {t, s}, {-t, s}};
    const Len diamond[][2] = {{0, -d}, {d, 0}, {0, d}, {-d, 0}};
    const Len falling[][2] = {{0, t}, {t, -s}, {-t, -s}};
    Segs segs;
    switch (series % SHAPES) {
    case SQUARE: polygon(p, square, 4, x, y, colour, paper, PT(3) / 4); break;
    case TRIANGLE: polygon(p, triangle, 3, x, y, colour, paper, PT(3) / 4); break;
    case DIAMOND: polygon(p, diamond, 4, x, y, colour, paper, PT(3) / 4); break;
    case FALLING_TRIANGLE: polygon(p, falling, 3, x, y, colour, paper, PT(3) / 4); break;
    case RING:
        segs = circle(p, x, y, r * 3 / 4);
        put_path(p, segs.at, segs.n, paper, colour, PT(3) / 2);
        break;
    default: segs = circle(p, x, y, r); put_path(p, segs.at, segs.n, colour, paper, PT(3) / 4);
    }
}

/* ---- verdicts ---- */

Swatch verdict_colour(const Plot *p, ChartVerdict verdict)
{
    Swatch s = verdict == VERDICT_ACHIEVED ? p->dress->achieved
               : verdict == VERDICT_MISSED ? p->dress->missed
                                           : p->dress->other;
    return s != SWATCH_NONE ? s : plot_colour(p, (int)verdict);
}

void plot_verdict(Plot *p, ChartVerdict verdict, Len x, Len y, Len r)
{
    Len width = r / 2;
    const PathSeg tick[] = {move_to(x - r, y), line_to(x - r / 4, y + r * 3 / 4), line_to(x + r, y - r * 3 / 4)};
    const PathSeg cross[] = {move_to(x - r * 3 / 4, y - r * 3 / 4), line_to(x + r * 3 / 4, y + r * 3 / 4),
                             move_to(x - r * 3 / 4, y + r * 3 / 4), line_to(x + r * 3 / 4, y - r * 3 / 4)};
    const PathSeg dash[] = {move_to(x - r * 3 / 4, y), line_to(x + r * 3 / 4, y)};
    if (p->dress->paper == SWATCH_NONE)
        return;
    if (verdict == VERDICT_ACHIEVED)
        plot_path(p, tick, COUNT(tick), SWATCH_NONE, p->dress->paper, width);
    else if (verdict == VERDICT_MISSED)
        plot_path(p, cross, COUNT(cross), SWATCH_NONE, p->dress->paper, width);
    else
        plot_path(p, dash, COUNT(dash), SWATCH_NONE, p->dress->paper, width);
}
