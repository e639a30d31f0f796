/* Drop capitals: the first letter of a paragraph as high as several of its lines. */
#ifndef LAYOUT_BOX_DROPCAP_H
#define LAYOUT_BOX_DROPCAP_H

#include "layout/flow/paragraph.h"

typedef struct DropCap {
    Lines lines; /* of the words behind the letter, the first of them narrower */
    Items items; /* the letter, and the quotation mark before it; places from the paragraph's left edge and its first
                    line's top */
    Len above;   /* what the letter needs above the first line: for an accent */
    int nlines;  /* beside the letter */
} DropCap;

/* False: the paragraph is not the first, has too few lines, or begins with something else than a letter. */
bool drop_cap(Pass *pass, const Node *n, const Style *style, const Setting *s, DropCap *out);

#endif
