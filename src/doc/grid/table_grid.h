/* The grid of a NODE_TABLE as markup shows it: parts, rows and cells that fit, and the heads of each cell.
 *
 * Whoever reads a table aloud finds a cell's heads by geometry, so that must be right whatever the rows contain: each
 * row is filled column by column, cells that reach over an edge or into one another are cut short, and a gap is a cell
 * without a node. Where geometry is not enough (a head over several columns or over a group of rows), each cell names
 * its heads: those of its column from the outermost in, its groups, and those of its row before it. */
#ifndef DOC_GRID_TABLE_GRID_H
#define DOC_GRID_TABLE_GRID_H

#include "doc/doc.h"

/* Rows of heads at the top, totals at the end, the rest. A table without heads, or of heads alone, has one part. */
typedef enum GridPart { GRID_ROWS, GRID_HEAD, GRID_BODY, GRID_FOOT } GridPart;

enum { GRID_HEADS_MOST = 8 }; /* over one column, and groups in groups; further ones are not named */

typedef struct GridCell {
    const Node *node; /* NULL: a gap */
    int column, colspan, rowspan;
    bool head, of_column; /* of_column: a head of the cells below it, else of those beside or below it */
    int number;           /* of a head that cells may name, from 0 in order; -1: none does */
    const int *heads;     /* the numbers of the heads that it names */
    int nheads;
} GridCell;

/* What is called for each part, row and cell in order. The cell is valid during the call. */
typedef struct GridVisitor {
    void *self;
    void (*part)(void *self, GridPart part);
    void (*row)(void *self, const Node *row);
    void (*cell)(void *self, const GridCell *cell);
    void (*row_end)(void *self, const Node *row);
} GridVisitor;

void table_grid_visit(Arena *a, const Node *table, const GridVisitor *visitor);

#endif
