/* Private to casting: its passes over a table, in order. */
#ifndef CHECK_CASTING_PASSES_PRIVATE_H
#define CHECK_CASTING_PASSES_PRIVATE_H

#include "base/vec.h"
#include "check/casting/casting_private.h"

/* A printed figure that is not the expected one. */
typedef struct Failure {
    Made made;
    Decimal printed, expected;
} Failure;

typedef struct Casting {
    Arena *arena;
    Diag *sink;
    Table *table;
    bool thorough; /* tell what is forgiven */
    Worksheet sheet;
    bool *refused;     /* by relation: it adds different units, and is not used */
    bool *bounded;     /* by row: it has its own limits */
    uint8_t *progress; /* by cell */
    bool *checked;     /* by cell: something tests it */
    bool rounds;       /* a figure has more places than are shown */
    VEC(Failure) failures;
} Casting;

/* units.c: refuses relations over different units (DAT018). */
void cast_refuse_units(Casting *c);
/* relations.c: every printed figure against its relations. */
void cast_check_relations(Casting *c);
/* settle.c: reports the failures, and the one figure that would settle several. */
void cast_report_failures(Casting *c);
/* doubt.c: limits, and what is possible but doubtful. */
void cast_check_limits(Casting *c);
void cast_check_doubts(Casting *c);

void cast_leaves_out(Casting *c, const Made *m, const Worked *w); /* remembers that for the note about it */
int cast_places(const Table *t, int row, int column);             /* that a figure to be computed gets */

#endif
