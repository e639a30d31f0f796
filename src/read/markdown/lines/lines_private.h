/* What finds the forms among the lines. */
#ifndef READ_MARKDOWN_LINES_LINES_PRIVATE_H
#define READ_MARKDOWN_LINES_LINES_PRIVATE_H

#include "read/markdown/lines/lines.h"

/* Sets where each line's own text begins, and marks terms and their definitions. */
void containers_enter(MdLine *lines, int n);

/* Lines that a definition follows: the term is lines[*term]. False: lines[line] is no definition of a term above it. */
bool definition_begins(const MdLine *lines, int line, int *term);
bool is_empty_line(Str s);
/* What stands above a line ends there: nothing, a heading, a box's line, or another container. */
bool stands_alone(const MdLine *lines, int line);
bool begins_item(const MdLine *l); /* a mark of an item stands before its text */
bool begins_block(Str text);       /* of a line, so that it is not the words of a paragraph */
/* Bytes of ":" and the blanks behind it in a line's text; 0: it does not begin as a definition does. */
int definition_mark(Str text);

typedef struct Forms {
    Arena *a;
    Diag *diag;
    int file;
    MdLine *lines;
    int n;
    char bullet; /* of the items that stand for notes and definitions */
    MdText *out;
    VEC(MdLine) paragraphs; /* of cells, captions and terms */
    VEC(MdLine) cells;      /* the lines of grid tables' cells */
    int depth;              /* grid tables in cells of grid tables */
} Forms;

/* boxes: whether ::: is a form. */
void forms_find(Forms *f, bool boxes);

#endif
