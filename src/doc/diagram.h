/* Diagrams: boxes in a grid and the arrows between them, from a data file. What they say and which way each arrow can
 * take are settled here; draw/ knows how they look.
 *
 * Rows and columns are those of the grid. A box fills one cell, or several side by side in its row; what a row or
 * column leaves empty stays so. Boxes are in reading order: row by row, from the left. */
#ifndef DOC_DIAGRAM_H
#define DOC_DIAGRAM_H

#include "base/arena.h"
#include "diag/diag.h"
#include "base/str.h"

enum { DIAGRAM_ROWS = 12, DIAGRAM_COLUMNS = 6, DIAGRAM_ARROWS = 100 }; /* at most; rows and columns by the schema */

typedef enum DiagramRole { DIAGRAM_PLAIN, DIAGRAM_PRIMARY, DIAGRAM_SECONDARY, DIAGRAM_ROLE_COUNT } DiagramRole;

typedef enum DiagramHeads { HEADS_END, HEADS_BOTH, HEADS_NONE } DiagramHeads;

/* The way of an arrow, in straight lines between the boxes. */
typedef enum DiagramWay {
    WAY_NONE,   /* boxes stand in every way that there is */
    WAY_ACROSS, /* in a row, nothing between */
    WAY_DOWN,   /* in a column, nothing between */
    WAY_GAP,    /* down, along the gap between two rows, down */
    WAY_UNDER,  /* in a row, round what is between: along the gap below */
    WAY_RIGHT,
    WAY_LEFT /* in a column, round what is between: along its right or left side */
} DiagramWay;

typedef struct DiagramBox {
    Str id, title, text; /* text may be empty */
    DiagramRole role;
    int row, column, columns; /* from 0; columns: how many it fills */
    Pos pos;
} DiagramBox;

typedef struct DiagramArrow {
    int from, to;       /* boxes */
    Str label;          /* empty for none */
    DiagramHeads heads; /* none: the two have to do with each other, and no more is said */
    Pos pos;
    DiagramWay way;
    int gap; /* of WAY_GAP and WAY_UNDER: the row below it, so that 1 is below the first row */
} DiagramArrow;

typedef struct Diagram {
    Str id, caption; /* caption may be empty */
    const DiagramBox *boxes;
    int nboxes; /* at least 1 */
    const DiagramArrow *arrows;
    int narrows;
    int rows, columns;
    Pos pos;
} Diagram;

/* Puts the boxes in reading order and finds each arrow's way. Arrows name boxes as they stand in `boxes`, which both
 * are changed. What cannot be is left out of the arrows: DGM002 to DGM006 were added. */
Diagram *diagram_make(Arena *a, Diag *d, DiagramBox *boxes, int nboxes, DiagramArrow *arrows, int narrows);
/* The same with one box a row, for narrow measures. */
const Diagram *diagram_in_one_column(Arena *a, const Diagram *g);

#endif
