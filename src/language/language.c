/* Words, patterns and lists.
 *
 * A pattern is copied up to each {n}, which is replaced by the nth value. Other braces stay: the reader of language
 * files has already refused them. "And" has a second form for languages that need one before a vowel (Welsh: "a" and
 * "ac"); a numeral counts as the word with which it begins when read out. */
#include "language/language.h"

#include "base/ascii.h"

static const struct {
    const char *name;
    int places;
} known[WORD_COUNT] = {
#define WORD(id, name, places) [WORD_##id] = {name, places},
#include "language/words.def"
#undef WORD
};

const char *word_name(WordId id)
{
    return known[id].name;
}

int word_places(WordId id)
{
    return known[id].places;
}

Str language_word(const Language *l, WordId id)
{
    l->used[id] = true;
    return l->words[id];
}

Str language_fill(Arena *a, const Language *l, WordId id, const Str *values, int n)
{
    Str pattern = language_word(l, id);
    Buf out = {0};
    for (int i = 0; i < pattern.n; i++) {
        bool place = pattern.p[i] == '{' && i + 2 < pattern.n && pattern.p[i + 2] == '}';
        int value = place ? pattern.p[i + 1] - '1' : -1;
        if (value < 0 || value >= n) {
            buf_char(&out, pattern.p[i]);
            continue;
        }
        buf_str(&out, values[value]);
        i += 2;
    }
    return buf_take(&out, a);
}

Str language_fill_one(Arena *a, const Language *l, WordId id, Str value)
{
    return language_fill(a, l, id, &value, 1);
}

/* ---- joining ---- */

/* A numeral as it is read out, as far as its first word: of 811 that is the word for 8, and of 100 and 1,000 none that
 * is known here. */
static Str read_out(const Language *l, Str words)
{
    int digits = 0, number;
    while (digits < words.n && is_digit(words.p[digits]))
        digits++;
    if (digits > 2)
        digits = words.p[0] == '1' ? 0 : 1;
    return str_to_int(str_sub(words, 0, digits), &number) ? l->numbers[number] : (Str){0};
}

static bool begins_with_vowel(const Language *l, Str words)
{
    static const char *const vowels[] = {
        "a",        "e",        "i",        "o",        "u",        "w",        "y",
        "\xC3\xA2", "\xC3\xAA", "\xC3\xAE", "\xC3\xB4", "\xC3\xBB", "\xC5\xB5", "\xC5\xB7",
    };
    if (words.n > 0 && is_digit(words.p[0]))
        words = read_out(l, words);
    if (words.n == 0)
        return false;
    char first[2] = {to_lower(words.p[0]), '\0'};
    for (int i = 0; i < COUNT(vowels); i++)
        if (str_starts(words, vowels[i]) || str_is(str_c(first), vowels[i]))
            return true;
    return false;
}

static Str and_before(const Language *l, Str before)
{
    return language_word(l, begins_with_vowel(l, before) ? WORD_AND_BEFORE_VOWEL : WORD_AND);
}

Str language_list(Arena *a, const Language *l, const Str *items, int n)
{
    Buf out = {0};
    for (int i = 0; i < n; i++) {
        if (i > 0 && i == n - 1)
            buf_format(&out, " " STR_FMT " ", STR_ARG(and_before(l, items[i])));
        else if (i > 0)
            buf_puts(&out, ", ");
        buf_str(&out, items[i]);
    }
    return buf_take(&out, a);
}

/* ---- nouns ---- */

Str language_plural(Arena *a, const Language *l, Str noun)
{
    for (int i = 0; i < l->nnouns; i++)
        if (str_eq(l->nouns[i].one, noun))
            return l->nouns[i].many;
    for (int i = 0; i < l->nendings; i++) {
        Str one = l->endings[i].one;
        if (noun.n > one.n && str_eq(str_sub(noun, noun.n - one.n, noun.n), one))
            return str_format(a, STR_FMT STR_FMT, STR_ARG(str_sub(noun, 0, noun.n - one.n)),
                              STR_ARG(l->endings[i].many));
    }
    return noun;
}

Str language_joined(const Language *l, Str noun)
{
    for (int i = 0; i < l->nnouns; i++) {
        const Noun *n = &l->nouns[i];
        if (str_eq(n->one, noun) && n->one_joined.n)
            return n->one_joined;
        if (str_eq(n->many, noun) && n->many_joined.n)
            return n->many_joined;
    }
    return noun;
}

/* ---- phrases, dates ---- */

bool language_lists(const Language *l, WordId list, Str word)
{
    Str each, words = language_word(l, list);
    while (words.n) {
        str_cut(words, ' ', &each, &words);
        if (str_eq_folded(each, word))
            return true;
    }
    return false;
}

bool language_speaks_of(const Language *l, WordId list, Str text)
{
    for (int from = 0, i = 0; i <= text.n; i++) {
        bool inside = i < text.n && (is_letter(text.p[i]) || (unsigned char)text.p[i] >= 0x80);
        if (inside)
            continue;
        if (i > from && language_lists(l, list, str_sub(text, from, i)))
            return true;
        from = i + 1;
    }
    return false;
}

bool language_phrase(const Language *l, Str words, Str *out)
{
    const Str *found = words.n > 0 && l->phrases.n > 0 ? map_find(&l->phrases, words) : NULL;
    *out = found ? *found : words;
    return found;
}

Str language_date(Arena *a, const Language *l, Str iso)
{
    int month, day;
    if (iso.n != 10 || !str_to_int(str_sub(iso, 5, 7), &month) || !str_to_int(str_sub(iso, 8, 10), &day))
        return iso;
    if (month < 1 || month > 12)
        return iso;
    Str values[] = {str_format(a, "%d", day), language_word(l, (WordId)(WORD_JANUARY + month - 1)), str_sub(iso, 0, 4)};
    return language_fill(a, l, WORD_DATE, values, COUNT(values));
}

/* 0 for Monday (Sakamoto's method, in the Gregorian calendar). */
static int weekday_of(int year, int month, int day)
{
    static const int months[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int y = month < 3 ? year - 1 : year;
    return (y + y / 4 - y / 100 + y / 400 + months[month - 1] + day + 6) % 7;
}

Str language_day(Arena *a, const Language *l, Str iso)
{
    int year, month, day;
    Str date = language_date(a, l, iso);
    if (date.p == iso.p || !str_to_int(str_sub(iso, 0, 4), &year) || !str_to_int(str_sub(iso, 5, 7), &month)
        || !str_to_int(str_sub(iso, 8, 10), &day))
        return iso;
    Str values[] = {language_word(l, (WordId)(WORD_MONDAY + weekday_of(year, month, day))), date};
    return language_fill(a, l, WORD_WEEKDAY_DATE, values, COUNT(values));
}

static Str primary_subtag(Str tag)
{
    Str primary, rest;
    str_cut(tag, '-', &primary, &rest);
    return primary;
}

bool language_is_same(Str tag, Str other)
{
    Str a = primary_subtag(tag), b = primary_subtag(other);
    bool same = a.n == b.n;
    for (int i = 0; i < a.n && same; i++)
        same = to_lower(a.p[i]) == to_lower(b.p[i]);
    return same;
}
