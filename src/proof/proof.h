/* The words and figures of a document's products, in reading order, and whether they are the same.
 *
 * A proof is made from what a product shows: of a PDF from its page list, in the order of the document tree; of a web
 * page from the bytes as written. Words are compared as shown, with their punctuation; a word with a digit is a
 * figure. What a screen reader says instead, alternative text, marks of notes and references to pages stand in the
 * same sequence, each as a kind of its own. What may differ between products is declared in proof.c, next to the code
 * that allows it, and nothing else may.
 *
 * Proofs of one document share a WordBook, and live in its arena. */
#ifndef PROOF_PROOF_H
#define PROOF_PROOF_H

#include "base/arena.h"
#include "base/str.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "doc/nodemap.h"
#include "page/page.h"

typedef struct WordBook WordBook; /* words as numbers */
typedef struct Proof Proof;

WordBook *wordbook_new(Arena *a);

/* A PDF. Of a product that is set from a tree of its own, `origins` leads from its nodes to indices of `sources`, the
 * nodes that they were made from; NULL: the tree is the document's own. */
typedef struct ProofPages {
    Str name; /* "large print", for messages */
    const Doc *doc;
    const PageList *pages;
    const NodeMap *origins;
    const Node *const *sources;
} ProofPages;

Proof *proof_of_pages(WordBook *l, const ProofPages *product);
/* A web page. NULL: it cannot be read as HTML. */
Proof *proof_of_html(WordBook *l, Str name, Str bytes);

int proof_words(const Proof *p);   /* all that it shows, tables among them */
int proof_figures(const Proof *p); /* those with a digit */

/* Reports the first places where `other` says something else than `screen` (PRD020 to PRD022). True: they are the
 * same. */
bool proof_compare(Diag *d, const Proof *screen, const Proof *other);
/* The same for two lists that must have the same words at the same places of the same pages (PRD023). */
bool proof_same_pages(Diag *d, const PageList *screen, const PageList *press);
/* Every figure of the document's data that one product shows is shown by all (PRD024). */
bool proof_same_data(Diag *d, const Doc *doc, Proof *const *proofs, int n);

#endif
