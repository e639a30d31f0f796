/* Whose words a box holds: the name, the role and a portrait, below the words. */
#ifndef LAYOUT_BOX_ATTRIBUTION_H
#define LAYOUT_BOX_ATTRIBUTION_H

#include "layout/flow/build.h"

/* "by" and "role" of the box, and its picture of class "portrait". */
void set_attribution(Builder *b, const Node *n, const BoxStyle *box, Setting s);
/* Does the attribution of its box set this figure? */
bool is_portrait(const Pass *pass, const Node *figure);

#endif
