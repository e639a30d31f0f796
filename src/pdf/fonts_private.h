/* Fonts in the file: the glyphs used of each face, and the objects made from them at the end. */
#ifndef PDF_FONTS_PRIVATE_H
#define PDF_FONTS_PRIVATE_H

#include "base/arena.h"
#include "diag/diag.h"
#include "base/str.h"
#include "base/vec.h"
#include "pdf/object/object.h"
#include "text/font.h"

/* A glyph with the text it represents. */
typedef struct GlyphCode {
    uint16_t gid, cid;
    uint16_t variant; /* of the font: 0 unless the outlines are CFF and the glyph has several texts */
    int16_t width;    /* in thousandths of the size */
    int32_t next;     /* another text of the same glyph, or -1 */
    char bytes[4];    /* cid as it stands in a string */
    uint8_t nbytes;
    Str text;
} GlyphCode;

typedef struct FontUse {
    const Face *face;
    FaceInfo info;
    int index;      /* its number in the file */
    int32_t *first; /* by glyph: index into codes, or -1 */
    int next_cid;   /* for a glyph's second text */
    int nvariants;
    VEC(GlyphCode) codes;
} FontUse;

typedef struct FontUses {
    Arena *arena;
    VEC(FontUse *) at;
} FontUses;

FontUse *font_use(FontUses *f, const Face *face);
/* A code for what the glyph has not represented yet. */
const GlyphCode *font_new_code(FontUses *f, FontUse *font, uint16_t gid, Str text);

/* The code for this glyph when it represents `text`; valid until the next call. gid is not 0. In the header because
 * every glyph of a document asks for one. */
static inline const GlyphCode *font_code(FontUses *f, FontUse *font, uint16_t gid, Str text)
{
    check(gid > 0 && gid < font->info.glyph_count);
    for (int i = font->first[gid]; i >= 0; i = font->codes.at[i].next) {
        const GlyphCode *code = &font->codes.at[i];
        if (code->text.n == text.n && (text.n == 1 ? *code->text.p == *text.p : str_eq(code->text, text)))
            return code;
    }
    return font_new_code(f, font, gid, text);
}

void put_font_name(Buf *b, const FontUse *font, int variant); /* "/F0", "/F0v1" */

/* Makes the objects and adds "/F0 12 0 R" for each to `resources`. False: a diagnostic was added. */
bool fonts_finish(FontUses *f, Objects *o, Diag *d, Buf *resources);

#endif
