/* What is painted of a frame.
 *
 * The tint and the rules are put when the frame opens, so that the text is painted over them, and get their height when
 * it closes. Square frames are made of rectangles. A frame with corners has two paths: its outline, filled with the
 * tint; and what lies between it and an inner outline, filled with the rules' colour. The edges of the inner one are as
 * far inside as each rule is thick, and its corners have what is left of the radius; so a rule follows a corner, and
 * tapers off where it meets a side without one. Where no side has a rule, nothing is drawn: readers paint a hairline
 * for a shape without width. An open frame has no rule and no corners at an edge where it is cut. */
#include "layout/box/frame.h"

#include "layout/flow/strip.h"

bool frame_holds(const Frame *f, const Frame *inner)
{
    while (inner && inner->depth > f->depth)
        inner = inner->outer;
    return inner == f;
}

Len frames_left(const Frame *from, const Frame *to)
{
    Len pads = 0;
    for (; from && !frame_holds(from, to); from = from->outer)
        pads += from->pad_bottom;
    return pads;
}

Len frames_entered(const Frame *from, const Frame *to)
{
    Len pads = 0;
    for (; to && !(from && frame_holds(to, from)); to = to->outer)
        pads += to->pad_top;
    return pads;
}

Len frames_opening(const Frame *f, int strip)
{
    Len sum = 0;
    for (; f; f = f->outer)
        sum += f->pad_top + (f->first < strip ? f->head_height : 0);
    return sum;
}

void frame_repeat(Pass *pass, Frame *f, const Flow *head, Len below)
{
    int n = head->strips.n;
    if (!n)
        return;
    Strip *strips = NEWN(pass->arena, Strip, n);
    Len height = 0;
    for (int i = 0; i < n; i++) {
        strips[i] = strip_again(pass, &head->strips.at[i]);
        strips[i].height += i + 1 == n ? below : 0;
        height += strips[i].height;
    }
    f->head = strips, f->nhead = n, f->head_height = height;
}

/* ---- outlines ---- */

typedef struct EdgePlaces {
    Len left, top, right, bottom;
} EdgePlaces;

/* Sides and corners count clockwise. A corner is followed by the side of its number. */
enum { EDGES = 4 };
enum { TOP, RIGHT, BOTTOM, LEFT };

typedef struct FrameOutline {
    EdgePlaces edges;
    Len w[EDGES], h[EDGES]; /* of the corners: top left, top right, bottom right, bottom left */
} FrameOutline;

/* The segments of all rules: two rings, or two runs of a side each, or one of three. */
enum { OUTLINE_SEGS = 10, RULES_SEGS = 2 * OUTLINE_SEGS };

typedef struct FrameCorner { /* from..to, clockwise, with its controls */
    Point from, leave, reach, to;
} FrameCorner;

/* How far a control point of a quarter of an ellipse is from the corner. */
static Len bend(Len radius)
{
    return radius - (Len)((int64_t)radius * 5523 / 10000);
}

static FrameCorner corner_of(const FrameOutline *o, int corner)
{
    int i = corner % EDGES;
    Len w = o->w[i], h = o->h[i];
    bool right = i == 1 || i == 2, lower = i >= 2, upright = i == 0 || i == 2; /* it begins on an upright side */
    Len x = right ? o->edges.right : o->edges.left, y = lower ? o->edges.bottom : o->edges.top;
    Len in_x = right ? -w : w, in_y = lower ? -h : h, bend_x = right ? -bend(w) : bend(w),
        bend_y = lower ? -bend(h) : bend(h);
    FrameCorner c = {{x, y + in_y}, {x, y + bend_y}, {x + bend_x, y}, {x + in_x, y}};
    return upright ? c : (FrameCorner){c.to, c.reach, c.leave, c.from};
}

typedef struct FrameSegs {
    PathSeg at[RULES_SEGS];
    int n;
} FrameSegs;

static void put_point(FrameSegs *out, PathOp op, Point to)
{
    check(out->n < RULES_SEGS);
    out->at[out->n++] = (PathSeg){op, {to.x}, {to.y}};
}

static void put_corner(FrameSegs *out, const FrameCorner *c)
{
    check(out->n < RULES_SEGS);
    out->at[out->n++] = (PathSeg){PATH_CURVE, {c->leave.x, c->reach.x, c->to.x}, {c->leave.y, c->reach.y, c->to.y}};
}

static FrameCorner turned(FrameCorner c)
{
    return (FrameCorner){c.to, c.reach, c.leave, c.from};
}

static void put_outline(FrameSegs *out, const FrameOutline *o)
{
    put_point(out, PATH_MOVE, corner_of(o, 0).to);
    for (int i = 1; i <= EDGES; i++) {
        FrameCorner c = corner_of(o, i);
        put_point(out, PATH_LINE, c.from);
        put_corner(out, &c);
    }
    put_point(out, PATH_CLOSE, (Point){0});
}

/* The same the other way round: inside of another outline, a hole. */
static void put_hole(FrameSegs *out, const FrameOutline *o)
{
    put_point(out, PATH_MOVE, corner_of(o, EDGES).from);
    for (int i = EDGES - 1; i >= 0; i--) {
        FrameCorner c = turned(corner_of(o, i));
        put_point(out, PATH_LINE, c.from);
        put_corner(out, &c);
    }
    put_point(out, PATH_CLOSE, (Point){0});
}

/* What lies between two outlines along some sides in a row, with the corners at its ends. */
static void put_run(FrameSegs *out, const FrameOutline *outer, const FrameOutline *inner, int first, int last)
{
    put_point(out, PATH_MOVE, corner_of(outer, first).from);
    for (int i = first; i <= last + 1; i++) {
        FrameCorner c = corner_of(outer, i);
        if (i > first)
            put_point(out, PATH_LINE, c.from);
        put_corner(out, &c);
    }
    for (int i = last + 1; i >= first; i--) {
        FrameCorner c = turned(corner_of(inner, i));
        put_point(out, PATH_LINE, c.from);
        put_corner(out, &c);
    }
    put_point(out, PATH_CLOSE, (Point){0});
}

static FrameOutline outer_outline(const Frame *f, const FramePart *part)
{
    FrameOutline o = {.edges = {0, 0, f->width, part->bottom - part->top}};
    Len radius = int_min(f->corner, int_min(o.edges.right, o.edges.bottom) / 2);
    for (int i = 0; i < EDGES; i++) {
        bool cut = f->cut_open && (i < 2 ? part->goes_on : part->is_cut);
        o.w[i] = o.h[i] = cut ? 0 : radius;
    }
    return o;
}

/* A corner has what two rules leave of it; one as thick as it is leaves it square. */
static FrameOutline inner_outline(const FrameOutline *outer, const Len rules[EDGES])
{
    const EdgePlaces *e = &outer->edges;
    FrameOutline o = {
        .edges = {e->left + rules[LEFT], e->top + rules[TOP], e->right - rules[RIGHT], e->bottom - rules[BOTTOM]}};
    for (int i = 0; i < EDGES; i++) {
        Len beside = i == 0 || i == 3 ? rules[LEFT] : rules[RIGHT], across = i < 2 ? rules[TOP] : rules[BOTTOM];
        if (outer->w[i] > beside && outer->h[i] > across)
            o.w[i] = outer->w[i] - beside, o.h[i] = outer->h[i] - across;
    }
    return o;
}

/* The rules between the outlines. A run begins at a side whose neighbour before it has no rule. */
static void put_rules(FrameSegs *out, const FrameOutline *outer, const Len rules[EDGES])
{
    FrameOutline inner = inner_outline(outer, rules);
    if (rules[TOP] && rules[RIGHT] && rules[BOTTOM] && rules[LEFT]) {
        put_outline(out, outer);
        put_hole(out, &inner);
        return;
    }
    for (int i = 0; i < EDGES; i++) {
        int last = i;
        if (!rules[i] || rules[(i + EDGES - 1) % EDGES])
            continue;
        while (rules[(last + 1) % EDGES])
            last++;
        put_run(out, outer, &inner, i, last);
    }
}

/* ---- items ---- */

/* The rules of this part. */
static void rules_of(const Frame *f, const FramePart *part, Len rules[EDGES])
{
    rules[LEFT] = f->rule_left;
    rules[RIGHT] = f->rule_right;
    rules[TOP] = f->cut_open && part->goes_on ? 0 : f->rule_top;
    rules[BOTTOM] = f->cut_open && part->is_cut ? 0 : f->rule_bottom;
}

static bool has_rules(const Frame *f)
{
    return f->rule_left || f->rule_right || f->rule_top || f->rule_bottom;
}

static void put_path(const Surface *onto, const Frame *f, Swatch fill)
{
    PagePath *path = NEW(onto->pass->arena, PagePath);
    *path = (PagePath){.fill = colour_of(onto->pass, fill), .stroke = COLOUR_NONE};
    VEC_PUSH(onto->pass->arena, onto->items,
             (Item){.kind = ITEM_PATH, .role = ITEM_DECORATION, .node = f->node, .u.path = path});
}

/* The item gets a path whose segments count from the part's top left corner. */
static void finish_path(Pass *pass, Item *item, const FramePart *part, const FrameSegs *segs)
{
    PagePath *path = NEW(pass->arena, PagePath);
    *path = *item->u.path;
    path->segs = arena_copy(pass->arena, segs->at, (size_t)segs->n * sizeof *segs->at);
    path->n = segs->n;
    item->x = part->x, item->y = part->top;
    item->u.path = path;
}

static void close_rounded(const Surface *onto, const Frame *f, const FramePart *part, int next)
{
    FrameOutline outer = outer_outline(f, part);
    FrameSegs segs = {0};
    Len rules[EDGES];
    if (f->tint != SWATCH_NONE) {
        put_outline(&segs, &outer);
        finish_path(onto->pass, &onto->items->at[next++], part, &segs);
        segs.n = 0;
    }
    if (!has_rules(f))
        return;
    rules_of(f, part, rules);
    put_rules(&segs, &outer, rules);
    finish_path(onto->pass, &onto->items->at[next], part, &segs);
}

static void put_edge(const Surface *onto, const Frame *f, Rect r)
{
    put_rect(onto->pass, onto->items, f->node, r, f->rule_colour);
}

int frame_open(const Surface *onto, const Frame *f, const FramePart *part)
{
    int first = onto->items->n;
    Len rules[EDGES];
    rules_of(f, part, rules);
    if (f->corner) {
        if (f->tint != SWATCH_NONE)
            put_path(onto, f, f->tint);
        if (has_rules(f))
            put_path(onto, f, f->rule_colour);
        return first;
    }
    if (f->tint != SWATCH_NONE)
        put_rect(onto->pass, onto->items, f->node, (Rect){part->x, part->top, f->width, 0}, f->tint);
    if (rules[LEFT])
        put_edge(onto, f, (Rect){part->x, part->top, rules[LEFT], 0});
    if (rules[RIGHT])
        put_edge(onto, f, (Rect){part->x + f->width - rules[RIGHT], part->top, rules[RIGHT], 0});
    if (rules[TOP])
        put_edge(onto, f, (Rect){part->x, part->top, f->width, rules[TOP]});
    return first;
}

void frame_close(const Surface *onto, const Frame *f, const FramePart *part, int items)
{
    if (f->corner) {
        close_rounded(onto, f, part, items);
        return;
    }
    Len rules[EDGES];
    rules_of(f, part, rules);
    int tall = (f->tint != SWATCH_NONE) + (rules[LEFT] > 0) + (rules[RIGHT] > 0);
    for (int i = items; i < items + tall; i++)
        onto->items->at[i].u.rect.h = part->bottom - part->top;
    if (rules[BOTTOM])
        put_edge(onto, f, (Rect){part->x, part->bottom - rules[BOTTOM], f->width, rules[BOTTOM]});
}
