/* Where things stand in the margin column.
 *
 * From the top down, each stands where it is wanted, or below the one before it. Then from the foot up, those that
 * would leave the page move up, as far as others make room. What has no room even then, from the last on, waits for the
 * next page. What is taller than a page is cut between two of its strips. */
#include "layout/beside/margin.h"

void margin_add(Arena *a, Margin *m, const Flow *f, Len y)
{
    MarginEntry entry = {f, heights_of(a, f), {0, f->strips.n}, y};
    VEC_PUSH(a, &m->entries, entry);
    for (int k = m->entries.n - 1; k > 0 && m->entries.at[k - 1].y > y; k--) {
        m->entries.at[k] = m->entries.at[k - 1];
        m->entries.at[k - 1] = entry;
    }
}

static Len height_of(const MarginEntry *e)
{
    return height_between(&e->heights, e->strips.from, e->strips.to);
}

/* The end of what a height can hold; one strip at least. Strips that are to stay together do, where others can be cut.
 */
static int end_within(const MarginEntry *e, Len room)
{
    int last = e->strips.from + 1, allowed = 0;
    for (int to = last; to <= e->strips.to && height_between(&e->heights, e->strips.from, to) <= room; to++) {
        last = to;
        if (to == e->strips.to || e->flow->strips.at[to].penalty < PENALTY_HYPHEN)
            allowed = to;
    }
    return allowed ? allowed : last;
}

static void place(Margin *m, const MarginColumn *c, const Len *heights, int n)
{
    Len free = c->top, foot = c->bottom;
    for (int i = 0; i < n; i++) {
        MarginEntry *e = &m->entries.at[i];
        e->y = int_max(e->y, free);
        free = e->y + heights[i] + c->apart;
    }
    for (int i = n - 1; i >= 0; i--) {
        MarginEntry *e = &m->entries.at[i];
        e->y = int_min(e->y, foot - heights[i]);
        foot = e->y - c->apart;
    }
}

/* How many there is room for, from the first on. */
static int count_fitting(const MarginColumn *c, const Len *heights, int n)
{
    int64_t height = 0;
    for (int i = 0; i < n; i++) {
        height += heights[i] + (i ? c->apart : 0);
        if (height > c->bottom - c->top)
            return i;
    }
    return n;
}

static void set_entry(const MarginEntry *e, const MarginColumn *c, const Emit *onto, int to)
{
    emit_strips(onto, e->flow, (StripRange){e->strips.from, to}, (Point){c->x, e->y}, 0);
}

/* What is taller than the column fills it; what is left waits. */
static void cut_first(Margin *m, const MarginColumn *c, const Emit *onto)
{
    MarginEntry *e = &m->entries.at[0];
    int to = end_within(e, c->bottom - c->top);
    e->y = c->top;
    set_entry(e, c, onto, to);
    e->strips.from = to;
}

static void drop_set(Margin *m, int n, Len top)
{
    int kept = 0;
    for (int i = n; i < m->entries.n; i++) {
        if (m->entries.at[i].strips.from == m->entries.at[i].strips.to)
            continue;
        m->entries.at[kept] = m->entries.at[i];
        m->entries.at[kept++].y = top;
    }
    m->entries.n = kept;
}

void margin_set(Margin *m, const MarginColumn *c, const Emit *onto)
{
    Arena *a = onto->onto.pass->arena;
    if (!m->entries.n)
        return;
    Len *heights = NEWN(a, Len, m->entries.n);
    for (int i = 0; i < m->entries.n; i++)
        heights[i] = height_of(&m->entries.at[i]);
    int n = count_fitting(c, heights, m->entries.n);
    place(m, c, heights, n);
    for (int i = 0; i < n; i++)
        set_entry(&m->entries.at[i], c, onto, m->entries.at[i].strips.to);
    if (!n)
        cut_first(m, c, onto);
    drop_set(m, n, c->top);
}
