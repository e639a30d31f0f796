/* Private to casting: how its findings are reported. Each is at the cell, with what it was compared with as a second
 * place. */
#ifndef CHECK_CASTING_REPORT_PRIVATE_H
#define CHECK_CASTING_REPORT_PRIVATE_H

#include "check/casting_private.h"

void report_relation(Diag *sink, Arena *a, const Made *m, Decimal expected);
void report_too_large(Diag *sink, const Made *m);
void report_ring(Diag *sink, const Table *t, int row, int column);
void report_no_relation(Diag *sink, const Table *t, int row, int column);
void report_bound(Diag *sink, Arena *a, const Table *t, int row, int column, bool below, const Bound *b);
void report_plausible(Diag *sink, Arena *a, const Table *t, int row, const Plausible *p, Decimal ratio);
void report_measures(Diag *sink, const Table *t, const Relation *r, int term);
void report_known(Diag *sink, Arena *a, const Table *t, int row, int column); /* nothing when the cell is correct */

#endif
