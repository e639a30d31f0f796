/* Fields of CSV: for the tables and for their metadata. */
#ifndef OPEN_CSV_PRIVATE_H
#define OPEN_CSV_PRIVATE_H

#include "doc/table.h"

void csv_words(Buf *out, Str words, Arena *scratch); /* the same for words that nobody should run as a formula */
void csv_field(Buf *out, Str field);                 /* with quotation marks when it needs them */
Str csv_head(const Table *t, int column, Arena *a);  /* a column's field in the heading row */
bool csv_has_units(const Table *t);                  /* whether a last column gives each row's unit */

#endif
