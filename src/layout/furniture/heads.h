/* The headings that a page is under, for running heads and tabs. */
#ifndef LAYOUT_FURNITURE_HEADS_H
#define LAYOUT_FURNITURE_HEADS_H

#include "layout/pages/paginate.h"

enum { HEAD_KINDS = 4 }; /* headings of the first three levels, and terms */

typedef struct PagePart {
    const Node *heading; /* that opened the part; NULL: the page is in none */
    Str title;           /* its beginning */
    int nth;
} PagePart;

typedef struct PageHeads {
    Str first[HEAD_KINDS], last[HEAD_KINDS]; /* that begin on the page, else that it goes on with; may be empty */
    PagePart part;
} PageHeads;

/* Of every page, when all are made and nothing but the flow is on them. */
const PageHeads *heads_of_pages(Press *p);
/* What a field such as "h2", "last-h2" or "range-h2" shows. False: the field is another's. */
bool heads_variable(Pass *pass, const PageHeads *heads, Str name, Str *value);

/* tab.c: the mark of a page on a tab's strip; false: it has none. */
bool tab_mark(Press *p, int page, const Placed *tab, Placed *mark);

#endif
