/* Lengths as people write them: a decimal number and a unit, converted to 1/1024 pt exactly.
 *
 * A unit is a fraction of a point: an inch is 72 pt and 25.4 mm, so a millimetre is 360/127 pt. Rounding to 1/1024
 * pt is the only rounding, and it is the same for both signs. */
#include "base/len.h"

#include "base/ascii.h"
#include "base/decimal.h"
#include "base/str.h"

__extension__ typedef __int128 Wide;

typedef struct Unit {
    const char *name;
    int num, den; /* points */
} Unit;

static const Unit UNITS[] = {{"pt", 1, 1}, {"mm", 360, 127}, {"cm", 3600, 127}, {"in", 72, 1}};

enum { LARGEST_PT = 100000 };

/* num / den to the nearest whole number, halves away from zero; den is positive. */
static Wide divide(Wide num, Wide den)
{
    Wide half = num < 0 ? -(den / 2) : den / 2;
    return (num + half) / den;
}

/* The number at the start of s; *unit is the rest. */
static bool take_number(Str s, Decimal *number, Str *unit)
{
    int n = 0;
    while (n < s.n && (is_digit(s.p[n]) || s.p[n] == '.' || (n == 0 && s.p[n] == '-')))
        n++;
    *unit = str_sub(s, n, s.n);
    return decimal_parse(str_sub(s, 0, n), number);
}

bool len_parse(Str s, Len *out)
{
    Decimal d;
    Str name;
    if (!take_number(s, &d, &name))
        return false;
    Unit unit = {NULL, 1, 1};
    for (int i = 0; i < COUNT(UNITS); i++)
        if (str_is(name, UNITS[i].name))
            unit = UNITS[i];
    if (!unit.name && (name.n > 0 || d.units != 0))
        return false;
    Wide den = unit.den;
    for (int i = 0; i < d.places; i++)
        den *= 10;
    Wide len = divide((Wide)d.units * LEN_PT * unit.num, den);
    if (len > (Wide)LARGEST_PT * LEN_PT || len < -(Wide)LARGEST_PT * LEN_PT)
        return false;
    *out = (Len)len;
    return true;
}

Len len_scale(Len a, int64_t num, int64_t den)
{
    check(den != 0);
    Wide product = (Wide)a * num;
    Wide len = den > 0 ? divide(product, den) : divide(-product, -(Wide)den);
    check(len <= INT32_MAX && len >= INT32_MIN);
    return (Len)len;
}
