/* The best places to break a segment into regions. */
#ifndef LAYOUT_PAGES_BREAK_PRIVATE_H
#define LAYOUT_PAGES_BREAK_PRIVATE_H

#include "layout/pages/fill_private.h"

typedef struct Regions {
    const Len *first; /* heights of the first regions; less than 0 where what stands on the page leaves no room */
    int known;        /* how many: those of the first page, or of all panels */
    Len later;        /* of a region on any later page */
    int columns;      /* regions on a page */
    bool limited;     /* there is no place for a region beyond the known ones */
    bool may_skip;    /* the first page holds other content already and may be left as it is */
    bool last_open;   /* more follows on the last page: do not mind a short end */
    Len next_least;   /* height of the least that follows on the same page, or else on the next; 0: nothing does */
    Len need_after;   /* height that must be left for what follows and is to stay together */
} Regions;
/* Two breaks at the same place are an empty region. */
void break_best(const Matter *m, const Regions *r, Breaks *breaks);

typedef struct Abreast { /* side by side on a page, their notes at its foot */
    int n;
    const Len *rooms; /* of each, for strips and notes */
    Len most;         /* for the strips of any */
    bool willing;     /* to break wherever it is allowed, else only where a break is not unwelcome */
} Abreast;
/* First fit of what begins at `start` into the columns; false when they do not hold it all. */
bool break_fit(const Matter *m, Break start, const Abreast *columns, Breaks *breaks);

#endif
