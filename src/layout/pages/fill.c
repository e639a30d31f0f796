/* The contents of a region.
 *
 * A block that can wait (float=column) is set in its place if it fits there. If not, the following strips continue
 * to fill the region, and the block goes to the head of the next one: never before its place in the text, so never
 * before its first mention. No block overtakes another. So a region's contents follow from where it begins and where
 * the flow is at its end, and one number says which blocks are set: those before `waiting`.
 *
 * A block's footnotes go with it, and do not split when it waits. */
#include "layout/pages/fill_private.h"

#include "layout/baseline/snap.h"

typedef struct Stack { /* stretches of the flow set one below the other */
    const Matter *m;
    int64_t height;
    bool any;
    Len below;    /* space that the last stretch wants below */
    Stretch *out; /* where the stretches go, or NULL */
    int n;
} Stack;

static void put_stretch(Stack *s, int from, int to, Len before)
{
    const Matter *m = s->m;
    Len gap = 0;
    if (from >= to)
        return;
    if (s->any) {
        Len drop = m->flow->strips.at[from].drop;
        gap = int_max(s->below, before);
        gap += snap_lacks(s->height + gap - drop, m->grid);
        s->height -= drop;
    }
    if (s->out)
        s->out[s->n++] = (Stretch){from, to, gap};
    s->any = true;
    s->height += gap + height_between(&m->heights, from, to);
}

static void put_waiting(Stack *s, const Float *block)
{
    put_stretch(s, block->first, block->last, s->m->flow->strips.at[block->first].gap);
    s->below = block->below;
}

int64_t fill_stretches(const Matter *m, Break start, Break end, Stretch *out, int *n)
{
    Stack s = {.m = m, .out = out};
    int at = start.waiting, from = start.strip;
    for (; at < end.waiting && m->floats[at].first < start.strip; at++)
        put_waiting(&s, &m->floats[at]);
    Len before = from < m->to ? m->flow->strips.at[from].gap : 0;
    for (at = int_max(end.waiting, float_from(m, start.strip)); at < m->nfloats && m->floats[at].last <= end.strip;
         at++) {
        const Float *block = &m->floats[at];
        if (from < block->first) {
            put_stretch(&s, from, block->first, before);
            s.below = block->above;
        }
        from = block->last;
        before = block->next;
    }
    put_stretch(&s, from, end.strip, before);
    if (n)
        *n = s.n;
    return s.height;
}

/* ---- notes ---- */

static int called_before(const Matter *m, int strip)
{
    return m->notes.called[strip - m->from];
}

static int64_t note_height(const Matter *m, int from, int to)
{
    return from < to ? m->notes.sum[to] - m->notes.sum[from] : 0;
}

int fill_notes(const Matter *m, Break start, Break end, int64_t *height)
{
    int count = int_max(end.note - start.note, 0), other = 0;
    *height = note_height(m, start.note, end.note);
    for (int i = end.waiting; i < m->nfloats && m->floats[i].last <= end.strip; i++) {
        int first = called_before(m, m->floats[i].first), last = called_before(m, m->floats[i].last);
        other += last - first;
        if (first < start.note || last > end.note)
            continue;
        *height -= note_height(m, first, last);
        count -= last - first;
    }
    for (int i = start.waiting; i < end.waiting && m->floats[i].last <= start.strip; i++) {
        int first = called_before(m, m->floats[i].first), last = called_before(m, m->floats[i].last);
        other += last - first;
        if (last > start.note)
            continue;
        *height += note_height(m, first, last);
        count += last - first;
    }
    return other ? count : -1;
}

/* Inside the notes of a block? They are not split. */
static bool splits_block(const Matter *m, int note)
{
    for (int i = 0; i < m->nfloats; i++)
        if (called_before(m, m->floats[i].first) < note && note < called_before(m, m->floats[i].last))
            return true;
    return false;
}

/* The same as footnotes_fit where the notes are not a run of the list: as many as fit, from the last on. */
static int place_some(const Matter *m, Break start, Break end, int64_t room, int64_t *height)
{
    for (; end.note > start.note; end.note--)
        if (!splits_block(m, end.note) && fill_notes(m, start, end, height) >= 0
            && *height + m->notes.separator <= room)
            return end.note;
    int count = fill_notes(m, start, end, height);
    bool none = called_before(m, end.strip) <= start.note;
    return none && *height + (count ? m->notes.separator : 0) <= room ? start.note : -1;
}

/* `end` with the note strips that are placed below strips of this height, or -1, and what they leave of the room. */
static Fill place_notes(const Matter *m, Break start, Break end, int64_t above, Room r)
{
    int64_t height = 0, room = r.height - above;
    end.note = int_max(called_before(m, end.strip), start.note);
    int placed, count = m->noted ? fill_notes(m, start, end, &height) : -1;
    if (count < 0) {
        placed = footnotes_fit(&m->notes, start.note, end.strip, room + r.slack);
        height = placed > start.note ? footnotes_height(&m->notes, start.note, placed) : 0;
    } else {
        placed = place_some(m, start, end, room + r.slack, &height);
        height += height ? m->notes.separator : 0;
    }
    room -= height;
    end.note = above <= r.text + r.slack ? placed : -1;
    return (Fill){.end = end, .left = room < r.text - above ? room : r.text - above};
}

/* ---- filling ---- */

static bool block_fits(const Matter *m, Break start, Break end, Room room)
{
    room.slack = 0;
    int placed = place_notes(m, start, end, fill_stretches(m, start, end, NULL, NULL), room).end.note;
    return placed >= 0 && footnotes_begun(&m->notes, placed, end.strip);
}

/* The first block that waits at the end. */
static int blocks_set(const Matter *m, Break start, int strip, Room room)
{
    int set = start.waiting;
    for (; set < m->nfloats && m->floats[set].last <= strip; set++)
        if (!block_fits(m, start, (Break){int_max(start.strip, m->floats[set].last), 0, set + 1}, room))
            break;
    return set;
}

/* Nothing may wait and no note is to be set: then the height says all. */
static Fill fill_plainly(const Matter *m, Break start, int strip, Room room)
{
    int64_t least = room.height < room.text ? room.height : room.text;
    int64_t left = least - height_between(&m->heights, start.strip, strip);
    return (Fill){.end = {strip, left + room.slack >= 0 ? start.note : -1, start.waiting}, .left = left};
}

Fill fill_region(const Matter *m, Break start, int strip, Room room)
{
    if (!m->nfloats && called_before(m, strip) <= start.note)
        return fill_plainly(m, start, strip, room);
    Break end = {strip, start.note, start.waiting};
    if (start.waiting < m->nfloats && m->floats[start.waiting].last <= strip)
        end.waiting = blocks_set(m, start, strip, room);
    int64_t height =
        m->nfloats ? fill_stretches(m, start, end, NULL, NULL) : height_between(&m->heights, start.strip, strip);
    return place_notes(m, start, end, height, room);
}

int float_from(const Matter *m, int strip)
{
    int low = 0, high = m->nfloats;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (m->floats[middle].first < strip)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool float_holds(const Matter *m, int strip)
{
    int next = float_from(m, strip);
    return (next < m->nfloats && m->floats[next].first == strip) || (next > 0 && m->floats[next - 1].last > strip);
}

bool fill_waits(const Matter *m, const Break *end)
{
    return end->waiting < m->nfloats && m->floats[end->waiting].last <= end->strip;
}

int32_t fill_penalty(const Matter *m, const Break *end)
{
    const Strip *strips = m->flow->strips.at;
    int32_t penalty = end->strip == m->to ? PENALTY_FORCE_COLUMN : strips[end->strip].penalty;
    if (!m->nfloats)
        return penalty;
    int place = end->strip;
    for (int i = float_from(m, place) - 1; i >= end->waiting && m->floats[i].last == place; i--)
        place = m->floats[i].first;
    bool kept = place < end->strip && strips[place].penalty >= PENALTY_HYPHEN;
    return place == end->strip || (penalty < 0 && !kept) ? penalty : strips[place].penalty;
}

/* ---- the segment ---- */

static bool is_forced(const Flow *f, int from, int to)
{
    for (int i = from; i < to; i++)
        if (f->strips.at[i].penalty < 0)
            return true;
    return false;
}

static void find_floats(Matter *m, Len tall)
{
    const Flow *f = m->flow;
    Float *floats = NEWN(m->pass->arena, Float, f->floats.n);
    for (int i = 0; i < f->floats.n; i++) {
        Float block = f->floats.at[i];
        if (block.first < m->from || block.last > m->to || is_forced(f, block.first, block.last))
            continue;
        int first = called_before(m, block.first), last = called_before(m, block.last);
        int64_t notes = note_height(m, first, last) + (first < last ? m->notes.separator : 0);
        if (height_between(&m->heights, block.first, block.last) + notes > tall)
            continue;
        if (i > 0 && f->floats.at[i - 1].last == block.first)
            block.above = f->floats.at[i - 1].below;
        floats[m->nfloats++] = block;
        m->noted = m->noted || first < last;
    }
    m->floats = floats;
}

void matter_find(Matter *m, Len measure, Len tall)
{
    m->notes = footnotes_of(m->pass, m->flow, m->from, m->to, measure);
    if (m->flow->floats.n)
        find_floats(m, tall);
}
