/* The resolution of printed pictures. */
#ifndef LAYOUT_RESOLUTION_PRIVATE_H
#define LAYOUT_RESOLUTION_PRIVATE_H

#include "diag/diag.h"
#include "page/page.h"

/* Reports pictures with too few pixels for their size (PIC001) or far too many (PIC002). */
void check_resolution(const PageList *pages, Diag *d);

#endif
