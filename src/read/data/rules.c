/* What a row or cell says of itself beside its figures: how it is known to differ, what a sum does with figures that
 * are not known, what it may be out by, and whether it is part of sums at all. */
#include "read/data/data_private.h"

#include "doc/units.h"

/* A number as differs-by has it, with a plus or minus. */
static bool read_gap(DataReader *d, Str words, Pos at, Decimal *gap)
{
    Str number = str_starts(words, "+") ? str_sub(words, 1, words.n) : words;
    if (decimal_parse(number, gap))
        return true;
    diag(d->reader->diag, DAT017, at, "\"" STR_FMT "\" is not a difference; expected a number, such as -9",
         STR_ARG(words));
    return false;
}

static void report_no_reason(DataReader *d, Pos at)
{
    diag(d->reader->diag, DAT017, at, "differs-by says how much, but not why; expected differs=\"…\" beside it");
}

void data_differs(DataReader *d, const XmlNode *e, Cell *cell)
{
    const Reader *r = d->reader;
    cell->differs = xml_attr(r, e, "differs");
    if (!xml_has(e, "differs-by"))
        return;
    Pos at = xml_attr_pos(e, d->file, "differs-by");
    cell->stated = read_gap(d, str_trim(xml_attr(r, e, "differs-by")), at, &cell->differs_by);
    if (!cell->differs.n)
        report_no_reason(d, at);
}

/* Every cell of the row without a reason of its own gets the row's. */
static void spread_differs(DataReader *d, Row *row, Str differs)
{
    for (int c = 1; c < d->table->ncolumns; c++)
        if (column_is_figure(d->table->columns[c].kind) && !row->cells[c].differs.n)
            row->cells[c].differs = differs;
}

/* One number for all that differ, or column=number. */
static void read_gaps(DataReader *d, Row *row, Str list, Pos at)
{
    for (Str word, rest = list; rest.n;) {
        Str name, number;
        Decimal gap;
        str_cut(rest, ' ', &word, &rest);
        bool named = str_cut(word, '=', &name, &number);
        if (!word.n || !read_gap(d, named ? number : word, at, &gap))
            continue;
        int only = named ? table_column(d->table, name) : 0;
        if (only < 0)
            diag(d->reader->diag, DAT017, at, "no column has the name \"" STR_FMT "\"; expected an id", STR_ARG(name));
        for (int c = 1; c < d->table->ncolumns; c++)
            if (only >= 0 && (!named || c == only) && !row->cells[c].stated)
                row->cells[c].stated = true, row->cells[c].differs_by = gap;
    }
}

void data_row_differs(DataReader *d, const XmlNode *e, Row *row)
{
    Str differs = xml_attr(d->reader, e, "differs");
    if (differs.n)
        spread_differs(d, row, differs);
    if (!xml_has(e, "differs-by"))
        return;
    Pos at = xml_attr_pos(e, d->file, "differs-by");
    read_gaps(d, row, xml_attr(d->reader, e, "differs-by"), at);
    if (!differs.n)
        report_no_reason(d, at);
}

static UnknownFigures unknown_of(Str word)
{
    if (str_is(word, "excluded"))
        return UNKNOWN_EXCLUDED;
    return str_is(word, "included") ? UNKNOWN_INCLUDED : UNKNOWN_SPREADS;
}

void data_cell_rules(DataReader *d, const XmlNode *e, Cell *cell)
{
    cell->tolerance = data_number(d->reader, e, "tolerance", -1);
    cell->unknown = unknown_of(xml_attr(d->reader, e, "unknown"));
}

/* Figures that are made of others in another way than by adding are no lines of a sum. */
static bool is_no_line(const XmlNode *e)
{
    static const char *const attributes[] = {"share", "change", "ratio", "weekly", "mean", "cumulative", "count"};
    for (int i = 0; i < COUNT(attributes); i++)
        if (xml_has(e, attributes[i]))
            return true;
    return false;
}

static void report_exempt(DataReader *d, const XmlNode *e, Str exempt)
{
    for (Str word, rest = exempt; rest.n;) {
        str_cut(rest, ' ', &word, &rest);
        if (word.n && table_column(d->table, word) < 0)
            diag(d->reader->diag, DAT017, xml_attr_pos(e, d->file, "exempt"),
                 "no column has the name \"" STR_FMT "\"; expected an id", STR_ARG(word));
    }
}

/* A row's unit of money is that of its amounts, not of the people in another column. */
static bool is_money_among_others(const Table *t, const Row *row)
{
    int ignored;
    if (!row->unit.n || !unit_exponent(row->unit, &ignored))
        return false;
    for (int i = 0; i < t->ncolumns; i++)
        if (t->columns[i].kind == COL_AMOUNT)
            return true;
    return false;
}

void data_row_rules(DataReader *d, const XmlNode *e, Row *row)
{
    const Reader *r = d->reader;
    row->memo = str_is(xml_attr(r, e, "memo"), "yes") || is_no_line(e);
    row->money = is_money_among_others(d->table, row);
    row->income = str_is(xml_attr(r, e, "good"), "higher");
    row->tolerance = data_number(r, e, "tolerance", -1);
    row->untested = xml_attr(r, e, "untested");
    row->exempt = xml_attr(r, e, "exempt");
    report_exempt(d, e, row->exempt);
    UnknownFigures unknown = unknown_of(xml_attr(r, e, "unknown"));
    for (int c = 1; c < d->table->ncolumns; c++)
        if (!row->cells[c].unknown)
            row->cells[c].unknown = unknown;
}
