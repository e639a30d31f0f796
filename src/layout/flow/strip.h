/* The parts of strips: tints and rules, hanging marks, and what a strip takes over from a flow inside it. */
#ifndef LAYOUT_FLOW_STRIP_H
#define LAYOUT_FLOW_STRIP_H

#include "base/len.h"
#include "layout/flow/flow.h"
#include "layout/pass.h"

void put_rect(Pass *pass, Items *items, const Node *node, Rect r, Swatch fill); /* a tint or a rule */

typedef struct Label { /* a mark that hangs left of the first line */
    Str text;
    const Style *style;
    const Style *beside; /* of the line that it stands beside: their baselines agree */
    const Node *node;
    Len x;   /* of its left edge, from the region's left edge */
    Len top; /* of its line, from the strip's top */
} Label;
void strip_hang(Pass *pass, Strip *s, const Label *label); /* puts a mark before its items */
/* The same with a line that has been made, whose words are the node's own; label's text is not used. */
void strip_hang_line(Pass *pass, Strip *s, const Label *label, const Line *line);

void strip_put_first(Pass *pass, Strip *s, Item item); /* before its items */

void strip_move_down(Pass *pass, Strip *s, Len by); /* what it holds; it becomes as much higher */

/* A strip for the head of a frame that goes on: its words are painted again, with the gap above them, and not read. */
Strip strip_again(Pass *pass, const Strip *s);

/* A strip made of a flow takes over the notes called for in it and the nodes that begin in it. */
void strip_adopt(Pass *pass, Strip *s, const Flow *f);

#endif
