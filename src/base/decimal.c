/* Exact decimals in 64 bits.
 *
 * A number keeps the decimal places it was written with, so 43.0 prints as 43.0. Adding first brings both numbers to
 * the larger number of places. Whatever might not fit in 64 bits is computed in 128 bits and refused if it does not
 * fit. Rounding to more places is the exception: it pads only as far as it can, and the value never changes. */
#include "base/decimal.h"

#include "base/ascii.h"
#include "base/str.h"

__extension__ typedef __int128 Wide;

static Wide power_of_ten(int exponent)
{
    Wide p = 1;
    while (exponent-- > 0)
        p *= 10;
    return p;
}

/* Removes the sign; *s is the rest. */
static bool take_sign(Str *s)
{
    if (s->n >= 2 && s->p[0] == '(' && s->p[s->n - 1] == ')') {
        *s = str_sub(*s, 1, s->n - 1);
        return true;
    }
    int sign = str_starts(*s, "-") ? 1 : str_starts(*s, "\xE2\x88\x92") ? 3 : 0;
    *s = str_sub(*s, sign, s->n);
    return sign > 0;
}

/* True when there are no commas before the point, or all are between thousands. */
static bool commas_fit(Str whole)
{
    int first = str_find(whole, ",");
    if (first < 0)
        return true;
    if (first < 1 || first > 3 || whole.p[0] == '0' || (whole.n - first) % 4 != 0)
        return false;
    for (int i = 0; i < whole.n; i++) {
        bool comma_place = i >= first && (i - first) % 4 == 0;
        if ((whole.p[i] == ',') != comma_place)
            return false;
    }
    return true;
}

/* Adds the digits of s to *units. False when there are none or too many, or a character that is neither a digit nor
 * a comma. */
static bool take_digits(Str s, Wide *units)
{
    for (int i = 0; i < s.n; i++) {
        if (s.p[i] == ',')
            continue;
        if (!is_digit(s.p[i]))
            return false;
        *units = *units * 10 + (s.p[i] - '0');
        if (*units > INT64_MAX)
            return false;
    }
    return s.n > 0;
}

bool decimal_parse(Str s, Decimal *out)
{
    bool negative = take_sign(&s);
    Str whole, fraction;
    bool point = str_cut(s, '.', &whole, &fraction);
    Wide units = 0;
    if (!commas_fit(whole) || !take_digits(whole, &units))
        return false;
    if (point && (fraction.n > DECIMAL_PLACES_MOST || str_find(fraction, ",") >= 0 || !take_digits(fraction, &units)))
        return false;
    *out = (Decimal){.units = (int64_t)(negative ? -units : units), .places = (int8_t)fraction.n};
    return true;
}

static bool narrow(Wide units, int places, Decimal *out)
{
    if (units > INT64_MAX || units < -INT64_MAX) /* so that any figure has a size */
        return false;
    *out = (Decimal){.units = (int64_t)units, .places = (int8_t)places};
    return true;
}

static Wide scaled(Decimal d, int places)
{
    return d.units * power_of_ten(places - d.places);
}

bool decimal_add(Decimal a, Decimal b, Decimal *out)
{
    int places = int_max(a.places, b.places);
    return narrow(scaled(a, places) + scaled(b, places), places, out);
}

bool decimal_sub(Decimal a, Decimal b, Decimal *out)
{
    int places = int_max(a.places, b.places);
    return narrow(scaled(a, places) - scaled(b, places), places, out);
}

bool decimal_scale(Decimal a, int64_t factor, Decimal *out)
{
    return narrow((Wide)a.units * factor, a.places, out);
}

bool decimal_multiply(Decimal a, Decimal b, Decimal *out)
{
    Wide product = (Wide)a.units * b.units;
    int places = a.places + b.places, excess = int_max(places - DECIMAL_PLACES_MOST, 0);
    Wide unit = power_of_ten(excess), half = product < 0 ? -unit / 2 : unit / 2;
    return narrow((product + half) / unit, places - excess, out);
}

bool decimal_divide(Decimal a, Decimal b, int places, Decimal *out)
{
    check(places >= 0 && places <= DECIMAL_PLACES_MOST);
    if (b.units == 0)
        return false;
    int shift = places + b.places - a.places;
    Wide over = a.units, under = b.units;
    if (shift >= 0)
        over *= power_of_ten(shift);
    else
        under *= power_of_ten(-shift);
    bool negative = (over < 0) != (under < 0);
    if (over < 0)
        over = -over;
    if (under < 0)
        under = -under;
    Wide result = over / under;
    if (over % under >= under - over % under)
        result++;
    return narrow(negative ? -result : result, places, out);
}

int decimal_cmp(Decimal a, Decimal b)
{
    int places = int_max(a.places, b.places);
    Wide x = scaled(a, places), y = scaled(b, places);
    return (x > y) - (x < y);
}

Decimal decimal_round(Decimal d, int places)
{
    check(places >= 0 && places <= DECIMAL_PLACES_MOST);
    if (places >= d.places) {
        Decimal padded = d;
        while (places > d.places && !narrow(scaled(d, places), places, &padded))
            places--;
        return padded;
    }
    Wide unit = power_of_ten(d.places - places);
    Wide half = d.units < 0 ? -unit / 2 : unit / 2;
    return (Decimal){.units = (int64_t)((d.units + half) / unit), .places = (int8_t)places};
}

bool decimal_shift(Decimal d, int exponent, int places, Decimal *out)
{
    check(places >= 0 && places <= DECIMAL_PLACES_MOST);
    enum { MOST_UP = 19, MOST_DOWN = 37 }; /* what 64 bits times a power of ten, and a power of ten, leave in 128 */
    int up = exponent + places - d.places;
    if (d.units == 0 || up < -MOST_DOWN)
        return narrow(0, places, out);
    if (up > MOST_UP)
        return false;
    if (up >= 0)
        return narrow(d.units * power_of_ten(up), places, out);
    Wide unit = power_of_ten(-up), half = d.units < 0 ? -unit / 2 : unit / 2;
    return narrow((d.units + half) / unit, places, out);
}

bool decimal_shift_exact(Decimal d, int exponent, Decimal *out)
{
    return decimal_shift(d, exponent, int_max(0, int_min(d.places - exponent, DECIMAL_PLACES_MOST)), out);
}

Str decimal_format(Arena *a, Decimal d, int places, bool commas)
{
    if (places >= 0)
        d = decimal_round(d, places);
    char text[64];
    int at = (int)sizeof text;
    uint64_t rest = d.units < 0 ? 0 - (uint64_t)d.units : (uint64_t)d.units;
    for (int i = 0; i < d.places; i++, rest /= 10)
        text[--at] = (char)('0' + rest % 10);
    if (d.places > 0)
        text[--at] = '.';
    for (int i = 0; i == 0 || rest > 0; i++, rest /= 10) {
        if (commas && i > 0 && i % 3 == 0)
            text[--at] = ',';
        text[--at] = (char)('0' + rest % 10);
    }
    return str_format(a, "%s%.*s", d.units < 0 ? "\xE2\x88\x92" : "", (int)sizeof text - at, text + at);
}
