/* Asides: blocks that stand in the margin column of their page, beside a strip of the flow. */
#ifndef LAYOUT_BESIDE_ASIDE_H
#define LAYOUT_BESIDE_ASIDE_H

#include "layout/flow/build.h"

/* Has the page a margin column, and can what is set there be in it? Not what is in a cell, a grid or a note. */
bool aside_possible(const Builder *b, const Setting *s);
/* Of a flow in the margin column. */
Setting aside_setting(const Builder *b, Setting s);
/* Hangs the flow beside the strip that is built next, its top `drop` below that strip's; its notes are called for
 * there. A flow without strips is nothing. */
void build_aside(Builder *b, const Flow *flow, Len drop);
/* What waits for a strip gets this one. */
void asides_hang(Builder *b, Strip *s);
/* Ends the sides of the text, and hangs what still waits for a strip beside the last one of the flow: nothing stands
 * beside the text of another section. */
void asides_end(Builder *b);

#endif
