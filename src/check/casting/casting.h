/* Casting: computes the figures of a table that are to be computed, and checks the printed ones against the
 * relations that the table declares. */
#ifndef CHECK_CASTING_CASTING_H
#define CHECK_CASTING_CASTING_H

#include "doc/table.h"

/* Fills computed cells, then reports every printed figure that does not match its relation, is outside its limits,
 * or is implausible (DAT005 to DAT011, DAT015 to DAT018). Sets t->rounded. */
void table_cast(Arena *a, Diag *sink, Table *t, bool thorough);

/* Reports every figure that is printed wrong, with its correction, and every one that is known to differ, with the
 * reason (DAT019, informational). */
void table_tell_known(Arena *a, Diag *sink, const Table *t);

#endif
