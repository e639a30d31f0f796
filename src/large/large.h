/* Large print: a document set anew for people who read 18 point.
 *
 * large_document makes an ordinary Doc from another: the same words, figures and pictures in the same order, for a
 * template that is derived from each part's own (style/large.h). What a page of that size cannot show as the original
 * does is said in words: "[note 3]" for a raised mark, the heading for a page number. The original is not written to.
 */
#ifndef LARGE_LARGE_H
#define LARGE_LARGE_H

#include "diag/diag.h"
#include "doc/doc.h"
#include "doc/nodemap.h"
#include "page/page.h"

typedef struct LargeJob {
    Arena *arena;
    Diag *diag;
    const Doc *doc;         /* said (say/say.h), each part with its template */
    const PageList *screen; /* its pages on screen, for the table of printed pages; NULL: there is no such table */
    Len size;               /* of all that is read */
} LargeJob;

typedef struct LargeDocument {
    Doc *doc;        /* with parts, labels and templates of its own; other strings and payloads are shared */
    NodeMap origins; /* node of doc → index in sources; a node without one stands for nothing of the original */
    Nodes sources;
} LargeDocument;

/* In the job's arena. A marked edition has no large print: the caller makes none. */
LargeDocument *large_document(const LargeJob *job);
/* The node of the original; NULL: it has none. */
const Node *large_origin(const LargeDocument *large, const Node *n);

#endif
