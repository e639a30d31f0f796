/* Pictures, charts and diagrams, each with its caption. */
#ifndef LAYOUT_FLOW_IMAGE_H
#define LAYOUT_FLOW_IMAGE_H

#include "layout/flow/build.h"

/* A picture from a file, as large as it is set. */
void picture_size(const Node *image, const Setting *s, Len *w, Len *h);
void build_figure(Builder *b, const Node *figure, Setting s);

#endif
