/* Whether the data bear out a claim. */
#ifndef CHECK_AGREEMENT_JUDGE_PRIVATE_H
#define CHECK_AGREEMENT_JUDGE_PRIVATE_H

#include "check/agreement/claim/claim.h"
#include "check/agreement/value_private.h"

typedef enum ClaimOutcome {
    OUTCOME_UNSURE, /* the data have nothing to hold it against */
    OUTCOME_HOLDS,
    OUTCOME_FAILS,     /* evidence has the figures */
    OUTCOME_SELF_FAILS /* the figures of the sentence itself go the other way: evidence.way */
} ClaimOutcome;

typedef struct Evidence {
    const TableFacts *facts;
    int row, column;
    int before;        /* the column of the figure before a change; 0: none */
    int other;         /* the other row of a comparison, or the whole of a share; -1: none */
    int rank, of;      /* of a rank */
    int met, missed;   /* of a count */
    int way;           /* of figures in the sentence */
    const Mention *at; /* the figure in the sentence that shows it */
} Evidence;

/* Every reading of the claim that the words allow is tried, and one that holds is enough. */
ClaimOutcome claim_judge(Arena *a, const NameIndex *names, const Claim *claim, Evidence *out);

#endif
