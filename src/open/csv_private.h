/* Fields of CSV: for the tables and for their metadata. */
#ifndef OPEN_CSV_PRIVATE_H
#define OPEN_CSV_PRIVATE_H

#include "doc/table.h"

Str csv_head(const Table *t, int column, Arena *a); /* a column's field in the heading row */
/* The digits of a cell's figure, as printed, with a plain minus. decimals: of its row and column. */
Str csv_number(Arena *a, const Cell *cell, int decimals);
/* The cell whose content the file has at a row and column; NULL: it has none there. The words of a cell that spans rows
 * are in each of them, and its figure in the first. */
const Cell *csv_cell(const Table *t, int row, int column);
bool csv_has_units(const Table *t); /* whether a last column gives each row's unit */

#endif
