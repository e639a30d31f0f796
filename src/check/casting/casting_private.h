/* Private to casting: how one figure is calculated. */
#ifndef CHECK_CASTING_PRIVATE_H
#define CHECK_CASTING_PRIVATE_H

#include "check/casting/casting.h"
#include "doc/table_cell.h"

typedef enum CastOutcome {
    OUTCOME_FIGURE,
    OUTCOME_EMPTY,   /* all its operands are empty */
    OUTCOME_UNKNOWN, /* nobody knows an operand */
    OUTCOME_NONE,    /* an operand is missing or was not read, or is zero and divides */
    OUTCOME_MERGED,  /* an operand covers columns that the figure does not cover */
    OUTCOME_TOO_LARGE
} CastOutcome;

typedef struct Worked {
    CastOutcome outcome;
    Decimal value;
    int at;                     /* the operand that decided, unless it is a figure */
    bool left_out;              /* an operand that is not known counted as zero */
    bool below_zero;            /* a term makes a sum less */
    bool unread;                /* there is none because an operand was not read, as was reported */
    bool by_zero;               /* there is no figure because zero divides */
    Emptiness empty_of_unknown; /* of the operand that is not known, if there is one */
    bool converted;             /* an operand has another unit of money */
    Emptiness empty;            /* what the figure is then, when there is none */
} Worked;

/* Columns in time, those of each sort for themselves: a column's predecessors are read back from its place. */
typedef struct Earlier {
    int *before; /* by column: the previous one of its sort, or -1 */
    int *count;  /* by column: how many there are up to it */
    int *place;  /* by column that is not calculated: where it is in `order` */
    int *order;
} Earlier;

/* A running total up to a column. */
typedef struct Running {
    bool known;
    Worked worked;
} Running;

/* What all calculations of a table share. */
typedef struct Worksheet {
    Arena *arena;
    const Table *table;
    Earlier earlier;
    const Relation **of_row; /* by row: its first relation, or NULL */
    const Relation **of_column;
    const Str *units;  /* by column: table_unit */
    Running **running; /* by row of a running total: its figures, by column; NULL: none yet */
} Worksheet;

/* A relation at one place: in a column for a row's, in a row for a column's. */
typedef struct Made {
    const Worksheet *sheet;
    const Relation *relation;
    int row, column; /* of the calculated figure */
} Made;

typedef struct Operand {
    int row, column;
    bool minus;
} Operand;

/* Whether a relation applies at that place. */
bool made_applies(const Made *m);
int made_operands(const Made *m);
/* How many of them have to be looked at before the figure can be worked out; the others were, for the figure before. */
int made_pending(const Made *m);
Operand made_operand(const Made *m, int index);
/* The expected figure; places: decimals for a quotient. */
Worked made_work_out(const Made *m, int places);
bool relation_is_linear(RelationKind kind); /* a sum or difference of figures, to which tolerance applies */
/* The unit of the figure at a place. */
Str sheet_unit(const Worksheet *s, int row, int column);
/* What two figures count, as far as it is known, can be added. */
bool sheet_may_add(const Worksheet *s, CellPlace a, CellPlace b);
/* What rounding of the figure, to that many places, and of its terms may cost. */
Decimal made_rounding(const Made *m, int places);

#endif
