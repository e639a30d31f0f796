/* Pictures, charts and diagrams, each with its caption. */
#ifndef LAYOUT_FLOW_IMAGE_PRIVATE_H
#define LAYOUT_FLOW_IMAGE_PRIVATE_H

#include "layout/flow/build.h"

void build_figure(Builder *b, const Node *figure, Setting s);

#endif
