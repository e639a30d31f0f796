/* Tables, drawings and pictures of a document in large print, made to fit their pages.
 *
 * A table is set in the first of these ways in which no word and no figure is divided and no row is a tower: as it is;
 * on a landscape page; in groups of columns, each a table that begins with the labels; as cards, one for each row. A
 * chart or diagram without room for its words, or for a figure that its original shows, is turned, or else set as a
 * table or list of the same facts. */
#ifndef LARGE_FIT_FIT_H
#define LARGE_FIT_FIT_H

#include "large/large.h"
#include "layout/layout.h"

typedef enum LargeWay { LARGE_PORTRAIT, LARGE_LANDSCAPE, LARGE_GROUPS, LARGE_CARDS, LARGE_WAY_COUNT } LargeWay;

typedef struct LargeFitCounts {
    int tables[LARGE_WAY_COUNT];
    int turned, listed; /* drawings on landscape pages; set as tables or lists */
} LargeFitCounts;

typedef struct LargeFit {
    const LayoutJob *layout; /* of large->doc, with a typesetter for each part */
    LargeDocument *large;    /* is written to: what is made gets the origin of what it was made from */
    const PageList *screen;  /* the original's pages; NULL: there are none */
    LargeFitCounts *counts;
    Len least; /* the size below which words in pictures are reported (LGP013) */
} LargeFit;

/* The document stays one that keeps the promises of doc.h. LGP010 to LGP013. */
void large_fit(const LargeFit *job);
/* "3 tables in groups of columns, 1 as cards": what is not as it is, for a summary; empty: all is. */
Str large_fit_summary(Arena *a, const LargeFitCounts *counts);

#endif
