/* Diagrams: boxes in a grid and the arrows between them, from a data file. This part decides their content and the
 * route of each arrow; draw/ decides how they look.
 *
 * Rows and columns are those of the grid. A box fills one cell, or several side by side in its row; other cells stay
 * empty. Boxes are in reading order: row by row, from the left. */
#ifndef DOC_DIAGRAM_H
#define DOC_DIAGRAM_H

#include "base/arena.h"
#include "diag/diag.h"
#include "base/str.h"

enum { DIAGRAM_ROWS = 12, DIAGRAM_COLUMNS = 6, DIAGRAM_ARROWS = 100 }; /* at most; rows and columns by the schema */

typedef enum DiagramRole { DIAGRAM_PLAIN, DIAGRAM_PRIMARY, DIAGRAM_SECONDARY, DIAGRAM_ROLE_COUNT } DiagramRole;

typedef enum DiagramHeads { HEADS_END, HEADS_BOTH, HEADS_NONE } DiagramHeads;

/* The route of an arrow, in straight lines between the boxes. */
typedef enum DiagramWay {
    WAY_NONE,   /* boxes block every route */
    WAY_ACROSS, /* along a row, nothing between */
    WAY_DOWN,   /* along a column, nothing between */
    WAY_GAP,    /* down, along the gap between two rows, down */
    WAY_UNDER,  /* along a row, round what is between: through the gap below */
    WAY_RIGHT,
    WAY_LEFT /* along a column, round what is between: at its right or left side */
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
    DiagramHeads heads; /* none: the two are connected, without a direction */
    Pos pos;
    DiagramWay way;
    int gap; /* for WAY_GAP and WAY_UNDER: the row below the gap, so 1 is the gap below the first row */
} DiagramArrow;

typedef struct Diagram {
    Str id, caption;              /* caption may be empty */
    struct Node *caption_content; /* with its markup, as in Marks (doc/table.h); NULL: plain words */
    const DiagramBox *boxes;
    int nboxes; /* at least 1 */
    const DiagramArrow *arrows;
    int narrows;
    int rows, columns;
    Pos pos;
} Diagram;

/* What was read of a diagram. */
typedef struct DiagramParts {
    DiagramBox *boxes;
    int nboxes;
    DiagramArrow *arrows;
    int narrows;
} DiagramParts;

/* Puts the boxes in reading order and finds each arrow's route. Arrows refer to boxes by their index in `boxes`;
 * both change. Arrows that cannot be drawn are removed: DGM002 to DGM006 were added. */
Diagram *diagram_make(Arena *a, Diag *d, const DiagramParts *parts);
/* The same with one box in a row, for narrow columns. */
const Diagram *diagram_in_one_column(Arena *a, const Diagram *g);

#endif
