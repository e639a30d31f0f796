/* What came of one document: made by the work on it, in a process of its own or not, and told by the one that reports.
 */
#ifndef APP_BUILD_OUTCOME_H
#define APP_BUILD_OUTCOME_H

#include "app/options.h"
#include "base/str.h"

typedef struct Outcome {
    Status status; /* beyond what follows from the findings */
    Buf findings;  /* as diag_save has them */
    Buf said;      /* for stderr, behind the findings */
    Buf printed;   /* for stdout */
    Buf rule;      /* for the depfile; empty: none */
} Outcome;

void outcome_pack(const Outcome *o, Buf *out);
bool outcome_unpack(Str bytes, Outcome *o);
void outcome_free(Outcome *o);

#endif
