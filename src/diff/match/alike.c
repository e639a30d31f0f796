/* Blocks that are alike: the words of both, each by how few blocks have it.
 *
 * In a small gap all pairs are compared, and those in order that are most alike in all match. In a large one, as among
 * what is left anywhere, words that few blocks have lead to the few that are worth comparing. */
#include "diff/match/match_private.h"
#include "diff/match/spine_private.h"

#include <stdlib.h>

enum {
    PAIRS_MOST = 1024,    /* in a gap that are all compared */
    RARE_MOST = 16,       /* blocks that a word leads to */
    CANDIDATES_MOST = 64, /* that are counted for one block */
    COMPARED_MOST = 4,    /* and of these, compared */
    LIKE_LEAST = 500,
    LIKE_LEAST_HOLDERS = 250, /* of blocks that hold others, in one place */
    MEMBERS_MOST = 8
};

static int likeness(Matching *m, int old_block, int new_block)
{
    const BlockWords *was = block_words(m, SIDE_OLD, old_block), *now = block_words(m, SIDE_NEW, new_block);
    may_spend(m, was->nbag + now->nbag);
    return words_likeness(m, was, now);
}

/* Do two headings head the same? By what matches of the first blocks. */
static bool head_the_same(const Matching *m, int old_heading, int new_heading)
{
    const Blocks *olds = &m->sides[SIDE_OLD], *news = &m->sides[SIDE_NEW];
    int same = 0, matched = 0, from = news->at[new_heading].end;
    for (int i = from, n = 0; i < news->at[new_heading].group_end && n < MEMBERS_MOST; i = news->at[i].end, n++) {
        int match = news->at[i].match;
        matched += match != NO_BLOCK;
        same += match > old_heading && match < olds->at[old_heading].group_end;
    }
    return same > 0 && same * 2 > matched;
}

/* 0: not alike. */
static int likeness_in_place(Matching *m, int old_block, int new_block)
{
    if (!can_match(m, old_block, new_block))
        return 0;
    const Node *was = block_at(m, SIDE_OLD, old_block)->node, *now = block_at(m, SIDE_NEW, new_block)->node;
    int alike = likeness(m, old_block, new_block), least = is_words(now->kind) ? LIKE_LEAST : LIKE_LEAST_HOLDERS;
    if (now->kind == NODE_HEADING && alike < least && head_the_same(m, old_block, new_block))
        return LIKE_LEAST;
    if (now->kind == NODE_BOX && !str_eq(was->name, now->name))
        least = LIKE_LEAST;
    return alike >= least ? alike + 1 : 0;
}

/* The pairs of a small gap that are most alike in all: a table of the best from each pair on. */
static void match_small_gap(Matching *m, const Gap *gap)
{
    const BlockNumbers *olds = &gap->of[SIDE_OLD], *news = &gap->of[SIDE_NEW];
    int wide = news->n + 1;
    int *alike = NEWN(m->work, int, (olds->n + 1) * wide), *best = NEWN(m->work, int, (olds->n + 1) * wide);
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++) /* first, so that it is known how rare each word is */
        for (int i = 0; i < gap->of[side].n; i++)
            block_words(m, (DiffSide)side, gap->of[side].at[i]);
    for (int o = olds->n - 1; o >= 0; o--)
        for (int n = news->n - 1; n >= 0; n--) {
            int at = o * wide + n;
            alike[at] = likeness_in_place(m, olds->at[o], news->at[n]);
            best[at] = int_max(best[at + wide], best[at + 1]);
            if (alike[at] > 0)
                best[at] = int_max(best[at], best[at + wide + 1] + alike[at]);
        }
    for (int o = 0, n = 0; o < olds->n && n < news->n;) {
        int at = o * wide + n;
        if (alike[at] > 0 && best[at] == best[at + wide + 1] + alike[at])
            match_pair(m, olds->at[o++], news->at[n++]);
        else if (best[at] == best[at + wide])
            o++;
        else
            n++;
    }
}

/* -- By rare words --------------------------------------------------------------------------------------------- */

/* An old block that has a word, in the list of that word. */
typedef struct Holder {
    int place, next; /* in the list of old blocks; in holders, or -1 */
} Holder;

typedef struct RareWords {
    Matching *m;
    const BlockNumbers *olds, *news;
    int *first; /* by lexeme: in holders, or -1 */
    VEC(Holder) holders;
    int *counts; /* by old place: shared rare words with the block in hand */
    SpinePairs pairs;
} RareWords;

static bool is_rare(const RareWords *r, int number)
{
    return r->m->lexicon.at.at[number]->blocks <= RARE_MOST;
}

static void index_olds(RareWords *r)
{
    Matching *m = r->m;
    for (int i = 0; i < r->news->n; i++)
        block_words(m, SIDE_NEW, r->news->at[i]);
    for (int i = 0; i < r->olds->n; i++)
        block_words(m, SIDE_OLD, r->olds->at[i]);
    r->first = NEWN(m->work, int, m->lexicon.at.n);
    for (int i = 0; i < m->lexicon.at.n; i++)
        r->first[i] = -1;
    for (int i = 0; i < r->olds->n; i++) {
        const BlockWords *w = block_words(m, SIDE_OLD, r->olds->at[i]);
        for (int b = 0; b < w->nbag; b++) {
            if ((b > 0 && w->bag[b] == w->bag[b - 1]) || !is_rare(r, w->bag[b]))
                continue;
            VEC_PUSH(m->work, &r->holders, (Holder){i, r->first[w->bag[b]]});
            r->first[w->bag[b]] = r->holders.n - 1;
        }
    }
}

/* The old places that share rare words with a block, at most so many. */
static int candidates_of(RareWords *r, int new_block, int *out)
{
    const BlockWords *w = block_words(r->m, SIDE_NEW, new_block);
    int n = 0;
    bool rare = false;
    for (int b = 0; b < w->nbag; b++) {
        if ((b > 0 && w->bag[b] == w->bag[b - 1]) || !is_rare(r, w->bag[b]))
            continue;
        rare = true;
        for (int h = r->first[w->bag[b]]; h >= 0; h = r->holders.at[h].next) {
            int place = r->holders.at[h].place;
            if (r->counts[place] == 0 && n == CANDIDATES_MOST)
                continue;
            if (r->counts[place]++ == 0)
                out[n++] = place;
        }
    }
    r->m->bounded = r->m->bounded || (!rare && w->nbag > 0);
    return n;
}

/* Compares a block with the candidates that share most, and notes the one that is most alike. */
static void compare_candidates(RareWords *r, int new_place, int least)
{
    int found[CANDIDATES_MOST], n = candidates_of(r, r->news->at[new_place], found), best = -1, alike = least - 1;
    for (int k = 0; k < COMPARED_MOST; k++) {
        int most = -1;
        for (int i = 0; i < n; i++)
            if (r->counts[found[i]] > 0 && (most < 0 || r->counts[found[i]] > r->counts[found[most]]))
                most = i;
        if (most < 0)
            break;
        int place = found[most];
        r->counts[place] = 0;
        bool fits = can_match(r->m, r->olds->at[place], r->news->at[new_place]);
        int now = fits ? likeness(r->m, r->olds->at[place], r->news->at[new_place]) : 0;
        if (now > alike) {
            alike = now;
            best = place;
        }
    }
    for (int i = 0; i < n; i++)
        r->counts[found[i]] = 0;
    if (best >= 0)
        VEC_PUSH(r->m->work, &r->pairs, (SpinePair){.old_at = best, .new_at = new_place, .weight = alike});
}

static void find_candidates(RareWords *r, int least)
{
    index_olds(r);
    r->counts = NEWN(r->m->work, int, r->olds->n);
    for (int i = 0; i < r->news->n && may_spend(r->m, 1); i++)
        compare_candidates(r, i, least);
}

static void match_large_gap(Matching *m, const Gap *gap)
{
    RareWords r = {.m = m, .olds = &gap->of[SIDE_OLD], .news = &gap->of[SIDE_NEW]};
    find_candidates(&r, LIKE_LEAST);
    spine_find(m->work, &r.pairs, r.olds->n);
    for (int i = 0; i < r.pairs.n; i++)
        if (r.pairs.at[i].on)
            match_pair(m, r.olds->at[r.pairs.at[i].old_at], r.news->at[r.pairs.at[i].new_at]);
}

static bool is_small(const Gap *gap)
{
    return (int64_t)gap->of[SIDE_OLD].n * gap->of[SIDE_NEW].n <= PAIRS_MOST;
}

void match_alike_in_order(Matching *m, const BlockNumbers lists[2])
{
    Gaps gaps = {0};
    gaps_find(m, lists, &gaps);
    for (int i = 0, large = gaps.n; i < gaps.n && may_spend(m, 1); i++) {
        if (is_small(&gaps.at[i])) {
            match_small_gap(m, &gaps.at[i]);
        } else if (i < large) {
            Gap gap = gaps.at[i];
            match_large_gap(m, &gap);
            gaps_find(m, gap.of, &gaps);
        }
    }
}

static int by_likeness(const void *a, const void *b)
{
    const SpinePair *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->new_at > y->new_at) - (x->new_at < y->new_at);
}

void match_alike_anywhere(Matching *m, const BlockNumbers lists[2], int least)
{
    RareWords r = {.m = m, .olds = &lists[SIDE_OLD], .news = &lists[SIDE_NEW]};
    if (r.olds->n == 0 || r.news->n == 0)
        return;
    bool bounded = m->bounded;
    find_candidates(&r, least);
    m->bounded = bounded || m->time_left < 0; /* common words alone move nothing */
    if (r.pairs.n > 0)
        qsort(r.pairs.at, (size_t)r.pairs.n, sizeof *r.pairs.at, by_likeness);
    for (int i = 0; i < r.pairs.n; i++) {
        int o = r.olds->at[r.pairs.at[i].old_at], n = r.news->at[r.pairs.at[i].new_at];
        if (can_match(m, o, n))
            match_pair(m, o, n);
    }
}
