/* Diagnostics for people.
 *
 * A source line becomes a row of cells, one per code point. A cell holds what is shown (the character itself, spaces
 * for a tab, \xNN for a byte that is not text, \u{NNNN} for characters that would change the line's appearance) and
 * its first column on the screen. Carets go under cells, so they are right for any line. Of a long line (a paragraph
 * is often one line), only a window around the caret is shown.
 *
 * Messages and paths can contain anything that a document contains, and take the same route. */
#include "diag/diag.h"

#include "diag/diag_private.h"
#include "base/utf8.h"

enum { TAB = 4, WINDOW = 96, WINDOW_LEAD = 32 };

#define ELLIPSIS "\xE2\x80\xA6"

typedef struct Printer {
    const Diag *d;
    bool colour;
    Buf *out;
} Printer;

typedef enum Ink { INK_PLAIN, INK_BOLD, INK_ERROR, INK_WARNING, INK_INFO, INK_GUTTER } Ink;

static const char *const INKS[] = {"\033[0m", "\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;36m", "\033[34m"};

static void ink(Printer *p, Ink which)
{
    if (p->colour)
        buf_puts(p->out, INKS[which]);
}

/* Characters that would move, hide or reorder their neighbours. */
static bool is_deceptive(uint32_t cp)
{
    return (cp >= 0x80 && cp < 0xA0) || cp == 0x061C || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E)
           || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

/* Writes the code point at s[*i] visibly, moves *i past it, and returns its width on the screen. */
static int put_visible(Buf *out, Str s, int *i)
{
    int from = *i, start = out->n;
    uint32_t cp = utf8_next(s, i);
    bool bad = cp == 0xFFFD && *i == from + 1;
    if (bad || cp < 0x20 || cp == 0x7F)
        buf_format(out, "\\x%02X", (unsigned)(uint8_t)s.p[from]);
    else if (is_deceptive(cp))
        buf_format(out, "\\u{%04X}", (unsigned)cp);
    else {
        buf_put(out, s.p + from, *i - from);
        return 1;
    }
    return out->n - start;
}

void put_visible_text(Buf *out, Str s)
{
    for (int i = 0; i < s.n;)
        put_visible(out, s, &i);
}

/* A source line on the screen: the bytes and the screen column of each code point, with one extra entry for the end. */
typedef struct ScreenLine {
    Buf bytes;
    Arena *arena;
    VEC(int) at; /* offset in bytes */
    VEC(int) column;
} ScreenLine;

static void row_mark(ScreenLine *r, int column)
{
    VEC_PUSH(r->arena, &r->at, r->bytes.n);
    VEC_PUSH(r->arena, &r->column, column);
}

static void row_make(ScreenLine *r, Str line)
{
    int column = 0;
    for (int i = 0; i < line.n;) {
        row_mark(r, column);
        if (line.p[i] == '\t') {
            int width = TAB - column % TAB;
            buf_format(&r->bytes, "%*s", width, "");
            column += width;
            i++;
        } else {
            column += put_visible(&r->bytes, line, &i);
        }
    }
    row_mark(r, column);
}

/* The part of a row that is shown, and the part of that which is underlined; in cells. */
typedef struct Window {
    int from, to, mark_from, mark_to;
} Window;

static Window window_around(const ScreenLine *r, Str line, Pos pos)
{
    int cells = r->at.n - 1;
    Window w = {.to = cells};
    if (pos.col > 0) {
        w.mark_from = int_min(pos.col - 1, cells);
        w.mark_to = w.mark_from + int_min(int_max(pos.len, 1), int_max(cells - w.mark_from, 1));
    } else {
        Str trimmed = str_trim(line);
        w.mark_from = trimmed.n ? utf8_count((Str){line.p, (int)(trimmed.p - line.p)}) : 0;
        w.mark_to = w.mark_from + int_max(utf8_count(trimmed), 1);
    }
    const int *column = r->column.at;
    if (column[cells] > WINDOW) {
        int first = int_max(0, int_min(column[w.mark_from] - WINDOW_LEAD, column[cells] - WINDOW));
        while (column[w.from] < first)
            w.from++;
        w.to = w.from;
        while (w.to < cells && column[w.to + 1] - first <= WINDOW)
            w.to++;
        w.mark_to = int_min(w.mark_to, int_max(w.to, w.mark_from + 1));
    }
    return w;
}

static void put_gutter(Printer *p, int width, int line)
{
    ink(p, INK_GUTTER);
    if (line > 0)
        buf_format(p->out, "  %*d | ", width, line);
    else
        buf_format(p->out, "  %*s | ", width, "");
    ink(p, INK_PLAIN);
}

static void put_repeated(Printer *p, char c, int count)
{
    for (int i = 0; i < count; i++)
        buf_char(p->out, c);
}

static int digits(int n)
{
    int count = 1;
    while (n >= 10)
        n /= 10, count++;
    return count;
}

static void put_snippet(Printer *p, Pos pos, Ink mark)
{
    Str line;
    if (!diag_line(p->d, pos.file, pos.line, &line))
        return;
    ScreenLine row = {.arena = arena_new()};
    row_make(&row, line);
    Window w = window_around(&row, line, pos);
    int gutter = digits(pos.line), cells = row.at.n - 1;
    const int *column = row.column.at;
    put_gutter(p, gutter, pos.line);
    if (w.from > 0)
        buf_puts(p->out, ELLIPSIS);
    buf_str(p->out, str_sub(buf_view(&row.bytes), row.at.at[w.from], row.at.at[w.to]));
    if (w.to < cells)
        buf_puts(p->out, ELLIPSIS);
    buf_char(p->out, '\n');
    put_gutter(p, gutter, 0);
    int until = w.mark_to > cells ? column[cells] + 1 : column[w.mark_to];
    put_repeated(p, ' ', column[w.mark_from] - column[w.from] + (w.from > 0));
    ink(p, mark);
    put_repeated(p, '^', int_max(until - column[w.mark_from], 1));
    ink(p, INK_PLAIN);
    buf_char(p->out, '\n');
    buf_free(&row.bytes);
    arena_free(row.arena);
}

static void put_place(Printer *p, Pos pos)
{
    Buf place = {0};
    buf_place(&place, p->d, pos);
    if (pos.file < 1)
        buf_puts(p->out, "planpress");
    put_visible_text(p->out, buf_view(&place));
    buf_free(&place);
    buf_puts(p->out, ": ");
}

static void put_note(Printer *p, const DiagNote *note)
{
    buf_puts(p->out, "  ");
    if (!note->help)
        put_place(p, note->pos);
    ink(p, INK_INFO);
    buf_puts(p->out, note->help ? "help: " : "note: ");
    ink(p, INK_PLAIN);
    put_visible_text(p->out, note->text);
    buf_char(p->out, '\n');
    if (!note->help)
        put_snippet(p, note->pos, INK_INFO);
}

const char *severity_word(Severity severity)
{
    static const char *const words[] = {"info", "warning", "error", "error"};
    return words[severity];
}

static Ink severity_ink(Severity severity)
{
    static const Ink inks[] = {INK_INFO, INK_WARNING, INK_ERROR, INK_ERROR};
    return inks[severity];
}

static void put_headline(Printer *p, const DiagEntry *e)
{
    Severity severity = code_severity(e->code);
    ink(p, INK_BOLD);
    put_place(p, e->pos);
    ink(p, severity_ink(severity));
    buf_format(p->out, "%s[%s]: ", severity_word(severity), code_name(e->code));
    ink(p, INK_PLAIN);
    put_visible_text(p->out, e->message);
    buf_char(p->out, '\n');
}

void put_short(const Diag *d, const DiagEntry *e, bool colour, Buf *out)
{
    Printer p = {.d = d, .colour = colour, .out = out};
    put_headline(&p, e);
}

void put_human(const Diag *d, const DiagEntry *e, bool colour, Buf *out)
{
    Printer p = {.d = d, .colour = colour, .out = out};
    put_headline(&p, e);
    put_snippet(&p, e->pos, severity_ink(code_severity(e->code)));
    for (const DiagNote *note = e->first_note; note; note = note->next)
        put_note(&p, note);
}
