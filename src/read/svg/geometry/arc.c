/* Elliptical arcs as curves, each at most a quarter turn.
 *
 * The ellipse becomes the unit circle (SVG 1.1, F.6.5), on which the arc goes from one point to another. It is cut at
 * exact quarter turns, and the rest by the tangent of a quarter of its angle, which square roots give: no angle is
 * ever computed. */
#include <math.h>

#include "read/svg/geometry/geometry.h"

/* From the unit circle to the arc's ellipse. */
typedef struct SvgEllipse {
    VectorMatrix matrix;
    SvgPoint from, to; /* on the circle */
} SvgEllipse;

static double dot(SvgPoint a, SvgPoint b)
{
    return a.x * b.x + a.y * b.y;
}

static double cross(SvgPoint a, SvgPoint b)
{
    return a.x * b.y - a.y * b.x;
}

static SvgPoint unit(SvgPoint p)
{
    double length = sqrt(dot(p, p));
    return length > 0 ? (SvgPoint){p.x / length, p.y / length} : (SvgPoint){1, 0};
}

static SvgEllipse ellipse_of(const SvgArc *arc)
{
    double rx = arc->rx < 0 ? -arc->rx : arc->rx, ry = arc->ry < 0 ? -arc->ry : arc->ry;
    double sine = svg_sine(arc->turned), cosine = svg_cosine(arc->turned);
    SvgPoint half = {(arc->from.x - arc->to.x) / 2, (arc->from.y - arc->to.y) / 2};
    SvgPoint p = {(cosine * half.x + sine * half.y) / rx, (cosine * half.y - sine * half.x) / ry};
    double lambda = dot(p, p), off = 0;
    if (lambda > 1) { /* radii that are too short grow */
        rx *= sqrt(lambda), ry *= sqrt(lambda);
        p = unit(p);
    } else if (lambda > 0) {
        off = sqrt((1 - lambda) / lambda) * (arc->large == arc->sweep ? -1 : 1);
    }
    SvgPoint centre = {off * p.y, -off * p.x};
    SvgEllipse e = {.from = unit((SvgPoint){p.x - centre.x, p.y - centre.y}),
                    .to = unit((SvgPoint){-p.x - centre.x, -p.y - centre.y})};
    VectorMatrix m = {cosine * rx, sine * rx, -sine * ry, cosine * ry, 0, 0};
    SvgPoint c = matrix_point(&m, centre);
    m.e = c.x + (arc->from.x + arc->to.x) / 2;
    m.f = c.y + (arc->from.y + arc->to.y) / 2;
    e.matrix = m;
    return e;
}

/* From one point of the circle to another at most a quarter turn on; `way` is 1 or -1. */
static void add_piece(Arena *a, SvgOutline *o, const SvgEllipse *e, SvgPoint to, double way)
{
    SvgPoint from = e->from;
    double cosine = dot(from, to), half = sqrt((1 + cosine) / 2 > 0 ? (1 + cosine) / 2 : 0);
    double sine_half = sqrt((1 - half * half) > 0 ? 1 - half * half : 0);
    double reach = way * 4 / 3 * sine_half / (1 + half); /* tan(angle / 4) */
    SvgPoint p[3] = {{from.x - reach * from.y, from.y + reach * from.x},
                     {to.x + reach * to.y, to.y - reach * to.x},
                     to};
    for (int i = 0; i < COUNT(p); i++)
        p[i] = matrix_point(&e->matrix, p[i]);
    outline_curve(a, o, p);
}

void outline_arc(Arena *a, SvgOutline *o, const SvgArc *arc)
{
    bool still =
        !(arc->from.x < arc->to.x || arc->from.x > arc->to.x || arc->from.y < arc->to.y || arc->from.y > arc->to.y);
    if (still)
        return;
    if (!(arc->rx > 0 || arc->rx < 0) || !(arc->ry > 0 || arc->ry < 0)) {
        outline_line(a, o, arc->to);
        return;
    }
    SvgEllipse e = ellipse_of(arc);
    double way = arc->sweep ? 1 : -1;
    for (int i = 0; i < 3; i++) { /* while more than a quarter is left */
        double ahead = way * cross(e.from, e.to), along = dot(e.from, e.to);
        bool short_of_rounding = i == 0 && !arc->large && along > 0;
        if (short_of_rounding || (ahead >= 0 && along >= -1e-12))
            break;
        SvgPoint next = {-way * e.from.y, way * e.from.x};
        add_piece(a, o, &e, next, way);
        e.from = next;
    }
    add_piece(a, o, &e, e.to, way);
    o->at[o->n - 1].p[2] = arc->to;
}
