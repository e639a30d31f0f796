/* Waiting blocks, put where they are set.
 *
 * Once it is known where regions begin and which blocks wait (fill.c), the strips are put into the order of the
 * pages. From then on a region is a run of strips again, and its notes a run of the notes. */
#include "layout/pages/floats_private.h"

#include <string.h>

typedef struct Move {
    const Matter *m;
    Strip *strips; /* in the new order */
    int n, notes;  /* set so far */
    Stretch *stretches;
} Move;

/* Note strips in a region: those called for in it, with what the region before left over. */
static int count_notes(const Matter *m, Break start, Break end)
{
    int64_t height;
    int count = m->noted ? fill_notes(m, start, end, &height) : -1;
    return count >= 0 ? count : end.note - start.note;
}

static void move_region(Move *v, Break start, Break end)
{
    int n;
    fill_stretches(v->m, start, end, v->stretches, &n);
    for (int i = 0; i < n; i++) {
        const Stretch *s = &v->stretches[i];
        memcpy(&v->strips[v->n], &v->m->flow->strips.at[s->from], (size_t)(s->to - s->from) * sizeof(Strip));
        if (i > 0)
            v->strips[v->n].gap = s->gap;
        v->n += s->to - s->from;
    }
    v->notes += count_notes(v->m, start, end);
}

/* Frames know their first strip by its index. */
static void find_firsts_again(Flow *f, int from, int to)
{
    for (int i = to - 1; i >= from; i--)
        for (Frame *frame = f->strips.at[i].frame; frame; frame = frame->outer)
            if (frame->first >= from)
                frame->first = i;
}

static bool any_waits(const Matter *m, const Breaks *breaks)
{
    for (int i = 0; i < breaks->n; i++)
        if (fill_waits(m, &breaks->at[i]))
            return true;
    return false;
}

bool floats_move(const Matter *m, Breaks *breaks)
{
    if (!any_waits(m, breaks))
        return false;
    Arena *a = m->pass->arena;
    Move v = {.m = m, .strips = NEWN(a, Strip, m->to - m->from), .stretches = NEWN(a, Stretch, 2 * m->nfloats + 1)};
    for (int i = 0; i < breaks->n; i++) {
        Break start = breaks->at[i];
        Break end = i + 1 < breaks->n ? breaks->at[i + 1] : (Break){m->to, m->notes.n, m->nfloats};
        breaks->at[i] = (Break){m->from + v.n, int_min(v.notes, m->notes.n), 0};
        move_region(&v, start, end);
    }
    check(v.n == m->to - m->from);
    memcpy(&m->flow->strips.at[m->from], v.strips, (size_t)v.n * sizeof(Strip));
    find_firsts_again(m->flow, m->from, m->to);
    return true;
}
