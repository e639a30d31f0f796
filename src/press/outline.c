/* Outlines that reach the edge of a page, drawn on beyond it.
 *
 * One side after the other. An outline is a ring of edges (a line that is not filled is a chain). OutlineEdges on the
 * side or beyond it, one after another, are a run:
 *
 *      inside      q ----- a                        q ----- a ----- a'      the edge from a to b is replaced by one
 *     ~~~~~~~~~~~~~~~~~~~~~|~~~~ the page's    →    ~~~~~~~~~~~~~~~~|       from a' to b' as far out as the bleed,
 *                  r ----- b     edge               r ----- b ----- b'      and both are joined to it
 *
 * where a' goes on from q to a, so that no slanting edge has a bend. Nothing inside the page moves. Corners come right
 * by themselves: the run of the second side begins on what the first has made. A chain whose end is on a side, and
 * which does not run along it, goes on in the direction in which it came. In the end all is clipped to the bleed. */
#include "press/press_private.h"

#include "base/vec.h"

typedef struct OutlineEdge {
    PathOp op;   /* LINE or CURVE */
    Point at[3]; /* as of a PathSeg; the last is its end */
    bool along;  /* it is on the side or beyond it */
} OutlineEdge;

typedef VEC(OutlineEdge) OutlineEdges;
typedef VEC(PathSeg) GrownSegs;

/* A ring or chain, and where it begins. */
typedef struct Contour {
    Point start;
    OutlineEdges edges;
    bool ring;
} Contour;

typedef enum TrimSide { SIDE_LEFT, SIDE_TOP, SIDE_RIGHT, SIDE_BOTTOM, SIDE_COUNT } TrimSide;

typedef struct Growing {
    Arena *arena;
    const Page *page;
    Point origin; /* what places count from */
    TrimSide side;
    GrownSegs out;
    bool grew;
} Growing;

/* ---- places and a side ---- */

/* How far a place is beyond the side; negative inside. */
static int64_t beyond(const Growing *g, Point p)
{
    switch (g->side) {
    case SIDE_LEFT: return -(int64_t)(g->origin.x + p.x);
    case SIDE_TOP: return -(int64_t)(g->origin.y + p.y);
    case SIDE_RIGHT: return (int64_t)g->origin.x + p.x - g->page->width;
    default: return (int64_t)g->origin.y + p.y - g->page->height;
    }
}

static bool is_on(const Growing *g, Point p)
{
    return beyond(g, p) >= -PRESS_REACH;
}

static Point moved_out(const Growing *g, Point p, Len by, Len sideways)
{
    switch (g->side) {
    case SIDE_LEFT: return (Point){p.x - by, p.y + sideways};
    case SIDE_TOP: return (Point){p.x + sideways, p.y - by};
    case SIDE_RIGHT: return (Point){p.x + by, p.y + sideways};
    default: return (Point){p.x + sideways, p.y + by};
    }
}

/* As far out as the bleed, in the direction in which one comes to p from `from`; straight out where that is too flat a
 * slope to follow. */
static Point grown(const Growing *g, Point from, Point p)
{
    int64_t out = g->page->bleed - beyond(g, p), climb = beyond(g, p) - beyond(g, from);
    bool upright = g->side == SIDE_LEFT || g->side == SIDE_RIGHT;
    int64_t across = upright ? p.y - from.y : p.x - from.x;
    if (out <= 0)
        return p;
    bool flat = climb <= 0 || across > climb * 4 || across < -climb * 4;
    return moved_out(g, p, (Len)out, flat ? 0 : (Len)(across * out / climb));
}

/* ---- contours ---- */

static Point end_of(const Contour *c, int i)
{
    const OutlineEdge *e = &c->edges.at[i];
    return e->at[e->op == PATH_CURVE ? 2 : 0];
}

static Point begin_of(const Contour *c, int i)
{
    return i > 0 ? end_of(c, i - 1) : c->ring && c->edges.n ? end_of(c, c->edges.n - 1) : c->start;
}

/* The place from which one comes to the end of an edge; and the one that its beginning leads to. */
static Point before_end(const Contour *c, int i)
{
    const OutlineEdge *e = &c->edges.at[i];
    return e->op == PATH_CURVE ? e->at[1] : begin_of(c, i);
}

static Point after_begin(const Contour *c, int i)
{
    return c->edges.at[i].at[0];
}

static bool is_at(Point a, Point b)
{
    return a.x == b.x && a.y == b.y;
}

/* The segments from `from` as a contour. Gives where the next one begins. */
static int take_contour(Arena *a, const PagePath *path, int from, Contour *c)
{
    int i = from;
    *c = (Contour){.start = {path->segs[i].x[0], path->segs[i].y[0]}, .ring = path->fill != COLOUR_NONE};
    for (i++; i < path->n && path->segs[i].op != PATH_MOVE; i++) {
        const PathSeg *s = &path->segs[i];
        c->ring = c->ring || s->op == PATH_CLOSE;
        if (s->op != PATH_CLOSE)
            VEC_PUSH(a, &c->edges,
                     (OutlineEdge){.op = s->op, .at = {{s->x[0], s->y[0]}, {s->x[1], s->y[1]}, {s->x[2], s->y[2]}}});
    }
    if (c->ring && c->edges.n && !is_at(end_of(c, c->edges.n - 1), c->start))
        VEC_PUSH(a, &c->edges, (OutlineEdge){.op = PATH_LINE, .at = {c->start}});
    return i;
}

/* Of a frame that is not filled, none: its line stays where it is. */
static void mark_edges(const Growing *g, Contour *c, bool filled)
{
    for (int i = 0; i < c->edges.n; i++) {
        OutlineEdge *e = &c->edges.at[i];
        e->along = (filled || !c->ring) && is_on(g, begin_of(c, i));
        for (int k = 0; k < (e->op == PATH_CURVE ? 3 : 1); k++)
            e->along = e->along && is_on(g, e->at[k]);
    }
}

/* ---- drawing a contour anew ---- */

static void put_point(Growing *g, PathOp op, Point p)
{
    VEC_PUSH(g->arena, &g->out, (PathSeg){.op = op, .x = {p.x}, .y = {p.y}});
}

static void put_edge(Growing *g, const OutlineEdge *e)
{
    PathSeg s = {.op = e->op};
    for (int k = 0; k < 3; k++)
        s.x[k] = e->at[k].x, s.y[k] = e->at[k].y;
    VEC_PUSH(g->arena, &g->out, s);
}

/* n edges from the index on that run along the side, round the ring's end. */
static void put_run(Growing *g, const Contour *c, int first, int n)
{
    int total = c->edges.n, last = (first + n - 1) % total;
    Point from = before_end(c, (first + total - 1) % total), to = after_begin(c, (last + 1) % total);
    put_point(g, PATH_LINE, grown(g, from, begin_of(c, first)));
    for (int k = 0; k + 1 < n; k++) {
        Point p = end_of(c, (first + k) % total);
        put_point(g, PATH_LINE, grown(g, p, p));
    }
    put_point(g, PATH_LINE, grown(g, to, end_of(c, last)));
    put_point(g, PATH_LINE, end_of(c, last));
    g->grew = true;
}

/* An edge before which none runs along the side; -1: all do. */
static int begin_ring(const Contour *c)
{
    for (int i = 0; i < c->edges.n; i++)
        if (!c->edges.at[(i + c->edges.n - 1) % c->edges.n].along)
            return i;
    return -1;
}

static void put_ring(Growing *g, const Contour *c)
{
    int total = c->edges.n, begin = begin_ring(c);
    int from = begin < 0 ? 0 : begin;
    put_point(g, PATH_MOVE, total ? begin_of(c, from) : c->start);
    for (int k = 0; k < total;) {
        int i = (from + k) % total, n = 0;
        while (begin >= 0 && k + n < total && c->edges.at[(i + n) % total].along)
            n++;
        if (n)
            put_run(g, c, i, n);
        else
            put_edge(g, &c->edges.at[i]);
        k += int_max(n, 1);
    }
    put_point(g, PATH_CLOSE, (Point){0, 0});
}

/* A line: it goes on where an end is on the side and the edge there is not along it. */
static void put_chain(Growing *g, const Contour *c)
{
    int n = c->edges.n;
    bool first = n && is_on(g, c->start) && !c->edges.at[0].along;
    bool last = n && is_on(g, end_of(c, n - 1)) && !c->edges.at[n - 1].along;
    if (first)
        put_point(g, PATH_MOVE, grown(g, after_begin(c, 0), c->start));
    put_point(g, first ? PATH_LINE : PATH_MOVE, c->start);
    for (int i = 0; i < n; i++)
        put_edge(g, &c->edges.at[i]);
    if (last)
        put_point(g, PATH_LINE, grown(g, before_end(c, n - 1), end_of(c, n - 1)));
    g->grew = g->grew || first || last;
}

static void grow_side(Growing *g, PagePath *path)
{
    g->out = (GrownSegs){0};
    bool grew = g->grew;
    g->grew = false;
    for (int i = 0; i < path->n;) {
        Contour c;
        i = take_contour(g->arena, path, i, &c);
        mark_edges(g, &c, path->fill != COLOUR_NONE);
        if (c.ring)
            put_ring(g, &c);
        else
            put_chain(g, &c);
    }
    if (g->grew) {
        path->segs = g->out.at;
        path->n = g->out.n;
    }
    g->grew = g->grew || grew;
}

/* ---- the whole outline ---- */

Rect drawn_box(const Item *item)
{
    const PagePath *p = item->u.path;
    Rect box = page_path_box(item);
    if (p->n == 0 || p->stroke == COLOUR_NONE)
        return box;
    Len half = p->stroke_width / 2;
    return (Rect){box.x - half, box.y - half, box.w + 2 * half, box.h + 2 * half};
}

static bool is_inside(const Page *p, Rect box)
{
    return box.x > PRESS_REACH && box.y > PRESS_REACH && box.x + box.w < p->width - PRESS_REACH
           && box.y + box.h < p->height - PRESS_REACH;
}

static void clip_to(PagePath *path, const Item *item, Rect clip)
{
    path->clipped = true;
    path->clip = (Rect){clip.x - item->x, clip.y - item->y, clip.w, clip.h};
}

/* Its clip grows like a field; without one it is clipped to the bleed if it reaches beyond that. */
static bool grow_clip(const Page *p, const Item *item, PagePath *path)
{
    Rect bleed = page_box(p, BOX_BLEED), old = path->clip;
    if (path->clipped) {
        Rect now = rect_both(bleed_field(p, (Rect){item->x + old.x, item->y + old.y, old.w, old.h}), bleed);
        clip_to(path, item, now);
        return path->clip.x != old.x || path->clip.y != old.y || path->clip.w != old.w || path->clip.h != old.h;
    }
    Rect box = drawn_box(&(Item){.x = item->x, .y = item->y, .u.path = path}), shown = rect_both(box, bleed);
    if (shown.w == box.w && shown.h == box.h)
        return false;
    clip_to(path, item, bleed);
    return true;
}

bool bleed_outline(Arena *a, const Page *p, const Item *item, PagePath *out)
{
    if (out->n == 0 || out->segs[0].op != PATH_MOVE || is_inside(p, drawn_box(item)))
        return false;
    Growing g = {.arena = a, .page = p, .origin = {item->x, item->y}};
    for (g.side = SIDE_LEFT; g.side < SIDE_COUNT; g.side++)
        grow_side(&g, out);
    bool clipped = grow_clip(p, item, out);
    return g.grew || clipped;
}
