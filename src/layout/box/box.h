/* Boxes: named blocks with a look of their own. */
#ifndef LAYOUT_BOX_BOX_H
#define LAYOUT_BOX_BOX_H

#include "layout/flow/build.h"

void build_box(Builder *b, const Node *n, const BoxStyle *box, Setting s);
/* The frame gets the box's look, and the place and width of the setting. */
void box_dress(Frame *f, const BoxStyle *box, const Setting *s);
/* From the box's edges to what it holds; with less padding, or none, where there is no room. */
void box_inner(const BoxStyle *box, Setting *s);

#endif
