/* Heights of stretches of a flow, in constant time. */
#ifndef LAYOUT_FLOW_HEIGHTS_H
#define LAYOUT_FLOW_HEIGHTS_H

#include "base/arena.h"
#include "layout/flow/flow.h"

typedef struct StripHeight {
    Len top, bottom; /* of the strip, were the flow set in one endless region */
    Len opening;     /* pads and repeated heads needed when a region begins with this strip */
    Len closing;     /* pads needed when a region ends with this strip */
} StripHeight;

typedef struct Heights {
    StripHeight *at; /* by strip */
} Heights;

Heights heights_of(Arena *a, const Flow *f);
/* Of strips [from, to) set in a region of their own. */
Len height_between(const Heights *h, int from, int to);

#endif
