/* Workbooks (.xlsx, .ods, .fods) and .csv as grids of cells. libminizip and libxml2's streaming parser live behind this
 * header.
 *
 * A file is not trusted: sizes, nesting and numbers of cells have limits, and a workbook that is encrypted, contains
 * macros or takes figures from other files is refused. Nothing is reported here; a fault says in words what is wrong.
 * Rows and columns count from 1. Everything lives in the arena of workbook_open, and the bytes must outlive it. */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "base/arena.h"
#include "base/base.h"
#include "base/vec.h"
#include "sheet/number.h"

typedef enum SheetFaultKind { SHEET_SOUND, SHEET_DAMAGED, SHEET_REFUSED } SheetFaultKind;
typedef struct SheetFault {
    SheetFaultKind kind;
    Str message; /* what is wrong and what was expected */
    Str help;    /* what to do; may be empty */
} SheetFault;

typedef enum ValueKind { VALUE_BLANK, VALUE_NUMBER, VALUE_WORDS, VALUE_BOOLEAN, VALUE_FAULTY } ValueKind; /* "#REF!" */

/* How a number is shown, as far as it says what the number is. */
typedef enum NumberForm { FORM_PLAIN, FORM_PERCENT, FORM_DATE, FORM_TIME } NumberForm;
typedef struct NumberStyle {
    NumberForm form;
    int places; /* that are shown; -1: as held */
    int scale;  /* what is shown is the number times ten to this: 2 for percentages, -3 for thousands (#,##0,) */
} NumberStyle;

/* A formula; cells that share one have it moved by their distance from its home. */
typedef struct SheetFormula {
    Str text; /* without "=" */
    int row, column;
    bool of_array; /* gives several cells their values */
} SheetFormula;

typedef struct SheetCell {
    int row, column;
    ValueKind kind; /* of the stored value */
    bool stored;    /* false: a formula without a stored value */
    bool visited;   /* for whoever walks from formula to formula */
    NumberStyle style;
    SheetNumber number; /* of FORM_DATE: the day, counted from 30 December 1899 */
    Str text;           /* words, or the error as it is shown; of a boolean "TRUE" or "FALSE" */
    const SheetFormula *formula;
    int line, at; /* of a text file: where the cell begins, line and column */
} SheetCell;

typedef struct SheetRange {
    int sheet; /* index; -1: there is no such sheet */
    int top, left, bottom, right;
} SheetRange;

typedef struct SheetRow {
    int row, first; /* its first cell; the next row's first ends it */
} SheetRow;

typedef struct SheetSpan {
    int from, to;
} SheetSpan;

typedef struct SheetGrid {
    Str name;
    bool hidden;
    VEC(SheetCell) cells; /* by row and column, without blank ones; those with a formula are there */
    VEC(SheetRow) rows;   /* those that have cells */
    VEC(SheetSpan) hidden_columns;
    VEC(SheetSpan) hidden_rows;
    VEC(SheetRange) merges;
    bool loaded;
    Str member; /* of the zip; private to the reader */
} SheetGrid;

/* A table object (in .ods a database range) or a named range. */
typedef struct SheetName {
    Str name;
    SheetRange range;
    bool of_table;
    int totals; /* rows of totals at a table object's end */
} SheetName;

typedef struct Workbook {
    Arena *arena;
    bool is_text;   /* .csv: one sheet without a name, whose cells know their place in the file */
    bool of_office; /* formulas are written as OpenDocument does */
    VEC(SheetGrid) sheets;
    VEC(SheetName) names; /* table objects first */
    void *source;         /* private to the reader */
} Workbook;

bool workbook_has_ending(Str path); /* .xlsx, .xlsm, .xls, .ods, .fods, .csv, .tsv: a file that is for workbook_open */
/* Opens a workbook; path only says whether it is a .csv, whose text must be UTF-8. NULL: *fault says why. */
Workbook *workbook_open(Arena *a, Str bytes, Str path, SheetFault *fault);
/* Reads the cells of a sheet, once. NULL: *fault says why. */
SheetGrid *workbook_sheet(Workbook *w, int sheet, SheetFault *fault);
/* Of a table object or named range, or of Sheet!A1:D20. False: there is none. */
bool workbook_range(const Workbook *w, Str name, SheetRange *out);
const SheetName *workbook_name(const Workbook *w, Str name); /* in capitals or not; NULL: there is none */
int workbook_sheet_named(const Workbook *w, Str name);       /* its index, or -1 */

SheetCell *sheet_cell(const SheetGrid *s, int row, int column); /* NULL: blank */
int sheet_row_at(const SheetGrid *s, int row); /* index of the first of its rows that is not above; rows.n: none */
int sheet_cell_from(const SheetGrid *s, int index, int column); /* index of that row's first cell from a column on */
int sheet_row_end(const SheetGrid *s, int index);               /* index behind the last cell of a row */
SheetCell *sheet_cell_in(const SheetGrid *s, int index, int column); /* of that index among its rows; NULL: blank */
bool sheet_column_hidden(const SheetGrid *s, int column);
bool sheet_row_hidden(const SheetGrid *s, int row);
/* What a cell shows, as one line: words, a number to the places of its style, "12%", "2013-04-01". Empty for NULL. */
Str sheet_cell_text(Arena *a, const SheetCell *c);
SheetNumber sheet_cell_shown(const SheetCell *c); /* of a number: as it is shown, by its style, but not rounded */
/* "2013-04-01" for a day counted from 30 December 1899; empty: none that a spreadsheet can hold. */
Str sheet_date(Arena *a, SheetNumber day);

#endif
