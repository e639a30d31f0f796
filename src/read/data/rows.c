/* Rows: lines, groups, sums and balances, for all vocabularies except grants and performance.
 *
 * The labels of the rows fill the first column. The cells of a row fill the others from left to right, skipping
 * columns that a cell of an earlier row spans. Such a span ends with the group in which it began. Instead of cells,
 * a row may have all its figures in one attribute; they fill the columns of figures, and may omit columns calculated
 * from others. A row that does not fill its columns is reported and kept as it is. */
#include "read/data/data_private.h"

/* A cell that spans rows still to come, one for each column it covers. */
typedef struct OpenSpan {
    int rows_left;   /* 0: none */
    int row, column; /* of the cell */
} OpenSpan;

typedef struct TableReader {
    DataReader *d;
    OpenSpan *open; /* by column */
} TableReader;

static void read_empty_figure(DataReader *d, const Column *column, const XmlNode *e)
{
    diag(d->reader->diag, DAT003, xml_pos(e, d->file),
         "the cell in \"" STR_FMT "\" is empty; expected a figure, or the reason in empty", STR_ARG(column->id));
    diag_help(d->reader->diag, "use empty=\"nil\", \"not-applicable\", \"not-recorded\", \"to-be-confirmed\", "
                               "\"no-target\", \"suppressed\", \"not-available\" or \"low\"");
}

/* The last row's cell in a column. */
static void read_cell(DataReader *d, const XmlNode *e, int column_index)
{
    const Reader *r = d->reader;
    const Column *column = &d->table->columns[column_index];
    Cell *cell = &d->rows.at[d->rows.n - 1].cells[column_index];
    Str raw = xml_text(r, e);
    Pos at = xml_text_pos(e, d->file);
    bool filled = str_trim(raw).n > 0, figure = column_is_figure(column->kind);
    cell->pos = xml_pos(e, d->file);
    cell->empty = data_emptiness(d, xml_attr(r, e, "empty"));
    data_use_notes(d, &cell->note, e, "note");
    data_same(d, e, d->rows.n - 1, column_index);
    data_differs(d, e, cell);
    data_cell_rules(d, e, cell);
    if (figure && !cell->empty)
        cell->empty = data_shorthand(d, str_trim(raw)), filled = filled && !cell->empty;
    if (str_is(xml_attr(r, e, "computed"), "yes")) {
        if (filled || cell->empty)
            diag(r->diag, DAT003, cell->pos, "this computed cell has a figure; expected it to be empty");
        cell->empty = CELL_FILLED;
        cell->computed = true;
        return;
    }
    if (filled && cell->empty)
        diag(r->diag, DAT003, cell->pos, "this cell has both a value and empty; expected one or the other");
    data_correct(d, cell, raw, e);
    Decimal ignored;
    bool words_over_columns = cell->colspan > 1 && !decimal_parse(str_trim(raw), &ignored);
    if (filled && figure && !words_over_columns) {
        cell->pos = data_start(raw, at);
        data_figure(d, &d->rows.at[d->rows.n - 1], column_index, raw, at);
    } else if (filled) {
        data_text(d, cell, raw, at);
        if (column->kind == COL_DATE)
            data_date(d, cell_plain(r->job, cell, STRUCK_OMITTED), data_start(raw, at));
    } else if (figure && !cell->empty) {
        read_empty_figure(d, column, e);
    }
}

/* Marks what a cell covers; returns how many columns it takes. */
static int span_cell(TableReader *tr, const XmlNode *e, int column)
{
    DataReader *d = tr->d;
    int row = d->rows.n - 1, n = d->table->ncolumns;
    Cell *cells = d->rows.at[row].cells;
    int wide = data_number(d->reader, e, "colspan", 1), deep = data_number(d->reader, e, "rowspan", 1);
    int room = 1;
    while (column + room < n && !tr->open[column + room].rows_left)
        room++;
    if (wide > room) {
        diag(d->reader->diag, DAT003, xml_attr_pos(e, d->file, "colspan"),
             "this cell spans %d columns; expected at most %d", wide, room);
        wide = room;
    }
    cells[column].colspan = wide;
    cells[column].rowspan = deep;
    for (int i = 0; i < wide; i++) {
        if (i)
            cells[column + i].colspan = cells[column + i].rowspan = 0;
        if (deep > 1)
            tr->open[column + i] = (OpenSpan){deep, row, column};
    }
    return wide;
}

/* Takes one row off every open span; spans from above cover its cells. */
static void pass_row(TableReader *tr)
{
    int row = tr->d->rows.n - 1;
    Cell *cells = tr->d->rows.at[row].cells;
    for (int c = 0; c < tr->d->table->ncolumns; c++) {
        OpenSpan *span = &tr->open[c];
        if (!span->rows_left)
            continue;
        if (span->row != row) {
            cells[c].colspan = 0;
            cells[c].rowspan = span->row - row;
        }
        span->rows_left--;
    }
}

/* A span does not leave its group. */
static void close_spans(TableReader *tr)
{
    DataReader *d = tr->d;
    for (int c = 0; c < d->table->ncolumns; c++) {
        OpenSpan *span = &tr->open[c];
        if (!span->rows_left)
            continue;
        Cell *cell = &d->rows.at[span->row].cells[span->column];
        int there = cell->rowspan - span->rows_left;
        span->rows_left = 0;
        if (span->column != c)
            continue;
        diag(d->reader->diag, DAT003, cell->pos,
             "this cell spans %d rows; expected at most %d, because its group ends there", cell->rowspan, there);
        cell->rowspan = there;
    }
}

static int next_free(const TableReader *tr, int column)
{
    while (column < tr->d->table->ncolumns && tr->open[column].rows_left)
        column++;
    return column;
}

static void report_cells(DataReader *d, const XmlNode *e, int cells, int wanted)
{
    diag(d->reader->diag, DAT003, xml_pos(e, d->file),
         "row \"" STR_FMT "\" has %d cell%s; expected %d, because its label fills the first of %d columns",
         STR_ARG(xml_attr(d->reader, e, "label")), cells, cells == 1 ? "" : "s", wanted, d->table->ncolumns);
}

static void read_cells(TableReader *tr, const XmlNode *e)
{
    DataReader *d = tr->d;
    int n = d->table->ncolumns, column = next_free(tr, 1), cells = 0, missing = 0, excess = 0;
    for (const XmlNode *c = xml_first(e); c; c = xml_next(c), cells++) {
        if (column >= n) {
            excess++;
            continue;
        }
        int wide = span_cell(tr, c, column);
        read_cell(d, c, column);
        column = next_free(tr, column + wide);
    }
    for (; column < n; column = next_free(tr, column + 1))
        missing++;
    if (missing || excess)
        report_cells(d, e, cells, cells + missing - excess);
}

static bool is_made(const DataReader *d, int column)
{
    for (int i = 0; i < d->declared.n; i++) {
        const Declared *c = &d->declared.at[i];
        if (c->of_column && c->at == column)
            return data_is_made(c->element);
    }
    return false;
}

/* Whether a column's totals are means. */
static bool is_weighted(const DataReader *d, int column)
{
    for (int i = 0; i < d->declared.n; i++)
        if (d->declared.at[i].of_column && d->declared.at[i].at == column)
            return xml_has(d->declared.at[i].element, "weights");
    return false;
}

/* A row without cells whose figures follow from others. A total's percentages follow from nothing unless their
 * column declares how. */
static void compute_all(DataReader *d, bool by_role)
{
    Cell *cells = d->rows.at[d->rows.n - 1].cells;
    for (int c = 1; c < d->table->ncolumns; c++) {
        ColumnKind kind = d->table->columns[c].kind;
        if (!column_is_figure(kind))
            continue;
        if (kind == COL_PERCENT && by_role && !is_made(d, c) && !is_weighted(d, c))
            cells[c].empty = CELL_NOT_APPLICABLE;
        else
            cells[c].computed = true;
    }
}

static void read_figure_word(DataReader *d, int column, Str word, Pos at)
{
    Row *row = &d->rows.at[d->rows.n - 1];
    Cell *cell = &row->cells[column];
    cell->pos = at;
    cell->pos.len = word.n;
    cell->empty = data_emptiness(d, word);
    if (!cell->empty)
        cell->empty = data_shorthand(d, word);
    if (!cell->empty)
        data_figure(d, row, column, word, at);
}

static Str next_word(Str *rest, Pos *at)
{
    int from = 0;
    while (from < rest->n && rest->p[from] == ' ')
        from++;
    int to = from;
    while (to < rest->n && rest->p[to] != ' ')
        to++;
    Str word = str_sub(*rest, from, to);
    at->col += from;
    *rest = str_sub(*rest, to, rest->n);
    return word;
}

static int count_words(Str text)
{
    Pos ignored = {0};
    int n = 0;
    while (next_word(&text, &ignored).n)
        n++;
    return n;
}

/* Whether to take a figure from the list: always, except for calculated columns when the list is short. */
static bool takes_word(const DataReader *d, int column, bool all)
{
    return column_is_figure(d->table->columns[column].kind) && (all || !is_made(d, column));
}

static int count_takers(const DataReader *d, bool all)
{
    int n = 0;
    for (int c = 1; c < d->table->ncolumns; c++)
        n += takes_word(d, c, all);
    return n;
}

/* All figures of a row in one attribute. Columns of text get empty text. */
static void read_figures(DataReader *d, const XmlNode *e)
{
    Str list = xml_attr(d->reader, e, "figures");
    Pos at = xml_attr_pos(e, d->file, "figures");
    int words = count_words(list);
    bool all = words == count_takers(d, true);
    if (!all && words != count_takers(d, false)) {
        diag(d->reader->diag, DAT003, at, "row \"" STR_FMT "\" has %d figure%s; expected %d",
             STR_ARG(xml_attr(d->reader, e, "label")), words, words == 1 ? "" : "s", count_takers(d, true));
    }
    for (int c = 1; c < d->table->ncolumns; c++) {
        if (!takes_word(d, c, all)) {
            if (column_is_figure(d->table->columns[c].kind))
                d->rows.at[d->rows.n - 1].cells[c].computed = true;
            continue;
        }
        Str word = next_word(&list, &at);
        if (!word.n)
            break;
        read_figure_word(d, c, word, at);
        at.col += word.n;
    }
}

static void read_row(TableReader *tr, const XmlNode *e, RowRole role, int level)
{
    DataReader *d = tr->d;
    const Reader *r = d->reader;
    bool by_role = role == ROW_TOTAL || role == ROW_SUBTOTAL;
    Row *row = data_row(d, role, level, xml_pos(e, d->file));
    row->id = xml_attr(r, e, "id");
    row->reference = data_attr(d, e, "ref");
    row->unit = data_attr(d, e, "unit");
    row->also = xml_attr(r, e, "also");
    row->decimals = data_number(r, e, "decimals", -1);
    data_label(d, row, e, "label");
    data_use_notes(d, &row->cells[0].note, e, "note");
    if (xml_has(e, "figures") && xml_first(e))
        diag(r->diag, DAT003, xml_attr_pos(e, d->file, "figures"),
             "this row has both figures and cells; expected one or the other");
    else if (xml_has(e, "figures"))
        read_figures(d, e);
    else if (!xml_first(e) && (by_role || data_is_made(e)))
        compute_all(d, !data_is_made(e));
    else
        read_cells(tr, e);
    row = &d->rows.at[d->rows.n - 1];
    data_row_differs(d, e, row);
    data_row_rules(d, e, row);
    pass_row(tr);
    data_declare(d, e, false, d->rows.n - 1);
    data_same(d, e, d->rows.n - 1, -1);
}

/* The rows of the table (level 0) or of a group. The reader of XML limits how deep groups nest. */
static void read_rows(TableReader *tr, const XmlNode *parent, int level)
{
    for (const XmlNode *e = xml_first(parent); e; e = xml_next(e)) {
        if (xml_is(e, "group")) {
            close_spans(tr);
            data_group_row(tr->d, e, level);
            read_rows(tr, e, level + 1);
        } else if (xml_is(e, "row")) {
            read_row(tr, e, ROW_LINE, level);
        } else if (xml_is(e, "subtotal")) {
            read_row(tr, e, ROW_SUBTOTAL, level);
        } else if (xml_is(e, "total")) {
            read_row(tr, e, ROW_TOTAL, level);
        } else if (xml_is(e, "balance")) {
            read_row(tr, e, ROW_BALANCE, level);
        }
    }
    close_spans(tr);
}

void data_read_rows(DataReader *d, const XmlNode *parent)
{
    if (xml_has(parent, "source")) {
        data_read_sheet(d, parent);
        return;
    }
    TableReader tr = {d, NEWN(d->reader->job, OpenSpan, d->table->ncolumns)};
    read_rows(&tr, parent, 0);
}
