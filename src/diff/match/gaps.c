/* Blocks that are equal, in order.
 *
 * The blocks of two lists that match already and come in one order divide both into gaps. In a gap, what is equal at
 * its two ends matches; then those that are there once on each side, of which again the ones in one order divide it. So
 * a text that is there many times matches beside equal neighbours, and never by its number. */
#include "diff/match/match_private.h"
#include "diff/match/spine_private.h"

/* A stretch of both lists. */
typedef struct ListRange {
    int from[2], to[2];
} ListRange;

/* Without what is matched. */
static void add_gap(Matching *m, const BlockNumbers lists[2], const ListRange *r, Gaps *out)
{
    Gap gap = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        for (int i = r->from[side]; i < r->to[side]; i++)
            if (block_at(m, (DiffSide)side, lists[side].at[i])->match == NO_BLOCK)
                VEC_PUSH(m->work, &gap.of[side], lists[side].at[i]);
    if (gap.of[SIDE_OLD].n > 0 && gap.of[SIDE_NEW].n > 0)
        VEC_PUSH(m->work, out, gap);
}

void gaps_find(Matching *m, const BlockNumbers lists[2], Gaps *out)
{
    const BlockNumbers *olds = &lists[SIDE_OLD], *news = &lists[SIDE_NEW];
    SpinePairs pairs = {0};
    ListRange rest = {{0, 0}, {olds->n, news->n}}, r;
    for (int i = 0; i < olds->n; i++)
        m->places[olds->at[i]] = i;
    for (int i = 0; i < news->n; i++) {
        const Block *block = block_at(m, SIDE_NEW, news->at[i]);
        int place = block->match == NO_BLOCK ? olds->n : m->places[block->match];
        if (place < olds->n && olds->at[place] == block->match)
            VEC_PUSH(m->work, &pairs, (SpinePair){.old_at = place, .new_at = i, .weight = order_weight(block)});
    }
    spine_find(m->work, &pairs, olds->n);
    for (int i = 0; i < pairs.n; i++) {
        if (!pairs.at[i].on)
            continue;
        r = rest;
        r.to[SIDE_OLD] = pairs.at[i].old_at;
        r.to[SIDE_NEW] = pairs.at[i].new_at;
        add_gap(m, lists, &r, out);
        rest.from[SIDE_OLD] = r.to[SIDE_OLD] + 1;
        rest.from[SIDE_NEW] = r.to[SIDE_NEW] + 1;
    }
    add_gap(m, lists, &rest, out);
}

static bool are_equal(const Matching *m, int old_block, int new_block)
{
    return block_at(m, SIDE_OLD, old_block)->hash == block_at(m, SIDE_NEW, new_block)->hash
           && can_match(m, old_block, new_block);
}

static void trim_gap(Matching *m, Gap *gap)
{
    BlockNumbers *olds = &gap->of[SIDE_OLD], *news = &gap->of[SIDE_NEW];
    int from = 0;
    while (from < olds->n && from < news->n && are_equal(m, olds->at[from], news->at[from])) {
        match_subtrees(m, olds->at[from], news->at[from]);
        from++;
    }
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++) {
        gap->of[side].at += from;
        gap->of[side].n -= from;
        gap->of[side].cap = gap->of[side].n;
    }
    while (olds->n > 0 && news->n > 0 && are_equal(m, olds->at[olds->n - 1], news->at[news->n - 1]))
        match_subtrees(m, olds->at[--olds->n], news->at[--news->n]);
}

/* Matches what is there once on each side; false: there is none. */
static bool match_unique_in(Matching *m, const Gap *gap)
{
    Map found = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        for (int i = 0; i < gap->of[side].n; i++) {
            Occurrence *seen = occurrence_of(m, &found, &block_at(m, (DiffSide)side, gap->of[side].at[i])->hash);
            seen->at[side] = gap->of[side].at[i];
            seen->n[side]++;
        }
    return match_occurrences(m, &found, 0);
}

void match_in_order(Matching *m, const BlockNumbers lists[2])
{
    Gaps gaps = {0};
    gaps_find(m, lists, &gaps);
    while (gaps.n > 0) {
        Gap gap = gaps.at[--gaps.n];
        if (!may_spend(m, gap.of[SIDE_OLD].n + gap.of[SIDE_NEW].n))
            return;
        Gap whole = gap;
        trim_gap(m, &gap);
        if (gap.of[SIDE_OLD].n > 0 && gap.of[SIDE_NEW].n > 0 && match_unique_in(m, &gap))
            gaps_find(m, whole.of, &gaps);
    }
}
