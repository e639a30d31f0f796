/* What differs between a part as it was signed off and as it is now. */
#include "check/signed/signed_private.h"

#include <stdlib.h>

const SignedLine *signed_column(const SignedPart *p, int k)
{
    for (int i = 0; i < p->nlines; i++)
        if (p->lines[i].kind == SIGNED_COLUMN && k-- == 0)
            return &p->lines[i];
    return NULL;
}

static int by_name(const void *a, const void *b)
{
    const SignedPart *x = a, *y = b;
    return x->kind != y->kind ? (int)x->kind - (int)y->kind : str_cmp(x->name, y->name);
}

void signed_sort(SignedRecord *r)
{
    if (r->nparts)
        qsort(r->parts, (size_t)r->nparts, sizeof(SignedPart), by_name);
}

SignedPart *signed_part(const SignedRecord *r, SignedPartKind kind, Str name)
{
    SignedPart key = {.kind = kind, .name = name};
    return r && r->nparts ? bsearch(&key, r->parts, (size_t)r->nparts, sizeof(SignedPart), by_name) : NULL;
}

/* By column now: that of the other part, or -1. */
typedef struct ColumnPlaces {
    int *was;
    int n;
} ColumnPlaces;

static int count_columns(const SignedPart *p)
{
    int n = 0;
    for (int i = 0; i < p->nlines; i++)
        n += p->lines[i].kind == SIGNED_COLUMN;
    return n;
}

static int *columns_in(Arena *a, const SignedPart *of, const SignedPart *in, int n)
{
    Map names = {0};
    int *found = NEWN(a, int, n), *places = NEWN(a, int, in->nlines), place = 0;
    for (int i = 0; i < in->nlines; i++) {
        if (in->lines[i].kind != SIGNED_COLUMN)
            continue;
        places[i] = place++;
        map_put(a, &names, in->lines[i].key, &places[i]);
    }
    for (int i = 0, k = 0; i < of->nlines && k < n; i++) {
        if (of->lines[i].kind != SIGNED_COLUMN)
            continue;
        const int *there = map_find(&names, of->lines[i].key);
        found[k++] = there ? *there : -1;
    }
    return found;
}

static const SignedFigures *figure_at(const SignedLine *l, int k)
{
    return k >= 0 && k < l->nfigures && l->figures[k].text.n ? &l->figures[k] : NULL;
}

static bool is_difference(const SignedDifference *d)
{
    if (d->was_figure && d->figure)
        return !signed_same(d->was_figure->text, d->figure->text);
    return d->was_figure || d->figure;
}

/* A figure of a row; a column that the other part lacks is a difference of its own. */
static void compare_cell(Arena *a, SignedDifference d, int was, int now, SignedDifferences *out)
{
    d.was_figure = figure_at(d.was, was);
    d.figure = figure_at(d.now, now);
    d.column = d.figure ? now : was;
    if (is_difference(&d))
        VEC_PUSH(a, out, d);
}

static void compare_row(Arena *a, const SignedLine *was, const SignedLine *now, const ColumnPlaces *c,
                        SignedDifferences *out)
{
    for (int k = 0; k < c->n; k++)
        if (c->was[k] >= 0)
            compare_cell(a, (SignedDifference){.was = was, .now = now}, c->was[k], k, out);
}

static void compare_lists(Arena *a, const SignedLine *was, const SignedLine *now, SignedDifferences *out)
{
    LinePairs pairs = {0};
    signed_align(a, was, now, &pairs);
    for (int i = 0; i < pairs.n; i++) {
        SignedDifference d = {.was = was, .now = now, .was_figure = figure_at(was, pairs.at[i].was)};
        d.figure = figure_at(now, pairs.at[i].now);
        if (is_difference(&d))
            VEC_PUSH(a, out, d);
    }
}

/* --- figures that moved with their sentence -------------------------------------------- */

/* A figure that is gone from one line of a section, or new in one. */
typedef struct Loose {
    int difference;
    const SignedFigures *figure;
    bool moved;
} Loose;

typedef VEC(Loose) LooseFigures;

typedef struct Movers {
    Arena *a;
    LooseFigures gone, fresh;
} Movers;

static void add_loose(Movers *m, LooseFigures *to, int difference, const SignedFigures *figure)
{
    if (figure)
        VEC_PUSH(m->a, to, (Loose){difference, figure, false});
}

static void collect_loose(Movers *m, const SignedDifferences *all)
{
    for (int i = 0; i < all->n; i++) {
        const SignedDifference *d = &all->at[i];
        if (d->was && d->now && d->was_figure && d->figure)
            continue;
        add_loose(m, &m->gone, i, d->was_figure);
        add_loose(m, &m->fresh, i, d->figure);
        for (int k = 0; d->was && !d->now && k < d->was->nfigures; k++)
            add_loose(m, &m->gone, i, &d->was->figures[k]);
        for (int k = 0; d->now && !d->was && k < d->now->nfigures; k++)
            add_loose(m, &m->fresh, i, &d->now->figures[k]);
    }
}

/* Marks figures that are gone here and new there. */
static void mark_moved(Movers *m)
{
    typedef VEC(Loose *) Pile;
    Map piles = {0};
    for (int i = m->gone.n - 1; i >= 0; i--) {
        Pile *p = map_find(&piles, m->gone.at[i].figure->text);
        if (!p)
            map_put(m->a, &piles, m->gone.at[i].figure->text, p = NEW(m->a, Pile));
        VEC_PUSH(m->a, p, &m->gone.at[i]);
    }
    for (int i = 0; i < m->fresh.n; i++) {
        Pile *p = map_find(&piles, m->fresh.at[i].figure->text);
        if (p && p->n)
            m->fresh.at[i].moved = p->at[--p->n]->moved = true;
    }
}

/* What is left of each difference goes to `out`. A line stays whole unless one of its figures has moved. */
static void put_unmoved(Movers *m, const LooseFigures *loose, bool fresh, const SignedDifferences *all,
                        SignedDifferences *out)
{
    for (int i = 0, end; i < loose->n; i = end) {
        const SignedDifference *d = &all->at[loose->at[i].difference];
        bool whole = true;
        for (end = i; end < loose->n && loose->at[end].difference == loose->at[i].difference; end++)
            whole = whole && !loose->at[end].moved;
        if (whole)
            VEC_PUSH(m->a, out, *d);
        for (int k = i; k < end && !whole; k++) {
            SignedDifference one = {.was = d->was, .now = d->now};
            *(fresh ? &one.figure : &one.was_figure) = loose->at[k].figure;
            if (!loose->at[k].moved)
                VEC_PUSH(m->a, out, one);
        }
    }
}

/* A sentence may move to another paragraph, and a paragraph may be divided. */
static void forgive_moves(Arena *a, SignedDifferences *all)
{
    Movers m = {.a = a};
    SignedDifferences out = {0};
    collect_loose(&m, all);
    mark_moved(&m);
    for (int i = 0; i < all->n; i++)
        if (all->at[i].was_figure && all->at[i].figure)
            VEC_PUSH(a, &out, all->at[i]);
    put_unmoved(&m, &m.gone, false, all, &out);
    put_unmoved(&m, &m.fresh, true, all, &out);
    *all = out;
}

static bool same_line(const SignedLine *x, const SignedLine *y)
{
    bool same = x->kind == y->kind && x->nfigures == y->nfigures && str_eq(x->key, y->key) && str_eq(x->unit, y->unit);
    for (int i = 0; i < x->nfigures && same; i++)
        same = str_eq(x->figures[i].text, y->figures[i].text);
    return same;
}

/* Nearly every part is line for line as it was. */
static bool is_unchanged(const SignedPart *was, const SignedPart *now)
{
    bool same = was->nlines == now->nlines;
    for (int i = 0; i < now->nlines && same; i++)
        same = same_line(&was->lines[i], &now->lines[i]);
    return same;
}

void signed_differences(Arena *a, const SignedPart *was, const SignedPart *now, SignedDifferences *out)
{
    if (is_unchanged(was, now))
        return;
    LinePairs pairs = {0};
    ColumnPlaces c = {.n = count_columns(now)};
    c.was = columns_in(a, now, was, c.n);
    signed_match(a, was, now, &pairs);
    for (int i = 0; i < pairs.n; i++) {
        const SignedLine *x = pairs.at[i].was < 0 ? NULL : &was->lines[pairs.at[i].was];
        const SignedLine *y = pairs.at[i].now < 0 ? NULL : &now->lines[pairs.at[i].now];
        if (!x || !y) {
            VEC_PUSH(a, out, (SignedDifference){.was = x, .now = y});
            continue;
        }
        if (!str_eq(x->unit, y->unit))
            VEC_PUSH(a, out, (SignedDifference){.was = x, .now = y, .unit = true});
        if (y->kind == SIGNED_ROW)
            compare_row(a, x, y, &c, out);
        else
            compare_lists(a, x, y, out);
    }
    if (now->kind == SIGNED_SECTION)
        forgive_moves(a, out);
}
