/* Cells of a table with their spans, and the words for empty ones. */
#ifndef DOC_TABLE_CELL_H
#define DOC_TABLE_CELL_H

#include "doc/table.h"

typedef struct CellPlace {
    int row, column;
} CellPlace;

/* The cell at a row and column: itself, or the one that spans it. */
CellPlace table_origin(const Table *t, int row, int column);
const Cell *table_cell(const Table *t, CellPlace place);

const char *empty_name(Emptiness e);             /* as data files write it: "nil"; empty for CELL_FILLED */
Str empty_words(const Language *l, Emptiness e); /* "not applicable"; empty for CELL_FILLED */

#endif
