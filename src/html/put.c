/* Getting text into the page.
 *
 * Text is scanned for the few bytes that need anything done, and copied in stretches. Characters that HTML does not
 * allow (controls, and code points that are no characters) become spaces, so the page is always a valid one. Letters
 * with accents are one character, as in the PDF, however they were typed. The buffer goes into the file whenever it is
 * large. */
#include "html/html_private.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/breaks/breaks.h"

enum { FLUSH_AT = 256 << 10 };

void put_flush(Html *w)
{
    if (w->out.n && !w->failed)
        w->failed = !outfile_write(w->file, w->out.p, (size_t)w->out.n);
    buf_clear(&w->out);
}

static void flush_if_large(Html *w)
{
    if (w->out.n >= FLUSH_AT)
        put_flush(w);
}

void put(Html *w, const char *markup)
{
    buf_puts(&w->out, markup);
}

void put_number(Html *w, int64_t n)
{
    buf_format(&w->out, "%lld", (long long)n);
}

/* Does the byte need a look? Those that begin a character that HTML does not allow: C2 (controls of ISO 8859), EF and
 * above (code points that are no characters). */
static bool is_plain(unsigned char c)
{
    return (c >= 0x20 && c != '&' && c != '<' && c != '>' && c != '"' && c != 0x7F && c != 0xC2 && c < 0xEF)
           || c == '\n' || c == '\t';
}

static bool is_allowed(uint32_t cp)
{
    bool control = (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0);
    bool none = (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF);
    return !control && !none;
}

static void put_character(Html *w, uint32_t cp)
{
    char bytes[4];
    switch (cp) {
    case '&': put(w, "&amp;"); break;
    case '<': put(w, "&lt;"); break;
    case '>': put(w, "&gt;"); break;
    case '"': put(w, "&quot;"); break;
    default:
        if (is_allowed(cp))
            buf_put(&w->out, bytes, utf8_put(bytes, cp));
        else
            buf_char(&w->out, ' ');
    }
}

void put_escaped(Html *w, Str given)
{
    Str text = text_nfc(w->arena, given);
    for (int i = 0; i < text.n;) {
        int from = i;
        while (i < text.n && is_plain((unsigned char)text.p[i]))
            i++;
        buf_put(&w->out, text.p + from, i - from);
        if (i < text.n)
            put_character(w, utf8_next(text, &i));
    }
    flush_if_large(w);
}

static bool joins(Str text, const uint8_t *breaks, int i)
{
    return text.p[i] == ' ' && i > 0 && i + 1 < text.n && text.p[i - 1] != ' ' && text.p[i + 1] != ' '
           && (breaks[i + 1] & OPP_KIND) == OPP_NONE;
}

void put_stretch(Html *w, Str text, const uint8_t *breaks, int from, int to)
{
    for (int i = from; breaks && i < to; i++) {
        bool address = i > from && (breaks[i] & OPP_KIND) == OPP_WEB, joined = joins(text, breaks, i);
        if (!address && !joined)
            continue;
        put_escaped(w, str_sub(text, from, i));
        put(w, address ? "<wbr>" : "\xC2\xA0");
        from = joined ? i + 1 : i;
    }
    put_escaped(w, str_sub(text, from, to));
}

void put_passage(Html *w, Str text)
{
    uint8_t *breaks = NEWN(w->arena, uint8_t, text.n + 1);
    breaks_find(text, breaks);
    put_stretch(w, text, breaks, 0, text.n);
}

void put_attribute(Html *w, const char *name, Str value)
{
    put(w, " ");
    put(w, name);
    put(w, "=\"");
    put_escaped(w, value);
    put(w, "\"");
}

void put_number_attribute(Html *w, const char *name, int64_t value)
{
    put(w, " ");
    put(w, name);
    put(w, "=\"");
    put_number(w, value);
    put(w, "\"");
}

void put_href(Html *w, Str id)
{
    put(w, " href=\"#");
    put_escaped(w, id);
    put(w, "\"");
}

/* With a hyphen for each space. */
static void put_one_word(Html *w, Str name)
{
    for (int i = 0, from = 0; i <= name.n; i++) {
        bool space = i < name.n && is_space(name.p[i]);
        if (!space && i < name.n)
            continue;
        put_escaped(w, str_sub(name, from, i));
        put(w, space ? "-" : "");
        from = i + 1;
    }
}

void put_class(Html *w, const char *own, Str name)
{
    if (!*own && !name.n)
        return;
    put(w, " class=\"");
    put(w, own);
    if (name.n) {
        put(w, *own ? " x-" : "x-");
        put_one_word(w, name);
    }
    put(w, "\"");
}

void put_hidden(Html *w, Str words)
{
    put(w, "<span class=\"vh\" data-words=\"page\">");
    put_escaped(w, words);
    put(w, "</span>");
}

void put_spoken(Html *w, Str shown, Str spoken)
{
    if (!spoken.n || str_eq(shown, spoken)) {
        put_passage(w, shown);
        return;
    }
    put(w, "<span aria-hidden=\"true\">");
    put_passage(w, shown);
    put(w, "</span><span class=\"vh\" data-words=\"spoken\">");
    put_escaped(w, spoken);
    put(w, "</span>");
}
