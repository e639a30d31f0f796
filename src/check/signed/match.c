/* Which line of one part is which of the other.
 *
 * Lines are the same if they have the same key; of several with one key, the first is the first, and so on. When their
 * number differs, those with the same figures come first. What is left of a section has been reworded or moved: lines
 * with the same figures are the same, then lines that share a figure, then, if equally many are left, one after the
 * other. So a figure may move with its words, but two figures that change places are noticed. Each step is linear. */
#include "check/signed/signed_private.h"

#include <string.h>

enum { ALIGNED_MOST = 250000 }; /* pairs of figures compared for two lines */

typedef struct Pile {
    VEC(int) was;
    int nnow, next;
} Pile;

typedef struct Match {
    Arena *a;
    const SignedPart *was, *now;
    int *of_was, *of_now; /* the other's line; -1: not matched yet */
} Match;

typedef enum MatchBy { BY_KEY, BY_KEY_AND_FIGURES, BY_FIGURES } MatchBy;

static Str key_of(Arena *a, const SignedLine *l, MatchBy by)
{
    Buf out = {0};
    buf_char(&out, (char)('0' + l->kind));
    if (by != BY_FIGURES)
        buf_str(&out, l->key);
    for (int i = 0; i < l->nfigures && by != BY_KEY; i++)
        buf_format(&out, "\n" STR_FMT, STR_ARG(l->figures[i].text));
    return buf_take(&out, a);
}

static Pile *pile_of(Match *m, Map *piles, Str key)
{
    Pile *p = map_find(piles, key);
    if (!p)
        map_put(m->a, piles, key, p = NEW(m->a, Pile));
    return p;
}

static void join(Match *m, int was, int now)
{
    m->of_was[was] = now;
    m->of_now[now] = was;
}

/* Matches lines with equal keys in their order; `even`: only where both parts have equally many. */
static void match_by(Match *m, MatchBy by, bool even)
{
    Map piles = {0};
    Pile **of = NEWN(m->a, Pile *, m->now->nlines);
    for (int i = 0; i < m->was->nlines; i++)
        if (m->of_was[i] < 0)
            VEC_PUSH(m->a, &pile_of(m, &piles, key_of(m->a, &m->was->lines[i], by))->was, i);
    for (int i = 0; i < m->now->nlines; i++) {
        if (m->of_now[i] >= 0)
            continue;
        of[i] = pile_of(m, &piles, key_of(m->a, &m->now->lines[i], by));
        of[i]->nnow++;
    }
    for (int i = 0; i < m->now->nlines; i++) {
        Pile *p = of[i];
        if (p && p->next < p->was.n && (!even || p->nnow == p->was.n))
            join(m, p->was.at[p->next++], i);
    }
}

static void match_by_one_figure(Match *m)
{
    Map piles = {0};
    for (int i = 0; i < m->was->nlines; i++)
        for (int k = 0; k < m->was->lines[i].nfigures && m->of_was[i] < 0; k++)
            VEC_PUSH(m->a, &pile_of(m, &piles, m->was->lines[i].figures[k].text)->was, i);
    for (int i = 0; i < m->now->nlines; i++)
        for (int k = 0; k < m->now->lines[i].nfigures && m->of_now[i] < 0; k++) {
            Pile *p = map_find(&piles, m->now->lines[i].figures[k].text);
            while (p && p->next < p->was.n && m->of_was[p->was.at[p->next]] >= 0)
                p->next++;
            if (p && p->next < p->was.n)
                join(m, p->was.at[p->next], i);
        }
}

static void match_the_rest(Match *m)
{
    int was = 0, left_was = 0, left_now = 0;
    for (int i = 0; i < m->was->nlines; i++)
        left_was += m->of_was[i] < 0;
    for (int i = 0; i < m->now->nlines; i++)
        left_now += m->of_now[i] < 0;
    for (int i = 0; i < m->now->nlines && left_was == left_now; i++) {
        if (m->of_now[i] >= 0)
            continue;
        while (m->of_was[was] >= 0)
            was++;
        join(m, was, i);
    }
}

static int *none(Arena *a, int n)
{
    int *all = NEWN(a, int, n);
    for (int i = 0; i < n; i++)
        all[i] = -1;
    return all;
}

void signed_match(Arena *a, const SignedPart *was, const SignedPart *now, LinePairs *out)
{
    Match m = {a, was, now, none(a, was->nlines), none(a, now->nlines)};
    match_by(&m, BY_KEY, true);
    match_by(&m, BY_KEY_AND_FIGURES, false);
    match_by(&m, BY_KEY, false);
    if (now->kind == SIGNED_SECTION) {
        match_by(&m, BY_FIGURES, false);
        match_by_one_figure(&m);
        match_the_rest(&m);
    }
    for (int i = 0; i < now->nlines; i++)
        VEC_PUSH(a, out, (LinePair){m.of_now[i], i});
    for (int i = 0; i < was->nlines; i++)
        if (m.of_was[i] < 0)
            VEC_PUSH(a, out, (LinePair){i, -1});
}

/* --- the figures of two lines ---------------------------------------------------- */

bool signed_same(Str a, Str b)
{
    Decimal x, y;
    return str_eq(a, b) || (decimal_parse(a, &x) && decimal_parse(b, &y) && decimal_cmp(x, y) == 0);
}

static bool same_at(const SignedLine *was, int i, const SignedLine *now, int k)
{
    return signed_same(was->figures[i].text, now->figures[k].text);
}

/* Figures between two that are the same: changed one by one, and the rest gone or new. */
static void put_gap(Arena *a, LinePair from, LinePair to, LinePairs *out)
{
    for (int i = from.was, k = from.now; i < to.was || k < to.now; i++, k++)
        VEC_PUSH(a, out, (LinePair){i < to.was ? i : -1, k < to.now ? k : -1});
}

/* A range of each. */
typedef struct LineRange {
    const SignedLine *was, *now;
    LinePair from, to;
} LineRange;

/* The lengths of the longest common lists from each pair of places on. */
static int *common_lengths(Arena *a, const LineRange *r)
{
    int height = r->to.was - r->from.was, width = r->to.now - r->from.now + 1;
    int *length = NEWN(a, int, (size_t)(height + 1) * (size_t)width);
    for (int i = height - 1; i >= 0; i--)
        for (int k = width - 2; k >= 0; k--)
            length[i * width + k] = same_at(r->was, r->from.was + i, r->now, r->from.now + k)
                                        ? length[(i + 1) * width + k + 1] + 1
                                        : int_max(length[(i + 1) * width + k], length[i * width + k + 1]);
    return length;
}

static void align_range(Arena *a, const LineRange *r, LinePairs *out)
{
    const int *length = common_lengths(a, r);
    int width = r->to.now - r->from.now + 1;
    LinePair at = r->from, gap = r->from;
    while (at.was < r->to.was && at.now < r->to.now) {
        int cell = (at.was - r->from.was) * width + at.now - r->from.now;
        if (same_at(r->was, at.was, r->now, at.now)) {
            put_gap(a, gap, at, out);
            at.was++, at.now++;
            gap = at;
        } else if (length[cell + width] >= length[cell + 1]) {
            at.was++;
        } else {
            at.now++;
        }
    }
    put_gap(a, gap, r->to, out);
}

void signed_align(Arena *a, const SignedLine *was, const SignedLine *now, LinePairs *out)
{
    LineRange r = {.was = was, .now = now, .to = {was->nfigures, now->nfigures}};
    LinePair *from = &r.from, *to = &r.to;
    while (from->was < to->was && from->now < to->now && same_at(was, from->was, now, from->now))
        from->was++, from->now++;
    while (to->was > from->was && to->now > from->now && same_at(was, to->was - 1, now, to->now - 1))
        to->was--, to->now--;
    if ((int64_t)(to->was - from->was) * (to->now - from->now) > ALIGNED_MOST)
        put_gap(a, r.from, r.to, out);
    else
        align_range(a, &r, out);
}
