/* Numbers from zero to ninety-nine in words, both ways. Reading ignores case, and treats hyphens and spaces alike:
 * "Twenty one" is 21. */
#include "base/ascii.h"
#include "language/language.h"

Str language_number(const Language *l, int64_t number)
{
    return number >= 0 && number < LANGUAGE_NUMBERS ? l->numbers[number] : (Str){0};
}

static char folded(char c)
{
    return c == '-' ? ' ' : to_lower(c);
}

static bool is_same_word(Str a, Str b)
{
    bool same = a.n == b.n;
    for (int i = 0; i < a.n && same; i++)
        same = folded(a.p[i]) == folded(b.p[i]);
    return same;
}

bool language_number_of(const Language *l, Str words, int *number)
{
    for (int i = 0; i < LANGUAGE_NUMBERS; i++)
        if (is_same_word(words, l->numbers[i])) {
            *number = i;
            return true;
        }
    for (int i = 0; i < l->nnoughts; i++)
        if (is_same_word(words, l->noughts[i])) {
            *number = 0;
            return true;
        }
    return false;
}
