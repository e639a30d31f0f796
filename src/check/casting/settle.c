/* The one figure that would settle several failing checks.
 *
 * A wrong figure fails in every sum that it is part of, by the same amount: a line in the total of its column and in
 * that of its row, a subtotal as the sum of its lines and as a part of the grand total. So each failing sum offers what
 * each of its typed figures would have to be. A figure that gets the same offer from every sum that it is part of, from
 * two at least, is named, if it is the only one. */
#include <stdlib.h>

#include "check/casting/passes_private.h"
#include "check/casting/report_private.h"
#include "doc/units.h"

enum { OFFERS_MOST = 100000 };

typedef struct Offer {
    int row, column, failure;
    Decimal value;
} Offer;

typedef VEC(Offer) Offers;

static void offer(const Casting *c, Offers *offers, CellPlace p, int failure, Decimal value)
{
    const Cell *cell = &c->table->rows[p.row].cells[p.column];
    if (cell->number && !cell->computed && cell->colspan > 0)
        VEC_PUSH(c->arena, offers, (Offer){p.row, p.column, failure, value});
}

/* What each figure of a failing sum would have to be. */
static void offer_all(const Casting *c, Offers *offers, int failure)
{
    const Failure *f = &c->failures.at[failure];
    const Made *m = &f->made;
    bool weighted = !m->relation->of_column && c->table->columns[m->column].weights > 0;
    Decimal gap, value;
    if (!relation_is_linear(m->relation->kind) || weighted || !decimal_sub(f->printed, f->expected, &gap))
        return;
    offer(c, offers, (CellPlace){m->row, m->column}, failure, f->expected);
    for (int i = 0; i < made_operands(m); i++) {
        Operand o = made_operand(m, i);
        Str unit = sheet_unit(&c->sheet, o.row, o.column), result = sheet_unit(&c->sheet, m->row, m->column);
        Decimal was = cell_counted(&c->table->rows[o.row].cells[o.column]);
        bool same = str_eq(unit, result);
        if (same && (o.minus ? decimal_sub(was, gap, &value) : decimal_add(was, gap, &value)))
            offer(c, offers, (CellPlace){o.row, o.column}, failure, value);
    }
}

static int by_place(const void *a, const void *b)
{
    const Offer *x = a, *y = b;
    if (x->row != y->row)
        return x->row - y->row;
    return x->column != y->column ? x->column - y->column : x->failure - y->failure;
}

static bool same_place(const Offer *a, const Offer *b)
{
    return a->row == b->row && a->column == b->column;
}

static bool is_part(const Casting *c, const Relation *r, int row, int column)
{
    Made m = {&c->sheet, r, r->of_column ? row : r->at, r->of_column ? r->at : column};
    if (c->refused[r - c->table->relations] || !relation_is_linear(r->kind) || !made_applies(&m))
        return false;
    int at = r->of_column ? column : row;
    bool part = r->at == at;
    for (int i = 0; i < r->nterms && !part; i++)
        part = r->terms[i].at == at;
    return part;
}

/* How many sums a figure is part of. */
static int parts_of(const Casting *c, const Offer *o)
{
    int n = 0;
    for (int i = 0; i < c->table->nrelations; i++)
        n += is_part(c, &c->table->relations[i], o->row, o->column);
    return n;
}

/* The offers for one figure, from `from` on: how many, and whether they are the same. */
static int run_of(const Offers *offers, int from, bool *same)
{
    const Offer *first = &offers->at[from];
    int n = 1;
    *same = true;
    for (; from + n < offers->n && same_place(first, first + n); n++)
        *same = *same && decimal_cmp(first->value, first[n].value) == 0;
    return n;
}

/* The figure that settles most failures, two at least and more than any other; -1: none. *settled is their number. */
static int find_settling(const Casting *c, const Offers *offers, int *settled)
{
    int best = -1;
    *settled = 1;
    bool alone = true, same;
    for (int i = 0, n; i < offers->n; i += n) {
        n = run_of(offers, i, &same);
        if (!same || n < 2 || n < *settled || n != parts_of(c, &offers->at[i]))
            continue;
        alone = n > *settled;
        best = i, *settled = n;
    }
    return alone ? best : -1;
}

void cast_report_failures(Casting *c)
{
    Offers offers = {0};
    int settled = 0, best = -1;
    if (c->failures.n > 1) {
        for (int i = 0; i < c->failures.n && offers.n < OFFERS_MOST; i++)
            offer_all(c, &offers, i);
        if (offers.n)
            qsort(offers.at, (size_t)offers.n, sizeof(Offer), by_place);
        best = offers.n && offers.n < OFFERS_MOST ? find_settling(c, &offers, &settled) : -1;
    }
    for (int i = 0; i < c->failures.n; i++) {
        report_relation(c->sink, c->arena, &c->failures.at[i]);
        if (best < 0 || !offers.at || offers.at[best].failure != i)
            continue;
        const Offer *o = &offers.at[best];
        report_settled(&(CastReport){c->arena, c->sink, c->table}, (CellPlace){o->row, o->column}, o->value, settled);
    }
}
