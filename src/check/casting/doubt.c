/* Limits, and what is possible but doubtful: ratios that are not plausible, figures a thousand times out of scale,
 * money without a unit, and totals that nothing tests. */
#include "check/casting/passes_private.h"
#include "check/casting/report_private.h"
#include "doc/units.h"

/* --- limits --- */

/* Whether a limit applies at a place. A row's does not apply to what a column computes; a column's not to a row that is
 * exempt; and the usual one of percentages not where the row has its own rule. */
static bool is_bound(const Casting *c, const Bound *b, int row, int column)
{
    const Relation *of_row = c->sheet.of_row[row];
    if (!b->of_column)
        return !c->sheet.of_column[column];
    if (str_has_word(c->table->rows[row].exempt, c->table->columns[column].id))
        return false;
    Str unit = row_unit(&c->table->rows[row], &c->table->columns[column]);
    bool made = of_row && of_row->kind != RELATION_SUM;
    return !b->usual || (!made && !c->bounded[row] && (!unit.n || str_is(unit, "%")));
}

/* The figure that limits another; at: its row or column; -1: none does. */
static bool limit_at(const Casting *c, const Bound *b, CellPlace p, int at, Decimal *out)
{
    if (at < 0)
        return false;
    CellPlace limit = b->of_column ? (CellPlace){p.row, at} : (CellPlace){at, p.column};
    const Cell *cell = table_cell(c->table, limit);
    Str theirs = sheet_unit(&c->sheet, limit.row, limit.column), ours = sheet_unit(&c->sheet, p.row, p.column);
    *out = cell->number ? cell_counted(cell) : (Decimal){0};
    bool there = (cell->number && cell->colspan == 1) || cell->empty == CELL_NIL;
    return there && unit_convert(*out, theirs, ours, out);
}

static void check_bound(Casting *c, const Bound *b, int row, int column)
{
    const Cell *cell = &c->table->rows[row].cells[column];
    CellPlace place = {row, column};
    Decimal limit, value = cell_counted(cell);
    if (!cell->number || cell->colspan != 1 || !column_is_figure(c->table->columns[column].kind))
        return;
    if (!is_bound(c, b, row, column))
        return;
    CastReport to = {c->arena, c->sink, c->table};
    if (b->has_least && decimal_cmp(value, b->least) < 0)
        report_bound(&to, place, b, (Limit){true, b->least, -1});
    if (b->has_most && decimal_cmp(value, b->most) > 0)
        report_bound(&to, place, b, (Limit){false, b->most, -1});
    if (limit_at(c, b, place, b->below, &limit) && decimal_cmp(value, limit) < 0)
        report_bound(&to, place, b, (Limit){true, limit, b->below});
    if (limit_at(c, b, place, b->above, &limit) && decimal_cmp(value, limit) > 0)
        report_bound(&to, place, b, (Limit){false, limit, b->above});
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

static bool are_people(const Column *c)
{
    return c->measure.n && !str_is(c->measure, "cost");
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
            bool less = r->kind == RELATION_DIFFERENCE || r->kind == RELATION_VARIANCE; /* vacancies: posts less FTE */
            if (less && are_people(&t->columns[r->terms[k].at]) && are_people(&t->columns[r->terms[0].at]))
                continue;
            if (str_eq(t->columns[r->terms[k].at].measure, t->columns[r->terms[0].at].measure))
                continue;
            report_measures(c->sink, t, r, k);
            break;
        }
    }
}

void cast_check_limits(Casting *c)
{
    check_bounds(c);
    for (int i = 0; i < c->table->nplausibles; i++)
        check_plausible(c, &c->table->plausibles[i]);
    check_measures(c);
}

/* --- scale --- */

/* Between about 500 and 2,000 times. */
static bool is_thousandfold(Decimal large, Decimal small)
{
    Decimal ratio;
    return decimal_divide(large, small, 0, &ratio) && ratio.units >= 500 && ratio.units <= 2000;
}

/* A figure of the row in one of a sort of years, without sign. False: none that can be compared. */
static bool year_figure(const Casting *c, int row, int column, Decimal *out)
{
    const Cell *cell = &c->table->rows[row].cells[column];
    *out = cell_counted(cell);
    if (out->units < 0)
        out->units = -out->units;
    return cell->number && !cell->computed && cell->colspan == 1 && out->units && !cell->misprint;
}

/* Years of one sort that follow each other, from the last back: the first figure that is out of scale with the one
 * before it is reported, unless both are too short to tell a slip from a change. */
static void check_scale(Casting *c, int row, int last)
{
    enum { LEAST_UNITS = 10 };
    Decimal later, earlier;
    const Earlier *e = &c->sheet.earlier;
    for (int column = last; column >= 0 && e->before[column] >= 0; column = e->before[column]) {
        int before = e->before[column];
        if (!year_figure(c, row, column, &later) || !year_figure(c, row, before, &earlier))
            continue;
        bool down = decimal_cmp(later, earlier) < 0;
        Decimal small = down ? later : earlier, large = down ? earlier : later;
        if (small.units < LEAST_UNITS || !is_thousandfold(large, small))
            continue;
        report_scale(&(CastReport){c->arena, c->sink, c->table}, (CellPlace){row, column}, before);
        return;
    }
}

static bool is_last_year(const Casting *c, int column)
{
    const Table *t = c->table;
    if (!column_is_figure(t->columns[column].kind) || t->columns[column].kind == COL_PERCENT)
        return false;
    if (c->sheet.of_column[column] || c->sheet.earlier.before[column] < 0)
        return false;
    for (int later = column + 1; later < t->ncolumns; later++)
        if (c->sheet.earlier.before[later] == column && !c->sheet.of_column[later])
            return false;
    return column_year(&t->columns[column]) > 0;
}

static void check_scales(Casting *c)
{
    for (int column = 1; column < c->table->ncolumns; column++)
        if (is_last_year(c, column))
            for (int row = 0; row < c->table->nrows; row++)
                check_scale(c, row, column);
}

/* --- money without a unit --- */

static bool has_plain_figure(const Table *t, int column)
{
    for (int row = 0; row < t->nrows; row++)
        if (!t->rows[row].unit.n && t->rows[row].cells[column].number)
            return true;
    return false;
}

static void check_money(Casting *c)
{
    const Table *t = c->table;
    for (int column = 1; column < t->ncolumns; column++) {
        if (t->columns[column].kind != COL_AMOUNT || c->sheet.units[column].n || !has_plain_figure(t, column))
            continue;
        report_no_unit(c->sink, t, column);
        return;
    }
}

/* --- totals that nothing tests --- */

static void mark_elsewhere(Casting *c)
{
    const Table *t = c->table;
    for (int i = 0; i < t->nsames; i++)
        for (int column = 1; column < t->ncolumns; column++)
            if (t->sames[i].column < 0 || t->sames[i].column == column)
                c->checked[t->sames[i].row * t->ncolumns + column] = true;
    for (int i = 0; i < t->ncounts; i++)
        for (int column = 1; column < t->ncolumns; column++)
            c->checked[t->counts[i].row * t->ncolumns + column] = true;
}

static void check_row_tested(Casting *c, int row)
{
    const Table *t = c->table;
    for (int column = 1; column < t->ncolumns; column++) {
        const Cell *cell = &t->rows[row].cells[column];
        bool printed = cell->number && !cell->computed && column_is_figure(t->columns[column].kind);
        bool exempt = t->rows[row].exempt.n && str_has_word(t->rows[row].exempt, t->columns[column].id);
        if (!printed || exempt || cell->differs.n || c->checked[row * t->ncolumns + column])
            continue;
        if (t->columns[column].kind == COL_PERCENT && t->rows[row].role != ROW_BALANCE)
            continue; /* a rate, which is left alone */
        report_untested(c->sink, t, (CellPlace){row, column});
        return;
    }
}

static bool is_refused(const Casting *c, int row)
{
    const Relation *r = c->sheet.of_row[row];
    return r && c->refused[r - c->table->relations];
}

void cast_check_doubts(Casting *c)
{
    const Table *t = c->table;
    check_scales(c);
    check_money(c);
    mark_elsewhere(c);
    for (int row = 0; row < t->nrows; row++) {
        RowRole role = t->rows[row].role;
        bool result = role == ROW_TOTAL || role == ROW_SUBTOTAL || role == ROW_BALANCE;
        if (result && !t->rows[row].untested.n && !t->rows[row].told && !is_refused(c, row))
            check_row_tested(c, row);
    }
}
