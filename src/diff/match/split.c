/* Text as words.
 *
 * A word is a run of letters and figures with the apostrophes and hyphens in it. A figure has its sign, its unit and
 * what follows it with it ("£3.7m", "7.3 per cent", "£2 million", "2013/14"), and a date is one word, whatever its
 * form. A run of spaces and each other character stand for themselves. Dates are known by their shape, so that they are
 * in any language. */
#include "diff/match/split_private.h"

#include "base/ascii.h"
#include "base/str.h"

enum { YEAR_DIGITS = 4, DAY_DIGITS = 2, MONTH_LEAST = 3 };

static int char_length(Str s, int i)
{
    unsigned char c = (unsigned char)s.p[i];
    int n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return int_min(n, s.n - i);
}

/* The bytes of a space there, no-break and thin ones included; 0: none. */
static int space_at(Str s, int i)
{
    if (i >= s.n)
        return 0;
    unsigned char c = (unsigned char)s.p[i];
    if (is_space(c))
        return 1;
    Str rest = str_sub(s, i, s.n);
    if (c == 0xC2)
        return str_starts(rest, "\xC2\xA0") ? 2 : 0;
    return c == 0xE2 && (str_starts(rest, "\xE2\x80\xAF") || str_starts(rest, "\xE2\x80\x89")) ? 3 : 0;
}

static int spaces_end(Str s, int i)
{
    for (int n; (n = space_at(s, i)) > 0;)
        i += n;
    return i;
}

/* Letters beyond ASCII; general punctuation and symbols (E2 8x) and the marks of Latin-1 are none. */
static int letter_at(Str s, int i)
{
    if (i >= s.n)
        return 0;
    unsigned char c = (unsigned char)s.p[i];
    if (c < 0x80)
        return is_letter(c) ? 1 : 0;
    return c == 0xE2 || c == 0xC2 ? 0 : char_length(s, i);
}

static int letters_end(Str s, int i)
{
    for (int n; (n = letter_at(s, i)) > 0;)
        i += n;
    return i;
}

static int digits_end(Str s, int i)
{
    while (i < s.n && is_digit(s.p[i]))
        i++;
    return i;
}

static bool is_year(Str s, int i)
{
    return digits_end(s, i) == i + YEAR_DIGITS && letter_at(s, i + YEAR_DIGITS) == 0
           && (str_starts(str_sub(s, i, s.n), "19") || str_starts(str_sub(s, i, s.n), "20"));
}

/* The end of a hyphen, dash, apostrophe or full stop that joins what is on both sides of it; 0: none. */
static int joint_end(Str s, int i)
{
    static const char *const joints[] = {"-", "'", "\xE2\x80\x99", "\xE2\x80\x91", "_", "&"};
    Str rest = str_sub(s, i, s.n);
    for (int k = 0; k < COUNT(joints); k++)
        if (str_starts(rest, joints[k]))
            return i + str_c(joints[k]).n;
    return 0;
}

static int word_end(Str s, int i)
{
    for (;;) {
        int end = i;
        while (end < s.n && (is_digit(s.p[end]) || letter_at(s, end) > 0))
            end += is_digit(s.p[end]) ? 1 : letter_at(s, end);
        int joint = end > i && end < s.n ? joint_end(s, end) : 0;
        if (!joint || joint >= s.n || (letter_at(s, joint) == 0 && !is_digit(s.p[joint])))
            return end;
        i = joint;
    }
}

/* Digits with commas, points, slashes and dashes between them: "1,349.2", "2013/14", "2013–14", "10:30". */
static int digit_groups_end(Str s, int i)
{
    for (;;) {
        i = digits_end(s, i);
        int next = i;
        if (i < s.n && strchr(",./-:", s.p[i]))
            next = i + 1;
        else if (str_starts(str_sub(s, i, s.n), "\xE2\x80\x93"))
            next = i + 3;
        if (next == i || next >= s.n || !is_digit(s.p[next]))
            return i;
        i = next;
    }
}

/* Behind a word of the language that follows a figure, such as "per cent"; else `at`. */
static int unit_end(Str s, int at, const Language *l)
{
    static const WordId units[] = {WORD_PER_CENT, WORD_MILLION, WORD_BILLION};
    int from = spaces_end(s, at);
    for (int i = 0; l && from > at && i < COUNT(units); i++) {
        Str rest = l->words[units[i]], word;
        int end = from;
        bool fits = rest.n > 0;
        while (fits && rest.n > 0) {
            str_cut(rest, ' ', &word, &rest);
            fits = str_eq_folded(str_sub(s, end, end + word.n), word);
            end += word.n;
            if (rest.n > 0)
                end = spaces_end(s, end);
        }
        if (fits && letter_at(s, end) == 0)
            return end;
    }
    return at;
}

/* The end of "18 July 2013" and "18th July 2013", whose figure ends at `figure`; else 0. */
static int date_end(Str s, int at, int figure)
{
    int digits = digits_end(s, at);
    if (digits == at || digits - at > DAY_DIGITS)
        return 0;
    int month = spaces_end(s, figure), end = letters_end(s, month), year = spaces_end(s, end);
    bool shaped =
        month > figure && end - month >= MONTH_LEAST && is_upper(s.p[month]) && year > end && is_year(s, year);
    return shaped ? year + YEAR_DIGITS : 0;
}

/* The end of "July 18, 2013", whose month ends at `month`; else 0. */
static int month_date_end(Str s, int at, int month)
{
    if (!is_upper(s.p[at]) || month - at < MONTH_LEAST)
        return 0;
    int day = spaces_end(s, month), end = digits_end(s, day);
    if (day == month || end == day || end - day > DAY_DIGITS || end >= s.n || s.p[end] != ',')
        return 0;
    int year = spaces_end(s, end + 1);
    return year > end + 1 && is_year(s, year) ? year + YEAR_DIGITS : 0;
}

/* The signs before a figure: £, $, €, + and minus; `at` when no digit follows. */
static int digits_begin(Str s, int at)
{
    static const char *const signs[] = {"\xC2\xA3", "\xE2\x82\xAC", "$", "+", "\xE2\x88\x92", "-"};
    int i = at;
    for (bool found = true; found;) {
        found = false;
        for (int k = 0; k < COUNT(signs) && !found; k++) {
            found = str_starts(str_sub(s, i, s.n), signs[k]);
            i += found ? str_c(signs[k]).n : 0;
        }
    }
    return i < s.n && is_digit(s.p[i]) ? i : at;
}

static int figure_end(Str s, int at, const Language *l)
{
    int end = digit_groups_end(s, at);
    if (end < s.n && s.p[end] == '%')
        return end + 1;
    end = int_max(word_end(s, end), end);
    int date = date_end(s, at, end);
    return date ? date : unit_end(s, end, l);
}

WordSort word_next(Str s, int at, const Language *l, int *end)
{
    int figure = digits_begin(s, at);
    *end = spaces_end(s, at);
    if (*end > at)
        return SORT_SPACE;
    if (is_digit(s.p[figure])) {
        *end = figure_end(s, figure, l);
        return SORT_FIGURE;
    }
    *end = word_end(s, at);
    if (*end == at) {
        *end = at + char_length(s, at);
        return SORT_MARK;
    }
    int date = month_date_end(s, at, *end);
    *end = date ? date : *end;
    return date ? SORT_FIGURE : SORT_WORD;
}
