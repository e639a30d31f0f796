/* The look of a web page: one style sheet made from templates, and the colours of its cover. Nothing here knows of
 * HTML but names of elements and classes. */
#ifndef HTML_LOOK_LOOK_H
#define HTML_LOOK_LOOK_H

#include "base/arena.h"
#include "base/len.h"
#include "base/map.h"
#include "base/str.h"
#include "doc/doc.h"
#include "style/style.h"
#include "text/font.h"

typedef struct LookTemplate {
    const Template *tpl;
    Styler *styler;
    Str family; /* the stack of families of its text, as CSS has it */
} LookTemplate;

typedef struct LookJob {
    Arena *arena;
    const LookTemplate *templates; /* the first has the page, the others parts of class x-NAME */
    int ntemplates;
    Map boxes, tables; /* names of those in use */
    bool blends;       /* some picture mixes colours */
    Str faces;         /* @font-face rules; empty: there are none */
} LookJob;

/* The template's faces for a document, as WOFF2 in @font-face rules. Faces that browsers cannot be given are left out.
 */
typedef struct LookFaces {
    Arena *arena;
    Fonts *fonts;
    Styler *styler;
    const Node *root; /* of which the characters are */
    const char *name; /* the family's name in the page */
} LookFaces;
void look_faces(LookFaces *l, Buf *out);

void look_write(const LookJob *job, Buf *out);

/* ---- colours.c ---- */

typedef struct LookColour {
    uint8_t r, g, b;
} LookColour;

/* What the page is painted with where the reader wants it dark: of each swatch, and of paper. False: some pair of text
 * and ground that the template can set would have too little contrast, and the page stays light. */
bool look_dark(Arena *a, const Template *t, LookColour *out, LookColour *paper);
LookColour look_swatch(const Template *t, Swatch s);
int look_contrast(LookColour a, LookColour b); /* in hundredths */

/* ---- cover.c ---- */

typedef struct LookCover {
    const PageMaster *master; /* NULL: there is no cover */
    Swatch field;             /* under the title; SWATCH_NONE: paper is */
    Rect area;                /* of the field on its page */
    LookColour text;          /* readable on the field */
} LookCover;

LookCover look_cover(Arena *a, const Template *t, Styler *styler);

#endif
