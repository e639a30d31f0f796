/* Folios: the numbers of pages. */
#ifndef LAYOUT_PAGES_FOLIO_H
#define LAYOUT_PAGES_FOLIO_H

#include "layout/pass.h"

/* The pack's folio of the page made last, and the highest before letters begin: 47, 47A, 47B. */
typedef struct PackFolio {
    int number, letter; /* letter 0: none */
    int most;           /* 0: no letters */
} PackFolio;

Str folio_text(Arena *a, FolioStyle style, int number);

/* Before the first page of the part that is being set: where its pages continue in the pack. */
void pack_folio_part(const Pass *pass, PackFolio *f);
/* Gives the next page its folio in the pack; one of the pack's own pages has no other. */
void pack_folio_page(const Pass *pass, PackFolio *f, Page *page);

#endif
