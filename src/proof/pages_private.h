/* Reading a page list: between its files. */
#ifndef PROOF_PAGES_PRIVATE_H
#define PROOF_PAGES_PRIVATE_H

#include "proof/proof_private.h"

typedef struct ShownItem {
    const Item *item;
    int page, next; /* of its block; -1: the last */
} ShownItem;

typedef struct ShownList {
    int first, last;
} ShownList;

typedef struct PagesReading {
    Arena *arena;
    const ProofPages *job;
    Taker taker;
    VEC(ShownItem) items;
    VEC(ShownList) lists; /* of blocks */
    NodeMap blocks;       /* block or picture → index into lists */
    const Node *special;  /* the inline in hand that is taken by itself; or NULL */
    const Item *last;     /* that was read; or NULL */
    const Node *entry;    /* the heading of the contents entry in hand; or NULL */
    Buf mark;             /* of a note, begun */
} PagesReading;

void read_node(PagesReading *r, const Node *n);
void read_table(PagesReading *r, const Node *table); /* pages_table.c */
void read_children(PagesReading *r, const Node *n);
void read_block_words(PagesReading *r, const Node *n);
void read_spoken(PagesReading *r, const Node *n);
bool is_on_a_page(const PagesReading *r, const Node *n);
/* The node of the document's own tree that n was made from, or n; NULL: it was made for this product alone. */
const Node *source_of(const PagesReading *r, const Node *n);

#endif
