/* The structure of a font file.
 *
 *     header, directory ──► tables: each must lie in the file
 *                             maxp  number of glyphs ─┬─► hmtx  a width for each
 *                             hhea  number of widths ─┘
 *                             head  size of offsets  ───► loca  an offset for each glyph ──► glyf
 *
 * HarfBuzz treats a table that does not hold together as absent and continues: text would be set without widths,
 * kerning or outlines, and nobody would hear of it. So what one table says of another is checked here. */
#include "text/face_private.h"

#include <stdint.h>

typedef struct Sfnt {
    Str file;
    int64_t directory;
    int ntables;
} Sfnt;

typedef struct FontTable {
    bool there;
    int64_t at, n;
} FontTable;

static int64_t number(Str s, int64_t at, int bytes)
{
    int64_t value = 0;
    if (at < 0 || at + bytes > s.n)
        return 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | (unsigned char)s.p[at + i];
    return value;
}

static FontTable table_at(const Sfnt *s, int i)
{
    int64_t entry = s->directory + 12 + 16 * (int64_t)i;
    return (FontTable){true, number(s->file, entry + 8, 4), number(s->file, entry + 12, 4)};
}

static FontTable find(const Sfnt *s, const char *tag)
{
    for (int i = 0; i < s->ntables; i++)
        if (str_starts(str_sub(s->file, (int)(s->directory + 12 + 16 * (int64_t)i), s->file.n), tag))
            return table_at(s, i);
    return (FontTable){0};
}

/* Finds the directory; in a collection, that of the first font. */
static const char *open_directory(Str file, Sfnt *s)
{
    *s = (Sfnt){.file = file};
    if (str_starts(file, "ttcf"))
        s->directory = number(file, 12, 4);
    int64_t kind = number(file, s->directory, 4);
    if (kind != 0x00010000 && kind != 0x74727565 && kind != 0x4F54544F) /* also "true" and "OTTO" */
        return "is not a TrueType or OpenType font";
    s->ntables = (int)number(file, s->directory + 4, 2);
    if (s->directory + 12 + 16 * (int64_t)s->ntables > file.n)
        return "is cut short: its list of tables is incomplete";
    for (int i = 0; i < s->ntables; i++) {
        FontTable t = table_at(s, i);
        if (t.at + t.n > file.n)
            return "is cut short or damaged: a table reaches beyond the end of the file";
    }
    return NULL;
}

/* Offsets of outlines must ascend and end in the table of outlines. */
static const char *check_outlines(const Sfnt *s, int64_t glyphs, bool long_offsets)
{
    FontTable loca = find(s, "loca"), glyf = find(s, "glyf");
    if (loca.n < (glyphs + 1) * (long_offsets ? 4 : 2))
        return "is damaged: its list of outlines (loca) is too short for its glyphs";
    const unsigned char *p = (const unsigned char *)s->file.p + loca.at;
    uint32_t last = 0, most = (uint32_t)glyf.n;
    for (int64_t i = 0; i <= glyphs; i++, p += long_offsets ? 4 : 2) {
        uint32_t high = (uint32_t)p[0] << 8 | p[1];
        uint32_t offset = long_offsets ? high << 16 | (uint32_t)p[2] << 8 | p[3] : high * 2;
        if (offset < last || offset > most)
            return "is damaged: an outline reaches beyond the table of outlines (glyf)";
        last = offset;
    }
    return NULL;
}

static const char *check_tables(const Sfnt *s)
{
    FontTable head = find(s, "head"), hhea = find(s, "hhea"), maxp = find(s, "maxp"), hmtx = find(s, "hmtx");
    if (head.n < 54 || hhea.n < 36 || maxp.n < 6 || !hmtx.there || !find(s, "cmap").there)
        return "is damaged: it lacks a table that every font has (head, hhea, maxp, hmtx or cmap)";
    int64_t glyphs = number(s->file, maxp.at + 4, 2), widths = number(s->file, hhea.at + 34, 2);
    int64_t em = number(s->file, head.at + 18, 2);
    if (number(s->file, head.at + 12, 4) != 0x5F0F3CF5 || em < 16 || em > 16384)
        return "is damaged: its header (head) is not valid";
    if (glyphs == 0 || widths == 0 || widths > glyphs || hmtx.n < 4 * widths + 2 * (glyphs - widths))
        return "is damaged: its tables disagree about the number of glyphs (maxp, hhea, hmtx)";
    if (find(s, "CFF ").there)
        return NULL;
    if (!find(s, "glyf").there)
        return "has neither TrueType nor CFF outlines";
    return check_outlines(s, glyphs, number(s->file, head.at + 50, 2) != 0);
}

const char *sfnt_fault(Str file)
{
    Sfnt s;
    const char *fault = open_directory(file, &s);
    return fault ? fault : check_tables(&s);
}
