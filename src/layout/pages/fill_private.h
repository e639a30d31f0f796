/* The contents of a region, once its beginning is known. */
#ifndef LAYOUT_PAGES_FILL_PRIVATE_H
#define LAYOUT_PAGES_FILL_PRIVATE_H

#include "layout/pages/footnotes_private.h"
#include "layout/flow/heights.h"

typedef struct Break {
    int strip, note,
        waiting; /* a region begins with these strips, notes and blocks that wait; it ends where the next begins */
} Break;
typedef VEC(Break) Breaks;

typedef struct Matter { /* a segment, ready to be broken */
    Pass *pass;
    Flow *flow;
    int from, to;
    Heights heights;
    Footnotes notes;
    const Float *floats; /* those of its blocks that may wait, in order */
    int nfloats;
    bool noted; /* some of them call for footnotes */
    Len grid;   /* blocks begin whole steps below each other; 0: anywhere */
} Matter;
/* Finds the footnotes, set to the measure, and the blocks that may wait: those that a region `tall` can hold. All else
 * is given. */
void matter_find(Matter *m, Len measure, Len tall);

typedef struct Room {
    int64_t height; /* for strips and notes */
    int64_t text;   /* for the strips alone */
    Len slack; /* by which the strips may exceed either; less than 0: what they must leave. Not for blocks that wait */
} Room;
typedef struct Fill {
    Break end;    /* where the next region begins; note is -1 when the strips do not fit */
    int64_t left; /* of the room, or of that for the strips if it is less */
} Fill;
/* What a region holds when the flow goes on to `strip` in it: first the blocks that wait, as many as fit, then the
 * strips, of which blocks that do not fit wait again. */
Fill fill_region(const Matter *m, Break start, int strip, Room room);
/* The first block that may wait and begins at or after the strip. */
int float_from(const Matter *m, int strip);
/* Is the strip inside of a block that may wait, or its first? No region begins with it. */
bool float_holds(const Matter *m, int strip);
/* Does a block wait there that stands before it in the flow? */
bool fill_waits(const Matter *m, const Break *end);
/* Of ending a region so: when a block waits that stands just before the break, of breaking before that block. */
int32_t fill_penalty(const Matter *m, const Break *end);

typedef struct Stretch {
    int from, to;
    Len gap; /* above, but for the first */
} Stretch;
/* The stretches of the flow that make up the region, in the order in which they are set; `out` (or NULL) has room for
 * 2 * nfloats + 1 of them. Gives their height. */
int64_t fill_stretches(const Matter *m, Break start, Break end, Stretch *out, int *n);
/* How many note strips the region has and their height; -1 when they are simply those from start's to end's. */
int fill_notes(const Matter *m, Break start, Break end, int64_t *height);

#endif
