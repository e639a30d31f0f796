/* Bars in the margin of a marked edition, with the numbers of the changes that they stand for. */
#ifndef LAYOUT_PAGES_BARS_H
#define LAYOUT_PAGES_BARS_H

#include "layout/pages/paginate.h"

/* On all pages, when they are made. They are artifacts, and stand over no text. */
void set_bars(Press *p);

#endif
