/* Private to the table files: how a table's spans fold together, words for what is empty, and fields of CSV. */
#ifndef DOC_TABLE_PARTS_H
#define DOC_TABLE_PARTS_H

#include "doc/table.h"

typedef struct CellPlace {
    int row, column;
} CellPlace;

/* The cell that stands at a row and column: itself, or the one that spans over it. */
CellPlace table_origin(const Table *t, int row, int column);
const Cell *table_cell(const Table *t, CellPlace place);

const char *empty_words(Emptiness e);           /* "not applicable"; "" for CELL_FILLED */

#define CSV_UNIT_HEAD "Unit of the row"

void csv_field(Buf *out, Str field);            /* with quotes when it needs them */
Str csv_head(const Table *t, int column, Arena *a);     /* a column's field in the head row */
bool csv_has_units(const Table *t);             /* whether a last column says what unit a row's figures have */

#endif
