/* Text on a panel that covers what the panel's page places. */
#ifndef LAYOUT_PAGES_SET_OVER_PRIVATE_H
#define LAYOUT_PAGES_SET_OVER_PRIVATE_H

#include "layout/pages/paginate.h"

/* PNL006 for the first words on a panel that are set over placed ones; placed: the items that its page places, which
 * are not on the page yet. */
void report_set_over(const Press *p, int index, const Items *placed);

#endif
