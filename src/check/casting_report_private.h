/* Private to casting: how its findings are reported. Each is at the cell, with what it was compared with as a second
 * place. */
#ifndef CHECK_CASTING_REPORT_PRIVATE_H
#define CHECK_CASTING_REPORT_PRIVATE_H

#include "check/casting_private.h"
#include "doc/table_cell.h"

/* Of which table, and to whom. */
typedef struct CastReport {
    Arena *arena;
    Diag *sink;
    const Table *table;
} CastReport;

void report_relation(Diag *sink, Arena *a, const Made *m, Decimal expected);
void report_too_large(Diag *sink, const Made *m);
void report_ring(Diag *sink, const Table *t, int row, int column);
void report_no_relation(Diag *sink, const Table *t, int row, int column);
void report_bound(const CastReport *r, CellPlace at, const Bound *b, bool below);
void report_plausible(const CastReport *r, int row, const Plausible *p, Decimal ratio);
void report_measures(Diag *sink, const Table *t, const Relation *r, int term);
void report_known(Diag *sink, Arena *a, const Table *t, int row, int column); /* nothing when the cell is correct */

#endif
