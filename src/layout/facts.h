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
/* The number of that page in the whole, from 0; -1: not known yet. */
int page_number_of(Pass *pass, const Node *n, bool end);
/* The node itself, or the nearest around it that has a place on a page. */
const Node *placed_node(const Pass *pass, const Node *n);
/* The same for a reference: the page's number where it has no folio. */
Str page_label_of(Pass *pass, const Node *n, bool end);

#endif
