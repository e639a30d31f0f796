/* cmark reads the source line for line, with planpress's block forms moved out of its way.
 *
 * Which lines begin a form is unknown until cmark has separated code from text. So every line that looks like one is
 * replaced by something that cmark always sees as a block of its own, and that can be restored where it is code:
 *
 *   ::: box, rows of pipe tables, captions   become   <??>        an HTML block of one line
 *   [^1]: text                               becomes  +   text    an item of a list, so that cmark itself
 *                                                                 finds what belongs to the note
 *
 * Cells and captions contain inline text, which has to share the link definitions of the file. Each gets a paragraph
 * of its own before the source (after a prefix that ensures it is one), and two lines are added for each:
 *
 *   \1 first cell
 *   (blank)
 *   … the source
 *
 * A form may follow the marks of quotations and items, or the indentation of an item. Containers are tracked here only
 * closely enough to miss no form; cmark decides what they are.
 *
 * So one run of cmark reads everything, and no line of the source is lost or moved against its neighbours. A place
 * is always a line index and a byte, from which md_pos computes the file's line and column. */
#include "read/markdown/lines_private.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/markdown/pipes_private.h"

#define LABEL_MAX 200

static bool is_empty_line(Str s)
{
    return str_trim(s).n == 0;
}

int note_mark_end(Str s, int at)
{
    if (at + 3 >= s.n || s.p[at] != '[' || s.p[at + 1] != '^')
        return 0;
    int i = at + 2;
    for (; i < s.n && i - at < LABEL_MAX; i++) {
        char c = s.p[i];
        if (c == ']')
            return i > at + 2 ? i + 1 : 0;
        if (c == '[' || c == '^' || (unsigned char)c <= ' ')
            return 0;
    }
    return 0;
}

/* -- Cutting into lines ------------------------------------------------------------------------------------ */

static Str line_at(Str text, int *at)
{
    const char *start = text.p + *at;
    const char *end = memchr(start, '\n', (size_t)(text.n - *at));
    int n = end != NULL ? (int)(end - start) : text.n - *at;
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

/* -- Containers -------------------------------------------------------------------------------------------- */

enum { ITEMS_MOST = 50 }; /* items in items; deeper ones hold no forms */

/* The items that are open at a line, by the column where their text begins. */
typedef struct Containers {
    int items[ITEMS_MOST];
    int n;
} Containers;

/* Bytes of a list's mark at s[at] and the blanks behind it, or 0. */
static int item_mark(Str s, int at)
{
    int i = at;
    while (i < s.n && i - at < 9 && is_digit(s.p[i]))
        i++;
    bool ordered = i > at && i < s.n && (s.p[i] == '.' || s.p[i] == ')');
    bool bullet = i == at && i < s.n && (s.p[i] == '-' || s.p[i] == '+' || s.p[i] == '*');
    if (!ordered && !bullet)
        return 0;
    int end = ++i;
    while (i < s.n && s.p[i] == ' ' && i - end < 4)
        i++;
    return i > end ? i - at : 0;
}

static void close_items(Containers *c, int column)
{
    while (c->n > 0 && c->items[c->n - 1] > column)
        c->n--;
}

/* Where a line's own text begins behind its containers, and how many quotations it stands in. -1: it is blank, or code.
 */
static void enter_line(Containers *c, MdLine *l)
{
    Str s = l->raw;
    int at = 0, from = 0;
    l->inner = -1;
    l->quotes = 0;
    for (bool inside = true; inside;) {
        while (at < s.n && s.p[at] == ' ')
            at++;
        if (at == s.n)
            return;
        int mark = item_mark(s, at);
        inside = s.p[at] == '>' || mark > 0;
        close_items(c, at);
        int base = c->n > 0 ? int_max(from, c->items[c->n - 1]) : from;
        if (at - base > 3)
            return;
        if (s.p[at] == '>') {
            l->quotes++;
            from = at += at + 1 < s.n && s.p[at + 1] == ' ' ? 2 : 1;
        } else if (mark > 0) {
            from = at += mark;
            if (c->n < ITEMS_MOST)
                c->items[c->n++] = at;
        }
    }
    l->inner = at;
}

/* Footnotes hold what is indented by four, as items do. */
static void enter_lines(MdLine *lines, int n)
{
    Containers c = {.n = 0};
    for (int i = 0; i < n; i++) {
        enter_line(&c, &lines[i]);
        bool note = lines[i].inner >= 0 && note_mark_end(lines[i].raw, lines[i].inner) > 0;
        if (note && c.n < ITEMS_MOST)
            c.items[c.n++] = lines[i].inner + 4;
    }
}

Str inner_of(const MdLine *l)
{
    return l->inner < 0 ? (Str){0} : str_sub(l->raw, l->inner, l->raw.n);
}

/* -- Finding forms --------------------------------------------------------------------------------------- */

typedef struct Forms {
    Arena *a;
    Diag *diag;
    int file;
    MdLine *lines;
    int n;
    char bullet; /* of notes' items */
    MdText *out;
    VEC(MdLine) paragraphs; /* of cells and captions */
} Forms;

/* A bullet that the author does not use, so that the items of notes do not join the author's lists. */
static char free_bullet(const MdLine *lines, int n)
{
    static const char bullets[] = "+*-";
    bool used[3] = {false};
    for (int i = 0; i < n; i++) {
        Str s = str_trim(lines[i].raw);
        const char *found = s.n > 1 && s.p[1] == ' ' ? memchr(bullets, s.p[0], 3) : NULL;
        if (found != NULL)
            used[found - bullets] = true;
    }
    for (int i = 0; i < 3; i++)
        if (!used[i])
            return bullets[i];
    return '+';
}

/* What its containers need stays before it. */
static void hold(Forms *f, MdLine *l, LineUse use)
{
    static const char held[] = "   <?"
                               "?>";
    l->use = use;
    bool spaces = l->inner <= 3 && str_trim(str_sub(l->raw, 0, l->inner)).n == 0;
    if (spaces)
        l->text = (Str){held + 3 - l->inner, l->inner + 4};
    else
        l->text = str_format(f->a, STR_FMT "%s", STR_ARG(str_sub(l->raw, 0, l->inner)), held + 3);
}

/* An item whose content begins in column 5, because continuation lines are indented by four. cmark ends an item without
 * content at a blank line, so a note whose text begins below has a comment. */
static void hold_note(Forms *f, MdLine *l, int indent, int label_end)
{
    int rest = label_end + 1; /* behind the colon */
    while (rest < l->raw.n && is_blank(l->raw.p[rest]))
        rest++;
    int pad = int_max(1, 3 - indent);
    l->use = LINE_NOTE;
    l->form = label_end;
    Str words = rest < l->raw.n ? str_sub(l->raw, rest, l->raw.n) : STR("<!---->");
    l->text = str_format(f->a, "%*s%c%*s" STR_FMT, indent, "", f->bullet, pad, "", STR_ARG(words));
    l->shift = rest - (indent + 1 + pad);
}

/* Whether a text means nothing to Markdown or to planpress's own forms. That is true for nearly all cells, and there
 * may be a hundred thousand. Hyphens and points in a row become dashes and dots. */
static bool is_plain(Str s)
{
    for (int i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (is_alphanumeric(c) || (unsigned char)c >= 0x80)
            continue;
        bool doubled = i + 1 < s.n && s.p[i + 1] == c;
        if (c == '\0' || memchr(" ,.-%()/:;?+=#", c, 14) == NULL || (doubled && (c == '-' || c == '.')))
            return false;
    }
    return true;
}

/* Gives a piece of a source line its paragraph. */
static void hold_paragraph(Forms *f, PipeCell *cell, Str s)
{
    const MdLine *source = &f->lines[cell->line];
    cell->paragraph = f->paragraphs.n;
    MdLine *l = VEC_NEXT(f->a, &f->paragraphs);
    *l = *source;
    l->use = LINE_PLAIN;
    l->shift = cell->byte - CELL_PREFIX_LEN;
    l->escaped = str_find(s, "\\|") >= 0;
    Buf text = {0};
    buf_puts(&text, CELL_PREFIX);
    for (int i = 0; i < s.n; i++)
        if (s.p[i] != '\\' || i + 1 >= s.n || s.p[i + 1] != '|')
            buf_char(&text, s.p[i]);
    l->text = buf_take(&text, f->a);
}

static PipeCell add_cell(Forms *f, int line, int from, int to, bool may_be_plain)
{
    Str s = str_sub(f->lines[line].raw, from, to);
    while (s.n > 0 && is_blank(*s.p))
        s.p++, s.n--, from++;
    s = str_trim(s);
    PipeCell cell = {.line = line, .byte = from, .paragraph = -1};
    if (may_be_plain && is_plain(s))
        cell.plain = s;
    else if (s.n > 0)
        hold_paragraph(f, &cell, s);
    return cell;
}

static void read_row(Forms *f, PipeTable *t, int line, PipeCell *cells)
{
    PipeRow row = {0};
    int at = f->lines[line].inner;
    pipe_row_cut(f->a, inner_of(&f->lines[line]), &row);
    for (int i = 0; i < t->ncolumns; i++) {
        cells[i] = (PipeCell){.line = line, .byte = f->lines[line].raw.n, .paragraph = -1};
        if (i < row.n)
            cells[i] = add_cell(f, line, at + row.from[i], at + row.to[i], true);
    }
    if (row.n <= t->ncolumns || t->cut)
        return;
    Pos pos = md_pos(&(MdText){.lines = f->lines}, f->file, line, at + row.from[t->ncolumns]);
    diag(f->diag, MD008, pos, "this row has %d cells; expected at most %d, one for each column", row.n, t->ncolumns);
}

static bool ends_table(Forms *f, const PipeTable *t, int line)
{
    const MdLine *l = &f->lines[line], *head = &f->lines[t->first];
    Str s = inner_of(l);
    return l->inner < 0 || l->quotes != head->quotes || memchr(s.p, '|', (size_t)s.n) == NULL || str_starts(s, ":::");
}

/* `: Caption` on the line behind a table, or behind one blank line. */
static int find_caption(Forms *f, const PipeTable *t, int after)
{
    int line = after;
    if (line < f->n && is_empty_line(inner_of(&f->lines[line])))
        line++;
    if (line >= f->n || f->lines[line].quotes != f->lines[t->first].quotes)
        return -1;
    return str_starts(inner_of(&f->lines[line]), ": ") ? line : -1;
}

static bool table_begins(Forms *f, int line)
{
    if (line + 1 >= f->n || f->lines[line].inner < 0 || f->lines[line + 1].inner < 0
        || f->lines[line].quotes != f->lines[line + 1].quotes)
        return false;
    bool after_text = line > 0 && f->lines[line - 1].use == LINE_PLAIN && !is_empty_line(inner_of(&f->lines[line - 1]));
    return pipe_table_begins(f->a, inner_of(&f->lines[line]), inner_of(&f->lines[line + 1]), after_text);
}

/* Keeps of a too large table only what is allowed. */
static void cut_to_size(Forms *f, PipeTable *t)
{
    int rows = t->nrows, columns = t->ncolumns, most = TABLE_CELLS_MOST;
    t->ncolumns = int_min(columns, TABLE_COLUMNS_MOST);
    t->nrows = int_min(rows, most / t->ncolumns);
    t->cut = t->ncolumns < columns || t->nrows < rows;
    if (!t->cut)
        return;
    Pos pos = md_pos(&(MdText){.lines = f->lines}, f->file, t->first, 0);
    diag(f->diag, IO009, pos, "this table has %d rows of %d columns; expected at most %d columns and %d cells", rows,
         columns, TABLE_COLUMNS_MOST, most);
}

/* Holds the table that begins at `line`; returns the line after it. */
static int hold_table(Forms *f, int line)
{
    PipeTable t = {.first = line, .caption.line = -1};
    t.ncolumns = pipe_aligns(f->a, inner_of(&f->lines[line + 1]), &t.aligns);
    int end = line + 2;
    while (end < f->n && !ends_table(f, &t, end))
        end++;
    t.last = end - 1;
    t.nrows = end - line - 1;
    cut_to_size(f, &t);
    t.cells = NEWN(f->a, PipeCell, t.nrows * t.ncolumns);
    for (int row = 0; row < t.nrows; row++)
        read_row(f, &t, row == 0 ? line : line + row + 1, t.cells + (ptrdiff_t)row * t.ncolumns);
    int caption = find_caption(f, &t, end);
    if (caption >= 0) {
        int from = f->lines[caption].inner + 1;
        t.caption = add_cell(f, caption, from, f->lines[caption].raw.n, false);
        hold(f, &f->lines[caption], LINE_CAPTION);
        end = caption + 1;
    }
    f->lines[line].form = f->out->tables.n;
    for (int i = line; i <= t.last; i++)
        hold(f, &f->lines[i], i == line ? LINE_TABLE : LINE_TABLE_REST);
    VEC_PUSH(f->a, &f->out->tables, t);
    return end;
}

static void find_forms(Forms *f, bool boxes)
{
    for (int i = 0; i < f->n;) {
        MdLine *l = &f->lines[i];
        int label_end = l->inner >= 0 && l->inner <= 3 && l->quotes == 0 ? note_mark_end(l->raw, l->inner) : 0;
        if (boxes && str_starts(inner_of(l), ":::")) {
            hold(f, l, LINE_FENCE);
        } else if (label_end > 0 && label_end < l->raw.n && l->raw.p[label_end] == ':') {
            hold_note(f, l, l->inner, label_end);
        } else if (l->inner >= 0 && table_begins(f, i)) {
            i = hold_table(f, i);
            continue;
        }
        i++;
    }
}

/* -- Putting it together --------------------------------------------------------------------------------- */

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

void md_text_make(Arena *a, Diag *diag, const MarkdownSource *source, bool boxes, MdText *out)
{
    LineVec source_lines = {0};
    cut_lines(a, source, &source_lines);
    if (source->col > 1)
        dedent(source_lines.v.at, source_lines.v.n);
    Forms f =
        {.a = a, .diag = diag, .file = source->file, .lines = source_lines.v.at, .n = source_lines.v.n, .out = out};
    f.bullet = free_bullet(f.lines, f.n);
    enter_lines(f.lines, f.n);
    find_forms(&f, boxes);
    out->nparagraphs = f.paragraphs.n;
    out->first_line = 2 * f.paragraphs.n;
    out->nlines = out->first_line + f.n;
    out->lines = NEWN(a, MdLine, out->nlines);
    for (int i = 0; i < f.paragraphs.n; i++)
        out->lines[2 * (ptrdiff_t)i] = f.paragraphs.at[i];
    if (f.n > 0)
        memcpy(out->lines + out->first_line, f.lines, (size_t)f.n * sizeof *f.lines);
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
    *out = (MdText){.lines = line, .nlines = 1, .nparagraphs = 1, .first_line = 1, .fixed = true, .place = place};
    out->text = joined(a, line, 1);
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
