/* One font file: opening, measuring, and whether it may be embedded.
 *
 * HarfBuzz reads the file (mapped, so that only the tables in use are read). What it has no call for is
 * taken from the raw tables, big-endian and with bounds: bytes that are not there read as zero. The
 * metrics come from these tables:
 *
 *     head  units per em, bounding box, italic bit      post  italic angle, fixed pitch
 *     OS/2  weight, licence (fsType), class, heights    hhea  ascent and descent (through hb_ot_metrics)
 *
 * A face that has neither glyf nor CFF outlines, or whose licence forbids embedding or subsetting, is
 * not opened: nothing could be written with it. */
#include "text/face_private.h"

#include <hb-ot.h>

#include "base/ascii.h"
#include "file/file.h"
#include "base/str.h"

typedef struct SfntTable {
    hb_blob_t *blob;
    const uint8_t *p;
    unsigned n;
} SfntTable;

static SfntTable table_open(hb_face_t *face, hb_tag_t tag)
{
    SfntTable t = {.blob = hb_face_reference_table(face, tag)};
    t.p = (const uint8_t *)hb_blob_get_data(t.blob, &t.n);
    return t;
}

static unsigned table_u16(const SfntTable *t, unsigned at)
{
    return at + 2 <= t->n ? (unsigned)t->p[at] << 8 | t->p[at + 1] : 0;
}

static int table_i16(const SfntTable *t, unsigned at)
{
    return (int16_t)table_u16(t, at);
}

static unsigned table_u8(const SfntTable *t, unsigned at)
{
    return at < t->n ? t->p[at] : 0;
}

/* 16.16 fixed as tenths, rounded half away from zero. */
static int table_fixed_tenths(const SfntTable *t, unsigned at)
{
    int64_t v = (int64_t)table_i16(t, at) * 65536 + table_u16(t, at + 2);
    int64_t tenths = (v < 0 ? -v : v) * 10 + 32768;
    return (int)(v < 0 ? -(tenths >> 16) : tenths >> 16);
}

static bool table_present(hb_face_t *face, hb_tag_t tag)
{
    SfntTable t = table_open(face, tag);
    bool there = t.n > 0;
    hb_blob_destroy(t.blob);
    return there;
}

/* A name that PDF can carry: the font's own, or the file's, without what a name must not hold. */
static Str postscript_name(Arena *job, hb_face_t *face, Str path)
{
    char own[64];
    unsigned n = sizeof own;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &n, own);
    Str from = n > 0 ? (Str){own, (int)n} : path_base(path);
    char *out = arena_alloc(job, (size_t)from.n + 1);
    int k = 0;
    for (int i = 0; i < from.n; i++) {
        char c = from.p[i];
        bool plain = is_alphanumeric(c) || c == '-' || c == '_';
        if (plain)
            out[k++] = c;
    }
    return k > 0 ? (Str){out, k} : STR("Font");
}

/* The height of a glyph's outline, for faces whose OS/2 table is too old to say. */
static int glyph_height(hb_font_t *font, uint32_t cp)
{
    hb_codepoint_t gid;
    hb_glyph_extents_t box;
    if (!hb_font_get_nominal_glyph(font, cp, &gid) || !hb_font_get_glyph_extents(font, gid, &box))
        return 0;
    return box.y_bearing;
}

static void measure_head(Face *f)
{
    SfntTable head = table_open(f->hb, HB_TAG('h', 'e', 'a', 'd'));
    for (unsigned i = 0; i < 4; i++)
        f->info.bbox[i] = table_i16(&head, 36 + 2 * i);
    f->info.italic = table_u16(&head, 44) & 2;
    hb_blob_destroy(head.blob);
}

static void measure_os2(Face *f)
{
    SfntTable os2 = table_open(f->hb, HB_TAG('O', 'S', '/', '2'));
    f->info.weight = os2.n ? (int)table_u16(&os2, 4) : 400;
    unsigned family = table_u8(&os2, 30), panose_kind = table_u8(&os2, 32), panose_serif = table_u8(&os2, 33);
    f->info.serif =
        (family >= 1 && family <= 7 && family != 6) || (panose_kind == 2 && panose_serif >= 2 && panose_serif <= 10);
    if (table_u16(&os2, 62) & 1)
        f->info.italic = true;
    if (table_u16(&os2, 0) >= 2) {
        f->info.x_height = table_i16(&os2, 86);
        f->info.cap_height = table_i16(&os2, 88);
    }
    f->info.strike_thickness = table_i16(&os2, 26);
    f->info.strike_top = table_i16(&os2, 28);
    hb_blob_destroy(os2.blob);
    if (f->info.x_height <= 0)
        f->info.x_height = glyph_height(f->font, 'x');
    if (f->info.cap_height <= 0)
        f->info.cap_height = glyph_height(f->font, 'H');
    if (f->info.strike_thickness <= 0 || f->info.strike_thickness > f->info.units_per_em / 4)
        f->info.strike_thickness = f->info.units_per_em / 18;
    if (f->info.strike_top <= 0 || f->info.strike_top > f->info.cap_height)
        f->info.strike_top = (f->info.x_height + f->info.strike_thickness) / 2;
}

static void measure_post(Face *f)
{
    SfntTable post = table_open(f->hb, HB_TAG('p', 'o', 's', 't'));
    f->info.italic_angle_tenths = table_fixed_tenths(&post, 4);
    f->info.fixed_pitch = table_u16(&post, 12) || table_u16(&post, 14);
    f->info.underline_top = table_i16(&post, 8);
    f->info.underline_thickness = table_i16(&post, 10);
    hb_blob_destroy(post.blob);
}

/* Lines under text where the face has none, or one that would touch its letters or the line below. */
static void mend_underline(FaceInfo *info)
{
    int em = info->units_per_em;
    if (info->underline_thickness <= 0 || info->underline_thickness > em / 8)
        info->underline_thickness = em / 18;
    if (info->underline_top > -em / 30 || info->underline_top < -em / 5)
        info->underline_top = -em / 9;
}

static void measure_line(Face *f)
{
    hb_position_t ascent, descent;
    bool known = hb_ot_metrics_get_position(f->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, &ascent)
                 && hb_ot_metrics_get_position(f->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, &descent);
    f->info.ascent = known ? ascent : f->info.bbox[3];
    f->info.descent = known ? descent : f->info.bbox[1];
    if (f->info.descent > 0)
        f->info.descent = -f->info.descent;
}

static void face_measure(Arena *job, Face *f)
{
    f->info.units_per_em = (int)hb_face_get_upem(f->hb);
    f->info.glyph_count = (int)hb_face_get_glyph_count(f->hb);
    f->info.postscript_name = postscript_name(job, f->hb, f->path);
    measure_head(f);
    measure_os2(f);
    measure_post(f);
    mend_underline(&f->info);
    measure_line(f);
}

/* Restricted (2) forbids embedding altogether; 0x100 forbids a subset, 0x200 all but bitmaps. Print and
 * preview (4) and editable (8) allow what we do. */
static bool licence_allows(hb_face_t *face)
{
    SfntTable os2 = table_open(face, HB_TAG('O', 'S', '/', '2'));
    unsigned type = table_u16(&os2, 8);
    hb_blob_destroy(os2.blob);
    return (type & 0xf) != 2 && !(type & 0x300);
}

/* HarfBuzz ignores a layout table that it cannot follow, and says then that there is none. */
static bool layout_is_damaged(hb_face_t *hb)
{
    return (table_present(hb, HB_OT_TAG_GPOS) && !hb_ot_layout_has_positioning(hb))
           || (table_present(hb, HB_OT_TAG_GSUB) && !hb_ot_layout_has_substitution(hb));
}

static const char *why_unusable(hb_face_t *hb, Code *code)
{
    *code = FNT002;
    if (layout_is_damaged(hb))
        return "is damaged: its kerning or substitutions (GPOS, GSUB) cannot be read";
    *code = FNT004;
    return licence_allows(hb) ? NULL : "has a licence (fsType) that forbids embedding a subset";
}

/* ---- glyphs of plain characters ---- */

/* For as many characters as have a glyph: where text is plain, without a search in the file's table. */
static unsigned nominal_glyphs(hb_font_t *font, void *data, unsigned count, const hb_codepoint_t *character,
                               unsigned step, hb_codepoint_t *glyph, unsigned glyph_step, void *unused)
{
    (void)unused;
    const Face *face = data;
    for (unsigned i = 0; i < count; i++) {
        hb_codepoint_t cp = *character;
        *glyph = cp < COUNT(face->plain) ? face->plain[cp] : 0;
        if (*glyph == 0 && !hb_font_get_nominal_glyph(hb_font_get_parent(font), cp, glyph))
            return i;
        character = (const hb_codepoint_t *)((const char *)character + step);
        glyph = (hb_codepoint_t *)((char *)glyph + glyph_step);
    }
    return count;
}

/* A font over the file's own that knows its plain characters by heart. */
static hb_font_t *font_with_plain(Face *f, hb_font_t *own)
{
    for (hb_codepoint_t cp = 0, gid; cp < COUNT(f->plain); cp++)
        if (hb_font_get_nominal_glyph(own, cp, &gid))
            f->plain[cp] = (uint16_t)gid;
    hb_font_t *font = hb_font_create_sub_font(own);
    hb_font_funcs_t *answers = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyphs_func(answers, nominal_glyphs, NULL, NULL);
    hb_font_set_funcs(font, answers, f, NULL);
    hb_font_funcs_destroy(answers);
    return font;
}

/* False: a plain character leads to a glyph that the font does not have. */
static bool plain_glyphs_exist(const Face *f)
{
    for (int cp = 0; cp < COUNT(f->plain); cp++)
        if (f->plain[cp] >= f->info.glyph_count)
            return false;
    return true;
}

static void unmap(void *mapped)
{
    file_unmap(mapped);
}

/* HarfBuzz gets only a file that holds together; of another it would keep nothing. */
static hb_face_t *map_face(Arena *job, Str path, const char **why)
{
    FileMap *mapped = NEW(job, FileMap);
    *why = file_map(path, mapped);
    if (*why)
        return NULL;
    *why = sfnt_fault(mapped->bytes);
    if (*why) {
        file_unmap(mapped);
        return NULL;
    }
    Str file = mapped->bytes;
    hb_blob_t *blob = hb_blob_create(file.p, (unsigned)file.n, HB_MEMORY_MODE_READONLY, mapped, unmap);
    hb_face_t *hb = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return hb;
}

Face *face_open(Arena *job, Str path, Code *code, const char **why)
{
    *code = FNT002;
    hb_face_t *hb = map_face(job, path, why);
    if (!hb)
        return NULL;
    *why = why_unusable(hb, code);
    if (*why) {
        hb_face_destroy(hb);
        return NULL;
    }
    Face *f = NEW(job, Face);
    *f = (Face){.hb = hb, .path = str_dup(job, path), .info.cff = table_present(hb, HB_TAG('C', 'F', 'F', ' '))};
    int em = (int)hb_face_get_upem(hb);
    hb_font_t *own = hb_font_create(hb);
    hb_font_set_scale(own, em, em);
    f->font = font_with_plain(f, own);
    hb_font_destroy(own);
    face_measure(job, f);
    f->advances = NEWN(job, int32_t, f->info.glyph_count);
    if (plain_glyphs_exist(f))
        return f;
    *code = FNT002;
    *why = "is damaged: it leads from characters to glyphs that it does not have (cmap, maxp)";
    face_close(f);
    return NULL;
}

void face_close(Face *f)
{
    hb_font_destroy(f->font);
    hb_face_destroy(f->hb);
}

FaceInfo face_info(const Face *f)
{
    return f->info;
}

Str face_path(const Face *f)
{
    return f->path;
}

int face_advance(const Face *f, uint16_t gid)
{
    if (gid >= f->info.glyph_count)
        return 0;
    if (!f->advances[gid])
        f->advances[gid] = hb_font_get_glyph_h_advance(f->font, gid) + 1;
    return f->advances[gid] - 1;
}

/* n / d, half away from zero. */
static int rounded(int64_t n, int64_t d)
{
    return (int)(n < 0 ? -((-n * 2 + d) / (2 * d)) : (n * 2 + d) / (2 * d));
}

Len face_len(const Face *f, Len size, int units)
{
    return units ? rounded((int64_t)units * size, f->info.units_per_em) : 0;
}

bool face_tells_units(const Face *f, Len size)
{
    return size > f->info.units_per_em;
}

int face_units(const Face *f, Len size, Len length)
{
    return rounded((int64_t)length * f->info.units_per_em, size);
}

bool face_has(const Face *f, uint32_t cp)
{
    hb_codepoint_t gid;
    return hb_font_get_nominal_glyph(f->font, cp, &gid) && gid != 0 && gid < (hb_codepoint_t)f->info.glyph_count;
}

const uint16_t face_superiors[10] = {0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};

bool face_has_superiors(const Face *f)
{
    for (int i = 0; i < COUNT(face_superiors); i++)
        if (!face_has(f, face_superiors[i]))
            return false;
    return true;
}

static bool table_has_feature(const Face *f, hb_tag_t table, hb_tag_t feature)
{
    unsigned count = 0, from = 0;
    hb_tag_t tags[64];
    do {
        count = COUNT(tags);
        hb_ot_layout_table_get_feature_tags(f->hb, table, from, &count, tags);
        for (unsigned i = 0; i < count; i++)
            if (tags[i] == feature)
                return true;
        from += count;
    } while (count);
    return false;
}

bool face_has_feature(const Face *f, hb_tag_t feature)
{
    return table_has_feature(f, HB_OT_TAG_GSUB, feature) || table_has_feature(f, HB_OT_TAG_GPOS, feature);
}
