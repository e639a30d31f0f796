/* Outlines filled row by row. */
#ifndef PDF_GROUND_EDGES_PRIVATE_H
#define PDF_GROUND_EDGES_PRIVATE_H

#include "doc/picture/vector.h"

/* From an outline's places to cells. */
typedef struct EdgeScale {
    VectorMatrix matrix;
    double across, down; /* cells to a unit of what the matrix gives */
} EdgeScale;

/* Cells from (0, 0); fill is called for stretches of a row that begin and end in them. */
typedef struct EdgeArea {
    int width, height;
    void (*fill)(void *self, int y, int from, int to);
    void *self;
} EdgeArea;

void edges_fill(const VectorOutline *o, EdgeScale scale, const EdgeArea *area);

#endif
