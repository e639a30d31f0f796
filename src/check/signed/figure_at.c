/* One figure among words: a number as written, with its currency, sign and unit.
 *
 *     £22.1m    78 per cent    −4.5%    2013-14    10–15    £10 million    24
 *
 * Years and dates count: figures under another year are other figures. Digits that belong to a name do not (A14, H2O,
 * a postcode), and neither do telephone numbers. */
#include "check/signed/signed_private.h"

#include "base/ascii.h"
#include "base/utf8.h"

#define NBSP "\xC2\xA0"

static int at_or(Str s, int i)
{
    return i >= 0 && i < s.n ? (unsigned char)s.p[i] : ' ';
}

static bool begins(Str s, int i, const char *what)
{
    if (at_or(s, i) != (unsigned char)*what)
        return false;
    return str_starts(str_sub(s, i, s.n), what);
}

/* Whether the character before a byte is part of a word: A14, résumé2. */
static bool is_behind_word(Str s, int at)
{
    int i = at - 1;
    if (i < 0)
        return false;
    while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
        i--;
    uint32_t cp = utf8_next(s, &i);
    if (cp < 0x80)
        return is_alphanumeric((int)cp) || cp == '_';
    return cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 && !(cp >= 0x2000 && cp <= 0x2BFF) && cp < 0xFE00;
}

/* The bytes of a minus or a currency at i; 0: neither. */
static int mark_at(Str s, int i)
{
    static const char *const marks[] = {"\xE2\x88\x92", "-", "+", "\xC2\xA3", "\xE2\x82\xAC", "$"};
    for (int k = 0; k < COUNT(marks); k++)
        if (begins(s, i, marks[k]))
            return str_c(marks[k]).n;
    return 0;
}

/* The bytes of what joins two numbers into one figure: 1,234.5, 2013/14, 10–15, 18:30. */
static int joint_at(Str s, int i)
{
    static const char *const joints[] = {",", ".", "/", ":", "-", "\xE2\x80\x93", "\xE2\x88\x92"};
    for (int k = 0; k < COUNT(joints); k++)
        if (begins(s, i, joints[k]) && is_digit(at_or(s, i + str_c(joints[k]).n)))
            return str_c(joints[k]).n;
    return 0;
}

static int number_end(Str s, int i)
{
    for (;;) {
        while (is_digit(at_or(s, i)))
            i++;
        int joint = joint_at(s, i);
        if (!joint)
            return i;
        i += joint;
    }
}

/* A unit joined to the number, or behind one space. */
static int unit_end(Str s, int i, Str *spelt)
{
    static const char *const units[] = {"per cent", "percentage points", "percentage point", "million",
                                        "billion",  "thousand",          "percent",          "pence"};
    static const char *const fractions[] = {"\xC2\xBC", "\xC2\xBD", "\xC2\xBE"};
    *spelt = (Str){0};
    for (int k = 0; k < COUNT(fractions); k++)
        if (begins(s, i, fractions[k]))
            return i + str_c(fractions[k]).n;
    if (at_or(s, i) == '%')
        return i + 1;
    int end = i;
    while (is_letter(at_or(s, end)))
        end++;
    if (end > i)
        return end;
    int behind = begins(s, i, NBSP) ? i + (int)sizeof NBSP - 1 : is_space(at_or(s, i)) ? i + 1 : i;
    for (int k = 0; k < COUNT(units) && behind > i; k++) {
        Str unit = str_c(units[k]);
        int to = behind;
        for (int c = 0; c < unit.n && to < s.n; c++) {
            bool gap = unit.p[c] == ' ';
            if (gap && begins(s, to, NBSP))
                to += (int)sizeof NBSP - 1;
            else if (gap ? is_space(s.p[to]) : to_lower(s.p[to]) == unit.p[c])
                to++;
            else
                break;
            if (c + 1 == unit.n && !is_letter(at_or(s, to))) {
                *spelt = unit;
                return to;
            }
        }
    }
    return i;
}

/* 01480 425200, 0300 333 3456, +44 1480 425200: all groups of digits. */
static int telephone_end(Str s, int i)
{
    bool abroad = at_or(s, i) == '+';
    int end = i + abroad;
    if (!abroad && !(s.p[i] == '0' && is_digit(at_or(s, i + 1))))
        return i;
    if (abroad && !(is_digit(at_or(s, end)) && is_digit(at_or(s, end + 1))))
        return i;
    while (is_digit(at_or(s, end)) || ((at_or(s, end) == ' ' || at_or(s, end) == '-') && is_digit(at_or(s, end + 1))))
        end++;
    return end - i >= 8 ? end : i;
}

/* The second half of a postcode: CB23 6XX. */
static bool is_postcode(Str s, int i)
{
    bool shape = is_digit(at_or(s, i)) && is_upper(at_or(s, i + 1)) && is_upper(at_or(s, i + 2))
                 && !is_alphanumeric(at_or(s, i + 3));
    int from = i - 1;
    bool digit = false;
    for (; from > 0 && i - from <= 5 && is_alphanumeric(at_or(s, from - 1)); from--)
        digit = digit || is_digit(s.p[from - 1]);
    return shape && at_or(s, i - 1) == ' ' && digit && is_upper(at_or(s, from));
}

int written_figure(Arena *a, Str s, int at, Str *out)
{
    *out = (Str){0};
    int first = at_or(s, at);
    if ((!is_digit(first) && !mark_at(s, at)) || is_behind_word(s, at))
        return at;
    int telephone = telephone_end(s, at);
    if (telephone > at)
        return telephone;
    int from = at;
    for (int mark; (mark = mark_at(s, from)) > 0;)
        from += mark;
    if (!is_digit(at_or(s, from)))
        return at;
    if (is_postcode(s, from))
        return from + 3;
    int to = number_end(s, from);
    Str spelt;
    int end = unit_end(s, to, &spelt);
    *out = spelt.n ? str_format(a, STR_FMT " " STR_FMT, STR_ARG(str_sub(s, at, to)), STR_ARG(spelt))
                   : str_dup(a, str_sub(s, at, end));
    return end;
}
