/* The operands of one figure, and the result.
 *
 * A relation of a row applies in every column of figures; one of a column in every row. Both come down to a list of
 * operands, which are cells. Empty cells count as zero in sums and differences; percentages, shares and ratios need
 * all their figures. The previous column is the nearest earlier one of the same kind and unit that is not itself
 * calculated, so that FTE follows FTE and cost follows cost. */
#include "check/casting_private.h"

#include "doc/units.h"

enum { WEEKS = 52 };

bool relation_is_linear(RelationKind kind)
{
    return kind == RELATION_SUM || kind == RELATION_DIFFERENCE || kind == RELATION_STEP || kind == RELATION_CUMULATIVE;
}

static const Relation *column_relation(const Table *t, int column)
{
    for (int i = 0; i < t->nrelations && t->relations[i].of_column; i++)
        if (t->relations[i].at == column)
            return &t->relations[i];
    return NULL;
}

static bool goes_over_columns(RelationKind kind)
{
    return kind == RELATION_STEP || kind == RELATION_GROWTH || kind == RELATION_CUMULATIVE;
}

bool made_applies(const Made *m)
{
    const Column *column = &m->table->columns[m->column];
    if (!column_is_figure(column->kind) || m->table->rows[m->row].role == ROW_GROUP)
        return false;
    if (m->relation->of_column)
        return true;
    const Relation *own = column_relation(m->table, m->column);
    bool linear = relation_is_linear(m->relation->kind);
    if (own && (goes_over_columns(m->relation->kind) || !relation_is_linear(own->kind)))
        return false;
    if (own && own->kind != RELATION_SUM && !linear)
        return false;
    /* the percentage of a total is not the sum of percentages, unless the author declares it */
    return column->kind != COL_PERCENT || m->relation->written.n;
}

int made_operands(const Made *m)
{
    int columns = m->earlier->count[m->column];
    switch (m->relation->kind) {
    case RELATION_STEP:
    case RELATION_GROWTH: return int_min(columns, 2);
    case RELATION_CUMULATIVE: return columns;
    default: return m->relation->nterms;
    }
}

Operand made_operand(const Made *m, int index)
{
    const Relation *r = m->relation;
    if (r->of_column)
        return (Operand){m->row, r->terms[index].at, r->terms[index].minus};
    if (!goes_over_columns(r->kind))
        return (Operand){r->terms[index].at, m->column, r->terms[index].minus};
    const Earlier *e = m->earlier;
    int column = index ? e->order[e->place[e->before[m->column]] - (index - 1)] : m->column;
    return (Operand){r->terms[0].at, column, r->kind == RELATION_STEP && index > 0};
}

static const Cell *operand_cell(const Made *m, int index)
{
    Operand o = made_operand(m, index);
    return &m->table->rows[o.row].cells[o.column];
}

static CastOutcome work_out_sum(const Made *m, Decimal *out)
{
    Decimal sum = {0};
    int figures = 0, n = made_operands(m);
    for (int i = 0; i < n; i++) {
        const Cell *cell = operand_cell(m, i);
        if (cell->colspan != 1)
            continue;
        if (!cell->number && cell->empty == CELL_FILLED)
            return OUTCOME_UNKNOWN;
        if (!cell->number)
            continue;
        figures++;
        Decimal value = cell_counted(cell);
        bool fits = made_operand(m, i).minus ? decimal_sub(sum, value, &sum) : decimal_add(sum, value, &sum);
        if (!fits)
            return OUTCOME_TOO_LARGE;
    }
    *out = sum;
    return figures ? OUTCOME_FIGURE : OUTCOME_EMPTY;
}

static bool figure_of(const Made *m, int index, Decimal *out)
{
    if (index >= made_operands(m))
        return false;
    const Cell *cell = operand_cell(m, index);
    *out = cell_counted(cell);
    return cell->number && cell->colspan == 1;
}

/* over divided by under, in the unit of the calculated figure. */
static CastOutcome divide(Decimal over, Decimal under, int exponent, int places, Decimal *out)
{
    for (; exponent > 0; exponent--)
        if (!decimal_scale(over, 10, &over))
            return OUTCOME_TOO_LARGE;
    for (; exponent < 0; exponent++)
        if (!decimal_scale(under, 10, &under))
            return OUTCOME_TOO_LARGE;
    if (under.units == 0)
        return OUTCOME_UNKNOWN;
    return decimal_divide(over, under, places, out) ? OUTCOME_FIGURE : OUTCOME_TOO_LARGE;
}

/* How many powers of ten an operand's unit is above that of the figure. */
static int larger_by(const Made *m, int index)
{
    Operand o = made_operand(m, index);
    int theirs, ours;
    bool money = unit_exponent(cell_unit(m->table, o.row, o.column), &theirs)
                 && unit_exponent(cell_unit(m->table, m->row, m->column), &ours);
    return money ? theirs - ours : 0;
}

static CastOutcome work_out_quotient(const Made *m, int places, Decimal *out)
{
    Decimal first, second;
    if (!figure_of(m, 0, &first) || !figure_of(m, 1, &second))
        return OUTCOME_UNKNOWN;
    Decimal over = first, under = second;
    if (m->relation->kind == RELATION_CHANGE)
        over = second, under = first;
    bool change = m->relation->kind == RELATION_CHANGE || m->relation->kind == RELATION_GROWTH;
    if (change && !decimal_sub(over, under, &over))
        return OUTCOME_TOO_LARGE;
    if (change && under.units < 0)
        under.units = -under.units;
    bool percent = m->relation->kind != RELATION_RATIO;
    return divide(over, under, percent ? 2 : larger_by(m, 0), places, out);
}

static CastOutcome work_out_weekly(const Made *m, int places, Decimal *out)
{
    Decimal year;
    CastOutcome sum = work_out_sum(m, &year);
    if (sum != OUTCOME_FIGURE)
        return sum == OUTCOME_EMPTY ? OUTCOME_UNKNOWN : sum;
    return divide(year, (Decimal){WEEKS, 0}, larger_by(m, 0), places, out);
}

CastOutcome made_work_out(const Made *m, int places, Decimal *out)
{
    Decimal now;
    switch (m->relation->kind) {
    case RELATION_STEP:
        if (made_operands(m) < 2 || !figure_of(m, 0, &now))
            return OUTCOME_UNKNOWN;
        return work_out_sum(m, out);
    case RELATION_SUM:
    case RELATION_DIFFERENCE:
    case RELATION_CUMULATIVE: return work_out_sum(m, out);
    case RELATION_WEEKLY: return work_out_weekly(m, places, out);
    default: return work_out_quotient(m, places, out);
    }
}
