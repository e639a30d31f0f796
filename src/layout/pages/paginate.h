/* A flow cut into pages. */
#ifndef LAYOUT_PAGES_PAGINATE_H
#define LAYOUT_PAGES_PAGINATE_H

#include "base/vec.h"
#include "layout/beside/margin.h"
#include "layout/flow/flow.h"
#include "layout/pages/folio.h"
#include "layout/pass.h"

/* A stretch of a page from its top down. */
typedef struct WideBand {
    Len top, bottom;
} WideBand;

typedef struct PressedPage { /* what a page is furnished by, when all are made */
    const Node *section;     /* for running heads; NULL: none begins on it or goes on */
    const PageMaster *master;
    bool opener;               /* a section's first */
    int part, nth;             /* nth: of its part's pages, from 0 */
    const struct Panel *panel; /* that it is; NULL: none */
    VEC(WideBand) wide;        /* of a marked edition: what is set over all columns */
} PressedPage;

typedef struct Press { /* the page list being made in this pass */
    Pass *pass;
    PageList *list;
    VEC(PressedPage) pressed; /* by page */
    int part, part_first;     /* being set; its first page */
    int *part_pages;          /* how many pages each part has, when all are made */
    VEC(int) ends;            /* by anchor: the page on which what was open before it ends */
    int open[8];              /* anchors of the section [0] and headings whose content has not ended, by level; -1 */
    int last_page;            /* of the region set last */
    Len region_top;           /* of the region being set */
    int counter;              /* folio of the page made last, in its part */
    FolioStyle folio;         /* of the last page that has one, in its part; NONE: there was none yet */
    PackFolio pack_folio;
    Margin margin;      /* of the page being set */
    const Node *titled; /* the section last named in a running head, and its title */
    Str title;
    NodeMap read_out;              /* named pictures that a page before has as content */
    Map missing;                   /* required pictures whose absence was reported */
    const struct PageHeads *heads; /* of each page, when all are made; NULL: no template needs them */
    Map tabs;                      /* tab.c: what has a step on each tab */
    Map fitted;                    /* by address of a master's text: how it was fitted last, when it was not one line */
} Press;

/* Folios begin anew, and whatever stands on the pages made from here on belongs to that part. */
void press_part(Press *p, int part);
/* One of several parts can be led to. */
void press_end_part(Press *p);
/* Is it a left-hand page? A part begins on a right-hand one, so that it looks the same alone and among others. */
bool press_is_verso(const Press *p, int page);
Page *press_page(Press *p, const PageMaster *master, const Node *section, bool opener);
/* Where a node begins; `ends` as in Press. */
void press_anchor(Press *p, Anchor anchor, int ends);
/* The first page may differ from the others in all but its measure. */
void paginate(Press *p, Flow *f, SectionPages pages, bool opener);

/* Pages of their own that a flow goes through, in place of as many like one as it needs: panels. */
typedef struct PageRow {
    const struct Panel *const *panels; /* one for each */
    const PageMaster *masters;         /* of one measure and number of columns */
    int n;
    bool open; /* what is left over goes on further pages like the last; else it is left out */
} PageRow;
typedef struct RowFill {
    int end;           /* the strips from here on were left out */
    const Flow *notes; /* the strips of footnotes that were left out; NULL: none */
    Len *left;         /* by page: the height below what is on it */
} RowFill;
/* Makes every page of the row; the flow's blocks are shared out over the first, as many as they need. */
RowFill paginate_row(Press *p, Flow *f, const PageRow *row);
/* After the last flow, and before the contents: what is open ends on the last page made, or the last panel with text.
 */
void paginate_end(Press *p);

#endif
