/* What the files of text/ know of faces and nobody else: HarfBuzz's handles and the scratch memory.
 * Fonts are kept in font units (HarfBuzz's scale is the face's units per em), so every length is
 * rounded once, by face_len. */
#ifndef TEXT_FACE_PRIVATE_H
#define TEXT_FACE_PRIVATE_H

#include <hb.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "text/font.h"

struct Face {
    hb_face_t *hb;
    hb_font_t *font;     /* answers for plain characters from `plain`, for all else as the file says */
    uint16_t plain[128]; /* glyphs of ASCII; 0: none */
    int32_t *advances;   /* of glyphs, as far as they are known, each + 1; 0: not yet */
    FaceInfo info;
    Str path;
};

/* Whether the bytes of a font file hold together. NULL, or what is wrong, to follow its name: "is cut short: …". */
const char *sfnt_fault(Str file);
/* Opens the file and measures it. NULL, with *why and *code set, when it cannot be used. The caller closes it. */
Face *face_open(Arena *job, Str path, Code *code, const char **why);
void face_close(Face *f);

/* Font units at a size, rounded half away from zero. */
Len face_len(const Face *f, Len size, int units);
/* The units that face_len made a length of, where the size tells them: where a unit is more than one Len. */
int face_units(const Face *f, Len size, Len length);
bool face_tells_units(const Face *f, Len size);
bool face_has(const Face *f, uint32_t cp);
extern const uint16_t face_superiors[10]; /* the characters for raised figures */
bool face_has_superiors(const Face *f);
bool face_has_feature(const Face *f, hb_tag_t feature); /* of its substitutions or positions */

/* One buffer for all shaping (clusters of characters, nothing for what is never drawn), and memory that its user marks
 * and rewinds. Both end with fonts_close. */
hb_buffer_t *fonts_buffer(Fonts *f);
Arena *fonts_scratch(Fonts *f);
/* How text of these properties is shaped with these features: what hb_shape would find out for each word. Ends with
 * fonts_close. */
hb_shape_plan_t *fonts_plan(Fonts *f, const Face *face, const hb_segment_properties_t *text,
                            const hb_feature_t *features, unsigned nfeatures);
/* The families to ask for a glyph that this one lacks, in order. */
const Str *fonts_fallbacks(const Fonts *f, Str family, int *count);

#endif
