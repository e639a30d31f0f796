/* Captions: "Table 3  Caption", the owner's number and then the caption's words. */
#ifndef LAYOUT_FLOW_CAPTION_H
#define LAYOUT_FLOW_CAPTION_H

#include "layout/flow/paragraph.h"

void caption_pieces(Pass *pass, Pieces *pieces, const Node *table, const Node *caption, const Style *style);
void set_caption(Builder *b, const Node *owner, const Node *caption, Setting s, const char *class_name);
/* Sets a caption that is to be at the side in the margin column, level with what is set next. False: it is not to be
 * there, or there is no such column, and nothing is done. */
bool set_caption_in_margin(Builder *b, const Node *owner, const Node *caption, Setting s, const char *class_name);
/* The same beside its picture, which is set with it. Of the picture all but taken (its width) and drop is final. */
bool set_caption_beside(Builder *b, const Node *figure, const Node *caption, Setting s, SideBlock picture);

#endif
