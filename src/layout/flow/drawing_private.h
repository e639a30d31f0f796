/* Charts and diagrams on the page, with caption and source. */
#ifndef LAYOUT_FLOW_DRAWING_PRIVATE_H
#define LAYOUT_FLOW_DRAWING_PRIVATE_H

#include "layout/flow/build.h"

/* A NODE_FIGURE whose picture is a chart or a diagram. */
void build_drawing(Builder *b, const Node *figure, Setting s);

#endif
