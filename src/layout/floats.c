/* Blocks that may wait for the next column.
 *
 * A figure, table or box that asks for it (float=column) is set in place when it fits there. When it does not, and
 * would leave a hole at the foot of its column, the text that follows is drawn up before it and the block
 * stands at the head of the next region: never before its place in the text, so never before it is first spoken of.
 *
 * The flow is broken into regions first; then, for each floating block that begins a region after a hole, as much
 * of what follows as fills the hole is moved before it, and the flow is broken again. Each block moves once. */
#include <string.h>

#include "layout/flow.h"

#define HOLE 12                 /* a region emptier than one part in this many has a hole */

/* The end of what may be drawn up: the last welcome break that fits the room. */
static int drawn_up(const Flow *f, int from, int to, Len room)
{
    int end = from;
    int64_t height = 0;
    for (int i = from; i < to; i++) {
        const Strip *s = &f->strips.at[i];
        if (i > from && s->penalty < PENALTY_FORCE_COLUMN / 2)
            break;
        height += s->gap + s->height;
        if (height > room)
            break;
        if (i + 1 == to || f->strips.at[i + 1].penalty < PENALTY_NEVER)
            end = i + 1;
    }
    return end;
}

static void rotate(Flow *f, int first, int middle, int end, Arena *a)
{
    ArenaMark mark = arena_mark(a);
    Strip *moved = NEWN(a, Strip, middle - first);
    memcpy(moved, &f->strips.at[first], (size_t)(middle - first) * sizeof(Strip));
    memmove(&f->strips.at[first], &f->strips.at[middle], (size_t)(end - middle) * sizeof(Strip));
    memcpy(&f->strips.at[first + end - middle], moved, (size_t)(middle - first) * sizeof(Strip));
    arena_rewind(a, mark);
}

/* Frames know their first strip by its index. */
static void find_firsts_again(Flow *f, int from, int to)
{
    for (int i = to - 1; i >= from; i--)
        for (Frame *frame = f->strips.at[i].frame; frame; frame = frame->outer)
            frame->first = i;
}

/* The space below the block goes with it: to what stands below it from now on. */
static void swap_gaps(Strip *was_below, Strip *is_below)
{
    Len gap = was_below->gap;
    was_below->gap = is_below->gap;
    is_below->gap = gap;
}

static void move_float(Flow *f, Float *block, int end, Arena *a)
{
    int first = block->first, length = block->last - block->first;
    if (end < f->strips.n)
        swap_gaps(&f->strips.at[block->last], &f->strips.at[end]);
    rotate(f, first, block->last, end, a);
    find_firsts_again(f, first, end);
    block->first = end - length;
    block->last = end;
    block->moved = true;
    for (int i = 0; i < f->floats.n; i++) {
        Float *other = &f->floats.at[i];
        if (other != block && other->first > first && other->last <= end) {
            other->first -= length;
            other->last -= length;
        }
    }
}

static Float *float_at(Flow *f, int strip)
{
    for (int i = 0; i < f->floats.n; i++)
        if (f->floats.at[i].first == strip && !f->floats.at[i].moved)
            return &f->floats.at[i];
    return NULL;
}

bool float_one(Pass *pass, Flow *f, const Heights *h, const Breaks *breaks, int to, const Regions *r)
{
    for (int i = 0; i + 1 < breaks->n; i++) {
        int from = breaks->at[i].strip, next = breaks->at[i + 1].strip;
        Len room = (i < r->columns ? r->first : r->later) - height_between(h, from, next);
        Float *block = float_at(f, next);
        if (!block || room < r->later / HOLE)
            continue;
        int end = drawn_up(f, block->last, to, room);
        if (end == block->last)
            continue;
        move_float(f, block, end, pass->arena);
        return true;
    }
    return false;
}
