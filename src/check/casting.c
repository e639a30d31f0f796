/* Casting a table.
 *
 * First come the cells to be computed. Each needs other cells, some of which may be computed too, so they are worked
 * out depth first on an explicit stack, and a circle among them is reported. Then every relation is tested at every
 * printed figure that it concerns. Figures are exact decimals, and a figure with a correction counts as corrected. A
 * sum or difference may be wrong by the table's tolerance, which is remembered for the note about rounding. A figure
 * that depends on an unreadable one is skipped, because that error is already reported. The work is linear in the
 * cells and in the names that the relations list. */
#include "check/casting.h"

#include "base/vec.h"
#include "check/casting_private.h"
#include "check/casting_report_private.h"

typedef enum Progress { CELL_UNTOUCHED, CELL_OPEN, CELL_DONE } Progress;

typedef struct CastStep {
    Made made;
    int next; /* next operand */
} CastStep;

typedef struct Casting {
    Arena *arena;
    Diag *sink;
    Table *table;
    Earlier earlier;
    const Relation **of_row; /* by row: its first relation, or NULL */
    const Relation **of_column;
    bool *bounded;     /* by row: it has its own limits */
    uint8_t *progress; /* by cell */
    VEC(CastStep) stack;
} Casting;

/* --- what is where --- */

static bool same_sort(const Table *t, int a, int b)
{
    const Column *x = &t->columns[a], *y = &t->columns[b];
    return x->kind == y->kind && str_eq(x->measure, y->measure) && str_eq(table_unit(t, a), table_unit(t, b));
}

static void index_relations(Casting *c)
{
    const Table *t = c->table;
    c->of_row = NEWN(c->arena, const Relation *, t->nrows);
    c->of_column = NEWN(c->arena, const Relation *, t->ncolumns);
    for (int i = t->nrelations - 1; i >= 0; i--) {
        const Relation *r = &t->relations[i];
        *(r->of_column ? &c->of_column[r->at] : &c->of_row[r->at]) = r;
    }
}

static void index_columns(Casting *c)
{
    const Table *t = c->table;
    Earlier *e = &c->earlier;
    int *first = NEWN(c->arena, int, t->ncolumns), end = 0; /* by column: the first of its sort */
    *e = (Earlier){NEWN(c->arena, int, t->ncolumns), NEWN(c->arena, int, t->ncolumns), NEWN(c->arena, int, t->ncolumns),
                   NEWN(c->arena, int, t->ncolumns)};
    for (int column = 0; column < t->ncolumns; column++) {
        int before = column - 1;
        while (before >= 0 && (c->of_column[before] || !same_sort(t, before, column)))
            before--;
        e->before[column] = before;
        e->count[column] = before < 0 ? 1 : e->count[before] + 1;
        first[column] = before < 0 ? column : first[before];
    }
    for (int sort = 0; sort < t->ncolumns; sort++)
        for (int column = sort; first[sort] == sort && column < t->ncolumns; column++)
            if (first[column] == sort && (column == sort || !c->of_column[column]))
                e->place[column] = end, e->order[end++] = column;
}

static Made made_at(const Casting *c, const Relation *r, int row, int column)
{
    return (Made){c->table, r, row, column, &c->earlier};
}

/* --- computing --- */

static int places_wanted(const Table *t, int row, int column)
{
    int places = row_decimals(&t->rows[row], &t->columns[column]);
    return places >= 0 ? places : 1;
}

/* The relation that computes a cell: the row's if it applies, because the total of shares is not a share. */
static const Relation *relation_of(const Casting *c, int row, int column)
{
    const Relation *of_row = c->of_row[row], *of_column = c->of_column[column];
    if (of_row) {
        Made m = made_at(c, of_row, row, column);
        if (made_applies(&m))
            return of_row;
    }
    return of_column;
}

static void push_cell(Casting *c, int row, int column)
{
    Cell *cell = &c->table->rows[row].cells[column];
    uint8_t *progress = &c->progress[row * c->table->ncolumns + column];
    if (*progress == CELL_OPEN) {
        report_ring(c->sink, c->table, row, column);
        *progress = CELL_DONE;
    }
    if (!cell->computed || *progress != CELL_UNTOUCHED)
        return;
    const Relation *r = relation_of(c, row, column);
    *progress = r ? CELL_OPEN : CELL_DONE;
    if (r)
        VEC_PUSH(c->arena, &c->stack, (CastStep){made_at(c, r, row, column), 0});
    else
        report_no_relation(c->sink, c->table, row, column);
}

static void fill_cell(Casting *c, const Made *m)
{
    Cell *cell = &c->table->rows[m->row].cells[m->column];
    Decimal value = {0};
    switch (made_work_out(m, places_wanted(c->table, m->row, m->column), &value)) {
    case OUTCOME_FIGURE:
        cell->number = true;
        cell->value = value;
        break;
    case OUTCOME_EMPTY: cell->empty = CELL_NIL; break;
    case OUTCOME_TOO_LARGE: report_too_large(c->sink, m); break;
    case OUTCOME_UNKNOWN: cell->empty = CELL_NOT_APPLICABLE; break;
    }
}

static void compute_from(Casting *c, int row, int column)
{
    push_cell(c, row, column);
    while (c->stack.n) {
        CastStep *step = &c->stack.at[c->stack.n - 1];
        if (step->next < made_operands(&step->made)) {
            Operand o = made_operand(&step->made, step->next++);
            push_cell(c, o.row, o.column);
            continue;
        }
        Made made = step->made;
        c->stack.n--;
        uint8_t *progress = &c->progress[made.row * c->table->ncolumns + made.column];
        if (*progress == CELL_OPEN)
            fill_cell(c, &made);
        *progress = CELL_DONE;
    }
}

static void compute(Casting *c)
{
    const Table *t = c->table;
    c->progress = NEWN(c->arena, uint8_t, (size_t)t->nrows * (size_t)t->ncolumns);
    for (int row = 0; row < t->nrows; row++)
        for (int column = 0; column < t->ncolumns; column++)
            if (t->rows[row].cells[column].computed)
                compute_from(c, row, column);
}

/* --- checking --- */

/* Whether a figure is wrong by no more than the tolerance. */
static bool is_tolerable(const Table *t, const Made *m, Decimal printed, Decimal expected)
{
    Decimal gap, allowed = {t->tolerance, (int8_t)places_wanted(t, m->row, m->column)};
    if (row_decimals(&t->rows[m->row], &t->columns[m->column]) < 0)
        allowed.places = printed.places;
    if (!t->tolerance || !relation_is_linear(m->relation->kind))
        return false;
    if (!decimal_sub(printed, expected, &gap))
        return false;
    if (gap.units < 0)
        gap.units = -gap.units;
    return decimal_cmp(gap, allowed) <= 0;
}

/* The figure that a cell prints; nil is zero. */
static bool printed_in(const Table *t, int row, int column, Decimal *out)
{
    const Cell *cell = &t->rows[row].cells[column];
    int decimals = row_decimals(&t->rows[row], &t->columns[column]);
    *out = cell->number ? cell_counted(cell) : (Decimal){0, (int8_t)int_max(decimals, 0)};
    return (cell->number || cell->empty == CELL_NIL) && !cell->computed && !cell->differs.n && cell->colspan == 1;
}

static void check_at(Casting *c, const Relation *r, int row, int column)
{
    Made m = made_at(c, r, row, column);
    Decimal printed, expected;
    if (!printed_in(c->table, row, column, &printed) || !made_applies(&m))
        return;
    CastOutcome outcome = made_work_out(&m, printed.places, &expected);
    if (outcome == OUTCOME_TOO_LARGE)
        report_too_large(c->sink, &m);
    bool nothing = outcome == OUTCOME_EMPTY && r->kind == RELATION_SUM && made_operands(&m) > 0;
    if (nothing)
        expected = (Decimal){0};
    if ((outcome != OUTCOME_FIGURE && !nothing) || decimal_cmp(printed, expected) == 0)
        return;
    if (is_tolerable(c->table, &m, printed, expected))
        c->table->rounded = true;
    else
        report_relation(c->sink, c->arena, &m, expected);
}

static void check_relations(Casting *c)
{
    const Table *t = c->table;
    for (int i = 0; i < t->nrelations; i++) {
        const Relation *r = &t->relations[i];
        if (r->of_column)
            for (int row = 0; row < t->nrows; row++)
                check_at(c, r, row, r->at);
        else
            for (int column = 0; column < t->ncolumns; column++)
                check_at(c, r, r->at, column);
    }
}

/* Whether a limit applies at a place. A row's does not apply to what a column computes, and the usual one of
 * percentages does not apply where the row has its own rule. */
static bool is_bound(const Casting *c, const Bound *b, int row, int column)
{
    const Relation *of_row = c->of_row[row];
    if (!b->of_column)
        return !c->of_column[column];
    Str unit = c->table->rows[row].unit;
    bool made = of_row && of_row->kind != RELATION_SUM;
    return !b->usual || (!made && !c->bounded[row] && (!unit.n || str_is(unit, "%")));
}

static void check_bound(Casting *c, const Bound *b, int row, int column)
{
    const Cell *cell = &c->table->rows[row].cells[column];
    if (!cell->number || cell->colspan != 1 || !column_is_figure(c->table->columns[column].kind))
        return;
    if (!is_bound(c, b, row, column))
        return;
    Decimal value = cell_counted(cell);
    CastReport to = {c->arena, c->sink, c->table};
    if (b->has_least && decimal_cmp(value, b->least) < 0)
        report_bound(&to, (CellPlace){row, column}, b, true);
    if (b->has_most && decimal_cmp(value, b->most) > 0)
        report_bound(&to, (CellPlace){row, column}, b, false);
}

static void check_bounds(Casting *c)
{
    const Table *t = c->table;
    c->bounded = NEWN(c->arena, bool, t->nrows);
    for (int i = 0; i < t->nbounds; i++)
        if (!t->bounds[i].of_column)
            c->bounded[t->bounds[i].at] = true;
    for (int i = 0; i < t->nbounds; i++) {
        const Bound *b = &t->bounds[i];
        if (b->of_column)
            for (int row = 0; row < t->nrows; row++)
                check_bound(c, b, row, b->at);
        else
            for (int column = 0; column < t->ncolumns; column++)
                check_bound(c, b, b->at, column);
    }
}

static void check_plausible(Casting *c, const Plausible *p)
{
    const Table *t = c->table;
    for (int row = 0; row < t->nrows; row++) {
        const Cell *over = &t->rows[row].cells[p->over], *under = &t->rows[row].cells[p->under];
        Decimal ratio;
        if (t->rows[row].role != ROW_LINE || !over->number || !under->number)
            continue;
        if (!decimal_divide(cell_counted(over), cell_counted(under), 1, &ratio))
            continue;
        bool low = p->range.has_least && decimal_cmp(ratio, p->range.least) < 0;
        bool high = p->range.has_most && decimal_cmp(ratio, p->range.most) > 0;
        if (low || high)
            report_plausible(&(CastReport){c->arena, c->sink, t}, row, p, ratio);
    }
}

/* People by FTE, by headcount and by posts are different measures. */
static void check_measures(Casting *c)
{
    const Table *t = c->table;
    for (int i = 0; i < t->nrelations; i++) {
        const Relation *r = &t->relations[i];
        if (!r->of_column || !relation_is_linear(r->kind))
            continue;
        for (int k = 1; k < r->nterms; k++) {
            if (str_eq(t->columns[r->terms[k].at].measure, t->columns[r->terms[0].at].measure))
                continue;
            report_measures(c->sink, t, r, k);
            break;
        }
    }
}

void table_cast(Arena *a, Diag *sink, Table *t)
{
    Casting c = {.arena = a, .sink = sink, .table = t};
    index_relations(&c);
    index_columns(&c);
    compute(&c);
    check_relations(&c);
    check_bounds(&c);
    for (int i = 0; i < t->nplausibles; i++)
        check_plausible(&c, &t->plausibles[i]);
    check_measures(&c);
}

void table_tell_known(Arena *a, Diag *sink, const Table *t)
{
    for (int row = 0; row < t->nrows; row++)
        for (int column = 0; column < t->ncolumns; column++)
            report_known(sink, a, t, row, column);
}
