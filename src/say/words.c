/* Numbers from nought to ninety-nine in English words, both ways. */
#include "say/words.h"

static const char *const small[] = {
    "nought", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
};
static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                   "fifty", "sixty", "seventy", "eighty", "ninety"};

Str words_of_number(Arena *a, int64_t number)
{
    if (number < 0 || number > 99)
        return (Str){0};
    if (number < 20)
        return str_c(small[number]);
    if (number % 10 == 0)
        return str_c(tens[number / 10]);
    return str_format(a, "%s-%s", tens[number / 10], small[number % 10]);
}

static bool small_number(Str word, int *number)
{
    for (int i = 0; i < COUNT(small); i++)
        if (str_eq_folded(word, str_c(small[i])))
            return *number = i, true;
    if (!str_eq_folded(word, STR("none")) && !str_eq_folded(word, STR("no")) && !str_eq_folded(word, STR("zero")))
        return false;
    return *number = 0, true;
}

static bool ten_number(Str word, int *number)
{
    for (int i = 2; i < COUNT(tens); i++)
        if (str_eq_folded(word, str_c(tens[i])))
            return *number = 10 * i, true;
    return false;
}

bool number_of_words(Str words, int *number)
{
    Str first, second;
    int ones;
    if (small_number(words, number) || ten_number(words, number))
        return true;
    if (!str_cut(words, '-', &first, &second) && !str_cut(words, ' ', &first, &second))
        return false;
    if (!ten_number(first, number) || !small_number(second, &ones) || ones < 1 || ones > 9)
        return false;
    *number += ones;
    return true;
}
