/* Circles and sectors as curves.
 *
 * Angles are in 1/65536 turn and their sines come from a table, so that everything is whole numbers and every
 * machine draws the same. */
#include "draw/chart/chart_private.h"

static const int sines[91] = {
    /* of whole degrees, in 1/32768 */
    0,     572,   1144,  1715,  2286,  2856,  3425,  3993,  4560,  5126,  5690,  6252,  6813,  7371,  7927,  8481,
    9032,  9580,  10126, 10668, 11207, 11743, 12275, 12803, 13328, 13848, 14365, 14876, 15384, 15886, 16384, 16877,
    17364, 17847, 18324, 18795, 19261, 19720, 20174, 20622, 21063, 21498, 21926, 22348, 22763, 23170, 23571, 23965,
    24351, 24730, 25102, 25466, 25822, 26170, 26510, 26842, 27166, 27482, 27789, 28088, 28378, 28660, 28932, 29197,
    29452, 29698, 29935, 30163, 30382, 30592, 30792, 30983, 31164, 31336, 31499, 31651, 31795, 31928, 32052, 32166,
    32270, 32365, 32449, 32524, 32588, 32643, 32688, 32723, 32748, 32763, 32768,
};

enum { ONE = 32768 };

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

Point arc_point(int angle, Len radius)
{
    return (Point){(Len)((int64_t)radius * sine(angle) / ONE), (Len)(-(int64_t)radius * cosine(angle) / ONE)};
}

/* An arc of at most an eighth turn as one curve, from where the path is. */
static PathSeg curve_of(Arc arc)
{
    int quarter = (arc.to - arc.from) / 4;
    Len reach = (Len)((int64_t)arc.radius * 4 * sine(quarter) / (3 * (int64_t)cosine(quarter)));
    Point a = arc_point(arc.from, arc.radius), b = arc_point(arc.to, arc.radius);
    Point from_a = arc_point(arc.from + TURN / 4, reach), to_b = arc_point(arc.to + TURN / 4, reach);
    return (PathSeg){.op = PATH_CURVE,
                     .x = {arc.x + a.x + from_a.x, arc.x + b.x - to_b.x, arc.x + b.x},
                     .y = {arc.y + a.y + from_a.y, arc.y + b.y - to_b.y, arc.y + b.y}};
}

void arc_add(Arena *a, Segs *segs, Arc arc)
{
    int angle = arc.to - arc.from, pieces = int_max((angle + TURN / 8 - 1) / (TURN / 8), 1);
    for (int i = 0; i < pieces; i++) {
        Arc piece = arc;
        piece.from = arc.from + angle * i / pieces;
        piece.to = arc.from + angle * (i + 1) / pieces;
        VEC_PUSH(a, segs, curve_of(piece));
    }
}

Segs arc_circle(Arena *a, Len x, Len y, Len radius)
{
    Segs segs = {0};
    VEC_PUSH(a, &segs, move_to(x, y - radius));
    arc_add(a, &segs, (Arc){x, y, radius, 0, TURN});
    VEC_PUSH(a, &segs, close_path());
    return segs;
}
