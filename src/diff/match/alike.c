/* Blocks that are alike: the words of both, each by how few blocks have it.
 *
 * In a small gap all pairs are compared, and those in order that are most alike in all match. In a large one, as among
 * what is left anywhere, words that few blocks have lead to the few that are worth comparing; what is then still large
 * has few such words, and only pairs near its diagonal are compared. */
#include "diff/match/match_private.h"
#include "diff/match/spine_private.h"

#include <stdlib.h>

enum {
    PAIRS_MOST = 1024,    /* in a gap that are all compared */
    RARE_MOST = 16,       /* blocks that a word leads to */
    CANDIDATES_MOST = 64, /* that are counted for one block */
    COMPARED_MOST = 4,    /* and of these, compared */
    LIKE_LEAST = 500,
    LIKE_LEAST_ALONE = 150,   /* of one block beside one */
    LIKE_LEAST_HOLDERS = 250, /* of blocks that hold others, in one place */
    MEMBERS_MOST = 8,
    BAND = 16 /* on each side of the diagonal of a large gap */
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

static void match_equal_or_alike(Matching *m, int old_block, int new_block)
{
    if (block_at(m, SIDE_OLD, old_block)->hash == block_at(m, SIDE_NEW, new_block)->hash)
        match_subtrees(m, old_block, new_block);
    else
        match_pair(m, old_block, new_block);
}

/* The best that can be had from each pair of a gap on, in a band along its diagonal. */
typedef struct Band {
    const BlockNumbers *olds, *news;
    int half;   /* columns on each side of the diagonal */
    int *alike; /* of each pair; by old block, half * 2 + 1 of them */
    int *best;
} Band;

/* The first new place in the band of an old one. */
static int band_from(const Band *b, int o)
{
    return (int)((int64_t)o * b->news->n / b->olds->n) - b->half;
}

/* The index of a pair; -1: it is outside the band. */
static int band_index(const Band *b, int o, int n)
{
    int k = n - band_from(b, o);
    bool inside = o < b->olds->n && n < b->news->n && k >= 0 && k <= b->half * 2;
    return inside ? o * (b->half * 2 + 1) + k : -1;
}

static int band_best(const Band *b, int o, int n)
{
    int at = band_index(b, o, n);
    return at < 0 ? 0 : b->best[at];
}

/* Equal blocks count most. */
static int score_of(Matching *m, int old_block, int new_block)
{
    bool equal = block_at(m, SIDE_OLD, old_block)->hash == block_at(m, SIDE_NEW, new_block)->hash;
    return equal && can_match(m, old_block, new_block) ? LIKENESS_MOST * 2 : likeness_in_place(m, old_block, new_block);
}

static void fill_band(Matching *m, const Band *b)
{
    for (int o = b->olds->n - 1; o >= 0; o--)
        for (int n = int_min(b->news->n - 1, band_from(b, o) + b->half * 2); n >= int_max(0, band_from(b, o)); n--) {
            int at = band_index(b, o, n);
            b->alike[at] = score_of(m, b->olds->at[o], b->news->at[n]);
            b->best[at] = int_max(band_best(b, o + 1, n), band_best(b, o, n + 1));
            if (b->alike[at] > 0)
                b->best[at] = int_max(b->best[at], band_best(b, o + 1, n + 1) + b->alike[at]);
        }
}

/* Matches the pairs in order that are most alike in all. */
static void match_band(Matching *m, const Gap *gap, int half)
{
    ArenaMark mark;
    Band b = {.olds = &gap->of[SIDE_OLD], .news = &gap->of[SIDE_NEW], .half = half};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++) /* first, so that it is known how rare each word is */
        for (int i = 0; i < gap->of[side].n; i++)
            block_words(m, (DiffSide)side, gap->of[side].at[i]);
    mark = arena_mark(m->work);
    b.alike = NEWN(m->work, int, (int64_t)b.olds->n *(half * 2 + 1));
    b.best = NEWN(m->work, int, (int64_t)b.olds->n *(half * 2 + 1));
    fill_band(m, &b);
    for (int o = 0, n = 0; band_best(&b, o, n) > 0;) {
        int at = band_index(&b, o, n);
        if (b.alike[at] > 0 && b.best[at] == band_best(&b, o + 1, n + 1) + b.alike[at])
            match_equal_or_alike(m, b.olds->at[o++], b.news->at[n++]);
        else if (b.best[at] == band_best(&b, o + 1, n))
            o++;
        else
            n++;
    }
    arena_rewind(m->work, mark);
}

static void match_small_gap(Matching *m, const Gap *gap)
{
    match_band(m, gap, int_max(gap->of[SIDE_OLD].n, gap->of[SIDE_NEW].n));
}

/* One block beside one: however its words changed, it is the same, as long as something of them is there. */
static void match_single(Matching *m, const Gap *gap)
{
    int o = gap->of[SIDE_OLD].at[0], n = gap->of[SIDE_NEW].at[0];
    if (gap->of[SIDE_OLD].n != 1 || gap->of[SIDE_NEW].n != 1 || !can_match(m, o, n))
        return;
    NodeKind kind = block_at(m, SIDE_NEW, n)->node->kind;
    bool has_its_place = kind == NODE_TERM || kind == NODE_DEFINITION || kind == NODE_CAPTION;
    if (has_its_place || ((kind == NODE_PARAGRAPH || kind == NODE_ITEM) && likeness(m, o, n) >= LIKE_LEAST_ALONE))
        match_pair(m, o, n);
}

/* Is anything left on both sides that is equal? */
static bool is_equal_left(Matching *m, const Gap *gap)
{
    Map found = {0};
    bool left = false;
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        for (int i = 0; i < gap->of[side].n && !left; i++) {
            const Block *block = block_at(m, (DiffSide)side, gap->of[side].at[i]);
            if (block->match != NO_BLOCK)
                continue;
            Occurrence *seen = occurrence_of(m, &found, &block->hash);
            left = side == SIDE_NEW && seen->n[SIDE_OLD] > 0;
            seen->n[side]++;
        }
    return left;
}

/* One in which hardly any word is rare, such as many equal rows. */
static void match_along_diagonal(Matching *m, const Gap *gap)
{
    int slope = gap->of[SIDE_NEW].n / gap->of[SIDE_OLD].n;
    match_band(m, gap, int_max(BAND, slope * 2));
    m->bounded = m->bounded || is_equal_left(m, gap);
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

/* The old places that share rare words with a block, at most CANDIDATES_MOST. */
static int candidates_of(RareWords *r, int new_block, int *out)
{
    const BlockWords *w = block_words(r->m, SIDE_NEW, new_block);
    int n = 0;
    for (int b = 0; b < w->nbag; b++) {
        if ((b > 0 && w->bag[b] == w->bag[b - 1]) || !is_rare(r, w->bag[b]))
            continue;
        for (int h = r->first[w->bag[b]]; h >= 0 && h < r->holders.n; h = r->holders.at[h].next) {
            int place = r->holders.at[h].place;
            if (r->counts[place] == 0 && n == CANDIDATES_MOST)
                continue;
            if (r->counts[place]++ == 0)
                out[n++] = place;
        }
    }
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
        Gap gap = gaps.at[i];
        if (is_small(&gap)) {
            match_small_gap(m, &gap);
        } else if (i < large) {
            match_large_gap(m, &gap);
            gaps_find(m, gap.of, &gaps);
        } else {
            match_along_diagonal(m, &gap);
        }
    }
    gaps.n = 0;
    gaps_find(m, lists, &gaps);
    for (int i = 0; i < gaps.n; i++)
        match_single(m, &gaps.at[i]);
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
    find_candidates(&r, least);
    if (r.pairs.n > 0)
        qsort(r.pairs.at, (size_t)r.pairs.n, sizeof *r.pairs.at, by_likeness);
    for (int i = 0; i < r.pairs.n; i++) {
        int o = r.olds->at[r.pairs.at[i].old_at], n = r.news->at[r.pairs.at[i].new_at];
        if (can_match(m, o, n))
            match_pair(m, o, n);
    }
}
