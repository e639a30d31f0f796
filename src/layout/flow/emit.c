/* Strips onto a page.
 *
 * Strips are set one below the other. Frames open and close between them (box/frame.c), at the end of their content or
 * of the region. A frame that continues from an earlier region opens again with its padding and its repeated head. */
#include "layout/flow/emit.h"

#include "layout/box/frame.h"
#include "layout/box/grid.h"
#include "layout/flow/strip.h"

typedef struct OpenFrame {
    const Frame *frame;
    FramePart part;
    int items; /* where its decoration stands */
} OpenFrame;

typedef struct Emission {
    const Emit *e;
    Len x, y;
    OpenFrame open[MAX_DEPTH];
    int nopen;
    int64_t gaps, gaps_passed; /* weights of those that take part in the spread */
    int64_t spread;            /* shared out over them */
} Emission;

static void put_items(Emission *st, const Item *items, int n)
{
    Arena *a = st->e->onto.pass->arena;
    for (int i = 0; i < n; i++) {
        Item item = items[i];
        item.x += st->x;
        item.y += st->y;
        VEC_PUSH(a, st->e->onto.items, item);
    }
}

static void put_strip(Emission *st, const Strip *s)
{
    Arena *a = st->e->onto.pass->arena;
    put_items(st, s->items, s->nitems);
    for (int i = 0; i < s->nlinks; i++) {
        PageLink link = s->links[i];
        link.x += st->x;
        link.y += st->y;
        VEC_PUSH(a, st->e->onto.links, link);
    }
}

/* What stands in the margin is set when the page is full. */
static void put_asides(Emission *st, const Strip *s)
{
    Emit inner = {.onto = st->e->onto, .begins = st->e->begins, .self = st->e->self};
    Len least = -LEN_MAX; /* those in the margin stay in order */
    for (int i = 0; i < s->nasides; i++) {
        const Aside *a = &s->asides[i];
        Point at = {st->x + a->x, st->y + a->drop};
        if (a->in_text) {
            emit_strips(&inner, a->flow, (StripRange){0, a->flow->strips.n}, at, 0);
            continue;
        }
        least = int_max(least, at.y);
        if (st->e->asides)
            st->e->asides(st->e->self, a, least);
    }
}

static void open_frame(Emission *st, const Frame *f, bool goes_on)
{
    Surface onto = st->e->onto;
    check(st->nopen < MAX_DEPTH);
    OpenFrame *o = &st->open[st->nopen++];
    *o = (OpenFrame){.frame = f, .part = {.x = st->x + f->x, .top = st->y, .goes_on = goes_on}};
    o->items = frame_open(&onto, f, &o->part);
    st->y += f->pad_top;
    for (int i = 0; goes_on && i < f->nhead; i++) {
        put_strip(st, &f->head[i]);
        st->y += f->head[i].height;
    }
}

/* is_cut: it goes on in the next region. */
static void close_frame(Emission *st, Len least_bottom, bool is_cut)
{
    OpenFrame *o = &st->open[--st->nopen];
    st->y += o->frame->pad_bottom;
    o->part.bottom = int_max(st->y, least_bottom);
    o->part.is_cut = is_cut;
    frame_close(&st->e->onto, o->frame, &o->part, o->items);
}

static int chain_of(const Frame *f, const Frame *chain[MAX_DEPTH])
{
    int n = f ? f->depth : 0;
    check(n <= MAX_DEPTH);
    for (; f; f = f->outer)
        chain[f->depth - 1] = f;
    return n;
}

/* How much of the spread the gap above a strip takes. Weighed, the gap above a box takes part as well. */
static int64_t spread_weight(const Emit *e, const Flow *f, int i)
{
    const Strip *s = &f->strips.at[i];
    const Frame *frame = s->frame;
    if (s->gap <= 0 || (frame && !e->weighed))
        return 0;
    if (!e->weighed)
        return 1;
    while (frame && frame->outer)
        frame = frame->outer;
    bool inside = frame && frame->first != i;
    return inside || s->penalty >= PENALTY_KEEP_NEXT ? 0 : s->gap;
}

/* What is shared out over the gaps of the strips. Weighed gaps become three times as wide at most: feet that are not
 * level look better than paragraphs that seem to have lost a line between them. */
static void share_spread(Emission *st, const Flow *f, int from, int to)
{
    enum { MOST_ADDED = 2 }; /* gaps added to one */
    const Emit *e = st->e;
    for (int i = from + 1; i < to && e->spread; i++)
        st->gaps += spread_weight(e, f, i);
    bool capped = e->weighed && e->spread > st->gaps * MOST_ADDED;
    st->spread = capped ? st->gaps * MOST_ADDED : e->spread;
}

/* This gap's part of the spread; the parts add up to it exactly. */
static Len spread_here(Emission *st, const Flow *f, int i)
{
    int64_t weight = st->gaps ? spread_weight(st->e, f, i) : 0;
    if (!weight)
        return 0;
    int64_t passed = st->gaps_passed;
    st->gaps_passed += weight;
    return (Len)(st->spread * st->gaps_passed / st->gaps - st->spread * passed / st->gaps);
}

/* What is repeated where a region begins stands below the repeated head. */
static void put_opened(Emission *st, const Strip *s)
{
    put_items(st, s->opened, s->nopened);
    if (!s->grid)
        st->y += s->opening;
}

/* Closes and opens frames so that those of strip i are open; the gap stands between. */
static void change_frames(Emission *st, const Flow *f, int i, bool first)
{
    const Strip *s = &f->strips.at[i];
    const Frame *chain[MAX_DEPTH];
    int n = chain_of(s->frame, chain), shared = 0;
    while (shared < n && shared < st->nopen && st->open[shared].frame == chain[shared])
        shared++;
    while (st->nopen > shared)
        close_frame(st, 0, false);
    if (!first)
        st->y += s->gap + spread_here(st, f, i);
    for (; shared < n; shared++)
        open_frame(st, chain[shared], chain[shared]->first < i);
}

/* Room for what the strips and repeated heads need; frames and what the master places come on top, so a little more. */
static void reserve_items(const Emit *e, const Flow *f, int from, int to)
{
    enum { ON_TOP = 16 };
    int items = ON_TOP, links = 0;
    for (const Frame *frame = from < to ? f->strips.at[from].frame : NULL; frame; frame = frame->outer)
        for (int i = 0; frame->first < from && i < frame->nhead; i++)
            items += frame->head[i].nitems;
    items += from < to ? f->strips.at[from].nopened : 0;
    for (int i = from; i < to; i++)
        items += f->strips.at[i].nitems, links += f->strips.at[i].nlinks;
    VEC_RESERVE(e->onto.pass->arena, e->onto.items, e->onto.items->n + items);
    VEC_RESERVE(e->onto.pass->arena, e->onto.links, e->onto.links->n + links);
}

/* The slices of a row that stand in this region, from strip i on: its cells one beside the other. Gives the last slice.
 */
static int put_row(Emission *st, const Flow *f, int i, int to)
{
    const Strip *first = &f->strips.at[i], *last = first;
    const Grid *grid = first->grid;
    Len height = first->opening;
    for (; i < to && f->strips.at[i].grid == grid; i++) {
        last = &f->strips.at[i];
        for (int k = 0; last != first && st->e->begins && k < last->nbegins; k++)
            st->e->begins(st->e->self, last->begins[k], st->y + height);
        height += last->height;
    }
    height += last->closing;
    Emit inner = {.onto = st->e->onto};
    for (int c = 0; c < grid->columns; c++)
        emit_strips(&inner, grid->cells[c],
                    (StripRange){grid->begins[first->slice][c], grid->begins[last->slice + 1][c]},
                    (Point){st->x + grid->x[c], st->y}, height);
    st->y += height;
    return i - 1;
}

Len emit_strips(const Emit *e, const Flow *f, StripRange strips, Point at, Len stretch)
{
    int from = strips.from, to = strips.to;
    Emission st = {.e = e, .x = at.x, .y = at.y};
    reserve_items(e, f, from, to);
    share_spread(&st, f, from, to);
    for (int i = from; i < to; i++) {
        const Strip *s = &f->strips.at[i];
        st.y += i == from ? s->drop : 0;
        change_frames(&st, f, i, i == from);
        if (i == from)
            put_opened(&st, s);
        for (int k = 0; e->begins && k < s->nbegins; k++)
            e->begins(e->self, s->begins[k], st.y);
        if (s->nasides)
            put_asides(&st, s);
        put_strip(&st, s);
        if (i > from)
            put_items(&st, s->seam, s->nseam);
        if (s->grid)
            i = put_row(&st, f, i, to);
        else
            st.y += s->height;
    }
    const Frame *next = to < f->strips.n ? f->strips.at[to].frame : NULL;
    while (st.nopen > 0) {
        const OpenFrame *o = &st.open[st.nopen - 1];
        close_frame(&st, st.nopen == 1 && o->part.top == at.y ? at.y + stretch : 0, frame_holds(o->frame, next));
    }
    return st.y - at.y;
}
