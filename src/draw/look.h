/* The shape before the words of a status, a direction or what is new, for whoever draws it. */
#ifndef DRAW_LOOK_H
#define DRAW_LOOK_H

#include "style/style.h"

enum { CIRCLE_SEGS = 6, LOOK_SEGS = 11 };

typedef struct Circle {
    Len x, y, r;
} Circle;

typedef struct DrawnLook {
    PathSeg segs[LOOK_SEGS];
    int n;
    Swatch fill, stroke;
} DrawnLook;

bool draw_has_look(const Node *paragraph);
/* Within a circle, for words in a style. False: nothing is drawn. */
bool draw_look(const Template *tpl, const Node *paragraph, const Style *style, Circle at, DrawnLook *out);
void path_circle(PathSeg *segs, Len x, Len y, Len r); /* CIRCLE_SEGS segments */

#endif
