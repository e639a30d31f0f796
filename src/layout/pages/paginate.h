/* A flow cut into pages. */
#ifndef LAYOUT_PAGES_PAGINATE_H
#define LAYOUT_PAGES_PAGINATE_H

#include "base/vec.h"
#include "layout/flow/flow.h"
#include "layout/pass.h"

typedef struct Press { /* the page list being made in this pass */
    Pass *pass;
    PageList *list;
    const Node **page_sections; /* by page: for running heads */
    bool *openers;
    const PageMaster **masters;
    int cap;
    VEC(int) ends;  /* by anchor: the page on which what was open before it ends */
    int open[8];    /* anchors of the section [0] and headings whose content has not ended, by level; -1 */
    int last_page;  /* of the region set last */
    Len region_top; /* of the region being set */
    int counter;    /* folio of the page made last */
} Press;

Page *press_page(Press *p, const PageMaster *master, const Node *section, bool opener);
/* Where a node begins; `ends` as in Press. */
void press_anchor(Press *p, Anchor anchor, int ends);
void paginate(Press *p, Flow *f, const PageMaster *master, bool opener);
/* After the last flow, and before the contents: what is open ends on the last page made. */
void paginate_end(Press *p);

#endif
