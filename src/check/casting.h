/* Casting: working out the figures of a table that are computed, and checking those that are printed against
 * what the table says they are made of. */
#ifndef CHECK_CASTING_H
#define CHECK_CASTING_H

#include "doc/table.h"

/* Fills computed cells, then reports every printed figure that is not what its relation gives, that lies outside
 * its bounds, or that is not plausible (DAT005 to DAT011, DAT015 to DAT018). Sets t->rounded. */
void table_cast(Arena *a, Diag *sink, Table *t);

/* Says of every figure that is printed wrongly what it should be, and of every one that is known to differ from what it
 * is made of why (DAT019, information). */
void table_tell_known(Arena *a, Diag *sink, const Table *t);

#endif
