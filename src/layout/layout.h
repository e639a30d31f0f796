/* From the document and a template to pages. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "base/arena.h"
#include "diag/diag.h"
#include "doc/doc.h"
#include "page/page.h"
#include "style/style.h"
#include "text/para.h"

typedef struct LayoutJob {
    const Doc *doc;                 /* each part of which has a template */
    Typesetter *const *typesetters; /* of the parts, in their order */
    Arena *job;                     /* styles and facts that outlive a pass */
    Arena *pass; /* passes and the page list live here; reset when the next pass takes over no page */
    Diag *diag;
} LayoutJob;

typedef struct LayoutStats {
    int lines, hyphens, overfull;
    int64_t demerits;
} LayoutStats;

/* Lays out until page references stand still (at most five passes). Never NULL. */
PageList *layout_document(const LayoutJob *job, LayoutStats *stats);

#endif
