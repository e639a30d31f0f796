/* Dates in a column of dates: a day of the calendar, or a month with its year.
 *
 *     31 March 2013      31 Mar 2013      2013-03-31      31/03/2013      March 2013
 *
 * Months are those of the table's language, whole or by their first three letters. Two dates with a dash between them
 * are a period, whose first part may leave out what the second says. */
#include "base/ascii.h"
#include "read/data/data_private.h"

#define EN_DASH "\xE2\x80\x93"

enum { MONTHS = 12, SHORT_MONTH = 3 };

typedef struct Day {
    int day, month, year; /* 0: not given */
} Day;

static int month_named(const Language *l, Str word)
{
    for (int m = 0; m < MONTHS; m++) {
        Str month = language_word(l, (WordId)(WORD_JANUARY + m));
        bool begins = word.n == SHORT_MONTH && str_eq_folded(str_sub(month, 0, SHORT_MONTH), word);
        if (begins || str_eq_folded(month, word))
            return m + 1;
    }
    return 0;
}

static bool is_year(Str word, int *year)
{
    return word.n == 4 && str_to_int(word, year) && *year >= 1000;
}

/* 2013-03-31 or 31/03/2013. */
static bool read_numbers(Str words, char between, bool year_first, Day *out)
{
    Str parts[3], rest;
    if (!str_cut(words, between, &parts[0], &rest) || !str_cut(rest, between, &parts[1], &parts[2]))
        return false;
    return is_year(parts[year_first ? 0 : 2], &out->year) && str_to_int(parts[1], &out->month)
           && str_to_int(parts[year_first ? 2 : 0], &out->day) && out->day > 0 && out->month > 0;
}

/* 31 March 2013, or its last parts, or its first. */
static bool read_words(const Language *l, Str words, bool part, Day *out)
{
    Str word, rest = words;
    str_cut(rest, ' ', &word, &rest);
    if (word.n <= 2 && str_to_int(word, &out->day)) {
        if (out->day < 1)
            return false;
        str_cut(rest, ' ', &word, &rest);
    }
    out->month = month_named(l, word);
    if (!out->month)
        return part && out->day && !word.n;
    return rest.n ? is_year(rest, &out->year) : part;
}

static bool read_day(const Language *l, Str words, bool part, Day *out)
{
    *out = (Day){0};
    if (read_numbers(words, '-', true, out) || read_numbers(words, '/', false, out))
        return true;
    *out = (Day){0};
    return read_words(l, words, part, out);
}

static bool exists(const Day *d)
{
    return d->month <= MONTHS && (!d->month || d->day <= days_in_month(d->month, d->year));
}

/* The two parts of a period; false: it is one date. */
static bool cut_period(Str words, Str *first, Str *second)
{
    int dash = str_find(words, EN_DASH);
    if (dash < 0)
        return false;
    *first = str_trim(str_sub(words, 0, dash));
    *second = str_trim(str_sub(words, dash + (int)sizeof EN_DASH - 1, words.n));
    return true;
}

void data_date(DataReader *d, Str words, Pos at)
{
    const Language *l = d->table->language;
    Str first = {0}, last = words = str_trim(words);
    Day from = {0}, to;
    bool period = cut_period(words, &first, &last);
    bool read = read_day(l, last, false, &to) && (!period || read_day(l, first, true, &from));
    if (!words.n)
        return;
    if (!from.month)
        from.month = to.month;
    if (!from.year)
        from.year = to.year;
    if (read && exists(&to) && exists(&from))
        return;
    Str example = language_date(d->reader->job, l, STR("2013-03-31"));
    if (read)
        diag(d->reader->diag, DOC008, at, "\"" STR_FMT "\" is not in the calendar; expected a day that exists",
             STR_ARG(words));
    else
        diag(d->reader->diag, DOC008, at,
             "\"" STR_FMT "\" is not a date; expected a day such as " STR_FMT " or 2013-03-31, a month with its year, "
             "or "
             "the reason in empty",
             STR_ARG(words), STR_ARG(example));
}
