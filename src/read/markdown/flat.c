/* The inline text of a block in one piece, and the place in it where each of its inlines begins.
 *
 * cmark removes quote marks and indentation from a paragraph's lines and joins them. It then gives each inline a
 * line and a column. These count straight on over line ends inside code spans, raw HTML, link tails and after a
 * backslash, and start anew at other breaks. So the same flat text is built here from the source. While the inlines
 * are walked in order, `base` is the flat offset from which cmark counts at that point. What comes first after a
 * break begins where its line's text begins, whatever column cmark gives (lazy lines keep their indentation in its
 * count); that sets base anew.
 *
 * In cmark 0.30, three columns are not where the inline begins: those of code spans and of unmatched backticks
 * (after the backticks), and of autolinks (less the block's own column, at both ends; their text's columns are
 * right).
 *
 * Link definitions at the head of a paragraph are removed without moving the paragraph's first line. Then lines are
 * left over after the walk, or the first inline is not where it should be, and the walk is repeated from a later
 * line on. */
#include "read/markdown/markdown_private.h"

#include <string.h>

#include "base/ascii.h"

/* -- Building --------------------------------------------------------------------------------------------- */

/* The start of a continuation line's text: after at most `quotes` marks. A lazy line has fewer. */
static int text_start(Str s, int quotes)
{
    int i = 0;
    while (i < s.n && is_blank(s.p[i]))
        i++;
    for (; quotes > 0 && i < s.n && s.p[i] == '>'; quotes--) {
        i++;
        while (i < s.n && is_blank(s.p[i]))
            i++;
    }
    return i;
}

static int quote_depth(const Md *block)
{
    int depth = 0;
    for (const Md *up = block->parent; up; up = up->parent)
        depth += up->kind == MD_QUOTE;
    return depth;
}

/* cmark's columns begin here, less one: after the number signs of a heading. */
static int first_byte(const Md *block, Str line)
{
    int i = int_min(int_max(block->col - 1, 0), line.n);
    if (block->kind != MD_HEADING || block->end_line > block->line)
        return i;
    while (i < line.n && line.p[i] == '#')
        i++;
    while (i < line.n && is_blank(line.p[i]))
        i++;
    return i;
}

static void put_line(Flat *f, Buf *text, const MdText *source, int line, int byte)
{
    f->lines[f->nlines++] = (FlatLine){.line = line, .byte = byte, .at = text->n};
    buf_str(text, str_sub(source->lines[line].text, byte, source->lines[line].text.n));
    buf_char(text, '\n');
}

static bool is_underline(Str s)
{
    s = str_trim(s);
    for (int i = 0; i < s.n; i++)
        if (s.p[i] != s.p[0])
            return false;
    return s.n > 0 && (s.p[0] == '=' || s.p[0] == '-');
}

/* The line of a heading's underline (cmark's last line of the block is the one after it), or the one after `last`. */
static int underline(const MdText *source, int first, int last, int quotes)
{
    for (int i = first + 1; i <= last; i++) {
        Str s = source->lines[i].text;
        if (is_underline(str_sub(s, text_start(s, quotes), s.n)))
            return i;
    }
    return last + 1;
}

static void build(Arena *a, const MdText *source, const Md *block, Flat *f)
{
    int first = block->line - 1, last = int_min(block->end_line, source->nlines) - 1;
    int quotes = last > first ? quote_depth(block) : 0;
    if (block->kind == MD_HEADING)
        last = underline(source, first, last, quotes) - 1;
    last = int_max(first, last);
    f->lines = NEWN(a, FlatLine, last - first + 1);
    Buf text = {0};
    put_line(f, &text, source, first, first_byte(block, source->lines[first].text));
    for (int i = first + 1; i <= last; i++)
        put_line(f, &text, source, i, text_start(source->lines[i].text, quotes));
    while (text.n > 0 && (is_blank(text.p[text.n - 1]) || text.p[text.n - 1] == '\n'))
        text.n--;
    f->text = buf_take(&text, a);
}

/* -- Placing ---------------------------------------------------------------------------------------------- */

typedef struct FlatPlacing {
    Str text;
    int offset; /* of the block: cmark's columns begin behind it */
    int base;
    int cursor; /* behind all that was placed */
    bool fresh; /* nothing was placed on this line yet */
} FlatPlacing;

static int clamp(const FlatPlacing *p, int at)
{
    return int_max(0, int_min(at, p->text.n));
}

static char char_at(const FlatPlacing *p, int at)
{
    return at >= 0 && at < p->text.n ? p->text.p[at] : '\0';
}

static int newline_after(Str s, int at)
{
    const char *found = at < s.n ? memchr(s.p + at, '\n', (size_t)(s.n - at)) : NULL;
    return found ? (int)(found - s.p) : -1;
}

static void place_break(FlatPlacing *p, Md *md)
{
    int end = newline_after(p->text, p->cursor);
    md->at = md->end = end >= 0 ? end : clamp(p, p->cursor);
    if (end < 0)
        return;
    bool backslash = md->kind == MD_LINE_BREAK && char_at(p, end - 1) == '\\';
    p->cursor = end + 1;
    md->end = p->cursor;
    if (backslash)
        return; /* cmark counts straight on */
    p->base = p->cursor;
    p->fresh = true;
}

static bool begins_with_ticks(const Md *md)
{
    return md->kind == MD_CODE || (md->kind == MD_TEXT && md->text.n > 0 && md->text.p[0] == '`');
}

static int ticks_from(const FlatPlacing *p, int at)
{
    int n = 0;
    while (char_at(p, at + n) == '`')
        n++;
    return n;
}

static int ticks_before(const FlatPlacing *p, int at)
{
    int n = 0;
    while (char_at(p, at - n - 1) == '`')
        n++;
    return n;
}

/* cmark's column of md as an offset from base, and how far past md's beginning it points. */
static int counted(const FlatPlacing *p, const Md *md, bool autolink, int *behind)
{
    *behind = autolink;
    return (autolink ? md->first->col : md->col) - 1 - p->offset;
}

static void place_start(FlatPlacing *p, Md *md)
{
    int behind, at;
    if (p->fresh) {
        at = p->base;
        bool autolink = md->kind == MD_LINK && md->first && char_at(p, at) == '<';
        int offset = counted(p, md, autolink, &behind);
        if (begins_with_ticks(md))
            behind += ticks_from(p, at);
        p->base += behind - offset;
        p->fresh = false;
    } else {
        at = p->base + counted(p, md, false, &behind);
        bool autolink = md->kind == MD_LINK && md->first && char_at(p, at) != '[';
        if (autolink)
            at = p->base + counted(p, md, true, &behind) - 1;
        if (begins_with_ticks(md) && char_at(p, at) != '`')
            at -= ticks_before(p, at);
    }
    md->at = clamp(p, at);
}

static void place_end(FlatPlacing *p, Md *md)
{
    int end = md->at;
    if (md->kind == MD_TEXT)
        end = md->at + 1; /* its source may be longer or shorter; there is no line end in it */
    else if (md->kind == MD_LINK && char_at(p, md->at) == '<')
        end += md->first->end_col - md->first->col + 3;
    else if (md->col > 0)
        end = p->base + md->end_col - p->offset;
    if (md->kind == MD_CODE)
        end += ticks_from(p, md->at);
    md->end = clamp(p, end);
    p->cursor = int_max(p->cursor, md->end);
}

static bool is_break(const Md *md)
{
    return md->kind == MD_SOFT_BREAK || md->kind == MD_LINE_BREAK;
}

/* Walks all inlines below block in order, from flat offset `base`; returns how far they reach. */
static int place_all(const Md *block, Str text, int block_offset, int base)
{
    FlatPlacing p = {.text = text, .offset = block_offset, .base = base, .cursor = base, .fresh = true};
    for (Md *md = block->first; md;) {
        if (is_break(md))
            place_break(&p, md);
        else
            place_start(&p, md);
        if (md->first) {
            md = md->first;
            continue;
        }
        if (!is_break(md))
            place_end(&p, md);
        while (md != block && !md->next) {
            md = md->parent;
            if (md != block)
                place_end(&p, md);
        }
        md = md == block ? NULL : md->next;
    }
    return p.cursor;
}

/* An autolink, or a link that might as well be one. */
static bool like_autolink(const Md *link)
{
    const Md *text = link->first;
    return text && text == link->last && text->kind == MD_TEXT
           && (str_eq(text->text, link->url)
               || (str_starts(link->url, "mailto:") && str_eq(text->text, str_sub(link->url, 7, link->url.n))));
}

/* Whether the first inline can begin with the text at its place. */
static bool first_fits(const Md *md, Str text)
{
    if (!md || md->at >= text.n)
        return false;
    char c = text.p[md->at];
    switch (md->kind) {
    case MD_TEXT: return md->text.n > 0 && (c == md->text.p[0] || strchr("\\&\"'-.", c));
    case MD_CODE: return c == '`';
    case MD_HTML: return c == '<';
    case MD_EMPH:
    case MD_STRONG: return c == '*' || c == '_';
    case MD_LINK: return c == (like_autolink(md) ? '<' : '[');
    case MD_IMAGE: return c == '!';
    default: return true;
    }
}

#define TRIES_MAX 20 /* places where the text after link definitions may begin */

static int count_newlines(Str s, int from)
{
    int n = 0;
    for (int at = from; (at = newline_after(s, at)) >= 0; at++)
        n++;
    return n;
}

void flat_make(Arena *a, MdText *text, int file, const Md *block, Flat *out)
{
    *out = (Flat){.source = text, .file = file};
    build(a, text, block, out);
    for (int line = 0, tries = 0; line < out->nlines && tries < TRIES_MAX; tries++) {
        int reached = place_all(block, out->text, out->lines[0].byte, out->lines[line].at);
        if (out->text.n == 0 || out->text.p[0] != '[')
            return;
        int left_over = count_newlines(out->text, reached);
        if (left_over == 0 && first_fits(block->first, out->text))
            return;
        line += int_max(left_over, 1);
    }
    place_all(block, out->text, out->lines[0].byte, 0);
}

void flat_line(Arena *a, MdText *text, int file, int line, Flat *out)
{
    *out = (Flat){.text = text->lines[line].raw, .nlines = 1, .source = text, .file = file};
    out->lines = NEW(a, FlatLine);
    out->lines[0].line = line;
    out->lines[0].byte = -text->lines[line].shift; /* raw bytes, whatever stands there for cmark */
}

static int line_index(Flat *f, int at)
{
    int i = f->cached < f->nlines && f->lines[f->cached].at <= at ? f->cached : 0;
    while (i + 1 < f->nlines && f->lines[i + 1].at <= at)
        i++;
    f->cached = i;
    return i;
}

int flat_line_of(Flat *f, int at)
{
    return f->lines[line_index(f, at)].line;
}

Pos flat_pos(Flat *f, int at)
{
    int i = line_index(f, at);
    return md_pos(f->source, f->file, f->lines[i].line, f->lines[i].byte + at - f->lines[i].at);
}
