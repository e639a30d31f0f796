/* The margin column of a page: what stands in it, none over another. */
#ifndef LAYOUT_BESIDE_MARGIN_H
#define LAYOUT_BESIDE_MARGIN_H

#include "layout/flow/emit.h"
#include "layout/flow/heights.h"

typedef struct MarginEntry {
    const Flow *flow;
    Heights heights;   /* of its strips */
    StripRange strips; /* that have not been set */
    Len y;             /* wanted, of its top */
} MarginEntry;

typedef struct Margin { /* what waits for the end of its page, or for the next page */
    VEC(MarginEntry) entries;
} Margin;

typedef struct MarginColumn { /* where there is room for it */
    Len x, top, bottom;
    Len apart; /* between two entries */
} MarginColumn;

void margin_add(Arena *a, Margin *m, const Flow *f, Len y); /* its top is wanted at y */
/* Sets what waits, as near to where it is wanted as the others allow. What has no room stays, to be set at the top of
 * the next page; something is set in every column. */
void margin_set(Margin *m, const MarginColumn *column, const Emit *onto);

#endif
