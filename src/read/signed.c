/* signed-off.xml beside the manifest: the figures of a document that have been approved.
 *
 * Its schema (templates/schemas/signed-off.xsd) decides the elements; the model is that of check/signed/. */
#include "check/signed/signed.h"
#include "read/read.h"

#include "base/ascii.h"
#include "base/vec.h"
#include "file/file.h"
#include "read/xml/xml.h"

typedef struct SignedReader {
    const Reader *r;
    int file;
} SignedReader;

/* The figures of a list, each by itself. */
static void read_list(SignedReader *s, const XmlNode *e, SignedLine *line)
{
    VEC(SignedFigures) figures = {0};
    Str rest = xml_text(s->r, e);
    Pos pos = xml_text_pos(e, s->file);
    for (int end; rest.n > 0; rest = str_sub(rest, end + str_c(SIGNED_JOIN).n, rest.n)) {
        end = str_find(rest, SIGNED_JOIN);
        end = end < 0 ? rest.n : end;
        VEC_PUSH(s->r->job, &figures, (SignedFigures){.text = str_sub(rest, 0, end), .pos = pos});
    }
    line->figures = figures.at;
    line->nfigures = figures.n;
}

static void read_cells(SignedReader *s, const XmlNode *e, SignedLine *line)
{
    VEC(SignedFigures) figures = {0};
    for (const XmlNode *cell = xml_first(e); cell; cell = xml_next(cell))
        VEC_PUSH(s->r->job, &figures,
                 (SignedFigures){.text = xml_text(s->r, cell), .pos = xml_text_pos(cell, s->file)});
    line->figures = figures.at;
    line->nfigures = figures.n;
}

static SignedLine read_line(SignedReader *s, const XmlNode *e)
{
    static const char *const names[] = {"id", "reference", "label", "of", "at"};
    SignedLine line = {.unit = xml_attr(s->r, e, "unit"), .pos = xml_pos(e, s->file)};
    line.kind = xml_is(e, "row") ? SIGNED_ROW : xml_is(e, "column") ? SIGNED_COLUMN : SIGNED_WORDS;
    for (int i = 0; i < COUNT(names) && !line.named_by; i++)
        if (xml_has(e, names[i]))
            line.named_by = names[i];
    if (line.named_by)
        line.key = xml_attr(s->r, e, line.named_by);
    if (line.kind == SIGNED_ROW)
        read_cells(s, e, &line);
    else
        read_list(s, e, &line);
    return line;
}

static SignedChange read_change(SignedReader *s, const XmlNode *e)
{
    return (SignedChange){.row = xml_attr(s->r, e, "row"),
                          .column = xml_attr(s->r, e, "column"),
                          .was = xml_attr(s->r, e, "was"),
                          .to = xml_attr(s->r, e, "to"),
                          .reason = xml_attr(s->r, e, "reason"),
                          .pos = xml_pos(e, s->file)};
}

static SignedPart read_part(SignedReader *s, const XmlNode *e)
{
    VEC(SignedLine) lines = {0};
    VEC(SignedChange) changes = {0};
    SignedPart part = {.kind = xml_is(e, "section")   ? SIGNED_SECTION
                               : xml_is(e, "diagram") ? SIGNED_DIAGRAM
                                                      : SIGNED_TABLE,
                       .by = xml_attr(s->r, e, "by"),
                       .on = xml_attr(s->r, e, "on"),
                       .pos = xml_pos(e, s->file)};
    bool section = part.kind == SIGNED_SECTION;
    part.name = xml_attr(s->r, e, section ? "file" : "id");
    part.file = section ? (Str){0} : xml_attr(s->r, e, "file");
    for (const XmlNode *line = xml_first(e); line; line = xml_next(line)) {
        if (xml_is(line, "changed"))
            VEC_PUSH(s->r->job, &changes, read_change(s, line));
        else
            VEC_PUSH(s->r->job, &lines, read_line(s, line));
    }
    part.lines = lines.at, part.nlines = lines.n;
    part.changes = changes.at, part.nchanges = changes.n;
    return part;
}

/* --- whether a file is as sign-off writes it ------------------------------------------ */

enum { ATTRIBUTES_MOST = 6 };

/* What an element may have: of its attributes, at least `required` of those listed, and no others. */
static bool attributes_fit(const Reader *r, const XmlNode *e, const char *const *names, int n, int required)
{
    Str found[ATTRIBUTES_MOST], values[ATTRIBUTES_MOST];
    int known = 0, count = xml_attrs(r, e, found, values, ATTRIBUTES_MOST);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < n; k++)
            known += str_is(found[i], names[k]) && str_trim(values[i]).n > 0;
    for (int k = 0; k < required; k++)
        if (!xml_has(e, names[k]))
            return false;
    return known == count && count < ATTRIBUTES_MOST;
}

static int ink(Str s)
{
    int n = 0;
    for (int i = 0; i < s.n; i++)
        n += !is_space(s.p[i]);
    return n;
}

/* *text: the characters of words in it, so far. */
static bool line_fits(const Reader *r, const XmlNode *e, int *text)
{
    static const char *const column[] = {"id", "unit"}, *const row[] = {"id", "reference", "label", "unit"},
                             *const words[] = {"of", "at"};
    if (!xml_is(e, "row"))
        *text += ink(xml_text(r, e));
    if (xml_is(e, "column"))
        return !xml_first(e) && attributes_fit(r, e, column, COUNT(column), 1);
    if (xml_is(e, "words"))
        return !xml_first(e) && attributes_fit(r, e, words, COUNT(words), 0);
    for (const XmlNode *cell = xml_first(e); cell; cell = xml_next(cell)) {
        if (!xml_is(cell, "cell") || xml_first(cell) || !attributes_fit(r, cell, NULL, 0, 0))
            return false;
        *text += ink(xml_text(r, cell));
    }
    return xml_is(e, "row") && attributes_fit(r, e, row, COUNT(row), 0);
}

static bool part_fits(const Reader *r, const XmlNode *e, int *text)
{
    static const char *const section[] = {"by", "on", "file"}, *const data[] = {"by", "on", "file", "id"};
    bool is_section = xml_is(e, "section");
    if (!is_section && !xml_is(e, "table") && !xml_is(e, "diagram"))
        return false;
    if (!attributes_fit(r, e, is_section ? section : data, is_section ? COUNT(section) : COUNT(data),
                        is_section ? COUNT(section) : COUNT(data))
        || !is_date(xml_attr(r, e, "on")))
        return false;
    for (const XmlNode *line = xml_first(e); line; line = xml_next(line))
        if (!line_fits(r, line, text))
            return false;
    return true;
}

/* The file is read by every check, and nearly always as it was written. One with an explanation, or with words where
 * none belong, is left to the schema. */
static bool plainly_fits(const Reader *r, const XmlNode *root)
{
    static const char *const version[] = {"version"};
    int text = 0;
    if (!xml_is(root, "signed-off") || !attributes_fit(r, root, version, COUNT(version), 1)
        || !str_is(xml_attr(r, root, "version"), "1"))
        return false;
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e))
        if (!part_fits(r, e, &text))
            return false;
    return ink(xml_text(r, root)) == text;
}

bool read_signed(const Reader *r, const Doc *doc, SignedRecord **out)
{
    Str path = path_join(r->job, doc->folder, STR(SIGNED_FILE));
    SignedReader s = {.r = r};
    static const char *const name = "signed-off";
    XmlFile f = {.path = path, .folder = doc->folder, .roots = &name, .nroots = 1, .fits = plainly_fits};
    *out = NULL;
    if (!path_exists(path))
        return true;
    const XmlNode *root = xml_read_file(r, &f, &s.file);
    if (!root)
        return false;
    VEC(SignedPart) parts = {0};
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e))
        VEC_PUSH(r->job, &parts, read_part(&s, e));
    *out = NEW(r->job, SignedRecord);
    **out = (SignedRecord){.parts = parts.at, .nparts = parts.n, .pos = xml_pos(root, s.file)};
    return true;
}
