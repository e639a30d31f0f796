/* Private to the reading of sheets into tables: what the mapping knows while it goes through the rows. */
#ifndef READ_DATA_SHEET_PRIVATE_H
#define READ_DATA_SHEET_PRIVATE_H

#include "diag/cell_name.h"
#include "read/data/data_private.h"
#include "sheet/sheet.h"

/* What the data file says of a row of the sheet. */
typedef struct SheetKey {
    const XmlNode *element;
    bool used;
} SheetKey;

/* A row of the table and where it stands. */
typedef struct SheetLine {
    int row;                /* of the sheet */
    const XmlNode *element; /* what the data file says of it; NULL: nothing */
    bool has_sum;           /* its formulas are a sum of rows */
    bool summed;            /* a sum counts it */
    bool stale;             /* a stored value of it is not what its formula gives */
} SheetLine;

typedef struct SheetReader {
    DataReader *d;
    const XmlNode *root;
    const XmlNode *more; /* <sheet>: what the data file says of the sheet; NULL: nothing */
    Workbook *workbook;
    Str path; /* of the workbook, as the sink knows it */
    SheetGrid *sheet;
    SheetRange range; /* with the row of heads */
    int *columns;     /* of the sheet, for each column of the table; 0: none */
    Str *heads;       /* of the columns of the range */
    int key, reference;
    Map keys;              /* key → SheetKey */
    VEC(SheetLine) lines;  /* as the table's rows, which begin at first_row */
    VEC(int) depths;       /* rows of the groups that are open */
    int last_row;          /* of the sheet, that became a row of the table */
    bool *percent, *plain; /* by column: seen with and without a per cent sign */
    int *line_at;          /* row of the sheet less range.top → index in lines, or -1 */
    int64_t reads;         /* cells that formulas have read */
} SheetReader;

Pos sheet_pos(const SheetReader *r, int sheet, int row, int column);
Pos sheet_cell_pos(const SheetReader *r, int sheet, const SheetCell *c);
/* What the data file says of a cell; NULL: nothing. */
const XmlNode *sheet_key_cell(const SheetReader *r, const XmlNode *row, int column);
bool sheet_skips_row(const SheetReader *r, int row);
void sheet_report_faulty(SheetReader *r, const SheetCell *c, Pos at); /* an error value: SHT006 */

void sheet_read_rows(SheetReader *r);
/* When the rows are there: sums become relations, and every formula is compared with its stored value. */
void sheet_read_formulas(SheetReader *r);
/* Whether a row's figures are a sum of other rows of the table. *beyond: also of rows before `from`. */
bool sheet_row_sums(SheetReader *r, int row, int from, bool *beyond, bool *minus);

#endif
