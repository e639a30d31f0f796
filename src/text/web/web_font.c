/* A face cut down, in the container of WOFF2: a header, a directory of tables,
 * and the tables one after the other, compressed together by Brotli. No table is transformed: the transformation of
 * glyphs saves little of a small subset, and the standard leaves it to the writer ("null transform", section 5.1). */
#include "text/web/web_font.h"

#include <brotli/encode.h>
#include <string.h>

enum { HEADER = 48, SFNT_HEADER = 12, SFNT_ENTRY = 16, TABLES_MOST = 64, ANY_TAG = 63, NULL_OF_GLYF = 3 << 6 };

#define TAG(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))
#define TAG_GLYF TAG('g', 'l', 'y', 'f')
#define TAG_LOCA TAG('l', 'o', 'c', 'a')
#define TAG_HEAD TAG('h', 'e', 'a', 'd')

/* ---- bytes ---- */

static uint32_t get_u32(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void put_u16(Buf *out, unsigned n)
{
    buf_char(out, (char)(n >> 8));
    buf_char(out, (char)n);
}

static void put_u32(Buf *out, uint32_t n)
{
    put_u16(out, n >> 16);
    put_u16(out, n & 0xFFFF);
}

/* UIntBase128 (section 4.1): seven bits a byte, the first bit says that more follow. */
static void put_base128(Buf *out, uint32_t n)
{
    for (int shift = 28; shift > 0; shift -= 7)
        if (n >> shift)
            buf_char(out, (char)((n >> shift & 127) | 128));
    buf_char(out, (char)(n & 127));
}

/* ---- tables ---- */

typedef struct WebTable {
    uint32_t tag;
    Str bytes;
} WebTable;

/* In the order of the file, but loca right behind glyf, as WOFF2 requires. Their number; 0: it is no font. */
static int read_tables(Str sfnt, WebTable *out)
{
    int n = 0, count = sfnt.n >= SFNT_HEADER ? (unsigned char)sfnt.p[4] << 8 | (unsigned char)sfnt.p[5] : 0;
    WebTable loca = {0};
    if (count > TABLES_MOST || sfnt.n < SFNT_HEADER + count * SFNT_ENTRY)
        return 0;
    for (int i = 0; i < count; i++) {
        const char *entry = sfnt.p + SFNT_HEADER + (ptrdiff_t)i * SFNT_ENTRY;
        uint32_t at = get_u32(entry + 8), size = get_u32(entry + 12);
        if (at > (uint32_t)sfnt.n || size > (uint32_t)sfnt.n - at)
            return 0;
        WebTable t = {get_u32(entry), {sfnt.p + at, (int)size}};
        if (t.tag == TAG_LOCA)
            loca = t;
        else
            out[n++] = t;
    }
    for (int i = 0; i < n && loca.tag; i++)
        if (out[i].tag == TAG_GLYF) {
            memmove(&out[i + 2], &out[i + 1], (size_t)(n - i - 1) * sizeof *out);
            out[i + 1] = loca;
            return n + 1;
        }
    return loca.tag ? 0 : n;
}

static void put_directory(const WebTable *tables, int n, Buf *out)
{
    for (int i = 0; i < n; i++) {
        bool glyphs = tables[i].tag == TAG_GLYF || tables[i].tag == TAG_LOCA;
        buf_char(out, (char)(ANY_TAG | (glyphs ? NULL_OF_GLYF : 0)));
        put_u32(out, tables[i].tag);
        put_base128(out, (uint32_t)tables[i].bytes.n);
    }
}

/* Bit 11 of head's flags says that the font has been through a lossless conversion (section 5). */
static void put_table(const WebTable *t, Buf *out)
{
    enum { FLAGS = 16, CONVERTED = 1 << 3 };
    int at = out->n;
    buf_str(out, t->bytes);
    if (t->tag == TAG_HEAD && t->bytes.n > FLAGS)
        out->p[at + FLAGS] = (char)(out->p[at + FLAGS] | CONVERTED);
}

static bool compress(const WebTable *tables, int n, Buf *out)
{
    Buf all = {0};
    for (int i = 0; i < n; i++)
        put_table(&tables[i], &all);
    size_t size = BrotliEncoderMaxCompressedSize((size_t)all.n);
    buf_reserve(out, (int)size);
    bool good = size
                && BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_FONT, (size_t)all.n,
                                         (const uint8_t *)all.p, &size, (uint8_t *)out->p + out->n);
    out->n += good ? (int)size : 0;
    buf_free(&all);
    return good;
}

/* ---- the file ---- */

static int padded(int n)
{
    return (n + 3) & ~3;
}

static int sfnt_size(const WebTable *tables, int n)
{
    int size = SFNT_HEADER + n * SFNT_ENTRY;
    for (int i = 0; i < n; i++)
        size += padded(tables[i].bytes.n);
    return size;
}

typedef struct WebFile {
    Str flavour;       /* the first four bytes of the font */
    int ntables, size; /* size: of the font with its tables */
    Buf directory, compressed;
} WebFile;

static void put_header(const WebFile *f, Buf *out)
{
    put_u32(out, TAG('w', 'O', 'F', '2'));
    buf_str(out, f->flavour);
    put_u32(out, (uint32_t)padded(HEADER + f->directory.n + f->compressed.n));
    put_u16(out, (unsigned)f->ntables);
    put_u16(out, 0);
    put_u32(out, (uint32_t)f->size);
    put_u32(out, (uint32_t)f->compressed.n);
    for (int i = 0; i < 6; i++) /* the version; no metadata and no private data */
        put_u32(out, 0);
}

static bool put_woff2(Str sfnt, Buf *out)
{
    WebTable tables[TABLES_MOST + 1];
    int n = read_tables(sfnt, tables);
    WebFile f = {.flavour = str_sub(sfnt, 0, 4), .ntables = n, .size = sfnt_size(tables, n)};
    put_directory(tables, n, &f.directory);
    bool good = n && compress(tables, n, &f.compressed);
    if (good) {
        put_header(&f, out);
        buf_str(out, buf_view(&f.directory));
        buf_str(out, buf_view(&f.compressed));
        while (out->n % 4)
            buf_char(out, 0);
    }
    buf_free(&f.directory);
    buf_free(&f.compressed);
    return good;
}

bool face_web_font(const Face *f, const uint32_t *characters, int count, Buf *out)
{
    Buf sfnt = {0}, file = {0};
    bool good = face_with_characters(f, characters, count, &sfnt) && put_woff2(buf_view(&sfnt), &file);
    if (good)
        buf_str(out, buf_view(&file));
    buf_free(&sfnt);
    buf_free(&file);
    return good;
}
