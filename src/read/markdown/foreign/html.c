/* The little HTML that has a meaning on paper: line breaks, superior and inferior figures; and the words that would
 * be lost with the rest.
 *
 * Superior figures are characters of their own (10⁶), not small raised ones: what is copied, searched or read aloud
 * then says the same as the page. Ordinals are set on the line, as British style has them. */
#include "read/markdown/foreign/html.h"

#include <string.h>

#include "base/ascii.h"

/* The name in a tag, without its slash. */
static Str name_of(Str tag)
{
    int i = 1;
    while (i < tag.n && (tag.p[i] == '/' || is_space(tag.p[i])))
        i++;
    int from = i;
    while (i < tag.n && is_alphanumeric(tag.p[i]))
        i++;
    return str_sub(tag, from, i);
}

static bool is_end_tag(Str tag)
{
    return tag.n > 1 && tag.p[1] == '/';
}

static bool is_among(Str name, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (str_eq_folded(name, str_c(names[i])))
            return true;
    return false;
}

HtmlTag html_tag(Str tag)
{
    static const char *const parting[] = {"p",  "div", "li", "ul", "ol", "td", "th", "tr", "hr",    "table",
                                          "dt", "dd",  "h1", "h2", "h3", "h4", "h5", "h6", "center"};
    Str name = name_of(tag);
    if (is_among(name, parting, COUNT(parting)))
        return HTML_PARTING;
    if (str_eq_folded(name, STR("br")))
        return HTML_BREAK;
    bool superior = str_eq_folded(name, STR("sup")), inferior = str_eq_folded(name, STR("sub"));
    if ((superior || inferior) && is_end_tag(tag))
        return HTML_SCRIPT_END;
    return superior ? HTML_SUPERIOR : inferior ? HTML_INFERIOR : HTML_OTHER;
}

bool html_is_end(Str tag, ScriptKind kind)
{
    return is_end_tag(tag) && str_eq_folded(name_of(tag), kind == SCRIPT_SUPERIOR ? STR("sup") : STR("sub"));
}

static bool is_ordinal(Str text)
{
    static const char *const ends[] = {"st", "nd", "rd", "th", "af", "ail", "il", "ydd", "edd", "fed", "eg", "ain"};
    return is_among(text, ends, COUNT(ends));
}

static const char *script_of(ScriptKind kind, char c)
{
    static const char *const figures[2][10] = {{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"},
                                               {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"}};
    static const char marks[] = "+-=()";
    static const char *const others[2][5] = {{"⁺", "⁻", "⁼", "⁽", "⁾"}, {"₊", "₋", "₌", "₍", "₎"}};
    if (is_digit(c))
        return figures[kind][c - '0'];
    const char *mark = c != '\0' ? strchr(marks, c) : NULL;
    if (mark)
        return others[kind][mark - marks];
    return kind == SCRIPT_SUPERIOR && c == 'n' ? "ⁿ" : NULL;
}

bool html_script(Arena *a, ScriptKind kind, Str text, Str *out)
{
    if (kind == SCRIPT_SUPERIOR && is_ordinal(text)) {
        *out = str_dup(a, text);
        return true;
    }
    Buf set = {0};
    bool known = text.n > 0;
    for (int i = 0; i < text.n && known; i++) {
        bool minus = str_starts(str_sub(text, i, text.n), "−");
        const char *script = script_of(kind, minus ? '-' : text.p[i]);
        known = script;
        if (known)
            buf_puts(&set, script);
        i += minus ? 2 : 0;
    }
    *out = buf_take(&set, a);
    return known;
}

/* -- Words that would be lost ---------------------------------------------------------------------------------- */

static const struct {
    const char *begin, *end;
} constructs[] = {{"<!--", "-->"},        {"<?", "?>"},         {"<script", "</script>"},
                  {"<style", "</style>"}, {"<![CDATA[", "]]>"}, {"<", ">"}};

/* Behind the construct that begins at s[i] == '<', or -1 when it does not end. open: the constructs of which no end
 * comes any more; they are not searched for again. */
static int construct_end(Str s, int i, bool *open)
{
    Str rest = str_sub(s, i, s.n);
    for (int k = 0; k < COUNT(constructs); k++) {
        Str begin = str_c(constructs[k].begin);
        if (!str_eq_folded(str_sub(rest, 0, begin.n), begin))
            continue;
        int end = open[k] ? -1 : str_find(rest, constructs[k].end);
        open[k] = end < 0;
        return end < 0 ? -1 : i + end + str_c(constructs[k].end).n;
    }
    return -1;
}

int html_words(Str html)
{
    int words = 0;
    bool inside = false, open[COUNT(constructs)] = {false};
    for (int i = 0; i < html.n; i++) {
        int end = html.p[i] == '<' ? construct_end(html, i, open) : -1;
        if (end > i) {
            inside = inside && html_tag(str_sub(html, i, end)) == HTML_OTHER;
            i = end - 1;
            continue;
        }
        bool gap = is_space(html.p[i]) || html.p[i] == '<' || html.p[i] == '>';
        bool shown = is_alphanumeric(html.p[i]) || (unsigned char)html.p[i] >= 0x80;
        words += shown && !inside;
        inside = !gap && (inside || shown);
    }
    return words;
}
