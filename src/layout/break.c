/* Where a flow is best broken into regions.
 *
 * The same idea as optimum-fit line breaking (Knuth and Plass 1981), turned upright, as Plass proposed for
 * pages: every strip before which a break is allowed is a stop; the cheapest way to each stop is kept, and
 * the cheapest way to the end wins. A region costs the square of the share of it that is left empty, the
 * penalty of the break that ends it, and a fixed sum, so that no more pages are made than are needed.
 * Footnotes called for on a region's lines take their height from it; a note that has no room may go on in the
 * next region, at a price.
 *
 * One best stop is kept for each strip and kind of region; stops too far back to reach are dropped, so the
 * work is linear in the strips. Where no allowed break fits (a chain of strips that want to stay together
 * and is taller than the region) the last strip that fits is taken whatever its penalty, and if not even
 * one fits it is set alone: every strip ends up in a region. */
#include "layout/flow.h"

enum { COST_REGION = 400, COST_FORCED = 4000, COST_SHORT_END = 1500, COST_SKIP = 200, COST_SPLIT_NOTE = 800,
       COST_NOTES_AFTER_END = 3000, COST_LATE_NOTE = 100000 };

typedef struct Stop {
    int strip, note;            /* the region after it begins with these */
    int region;                 /* number of that region, counting empty ones */
    int64_t cost;
    int prev;                   /* index of the stop before, or -1 */
} Stop;

typedef struct Search {
    Pass *pass;
    const Heights *h;
    const Footnotes *notes;
    int from, to;
    const Regions *r;
    VEC(Stop) stops;
    VEC(int) active;
} Search;

static Len capacity(const Search *s, int region)
{
    return region < s->r->columns ? s->r->first : s->r->later;
}

static int32_t penalty_at(const Heights *h, int strip, int to)
{
    return strip == to ? PENALTY_FORCE_COLUMN : h->flow->strips.at[strip].penalty;
}

static int64_t emptiness_cost(int64_t empty, Len room)
{
    int64_t share = room > 0 ? empty * 1000 / room : 0;
    return share * share / 200;
}

static int64_t region_cost(const Search *s, int64_t empty, Len room, int strip)
{
    if (strip == s->to)
        return !s->r->last_open && (room - empty) * 7 < room ? COST_SHORT_END : 0;
    int32_t penalty = penalty_at(s->h, strip, s->to);
    return penalty < 0 ? 0 : emptiness_cost(empty, room) + penalty;
}

static int region_after(const Search *s, int region, int32_t penalty)
{
    if (penalty == PENALTY_FORCE_PAGE)
        return (region / s->r->columns + 1) * s->r->columns;
    return region + 1;
}

/* Regions of one kind are alike to all that follows: the same column of the first page, or of any later one. */
static int kind_of_region(const Search *s, int region)
{
    int columns = s->r->columns;
    return region < columns ? region : columns + region % columns;
}

/* Keeps the cheaper of two ways to the same strip in the same kind of region. */
static void offer(Search *s, Stop stop, int fresh_from)
{
    int kind = kind_of_region(s, stop.region);
    for (int i = fresh_from; i < s->stops.n; i++) {
        if (kind_of_region(s, s->stops.at[i].region) != kind)
            continue;
        if (stop.cost < s->stops.at[i].cost)
            s->stops.at[i] = stop;
        return;
    }
    VEC_PUSH(s->pass->arena, &s->stops, stop);
}

/* What a region's text leaves for footnotes when it ends before `strip`; negative when it does not fit. */
static int64_t room_for_notes(const Search *s, const Stop *from, int strip)
{
    Len after = strip == s->to ? s->r->need_after : 0;
    return (int64_t)capacity(s, from->region) - height_between(s->h, from->strip, strip) - after;
}

/* The note strips placed by the end of the region, or -1 when text and notes do not fit. */
static int notes_placed(const Search *s, const Stop *from, int strip)
{
    return footnotes_fit(s->notes, from->note, strip, room_for_notes(s, from, strip));
}

/* A place to break that is not allowed, because nothing allowed fits: the last of the least forbidden. Always after
 * the stop. */
static int forced_place(const Search *s, const Stop *from, int limit)
{
    int place = from->strip + 1;
    for (int strip = place; strip < limit && notes_placed(s, from, strip) >= 0; strip++)
        if (penalty_at(s->h, strip, s->to) <= penalty_at(s->h, place, s->to))
            place = strip;
    return place;
}

static void drop_active(Search *s, int at)
{
    for (int i = at; i + 1 < s->active.n; i++)
        s->active.at[i] = s->active.at[i + 1];
    s->active.n--;
}

/* A note should begin where its mark stands, and the text's last region should end its notes. */
static int64_t split_cost(const Search *s, int placed, int strip)
{
    if (!footnotes_begun(s->notes, placed, strip))
        return COST_LATE_NOTE;
    return strip == s->to ? COST_NOTES_AFTER_END : COST_SPLIT_NOTE;
}

static void offer_break(Search *s, int at, int strip, int fresh_from)
{
    Stop from = s->stops.at[at];
    int placed = notes_placed(s, &from, strip);
    if (placed < 0)
        return;
    Len room = capacity(s, from.region);
    int64_t empty = room_for_notes(s, &from, strip) - footnotes_height(s->notes, from.note, placed);
    int64_t cost = from.cost + COST_REGION + region_cost(s, empty, room, strip);
    if (placed < s->notes->called[strip - s->from])
        cost += split_cost(s, placed, strip);
    offer(s, (Stop){strip, placed, region_after(s, from.region, penalty_at(s->h, strip, s->to)), cost, at}, fresh_from);
}

/* No later break can fit either: text alone is too tall, or with the least of its notes. */
static bool out_of_reach(const Search *s, const Stop *from, int strip)
{
    int64_t room = room_for_notes(s, from, strip) + s->h->closing[strip - 1];
    return footnotes_fit(s->notes, from->note, strip, room) < 0;
}

/* Tries a break before `strip` from every active stop; drops those out of reach. Gives the cheapest dropped one, or -1. */
static int try_break(Search *s, int strip)
{
    int32_t penalty = penalty_at(s->h, strip, s->to);
    int fresh = s->stops.n, dropped = -1;
    for (int i = 0; i < s->active.n;) {
        int at = s->active.at[i];
        if (penalty < PENALTY_NEVER)
            offer_break(s, at, strip, fresh);
        const Stop *from = &s->stops.at[at];
        if (!out_of_reach(s, from, strip) && penalty >= 0) {
            i++;
            continue;
        }
        if (dropped < 0 || from->cost < s->stops.at[dropped].cost)
            dropped = at;
        drop_active(s, i);
    }
    for (int i = fresh; i < s->stops.n; i++)
        VEC_PUSH(s->pass->arena, &s->active, i);
    return dropped;
}

static void begin(Search *s)
{
    Arena *a = s->pass->arena;
    VEC_PUSH(a, &s->stops, (Stop){s->from, 0, 0, 0, -1});
    VEC_PUSH(a, &s->active, 0);
    if (s->r->may_skip) {
        int64_t cost = COST_SKIP + s->r->columns * (COST_REGION + emptiness_cost(s->r->first, s->r->later));
        VEC_PUSH(a, &s->stops, (Stop){s->from, 0, s->r->columns, cost, 0});
        VEC_PUSH(a, &s->active, 1);
    }
}

/* Notes that the last region could not hold get regions to themselves. */
static void trace_notes(const Search *s, int note, Breaks *out)
{
    while (note < s->notes->n) {
        VEC_PUSH(s->pass->arena, out, (Break){s->to, note});
        int64_t room = (int64_t)s->r->later - s->notes->separator;
        int end = note + 1;
        while (end < s->notes->n && s->notes->sum[end + 1] - s->notes->sum[note] <= room)
            end++;
        note = end;
    }
}

/* The breaks on the way to the last stop, in order; empty regions between begin where the next one does. */
static void trace(const Search *s, int last, Breaks *out)
{
    VEC(int) way = {0};
    for (int i = last; i >= 0; i = s->stops.at[i].prev)
        VEC_PUSH(s->pass->arena, &way, i);
    for (int i = way.n - 1; i > 0; i--) {
        const Stop *begin = &s->stops.at[way.at[i]], *end = &s->stops.at[way.at[i - 1]];
        VEC_PUSH(s->pass->arena, out, (Break){begin->strip, begin->note});
        for (int region = begin->region + 1; region < end->region; region++)
            VEC_PUSH(s->pass->arena, out, (Break){end->strip, end->note});
    }
    trace_notes(s, s->stops.at[last].note, out);
}

static void force_break(Search *s, int dropped, int strip, int *place)
{
    Stop stop = s->stops.at[dropped];
    *place = forced_place(s, &stop, strip == s->to ? s->to + 1 : strip);
    int placed = int_max(notes_placed(s, &stop, *place), stop.note);
    VEC_PUSH(s->pass->arena, &s->stops, (Stop){*place, placed, stop.region + 1, stop.cost + COST_FORCED, dropped});
    VEC_PUSH(s->pass->arena, &s->active, s->stops.n - 1);
}

void break_best(Pass *pass, const Heights *h, const Footnotes *notes, int to, const Regions *r, Breaks *breaks)
{
    Search s = {.pass = pass, .h = h, .notes = notes, .from = notes->from, .to = to, .r = r};
    begin(&s);
    for (int strip = s.from + 1; strip <= to; strip++) {
        int dropped = try_break(&s, strip);
        if (!s.active.n)
            force_break(&s, dropped, strip, &strip);
    }
    int best = s.active.at[0];
    for (int i = 1; i < s.active.n; i++)
        if (s.stops.at[s.active.at[i]].cost < s.stops.at[best].cost)
            best = s.active.at[i];
    trace(&s, best, breaks);
}

/* The last break below the penalty that fits one column, or -1. */
static int fit_column(const Heights *h, const Footnotes *notes, Break start, int to, Len height, int32_t below)
{
    int allowed = -1;
    for (int strip = start.strip + 1; strip <= to; strip++) {
        int64_t tall = (int64_t)height_between(h, start.strip, strip)
            + footnotes_height(notes, start.note, notes->called[strip - notes->from]);
        if (tall - h->closing[strip - 1] > height)
            break;
        if (tall > height)
            continue;
        int32_t penalty = penalty_at(h, strip, to);
        if (penalty < below)
            allowed = strip;
        if (penalty < 0)
            break;
    }
    return allowed;
}

bool break_fit(Pass *pass, const Heights *h, const Footnotes *notes, Break start, int to, int columns, Len height,
               bool willing, Breaks *breaks)
{
    breaks->n = 0;
    for (int column = 0; column < columns; column++) {
        VEC_PUSH(pass->arena, breaks, start);
        if (start.strip >= to)
            continue;
        start.strip = fit_column(h, notes, start, to, height, willing ? PENALTY_NEVER : UNWELCOME);
        if (start.strip < 0)
            return false;
        start.note = int_max(start.note, notes->called[start.strip - notes->from]);
    }
    return start.strip == to;
}
