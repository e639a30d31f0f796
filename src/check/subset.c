/* Sums in a part of a table.
 *
 * The sums that are shown are taken from the smallest on. What a smaller one adds up counts as shown in those that
 * follow, so that a grand total may stand over its subtotals alone. A sum by itself, without any of its terms, is a
 * figure like any other. */
#include "check/subset.h"

#include <stdlib.h>

#include "base/vec.h"

typedef struct Subset {
    Arena *arena;
    Diag *sink;
    const Table *table;
    Pos pos;
    bool *rows, *columns; /* by row and column: it is shown, or part of a smaller sum that is */
} Subset;

static bool *flags(Arena *a, const int *chosen, int n, int all)
{
    bool *shown = NEWN(a, bool, all);
    for (int i = 0; i < all; i++)
        shown[i] = n == 0;
    for (int i = 0; i < n; i++)
        shown[chosen[i]] = true;
    return shown;
}

static int by_terms(const void *a, const void *b)
{
    const Relation *x = *(const Relation *const *)a, *y = *(const Relation *const *)b;
    return x->nterms != y->nterms ? x->nterms - y->nterms : (x > y) - (x < y);
}

static bool is_nought(const Cell *cell)
{
    return cell->colspan != 1
           || (cell->number ? cell_counted(cell).units == 0 : cell->empty != CELL_FILLED && !is_unknown(cell->empty));
}

/* Whether a row or column that is not shown adds nothing to what is. */
static bool adds_nothing(const Subset *s, bool of_column, int at)
{
    const Table *t = s->table;
    for (int i = 0; i < (of_column ? t->nrows : t->ncolumns); i++) {
        int row = of_column ? i : at, column = of_column ? at : i;
        bool counts = (of_column ? s->rows[i] : s->columns[i]) && column_is_figure(t->columns[column].kind);
        if (counts && !is_nought(&t->rows[row].cells[column]))
            return false;
    }
    return true;
}

static void report(const Subset *s, const Relation *r, int hidden, int first)
{
    const Table *t = s->table;
    Str sum = r->of_column ? t->columns[r->at].id : t->rows[r->at].label;
    Str line = r->of_column ? t->columns[first].id : t->rows[first].label;
    Str others = hidden > 1 ? str_format(s->arena, " and %d more", hidden - 1) : STR("");
    diag(s->sink, DAT026, s->pos,
         "\"" STR_FMT "\" is shown without \"" STR_FMT "\"" STR_FMT ", which it adds up; expected all that it adds up, "
         "or "
         "partial=yes",
         STR_ARG(sum), STR_ARG(line), STR_ARG(others));
}

static void check_sum(const Subset *s, const Relation *r)
{
    bool *shown = r->of_column ? s->columns : s->rows;
    int seen = 0, hidden = 0, first = -1;
    for (int i = 0; i < r->nterms; i++) {
        int at = r->terms[i].at;
        seen += shown[at];
        if (shown[at] || adds_nothing(s, r->of_column, at))
            continue;
        if (!hidden++)
            first = at;
    }
    if (seen && hidden)
        report(s, r, hidden, first);
}

void subset_check(Arena *scratch, Diag *sink, const Table *t, const TablePlacing *how)
{
    if (!how->nrows && !how->ncolumns)
        return;
    Subset s = {.arena = scratch, .sink = sink, .table = t, .pos = how->pos};
    s.rows = flags(scratch, how->rows, how->nrows, t->nrows);
    s.columns = flags(scratch, how->columns, how->ncolumns, t->ncolumns);
    VEC(const Relation *) sums = {0};
    for (int i = 0; i < t->nrelations; i++) {
        const Relation *r = &t->relations[i];
        if (r->kind == RELATION_SUM && (r->of_column ? s.columns : s.rows)[r->at])
            VEC_PUSH(scratch, &sums, r);
    }
    if (sums.n)
        qsort(sums.at, (size_t)sums.n, sizeof(const Relation *), by_terms);
    for (int i = 0; i < sums.n; i++) {
        check_sum(&s, sums.at[i]);
        for (int k = 0; k < sums.at[i]->nterms; k++)
            (sums.at[i]->of_column ? s.columns : s.rows)[sums.at[i]->terms[k].at] = true;
    }
}
