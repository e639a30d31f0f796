/* Whether a box is inside an outline, outside it, or is cut by it. Curves become lines between points on them. */
#include "press/press_private.h"

enum { CURVE_STEPS = 8 };

/* Whether a place is inside, and whether the outline passes through a box round it. */
typedef struct CellCrossing {
    Rect cell;
    Point middle;
    int winding;
    bool cut;
} CellCrossing;

static bool is_left(Point a, Point b, Point p)
{
    return (int64_t)(b.x - a.x) * (p.y - a.y) > (int64_t)(p.x - a.x) * (b.y - a.y);
}

/* Is the straight line anywhere inside the box? */
static bool passes(Rect r, Point a, Point b)
{
    if (int_max(a.x, b.x) <= r.x || int_min(a.x, b.x) >= r.x + r.w || int_max(a.y, b.y) <= r.y
        || int_min(a.y, b.y) >= r.y + r.h)
        return false;
    const Point corners[] = {{r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}};
    int left = 0, right = 0;
    for (int i = 0; i < COUNT(corners); i++) {
        left += is_left(a, b, corners[i]);
        right += is_left(b, a, corners[i]);
    }
    return left && right;
}

static void cross(CellCrossing *c, Point a, Point b)
{
    Point p = c->middle;
    c->cut = c->cut || passes(c->cell, a, b);
    if (a.y <= p.y && b.y > p.y && is_left(a, b, p))
        c->winding++;
    if (a.y > p.y && b.y <= p.y && !is_left(a, b, p))
        c->winding--;
}

static Point on_curve(Point from, const PathSeg *s, Point origin, int step)
{
    int64_t n = CURVE_STEPS, t = step, r = n - t, whole = n * n * n;
    int64_t w[] = {r * r * r, 3 * r * r * t, 3 * r * t * t, t * t * t};
    int64_t x = w[0] * from.x, y = w[0] * from.y;
    for (int i = 0; i < 3; i++) {
        x += w[i + 1] * (origin.x + s->x[i]);
        y += w[i + 1] * (origin.y + s->y[i]);
    }
    return (Point){(Len)(x / whole), (Len)(y / whole)};
}

static void cross_path(CellCrossing *c, const Item *item)
{
    const PagePath *path = item->u.path;
    Point origin = {item->x, item->y}, start = origin, at = origin;
    for (int i = 0; i < path->n; i++) {
        const PathSeg *s = &path->segs[i];
        bool ends = s->op == PATH_MOVE || s->op == PATH_CLOSE;
        int steps = ends ? 1 : s->op == PATH_CURVE ? CURVE_STEPS : 1;
        Point from = at;
        for (int k = 1; k <= steps; k++) {
            Point to = ends                  ? start
                       : s->op == PATH_CURVE ? on_curve(from, s, origin, k)
                                             : (Point){origin.x + s->x[0], origin.y + s->y[0]};
            cross(c, at, to);
            at = to;
        }
        if (s->op == PATH_MOVE)
            start = at = (Point){origin.x + s->x[0], origin.y + s->y[0]};
    }
    cross(c, at, start);
}

InCell cell_in_outline(const Item *item, Rect cell)
{
    CellCrossing c = {.cell = cell, .middle = {cell.x + cell.w / 2, cell.y + cell.h / 2}};
    cross_path(&c, item);
    return c.cut ? CELL_CUT : c.winding ? CELL_IN : CELL_OUT;
}
