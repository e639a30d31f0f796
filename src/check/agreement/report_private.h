/* Messages about sentences that disagree with the data. */
#ifndef CHECK_AGREEMENT_REPORT_PRIVATE_H
#define CHECK_AGREEMENT_REPORT_PRIVATE_H

#include "check/agreement/agreement.h"
#include "check/agreement/judge_private.h"

typedef struct Reporter {
    Arena *scratch;
    Diag *sink;
    const WrittenText *passage;
} Reporter;

/* A typed figure that is a cell's (DAT021), or nearly (DAT022). */
void report_typed(const Reporter *r, Code code, const Mention *m, RowPlace place, int column);

/* A claim that fails (DAT023). */
void report_claim(const Reporter *r, const Claim *claim, ClaimOutcome outcome, const Evidence *evidence);

#endif
