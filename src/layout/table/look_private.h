/* What is drawn before words: the shape of a status, the arrow of a direction, the mark of what is new. */
#ifndef LAYOUT_TABLE_LOOK_PRIVATE_H
#define LAYOUT_TABLE_LOOK_PRIVATE_H

#include "layout/flow/strip.h"

/* The room that it takes at the left of a paragraph in this style; 0: nothing is drawn. */
Len look_room(const Node *paragraph, const Style *style);
/* Puts it into the strip of the paragraph's first line, from x on. */
void look_put(Pass *pass, Strip *line, const Node *paragraph, const Style *style, Len x);

#endif
