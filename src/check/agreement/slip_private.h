/* Figures beside a row's name that are the row's but for a slip. */
#ifndef CHECK_AGREEMENT_SLIP_PRIVATE_H
#define CHECK_AGREEMENT_SLIP_PRIVATE_H

#include "check/agreement/report_private.h"

/* Reports DAT022 for the typed figure at a token that belongs to no claim and is no figure of the data. */
void slip_check(const Reporter *r, const Sentence *s, int token);

#endif
