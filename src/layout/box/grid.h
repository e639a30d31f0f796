/* Grids: blocks side by side. A row is cut into slices, each of which is a strip. */
#ifndef LAYOUT_BOX_GRID_H
#define LAYOUT_BOX_GRID_H

#include "layout/flow/build.h"

enum { GRID_COLUMNS = 12 };

typedef struct Grid { /* a row that may be cut */
    int columns;
    const Flow *cells[GRID_COLUMNS];
    Len x[GRID_COLUMNS];
    const int (*begins)[GRID_COLUMNS]; /* each slice begins with these strips of the cells; one more for the end */
} Grid;

typedef struct GridPlan { /* of a row: its cells from the region's left edge */
    int n;
    Len x[GRID_COLUMNS], measure[GRID_COLUMNS];
    Len gap;    /* to the row above */
    bool whole; /* it is not cut */
} GridPlan;

/* A row of as many siblings from `child` on as the plan has cells: blocks, or items of a list. Gives the next one. */
const Node *build_row(Builder *b, const Node *child, const GridPlan *plan, Setting s);
/* The box's blocks in its columns. */
void build_grid(Builder *b, const Node *n, const BoxStyle *box, Setting s);

#endif
