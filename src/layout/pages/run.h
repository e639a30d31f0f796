/* Runs: flows one after the other, each on pages of its own. */
#ifndef LAYOUT_PAGES_RUN_H
#define LAYOUT_PAGES_RUN_H

#include "layout/flow/build.h"
#include "layout/pages/paginate.h"

typedef struct KeptRun { /* what a run made; enough to make it again without setting its content */
    SectionPages pages;
    bool opener, asked; /* asked: it printed folios, so that the next pass may set it otherwise */
    int first_page, end_page, first_anchor, end_anchor;
    int counter, last_page; /* the press's, when it began */
    int end_last_page;
    LayoutStats before, after;
} KeptRun;

typedef struct Run { /* the flow being gathered, and those before it */
    Press press;
    bool open;
    SectionPages pages; /* of the run that is open */
    Flow *flow;
    Builder builder;
    bool opener;
    const KeptRun *again; /* the same run of the pass before, when it comes out the same: nothing needs to be built */
    VEC(KeptRun) kept;
    const struct Run *before; /* of the pass before, or NULL */
} Run;

/* Ends the one that is open. opener: its first page is a section's. */
void begin_run(Run *r, SectionPages pages, bool opener);
void end_run(Run *r);
bool keeps_any(const Run *r); /* is any of its runs sure to come out the same where it begins the same? */

#endif
