/* Scan conversion. An edge crosses a row of cells when it passes its middle; crossings are sorted, and the winding
 * between two of them says whether what is between is inside. A cell is inside when its middle is. Curves become lines
 * between points on them, which is near enough for cells of 2pt. */
#include "pdf/ground/edges_private.h"

#include <stdlib.h>

#include "base/base.h"

enum { CURVE_STEPS = 16, CROSSINGS_MOST = 1 << 20 /* more than a drawing has; the rest are left out */ };

typedef struct Crossing {
    int y;
    double x;
    int turn; /* 1 downwards, -1 upwards */
} Crossing;

typedef struct Tracing {
    const EdgeScale *scale;
    int height;
    double x, y, start_x, start_y;
    Crossing *at;
    int n, cap;
} Tracing;

static double clamped(double v, double most)
{
    return !(v > 0) ? 0 : v > most ? most : v; /* 0 for what is no number */
}

static void add_crossing(Tracing *t, Crossing c)
{
    if (t->n == CROSSINGS_MOST)
        return;
    if (t->n == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 256;
        t->at = realloc(t->at, (size_t)t->cap * sizeof *t->at);
        if (!t->at)
            out_of_memory();
    }
    t->at[t->n++] = c;
}

/* To a place in cells. */
static void edge_to(Tracing *t, double x, double y)
{
    bool down = y > t->y;
    double top = down ? t->y : y, bottom = down ? y : t->y;
    int first = (int)(clamped(top, t->height) + .5), last = (int)(clamped(bottom, t->height) + .5);
    for (int row = first; row < last; row++) {
        double middle = row + .5;
        add_crossing(t, (Crossing){row, t->x + (x - t->x) * (middle - t->y) / (y - t->y), down ? 1 : -1});
    }
    t->x = x;
    t->y = y;
}

static void place_of(const Tracing *t, double *x, double *y)
{
    const VectorMatrix *m = &t->scale->matrix;
    double px = m->a * *x + m->c * *y + m->e, py = m->b * *x + m->d * *y + m->f;
    *x = px * t->scale->across;
    *y = py * t->scale->down;
}

static void curve_to(Tracing *t, const double x[3], const double y[3])
{
    double x0 = t->x, y0 = t->y;
    for (int i = 1; i <= CURVE_STEPS; i++) {
        double s = (double)i / CURVE_STEPS, r = 1 - s;
        double a = r * r * r, b = 3 * r * r * s, c = 3 * r * s * s, d = s * s * s;
        edge_to(t, a * x0 + b * x[0] + c * x[1] + d * x[2], a * y0 + b * y[0] + c * y[1] + d * y[2]);
    }
}

static void trace(Tracing *t, const PathSeg *s)
{
    double x[3], y[3];
    for (int i = 0; i < 3; i++) {
        x[i] = s->x[i], y[i] = s->y[i];
        place_of(t, &x[i], &y[i]);
    }
    switch (s->op) {
    case PATH_MOVE:
        edge_to(t, t->start_x, t->start_y);
        t->x = t->start_x = x[0], t->y = t->start_y = y[0];
        break;
    case PATH_LINE: edge_to(t, x[0], y[0]); break;
    case PATH_CURVE: curve_to(t, x, y); break;
    case PATH_CLOSE: edge_to(t, t->start_x, t->start_y); break;
    }
}

static int compare_crossings(const void *one, const void *two)
{
    const Crossing *a = one, *b = two;
    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    return (a->x > b->x) - (a->x < b->x);
}

static void fill_between(const EdgeArea *area, int y, double from, double to)
{
    int first = (int)(clamped(from, area->width) + .5), last = (int)(clamped(to, area->width) + .5);
    if (first < last)
        area->fill(area->self, y, first, last);
}

void edges_fill(const VectorOutline *o, EdgeScale scale, const EdgeArea *area)
{
    Tracing t = {.scale = &scale, .height = area->height};
    for (int i = 0; i < o->n; i++)
        trace(&t, &o->segs[i]);
    edge_to(&t, t.start_x, t.start_y);
    if (t.n)
        qsort(t.at, (size_t)t.n, sizeof *t.at, compare_crossings);
    int winding = 0;
    for (int i = 0; i + 1 < t.n; i++) {
        winding = i > 0 && t.at[i].y != t.at[i - 1].y ? 0 : winding;
        winding += t.at[i].turn;
        bool inside = o->even_odd ? winding & 1 : winding != 0;
        if (inside && t.at[i].y == t.at[i + 1].y)
            fill_between(area, t.at[i].y, t.at[i].x, t.at[i + 1].x);
    }
    free(t.at);
}
