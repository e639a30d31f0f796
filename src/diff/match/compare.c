/* How the words of a block changed.
 *
 * What is equal at both ends is kept. Between, words that are there once on each side are anchors, those on their
 * heaviest common chain; short words and marks are none. Between two anchors the same again, and where there are none
 * left the heaviest common sequence. What is kept between two changes and weighs little against them is no rest for the
 * eye, but confetti: it becomes a part of the change. A figure of the data is compared by its path, and its change
 * stands alone. */
#include "diff/match/match_private.h"
#include "diff/match/spine_private.h"

#include <string.h>

enum {
    ANCHOR = 2,         /* least weight of a word that can be one */
    TABLE_MOST = 40000, /* pairs of words that are looked at one by one */
    WHOLE_PERCENT = 60, /* changed: more is shown as a whole */
    HEAVY_WORD = 3
};

typedef struct WordRange {
    int from[2], to[2];
} WordRange;

typedef struct Alignment {
    Matching *m;
    const BlockWords *w[2];
    int *keys[2]; /* equal ones are aligned: the word with its form; of a figure of the data its path */
    int *to;      /* by old word: the new one, or -1 */
    VEC(WordRange) ranges;
} Alignment;

static void align(Alignment *a, int o, int n)
{
    a->to[o] = n;
}

/* Aligns equal ends. */
static void trim(Alignment *a, WordRange *r)
{
    const int *old_keys = a->keys[SIDE_OLD], *new_keys = a->keys[SIDE_NEW];
    while (r->from[SIDE_OLD] < r->to[SIDE_OLD] && r->from[SIDE_NEW] < r->to[SIDE_NEW]
           && old_keys[r->from[SIDE_OLD]] == new_keys[r->from[SIDE_NEW]])
        align(a, r->from[SIDE_OLD]++, r->from[SIDE_NEW]++);
    while (r->from[SIDE_OLD] < r->to[SIDE_OLD] && r->from[SIDE_NEW] < r->to[SIDE_NEW]
           && old_keys[r->to[SIDE_OLD] - 1] == new_keys[r->to[SIDE_NEW] - 1])
        align(a, --r->to[SIDE_OLD], --r->to[SIDE_NEW]);
}

/* Counts the words of a range, or forgets them. */
static void count(Alignment *a, const WordRange *r, DiffSide side, bool forget)
{
    for (int i = r->from[side]; i < r->to[side]; i++) {
        WordSeen *seen = &a->m->seen[a->keys[side][i]];
        seen->n[side] = forget ? 0 : seen->n[side] + 1;
        seen->at[side] = i;
    }
}

/* Goes on between what was aligned in a range. */
static void divide(Alignment *a, const WordRange *r, const SpinePairs *pairs)
{
    WordRange rest = *r;
    for (int i = 0; i < pairs->n; i++) {
        const SpinePair *p = &pairs->at[i];
        if (!p->on)
            continue;
        int o = r->from[SIDE_OLD] + p->old_at;
        align(a, o, p->new_at);
        VEC_PUSH(a->m->work, &a->ranges, (WordRange){{rest.from[SIDE_OLD], rest.from[SIDE_NEW]}, {o, p->new_at}});
        rest.from[SIDE_OLD] = o + 1;
        rest.from[SIDE_NEW] = p->new_at + 1;
    }
    VEC_PUSH(a->m->work, &a->ranges, rest);
}

/* False: there are none. */
static bool find_anchors(Alignment *a, const WordRange *r)
{
    SpinePairs pairs = {0};
    count(a, r, SIDE_OLD, false);
    count(a, r, SIDE_NEW, false);
    for (int n = r->from[SIDE_NEW]; n < r->to[SIDE_NEW]; n++) {
        const WordSeen *seen = &a->m->seen[a->keys[SIDE_NEW][n]];
        int weight = a->w[SIDE_NEW]->weights[n];
        if (weight >= ANCHOR && seen->n[SIDE_NEW] == 1 && seen->n[SIDE_OLD] == 1)
            VEC_PUSH(a->m->work, &pairs,
                     (SpinePair){.old_at = seen->at[SIDE_OLD] - r->from[SIDE_OLD], .new_at = n, .weight = weight});
    }
    count(a, r, SIDE_OLD, true);
    count(a, r, SIDE_NEW, true);
    if (pairs.n == 0)
        return false;
    spine_find(a->m->work, &pairs, r->to[SIDE_OLD] - r->from[SIDE_OLD]);
    divide(a, r, &pairs);
    return true;
}

/* The heaviest common sequence, by a table of all pairs. False: nothing is common. */
static bool find_sequence(Alignment *a, const WordRange *r)
{
    int rows = r->to[SIDE_OLD] - r->from[SIDE_OLD], columns = r->to[SIDE_NEW] - r->from[SIDE_NEW], wide = columns + 1;
    const int *old_keys = a->keys[SIDE_OLD] + r->from[SIDE_OLD], *new_keys = a->keys[SIDE_NEW] + r->from[SIDE_NEW];
    const unsigned char *weights = a->w[SIDE_OLD]->weights + r->from[SIDE_OLD];
    int *best = NEWN(a->m->work, int, (rows + 1) * wide);
    for (int o = rows - 1; o >= 0; o--)
        for (int n = columns - 1; n >= 0; n--) {
            int *here = &best[o * wide + n];
            *here = int_max(here[wide], here[1]);
            if (old_keys[o] == new_keys[n] && weights[o] > 0)
                *here = int_max(*here, here[wide + 1] + weights[o]);
        }
    SpinePairs pairs = {0};
    for (int o = 0, n = 0; o < rows && n < columns && best[o * wide + n] > 0;) {
        const int *here = &best[o * wide + n];
        if (old_keys[o] == new_keys[n] && weights[o] > 0 && *here == here[wide + 1] + weights[o])
            VEC_PUSH(a->m->work, &pairs, (SpinePair){.old_at = o++, .new_at = r->from[SIDE_NEW] + n++, .on = true});
        else if (*here == here[wide])
            o++;
        else
            n++;
    }
    if (pairs.n > 0)
        divide(a, r, &pairs);
    return pairs.n > 0;
}

static void align_range(Alignment *a, WordRange r)
{
    trim(a, &r);
    int64_t old_words = r.to[SIDE_OLD] - r.from[SIDE_OLD], new_words = r.to[SIDE_NEW] - r.from[SIDE_NEW];
    if (old_words == 0 || new_words == 0 || find_anchors(a, &r))
        return;
    if (old_words * new_words <= TABLE_MOST)
        find_sequence(a, &r);
    else
        a->m->bounded = true;
}

static void align_all(Alignment *a)
{
    VEC_PUSH(a->m->work, &a->ranges, (WordRange){{0, 0}, {a->w[SIDE_OLD]->n, a->w[SIDE_NEW]->n}});
    while (a->ranges.n > 0) {
        WordRange r = a->ranges.at[--a->ranges.n];
        align_range(a, r);
    }
}

/* -- Runs ------------------------------------------------------------------------------------------------------ */

/* A stretch of both sides: kept, or a change from one to the other. */
typedef struct WordStretch {
    WordRange of;
    bool kept;
    bool figure; /* the change of a figure of the data, which stands alone */
    int weight;  /* of what is kept; of a change, that of its heavier side */
    bool heavy;  /* something kept is more than short words */
    bool solid;  /* a figure became another one, and nothing else */
} WordStretch;

typedef VEC(WordStretch) WordStretches;

static int weight_between(const BlockWords *w, int from, int to)
{
    int weight = 0;
    for (int i = from; i < to; i++)
        weight += w->weights[i];
    return weight;
}

static bool is_one_figure(const BlockWords *w, int from, int to)
{
    return to == from + 1 && w->weights[from] == FIGURE_WEIGHT;
}

static void weigh(const Alignment *a, WordStretch *s)
{
    s->weight = 0;
    s->heavy = false;
    s->solid = !s->kept && is_one_figure(a->w[SIDE_OLD], s->of.from[SIDE_OLD], s->of.to[SIDE_OLD])
               && is_one_figure(a->w[SIDE_NEW], s->of.from[SIDE_NEW], s->of.to[SIDE_NEW]);
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        s->weight = int_max(s->weight, weight_between(a->w[side], s->of.from[side], s->of.to[side]));
    for (int i = s->of.from[SIDE_OLD]; i < s->of.to[SIDE_OLD]; i++)
        s->heavy = s->heavy || a->w[SIDE_OLD]->weights[i] >= HEAVY_WORD;
}

static bool same_word(const Alignment *a, int o, int n)
{
    return a->w[SIDE_OLD]->formed[o] == a->w[SIDE_NEW]->formed[n];
}

static void add_stretch(const Alignment *a, WordStretches *list, const WordStretch *s)
{
    WordStretch *last = list->n > 0 ? &list->at[list->n - 1] : NULL;
    bool joins = last && last->kept == s->kept && !last->figure && !s->figure;
    if (!joins)
        VEC_PUSH(a->m->work, list, *s);
    else
        memcpy(last->of.to, s->of.to, sizeof last->of.to);
}

static void find_stretches(const Alignment *a, WordStretches *list)
{
    int nold = a->w[SIDE_OLD]->n, nnew = a->w[SIDE_NEW]->n;
    for (int o = 0, n = 0; o < nold || n < nnew;) {
        int changed = o;
        while (changed < nold && a->to[changed] < 0)
            changed++;
        int to = changed < nold ? a->to[changed] : nnew;
        if (changed > o || to > n)
            add_stretch(a, list, &(WordStretch){.of = {{o, n}, {changed, to}}});
        o = changed;
        n = to;
        if (o < nold) {
            bool same = same_word(a, o, n);
            add_stretch(a, list, &(WordStretch){.of = {{o, n}, {o + 1, n + 1}}, .kept = same, .figure = !same});
            o++;
            n++;
        }
    }
    for (int i = 0; i < list->n; i++)
        weigh(a, &list->at[i]);
}

/* What is kept between two changes, and is nothing against them. */
static bool is_confetti(const WordStretch *before, const WordStretch *s, const WordStretch *after)
{
    if (!s->kept || before->kept || after->kept || before->figure || after->figure)
        return false;
    if ((before->solid || after->solid) && s->weight > 0)
        return false;
    return s->heavy ? s->weight * 3 <= int_min(before->weight, after->weight)
                    : s->weight <= int_max(before->weight, after->weight);
}

static void join_confetti(const Alignment *a, WordStretches *list)
{
    int n = 0;
    for (int i = 0; i < list->n; i++) {
        WordStretch *last = n > 0 ? &list->at[n - 1] : NULL;
        bool joins = last && i + 1 < list->n && is_confetti(last, &list->at[i], &list->at[i + 1]);
        if (!joins) {
            list->at[n++] = list->at[i];
            continue;
        }
        memcpy(last->of.to, list->at[++i].of.to, sizeof last->of.to);
        weigh(a, last);
    }
    list->n = n;
}

static int bytes_between(const DiffWord *words, int from, int to)
{
    int bytes = 0;
    for (int i = from; i < to; i++)
        bytes += words[i].text.n + 1;
    return bytes;
}

/* So much changed on both sides that nobody could follow it word by word. */
static bool is_whole(const Alignment *a, const WordStretches *list)
{
    int changed[2] = {0}, all[2] = {0};
    for (int i = 0; i < list->n; i++)
        for (int side = SIDE_OLD; side <= SIDE_NEW; side++) {
            const WordRange *of = &list->at[i].of;
            int bytes = bytes_between(a->w[side]->words, of->from[side], of->to[side]);
            all[side] += bytes;
            changed[side] += list->at[i].kept || list->at[i].figure ? 0 : bytes;
        }
    return changed[SIDE_OLD] > 0 && changed[SIDE_NEW] > 0
           && (int64_t)(changed[SIDE_OLD] + changed[SIDE_NEW]) * 100
                  > (int64_t)(all[SIDE_OLD] + all[SIDE_NEW]) * WHOLE_PERCENT;
}

static void add_run(DiffWords *out, MergedState state, const WordRange *r)
{
    WordRun run = {state, r->from[SIDE_OLD], r->to[SIDE_OLD], r->from[SIDE_NEW], r->to[SIDE_NEW], 0};
    if (state == MERGED_ADDED)
        run.old_from = run.old_to;
    if (state == MERGED_DELETED)
        run.new_to = run.new_from;
    if (run.old_to > run.old_from || run.new_to > run.new_from)
        out->runs[out->nruns++] = run;
}

static void add_runs(DiffWords *out, const WordStretch *s)
{
    if (s->kept) {
        add_run(out, MERGED_KEPT, &s->of);
        return;
    }
    add_run(out, MERGED_DELETED, &s->of);
    add_run(out, MERGED_ADDED, &s->of);
}

static DiffWords *make_runs(const Alignment *a)
{
    WordStretches list = {0};
    DiffWords *out = NEW(a->m->arena, DiffWords);
    *out = (DiffWords){.old_words = a->w[SIDE_OLD]->words,
                       .new_words = a->w[SIDE_NEW]->words,
                       .nold = a->w[SIDE_OLD]->n,
                       .nnew = a->w[SIDE_NEW]->n};
    find_stretches(a, &list);
    join_confetti(a, &list);
    if (list.n == 0 || (list.n == 1 && list.at[0].kept))
        return NULL;
    out->whole = is_whole(a, &list);
    if (out->whole) {
        list.n = 1;
        list.at[0] = (WordStretch){.of = {{0, 0}, {out->nold, out->nnew}}};
    }
    out->runs = NEWN(a->m->arena, WordRun, list.n * 2);
    for (int i = 0; i < list.n; i++)
        add_runs(out, &list.at[i]);
    return out;
}

/* Figures of the data by their path. */
static int *keys_of(Matching *m, const BlockWords *w)
{
    int *keys = NEWN(m->work, int, w->n);
    for (int i = 0; i < w->n; i++)
        keys[i] = w->words[i].figure.n ? lexeme_of(m, hash_mix(str_hash(w->words[i].figure), 1)) : w->formed[i];
    return keys;
}

/* Room for what is counted of each word that occurs. */
static void reserve_seen(Matching *m)
{
    if (m->nseen >= m->lexicon.at.n)
        return;
    m->nseen = m->lexicon.at.n * 2;
    m->seen = NEWN(m->work, WordSeen, m->nseen);
}

const DiffWords *words_compare(Matching *m, int old_block, int new_block)
{
    const Block *was = block_at(m, SIDE_OLD, old_block), *now = block_at(m, SIDE_NEW, new_block);
    if (was->hash == now->hash && !was->pointing)
        return NULL;
    Alignment a = {.m = m, .w = {block_words(m, SIDE_OLD, old_block), block_words(m, SIDE_NEW, new_block)}};
    words_point(m, SIDE_OLD, old_block);
    words_point(m, SIDE_NEW, new_block);
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        a.keys[side] = keys_of(m, a.w[side]);
    reserve_seen(m);
    ArenaMark mark = arena_mark(m->work);
    a.to = NEWN(m->work, int, a.w[SIDE_OLD]->n);
    for (int i = 0; i < a.w[SIDE_OLD]->n; i++)
        a.to[i] = -1;
    align_all(&a);
    const DiffWords *words = make_runs(&a);
    arena_rewind(m->work, mark);
    return words;
}
