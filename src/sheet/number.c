/* Decimal floating point in 18 digits. Sums and products go through 128 bits, so that nothing is lost before the one
 * rounding at the end. */
#include "sheet/number.h"

#include "base/ascii.h"
#include "base/str.h"

__extension__ typedef __int128 Digits128;

enum { DIGITS_MOST = 18, DIGITS_HELD = 15, DIGITS_128 = 37, EXPONENT_MOST = 400, DIGITS_SHOWN = 40 };

static Digits128 ten_to(int exponent)
{
    Digits128 p = 1;
    while (exponent-- > 0)
        p *= 10;
    return p;
}

static int count_digits(Digits128 d)
{
    int n = 0;
    for (d = d < 0 ? -d : d; d > 0; d /= 10)
        n++;
    return n;
}

/* d / 10^places, halves away from zero. */
static Digits128 without(Digits128 d, int places)
{
    if (places > DIGITS_128)
        return 0;
    Digits128 unit = ten_to(places), half = unit / 2;
    return (d + (d < 0 ? -half : half)) / unit;
}

static SheetNumber narrowed(Digits128 d, int exponent, int most)
{
    int excess = count_digits(d) - most;
    if (excess > 0) {
        d = without(d, excess);
        exponent += excess;
    }
    while (d != 0 && d % 10 == 0) {
        d /= 10;
        exponent++;
    }
    if (d == 0 || exponent < -EXPONENT_MOST)
        return (SheetNumber){0};
    return (SheetNumber){(int64_t)d, int_min(exponent, EXPONENT_MOST)};
}

SheetNumber number_of(int64_t whole)
{
    return narrowed(whole, 0, DIGITS_MOST);
}

/* --- reading ---------------------------------------------------------------- */

typedef struct DigitsRead {
    Digits128 digits;
    int exponent;
    bool any;
} DigitsRead;

/* Digits beyond the 30th only count as zeros. */
static void read_digits(Str s, int *at, bool fraction, DigitsRead *out)
{
    enum { KEPT = 30 };
    for (; *at < s.n && is_digit(s.p[*at]); ++*at) {
        out->any = true;
        if (count_digits(out->digits) < KEPT) {
            out->digits = out->digits * 10 + (s.p[*at] - '0');
            out->exponent -= fraction;
        } else {
            out->exponent += !fraction;
        }
    }
}

static bool read_exponent(Str s, int *at, int *exponent)
{
    if (*at == s.n || to_lower(s.p[*at]) != 'e')
        return true;
    Str rest = str_sub(s, *at + 1, s.n);
    int written;
    if (str_starts(rest, "+"))
        rest = str_sub(rest, 1, rest.n);
    if (!rest.n || !str_to_int(rest, &written) || written > EXPONENT_MOST || written < -EXPONENT_MOST)
        return false;
    *exponent += written;
    *at = s.n;
    return true;
}

bool number_parse(Str s, SheetNumber *out)
{
    enum { LONGEST = 400 };
    int at = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+');
    bool negative = at && s.p[0] == '-';
    DigitsRead read = {0};
    if (s.n > LONGEST)
        return false;
    read_digits(s, &at, false, &read);
    if (at < s.n && s.p[at] == '.') {
        at++;
        read_digits(s, &at, true, &read);
    }
    if (!read.any || !read_exponent(s, &at, &read.exponent) || at < s.n)
        return false;
    *out = narrowed(negative ? -read.digits : read.digits, read.exponent, DIGITS_HELD);
    return true;
}

/* --- calculating ------------------------------------------------------------ */

SheetNumber number_negative(SheetNumber a)
{
    a.digits = -a.digits;
    return a;
}

SheetNumber number_size(SheetNumber a)
{
    return a.digits < 0 ? number_negative(a) : a;
}

SheetNumber number_add(SheetNumber a, SheetNumber b)
{
    if (a.digits == 0 || b.digits == 0)
        return a.digits ? a : b;
    if (a.exponent < b.exponent) {
        SheetNumber other = a;
        a = b;
        b = other;
    }
    int shift = a.exponent - b.exponent;
    if (count_digits(a.digits) + shift > DIGITS_128)
        return a; /* b is beyond its last digit */
    return narrowed(a.digits * ten_to(shift) + b.digits, b.exponent, DIGITS_MOST);
}

SheetNumber number_multiply(SheetNumber a, SheetNumber b)
{
    return narrowed((Digits128)a.digits * b.digits, a.exponent + b.exponent, DIGITS_MOST);
}

SheetNumber number_divide(SheetNumber a, SheetNumber b)
{
    check(b.digits != 0);
    int shift = DIGITS_128 - count_digits(a.digits);
    return narrowed(a.digits * ten_to(shift) / b.digits, a.exponent - b.exponent - shift, DIGITS_MOST);
}

SheetNumber number_round(SheetNumber a, int places)
{
    int excess = -a.exponent - places;
    return excess > 0 ? narrowed(without(a.digits, excess), -places, DIGITS_MOST) : a;
}

SheetNumber number_truncate(SheetNumber a, int places)
{
    int excess = -a.exponent - places;
    if (excess > DIGITS_MOST)
        return (SheetNumber){0};
    return excess > 0 ? narrowed(a.digits / ten_to(excess), -places, DIGITS_MOST) : a;
}

int number_compare(SheetNumber a, SheetNumber b)
{
    SheetNumber gap = number_add(a, number_negative(b));
    return (gap.digits > 0) - (gap.digits < 0);
}

/* Doubles are exact to 16 digits, and a long calculation may cost four of them. */
bool number_is_close(SheetNumber a, SheetNumber b, SheetNumber largest)
{
    SheetNumber gap = number_size(number_add(a, number_negative(b))), most = number_size(largest);
    most.exponent -= 12;
    return gap.digits == 0 || number_compare(gap, most) <= 0;
}

/* --- writing ---------------------------------------------------------------- */

int number_places(SheetNumber a)
{
    return int_max(-a.exponent, 0);
}

Str number_text(Arena *a, SheetNumber n, int places)
{
    if (places >= 0)
        n = number_round(n, places);
    else
        places = number_places(n);
    bool negative = n.digits < 0;
    int64_t digits = negative ? -n.digits : n.digits;
    if (n.exponent + count_digits(digits) > DIGITS_SHOWN || places > DIGITS_SHOWN)
        return str_format(a, "%s%lldE%d", negative ? "-" : "", (long long)digits, n.exponent);
    char text[2 * DIGITS_SHOWN + 4];
    int at = (int)sizeof text;
    for (int place = -places; place < 0 || digits > 0 || place <= 0; place++) {
        bool here = place >= n.exponent;
        text[--at] = (char)('0' + (here ? digits % 10 : 0));
        if (here)
            digits /= 10;
        if (place == -1)
            text[--at] = '.';
    }
    return str_format(a, "%s%.*s", negative ? "-" : "", (int)sizeof text - at, text + at);
}
