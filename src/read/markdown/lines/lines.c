/* cmark reads the source line for line, with planpress's block forms moved out of its way.
 *
 * Which lines begin a form is unknown until cmark has separated code from text. So every line that looks like one is
 * replaced by something that cmark always sees as a block of its own, and that can be restored where it is code:
 *
 *   ::: box, rows of pipe tables, captions   become   <??>        an HTML block of one line
 *   [^1]: text                               becomes  +   text    an item of a list, so that cmark itself
 *                                                                 finds what belongs to the note
 *   Term                                     becomes  <??>        and what follows it likewise, with the bullet in
 *   : what it means                                   + what …    the colon's place
 *
 * Cells, captions and terms contain inline text, which has to share the link definitions of the file. Each gets a
 * paragraph of its own before the source (after a prefix that ensures it is one), and two lines are added for each:
 *
 *   \1 first cell
 *   (blank)
 *   … the source
 *
 * A form may follow the marks of quotations and items, or the indentation of an item. Containers are tracked here only
 * closely enough to miss no form; cmark decides what they are.
 *
 * A cell of a grid table can hold any blocks. Its lines wait in the same place, behind the paragraphs, as an item of a
 * list, which is a container of its own:
 *
 *   + first line of a cell
 *     second line
 *   (blank)
 *   + …
 *   <??>
 *
 * So one run of cmark reads everything, and no line of the source is lost or moved against its neighbours. A place
 * is always a line index and a byte, from which md_pos computes the file's line and column. */
#include "read/markdown/lines/lines.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/markdown/lines/lines_private.h"

/* -- Cutting into lines ------------------------------------------------------------------------------------ */

static Str line_at(Str text, int *at)
{
    const char *start = text.p + *at;
    const char *end = memchr(start, '\n', (size_t)(text.n - *at));
    int n = end ? (int)(end - start) : text.n - *at;
    *at += n + 1;
    if (n > 0 && start[n - 1] == '\r')
        n--;
    return (Str){start, n};
}

typedef struct LineVec {
    VEC(MdLine) v;
} LineVec;

static void cut_lines(Arena *a, const MarkdownSource *source, LineVec *out)
{
    int line = source->line, col = source->col;
    for (int at = 0; at < source->text.n; line++, col = 1) {
        MdLine *l = VEC_NEXT(a, &out->v);
        l->raw = line_at(source->text, &at);
        l->line = line;
        l->col = col;
        if (out->v.n == 1 && str_starts(l->raw, "\xEF\xBB\xBF")) {
            l->raw = str_sub(l->raw, 3, l->raw.n);
            l->col++;
        }
        l->text = l->raw;
        l->ascii = is_ascii(l->raw);
    }
}

/* Removes the indentation that all lines but the first share: it belongs to the file around the text. */
static void dedent(MdLine *lines, int n)
{
    int common = INT32_MAX;
    for (int i = 1; i < n; i++) {
        int indent = 0;
        while (indent < lines[i].raw.n && is_blank(lines[i].raw.p[indent]))
            indent++;
        if (indent < lines[i].raw.n)
            common = int_min(common, indent);
    }
    for (int i = 0; i < n; i++) {
        int off = i > 0 ? int_min(common, lines[i].raw.n) : 0;
        while (i == 0 && off < lines[i].raw.n && lines[i].raw.p[off] == ' ')
            off++;
        lines[i].raw = lines[i].text = str_sub(lines[i].raw, off, lines[i].raw.n);
        lines[i].col += off;
    }
}

/* -- Putting it together --------------------------------------------------------------------------------- */

/* Some of the tables and faults. */
typedef struct Found {
    int table, tables_end, fault, faults_end;
} Found;

static void shift_places(MdText *out, Found found, int lines)
{
    for (int i = found.table; i < found.tables_end; i++) {
        PipeTable *t = &out->tables.at[i];
        t->first += lines;
        t->last += lines;
        t->caption.line += t->caption.line >= 0 ? lines : 0;
        for (int k = 0; k < t->grid.n; k++)
            t->grid.at[k].line += lines;
        for (int k = 0; t->grid.n == 0 && k < t->nrows * t->ncolumns; k++)
            t->cells[k].line += lines;
    }
    for (int i = found.fault; i < found.faults_end; i++)
        out->faults.at[i].line += lines;
}

static Str joined(Arena *a, const MdLine *lines, int n)
{
    size_t size = 1;
    for (int i = 0; i < n; i++)
        size += (size_t)lines[i].text.n + 1;
    char *p = arena_alloc(a, size);
    int at = 0;
    for (int i = 0; i < n; i++) {
        if (lines[i].text.n > 0)
            memcpy(p + at, lines[i].text.p, (size_t)lines[i].text.n);
        at += lines[i].text.n;
        p[at++] = '\n';
    }
    for (int i = 0; i < at; i++)
        if (p[i] == '\r')
            p[i] = ' '; /* one that ends no line of the file ends none here */
    return (Str){p, at};
}

/* Cells of grid tables can have forms, and grid tables among them. */
static void find_in_cells(Forms *f, bool boxes)
{
    for (int from = 0; from < f->cells.n;) {
        int n = f->cells.n - from, tables = f->out->tables.n, faults = f->out->faults.n;
        Forms inner = *f;
        inner.lines = arena_copy(f->a, f->cells.at + from, (size_t)n * sizeof *f->cells.at);
        inner.n = n;
        inner.depth++;
        forms_find(&inner, boxes);
        shift_places(f->out, (Found){tables, f->out->tables.n, faults, f->out->faults.n}, from);
        memcpy(inner.cells.at + from, inner.lines, (size_t)n * sizeof *inner.lines);
        inner.lines = f->lines;
        inner.n = f->n;
        *f = inner;
        from += n;
    }
}

/* The first line of a cell begins an item. */
static void mark_item(Arena *a, MdLine *l)
{
    Str text = str_dup(a, l->text);
    ((char *)text.p)[0] = '+';
    l->text = text;
}

static void put_lines(MdText *out, const MdLine *lines, int n)
{
    if (n > 0)
        memcpy(out->lines + out->nlines, lines, (size_t)n * sizeof *lines);
    out->nlines += n;
}

/* Paragraphs, cells with a line that ends their list, the source. */
static void put_together(Forms *f)
{
    MdText *out = f->out;
    out->nparagraphs = f->paragraphs.n;
    out->lines = NEWN(f->a, MdLine, 2 * f->paragraphs.n + f->cells.n + 1 + f->n);
    for (int i = 0; i < f->paragraphs.n; i++)
        out->lines[2 * (ptrdiff_t)i] = f->paragraphs.at[i];
    out->nlines = 2 * f->paragraphs.n;
    for (int i = 0; i < f->cells.n; i++)
        if (f->cells.at[i].opens)
            mark_item(f->a, &f->cells.at[i]);
    put_lines(out, f->cells.at, f->cells.n);
    MdLine end = {.text = STR("<?\?>"), .line = 1, .col = 1, .inner = -1, .ascii = true};
    put_lines(out, &end, f->cells.n > 0);
    put_lines(out, f->lines, f->n);
}

void md_text_make(Arena *a, Diag *diag, const MarkdownSource *source, bool boxes, MdText *out)
{
    LineVec source_lines = {0};
    cut_lines(a, source, &source_lines);
    if (source->col > 1)
        dedent(source_lines.v.at, source_lines.v.n);
    Forms f =
        {.a = a, .diag = diag, .file = source->file, .lines = source_lines.v.at, .n = source_lines.v.n, .out = out};
    forms_find(&f, boxes);
    int tables = out->tables.n, faults = out->faults.n;
    find_in_cells(&f, boxes);
    put_together(&f);
    shift_places(out, (Found){0, tables, 0, faults}, out->nlines - f.n);
    shift_places(out, (Found){tables, out->tables.n, faults, out->faults.n}, 2 * out->nparagraphs);
    out->text = joined(a, out->lines, out->nlines);
    out->cached_line = -1;
}

void md_text_single(Arena *a, Str text, Pos place, MdText *out)
{
    MdLine *line = NEW(a, MdLine);
    line->text = str_format(a, CELL_PREFIX STR_FMT, STR_ARG(text));
    for (int i = 0; i < line->text.n; i++)
        if (line->text.p[i] == '\n')
            ((char *)line->text.p)[i] = ' ';
    line->raw = line->text;
    *out = (MdText){.lines = line, .nlines = 1, .nparagraphs = 1, .fixed = true, .place = place};
    out->text = joined(a, line, 1);
}

void md_text_line(Arena *a, const MarkdownSource *source, MdText *out)
{
    md_text_single(a, source->text, (Pos){0}, out);
    out->fixed = false;
    MdLine *line = out->lines;
    line->raw = source->text;
    line->shift = -CELL_PREFIX_LEN;
    line->line = source->line;
    line->col = source->col;
}

/* The place of a byte of a cell's text in its line, which has a backslash before each bar. */
static int unescaped_byte(MdText *t, int line, int byte)
{
    const MdLine *l = &t->lines[line];
    bool ahead = t->escaped_line == line && t->escaped_byte > 0 && t->escaped_byte <= byte;
    int text = ahead ? t->escaped_byte : CELL_PREFIX_LEN, raw = ahead ? t->escaped_raw : l->shift + CELL_PREFIX_LEN;
    for (; text < byte && raw < l->raw.n; raw++)
        text += l->raw.p[raw] != '\\' || raw + 1 >= l->raw.n || l->raw.p[raw + 1] != '|';
    t->escaped_line = line;
    t->escaped_byte = text;
    t->escaped_raw = raw;
    return raw;
}

static int raw_byte(MdText *t, int line, int byte)
{
    const MdLine *l = &t->lines[line];
    int raw = l->escaped ? unescaped_byte(t, line, byte) : byte + l->shift;
    return int_max(0, int_min(raw, l->raw.n));
}

/* Places are mostly requested in order, so counting continues from the last one on the same line. */
static int count_columns(MdText *t, int line, int byte)
{
    const MdLine *l = &t->lines[line];
    if (l->ascii)
        return byte;
    if (t->cached_line != line || byte < t->cached_byte)
        t->cached_line = line, t->cached_byte = 0, t->cached_col = 0;
    t->cached_col += utf8_count(str_sub(l->raw, t->cached_byte, byte));
    t->cached_byte = byte;
    return t->cached_col;
}

Pos md_pos(MdText *t, int file, int line, int byte)
{
    if (t->fixed)
        return t->place;
    const MdLine *l = &t->lines[line];
    return (
        Pos){.file = (int16_t)file, .line = l->line, .col = l->col + count_columns(t, line, raw_byte(t, line, byte))};
}
