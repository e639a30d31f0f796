/* Folios: the numbers of pages. */
#ifndef LAYOUT_PAGES_FOLIO_H
#define LAYOUT_PAGES_FOLIO_H

#include "layout/pass.h"

/* Where the pack's folios have got to. */
typedef struct PackFolio {
    const struct PagesPublished *published; /* of the part */
    int nth;                                /* of the part's published pages: the next */
    bool apart;                             /* the part is a supplement */
    int number;                             /* the last in the pack's order */
    int beyond;                             /* the highest after those that were published */
    int lettered, letter;                   /* the last letter given, and to which number */
} PackFolio;

Str folio_text(Arena *a, FolioStyle style, int number);

/* Before the first page of the part that is being set: where its pages continue in the pack. */
void pack_folio_part(const Pass *pass, PackFolio *f);
/* Gives the next page its folio in the pack; one of the pack's own pages has no other. */
void pack_folio_page(const Pass *pass, PackFolio *f, Page *page);

#endif
