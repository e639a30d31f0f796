/* Outlines: moves, straight lines and cubic curves, each point in full. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/base.h"

typedef enum PathOp { PATH_MOVE = 'M', PATH_LINE = 'L', PATH_CURVE = 'C', PATH_CLOSE = 'Z' } PathOp;
typedef struct PathSeg {
    PathOp op;
    Len x[3], y[3]; /* MOVE, LINE use [0]; CURVE its two controls and its end */
} PathSeg;

#endif
