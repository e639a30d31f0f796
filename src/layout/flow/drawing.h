/* Charts and diagrams on the page, with caption and source. */
#ifndef LAYOUT_FLOW_DRAWING_H
#define LAYOUT_FLOW_DRAWING_H

#include "layout/flow/build.h"

/* A NODE_FIGURE whose picture is a chart or a diagram. */
void build_drawing(Builder *b, const Node *figure, Setting s);
/* Has its drawing room for all its words, and a page for its height? */
bool drawing_fits(Pass *pass, const Node *picture, const Setting *s, Str *words);

#endif
