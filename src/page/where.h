/* On which page each node of a document stands.
 *
 * A node's page is the first that shows it or anything below it. One that sets nothing of its own has the page of what
 * comes next, or of what stands before it at the end. Entries of the contents, running heads and repeated heads of
 * tables show nothing. */
#ifndef PAGE_WHERE_H
#define PAGE_WHERE_H

#include "page/page.h"

typedef struct Where Where;
/* Looks at every item once. In arena a; the list is not needed afterwards. */
Where *where_of(Arena *a, const PageList *l, const Doc *doc);
/* The page's label; its number where no folio is printed. Empty: the node is not of this document, or there are no
 * pages. As EditionPage (diff/schedule.h), with the Where as self. */
Str where_page(void *where, const Node *node);

#endif
