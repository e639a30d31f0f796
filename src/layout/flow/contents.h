/* The table of contents. */
#ifndef LAYOUT_FLOW_CONTENTS_H
#define LAYOUT_FLOW_CONTENTS_H

#include "layout/flow/build.h"

void build_contents(Builder *b, const Front *front, Setting s);

#endif
