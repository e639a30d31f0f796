/* Lookups in a table: columns and rows by id, the cell at a place, and the unit of a column. */
#include "doc/table.h"

#include "base/ascii.h"
#include "doc/table_cell.h"

/* The first of each name counts. */
static void index_name(Arena *a, Map *index, Str name, void *value)
{
    if (name.n && !map_find(index, name))
        map_put(a, index, name, value);
}

void table_index(Arena *a, Table *t)
{
    for (int i = 0; i < t->nrows; i++) {
        index_name(a, &t->ids, t->rows[i].id, &t->rows[i]);
        index_name(a, &t->references, t->rows[i].reference, &t->rows[i]);
    }
    for (int i = 0; i < t->nnotes; i++)
        index_name(a, &t->note_ids, t->notes[i].id, &t->notes[i]);
}

int table_column(const Table *t, Str id)
{
    for (int i = 0; i < t->ncolumns; i++)
        if (id.n && str_eq(t->columns[i].id, id))
            return i;
    return -1;
}

static int index_of(const Table *t, const Row *row)
{
    return row ? (int)(row - t->rows) : -1;
}

int table_row(const Table *t, Str id)
{
    return index_of(t, map_find(&t->ids, id));
}

int table_row_or_reference(const Table *t, Str name)
{
    int row = table_row(t, name);
    return row < 0 ? index_of(t, map_find(&t->references, name)) : row;
}

/* Four digits that begin with 19 or 20 and are not part of a longer number. */
static int year_in(Str words)
{
    for (int i = 0; i < words.n; i++) {
        int n = 0, year;
        while (i + n < words.n && is_digit(words.p[i + n]))
            n++;
        if (n == 4 && str_to_int(str_sub(words, i, i + n), &year) && year >= 1900 && year < 2100)
            return year;
        i += n;
    }
    return 0;
}

int column_year(const Column *c)
{
    Str places[] = {c->label, c->span, c->outer_span, c->id};
    int year = 0;
    for (int i = 0; i < COUNT(places) && !year; i++)
        year = year_in(places[i]);
    return year;
}

Decimal cell_counted(const Cell *cell)
{
    return cell->corrected ? cell->correct : cell->value;
}

Str cell_plain(Arena *a, const Cell *cell, StruckWords struck)
{
    return cell->content && !cell->text.n ? node_text_struck(a, cell->content, struck) : cell->text;
}

bool cell_figure(Arena *a, const Cell *cell, Decimal *value, Str *unit)
{
    if (cell->number) {
        *value = cell_counted(cell);
        return true;
    }
    Str words = str_trim(cell_plain(a, cell, STRUCK_OMITTED));
    if (!decimal_parse(words, value)) {
        bool pounds = str_starts(words, "£"), percent = str_ends(words, "%");
        if (pounds == percent)
            return false;
        words = pounds ? str_sub(words, (int)sizeof "£" - 1, words.n) : str_sub(words, 0, words.n - 1);
        if (!decimal_parse(words, value))
            return false;
        *unit = pounds ? STR("£") : STR("%");
    } else {
        *unit = (Str){0};
    }
    return true;
}

bool column_is_figure(ColumnKind kind)
{
    return kind == COL_AMOUNT || kind == COL_COUNT || kind == COL_FTE || kind == COL_PERCENT;
}

static bool has_amounts(const Table *t)
{
    for (int i = 0; i < t->ncolumns; i++)
        if (t->columns[i].kind == COL_AMOUNT)
            return true;
    return false;
}

Str table_unit(const Table *t, int column)
{
    const Column *c = &t->columns[column];
    if (c->unit.n || !column_is_figure(c->kind))
        return c->unit;
    if (c->kind == COL_PERCENT)
        return STR("%");
    return c->kind == COL_AMOUNT || !has_amounts(t) ? t->unit : (Str){0};
}

int row_decimals(const Row *row, const Column *column)
{
    bool other_unit = row->unit.n && !row_unit(row, column).n;
    return !other_unit && (row->decimals >= 0 || row->unit.n) ? row->decimals : column->decimals;
}

Str row_unit(const Row *row, const Column *column)
{
    bool kept = (column->kind == COL_PERCENT && !str_is(row->unit, "%")) || (row->money && column->kind != COL_AMOUNT);
    return column_is_figure(column->kind) && !kept ? row->unit : (Str){0};
}

bool is_unknown(Emptiness empty)
{
    return empty == CELL_NOT_RECORDED || empty == CELL_TO_BE_CONFIRMED || empty == CELL_SUPPRESSED
           || empty == CELL_NOT_AVAILABLE;
}

Str cell_unit(const Table *t, int row, int column)
{
    Str own = row_unit(&t->rows[row], &t->columns[column]);
    return own.n ? own : table_unit(t, column);
}

const Cell *table_cell(const Table *t, CellPlace place)
{
    return &t->rows[place.row].cells[place.column];
}

CellPlace table_origin(const Table *t, int row, int column)
{
    const Cell *cell = &t->rows[row].cells[column];
    if (cell->colspan > 0)
        return (CellPlace){row, column};
    row += cell->rowspan;
    while (column > 0 && t->rows[row].cells[column].colspan == 0)
        column--;
    return (CellPlace){row, column};
}
