/* How British accounts write units of money, and figures in any unit: £132.8m, £45k, 6.6p, 43.0%, 1,349.2 FTE. */
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

bool unit_converts(Str from, Str to, int *exponent)
{
    int ours, theirs;
    if (unit_exponent(from, &ours) && unit_exponent(to, &theirs)) {
        *exponent = ours - theirs;
        return true;
    }
    *exponent = 0;
    return str_eq(from, to);
}

bool units_agree(Str a, Str b)
{
    int ignored;
    return unit_converts(a, b, &ignored);
}

bool unit_convert(Decimal value, Str from, Str to, Decimal *out)
{
    int above;
    *out = value;
    return !unit_converts(from, to, &above) || decimal_shift_exact(value, above, out);
}

static void put_pounds(Arena *a, const Language *l, int exponent, UnitAround *out)
{
    static const struct {
        int exponent;
        const char *behind;
        WordId said;
    } parts[] = {{3, "k", WORD_THOUSAND}, {6, "m", WORD_MILLION}, {9, "bn", WORD_BILLION}};
    out->before = STR("£");
    for (int i = 0; i < COUNT(parts); i++) {
        if (parts[i].exponent != exponent)
            continue;
        out->behind = str_c(parts[i].behind);
        out->said = str_format(a, NBSP STR_FMT, STR_ARG(language_word(l, parts[i].said)));
    }
}

UnitAround unit_around(Arena *a, const Language *l, Str unit)
{
    int exponent;
    UnitAround out = {0};
    if (unit_exponent(unit, &exponent) && exponent >= 0)
        put_pounds(a, l, exponent, &out);
    else if (unit.n && !str_is(unit, "%") && !str_is(unit, "p"))
        out.behind = str_format(a, NBSP STR_FMT, STR_ARG(unit));
    else
        out.behind = unit;
    return out;
}
