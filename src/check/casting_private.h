/* Private to casting: what one figure is made of. */
#ifndef CHECK_CASTING_PRIVATE_H
#define CHECK_CASTING_PRIVATE_H

#include "check/casting.h"

/* A relation at one place: in a column for a row's, in a row for a column's. */
typedef struct Made {
    const Table *table;
    const Relation *relation;
    int row, column;   /* of the figure that is made */
    const int *before; /* by column: the column that comes before it in time, or -1 */
} Made;

typedef struct Operand {
    int row, column;
    bool minus;
} Operand;

typedef enum CastOutcome {
    OUTCOME_FIGURE,
    OUTCOME_EMPTY,   /* all that it is made of is empty */
    OUTCOME_UNKNOWN, /* something is missing that it needs, or was not read */
    OUTCOME_TOO_LARGE
} CastOutcome;

/* Whether a relation says anything of that place. */
bool made_applies(const Made *m);
int made_operands(const Made *m);
Operand made_operand(const Made *m, int index);
/* What the figure should be; places: how many a quotient is wanted with. */
CastOutcome made_work_out(const Made *m, int places, Decimal *out);
bool relation_is_linear(RelationKind kind); /* a sum or difference of figures, so that tolerance is meant for it */

#endif
