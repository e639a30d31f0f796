/* House rules for breaks: what a compositor keeps on one line, and where web addresses may be cut.
 *
 * The text is walked by tokens (what stands between spaces). Between two tokens the break is taken away
 * where they belong together:
 *
 *     5 | million, 12 | km, 5 | per | cent     a number and its unit
 *     £ | 45                                   a currency and its number
 *     Table | 3, page | 18, Appendix | A       a word and the number that it names
 *     J. | Smith, J. R. | Smith                initials and surname
 *     cost | – and                             a dash does not begin a line
 *
 * Inside a token, figures joined by a slash or dash stay whole (2013/14, 12–15). A web or mail address may
 * break after / - . ? & = and nowhere else, and not within its last character. */
#include "base/ascii.h"
#include "text/breaks/breaks.h"

#include <string.h>

#include "base/str.h"

static const char *const units[] = {
    "million", "billion", "trillion", "thousand", "hundred", "m",      "bn",         "k",      "mm",     "cm", "km",
    "metres",  "miles",   "mph",      "kg",       "g",       "tonnes", "hectares",   "acres",  "litres", "p",  "pence",
    "pounds",  "am",      "pm",       "a.m",      "p.m",     "per",    "percentage", "FTE",    "fte",    "GB", "MB",
    "kWh",     "MWh",     "hours",    "minutes",  "seconds", "days",   "weeks",      "months", "years",
};

static const char *const reference_words[] = {
    "table",     "tables",   "figure",     "figures", "chart",   "page",      "pages",      "section",
    "sections",  "appendix", "appendices", "annex",   "annexes", "paragraph", "paragraphs", "para",
    "paras",     "chapter",  "chapters",   "part",    "parts",   "note",      "notes",      "item",
    "objective", "priority", "pledge",     "outcome", "action",  "article",   "clause",     "schedule",
    "volume",    "no.",      "nos.",       "p.",      "pp.",     "vol.",      "fig.",       "ref.",
};

static char char_at(Str s, int i)
{
    return i >= 0 && i < s.n ? s.p[i] : 0;
}

/* Length of an opening bracket or quotation mark at the front. */
static int opening(Str s)
{
    static const char *const marks[] = {"(", "[", "\"", "'", "\u2018", "\u201c"};
    if (s.n && is_alphanumeric(s.p[0]))
        return 0;
    for (int i = 0; i < COUNT(marks); i++)
        if (str_starts(s, marks[i]))
            return (int)strlen(marks[i]);
    return 0;
}

static Str without_opening(Str s)
{
    int n;
    while ((n = opening(s)) > 0)
        s = str_sub(s, n, s.n);
    return s;
}

/* ---- pairs of tokens ---- */

/* "5", "£5.2", "(45": ends in a digit, or in one and a sign such as "5%". */
static bool is_figure(Str token)
{
    return token.n > 0 && is_digit(token.p[token.n - 1]);
}

/* The letters (with inner points) at the front of a token: "million." gives "million". */
static Str leading_word(Str token)
{
    int n = 0;
    while (n < token.n
           && (is_letter(token.p[n]) || (token.p[n] == '.' && n + 1 < token.n && is_letter(token.p[n + 1]))))
        n++;
    return str_sub(token, 0, n);
}

static bool is_unit(Str token)
{
    if (char_at(token, 0) == '%' || str_starts(token, "\u00b0"))
        return true;
    Str word = leading_word(token);
    for (int i = 0; i < COUNT(units); i++)
        if (str_is(word, units[i]))
            return true;
    return false;
}

static bool ends_in_currency(Str token)
{
    return str_ends(token, "\u00a3") || str_ends(token, "$") || str_ends(token, "\u20ac");
}

static bool is_reference_word(Str token)
{
    token = without_opening(token);
    for (int i = 0; i < COUNT(reference_words); i++)
        if (to_lower(char_at(token, 0)) == reference_words[i][0] && str_eq_folded(token, str_c(reference_words[i])))
            return true;
    return false;
}

/* "3", "2.1", "A", "B2": what a reference word names. */
static bool is_named_number(Str token)
{
    char first = char_at(token, 0);
    return is_digit(first)
           || (is_upper(first) && !is_letter(char_at(token, 1)) && (unsigned char)char_at(token, 1) < 0x80);
}

/* Bytes of the capital at i: "A", "É" (U+00C0 to U+00DE), or the Welsh "Ŵ" and "Ŷ"; 0 when there is none. */
static int capital_at(Str s, int i)
{
    unsigned char first = (unsigned char)char_at(s, i), second = (unsigned char)char_at(s, i + 1);
    if (first == 0xC3)
        return second >= 0x80 && second <= 0x9E ? 2 : 0;
    if (first == 0xC5)
        return second == 0xB4 || second == 0xB6 ? 2 : 0;
    return is_upper((char)first) ? 1 : 0;
}

/* "J.", "J.R.", "É.": capitals, each with its point. */
static bool is_initials(Str token)
{
    token = without_opening(token);
    for (int i = 0; i < token.n;) {
        int n = capital_at(token, i);
        if (n == 0 || char_at(token, i + n) != '.')
            return false;
        i += n + 1;
    }
    return token.n > 0;
}

static bool is_dash(Str token)
{
    if (token.n == 0 || is_letter(token.p[0]))
        return false;
    return str_is(token, "\u2013") || str_is(token, "\u2014") || str_is(token, "-");
}

/* Three tokens in a row: may no line end between the last two? What is quickly told from the last is asked first. */
static bool belong_together(Str before, Str left, Str right)
{
    char first = char_at(right, 0);
    if (is_figure(left) && is_unit(right))
        return true;
    if (first == 'c' && is_figure(before) && str_is(left, "per") && str_starts(right, "cent"))
        return true;
    if (is_digit(first) && ends_in_currency(left))
        return true;
    if (is_named_number(right) && is_reference_word(left))
        return true;
    if ((is_upper(first) || (unsigned char)first >= 0xC3) && is_initials(left))
        return true;
    return is_dash(right);
}

/* ---- inside a token ---- */

/* Of a token with a point or colon. */
static bool is_web(Str token)
{
    Str bare = without_opening(token);
    if (str_find(token, "://") > 0 || str_starts(bare, "www.") || str_starts(bare, "mailto:"))
        return true;
    int at = str_find(bare, "@");
    if (at > 0 && str_find(str_sub(bare, at, bare.n), ".") > 1)
        return true;
    int slash = str_find(bare, "/"), point = str_find(bare, ".");
    return point > 0 && slash > point + 2 && is_letter(char_at(bare, point + 1)) && is_letter(char_at(bare, slash - 1));
}

static bool breaks_address(char c)
{
    return c != 0 && strchr("/-.?&=", c);
}

static void open_web(Str text, int from, int to, uint8_t *opp)
{
    for (int i = from; i < to; i++) {
        int kind = i > from ? OPP_NONE : opp[i];
        bool after = i > from + 1 && i < to - 1 && breaks_address(text.p[i - 1]) && !breaks_address(text.p[i]);
        if (after && is_letter(text.p[i]) + is_digit(text.p[i]) > 0)
            kind = OPP_WEB;
        opp[i] = (uint8_t)(kind | OPP_IN_WEB);
    }
}

/* Length of a slash or dash that ends before i. */
static int joiner_before(Str text, int i)
{
    char c = char_at(text, i - 1);
    if (c == '/' || c == '-')
        return 1;
    return i >= 3 && (memcmp(text.p + i - 3, "\u2013", 3) == 0 || memcmp(text.p + i - 3, "\u2012", 3) == 0) ? 3 : 0;
}

static void close_joined_figures(Str text, int from, int to, uint8_t *opp)
{
    for (int i = from + 1; i < to; i++)
        if (opp[i] == OPP_INSIDE && is_digit(text.p[i])) {
            int n = joiner_before(text, i);
            if (n > 0 && i - n > from && is_digit(text.p[i - n - 1]))
                opp[i] = OPP_NONE;
        }
}

static bool is_gap(Str text, int i)
{
    return text.p[i] == ' ' || text.p[i] == '\n';
}

void breaks_house(Str text, uint8_t *opp)
{
    Str before = {0}, left = {0};
    for (int i = 0; i < text.n;) {
        if (is_gap(text, i)) {
            i++;
            continue;
        }
        int from = i;
        bool pointed = false, parted = false;
        for (; i < text.n && !is_gap(text, i); i++) {
            pointed = pointed || text.p[i] == '.' || text.p[i] == ':';
            parted = parted || opp[i] == OPP_INSIDE;
        }
        Str token = str_sub(text, from, i);
        if (opp[from] == OPP_SPACE && belong_together(before, left, token))
            opp[from] = OPP_NONE;
        if (pointed && is_web(token))
            open_web(text, from, i, opp);
        else if (parted)
            close_joined_figures(text, from, i, opp);
        before = left;
        left = token;
    }
}
