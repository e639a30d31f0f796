/* Each face becomes a Type0 font with Identity-H: two bytes a glyph, normally the glyph's number. A glyph may
 * represent two texts: the hyphen at a line's end nothing but a soft hyphen, the space a no-break space. Each pair
 * of glyph and text is a code, and what a reader copies or hears is the code's text:
 *
 *   glyf   the first code of a glyph has the glyph's number; further codes take numbers above the
 *          font's glyphs, and CIDToGIDMap leads them back to the glyph.
 *   CFF    has no such map, so a further code keeps the glyph's number and belongs to a variant: a second
 *          Type0 font over the same descendant, with its own ToUnicode map.
 *
 * Widths are integers. The subset's tag is a hash of its glyphs. */
#include "pdf/fonts_private.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/object/syntax.h"

enum { CODES_PER_BLOCK = 100 }; /* most that a CMap's bfchar block may hold */

static FontUse *new_use(FontUses *f, const Face *face)
{
    FontUse *font = NEW(f->arena, FontUse);
    font->face = face;
    font->info = face_info(face);
    font->index = f->at.n;
    font->next_cid = font->info.glyph_count;
    font->nvariants = 1;
    font->first = NEWN(f->arena, int32_t, font->info.glyph_count);
    memset(font->first, 0xFF, (size_t)font->info.glyph_count * sizeof *font->first);
    VEC_PUSH(f->arena, &f->at, font);
    return font;
}

FontUse *font_use(FontUses *f, const Face *face)
{
    for (int i = f->at.n - 1; i >= 0; i--)
        if (f->at.at[i]->face == face)
            return f->at.at[i];
    return new_use(f, face);
}

/* Font units to thousandths of the size, rounded. */
static int thousandths(const FontUse *font, int units)
{
    int em = font->info.units_per_em, scaled = units * 1000;
    return scaled < 0 ? -((-scaled + em / 2) / em) : (scaled + em / 2) / em;
}

/* Gives a further code of a glyph a number, or failing that a variant. `others` is the glyph's latest code. */
static void number_further_code(FontUse *font, GlyphCode *code, const GlyphCode *others)
{
    if (!font->info.cff && font->next_cid <= UINT16_MAX) {
        code->cid = (uint16_t)font->next_cid++;
        return;
    }
    code->variant = others->variant + 1;
    font->nvariants = int_max(font->nvariants, code->variant + 1);
}

const GlyphCode *font_new_code(FontUses *f, FontUse *font, uint16_t gid, Str text)
{
    int latest = font->first[gid];
    GlyphCode code = {.gid = gid,
                      .cid = gid,
                      .next = latest,
                      .text = text,
                      .width = (int16_t)thousandths(font, face_advance(font->face, gid))};
    if (latest >= 0)
        number_further_code(font, &code, &font->codes.at[latest]);
    code.nbytes = (uint8_t)escape_byte(code.bytes, (unsigned char)(code.cid >> 8));
    code.nbytes += (uint8_t)escape_byte(code.bytes + code.nbytes, (unsigned char)(code.cid & 0xFF));
    font->first[gid] = font->codes.n;
    VEC_PUSH(f->arena, &font->codes, code);
    return &font->codes.at[font->codes.n - 1];
}

void put_font_name(Buf *b, const FontUse *font, int variant)
{
    buf_puts(b, "/F");
    put_int(b, font->index);
    if (variant) {
        buf_char(b, 'v');
        put_int(b, variant);
    }
}

static int by_cid(const void *a, const void *b)
{
    const GlyphCode *x = a, *y = b;
    return x->cid != y->cid ? x->cid - y->cid : x->variant - y->variant;
}

/* Sorted by code; the chains of `next` are of no more use afterwards. */
static void sort_codes(FontUse *font)
{
    qsort(font->codes.at, (size_t)font->codes.n, sizeof *font->codes.at, by_cid);
}

static int by_number(const void *a, const void *b)
{
    return *(const uint16_t *)a - *(const uint16_t *)b;
}

static int used_glyphs(const FontUse *font, uint16_t *gids)
{
    int n = 0, kept = 0;
    for (int i = 0; i < font->codes.n; i++)
        gids[n++] = font->codes.at[i].gid;
    qsort(gids, (size_t)n, sizeof *gids, by_number);
    for (int i = 0; i < n; i++)
        if (i == 0 || gids[i] != gids[i - 1])
            gids[kept++] = gids[i];
    return kept;
}

/* "ABCDEF+Name": the same for the same glyphs of the same face. */
static Str subset_name(Arena *a, const FontUse *font, const uint16_t *gids, int n)
{
    uint64_t hash = str_hash(font->info.postscript_name);
    for (int i = 0; i < n; i++)
        hash = (hash ^ gids[i]) * UINT64_C(0x100000001B3);
    char tag[7] = {0};
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return str_format(a, "%s+" STR_FMT, tag, STR_ARG(font->info.postscript_name));
}

/* [12[500 612]40[333]]: runs of neighbouring codes. */
static void put_widths(Buf *b, const FontUse *font)
{
    buf_puts(b, "/W[");
    int last = -2;
    for (int i = 0; i < font->codes.n; i++) {
        const GlyphCode *code = &font->codes.at[i];
        if (code->cid == last)
            continue;
        if (code->cid != last + 1) {
            buf_puts(b, last < 0 ? "" : "]");
            put_int(b, code->cid);
            buf_char(b, '[');
        } else {
            buf_char(b, ' ');
        }
        put_int(b, code->width);
        last = code->cid;
    }
    buf_puts(b, last < 0 ? "]" : "]]");
}

/* The text of a code. A glyph that only completes the one before it has a word joiner, which shows and sounds as
 * nothing and does not split a word. U+FEFF and NUL are not allowed in a map, and become nothing too. */
static Str code_text(const GlyphCode *code)
{
    bool nothing = code->text.n == 0 || code->text.p[0] == '\0' || str_is(code->text, "\xEF\xBB\xBF");
    return nothing ? STR("\xE2\x81\xA0") : code->text;
}

static int add_to_unicode(const FontUse *font, Objects *o, int variant)
{
    Buf b = {0};
    buf_puts(&b, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                 "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                 "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                 "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    int total = 0, done = 0;
    for (int i = 0; i < font->codes.n; i++)
        total += font->codes.at[i].variant == variant;
    for (int i = 0; i < font->codes.n; i++) {
        const GlyphCode *code = &font->codes.at[i];
        if (code->variant != variant)
            continue;
        if (done % CODES_PER_BLOCK == 0)
            buf_format(&b, "%d beginbfchar\n", int_min(total - done, CODES_PER_BLOCK));
        buf_format(&b, "<%04X>", code->cid);
        put_utf16_hex(&b, code_text(code));
        buf_char(&b, '\n');
        if (++done % CODES_PER_BLOCK == 0 || done == total)
            buf_puts(&b, "endbfchar\n");
    }
    buf_puts(&b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    int id = object_stream(o,
                           STR("/Type/CMap/CMapName/Adobe-Identity-UCS"
                               "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>"),
                           buf_view(&b), true);
    buf_free(&b);
    return id;
}

/* /CIDToGIDMap: a stream only when there are codes that are not their glyph's number. */
static void put_glyph_map(Buf *b, const FontUse *font, Objects *o)
{
    if (font->next_cid == font->info.glyph_count) {
        buf_puts(b, "/CIDToGIDMap/Identity");
        return;
    }
    Buf map = {0};
    int last = -1;
    for (int i = 0; i < font->codes.n; i++) {
        const GlyphCode *code = &font->codes.at[i];
        for (; last + 1 < code->cid; last++)
            buf_put(&map, "\0", 2);
        if (code->cid > last)
            buf_put(&map, (char[]){(char)(code->gid >> 8), (char)(code->gid & 0xFF)}, 2);
        last = code->cid;
    }
    buf_puts(b, "/CIDToGIDMap ");
    put_ref(b, object_stream(o, STR(""), buf_view(&map), true));
    buf_free(&map);
}

/* The thickness of stems is unknown. Readers use it only to find a substitute, and the font is embedded. */
static int stem_width(int weight)
{
    return 50 + weight * weight / 4225;
}

static int add_descriptor(const FontUse *font, Objects *o, Str name, int program)
{
    enum { FIXED_PITCH = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
    const FaceInfo *info = &font->info;
    int flags =
        SYMBOLIC | (info->fixed_pitch ? FIXED_PITCH : 0) | (info->serif ? SERIF : 0) | (info->italic ? ITALIC : 0);
    Buf b = {0};
    buf_format(&b, "/Type/FontDescriptor/FontName/" STR_FMT "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle ",
               STR_ARG(name), flags, thousandths(font, info->bbox[0]), thousandths(font, info->bbox[1]),
               thousandths(font, info->bbox[2]), thousandths(font, info->bbox[3]));
    put_hundredths(&b, (int64_t)info->italic_angle_tenths * 10);
    buf_format(&b, "/Ascent %d/Descent %d/CapHeight %d/XHeight %d/StemV %d/%s ", thousandths(font, info->ascent),
               thousandths(font, info->descent), thousandths(font, info->cap_height), thousandths(font, info->x_height),
               stem_width(info->weight), info->cff ? "FontFile3" : "FontFile2");
    put_ref(&b, program);
    int id = object_add(o, buf_view(&b));
    buf_free(&b);
    return id;
}

static int add_descendant(const FontUse *font, Objects *o, Str name, int descriptor)
{
    Buf b = {0};
    buf_format(&b,
               "/Type/Font/Subtype/%s/BaseFont/" STR_FMT "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/"
               "Supplement 0>>/FontDescriptor ",
               font->info.cff ? "CIDFontType0" : "CIDFontType2", STR_ARG(name));
    put_ref(&b, descriptor);
    put_widths(&b, font);
    if (!font->info.cff)
        put_glyph_map(&b, font, o);
    int id = object_add(o, buf_view(&b));
    buf_free(&b);
    return id;
}

static int add_variant(const FontUse *font, Objects *o, Str name, int descendant, int variant)
{
    Buf b = {0};
    buf_format(&b, "/Type/Font/Subtype/Type0/BaseFont/" STR_FMT "%s/Encoding/Identity-H/DescendantFonts[",
               STR_ARG(name), font->info.cff ? "-Identity-H" : "");
    put_ref(&b, descendant);
    buf_puts(&b, "]/ToUnicode ");
    put_ref(&b, add_to_unicode(font, o, variant));
    int id = object_add(o, buf_view(&b));
    buf_free(&b);
    return id;
}

static bool finish_font(FontUses *f, FontUse *font, Objects *o, Diag *d, Buf *resources)
{
    uint16_t *gids = NEWN(f->arena, uint16_t, font->codes.n);
    int n = used_glyphs(font, gids);
    Buf program = {0};
    if (!face_subset(font->face, gids, n, &program)) {
        buf_free(&program);
        diag(d, FNT002, (Pos){0}, "font file " STR_FMT " is damaged: its outlines cannot be read",
             STR_ARG(face_path(font->face)));
        return false;
    }
    sort_codes(font);
    Str entries = font->info.cff ? STR("/Subtype/CIDFontType0C") : str_format(f->arena, "/Length1 %d", program.n);
    int file = object_stream(o, entries, buf_view(&program), true);
    buf_free(&program);
    Str name = subset_name(f->arena, font, gids, n);
    int descendant = add_descendant(font, o, name, add_descriptor(font, o, name, file));
    for (int variant = 0; variant < font->nvariants; variant++) {
        put_font_name(resources, font, variant);
        buf_char(resources, ' ');
        put_ref(resources, add_variant(font, o, name, descendant, variant));
    }
    return true;
}

bool fonts_finish(FontUses *f, Objects *o, Diag *d, Buf *resources)
{
    bool ok = true;
    for (int i = 0; i < f->at.n; i++)
        if (f->at.at[i]->codes.n > 0)
            ok = finish_font(f, f->at.at[i], o, d, resources) && ok;
    return ok;
}
