/* The best places to break a flow into regions.
 *
 * The idea is optimum-fit line breaking (Knuth and Plass 1981), turned upright, as Plass proposed for pages. Every
 * strip before which a break is allowed is a stop. The cheapest way to each stop is kept, and the cheapest way to
 * the end wins. A region costs the square of the share of it that stays empty, the penalty of the break that ends
 * it, and a fixed sum, so that no more pages are made than needed. Footnotes called on a region's lines take their
 * height from it; a note without room can continue in the next region, at a price.
 *
 * Blocks that can wait go to the head of the next region when they do not fit where they are; fill.c says what a
 * region then contains. Blocks still waiting where a page is forced or the content ends get regions to themselves,
 * and a region ends with its section as long as one waits.
 *
 * One best stop is kept for each strip, kind of region and waiting block. Stops too far back to reach are dropped,
 * so the work is linear in the strips. Where no allowed break fits (a chain of strips that should stay together and
 * is taller than the region), the last strip that fits is taken whatever its penalty. If not even one fits, the region
 * stays empty where one further on is taller; else the strip is set alone: every strip ends up in a region. */
#include "layout/pages/break_private.h"

enum {
    COST_REGION = 400,
    COST_FORCED = 4000,
    COST_SHORT_END = 1500,
    COST_SKIP = 200,
    COST_SPLIT_NOTE = 800,
    COST_NOTES_AFTER_END = 3000,
    COST_LATE_NOTE = 100000,
    COST_OUTSIDE = 100000000, /* more than anything else */
    COST_WAIT = 150
};

typedef struct Stop {
    Break at;   /* the region after it begins here */
    int region; /* number of that region, counting empty ones */
    int64_t cost;
    int prev;    /* index of the stop before, or -1 */
    bool passed; /* on the way to another one only */
} Stop;

typedef struct Search {
    const Matter *m;
    const Regions *r;
    VEC(Stop) stops;
    VEC(int) active;
} Search;

static Len capacity(const Search *s, int region)
{
    return region < s->r->known ? s->r->first[region] : s->r->later;
}

static int32_t penalty_at(const Matter *m, int strip)
{
    return strip == m->to ? PENALTY_FORCE_COLUMN : m->flow->strips.at[strip].penalty;
}

/* No block waits beyond its section. */
static bool ends_section(const Matter *m, int strip)
{
    const Strip *strips = m->flow->strips.at;
    return strip < m->to && strips[strip].section != strips[strip - 1].section;
}

/* Of what a region leaves empty. A hole is as bad as a break that is unwelcome, but no reason to cut a small table. */
static int64_t emptiness_cost(const Search *s, int64_t empty, Len room)
{
    enum { NOTICED = 130, MOST = 1300 }; /* a share in thousandths; a cost */
    Len whole = int_max(room, s->r->later);
    int64_t share = whole > 0 ? empty * 1000 / whole : 0, over = share > NOTICED ? share - NOTICED : 0;
    int64_t hole = over * over;
    return share * share / 200 + (hole < MOST ? hole : MOST);
}

static int64_t region_cost(const Search *s, int64_t empty, Len room, const Break *end, int32_t penalty)
{
    if (end->strip == s->m->to)
        return !s->r->last_open && (room - empty) * 7 < room ? COST_SHORT_END : 0;
    return penalty < 0 ? 0 : emptiness_cost(s, empty, room) + penalty;
}

static int region_after(const Search *s, int region, int32_t penalty)
{
    if (penalty == PENALTY_FORCE_PAGE)
        return (region / s->r->columns + 1) * s->r->columns;
    return region + 1;
}

/* Regions of one kind are alike to all that follows: the same one of the first, or the same column of any later page.
 */
static bool are_alike(const Search *s, int a, int b)
{
    int known = s->r->known;
    return a == b || (a >= known && b >= known && (a - b) % s->r->columns == 0);
}

/* Of the stops from `fresh` on, the one in the same kind of region with the same blocks waiting; NULL when there is
 * none. */
static Stop *stop_like(const Search *s, int fresh, int region, int waiting)
{
    for (int i = fresh; i < s->stops.n; i++) {
        Stop *stop = &s->stops.at[i];
        if (!stop->passed && stop->at.waiting == waiting && are_alike(s, stop->region, region))
            return stop;
    }
    return NULL;
}

/* Keeps the cheaper of two ways to the same strip. */
static void offer(Search *s, const Stop *stop, int fresh)
{
    Stop *other = stop_like(s, fresh, stop->region, stop->at.waiting);
    if (!other)
        VEC_PUSH(s->m->pass->arena, &s->stops, *stop);
    else if (stop->cost < other->cost)
        *other = *stop;
}

/* What the region after the stop holds when it ends before `strip`. Room for what is to stay with the matter's end is
 * left below the strips; blocks that wait have all of the region. */
static Fill fill(const Search *s, const Stop *from, int strip, Len slack)
{
    Len room = capacity(s, from->region), need = strip == s->m->to ? s->r->need_after : 0;
    Fill f = fill_region(s->m, from->at, strip, (Room){room, room, slack - need});
    f.left -= need;
    return f;
}

/* A place to break that is not allowed, because nothing allowed fits: the last of the least forbidden. Always after
 * the stop. */
static int forced_place(const Search *s, const Stop *from, int limit)
{
    int place = 0;
    for (int strip = from->at.strip + 1; strip < limit; strip++) {
        if (float_holds(s->m, strip))
            continue;
        if (!place || (fill(s, from, strip, 0).end.note >= 0 && penalty_at(s->m, strip) <= penalty_at(s->m, place)))
            place = strip;
        else if (fill(s, from, strip, 0).end.note < 0)
            break;
    }
    return place ? place : limit;
}

static void drop_active(Search *s, int at)
{
    for (int i = at; i + 1 < s->active.n; i++)
        s->active.at[i] = s->active.at[i + 1];
    s->active.n--;
}

/* A note should begin where its mark stands, and the text's last region should end its notes: has to, when there is no
 * region behind it. */
static int64_t split_cost(const Search *s, int region, const Break *end)
{
    if (end->note >= s->m->notes.called[end->strip - s->m->from])
        return 0;
    if (s->r->limited && region + 1 >= s->r->known && end->strip == s->m->to)
        return COST_OUTSIDE;
    if (!footnotes_begun(&s->m->notes, end->note, end->strip))
        return COST_LATE_NOTE;
    return end->strip == s->m->to ? COST_NOTES_AFTER_END : COST_SPLIT_NOTE;
}

/* Regions for the blocks that wait at a stop, as many as they need. */
static void flush(Search *s, Stop *stop)
{
    while (fill_waits(s->m, &stop->at)) {
        Break end = fill(s, stop, stop->at.strip, 0).end;
        bool stuck = stop->region >= s->r->known && end.waiting == stop->at.waiting && end.note <= stop->at.note;
        end.note = int_max(end.note, stop->at.note);
        end.waiting += stuck;
        stop->passed = true;
        VEC_PUSH(s->m->pass->arena, &s->stops, *stop);
        *stop = (Stop){end, stop->region + 1, stop->cost + COST_REGION, s->stops.n - 1, false};
    }
}

static int64_t wait_cost(const Search *s, const Break *end)
{
    return fill_waits(s->m, end) ? COST_WAIT * (float_from(s->m, end->strip) - end->waiting) : 0;
}

/* Of what the matter's last page leaves, when its columns end level and what follows does not fit below them. */
static int64_t end_cost(const Search *s, int at, const Fill *f)
{
    const Stop *from = &s->stops.at[at];
    int columns = s->r->columns, end = f->end.strip;
    Len room = capacity(s, from->region);
    int64_t used = 0;
    if (end < s->m->to || s->r->next_least <= 0)
        return 0;
    for (int column = from->region % columns; column >= 0 && at >= 0; column--) {
        used += height_between(&s->m->heights, s->stops.at[at].at.strip, end);
        end = s->stops.at[at].at.strip;
        at = s->stops.at[at].prev;
    }
    int64_t left = room - used / columns;
    return left < s->r->next_least ? emptiness_cost(s, left > 0 ? left : 0, room) : 0;
}

static void offer_break(Search *s, int at, const Fill *f, int fresh)
{
    Stop from = s->stops.at[at];
    int32_t penalty = fill_penalty(s->m, &f->end);
    if (f->end.note < 0 || penalty >= PENALTY_HYPHEN)
        return;
    int64_t cost = from.cost + COST_REGION + region_cost(s, f->left, capacity(s, from.region), &f->end, penalty)
                   + split_cost(s, from.region, &f->end) + wait_cost(s, &f->end) + end_cost(s, at, f);
    if (s->r->limited && from.region >= s->r->known)
        cost += COST_OUTSIDE;
    Stop stop = {f->end, from.region + 1, cost, at, false};
    if (penalty < 0)
        flush(s, &stop);
    stop.region = region_after(s, stop.region - 1, penalty);
    offer(s, &stop, fresh);
}

/* Is the strip within reach of the stop, and a break there not allowed, or no better than the way that there is
 * already? Told from the height alone; where blocks may wait or notes are called for, what the region holds has to be
 * looked at. */
static bool is_idle(const Search *s, const Stop *from, int strip, int fresh)
{
    const Matter *m = s->m;
    if (m->nfloats > 0 || m->notes.called[strip - m->from] > from->at.note)
        return false;
    Len room = capacity(s, from->region), empty = room - height_between(&m->heights, from->at.strip, strip);
    int32_t penalty = m->flow->strips.at[strip].penalty;
    if (empty < 0 || penalty >= PENALTY_HYPHEN)
        return empty >= 0;
    const Stop *other = stop_like(s, fresh, from->region + 1, 0);
    return other && other->cost <= from->cost + COST_REGION + emptiness_cost(s, empty, room) + penalty;
}

/* Tries a break before `strip` from every active stop; drops those out of reach. Gives the cheapest dropped one, or -1.
 */
static int try_break(Search *s, int strip)
{
    int fresh = s->stops.n, dropped = -1;
    bool last = penalty_at(s->m, strip) < 0;
    bool section = ends_section(s->m, strip) && penalty_at(s->m, strip) < PENALTY_HYPHEN;
    for (int i = 0; i < s->active.n;) {
        int at = s->active.at[i];
        if (!last && is_idle(s, &s->stops.at[at], strip, fresh)) {
            i++;
            continue;
        }
        Fill f = fill(s, &s->stops.at[at], strip, s->m->heights.at[strip - 1].closing);
        bool within_reach = f.end.note >= 0;
        if (f.left < 0 || !within_reach)
            f = fill(s, &s->stops.at[at], strip, 0);
        offer_break(s, at, &f, fresh);
        if (within_reach && !last && !(section && fill_waits(s->m, &f.end))) {
            i++;
            continue;
        }
        if (dropped < 0 || s->stops.at[at].cost < s->stops.at[dropped].cost)
            dropped = at;
        drop_active(s, i);
    }
    return dropped;
}

/* Does anything fit below the blocks that waited for this region? */
static bool text_follows(const Search *s, const Stop *stop)
{
    int strip = stop->at.strip + 1;
    while (strip < s->m->to && (float_holds(s->m, strip) || penalty_at(s->m, strip) >= PENALTY_HYPHEN))
        strip++;
    return fill(s, stop, strip, 0).end.note >= 0;
}

/* The stop after a region of nothing but the blocks that waited; the stop itself when text can follow them. */
static Stop after_blocks(const Search *s, int at)
{
    Stop stop = s->stops.at[at];
    if (stop.at.strip == s->m->to || !fill_waits(s->m, &stop.at) || text_follows(s, &stop))
        return stop;
    Fill f = fill(s, &stop, stop.at.strip, 0);
    if (f.end.note < 0 || f.end.waiting == stop.at.waiting)
        return stop;
    int64_t empty = emptiness_cost(s, f.left, capacity(s, stop.region));
    return (Stop){f.end, stop.region + 1, stop.cost + COST_REGION + empty, at, false};
}

/* Makes the stops from `fresh` on active; where blocks leave no room for text, the region after them. */
static void activate(Search *s, int fresh)
{
    for (int i = fresh; i < s->stops.n; i++) {
        if (s->stops.at[i].passed)
            continue;
        Stop after = after_blocks(s, i);
        if (after.prev == i) {
            s->stops.at[i].passed = true;
            VEC_PUSH(s->m->pass->arena, &s->stops, after);
        } else {
            VEC_PUSH(s->m->pass->arena, &s->active, i);
        }
    }
}

static void begin(Search *s)
{
    Arena *a = s->m->pass->arena;
    Break start = {s->m->from, 0, 0};
    VEC_PUSH(a, &s->stops, (Stop){start, 0, 0, -1, false});
    if (s->r->may_skip) {
        int64_t cost = COST_SKIP + s->r->columns * COST_REGION;
        for (int i = 0; i < s->r->columns; i++)
            cost += emptiness_cost(s, s->r->first[i], s->r->later);
        VEC_PUSH(a, &s->stops, (Stop){start, s->r->columns, cost, 0, false});
    }
    activate(s, 0);
}

/* Notes that the last region could not hold get regions to themselves; on the first page only where there is room. */
static void trace_notes(const Search *s, Break at, Breaks *out)
{
    const Footnotes *notes = &s->m->notes;
    while (at.note < notes->n) {
        int64_t room = (int64_t)capacity(s, out->n) - notes->separator;
        int end = out->n < s->r->known ? at.note : at.note + 1;
        VEC_PUSH(s->m->pass->arena, out, at);
        while (end < notes->n && notes->sum[end + 1] - notes->sum[at.note] <= room)
            end++;
        at.note = end;
    }
}

/* The breaks on the way to the last stop, in order; empty regions between begin where the next one does. */
static void trace(const Search *s, int last, Breaks *out)
{
    VEC(int) way = {0};
    for (int i = last; i >= 0; i = s->stops.at[i].prev)
        VEC_PUSH(s->m->pass->arena, &way, i);
    for (int i = way.n - 1; i > 0; i--) {
        const Stop *begin = &s->stops.at[way.at[i]], *end = &s->stops.at[way.at[i - 1]];
        VEC_PUSH(s->m->pass->arena, out, begin->at);
        for (int region = begin->region + 1; region < end->region; region++)
            VEC_PUSH(s->m->pass->arena, out, end->at);
    }
    trace_notes(s, s->stops.at[last].at, out);
}

/* The next region that has room for what goes to `place` from the stop, if those up to it on its page have not; else
 * the stop's own. Where none has room for what is to stay with the matter's end too, that is left out. */
static int roomier_region(const Search *s, const Stop *stop, int place)
{
    Len tries[] = {0, place == s->m->to ? s->r->need_after : 0};
    for (int i = 0; i < COUNT(tries); i++) {
        Stop later = *stop;
        for (; later.region <= s->r->known; later.region++)
            if (fill(s, &later, place, tries[i]).end.note >= 0)
                return later.region;
    }
    return stop->region;
}

/* Goes on to `*place` without an allowed break: back to where the stop is when the way is to an emptier region. */
static void force_break(Search *s, int dropped, int strip, int *place)
{
    Stop stop = s->stops.at[dropped];
    *place = forced_place(s, &stop, strip == s->m->to ? s->m->to + 1 : strip);
    int region = roomier_region(s, &stop, *place);
    if (region > stop.region) {
        *place = stop.at.strip;
        VEC_PUSH(s->m->pass->arena, &s->stops,
                 (Stop){stop.at, region, stop.cost + (int64_t)COST_FORCED * (region - stop.region), dropped, false});
        return;
    }
    Break end = fill(s, &stop, *place, 0).end;
    end.note = int_max(end.note, stop.at.note);
    Stop next = {end, stop.region + 1, stop.cost + COST_FORCED, dropped, false};
    if (*place == s->m->to)
        flush(s, &next);
    VEC_PUSH(s->m->pass->arena, &s->stops, next);
}

void break_best(const Matter *m, const Regions *r, Breaks *breaks)
{
    Search s = {.m = m, .r = r};
    begin(&s);
    for (int strip = m->from + 1; strip <= m->to; strip++) {
        if (float_holds(m, strip))
            continue;
        int fresh = s.stops.n, dropped = try_break(&s, strip);
        if (!s.active.n && fresh == s.stops.n)
            force_break(&s, dropped, strip, &strip);
        activate(&s, fresh);
    }
    int best = s.active.at[0];
    for (int i = 1; i < s.active.n; i++)
        if (s.stops.at[s.active.at[i]].cost < s.stops.at[best].cost)
            best = s.active.at[i];
    trace(&s, best, breaks);
}

/* One line from the middle of a paragraph: the breaks above and below it may each be good. */
static bool is_lone_line(const Matter *m, int start, int strip)
{
    const Strip *strips = m->flow->strips.at;
    return strip == start + 1 && strip < m->to && strips[start].goes_on && strips[strip].goes_on;
}

/* The last break below the penalty that fits one column; its note is -1 when there is none. */
static Break fit_column(const Matter *m, Break start, Room room, int32_t below)
{
    Break allowed = {start.strip, -1, start.waiting};
    for (int strip = start.strip + 1; strip <= m->to; strip++) {
        if (float_holds(m, strip))
            continue;
        room.slack = m->heights.at[strip - 1].closing;
        Fill f = fill_region(m, start, strip, room);
        if (f.end.note < 0)
            break;
        bool waits = fill_waits(m, &f.end);
        if (f.left < 0 || f.end.note < m->notes.called[strip - m->from])
            continue;
        int32_t penalty = fill_penalty(m, &f.end);
        bool lone = below < PENALTY_HYPHEN && is_lone_line(m, start.strip, strip);
        if (penalty < below && !lone && !(waits && penalty < 0 && strip < m->to))
            allowed = f.end;
        if (penalty < 0 || (waits && ends_section(m, strip)))
            break;
    }
    return allowed;
}

bool break_fit(const Matter *m, Break start, const Abreast *columns, Breaks *breaks)
{
    breaks->n = 0;
    for (int i = 0; i < columns->n; i++) {
        Room room = {columns->rooms[i], columns->most, 0};
        VEC_PUSH(m->pass->arena, breaks, start);
        if (start.strip < m->to)
            start = fit_column(m, start, room, columns->willing ? PENALTY_KEEP_NEXT : UNWELCOME);
        else if (start.waiting < m->nfloats)
            start = fill_region(m, start, m->to, room).end;
        if (start.note < 0)
            return false;
    }
    return start.strip == m->to && start.waiting == m->nfloats && start.note == m->notes.n;
}
