/* The reasons for the changes between two editions, as variations.xml beside the manifest of the new one gives them.
 *
 * A variation is what was decided at one time; its reasons say which changes it made and why. They are read by
 * read/variations.c, live in the reader's arena and do not change. variations_apply joins them to changes. */
#ifndef DIFF_REASONS_H
#define DIFF_REASONS_H

#include "diag/diag.h"
#include "diff/changes.h"

#define VARIATIONS_FILE "variations.xml"

typedef struct Reason {
    const struct Variation *variation;
    Str at; /* as in Change, or what holds several: covers all that is inside */
    ChangeKind kind;
    Str reason;   /* empty: none yet */
    bool pinned;  /* pin holds */
    uint64_t pin; /* of the one change, or of all together, that it is for */
    Pos pos, at_pos, pin_pos;
} Reason;

typedef struct Variation {
    Str id, number, title, decision;       /* empty: none */
    Str draft, panel, response, effective; /* dates, ISO 8601, or empty */
    const Reason *reasons;
    int nreasons;
    Pos pos;
} Variation;

typedef struct Variations {
    const Variation *at;
    int n;
    Pos pos; /* of the root element */
} Variations;

/* Gives each change its reason. */
void variations_apply(Arena *a, Diag *d, Changes *changes, const Variations *variations);

#endif
