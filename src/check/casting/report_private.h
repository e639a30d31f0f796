/* Private to casting: how its findings are reported. Each is at the cell, with what it was compared with as a second
 * place. */
#ifndef CHECK_CASTING_REPORT_PRIVATE_H
#define CHECK_CASTING_REPORT_PRIVATE_H

#include "check/casting/passes_private.h"

/* Of which table, and to whom. */
typedef struct CastReport {
    Arena *arena;
    Diag *sink;
    const Table *table;
} CastReport;

/* A limit that a figure passes. */
typedef struct Limit {
    bool below; /* it is less than the least */
    Decimal value;
    int at; /* the row or column whose figure it is; -1: a number */
} Limit;

void report_relation(Diag *sink, Arena *a, const Failure *f);
void report_unstated(Diag *sink, Arena *a, const Failure *f, Decimal gap); /* a difference without its size */
void report_forgiven(Diag *sink, Arena *a, const Failure *f);
/* The figure that would settle that many failures, and what it would have to be: help for the last finding. */
void report_settled(const CastReport *r, CellPlace at, Decimal value, int settled);
void report_too_large(Diag *sink, const Made *m);
void report_merged(Diag *sink, const Made *m, int operand);
void report_over_unknown(Diag *sink, const Made *m, int operand);
void report_by_zero(Diag *sink, Arena *a, const Failure *f);
void report_no_lines(Diag *sink, const Made *m);
void report_rounded(Diag *sink, const Made *m);
void report_ring(Diag *sink, const Table *t, int row, int column);
void report_no_relation(Diag *sink, const Table *t, int row, int column);
void report_units(const CastReport *r, const Relation *relation, CellPlace term, CellPlace other);
void report_words(const CastReport *r, CellPlace total, Decimal printed, Decimal sum);
void report_bound(const CastReport *r, CellPlace at, const Bound *b, Limit limit);
void report_plausible(const CastReport *r, int row, const Plausible *p, Decimal ratio);
void report_measures(Diag *sink, const Table *t, const Relation *r, int term);
void report_scale(const CastReport *r, CellPlace at, int before);
void report_no_unit(Diag *sink, const Table *t, int column);
void report_untested(Diag *sink, const Table *t, CellPlace at);
void report_known(Diag *sink, Arena *a, const Table *t, int row, int column); /* nothing when the cell is correct */

#endif
