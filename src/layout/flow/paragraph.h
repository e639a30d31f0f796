/* Paragraphs: from inlines to pieces, from pieces to lines, from lines to strips. */
#ifndef LAYOUT_FLOW_PARAGRAPH_H
#define LAYOUT_FLOW_PARAGRAPH_H

#include "layout/flow/build.h"
#include "layout/flow/strip.h"

typedef VEC(Piece) Pieces;
void pieces_inlines(Pass *pass, Pieces *out, const Node *first, const Style *style);
void pieces_text(Pass *pass, Pieces *out, Str text, const Style *style, const Node *node);
/* From piece `first` on, no line is to end behind a hyphen of the author's, if the words fit the measure so. */
void pieces_keep_compounds(Pass *pass, Pieces *pieces, int first, Len measure);
void pieces_break(Pass *pass, Pieces *out, const Style *style, const Node *node);

/* A paragraph's inlines, shaped; kept over passes unless it prints page numbers. */
const Para *shape_inlines(Pass *pass, const Node *n, const Style *style);
/* Broken to the setting's measure less the style's indents; counted, and what runs over reported. */
Lines break_para(Pass *pass, const Node *n, const Para *para, const Style *style, const Setting *s);
/* Sets pieces as a paragraph in `style`, a strip each line. Sides of the break rules come from the style. */
void set_paragraph(Builder *b, const Node *n, const Pieces *pieces, const Style *style, Setting s);
/* The same of the node's own inlines, with a label unless it is NULL. */
void set_inlines(Builder *b, const Node *n, const Style *style, Setting s, const Label *label);
/* The glyphs and links of one line whose top left corner is at `at`; n for runs of no node. */
void line_items(const Surface *onto, const Line *line, Point at, const Style *style, const Node *n);
/* One line of text that is not the author's: a mark, a folio. */
Lines set_mark(Pass *pass, Str text, const Style *style, const Node *node);
/* Text of no node, broken to the measure. */
Lines set_text(Pass *pass, Str text, const Style *style, Len measure, Align align);
/* What a reference prints: its words, or the pages that the pass before found. */
Str ref_text(Pass *pass, const Node *ref);
PageWords page_words; /* of a reference to pages; self is the Pass */
/* A heading's short title when given, else its words, page numbers included. */
Str title_text(Pass *pass, const Node *heading);
bool is_within(const Node *n, const Node *outer);

#endif
