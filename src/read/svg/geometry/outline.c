/* Outlines in the units of the file: their bounds, and what they become in the picture's space. */
#include <math.h>

#include "read/svg/geometry/geometry.h"

void outline_move(Arena *a, SvgOutline *o, SvgPoint to)
{
    VEC_PUSH(a, o, (SvgSeg){PATH_MOVE, {to}});
}

void outline_line(Arena *a, SvgOutline *o, SvgPoint to)
{
    VEC_PUSH(a, o, (SvgSeg){PATH_LINE, {to}});
}

void outline_curve(Arena *a, SvgOutline *o, const SvgPoint p[3])
{
    VEC_PUSH(a, o, (SvgSeg){PATH_CURVE, {p[0], p[1], p[2]}});
}

void outline_close(Arena *a, SvgOutline *o)
{
    if (o->n && o->at[o->n - 1].op != PATH_CLOSE)
        VEC_PUSH(a, o, (SvgSeg){.op = PATH_CLOSE});
}

static int points_of(const SvgSeg *s)
{
    return s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1;
}

/* ---- bounds ---- */

typedef struct SvgExtent {
    double low, high;
} SvgExtent;

static void widen(SvgExtent *e, double v)
{
    e->low = v < e->low ? v : e->low;
    e->high = v > e->high ? v : e->high;
}

static double on_curve(const double *p, double t)
{
    double u = 1 - t;
    return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
}

/* A curve's ends, and where it turns between them. */
static void widen_by_curve(SvgExtent *e, const double *p)
{
    double a = -p[0] + 3 * p[1] - 3 * p[2] + p[3], b = 2 * (p[0] - 2 * p[1] + p[2]), c = p[1] - p[0];
    double turns[2];
    int n = 0;
    widen(e, p[3]);
    if ((a < 0 ? -a : a) < 1e-9) {
        if (b < 0 || b > 0)
            turns[n++] = -c / b;
    } else if (b * b >= 4 * a * c) {
        double root = sqrt(b * b - 4 * a * c);
        turns[n++] = (-b + root) / (2 * a);
        turns[n++] = (-b - root) / (2 * a);
    }
    for (int i = 0; i < n; i++)
        if (turns[i] > 0 && turns[i] < 1)
            widen(e, on_curve(p, turns[i]));
}

bool outline_box(const SvgOutline *o, SvgBox *out)
{
    if (o->n == 0)
        return false;
    SvgPoint at = o->at[0].p[0];
    SvgExtent x = {at.x, at.x}, y = {at.y, at.y};
    for (int i = 0; i < o->n; i++) {
        const SvgSeg *s = &o->at[i];
        if (s->op == PATH_CURVE) {
            widen_by_curve(&x, (double[]){at.x, s->p[0].x, s->p[1].x, s->p[2].x});
            widen_by_curve(&y, (double[]){at.y, s->p[0].y, s->p[1].y, s->p[2].y});
        } else if (s->op != PATH_CLOSE) {
            widen(&x, s->p[0].x);
            widen(&y, s->p[0].y);
        }
        if (points_of(s))
            at = s->p[points_of(s) - 1];
    }
    *out = (SvgBox){x.low, y.low, x.high - x.low, y.high - y.low};
    return true;
}

/* ---- direction ---- */

double outline_area(const SvgOutline *o)
{
    SvgPoint begin = {0, 0}, at = {0, 0};
    double area = 0;
    for (int i = 0; i < o->n; i++) {
        const SvgSeg *s = &o->at[i];
        if (s->op == PATH_MOVE || s->op == PATH_CLOSE) {
            area += at.x * begin.y - begin.x * at.y;
            begin = at = s->op == PATH_MOVE ? s->p[0] : begin;
        }
        for (int k = 0; k < points_of(s); k++) {
            area += at.x * s->p[k].y - s->p[k].x * at.y;
            at = s->p[k];
        }
    }
    return area + at.x * begin.y - begin.x * at.y;
}

/* One subpath, from its move up to `to`, backwards. */
static void add_reversed(Arena *a, SvgOutline *out, const SvgSeg *s, int n)
{
    bool closed = s[n - 1].op == PATH_CLOSE;
    int last = closed ? n - 1 : n;
    outline_move(a, out, s[last - 1].p[int_max(points_of(&s[last - 1]), 1) - 1]);
    for (int i = last - 1; i > 0; i--) {
        SvgPoint before = s[i - 1].p[int_max(points_of(&s[i - 1]), 1) - 1];
        if (s[i].op == PATH_CURVE)
            outline_curve(a, out, (SvgPoint[]){s[i].p[1], s[i].p[0], before});
        else
            outline_line(a, out, before);
    }
    if (closed)
        outline_close(a, out);
}

SvgOutline outline_reversed(Arena *a, const SvgOutline *o)
{
    SvgOutline out = {0};
    for (int from = 0, to; from < o->n; from = to) {
        for (to = from + 1; to < o->n && o->at[to].op != PATH_MOVE && o->at[to - 1].op != PATH_CLOSE; to++) {
        }
        if (o->at[from].op == PATH_MOVE)
            add_reversed(a, &out, &o->at[from], to - from);
    }
    return out;
}

VectorOutline outline_drawn(Arena *a, const SvgOutline *o, const VectorMatrix *m)
{
    PathSeg *segs = NEWN(a, PathSeg, o->n);
    for (int i = 0; i < o->n; i++) {
        segs[i].op = o->at[i].op;
        for (int k = 0; k < points_of(&o->at[i]); k++) {
            SvgPoint p = matrix_point(m, o->at[i].p[k]);
            segs[i].x[k] = svg_len(p.x);
            segs[i].y[k] = svg_len(p.y);
        }
    }
    return (VectorOutline){.segs = segs, .n = o->n};
}
