/* What a build for the preview gives: from the process that builds, as bytes, to the one that shows. */
#ifndef APP_PREVIEW_PAGES_H
#define APP_PREVIEW_PAGES_H

#include "app/build/outcome.h"
#include "doc/product.h"
#include "preview/preview.h"

/* What is shown, and what the browser has already. The process that builds inherits it. */
typedef struct PreviewAsked {
    ProductKind product;
    PreviewKnown known;
    Map pictures; /* ids → nothing */
} PreviewAsked;

typedef struct PreviewHeading {
    int level, page; /* page: by index */
    Str title;
} PreviewHeading;

/* Of one build. Without pages, the document has errors, and those before are still shown. */
typedef struct PreviewMade {
    Str title, lang;
    unsigned products; /* a PRODUCT_BIT for each kind that it has */
    Strs files;        /* their paths, from number 1 */
    Preview pages;
    VEC(PreviewHeading) headings;
} PreviewMade;

extern const PreviewAsked *preview_asked;
/* A DocumentWork: lays out what preview_asked says, and prints it as bytes. */
void preview_document(Str path, const Options *options, Outcome *out);
/* Reads them. Strings are parts of the bytes. False: they are something else. */
bool preview_unpack(Arena *a, Str bytes, PreviewMade *out);

#endif
