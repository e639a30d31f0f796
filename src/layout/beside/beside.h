/* Blocks that ask for a place beside the text: float=left, right or margin. */
#ifndef LAYOUT_BESIDE_BESIDE_H
#define LAYOUT_BESIDE_BESIDE_H

#include "layout/flow/build.h"

bool beside_asked(const Builder *b, const Node *n);
/* Sets the block beside the text, if it asks for that and there is room; else nothing is done. */
bool build_set_beside(Builder *b, const Node *n, Setting s);

#endif
