/* Tables drawn with borders of + - = and |. */
#ifndef READ_MARKDOWN_LINES_GRID_PRIVATE_H
#define READ_MARKDOWN_LINES_GRID_PRIVATE_H

#include "read/markdown/lines/lines_private.h"

/* The text inside a cell's borders: lines [first, last] of the table's, from bar to bar in each. */
typedef struct GridBox {
    int row, column, rowspan, colspan;
    int first, last; /* among the table's lines */
} GridBox;

typedef struct TypedGrid {
    int nrows, ncolumns, nheads, nfeet;
    CellAlign *aligns;
    VEC(GridBox) boxes; /* row by row */
    int nlines;
    int *bars; /* nlines × (ncolumns + 1): the byte of each column's left border in each line, and of the last right one
                */
} TypedGrid;

/* Reads the drawing. False: it does not hold together at `fault`; byte 0 of a line: the line as a whole. */
bool grid_read(Arena *a, const Str *lines, int n, TypedGrid *out, GridFault *fault);

#endif
