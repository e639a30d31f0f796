/* A run of positioned glyphs: layout measures it, and the page list carries it. */
#ifndef TEXT_GLYPHS_H
#define TEXT_GLYPHS_H

#include "base/base.h"
#include "doc/doc.h"
#include "doc/picture/vector.h"
#include "style/style.h"
#include "text/font.h"

typedef struct Glyph {
    uint16_t gid;
    bool soft_hyphen; /* drawn as a hyphen, read as nothing (U+00AD) */
    uint8_t text_len; /* bytes of run text that this glyph represents; 0: part of the cluster before */
    int32_t text_at;  /* offset into the run's text */
    Len advance;      /* with kerning and justification */
    Len dx, dy;       /* offset of the drawing, dy upwards */
} Glyph;

typedef struct GlyphRun {
    const Face *face;
    Len size;
    Swatch colour;
    bool underline, strike;
    Len shift; /* baseline raised by this */
    int16_t scale,
        track; /* thousandths: letters wider by this, after this much of the size between them; in advances */
    Len width; /* sum of advances */
    const Glyph *glyphs;
    int nglyphs;
    Str text;         /* the author's text */
    const Node *node; /* its inline or block */
    Str lang;         /* other than the document's; empty: the document's */
} GlyphRun;

/* Words of a vector picture: where a run begins on its baseline, in the space of its text. */
typedef struct VectorRun {
    const GlyphRun *run;
    Len x, y;
    const VectorText *text;
    const VectorSpan *span;
} VectorRun;

#endif
