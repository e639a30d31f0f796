/* Heights of stretches of a flow, in constant time.
 *
 * The flow is laid out once in one endless region, and the top and bottom of each strip noted. A stretch cut out of
 * it has the same height, plus what a region adds at its head (padding of continued frames, repeated table heads)
 * and at its foot (padding of open frames). The gap above a region's first strip does not count, because tops are
 * measured below it. */
#include "layout/flow/heights.h"

#include "layout/box/frame.h"

static Len leave_frames(const Frame *from, const Frame *to)
{
    Len pads = 0;
    for (; from && !frame_holds(from, to); from = from->outer)
        pads += from->pad_bottom;
    return pads;
}

static Len enter_frames(const Frame *from, const Frame *to)
{
    Len pads = 0;
    for (; to && !(from && frame_holds(to, from)); to = to->outer)
        pads += to->pad_top;
    return pads;
}

static Len opening_of(const Frame *f, int strip)
{
    Len sum = 0;
    for (; f; f = f->outer)
        sum += f->pad_top + (f->first < strip ? f->head_height : 0);
    return sum;
}

Heights heights_of(Arena *a, const Flow *f)
{
    int n = f->strips.n;
    Heights h = {NEWN(a, StripHeight, n)};
    const Frame *last = NULL;
    int64_t y = 0;
    for (int i = 0; i < n; i++) {
        const Strip *s = &f->strips.at[i];
        y += leave_frames(last, s->frame) + (i ? s->gap : 0) + enter_frames(last, s->frame);
        h.at[i] = (StripHeight){.top = (Len)y,
                                .bottom = (Len)(y + s->height),
                                .opening = opening_of(s->frame, i) + s->opening,
                                .closing = leave_frames(s->frame, NULL) + s->closing};
        y += s->height;
        last = s->frame;
    }
    return h;
}

void snap_to_grid(Flow *f, Len step)
{
    const Frame *last = NULL;
    int64_t y = 0;
    for (int i = 0; i < f->strips.n && step > 0; i++) {
        Strip *s = &f->strips.at[i];
        y += leave_frames(last, s->frame) + enter_frames(last, s->frame);
        if (i && s->gap && !s->frame)
            s->gap += (Len)((step - (y + s->gap) % step) % step);
        y += (i ? s->gap : 0) + s->height;
        last = s->frame;
    }
}

Len height_between(const Heights *h, int from, int to)
{
    if (from >= to)
        return 0;
    const StripHeight *first = &h->at[from], *last = &h->at[to - 1];
    return last->bottom - first->top + first->opening + last->closing;
}
