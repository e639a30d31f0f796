/* Which reason explains which change.
 *
 * Each address in a reason collects the changes inside it. Reasons pinned to single changes take these first. The
 * others then take the rest, from the smallest address to the largest, and reasons that are still empty come last. A
 * reason with an outdated pin takes nothing. Each step is linear in the reasons and the changes that they cover. */
#include "diff/changes/reasons_private.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/vec.h"
#include "diff/changes/changes_private.h"

/* Data is more specific than any label. */
enum { RANK_DATA = 1 << 24 };

/* Changes with one pin, in their order. */
typedef struct PinChain {
    int change;
    struct PinChain *next;
} PinChain;

/* The changes inside one address. */
typedef struct Covered {
    VEC(int) changes;
    int rank;           /* the larger, the more specific */
    Map by_pin;         /* pin, as bytes → PinChain */
    uint64_t all, rest; /* pins of all together, and of those that no more specific reason takes */
    int nrest;
    const struct Candidate *owner; /* of the rest; NULL: none yet */
    bool indexed, rested;
} Covered;

typedef struct Candidate {
    const Reason *reason;
    Covered *covered;
    int order; /* in the file */
    bool stale, took;
} Candidate;

typedef struct ReasonMatch {
    Arena *a;
    Diag *d;
    Changes *all;
    Map addresses; /* that reasons name → Covered */
    VEC(Candidate) candidates;
    const Candidate **taken; /* by change */
} ReasonMatch;

const char *change_kind_name(ChangeKind kind)
{
    static const char *const names[CHANGE_KIND_COUNT] = {"policy", "figures", "consequential", "editorial"};
    return names[kind];
}

/* --- what an address covers --- */

static void cover(ReasonMatch *m, Str address, int change, int rank)
{
    Covered *c = map_find(&m->addresses, address);
    if (!c || (c->changes.n && c->changes.at[c->changes.n - 1] == change))
        return;
    VEC_PUSH(m->a, &c->changes, change);
    c->rank = int_max(c->rank, rank);
}

static void cover_label(ReasonMatch *m, const Node *n, int change, int rank)
{
    if (n && n->id.n)
        cover(m, str_format(m->a, "#" STR_FMT, STR_ARG(n->id)), change, rank);
    if (n && n->kind == NODE_SECTION)
        cover(m, str_format(m->a, "section/" STR_FMT, STR_ARG(n->u.section.file)), change, rank);
}

static void cover_labels(ReasonMatch *m, const Merged *home, int change)
{
    int depth = 0;
    for (const Merged *at = home; at; at = merged_outward(at))
        depth++;
    for (const Merged *at = home; at; at = merged_outward(at), depth--) {
        const Merged *named = at->group && at->first ? at->first : at;
        cover_label(m, named->new_node, change, depth);
        cover_label(m, named->old_node, change, depth);
    }
}

/* "table/row/column": itself, its row, its column and its table. */
static void cover_data(ReasonMatch *m, Str at, int change)
{
    Str table, rest, row, column;
    str_cut(at, '/', &table, &rest);
    bool inside = str_cut(rest, '/', &row, &column);
    cover(m, table, change, RANK_DATA);
    if (row.n)
        cover(m, str_format(m->a, STR_FMT "/" STR_FMT, STR_ARG(table), STR_ARG(row)), change, RANK_DATA + 1);
    if (inside)
        cover(m, str_format(m->a, STR_FMT "//" STR_FMT, STR_ARG(table), STR_ARG(column)), change, RANK_DATA + 1);
    cover(m, at, change, RANK_DATA + 2);
}

static void cover_change(ReasonMatch *m, int i)
{
    const Change *c = &m->all->at[i];
    const Merged *home = change_home(c)->at;
    if (!home) {
        cover(m, c->at, i, 1);
        cover(m, STR("document"), i, 0);
        return;
    }
    if (!str_starts(c->at, "#") && !str_starts(c->at, "section/"))
        cover_data(m, c->at, i);
    cover_labels(m, home, i);
}

/* --- pins --- */

/* Of several changes together; of one its own. */
static uint64_t joint_pin(const ReasonMatch *m, const Covered *c, bool only_rest, int *n)
{
    Buf pins = {0};
    uint64_t pin = 0;
    *n = 0;
    for (int i = 0; i < c->changes.n; i++) {
        int change = c->changes.at[i];
        if (only_rest && m->taken[change])
            continue;
        pin = m->all->at[change].pin;
        buf_format(&pins, "%016" PRIx64, pin);
        ++*n;
    }
    if (*n > 1)
        pin = str_hash(buf_view(&pins));
    buf_free(&pins);
    return pin;
}

static Str pin_bytes(const uint64_t *pin)
{
    return (Str){(const char *)pin, sizeof *pin};
}

static void index_pins(ReasonMatch *m, Covered *c)
{
    int n;
    if (c->indexed)
        return;
    c->indexed = true;
    c->all = joint_pin(m, c, false, &n);
    for (int i = c->changes.n - 1; i >= 0; i--) {
        Str key = pin_bytes(&m->all->at[c->changes.at[i]].pin);
        PinChain *chain = NEW(m->a, PinChain);
        *chain = (PinChain){c->changes.at[i], map_find(&c->by_pin, key)};
        map_put(m->a, &c->by_pin, key, chain);
    }
}

/* The changes that a reason is pinned to singly; NULL: none. */
static const PinChain *pinned_changes(const Candidate *c)
{
    return c->reason->pinned ? map_find(&c->covered->by_pin, pin_bytes(&c->reason->pin)) : NULL;
}

/* --- taking --- */

static void report_rival(ReasonMatch *m, const Candidate *c, const Candidate *rival, int change)
{
    diag(m->d, VAR009, c->reason->pos,
         "\"" STR_FMT "\" is a second reason for the change at \"" STR_FMT "\"; expected one for each change",
         STR_ARG(c->reason->at), STR_ARG(m->all->at[change].at));
    diag_label(m->d, rival->reason->pos, "the first one, which counts");
}

/* False: another reason has it. */
static bool take(ReasonMatch *m, const Candidate *c, int change)
{
    if (m->taken[change])
        return false;
    m->taken[change] = c;
    m->all->at[change].reason = c->reason;
    return true;
}

static void take_pinned(ReasonMatch *m, Candidate *c)
{
    const PinChain *first = pinned_changes(c);
    int contested = -1;
    for (const PinChain *p = first; p; p = p->next)
        if (!take(m, c, p->change) && m->taken[p->change]->covered->rank == c->covered->rank)
            contested = p->change;
    c->took = first;
    if (contested >= 0 && c->reason->reason.n)
        report_rival(m, c, m->taken[contested], contested);
}

/* Takes what is left. A row and a column are equally specific where they meet. */
static void take_rest(ReasonMatch *m, Candidate *c)
{
    const Candidate *rival = c->covered->owner;
    int contested = c->covered->changes.n ? c->covered->changes.at[0] : -1;
    for (int i = 0; i < c->covered->changes.n && !c->covered->owner; i++) {
        int change = c->covered->changes.at[i];
        if (take(m, c, change) || m->taken[change]->covered->rank != c->covered->rank
            || pinned_changes(m->taken[change]))
            continue;
        rival = m->taken[change];
        contested = change;
    }
    if (!c->covered->owner)
        c->covered->owner = c;
    if (rival && c->reason->reason.n)
        report_rival(m, c, rival, contested);
}

/* Reasons with words first, then the most specific, then as in the file. */
static int by_rank(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    bool xs = x->reason->reason.n > 0, ys = y->reason->reason.n > 0;
    if (xs != ys)
        return xs ? -1 : 1;
    if (x->covered->rank != y->covered->rank)
        return x->covered->rank > y->covered->rank ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool is_stale(ReasonMatch *m, const Candidate *c)
{
    Covered *covered = c->covered;
    if (!covered->rested)
        covered->rest = joint_pin(m, covered, true, &covered->nrest);
    covered->rested = true;
    return c->reason->pinned && c->reason->pin != covered->all && c->reason->pin != covered->rest;
}

static void take_all(ReasonMatch *m)
{
    for (int i = 0; i < m->candidates.n; i++) {
        index_pins(m, m->candidates.at[i].covered);
        take_pinned(m, &m->candidates.at[i]);
    }
    for (int i = 0; i < m->candidates.n; i++) {
        Candidate *c = &m->candidates.at[i];
        if (c->took)
            continue;
        c->stale = is_stale(m, c);
        if (!c->stale)
            take_rest(m, c);
    }
}

/* --- findings --- */

static bool names_something(const Doc *doc, Str at)
{
    Str table, rest, row, column;
    if (str_starts(at, "#"))
        return map_find(&doc->labels, str_sub(at, 1, at.n));
    str_cut(at, '/', &table, &rest);
    str_cut(rest, '/', &row, &column);
    const Table *t = map_find(&doc->tables, table);
    return t && (!row.n || table_row(t, row) >= 0) && (!column.n || table_column(t, column) >= 0);
}

static void report_without_change(ReasonMatch *m, const Reason *r, const Map *known)
{
    if (names_something(m->all->diff->new_doc, r->at) || names_something(m->all->diff->old_doc, r->at)) {
        diag(m->d, VAR002, r->at_pos, "nothing has changed at \"" STR_FMT "\"; expected a change for each reason",
             STR_ARG(r->at));
        diag_help(m->d, "remove the reason, or correct what it is for");
        return;
    }
    diag(m->d, VAR002, r->at_pos, "\"" STR_FMT "\" is in neither edition; expected the place of a change",
         STR_ARG(r->at));
    diag_nearest_key(m->d, r->at, known);
}

/* The pin that a reason needs now: of the changes left for it, or of all if none is left. */
static void suggest_pin(ReasonMatch *m, const Candidate *c, const char *lead)
{
    const Covered *covered = c->covered;
    uint64_t pin = covered->nrest ? covered->rest : covered->all;
    int n = covered->nrest ? covered->nrest : covered->changes.n;
    if (n == 1)
        diag_help(m->d, "%s hash=\"%016" PRIx64 "\"", lead, pin);
    else
        diag_help(m->d, "%s hash=\"%016" PRIx64 "\", for all %d changes there", lead, pin, n);
}

static void report_pin(ReasonMatch *m, const Candidate *c)
{
    const Reason *r = c->reason;
    if (c->stale) {
        diag(m->d, VAR002, r->pin_pos,
             "\"" STR_FMT "\" has changed again since this reason was written; expected its new hash", STR_ARG(r->at));
        suggest_pin(m, c, "if the reason still holds, write");
    } else if (!r->pinned && r->reason.n) {
        diag(m->d, VAR008, r->at_pos,
             "the reason for \"" STR_FMT "\" is not pinned, so it also explains any later change there",
             STR_ARG(r->at));
        suggest_pin(m, c, "add");
    }
}

static void report_reasons(ReasonMatch *m)
{
    Map known = {0};
    for (int i = 0; i < m->all->n; i++)
        map_put(m->a, &known, m->all->at[i].at, m);
    for (int i = 0; i < m->candidates.n; i++) {
        const Candidate *c = &m->candidates.at[i];
        if (!c->covered->changes.n)
            report_without_change(m, c->reason, &known);
        else
            report_pin(m, c);
    }
}

void variations_apply(Arena *a, Diag *d, Changes *changes, const Variations *variations)
{
    ReasonMatch m = {.a = a, .d = d, .all = changes, .taken = NEWN(a, const Candidate *, changes->n)};
    for (int v = 0; v < variations->n; v++)
        for (int i = 0; i < variations->at[v].nreasons; i++) {
            const Reason *r = &variations->at[v].reasons[i];
            Covered *covered = map_find(&m.addresses, r->at);
            if (!covered)
                map_put(a, &m.addresses, r->at, covered = NEW(a, Covered));
            VEC_PUSH(a, &m.candidates, (Candidate){.reason = r, .covered = covered, .order = m.candidates.n});
        }
    for (int i = 0; i < changes->n; i++)
        cover_change(&m, i);
    if (m.candidates.n > 1)
        qsort(m.candidates.at, (size_t)m.candidates.n, sizeof *m.candidates.at, by_rank);
    take_all(&m);
    report_reasons(&m);
    check_kinds(a, d, changes, variations);
}
