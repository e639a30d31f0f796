/* Captions: "Table 3  Caption", the owner's number and then the caption's words. */
#ifndef LAYOUT_FLOW_CAPTION_H
#define LAYOUT_FLOW_CAPTION_H

#include "layout/flow/paragraph.h"

void caption_pieces(Pass *pass, Pieces *pieces, const Node *table, const Node *caption, const Style *style);
void set_caption(Builder *b, const Node *owner, const Node *caption, Setting s, const char *class_name);

#endif
