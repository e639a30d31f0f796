/* Lists with only some of their pages, such as those of a marked edition that show a change. */
#ifndef PAGE_CHANGED_H
#define PAGE_CHANGED_H

#include "page/page.h"

/* Leaves out all pages but those to keep. Pages keep their labels. Links to what is on no page any more lead nowhere:
 * their words stay. */
void pages_keep(Arena *a, PageList *l, const bool *keep);
/* Keeps those with a change and those of the document's first section, which says how to read it. */
void pages_keep_changed(Arena *a, PageList *l, const Doc *marked);

#endif
