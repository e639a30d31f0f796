/* What a pass learnt about pages, for the next pass. */
#ifndef LAYOUT_FACTS_H
#define LAYOUT_FACTS_H

#include "layout/pass.h"

typedef struct Facts Facts;
Facts *facts_of(Arena *job, const PageList *l);
/* *swinging: the node that best shows what moved, or NULL. */
bool facts_equal(const Facts *a, const Facts *b, const Node **swinging);
/* The folio of the page where a node begins or its content ends; "00" when not known yet. */
Str folio_of(Pass *pass, const Node *n, bool end);
/* The same for a reference: the page's number where it has no folio. */
Str page_label_of(Pass *pass, const Node *n, bool end);

#endif
