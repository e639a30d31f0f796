/* Pages of a list as SVG, for a browser on the same machine.
 *
 * A glyph is drawn once, as a symbol, and used wherever it stands; a picture is named by its bytes. Symbols and
 * pictures that are known already are not given again, so that an edit costs what it changes. What a node made says
 * where in the source that is. */
#ifndef PREVIEW_PREVIEW_H
#define PREVIEW_PREVIEW_H

#include "base/map.h"
#include "page/page.h"

/* What has been given so far. It grows with the fonts, not with edits. */
typedef struct PreviewKnown {
    Arena *arena;
    Map symbols; /* face and glyph → number */
} PreviewKnown;

typedef struct PreviewSymbol {
    Str key; /* of PreviewKnown; bytes */
    Str svg; /* the symbol element, with the id gN */
} PreviewSymbol;

typedef struct PreviewPicture {
    Str id, type, bytes; /* type: of MIME; bytes: of the document's tree */
} PreviewPicture;

typedef struct PreviewPage {
    Str id; /* the same for the same drawing */
    Str label;
    Len width, height;
    Str svg;
} PreviewPage;

typedef struct Preview {
    VEC(PreviewPage) pages;
    VEC(PreviewSymbol) symbols; /* in the order of their numbers, which follow those that are known */
    VEC(PreviewPicture) pictures;
} Preview;

/* Everything is in the arena. file: what stands for a source file in the pages. */
void preview_pages(Arena *a, const PageList *list, const PreviewKnown *known, Preview *out);
/* Takes note of symbols, as another process gave them. */
void preview_learn(PreviewKnown *known, Str key);

#endif
