/* Strips onto a page or into another strip. */
#ifndef LAYOUT_FLOW_EMIT_H
#define LAYOUT_FLOW_EMIT_H

#include "layout/flow/flow.h"
#include "layout/pass.h"

typedef struct Emit {
    Surface onto;
    Len spread; /* height shared out over the gaps between blocks, so that feet are level */
    /* The larger the gap, the larger its share, up to twice its height, and none below what stays with the next; else
     * all alike. */
    bool weighed;
    void (*begins)(void *self, const Node *n, Len y);  /* told of nodes that begin; may be NULL */
    void (*asides)(void *self, const Aside *a, Len y); /* for what stands in the margin; may be NULL */
    void *self;
} Emit;

/* Emits strips with their frames, their top left corner at `at`. The outermost frame that holds them all is drawn at
 * least stretch tall. Gives the height. */
Len emit_strips(const Emit *e, const Flow *f, StripRange strips, Point at, Len stretch);

#endif
