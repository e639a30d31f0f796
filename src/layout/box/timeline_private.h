/* Timelines: a list of definitions as a line with a mark at each of its terms. */
#ifndef LAYOUT_BOX_TIMELINE_PRIVATE_H
#define LAYOUT_BOX_TIMELINE_PRIVATE_H

#include "layout/flow/build.h"

/* The blocks of the box, its lists of definitions as timelines. */
void build_timeline(Builder *b, const Node *n, const BoxStyle *box, Setting s);

#endif
