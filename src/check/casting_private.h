/* Private to casting: how one figure is calculated. */
#ifndef CHECK_CASTING_PRIVATE_H
#define CHECK_CASTING_PRIVATE_H

#include "check/casting.h"

/* Columns in time, those of each sort for themselves: a column's predecessors are read back from its place. */
typedef struct Earlier {
    int *before; /* by column: the previous one of its sort, or -1 */
    int *count;  /* by column: how many there are up to it */
    int *place;  /* by column that is not calculated: where it is in `order` */
    int *order;
} Earlier;

/* A relation at one place: in a column for a row's, in a row for a column's. */
typedef struct Made {
    const Table *table;
    const Relation *relation;
    int row, column; /* of the calculated figure */
    const Earlier *earlier;
} Made;

typedef struct Operand {
    int row, column;
    bool minus;
} Operand;

typedef enum CastOutcome {
    OUTCOME_FIGURE,
    OUTCOME_EMPTY,   /* all its operands are empty */
    OUTCOME_UNKNOWN, /* an operand is missing or was not read */
    OUTCOME_TOO_LARGE
} CastOutcome;

/* Whether a relation applies at that place. */
bool made_applies(const Made *m);
int made_operands(const Made *m);
Operand made_operand(const Made *m, int index);
/* The expected figure; places: decimals for a quotient. */
CastOutcome made_work_out(const Made *m, int places, Decimal *out);
bool relation_is_linear(RelationKind kind); /* a sum or difference of figures, to which tolerance applies */

#endif
