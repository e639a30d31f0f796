/* The baseline grid: lines of text in neighbouring columns stand level. */
#ifndef LAYOUT_BASELINE_SNAP_H
#define LAYOUT_BASELINE_SNAP_H

#include "layout/flow/flow.h"

typedef struct BaselineGrid {
    Len step;    /* from one baseline to the next; 0: there is no grid */
    int columns; /* of the page; what has fewer is not set to the grid */
    Len room;    /* of a region that is a page high */
    Len first;   /* the first one below the head of a region */
} BaselineGrid;

/* Sets blocks of a flow to the grid: widens their gaps, and says how far below the head of a region each is set. */
void snap_flow(Flow *f, BaselineGrid grid);
/* The same of a flow beside others, whose first line gives the grid. It begins where they do. */
void snap_cell(Flow *f, Len step);
/* How much lower the next step is; 0 where `y` is a step or there is no grid. */
Len snap_lacks(int64_t y, Len step);

#endif
