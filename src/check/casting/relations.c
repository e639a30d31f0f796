/* Every printed figure against its relations.
 *
 * A sum or difference may be out by what the rounding of its terms can cost, where the author gave a tolerance: that is
 * remembered for the note about rounding. A figure that is known to differ must differ by what the author says, and by
 * nothing else. Where figures are kept more exact than they are shown, or computed from such, the figures as shown are
 * added up too: where these do not cast, the note about rounding is due.
 *
 * A total of percentages is a sum only where they are shares of one whole; otherwise it is a rate, which lies between
 * the lowest and the highest of its lines. A column that nobody declared as figures, but that holds nothing else under
 * a total, is reported. */
#include "check/casting/passes_private.h"
#include "check/casting/report_private.h"
#include "doc/units.h"

static void mark_checked(Casting *c, int row, int column)
{
    c->checked[row * c->table->ncolumns + column] = true;
}

static int tolerance_of(const Table *t, int row, int column, bool *given)
{
    const Row *r = &t->rows[row];
    int own = r->cells[column].tolerance >= 0 ? r->cells[column].tolerance : r->tolerance;
    *given = own >= 0;
    return own >= 0 ? own : t->tolerance;
}

static Decimal magnitude(Decimal d)
{
    if (d.units < 0)
        d.units = -d.units;
    return d;
}

/* Whether a figure is wrong by no more than its tolerance: what the table allows never exceeds what rounding can cost.
 */
static bool is_tolerable(const Table *t, const Made *m, Decimal printed, Decimal gap)
{
    bool given;
    int units = tolerance_of(t, m->row, m->column, &given);
    Decimal allowed = {units, printed.places}, explained = {0};
    if (!given && units && relation_is_linear(m->relation->kind))
        explained = made_rounding(m, printed.places);
    if (!given && decimal_cmp(explained, allowed) < 0)
        allowed = explained;
    return units && decimal_cmp(magnitude(gap), allowed) <= 0;
}

/* The places with which a typed figure is shown: at least those of its column. */
static int shown_places(const Table *t, int row, int column, Decimal printed)
{
    return int_max(printed.places, row_decimals(&t->rows[row], &t->columns[column]));
}

/* The figure that a cell shows; nil is zero. */
static bool printed_in(const Table *t, int row, int column, Decimal *out)
{
    const Cell *cell = &t->rows[row].cells[column];
    *out = cell->number ? cell_counted(cell) : (Decimal){0};
    if (!t->columns[column].exact)
        *out = decimal_round(*out, shown_places(t, row, column, *out));
    return (cell->number || cell->empty == CELL_NIL) && cell->colspan > 0;
}

/* A figure that was computed by another relation must agree with this one as well, where both add up. */
static bool is_tested(const Casting *c, const Relation *r, int row, int column)
{
    const Worksheet *s = &c->sheet;
    const Relation *of_row = s->of_row[row], *of_column = s->of_column[column];
    if (!c->table->rows[row].cells[column].computed)
        return true;
    Made m = {s, of_row, row, column};
    bool by_row = of_row && made_applies(&m);
    return by_row && r == of_column && relation_is_linear(of_row->kind) && relation_is_linear(r->kind);
}

/* A difference that is known: it is the stated one, or the author is asked to state it. */
static bool is_known(Casting *c, const Failure *f, Decimal gap)
{
    const Cell *cell = &c->table->rows[f->made.row].cells[f->made.column];
    if (!cell->differs.n)
        return false;
    if (!cell->stated)
        report_unstated(c->sink, c->arena, f, gap);
    return !cell->stated || decimal_cmp(gap, cell->differs_by) == 0;
}

/* Figures do not add up as they are shown. */
static void note_rounding(Casting *c, const Made *m)
{
    if (!c->table->rounded && !c->table->rounding_note)
        report_rounded(c->sink, m);
    c->table->rounded = true;
}

static void compare(Casting *c, Failure f, bool rounds)
{
    Decimal gap, expected = f.expected;
    if (rounds && expected.places > f.printed.places)
        expected = decimal_round(expected, f.printed.places);
    if (decimal_cmp(f.printed, expected) == 0)
        return;
    if (!decimal_sub(f.printed, expected, &gap)) {
        report_too_large(c->sink, &f.made);
        return;
    }
    f.expected = expected;
    if (is_known(c, &f, gap))
        return;
    if (!is_tolerable(c->table, &f.made, f.printed, gap)) {
        VEC_PUSH(c->arena, &c->failures, f);
        return;
    }
    note_rounding(c, &f.made);
    if (c->thorough)
        report_forgiven(c->sink, c->arena, &f);
}

/* A printed figure of which a term is not known. Withheld terms are in the total that is published, and none of them
 * can make it less than what is known. */
static void check_unknown(Casting *c, Failure f, const Worked *w)
{
    const Made *m = &f.made;
    UnknownFigures unknown = c->table->rows[m->row].cells[m->column].unknown;
    f.expected = w->value;
    if (unknown != UNKNOWN_INCLUDED && w->empty != CELL_SUPPRESSED)
        report_over_unknown(c->sink, m, w->at);
    else if (m->relation->kind == RELATION_SUM && !w->below_zero && decimal_cmp(f.printed, w->value) < 0)
        VEC_PUSH(c->arena, &c->failures, f);
}

static void check_at(Casting *c, const Relation *r, int row, int column)
{
    Made m = {&c->sheet, r, row, column};
    Failure f = {.made = m};
    if (!printed_in(c->table, row, column, &f.printed) || !made_applies(&m) || !is_tested(c, r, row, column))
        return;
    Worked w = made_work_out(&m, f.printed.places);
    bool nothing = w.outcome == OUTCOME_EMPTY && r->kind == RELATION_SUM && made_operands(&m) > 0;
    if ((w.outcome != OUTCOME_EMPTY && w.outcome != OUTCOME_NONE) || nothing || w.unread || w.by_zero)
        mark_checked(c, row, column);
    f.expected = nothing ? (Decimal){0} : w.value;
    if (w.outcome == OUTCOME_TOO_LARGE)
        report_too_large(c->sink, &m);
    else if (w.outcome == OUTCOME_MERGED)
        report_merged(c->sink, &m, w.at);
    else if (w.outcome == OUTCOME_UNKNOWN)
        check_unknown(c, f, &w);
    else if (w.by_zero && f.printed.units)
        report_by_zero(c->sink, c->arena, &f);
    else if (w.outcome == OUTCOME_FIGURE || nothing)
        compare(c, f, w.converted || c->table->columns[column].exact);
    cast_leaves_out(c, &m, &w);
}

/* --- figures as they are shown --- */

static bool shown_in(const Worksheet *s, CellPlace p, Str unit, Decimal *out)
{
    const Table *t = s->table;
    const Cell *cell = table_cell(t, p);
    int decimals = row_decimals(&t->rows[p.row], &t->columns[p.column]);
    *out = cell_counted(cell);
    if (decimals >= 0 && !cell->corrected)
        *out = decimal_round(*out, decimals);
    return cell->number && cell->colspan > 0 && unit_convert(*out, sheet_unit(s, p.row, p.column), unit, out);
}

/* A sum as shown casts when the terms as shown add up to it: in one unit exactly, otherwise rounded like it. */
static bool casts_as_shown(const Casting *c, const Made *m)
{
    const Worksheet *s = &c->sheet;
    Str unit = sheet_unit(s, m->row, m->column);
    Decimal result, sum = {0}, term;
    bool converted = false;
    if (!shown_in(s, (CellPlace){m->row, m->column}, unit, &result))
        return true;
    for (int i = 0; i < made_operands(m); i++) {
        Operand o = made_operand(m, i);
        converted = converted || !str_eq(unit, sheet_unit(s, o.row, o.column));
        if (!shown_in(s, (CellPlace){o.row, o.column}, unit, &term))
            continue;
        if (!(o.minus ? decimal_sub(sum, term, &sum) : decimal_add(sum, term, &sum)))
            return true;
    }
    if (converted && sum.places > result.places)
        sum = decimal_round(sum, result.places);
    return decimal_cmp(sum, result) == 0;
}

static bool shows_a_sum(const Casting *c, const Made *m)
{
    const Cell *cell = &c->table->rows[m->row].cells[m->column];
    bool weighted = !m->relation->of_column && c->table->columns[m->column].weights > 0;
    return relation_is_linear(m->relation->kind) && m->relation->kind != RELATION_CUMULATIVE && !weighted
           && cell->number && !cell->differs.n && made_applies(m)
           && made_work_out(m, cast_places(c->table, m->row, m->column)).outcome == OUTCOME_FIGURE;
}

static void check_shown(Casting *c, const Relation *r, int row, int column)
{
    Made m = {&c->sheet, r, row, column};
    if (c->table->rounded || !shows_a_sum(c, &m) || casts_as_shown(c, &m))
        return;
    note_rounding(c, &m);
}

/* --- percentages, and figures in columns of words --- */

typedef struct Spread {
    Decimal sum, least, most;
    int n;
    bool readable, below_nought;
} Spread;

static void spread_add(Spread *s, Decimal value)
{
    if (!s->n++ || decimal_cmp(value, s->least) < 0)
        s->least = value;
    if (s->n == 1 || decimal_cmp(value, s->most) > 0)
        s->most = value;
    s->below_nought = s->below_nought || value.units < 0;
    s->readable = decimal_add(s->sum, value, &s->sum);
}

/* The figures of an implied sum's lines in a column; readable: each is a figure, or empty. */
static Spread spread_of(Casting *c, const Relation *r, int column)
{
    Spread s = {.readable = true};
    for (int i = 0; i < r->nterms && s.readable; i++) {
        const Cell *cell = &c->table->rows[r->terms[i].at].cells[column];
        Decimal value;
        Str ignored = {0};
        if (cell->colspan != 1)
            s.readable = cell->colspan == 0 && cell->rowspan < 0;
        else if (cell_figure(c->arena, cell, &value, &ignored))
            spread_add(&s, value);
        else
            s.readable = cell->empty && !is_unknown(cell->empty);
    }
    return s;
}

/* Half of the last place of each figure, and of the sum. */
static bool is_within_rounding(Decimal gap, int places, int figures)
{
    Decimal allowed = {(int64_t)(figures + 1) * 5, (int8_t)int_min(places + 1, DECIMAL_PLACES_MOST)};
    return decimal_cmp(magnitude(gap), allowed) <= 0;
}

static void check_percentages(Casting *c, const Relation *r, int column)
{
    Failure f = {.made = {&c->sheet, r, r->at, column}};
    Decimal gap;
    if (!printed_in(c->table, r->at, column, &f.printed) || c->table->rows[r->at].cells[column].computed
        || c->table->columns[column].rises)
        return;
    Spread s = spread_of(c, r, column);
    if (!s.readable || s.n < 2 || s.below_nought)
        return;
    mark_checked(c, r->at, column);
    bool rate = decimal_cmp(f.printed, s.least) >= 0 && decimal_cmp(f.printed, s.most) <= 0;
    f.expected = s.sum;
    if (rate || !decimal_sub(f.printed, s.sum, &gap) || is_within_rounding(gap, f.printed.places, s.n))
        return;
    if (!is_known(c, &f, gap))
        VEC_PUSH(c->arena, &c->failures, f);
}

static void check_words(Casting *c, const Relation *r, int column)
{
    const Column *own = &c->table->columns[column];
    const Cell *total = &c->table->rows[r->at].cells[column];
    Decimal printed;
    Str ignored = {0};
    if (total->colspan != 1 || total->empty || !cell_figure(c->arena, total, &printed, &ignored))
        return;
    Spread s = spread_of(c, r, column);
    if (!s.readable || s.n < 2 || (own->declared && decimal_cmp(s.sum, printed) == 0))
        return;
    report_words(&(CastReport){c->arena, c->sink, c->table}, (CellPlace){r->at, column}, printed, s.sum);
}

/* A total or subtotal in the columns in which nothing is added for it. */
static void check_beside(Casting *c, const Relation *r)
{
    for (int column = 1; column < c->table->ncolumns; column++) {
        const Column *own = &c->table->columns[column];
        if (!column_is_figure(own->kind))
            check_words(c, r, column);
        else if (own->kind == COL_PERCENT && !own->weights && !c->sheet.of_column[column])
            check_percentages(c, r, column);
    }
}

/* --- all of them --- */

typedef void (*CheckPlace)(Casting *, const Relation *, int row, int column);

static void at_each_place(Casting *c, const Relation *r, CheckPlace check_place)
{
    if (r->of_column)
        for (int row = 0; row < c->table->nrows; row++)
            check_place(c, r, row, r->at);
    else
        for (int column = 0; column < c->table->ncolumns; column++)
            check_place(c, r, r->at, column);
}

void cast_check_relations(Casting *c)
{
    const Table *t = c->table;
    c->checked = NEWN(c->arena, bool, (size_t)t->nrows *(size_t)t->ncolumns);
    for (int i = 0; i < t->ncolumns; i++)
        c->rounds = c->rounds || t->columns[i].exact;
    for (int i = 0; i < t->nrelations; i++) {
        const Relation *r = &t->relations[i];
        if (c->refused[i])
            continue;
        at_each_place(c, r, check_at);
        bool implied = !r->of_column && r->kind == RELATION_SUM && !r->written.n;
        if (implied)
            check_beside(c, r);
    }
    for (int i = 0; c->rounds && i < t->nrelations; i++)
        if (!c->refused[i])
            at_each_place(c, &t->relations[i], check_shown);
}
