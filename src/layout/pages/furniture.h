/* What masters place on pages besides the flow: running heads, folios, covers' text and drawings. */
#ifndef LAYOUT_PAGES_FURNITURE_H
#define LAYOUT_PAGES_FURNITURE_H

#include "layout/pages/paginate.h"
#include "style/sheet.h"

/* Puts the furniture under what is on the pages. After all pages are made. */
void furnish(Press *p);
/* Puts what a side of a sheet draws on its page. */
void furnish_side(Press *p, Page *page, const SheetSide *side);

#endif
