/* The ways in which British accounts write units of money, and figures in any unit: £132.8m, £45k, 6.6p, 43.0%, 1,349.2
 * FTE. */
#include "doc/units.h"

#define NBSP "\xC2\xA0"

bool unit_exponent(Str unit, int *exponent)
{
    static const struct {
        const char *unit;
        int exponent;
    } units[] = {
        {"£", 0},      {"p", -2},     {"£000", 3}, {"£'000", 3}, {"£’000", 3}, {"£000s", 3},
        {"£000's", 3}, {"£000’s", 3}, {"£k", 3},   {"£m", 6},    {"£bn", 9},
    };
    for (int i = 0; i < COUNT(units); i++) {
        if (!str_is(unit, units[i].unit))
            continue;
        *exponent = units[i].exponent;
        return true;
    }
    return false;
}

static Str behind_pounds(int exponent, Str *said)
{
    static const struct {
        int exponent;
        const char *behind, *said;
    } parts[] = {{3, "k", NBSP "thousand"}, {6, "m", NBSP "million"}, {9, "bn", NBSP "billion"}};
    for (int i = 0; i < COUNT(parts); i++)
        if (parts[i].exponent == exponent)
            return *said = str_c(parts[i].said), str_c(parts[i].behind);
    return (Str){0};
}

void unit_around(Arena *a, Str unit, Str *before, Str *behind, Str *said)
{
    int exponent;
    *before = *said = (Str){0};
    *behind = unit;
    if (unit_exponent(unit, &exponent) && exponent >= 0) {
        *before = STR("£");
        *behind = behind_pounds(exponent, said);
    } else if (unit.n && !str_is(unit, "%") && !str_is(unit, "p")) {
        *behind = str_format(a, NBSP STR_FMT, STR_ARG(unit));
    }
}
