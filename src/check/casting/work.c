/* The operands of one figure, and the result.
 *
 * A relation of a row applies in every column of figures; one of a column in every row that is not exempt. Both come
 * down to a list of operands, which are cells. Money is converted to the unit of the result; nothing else is. Empty
 * cells count as zero in sums and differences, unless nobody knows the figure: then nobody knows the sum. Percentages,
 * shares and ratios need all their figures. A merged figure counts once, where it begins, and only in a result that
 * covers the same columns. The previous column is the nearest earlier one of the same kind and unit that is not itself
 * calculated, so that FTE follows FTE and cost follows cost. A running total begins with the one before it. */
#include "base/vec.h"
#include "check/casting/casting_private.h"
#include "doc/units.h"

enum { WEEKS = 52 };

bool relation_is_linear(RelationKind kind)
{
    return kind == RELATION_SUM || kind == RELATION_DIFFERENCE || kind == RELATION_STEP || kind == RELATION_CUMULATIVE
           || kind == RELATION_OPENING || kind == RELATION_VARIANCE;
}

static bool goes_over_columns(RelationKind kind)
{
    return kind == RELATION_STEP || kind == RELATION_GROWTH || kind == RELATION_CUMULATIVE || kind == RELATION_OPENING;
}

static bool is_exempt(const Made *m)
{
    const Row *row = &m->sheet->table->rows[m->row];
    return row->exempt.n && str_has_word(row->exempt, m->sheet->table->columns[m->column].id);
}

/* Shares, changes and ratios: those of a sum are not the sum of those. */
static bool is_quotient(RelationKind kind)
{
    return kind == RELATION_SHARE || kind == RELATION_CHANGE || kind == RELATION_GROWTH || kind == RELATION_RATIO
           || kind == RELATION_MEAN;
}

/* A column's rule holds in every row that is not exempt. But a row that adds up or divides others does so with the
 * products of a column, and the share of two sums is no sum. */
static bool column_applies(const Made *m)
{
    const Relation *of_row = m->sheet->of_row[m->row];
    if (is_exempt(m))
        return false;
    if (m->relation->kind == RELATION_PRODUCT)
        return !of_row || !(relation_is_linear(of_row->kind) || is_quotient(of_row->kind));
    return !of_row || !is_quotient(of_row->kind) || m->relation->kind != RELATION_SUM;
}

bool made_applies(const Made *m)
{
    const Column *column = &m->sheet->table->columns[m->column];
    if (!column_is_figure(column->kind) || m->sheet->table->rows[m->row].role == ROW_GROUP)
        return false;
    if (m->relation->of_column)
        return column_applies(m);
    const Relation *own = m->sheet->of_column[m->column];
    bool linear = relation_is_linear(m->relation->kind);
    if (own && (own->kind == RELATION_VARIANCE || goes_over_columns(m->relation->kind)))
        return false;
    if (own && own->kind != RELATION_PRODUCT && !relation_is_linear(own->kind))
        return false;
    if (own && own->kind != RELATION_SUM && own->kind != RELATION_PRODUCT && !linear)
        return false;
    /* the percentage of a total is not the sum of percentages, unless the author declares it */
    return column->kind != COL_PERCENT || m->relation->written.n || column->weights > 0;
}

/* --- operands --- */

int made_operands(const Made *m)
{
    int columns = m->sheet->earlier.count[m->column];
    switch (m->relation->kind) {
    case RELATION_STEP:
    case RELATION_GROWTH: return int_min(columns, 2);
    case RELATION_OPENING: return columns > 1;
    case RELATION_CUMULATIVE: return columns;
    case RELATION_SHARE: return m->relation->whole >= 0 ? 2 : m->relation->nterms;
    default: return m->relation->nterms;
    }
}

static const Running *running_before(const Made *m)
{
    int before = m->sheet->earlier.before[m->column];
    const Running *all = m->sheet->running[m->row];
    return all && before >= 0 && all[before].known ? &all[before] : NULL;
}

int made_pending(const Made *m)
{
    bool begun = m->relation->kind == RELATION_CUMULATIVE && running_before(m);
    return begun ? 1 : made_operands(m);
}

static int column_before(const Made *m, int back)
{
    const Earlier *e = &m->sheet->earlier;
    return back ? e->order[e->place[e->before[m->column]] - (back - 1)] : m->column;
}

Operand made_operand(const Made *m, int index)
{
    const Relation *r = m->relation;
    if (r->of_column && r->whole >= 0)
        return (Operand){index ? r->whole : m->row, r->terms[0].at, false};
    if (r->of_column && r->kind == RELATION_VARIANCE)
        return (Operand){m->row, r->terms[index].at, r->terms[index].minus != m->sheet->table->rows[m->row].income};
    if (r->of_column)
        return (Operand){m->row, r->terms[index].at, r->terms[index].minus};
    if (r->kind == RELATION_OPENING)
        return (Operand){r->terms[0].at, column_before(m, 1), false};
    if (!goes_over_columns(r->kind))
        return (Operand){r->terms[index].at, m->column, r->terms[index].minus};
    return (Operand){r->terms[0].at, column_before(m, index), r->kind == RELATION_STEP && index > 0};
}

static const Cell *operand_cell(const Made *m, Operand o)
{
    return &m->sheet->table->rows[o.row].cells[o.column];
}

/* --- units --- */

Str sheet_unit(const Worksheet *s, int row, int column)
{
    Str own = row_unit(&s->table->rows[row], &s->table->columns[column]);
    return own.n ? own : s->units[column];
}

/* Money whose unit the author did not give. */
static bool is_money_of_no_unit(const Worksheet *s, CellPlace p)
{
    return s->table->columns[p.column].kind == COL_AMOUNT && !sheet_unit(s, p.row, p.column).n;
}

/* The first figure counts something without saying what, which may be what the second counts. */
static bool is_vague(Str unit, Str other)
{
    int ignored;
    return !unit.n && !unit_exponent(other, &ignored) && !str_is(other, "%");
}

bool sheet_may_add(const Worksheet *s, CellPlace a, CellPlace b)
{
    int ignored;
    Str x = sheet_unit(s, a.row, a.column), y = sheet_unit(s, b.row, b.column);
    bool of_a = is_money_of_no_unit(s, a), of_b = is_money_of_no_unit(s, b);
    if (of_a || of_b)
        return (of_a && of_b) || unit_exponent(of_a ? y : x, &ignored);
    return units_agree(x, y) || is_vague(x, y) || is_vague(y, x);
}

/* An operand's figure in the unit of the result, or of the first operand where the result has another. */
static bool value_of(const Made *m, Operand o, Str unit, Decimal *out)
{
    Decimal value = cell_counted(operand_cell(m, o));
    Str own = sheet_unit(m->sheet, o.row, o.column);
    return unit_convert(value, own, unit, out);
}

static Str result_unit(const Made *m)
{
    return sheet_unit(m->sheet, m->row, m->column);
}

/* --- sums --- */

/* Whether all columns from `from` on that a merged figure covers are added by a column's rule. */
static bool adds_all(const Relation *r, int from, int wide)
{
    int found = 0;
    for (int i = 0; i < r->nterms; i++)
        found += r->terms[i].at >= from && r->terms[i].at < from + wide && !r->terms[i].minus;
    return found == wide;
}

/* Whether a figure belongs to the columns of the result: it spans as that does, or over columns that are all added. */
static bool covers_same(const Made *m, Operand o)
{
    const Cell *own = &m->sheet->table->rows[m->row].cells[m->column];
    CellPlace origin = table_origin(m->sheet->table, o.row, o.column);
    int wide = table_cell(m->sheet->table, origin)->colspan;
    if (m->relation->of_column)
        return wide == 1 || adds_all(m->relation, origin.column, wide);
    return origin.column == m->column && wide == own->colspan;
}

/* The merged figure of which an operand is a covered part; NULL: it is no such part. */
static const Cell *merged_into(const Made *m, Operand o)
{
    const Cell *cell = operand_cell(m, o);
    if (cell->colspan != 0)
        return cell->colspan > 1 && cell->number ? cell : NULL;
    const Cell *origin = table_cell(m->sheet->table, table_origin(m->sheet->table, o.row, o.column));
    return origin->colspan > 1 && origin->number ? origin : NULL;
}

static bool add_value(const Made *m, Operand o, Worked *w)
{
    Str unit = result_unit(m);
    Decimal value;
    if (!value_of(m, o, unit, &value))
        return false;
    w->converted = w->converted || !str_eq(unit, sheet_unit(m->sheet, o.row, o.column));
    return o.minus ? decimal_sub(w->value, value, &w->value) : decimal_add(w->value, value, &w->value);
}

/* Takes one operand into a sum. False: it decides the outcome. */
static bool add_operand(const Made *m, int index, Worked *w)
{
    Operand o = made_operand(m, index);
    const Cell *cell = operand_cell(m, o), *result = &m->sheet->table->rows[m->row].cells[m->column];
    bool wide = result->colspan > 1 && cell->number;
    w->at = w->empty_of_unknown ? w->at : index;
    if ((wide || merged_into(m, o)) && !covers_same(m, o)) {
        w->outcome = OUTCOME_MERGED, w->at = index;
        return false;
    }
    bool merged_words = cell->colspan > 1 && !cell->number && cell->empty == CELL_FILLED;
    if (cell->colspan == 0 || merged_words)
        return true;
    if (is_unknown(cell->empty)) {
        w->left_out = true;
        if (!w->empty_of_unknown || w->empty_of_unknown == CELL_SUPPRESSED) /* which is the least unknown */
            w->at = index, w->empty_of_unknown = cell->empty;
        return true;
    }
    if (!cell->number && cell->empty == CELL_FILLED) {
        w->outcome = OUTCOME_NONE, w->at = index, w->unread = true;
        return false;
    }
    w->below_zero = w->below_zero || (cell->number && (cell_counted(cell).units < 0) != o.minus);
    if (!cell->number) {
        if (w->outcome == OUTCOME_EMPTY && cell->empty != CELL_NOT_APPLICABLE)
            w->empty = CELL_NIL;
        return true;
    }
    bool fits = add_value(m, o, w);
    w->outcome = fits ? OUTCOME_FIGURE : OUTCOME_TOO_LARGE;
    return fits;
}

static bool is_open(const Worked *w)
{
    return w->outcome == OUTCOME_FIGURE || w->outcome == OUTCOME_EMPTY;
}

/* A sum of which a term is not known is not known either, unless it leaves that out and others are known. Its value is
 * then what is known. */
static Worked with_unknown(const Made *m, Worked w)
{
    const Cell *result = &m->sheet->table->rows[m->row].cells[m->column];
    bool excluded = result->unknown == UNKNOWN_EXCLUDED && w.outcome == OUTCOME_FIGURE;
    if (is_open(&w) && w.left_out && !excluded)
        w.outcome = OUTCOME_UNKNOWN, w.empty = w.empty_of_unknown;
    return w;
}

static Worked work_out_sum(const Made *m)
{
    Worked w = {.outcome = OUTCOME_EMPTY, .empty = CELL_NOT_APPLICABLE};
    int n = made_operands(m);
    for (int i = 0; i < n; i++)
        if (!add_operand(m, i, &w))
            break;
    if (n == 0)
        w.empty = CELL_NIL;
    return with_unknown(m, w);
}

/* Each running total adds one figure to that before it, from the first that is not known yet. */
static Worked work_out_running(const Made *m)
{
    const Worksheet *s = m->sheet;
    if (!s->running[m->row])
        s->running[m->row] = NEWN(s->arena, Running, s->table->ncolumns);
    Running *all = s->running[m->row];
    VEC(int) columns = {0};
    for (int c = m->column; c >= 0 && !all[c].known; c = s->earlier.before[c])
        VEC_PUSH(s->arena, &columns, c);
    for (int i = columns.n - 1; i >= 0; i--) {
        Made one = {s, m->relation, m->row, columns.at[i]};
        const Running *before = running_before(&one);
        Worked w = before ? before->worked : (Worked){.outcome = OUTCOME_EMPTY, .empty = CELL_NOT_APPLICABLE};
        if (is_open(&w))
            add_operand(&one, 0, &w);
        all[columns.at[i]] = (Running){true, w};
    }
    return with_unknown(m, all[m->column].worked);
}

/* --- quotients and products --- */

/* The figure of an operand in that unit. False: *w has the outcome. */
static bool figure_of(const Made *m, int index, Str unit, Worked *w, Decimal *out)
{
    w->at = index;
    w->outcome = OUTCOME_NONE, w->empty = CELL_NOT_APPLICABLE;
    if (index >= made_operands(m))
        return false;
    Operand o = made_operand(m, index);
    const Cell *cell = operand_cell(m, o);
    if (is_unknown(cell->empty))
        w->outcome = OUTCOME_UNKNOWN, w->empty = cell->empty;
    *out = (Decimal){0};
    if (cell->empty == CELL_NIL)
        return true;
    w->unread = !cell->number && cell->empty == CELL_FILLED;
    if (!cell->number || cell->colspan != 1)
        return false;
    if (!value_of(m, o, unit, out))
        w->outcome = OUTCOME_TOO_LARGE;
    return w->outcome != OUTCOME_TOO_LARGE;
}

static Worked figure(bool fits, Decimal value)
{
    return (Worked){.outcome = fits ? OUTCOME_FIGURE : OUTCOME_TOO_LARGE, .value = value};
}

/* over × times divided by under. */
static Worked divide(Decimal over, Decimal under, int times, int places)
{
    Decimal out = {0};
    if (under.units == 0)
        return (Worked){.outcome = OUTCOME_NONE, .empty = CELL_NOT_APPLICABLE, .by_zero = true};
    bool fits = decimal_scale(over, times, &over) && decimal_divide(over, under, places, &out);
    return figure(fits, out);
}

/* A ratio's result has a unit of its own: £000 by officers is £000 each, so £ each are a thousand times more. */
static Str ratio_unit(const Made *m)
{
    int ignored;
    Str result = result_unit(m);
    Operand over = made_operand(m, 0), under = made_operand(m, m->relation->nterms > 1);
    Str first = sheet_unit(m->sheet, over.row, over.column), second = sheet_unit(m->sheet, under.row, under.column);
    bool of_money = unit_exponent(first, &ignored) && unit_exponent(second, &ignored);
    return of_money ? second : unit_exponent(result, &ignored) ? result : first;
}

static Worked work_out_quotient(const Made *m, int places)
{
    Worked w = {0};
    Decimal first, second;
    RelationKind kind = m->relation->kind;
    Operand to = made_operands(m) > 1 ? made_operand(m, 1) : (Operand){m->row, m->column, false};
    Str unit = kind == RELATION_RATIO ? ratio_unit(m) : sheet_unit(m->sheet, to.row, to.column);
    if (!figure_of(m, 0, unit, &w, &first))
        return w;
    Str under_unit = kind == RELATION_RATIO ? sheet_unit(m->sheet, to.row, to.column) : unit;
    if (!figure_of(m, 1, under_unit, &w, &second))
        return w;
    Decimal over = first, under = second;
    if (kind == RELATION_CHANGE)
        over = second, under = first;
    bool change = kind == RELATION_CHANGE || kind == RELATION_GROWTH;
    if (change && !decimal_sub(over, under, &over))
        return figure(false, over);
    if (change && under.units < 0)
        under.units = -under.units;
    return divide(over, under, kind == RELATION_RATIO ? m->relation->times : 100, places);
}

static Worked work_out_weekly(const Made *m, int places)
{
    Worked year = work_out_sum(m);
    if (year.outcome == OUTCOME_FIGURE)
        return divide(year.value, (Decimal){WEEKS, 0}, 1, places);
    if (year.outcome == OUTCOME_EMPTY)
        year.outcome = OUTCOME_NONE, year.empty = CELL_NOT_APPLICABLE;
    return year;
}

/* One money among the terms gives the unit; the others are numbers of things. */
static Worked work_out_product(const Made *m, int places)
{
    Worked w = {0};
    Decimal product = {1, 0}, term;
    Str money = {0};
    int ignored;
    for (int i = 0; i < made_operands(m); i++) {
        Operand o = made_operand(m, i);
        Str unit = sheet_unit(m->sheet, o.row, o.column);
        if (unit_exponent(unit, &ignored))
            money = unit;
        if (!figure_of(m, i, unit, &w, &term))
            return w;
        bool fits = decimal_multiply(product, term, &product);
        if (fits && str_is(unit, "%"))
            fits = decimal_divide(product, (Decimal){100, 0}, DECIMAL_PLACES_MOST, &product);
        if (!fits)
            return figure(false, product);
    }
    if (!unit_convert(product, money, result_unit(m), &product))
        return figure(false, product);
    return figure(true, decimal_round(product, places));
}

/* The weights of a mean stand in another column of the same rows. */
static bool weight_of(const Made *m, int index, int weights, Decimal *out)
{
    Operand o = made_operand(m, index);
    const Cell *cell = &m->sheet->table->rows[o.row].cells[weights];
    *out = cell->number ? cell_counted(cell) : (Decimal){0};
    return cell->number || cell->empty == CELL_NIL;
}

static Worked work_out_mean(const Made *m, int places)
{
    int weights = m->sheet->table->columns[m->column].weights;
    Decimal sum = {0}, all = {0};
    Worked w = {.outcome = OUTCOME_NONE, .empty = CELL_NOT_APPLICABLE};
    bool excluded = m->sheet->table->rows[m->row].cells[m->column].unknown == UNKNOWN_EXCLUDED, left_out = false;
    for (int i = 0; i < made_operands(m); i++) {
        Decimal value, weight = {1, 0};
        Operand o = made_operand(m, i);
        const Cell *cell = operand_cell(m, o);
        bool missing = !cell->number && cell->empty != CELL_NIL && cell->empty != CELL_FILLED;
        bool out = missing && (!is_unknown(cell->empty) || excluded);
        left_out = left_out || (out && is_unknown(cell->empty));
        if (out)
            continue;
        if (!figure_of(m, i, result_unit(m), &w, &value))
            return w;
        if (weights > 0 && !weight_of(m, i, weights, &weight))
            return (Worked){.outcome = OUTCOME_NONE, .empty = CELL_NOT_APPLICABLE, .at = i};
        if (!decimal_multiply(value, weight, &value) || !decimal_add(sum, value, &sum)
            || !decimal_add(all, weight, &all))
            return figure(false, sum);
    }
    w = divide(sum, all, 1, places);
    w.left_out = left_out;
    return w;
}

Worked made_work_out(const Made *m, int places)
{
    Worked w;
    Decimal now;
    bool weighted = !m->relation->of_column && m->sheet->table->columns[m->column].weights > 0;
    switch (m->relation->kind) {
    case RELATION_STEP:
        w = (Worked){0};
        if (made_operands(m) < 2) {
            w.outcome = OUTCOME_NONE, w.empty = CELL_NOT_APPLICABLE;
            return w;
        }
        return figure_of(m, 0, result_unit(m), &w, &now) ? work_out_sum(m) : w;
    case RELATION_SUM: return weighted ? work_out_mean(m, places) : work_out_sum(m);
    case RELATION_DIFFERENCE:
    case RELATION_VARIANCE:
    case RELATION_OPENING: return work_out_sum(m);
    case RELATION_CUMULATIVE: return work_out_running(m);
    case RELATION_WEEKLY: return work_out_weekly(m, places);
    case RELATION_PRODUCT: return work_out_product(m, places);
    case RELATION_MEAN: return work_out_mean(m, places);
    default: return work_out_quotient(m, places);
    }
}

static Decimal half_of_last_place(int places)
{
    return places < DECIMAL_PLACES_MOST ? (Decimal){5, (int8_t)(places + 1)} : (Decimal){1, (int8_t)places};
}

Decimal made_rounding(const Made *m, int places)
{
    Decimal all = half_of_last_place(places);
    int figures = 0;
    for (int i = 0; i < made_operands(m); i++) {
        Operand o = made_operand(m, i);
        const Cell *cell = operand_cell(m, o);
        Decimal half = half_of_last_place(cell->value.places);
        if (!cell->number || !unit_convert(half, sheet_unit(m->sheet, o.row, o.column), result_unit(m), &half))
            continue;
        figures++;
        if (!decimal_add(all, half, &all))
            break;
    }
    return figures > 1 ? all : (Decimal){0}; /* a copy is not rounded */
}
