/* Fields of CSV: for the tables and for what describes them. */
#ifndef OPEN_CSV_PRIVATE_H
#define OPEN_CSV_PRIVATE_H

#include "doc/table.h"

void csv_field(Buf *out, Str field);                /* with quotes when it needs them */
Str csv_head(const Table *t, int column, Arena *a); /* a column's field in the head row */
bool csv_has_units(const Table *t);                 /* whether a last column says what unit a row's figures have */

#endif
