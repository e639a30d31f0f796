/* Heights of stretches of a flow, in constant time.
 *
 * The flow is laid out once in one endless region, and the top and bottom of each strip noted. A stretch cut out of
 * it has the same height, plus what a region adds at its head (padding of continued frames, repeated table heads)
 * and at its foot (padding of open frames). The gap above a region's first strip does not count, because tops are
 * measured below it. */
#include "layout/flow/heights.h"

#include "layout/box/frame.h"

Heights heights_of(Arena *a, const Flow *f)
{
    int n = f->strips.n;
    Heights h = {NEWN(a, StripHeight, n)};
    const Frame *last = NULL;
    int64_t y = 0;
    for (int i = 0; i < n; i++) {
        const Strip *s = &f->strips.at[i];
        y += frames_left(last, s->frame) + (i ? s->gap : 0) + frames_entered(last, s->frame);
        h.at[i] = (StripHeight){.top = (Len)y,
                                .bottom = (Len)(y + s->height),
                                .opening = frames_opening(s->frame, i) + s->opening + s->drop,
                                .closing = frames_left(s->frame, NULL) + s->closing};
        y += s->height;
        last = s->frame;
    }
    return h;
}

Len height_between(const Heights *h, int from, int to)
{
    if (from >= to)
        return 0;
    const StripHeight *first = &h->at[from], *last = &h->at[to - 1];
    return last->bottom - first->top + first->opening + last->closing;
}
