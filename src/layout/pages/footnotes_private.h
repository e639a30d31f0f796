/* The footnotes called in a stretch of a flow, as one list of strips. */
#ifndef LAYOUT_PAGES_FOOTNOTES_PRIVATE_H
#define LAYOUT_PAGES_FOOTNOTES_PRIVATE_H

#include "layout/flow/flow.h"
#include "layout/pass.h"

typedef struct NoteStrip {
    const Node *note;
    const Flow *flow; /* the note, set */
    int strip;        /* index in it */
    int first;        /* index in the list of its note's first strip */
} NoteStrip;

typedef struct Footnotes {
    NoteStrip *at;
    int n;
    int64_t *sum;  /* n + 1 running totals of height */
    int from;      /* of the stretch */
    int *called;   /* note strips called for before each strip of the stretch, and at its end */
    Len separator; /* the rule above them and the space round it */
} Footnotes;

Footnotes footnotes_of(Pass *pass, const Flow *f, int from, int to, Len measure);
/* How many of the strips from `note` on, up to those called for before `strip`, can stand in `room` (which holds the
 * separator too); -1 when not even the first can. */
int footnotes_fit(const Footnotes *n, int note, int strip, int64_t room);
/* Has every note called for before `strip` begun, when the strips up to `placed` are set? */
bool footnotes_begun(const Footnotes *n, int placed, int strip);
Len footnotes_height(const Footnotes *n, int from, int to); /* with the separator; 0 for none */

#endif
