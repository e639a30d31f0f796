/* Faces: found through the catalogue, opened once, measured and subset by HarfBuzz. */
#ifndef TEXT_FONT_H
#define TEXT_FONT_H

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"
#include "base/str.h"
#include "style/catalogue.h"

typedef struct Fonts Fonts;
typedef struct Face Face;

/* Opens nothing yet. Lives in `job`; fonts_close frees what HarfBuzz holds. */
Fonts *fonts_open(Arena *job, const Catalogue *catalogue, Diag *d);
void fonts_close(Fonts *f);

bool fonts_knows(const Fonts *f, Str family); /* whether the catalogue has it */
/* The face of that family nearest in weight and slope. NULL with FNT001 or FNT002, once for each family. */
const Face *fonts_face(Fonts *f, Str family, int weight, bool italic);
int fonts_count(const Fonts *f);                 /* faces opened so far */
const Face *fonts_at(const Fonts *f, int index); /* in order of opening, the same on every run */
/* The folders searched so far, including missing ones: a new file in one of them could be used next time. */
const Str *fonts_folders(const Fonts *f, int *count);

typedef struct FaceInfo {
    int index;           /* its place in fonts_at */
    Str postscript_name; /* without spaces */
    bool cff;            /* CFF outlines, else glyf */
    int units_per_em, glyph_count;
    int ascent, descent, cap_height, x_height; /* font units; descent negative */
    int strike_top, strike_thickness;          /* of the line through struck-out text */
    int underline_top, underline_thickness;    /* of the line under text; its top negative */
    int bbox[4];
    int italic_angle_tenths; /* tenths of a degree, negative leans right */
    int weight;
    bool italic, fixed_pitch, serif;
} FaceInfo;
FaceInfo face_info(const Face *f);
Str face_path(const Face *f);                  /* the file that it was read from */
int face_advance(const Face *f, uint16_t gid); /* font units, unkerned */

/* The font program with only the outlines of these glyphs; glyph ids are kept. gids is sorted; 0 is added. For CFF,
 * *out is the bare CFF table. False: HarfBuzz refused. */
bool face_subset(const Face *f, const uint16_t *gids, int count, Buf *out);
/* A font of its own with these characters and what it needs to set them: the map, kerning, ligatures, figures. Glyphs
 * have new ids. False: HarfBuzz refused. */
bool face_with_characters(const Face *f, const uint32_t *characters, int count, Buf *out);

#endif
