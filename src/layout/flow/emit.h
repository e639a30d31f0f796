/* Strips onto a page or into another strip. */
#ifndef LAYOUT_FLOW_EMIT_H
#define LAYOUT_FLOW_EMIT_H

#include "layout/flow/flow.h"
#include "layout/pass.h"

typedef struct Emit {
    Pass *pass;
    Items *items;
    PageLinks *links;
    Len spread; /* height shared out over the gaps between blocks, so that feet are level */
    void (*begins)(void *self, const Node *n, Len y); /* told of nodes that begin; may be NULL */
    void *self;
} Emit;

/* Emits strips [from, to) with their frames, their top left corner at x, y. The outermost frame that holds
 * them all is drawn at least stretch tall. Gives the height. */
Len emit_strips(const Emit *e, const Flow *f, int from, int to, Len x, Len y, Len stretch);

#endif
