/* A table's cells as they lie: what spans fold together, and words for what is empty. */
#ifndef DOC_TABLE_CELL_H
#define DOC_TABLE_CELL_H

#include "doc/table.h"

typedef struct CellPlace {
    int row, column;
} CellPlace;

/* The cell that stands at a row and column: itself, or the one that spans over it. */
CellPlace table_origin(const Table *t, int row, int column);
const Cell *table_cell(const Table *t, CellPlace place);

Str empty_words(const Language *l, Emptiness e); /* "not applicable"; empty for CELL_FILLED */

#endif
