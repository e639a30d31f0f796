/* Drawings: charts and diagrams as paths and runs of text in a box of known size; and the words of vector pictures.
 *
 * A drawing is made from data and a width alone, without a page. Layout places it on pages; another writer can embed
 * it unchanged. All places count from its top left corner, y downwards. Items are in painting order, and their words
 * in reading order. Colours are swatches of the template. */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "base/arena.h"
#include "base/len.h"
#include "base/vec.h"
#include "doc/chart.h"
#include "doc/diagram.h"
#include "style/style.h"
#include "text/glyphs.h"
#include "text/para.h"

typedef enum DrawKind { DRAW_RUN, DRAW_RECT, DRAW_PATH } DrawKind;

typedef struct DrawPath {
    const PathSeg *segs;
    int n;
    Swatch fill, stroke;
    Len stroke_width;
    bool clipped; /* to clip */
    Rect clip;
} DrawPath;

typedef struct DrawItem {
    DrawKind kind;
    Len x, y; /* RUN: origin on the baseline; RECT: top left corner; PATH: 0 */
    union {
        const GlyphRun *run;
        const DrawPath *path;
        struct {
            Len w, h;
            Swatch fill;
        } rect;
    } u;
} DrawItem;

/* Where a drawing may be cut that is taller than a page. */
typedef struct DrawCut {
    Len y;
    int items; /* drawn above it */
} DrawCut;

typedef struct Drawing {
    Len width, height;
    VEC(DrawItem) items;
    VEC(DrawCut) cuts; /* from the top down */
    bool crowded;      /* its words find no room in the width: some leave their boxes or are left out */
} Drawing;

/* What a drawing is made for. */
typedef struct DrawSpace {
    Arena *arena; /* the drawing lives here */
    Typesetter *typesetter;
    const Template *tpl; /* whose look it has */
    Styler *styler;
    const Place *place;  /* of its words, for the cascade */
    const Node *picture; /* its NODE_IMAGE: missing glyphs are reported there */
    Len width;
    Len page_height; /* of the text on a page; drawings keep well below it where they can */
} DrawSpace;

Drawing *draw_chart(const DrawSpace *space, const Chart *chart);
Drawing *draw_diagram(const DrawSpace *space, const Diagram *diagram);

/* The words of a vector picture as runs, in the order of its marks. */
typedef struct DrawnWords {
    const VectorRun *at;
    int n;
} DrawnWords;
/* Needs of the space only what words are set with. */
DrawnWords draw_words(const DrawSpace *space, const Vector *vector);
/* The first family of a list as CSS writes it that the catalogue has, or that it has for a generic one such as
 * monospace. Else `otherwise`; unless a generic one was listed, *named is then the first name. */
Str draw_family(const Typesetter *typesetter, Str families, Str otherwise, Str *named);

#endif
