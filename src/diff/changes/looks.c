/* What a change looks like, when nobody has said.
 *
 * Was and now are compared word for word. If both sides have the same number of words and only numbers differ, it is a
 * change of figures. If words differ only in case, punctuation or a letter or two, it is editorial. Anything else may
 * alter the meaning, and counts as policy until somebody decides otherwise. */
#include "diff/changes/changes_private.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "diff/reasons.h"

ChangeKind change_kind(const Change *c)
{
    return c->reason ? c->reason->kind : c->looks;
}

Str change_kind_words(const Language *l, ChangeKind kind)
{
    static const WordId words[CHANGE_KIND_COUNT] = {
        [CHANGE_POLICY] = WORD_KIND_POLICY,
        [CHANGE_FIGURES] = WORD_KIND_FIGURES,
        [CHANGE_CONSEQUENTIAL] = WORD_KIND_CONSEQUENTIAL,
        [CHANGE_EDITORIAL] = WORD_KIND_EDITORIAL,
    };
    return language_word(l, words[kind]);
}

/* --- words --- */

static Strs split_words(Arena *a, Str s)
{
    Strs words = {0};
    for (int i = 0, from = 0; i <= s.n; i++) {
        if (i < s.n && !is_space(s.p[i]))
            continue;
        if (i > from)
            VEC_PUSH(a, &words, str_sub(s, from, i));
        from = i + 1;
    }
    return words;
}

static bool is_ink(char c)
{
    return is_alphanumeric(c) || ((unsigned char)c & 0x80);
}

/* Letters and digits alone, in lower case; a number keeps its decimal point. Typographic punctuation is dropped too: it
 * is all in one block of Unicode. */
static Str bare(Arena *a, Str s)
{
    Buf out = {0};
    for (int i = 0; i < s.n; i++) {
        bool point = s.p[i] == '.' && i > 0 && i + 1 < s.n && is_digit(s.p[i - 1]) && is_digit(s.p[i + 1]);
        if (str_starts(str_sub(s, i, s.n), "\xE2\x80"))
            i += 2;
        else if (is_ink(s.p[i]) || point)
            buf_char(&out, to_lower(s.p[i]));
    }
    return buf_take(&out, a);
}

static bool has_digit(Str s)
{
    for (int i = 0; i < s.n; i++)
        if (is_digit(s.p[i]))
            return true;
    return false;
}

/* --- quantities --- */

/* Behind the figures of a quantity: "5%", "£1.2m", "3rd". */
static bool is_unit(Str s)
{
    static const char *const units[] = {"", "%", "k", "m", "bn", "p", "st", "nd", "rd", "th"};
    for (int i = 0; i < COUNT(units); i++)
        if (str_eq_folded(s, str_c(units[i])))
            return true;
    return false;
}

static void drop_zeros(Buf *digits, IdleZeros idle)
{
    int n = digits->n;
    if (str_find(buf_view(digits), ".") < 0)
        return;
    while (n > 0 && digits->p[n - 1] == '0')
        n--;
    bool whole = digits->p[n - 1] == '.';
    if (whole || idle == ZEROS_ALL)
        digits->n = n - whole;
}

/* A number that counts or measures something, so not a code, postcode or telephone number. *out: without commas. */
static bool quantity(Arena *a, Str word, IdleZeros idle, Str *out)
{
    static const char *const signs[] = {"(", "[", "\"", "'", "\xE2\x80\x98", "\xE2\x80\x9C"};
    Buf digits = {0};
    int i = 0;
    for (int k = 0; k < COUNT(signs); k++)
        if (str_starts(word, signs[k]))
            word = str_sub(word, str_c(signs[k]).n, word.n);
    while (word.n && strchr(".,;:!?)]\"'", word.p[word.n - 1]))
        word.n--;
    while (word.n >= 3 && (str_ends(word, "\xE2\x80\x99") || str_ends(word, "\xE2\x80\x9D")))
        word.n -= 3;
    while (i < word.n && !is_alphanumeric(word.p[i]))
        buf_char(&digits, word.p[i++]);
    int sign = digits.n;
    bool code = i + 1 < word.n && word.p[i] == '0' && is_digit(word.p[i + 1]);
    for (; i < word.n && (is_digit(word.p[i]) || word.p[i] == '.' || word.p[i] == ','); i++)
        if (word.p[i] != ',')
            buf_char(&digits, word.p[i]);
    drop_zeros(&digits, idle);
    bool number = digits.n > sign && !code && is_unit(str_sub(word, i, word.n));
    buf_str(&digits, str_sub(word, i, word.n));
    *out = buf_take(&digits, a);
    return number;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

/* The quantities of a text, sorted. Figures beside a code or beside each other are one of those themselves. A figure
 * alone in parentheses, as in a cell, is below zero. */
static Strs quantities(Arena *a, Str s)
{
    Strs words = split_words(a, s), found = {0};
    bool negative = words.n == 1 && str_starts(words.at[0], "(") && str_ends(words.at[0], ")");
    bool code = false; /* the word before was one */
    for (int i = 0; i < words.n; i++) {
        Str value = {0};
        bool number = quantity(a, words.at[i], ZEROS_WHOLE, &value);
        if (number && !code)
            VEC_PUSH(a, &found, negative ? str_format(a, "-" STR_FMT, STR_ARG(value)) : value);
        code = !number ? has_digit(words.at[i]) : code;
    }
    if (found.n > 1)
        qsort(found.at, (size_t)found.n, sizeof *found.at, by_bytes);
    return found;
}

bool alters_figure(Arena *a, Str was, Str now)
{
    Strs old = quantities(a, was), fresh = quantities(a, now);
    if (old.n != fresh.n)
        return true;
    for (int i = 0; i < old.n; i++)
        if (!str_eq(old.at[i], fresh.at[i]))
            return true;
    return false;
}

bool is_same_amount(Arena *a, IdleZeros idle, Str was, Str now)
{
    Str old, fresh;
    bool amounts = quantity(a, was, idle, &old) && quantity(a, now, idle, &fresh);
    return amounts && str_eq(old, fresh);
}

/* --- spelling --- */

enum { SPELLING_SHORTEST = 5, SPELLING_LONG = 9 };

/* How many letters a and b differ by, two that change places counting once; at most `most` + 1. */
static int letters_apart(Str a, Str b, int most)
{
    int from = 0, edits = 0;
    int ends[2] = {a.n, b.n};
    while (from < ends[0] && from < ends[1] && a.p[from] == b.p[from])
        from++;
    while (ends[0] > from && ends[1] > from && a.p[ends[0] - 1] == b.p[ends[1] - 1])
        ends[0]--, ends[1]--;
    int na = ends[0] - from, nb = ends[1] - from;
    if (na == 2 && nb == 2 && a.p[from] == b.p[from + 1] && a.p[from + 1] == b.p[from])
        return 1;
    if (na > most + 1 || nb > most + 1)
        return most + 1;
    if (na == nb)
        for (int i = 0; i < na; i++)
            edits += a.p[from + i] != b.p[from + i];
    else
        edits = int_max(na, nb);
    return edits;
}

/* Whether two words in lower case are one word, spelt in two ways. */
static bool is_spelling(Str was, Str now)
{
    int shorter = int_min(was.n, now.n), most = shorter >= SPELLING_LONG ? 2 : 1;
    return shorter >= SPELLING_SHORTEST && was.p[0] == now.p[0] && letters_apart(was, now, most) <= most;
}

/* A letter that differs leads elsewhere. */
static bool is_address(Str word)
{
    return str_find(word, "//") >= 0 || str_find(word, "@") >= 0;
}

/* In the middle of a sentence a capital begins a name. */
static bool is_name(const Strs *words, int i)
{
    Str before = i > 0 ? words->at[i - 1] : (Str){0};
    bool first = !before.n || strchr(".!?:", before.p[before.n - 1]);
    return !first && words->at[i].n && is_upper(words->at[i].p[0]);
}

/* --- the kind --- */

/* Words without letters and figures (a dash, a bullet) are punctuation. */
static Strs inked_words(Arena *a, Str s)
{
    Strs words = split_words(a, s), inked = {0};
    for (int i = 0; i < words.n; i++)
        if (bare(a, words.at[i]).n)
            VEC_PUSH(a, &inked, words.at[i]);
    return inked;
}

ChangeKind words_look(Arena *a, Str was, Str now)
{
    Strs old = inked_words(a, was), fresh = inked_words(a, now);
    bool figures = alters_figure(a, was, now), only_figures = true, only_wording = !figures;
    if (!figures && str_eq(bare(a, was), bare(a, now)))
        return CHANGE_EDITORIAL;
    if (old.n != fresh.n)
        return CHANGE_POLICY;
    for (int i = 0; i < old.n; i++) {
        Str one = bare(a, old.at[i]), two = bare(a, fresh.at[i]);
        if (str_eq(old.at[i], fresh.at[i]))
            continue;
        bool numbers = has_digit(one) && has_digit(two);
        only_figures = only_figures && numbers;
        if (str_eq(one, two) || is_same_amount(a, ZEROS_WHOLE, old.at[i], fresh.at[i]))
            continue;
        only_wording = only_wording && !has_digit(one) && !has_digit(two) && !is_name(&old, i) && !is_name(&fresh, i)
                       && !is_address(old.at[i]) && is_spelling(one, two);
    }
    return only_wording ? CHANGE_EDITORIAL : figures && only_figures ? CHANGE_FIGURES : CHANGE_POLICY;
}
