/* What the parts of diff/reasons.h share. */
#ifndef DIFF_CHANGES_REASONS_PRIVATE_H
#define DIFF_CHANGES_REASONS_PRIVATE_H

#include "diff/reasons.h"

/* Kinds that do not fit the change (VAR003, VAR004, VAR007): kinds.c. */
void check_kinds(Arena *a, Diag *d, const Changes *changes, const Variations *variations);
/* Identifiers that mean something else in the new edition (VAR005): identity.c. */
void check_identities(Arena *a, Diag *d, const Diff *diff);

/* Where to look for a change: in the new edition, or else in the old one. */
Pos change_pos(const Changes *all, const Change *c);

#endif
