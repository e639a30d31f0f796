/* The pages in an index, and the places that it leads to. */
#ifndef LAYOUT_FLOW_INDEX_PRIVATE_H
#define LAYOUT_FLOW_INDEX_PRIVATE_H

#include "layout/flow/paragraph.h"

/* What a reference of an index's entry prints: nothing where the one before it has the same page, else a comma and its
 * page, or its pages. */
void pieces_mark(Pass *pass, Pieces *out, const Node *ref, const Style *style);
/* The places of a paragraph that begin in one of its lines. */
void begin_places(Builder *b, const Line *line, const Node *paragraph);

#endif
