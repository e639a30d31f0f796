/* Numbers and lengths as SVG and CSS write them.
 *
 * A number is its digits as a whole number, divided or multiplied once by a power of ten, so that every machine reads
 * the same. Nothing depends on the locale. */
#include "read/svg/geometry/geometry.h"

#include "base/ascii.h"

#define NUMBER_MOST 1e12

void scan_space(SvgScan *scan)
{
    while (scan->at < scan->s.n && is_space(scan->s.p[scan->at]))
        scan->at++;
}

bool scan_char(SvgScan *scan, char c)
{
    if (scan->at >= scan->s.n || scan->s.p[scan->at] != c)
        return false;
    scan->at++;
    return true;
}

void scan_comma(SvgScan *scan)
{
    scan_space(scan);
    if (scan_char(scan, ','))
        scan_space(scan);
}

bool scan_end(SvgScan *scan)
{
    scan_space(scan);
    return scan->at >= scan->s.n;
}

static int peek(const SvgScan *scan, int ahead)
{
    return scan->at + ahead < scan->s.n ? (unsigned char)scan->s.p[scan->at + ahead] : 0;
}

/* Digits beyond the 18th only move the point. */
typedef struct SvgDigits {
    uint64_t value;
    int n, dropped;
} SvgDigits;

static int scan_digits(SvgScan *scan, SvgDigits *d)
{
    enum { DIGITS = 18 };
    int begin = scan->at;
    for (; is_digit(peek(scan, 0)); scan->at++) {
        if (d->n >= DIGITS) {
            d->dropped++;
            continue;
        }
        d->value = d->value * 10 + (uint64_t)(peek(scan, 0) - '0');
        d->n += d->value > 0;
    }
    return scan->at - begin;
}

/* Not the e of em. */
static int scan_exponent(SvgScan *scan)
{
    int sign = peek(scan, 1) == '-' || peek(scan, 1) == '+', exponent = 0;
    if ((peek(scan, 0) != 'e' && peek(scan, 0) != 'E') || !is_digit(peek(scan, 1 + sign)))
        return 0;
    bool negative = peek(scan, 1) == '-';
    for (scan->at += 1 + sign; is_digit(peek(scan, 0)); scan->at++)
        exponent = exponent < 1000 ? exponent * 10 + peek(scan, 0) - '0' : exponent;
    return negative ? -exponent : exponent;
}

static double with_exponent(uint64_t digits, int exponent)
{
    double value = (double)digits, power = 1;
    if (digits == 0 || exponent < -40)
        return 0;
    if (exponent > 12)
        return NUMBER_MOST;
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
        power *= 10;
    value = exponent < 0 ? value / power : value * power;
    return value > NUMBER_MOST ? NUMBER_MOST : value;
}

bool scan_number(SvgScan *scan, double *out)
{
    SvgScan begin = *scan;
    SvgDigits digits = {0};
    bool negative = peek(scan, 0) == '-';
    if (negative || peek(scan, 0) == '+')
        scan->at++;
    int whole = scan_digits(scan, &digits), fraction = 0, dropped = digits.dropped;
    if (peek(scan, 0) == '.' && is_digit(peek(scan, 1))) {
        scan->at++;
        fraction = scan_digits(scan, &digits) - (digits.dropped - dropped);
    } else if (whole && peek(scan, 0) == '.') {
        scan->at++;
    }
    if (whole + fraction + digits.dropped == 0) {
        *scan = begin;
        return false;
    }
    double value = with_exponent(digits.value, dropped - fraction + scan_exponent(scan));
    *out = negative ? -value : value;
    return true;
}

Str scan_name(SvgScan *scan)
{
    int begin = scan->at;
    while (is_alphanumeric(peek(scan, 0)) || peek(scan, 0) == '-' || peek(scan, 0) == '_')
        scan->at++;
    return str_sub(scan->s, begin, scan->at);
}

bool scan_length(SvgScan *scan, const SvgUnits *units, double *out)
{
    static const struct {
        const char *name;
        double pixels;
    } absolute[] = {{"px", 1},          {"", 1},    {"pt", 96.0 / 72}, {"pc", 16}, {"mm", 96 / 25.4},
                    {"cm", 960 / 25.4}, {"in", 96}, {"q", 96 / 101.6}};
    double value;
    if (!scan_number(scan, &value))
        return false;
    if (scan_char(scan, '%')) {
        *out = value * units->percent / 100;
        return true;
    }
    Str unit = scan_name(scan);
    for (int i = 0; i < COUNT(absolute); i++) {
        if (!str_eq_folded(unit, str_c(absolute[i].name)))
            continue;
        *out = value * absolute[i].pixels;
        return true;
    }
    bool em = str_eq_folded(unit, STR("em")), ex = str_eq_folded(unit, STR("ex"));
    *out = value * units->em * (ex ? 0.5 : 1);
    return em || ex;
}

bool svg_number(Str s, double *out)
{
    SvgScan scan = {s, 0};
    scan_space(&scan);
    return scan_number(&scan, out) && scan_end(&scan);
}

bool svg_length(Str s, const SvgUnits *units, double *out)
{
    SvgScan scan = {s, 0};
    double value;
    scan_space(&scan);
    if (!scan_length(&scan, units, &value) || !scan_end(&scan))
        return false;
    *out = value;
    return true;
}

int svg_numbers(Str s, double *out, int most)
{
    SvgScan scan = {s, 0};
    int n = 0;
    scan_space(&scan);
    for (double value; scan_number(&scan, &value); scan_comma(&scan))
        if (n < most)
            out[n++] = value;
    return scan_end(&scan) ? n : -1;
}

Len svg_len(double v)
{
    const double most = PT(1000000);
    v *= LEN_PT;
    if (!(v > -most)) /* or not a number */
        return v <= -most ? -PT(1000000) : 0;
    if (v > most)
        return PT(1000000);
    return (Len)(v < 0 ? v - 0.5 : v + 0.5);
}
