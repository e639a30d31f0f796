/* Casting a table.
 *
 * First come the cells to be computed. Each needs other cells, some of which may be computed too, so they are worked
 * out depth first on an explicit stack, and a circle among them is reported. Then every relation is tested at every
 * printed figure that it concerns (relations.c), and figures are held against limits and against each other
 * (doubt.c). Figures are exact decimals, and a figure with a correction counts as corrected. A figure that
 * depends on an unreadable one is skipped, because that error is already reported. The work is linear in the cells and
 * in the names that the relations list. */
#include "check/casting/casting.h"

#include "check/casting/passes_private.h"
#include "check/casting/report_private.h"

typedef enum Progress { CELL_UNTOUCHED, CELL_OPEN, CELL_DONE } Progress;

typedef struct CastStep {
    Made made;
    int next; /* next operand */
} CastStep;

typedef VEC(CastStep) CastStack;

/* --- what is where --- */

static bool same_sort(const Worksheet *s, int a, int b)
{
    const Column *x = &s->table->columns[a], *y = &s->table->columns[b];
    return x->kind == y->kind && str_eq(x->measure, y->measure) && str_eq(s->units[a], s->units[b]);
}

static void index_units(Worksheet *s)
{
    Str *units = NEWN(s->arena, Str, s->table->ncolumns);
    for (int i = 0; i < s->table->ncolumns; i++)
        units[i] = table_unit(s->table, i);
    s->units = units;
}

static void index_relations(Casting *c)
{
    const Table *t = c->table;
    Worksheet *s = &c->sheet;
    s->of_row = NEWN(c->arena, const Relation *, t->nrows);
    s->of_column = NEWN(c->arena, const Relation *, t->ncolumns);
    for (int i = t->nrelations - 1; i >= 0; i--) {
        const Relation *r = &t->relations[i];
        *(r->of_column ? &s->of_column[r->at] : &s->of_row[r->at]) = r;
    }
}

static void index_columns(Worksheet *s)
{
    const Table *t = s->table;
    Earlier *e = &s->earlier;
    int *first = NEWN(s->arena, int, t->ncolumns), end = 0; /* by column: the first of its sort */
    *e = (Earlier){NEWN(s->arena, int, t->ncolumns), NEWN(s->arena, int, t->ncolumns), NEWN(s->arena, int, t->ncolumns),
                   NEWN(s->arena, int, t->ncolumns)};
    for (int column = 0; column < t->ncolumns; column++) {
        int before = column - 1;
        while (before >= 0 && (s->of_column[before] || !same_sort(s, before, column)))
            before--;
        e->before[column] = before;
        e->count[column] = before < 0 ? 1 : e->count[before] + 1;
        first[column] = before < 0 ? column : first[before];
    }
    for (int sort = 0; sort < t->ncolumns; sort++)
        for (int column = sort; first[sort] == sort && column < t->ncolumns; column++)
            if (first[column] == sort && (column == sort || !s->of_column[column]))
                e->place[column] = end, e->order[end++] = column;
}

/* --- computing --- */

int cast_places(const Table *t, int row, int column)
{
    int places = row_decimals(&t->rows[row], &t->columns[column]);
    return places >= 0 ? places : 1;
}

/* The relation that computes a cell: the row's if it applies, because the total of shares is not a share. False: it has
 * none. */
static bool find_relation(const Casting *c, int row, int column, Made *out)
{
    const Relation *both[] = {c->sheet.of_row[row], c->sheet.of_column[column]};
    for (int i = 0; i < COUNT(both); i++) {
        *out = (Made){&c->sheet, both[i], row, column};
        if (both[i] && made_applies(out))
            return true;
    }
    return false;
}

static void push_cell(Casting *c, CastStack *stack, int row, int column)
{
    Cell *cell = &c->table->rows[row].cells[column];
    uint8_t *progress = &c->progress[row * c->table->ncolumns + column];
    Made made;
    if (*progress == CELL_OPEN) {
        report_ring(c->sink, c->table, row, column);
        *progress = CELL_DONE;
    }
    if (!cell->computed || *progress != CELL_UNTOUCHED)
        return;
    *progress = CELL_DONE;
    if (!find_relation(c, row, column, &made)) {
        report_no_relation(c->sink, c->table, row, column);
        return;
    }
    bool refused = c->refused[made.relation - c->table->relations];
    if (refused) /* as was reported */
        return;
    *progress = CELL_OPEN;
    VEC_PUSH(c->arena, stack, (CastStep){made, 0});
}

void cast_leaves_out(Casting *c, const Made *m, const Worked *w)
{
    if (!w->left_out || w->outcome != OUTCOME_FIGURE)
        return;
    c->table->rows[m->row].cells[m->column].leaves_out = true;
    c->table->noted = true;
}

/* A sum of figures in several units has no places of its own. */
static Decimal without_zeros(Decimal d)
{
    for (; d.places > 0 && d.units % 10 == 0; d.places--)
        d.units /= 10;
    return d;
}

static void fill_cell(Casting *c, const Made *m)
{
    Row *row = &c->table->rows[m->row];
    Cell *cell = &row->cells[m->column];
    Worked w = made_work_out(m, cast_places(c->table, m->row, m->column));
    int decimals = row_decimals(row, &c->table->columns[m->column]);
    cell->empty = w.outcome == OUTCOME_EMPTY || w.outcome == OUTCOME_UNKNOWN ? w.empty : CELL_NOT_APPLICABLE;
    if (w.outcome == OUTCOME_FIGURE) {
        cell->number = true;
        cell->empty = CELL_FILLED;
        cell->value = w.converted && decimals < 0 ? without_zeros(w.value) : w.value;
        c->rounds = c->rounds || (decimals >= 0 && w.value.places > decimals);
        cast_leaves_out(c, m, &w);
    } else if (w.outcome == OUTCOME_TOO_LARGE) {
        report_too_large(c->sink, m);
    } else if (w.outcome == OUTCOME_MERGED) {
        report_merged(c->sink, m, w.at);
    } else if (made_operands(m) == 0 && m->relation->kind == RELATION_SUM) {
        report_no_lines(c->sink, m);
    }
}

static void compute_from(Casting *c, CastStack *stack, int row, int column)
{
    push_cell(c, stack, row, column);
    while (stack->n) {
        CastStep *step = &stack->at[stack->n - 1];
        if (step->next < made_pending(&step->made)) {
            Operand o = made_operand(&step->made, step->next++);
            push_cell(c, stack, o.row, o.column);
            continue;
        }
        Made made = step->made;
        stack->n--;
        uint8_t *progress = &c->progress[made.row * c->table->ncolumns + made.column];
        if (*progress == CELL_OPEN)
            fill_cell(c, &made);
        *progress = CELL_DONE;
    }
}

static void compute(Casting *c)
{
    const Table *t = c->table;
    CastStack stack = {0};
    c->progress = NEWN(c->arena, uint8_t, (size_t)t->nrows * (size_t)t->ncolumns);
    for (int row = 0; row < t->nrows; row++)
        for (int column = 0; column < t->ncolumns; column++)
            if (t->rows[row].cells[column].computed)
                compute_from(c, &stack, row, column);
}

void table_cast(Arena *a, Diag *sink, Table *t, bool thorough)
{
    Casting c = {.arena = a, .sink = sink, .table = t, .thorough = thorough, .sheet = {.arena = a, .table = t}};
    c.refused = NEWN(a, bool, t->nrelations);
    c.sheet.running = NEWN(a, Running *, t->nrows);
    index_units(&c.sheet);
    index_relations(&c);
    index_columns(&c.sheet);
    cast_refuse_units(&c);
    compute(&c);
    cast_check_relations(&c);
    cast_report_failures(&c);
    cast_check_limits(&c);
    cast_check_doubts(&c);
}

void table_tell_known(Arena *a, Diag *sink, const Table *t)
{
    for (int row = 0; row < t->nrows; row++)
        for (int column = 0; column < t->ncolumns; column++)
            report_known(sink, a, t, row, column);
}
