/* Frames: the tint and the rules around a run of strips, in each region that has a part of it. */
#ifndef LAYOUT_BOX_FRAME_H
#define LAYOUT_BOX_FRAME_H

#include "layout/flow/flow.h"
#include "layout/pass.h"

typedef struct FramePart { /* of a frame, in one region */
    Len x, top, bottom;
    bool goes_on; /* from an earlier region */
    bool is_cut;  /* goes on in a later one */
} FramePart;

/* Is the frame `inner`, or around it? */
bool frame_holds(const Frame *f, const Frame *inner);
/* Padding between a strip in the frame `from` and the next one in `to`: below the frames that end, above those that
 * begin. */
Len frames_left(const Frame *from, const Frame *to);
Len frames_entered(const Frame *from, const Frame *to);
/* What stands above a strip in the frame when a region begins with it: padding and repeated heads. */
Len frames_opening(const Frame *f, int strip);
/* Makes the flow's strips the head of the frame, with space below them. */
void frame_repeat(Pass *pass, Frame *f, const Flow *head, Len below);
/* Puts what is painted under the text. Gives the number of its first item, for frame_close. */
int frame_open(const Surface *onto, const Frame *f, const FramePart *part);
/* The part has got its bottom. */
void frame_close(const Surface *onto, const Frame *f, const FramePart *part, int items);

#endif
