/* Lines that meet a condition, and the line with the largest or smallest figure.
 *
 *     count performance where status is achieved
 *     list crime where 2013-14 above 2012-13 and 2013-14 at-least 100
 *     sum grants/amount where district is Cambridge City
 *
 * A figure is compared with a figure ("£10,000", "5%"; a bare number is in the cell's own unit) or with another column
 * of the same line; a verdict with its name; words with words, whatever the case. A line whose cell is not applicable
 * meets no condition. A cell that is not known leaves the answer unknown, which is refused. */
#include "doc/figure/figure_private.h"

#include "base/ascii.h"
#include "doc/units.h"

#define WHERE " where "
#define AND " and "

typedef enum Operator { IS, IS_NOT, ABOVE, BELOW, AT_LEAST, AT_MOST, OPERATORS } Operator;

/* Two characters before one: >= is not > with a value that begins with =. */
static const struct {
    const char *symbol;
    Operator is;
} symbols[] = {{">=", AT_LEAST}, {"<=", AT_MOST}, {"!=", IS_NOT}, {">", ABOVE}, {"<", BELOW}, {"=", IS}};

static const char *const operators[OPERATORS] = {"is", "not", "above", "below", "at-least", "at-most"};

typedef struct LineCondition {
    Str written, value;
    int column, other; /* other: the column that it is compared with; -1: a value */
    Operator is;
    bool number;
    Decimal than;
    Str unit; /* of than; empty: the cell's own */
} LineCondition;

/* --- reading --- */

static int status_column(const Table *t)
{
    for (int i = 0; i < t->ncolumns; i++)
        if (t->columns[i].kind == COL_STATUS)
            return i;
    return -1;
}

/* "£10,000", "£1.5m", "6.6p", "43%" or "12". */
static bool read_amount(Str words, Decimal *value, Str *unit)
{
    static const char *const behinds[] = {"bn", "m", "k"}, *const units[] = {"£bn", "£m", "£k"};
    Str figure = words;
    *unit = (Str){0};
    bool pounds = str_starts(words, "£");
    if (pounds) {
        *unit = STR("£");
        figure = str_sub(figure, (int)sizeof "£" - 1, figure.n);
    }
    for (int i = 0; pounds && i < COUNT(behinds); i++) {
        if (!str_ends(figure, behinds[i]))
            continue;
        figure = str_sub(figure, 0, figure.n - str_c(behinds[i]).n);
        *unit = str_c(units[i]);
        break;
    }
    if (!pounds && (str_ends(figure, "%") || str_ends(figure, "p"))) {
        *unit = str_sub(figure, figure.n - 1, figure.n);
        figure = str_sub(figure, 0, figure.n - 1);
    }
    return decimal_parse(figure, value);
}

/* Where the operator is; its length in *n, with the words around it trimmed later. -1: there is none. */
static int find_operator(Str s, Operator *is, int *n)
{
    for (int at = 1; at < s.n; at++) {
        Str rest = str_sub(s, at, s.n), word;
        for (int i = 0; i < COUNT(symbols); i++)
            if (str_starts(rest, symbols[i].symbol)) {
                *is = symbols[i].is;
                *n = str_c(symbols[i].symbol).n;
                return at;
            }
        if (s.p[at - 1] != ' ')
            continue;
        word = next_form_word(&rest);
        for (int i = 0; i < OPERATORS; i++)
            if (str_is(word, operators[i])) {
                *is = (Operator)i;
                *n = word.n;
                return at;
            }
    }
    return -1;
}

/* What a status or direction of a delivery plan is compared with must be in the plan's key: no line would have it. */
static bool is_in_key(Finder *f, const Table *t, const LineCondition *c)
{
    Str column = t->columns[c->column].id;
    bool direction = str_is(column, "direction");
    if (!t->nkey || (!direction && !str_is(column, "status")) || str_is(c->value, "not-recorded"))
        return true;
    Str *names = NEWN(f->a, Str, t->nkey);
    int n = 0;
    for (int i = 0; i < t->nkey; i++) {
        const KeyEntry *entry = &t->key[i];
        if (entry->direction != direction)
            continue;
        if (str_eq_folded(entry->id, c->value) || str_eq_folded(entry->name, c->value))
            return true;
        names[n++] = entry->id;
    }
    return refuse_name(f, DAT004, direction ? "direction" : "status", c->value, &(Strs){.at = names, .n = n});
}

static bool read_condition(Finder *f, const Table *t, Str written, LineCondition *out)
{
    Operator is = IS;
    int n = 0, at = find_operator(written, &is, &n);
    Str column = str_trim(str_sub(written, 0, at)), value = str_trim(str_sub(written, at + n, written.n));
    if (at < 0 || !column.n || !value.n)
        return refuse_figure(f, DAT020, written,
                             str_format(f->a,
                                        "\"" STR_FMT "\" is not a condition; expected a column, then is, not, above, "
                                        "below, at-least or at-most, then a value or a column",
                                        STR_ARG(written)));
    *out = (LineCondition){.written = written, .value = value, .is = is, .other = table_column(t, value)};
    out->column = table_column(t, column);
    if (out->column < 0 && str_is(column, "status"))
        out->column = status_column(t);
    if (out->column < 0)
        out->column = find_column(f, t, column);
    out->number = out->other < 0 && read_amount(value, &out->than, &out->unit);
    return out->column >= 0 && is_in_key(f, t, out);
}

/* --- comparing --- */

static bool holds(Operator is, int order)
{
    switch (is) {
    case IS: return order == 0;
    case IS_NOT: return order != 0;
    case ABOVE: return order > 0;
    case BELOW: return order < 0;
    case AT_LEAST: return order >= 0;
    default: return order <= 0;
    }
}

static bool refuse_comparison(Finder *f, const LineCondition *c)
{
    return refuse_figure(f, DAT020, c->written,
                         str_format(f->a, "\"" STR_FMT "\" compares words with %s; expected is or not, and words",
                                    STR_ARG(c->written), operators[c->is]));
}

/* Two figures; *meets is the answer. */
static bool compare_figures(Finder *f, const LineCondition *c, FigurePlace *own, FigurePlace *than, bool *meets)
{
    if (!bring_together(own, than))
        return refuse_units(f, c->written, own, than);
    *meets = holds(c->is, decimal_cmp(own->value, than->value));
    return true;
}

/* The figure of a cell for comparison. *known is false when the cell is not applicable. False: it is unknown. */
static bool figure_for(Finder *f, const Table *t, CellPlace at, FigurePlace *out, bool *known)
{
    FigureSpan cell = span_of_cell(f, t, at.row, at.column);
    if (!add_span(f, &cell, out))
        return false;
    *known = out->number || out->empty == CELL_NIL;
    if (!*known && !is_zero(out->empty))
        return refuse_unknown(f, t, at, "whether this line counts");
    return true;
}

static bool test_figure(Finder *f, const Table *t, const LineCondition *c, int row, bool *meets)
{
    FigurePlace own, than = {.table = t, .row = row, .column = c->column, .number = true, .value = c->than};
    bool known, other_known = true;
    if (!figure_for(f, t, (CellPlace){row, c->column}, &own, &known))
        return false;
    if (c->other >= 0 && !figure_for(f, t, (CellPlace){row, c->other}, &than, &other_known))
        return false;
    if (!known || !other_known)
        return true;
    if (c->other < 0)
        than.unit = c->unit.n ? c->unit : own.unit;
    return compare_figures(f, c, &own, &than, meets);
}

static bool test_words(Finder *f, const Table *t, const LineCondition *c, int row, bool *meets)
{
    const Cell *cell = table_cell(t, table_origin(t, row, c->column));
    if (c->is != IS && c->is != IS_NOT)
        return refuse_comparison(f, c);
    Str words = cell->status.n ? cell->status : str_trim(cell_plain(f->a, cell, STRUCK_OMITTED));
    bool named = t->nkey && cell->status.n && str_eq_folded(cell->text, c->value);
    *meets = (named || str_eq_folded(words, c->value)) == (c->is == IS);
    if (cell->status.n && c->is == IS_NOT && cell->empty == CELL_NOT_APPLICABLE)
        *meets = false;
    return true;
}

static bool test_line(Finder *f, const Table *t, const LineCondition *c, int row, bool *meets)
{
    *meets = false;
    bool figures = column_is_figure(t->columns[c->column].kind);
    if (figures && !c->number && c->other < 0)
        return refuse_figure(f, DAT020, c->value,
                             str_format(f->a,
                                        "\"" STR_FMT "\" is neither a figure nor a column; expected one to compare "
                                        "figures with",
                                        STR_ARG(c->value)));
    return figures ? test_figure(f, t, c, row, meets) : test_words(f, t, c, row, meets);
}

/* Keeps the lines that meet one condition. */
static bool keep_lines(Finder *f, FigureSpan *span, Str written)
{
    LineCondition c = {0};
    int kept = 0;
    if (!read_condition(f, span->table, written, &c))
        return false;
    for (int i = 0; i < span->rows.n; i++) {
        bool meets;
        if (!test_line(f, span->table, &c, span->rows.at[i], &meets))
            return false;
        if (meets)
            span->rows.at[kept++] = span->rows.at[i];
    }
    span->rows.n = kept;
    return true;
}

static bool keep_all(Finder *f, FigureSpan *span, Str conditions)
{
    for (bool more = true; more;) {
        int and = str_find(conditions, AND);
        more = and >= 0;
        if (!keep_lines(f, span, str_trim(more ? str_sub(conditions, 0, and) : conditions)))
            return false;
        conditions = more ? str_sub(conditions, and+(int)sizeof AND - 1, conditions.n) : conditions;
    }
    return true;
}

bool select_lines(Finder *f, Str written, bool with_column, FigureSpan *out)
{
    int where = str_find(written, WHERE);
    Str path = str_trim(where < 0 ? written : str_sub(written, 0, where)), id, rest, rows, column;
    *out = (FigureSpan){0};
    str_cut(path, '/', &id, &rest);
    out->table = find_table(f, id);
    if (!out->table)
        return false;
    rows = rest;
    if (with_column && !str_cut_last(rest, '/', &rows, &column))
        column = rest, rows = (Str){0};
    if (with_column && !column.n)
        return refuse_figure(f, MD009, path,
                             str_format(f->a, "\"" STR_FMT "\" is not valid; expected data/column or data/rows/column",
                                        STR_ARG(path)));
    if (!find_rows(f, out->table, rows, &out->rows))
        return false;
    if (with_column && !find_columns(f, out->table, column, &out->columns))
        return false;
    return where < 0 || keep_all(f, out, str_sub(written, where + (int)sizeof WHERE - 1, written.n));
}

/* --- extremes --- */

/* Compares a line's figure with the best so far: negative when it is beyond it. */
static bool is_beyond(Finder *f, FigurePlace *best, FigurePlace own, int way, int *order)
{
    *order = -1;
    if (best->table && !bring_together(best, &own))
        return refuse_units(f, f->all, best, &own);
    if (best->table)
        *order = decimal_cmp(best->value, own.value) * way;
    if (*order < 0)
        *best = own;
    return true;
}

bool select_extreme(Finder *f, FigureSpan *span, int way)
{
    FigurePlace best = {0};
    int kept = 0;
    for (int i = 0; i < span->rows.n; i++) {
        int row = span->rows.at[i], order;
        FigurePlace own;
        bool known;
        if (!figure_for(f, span->table, (CellPlace){row, span->columns.at[0]}, &own, &known))
            return false;
        if (!known)
            continue;
        if (!is_beyond(f, &best, own, way, &order))
            return false;
        if (order < 0)
            kept = 0;
        if (order <= 0)
            span->rows.at[kept++] = row;
    }
    span->rows.n = kept;
    return kept > 0 || refuse_figure(f, DAT020, f->all, STR("no line has a figure; expected at least one to compare"));
}
