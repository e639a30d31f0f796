/* A table as CSV (RFC 4180), for people who want to work with the figures.
 *
 * One heading row, which joins spanning heading, label and unit in one field. Figures are plain numbers with a plain
 * minus; empty cells have their words; a last column gives units when rows have their own. Text that spans rows is
 * repeated in each, but a figure appears once, so that a column still adds up. Words that a spreadsheet
 * would run as a formula get an apostrophe in front. */
#include "open/csv_private.h"

#include "doc/table_cell.h"
#include "open/open_data.h"

Str csv_head(const Table *t, int column, Arena *a)
{
    const Column *c = &t->columns[column];
    Str unit = table_unit(t, column);
    Buf head = {0};
    if (c->outer_span.n)
        buf_format(&head, STR_FMT " ", STR_ARG(c->outer_span));
    if (c->span.n)
        buf_format(&head, STR_FMT " ", STR_ARG(c->span));
    buf_str(&head, c->label);
    if (unit.n)
        buf_format(&head, " (" STR_FMT ")", STR_ARG(unit));
    return str_trim(buf_take(&head, a));
}

bool csv_has_units(const Table *t)
{
    for (int row = 0; row < t->nrows; row++)
        if (t->rows[row].unit.n)
            return true;
    return false;
}

Str csv_number(Arena *a, const Cell *cell, int decimals)
{
    Decimal value = cell->value;
    bool negative = value.units < 0;
    if (negative)
        value.units = -value.units;
    Str digits = decimal_format(a, value, cell->corrected ? -1 : decimals, false);
    return str_format(a, "%s" STR_FMT, negative ? "-" : "", STR_ARG(digits));
}

const Cell *csv_cell(const Table *t, int row, int column)
{
    CellPlace origin = table_origin(t, row, column);
    const Cell *cell = table_cell(t, origin);
    bool elsewhere = origin.column != column || (origin.row != row && (cell->number || cell->empty));
    return elsewhere ? NULL : cell;
}

static Str field_of(const Table *t, int row, int column, Arena *scratch)
{
    const Cell *cell = csv_cell(t, row, column);
    if (!cell)
        return (Str){0};
    if (cell->number)
        return csv_number(scratch, cell, row_decimals(&t->rows[row], &t->columns[column]));
    if (cell->empty)
        return empty_words(t->language, cell->empty);
    return cell_plain(scratch, cell, STRUCK_MARKED);
}

void table_csv(const Table *t, Buf *out)
{
    Arena *scratch = arena_new();
    for (int c = 0; c < t->ncolumns; c++) {
        if (c)
            buf_char(out, ',');
        buf_csv_words(out, csv_head(t, c, scratch));
    }
    bool units = csv_has_units(t);
    if (units)
        buf_char(out, ',');
    if (units)
        buf_csv(out, language_word(t->language, WORD_UNIT_OF_ROW));
    buf_puts(out, "\r\n");
    for (int r = 0; r < t->nrows; r++) {
        for (int c = 0; c < t->ncolumns; c++) {
            if (c)
                buf_char(out, ',');
            buf_csv_words(out, field_of(t, r, c, scratch));
        }
        if (units)
            buf_char(out, ',');
        if (units)
            buf_csv_words(out, t->rows[r].unit);
        buf_puts(out, "\r\n");
    }
    arena_free(scratch);
}
