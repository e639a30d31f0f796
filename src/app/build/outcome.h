/* The outcome of one document: filled by the work on it, perhaps in a process of its own, and printed by the
 * reporter. */
#ifndef APP_BUILD_OUTCOME_H
#define APP_BUILD_OUTCOME_H

#include "app/options.h"
#include "base/str.h"

typedef struct Outcome {
    Status status; /* beyond what follows from the findings */
    Buf findings;  /* in the form of diag_save */
    Buf said;      /* for stderr, after the findings */
    Buf printed;   /* for stdout */
    Buf rule;      /* for the depfile; empty: none */
    Buf inputs;    /* for a watch: inputs_pack; empty: they are not known */
} Outcome;

void outcome_pack(const Outcome *o, Buf *out);
bool outcome_unpack(Str bytes, Outcome *o);
void outcome_free(Outcome *o);

#endif
