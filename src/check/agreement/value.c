/* Comparing figures.
 *
 * Sizes are integers of a ten-thousandth. A figure of a table was rounded to its last place, and so was that of a
 * sentence, unless it says "over" or "nearly": then it gives one end of a range, and how far the other may be. One and
 * two digits are also taken for cut off ("£45m" for 45.6). A difference of rounded figures may be out by both
 * roundings. */
#include "check/agreement/value_private.h"

#include "doc/units.h"

__extension__ typedef __int128 Wide;

static int64_t magnitude(int64_t size)
{
    return size < 0 ? -size : size;
}

bool value_size(Decimal value, int exponent, int64_t *out)
{
    for (; exponent > 0; exponent--)
        if (!decimal_scale(value, 10, &value))
            return false;
    if (exponent < 0)
        return false;
    Decimal sized = decimal_round(value, VALUE_PLACES);
    *out = sized.units;
    return sized.places == VALUE_PLACES;
}

/* Half a unit of the place, a power of ten, in ten-thousandths. */
static int64_t half_of(int place)
{
    int64_t half = VALUE_ONE / 2;
    for (; place > 0; place--)
        half = half > INT64_MAX / 100 ? half : half * 10;
    for (; place < 0; place++)
        half /= 10;
    return half;
}

bool value_of_cell(Arena *a, const Table *t, int row, int column, Value *out)
{
    const Cell *cell = &t->rows[row].cells[column];
    Str unit = cell_unit(t, row, column);
    int exponent = 0;
    Decimal value;
    if (cell->colspan != 1 || !cell_figure(a, cell, &value, &unit) || (!cell->number && !unit.n))
        return false;
    out->family = unit_exponent(unit, &exponent) ? FAMILY_MONEY : str_is(unit, "%") ? FAMILY_PERCENT : FAMILY_PLAIN;
    bool counted = t->columns[column].kind == COL_COUNT && value.places == 0 && out->family == FAMILY_PLAIN;
    out->half = counted ? 0 : half_of(exponent - value.places);
    return value_size(value, exponent, &out->size);
}

/* --- figures of sentences --- */

/* What a part of a whole is, as a percentage: a sixth more or less, because such words are rough. */
static FigureRange part_range(const Mention *m, Comparison how)
{
    int64_t x = (int64_t)m->parts * 100 * VALUE_ONE / m->whole, slack = x * 3 / 20;
    switch (how) {
    case COMPARED_MORE:
    case COMPARED_LEAST: return (FigureRange){x - x / 100, INT64_MAX};
    case COMPARED_LESS:
    case COMPARED_MOST: return (FigureRange){INT64_MIN, x + x / 100};
    case COMPARED_JUST_UNDER: return (FigureRange){x - x / 5, x + x / 100};
    case COMPARED_JUST_OVER: return (FigureRange){x - x / 100, x + x / 5};
    default: return (FigureRange){x - slack, x + slack};
    }
}

/* A figure of one or two digits may have been cut off, if that loses little. */
static FigureRange rounded_range(const Mention *m, int64_t x)
{
    int64_t half = half_of(m->ulp);
    bool cut = m->digits <= 2 && half <= x / 20;
    return (FigureRange){x - half, x + (cut ? 2 * half - 1 : half)};
}

/* How many digits were meant: 1,500 has two. */
static int meant_digits(const Mention *m)
{
    int64_t units = magnitude(m->value.units);
    int n = 0;
    while (units && units % 10 == 0)
        units /= 10;
    for (; units; units /= 10)
        n++;
    return n;
}

/* The more digits, the less rough. */
static FigureRange about_range(const Mention *m, int64_t x)
{
    FigureRange rounded = rounded_range(m, x);
    int digits = meant_digits(m);
    int64_t slack = digits < 3 ? x / 10 : digits == 3 ? x / 50 : 0, low = x - slack, high = x + slack;
    return (FigureRange){low < rounded.low ? low : rounded.low, high > rounded.high ? high : rounded.high};
}

/* How far "nearly" reaches: a seventh, or what rounds to the figure ("nearly 2 per cent" for 1.7). */
static int64_t near_slack(const Mention *m, int64_t x)
{
    int64_t half = half_of(m->ulp);
    return half > x / 7 ? half : x / 7;
}

bool value_range(const Mention *m, Comparison how, FigureRange *out)
{
    int64_t x;
    if (m->family == FAMILY_PART) {
        *out = part_range(m, how);
        return true;
    }
    if (!m->known || m->ulp < -VALUE_PLACES || m->ulp > 12 || !value_size(m->value, 0, &x))
        return false;
    x = magnitude(x);
    switch (how) {
    case COMPARED_MORE: *out = (FigureRange){x + 1, INT64_MAX}; break;
    case COMPARED_LESS: *out = (FigureRange){INT64_MIN, x - 1}; break;
    case COMPARED_LEAST: *out = (FigureRange){x, INT64_MAX}; break;
    case COMPARED_MOST: *out = (FigureRange){INT64_MIN, x}; break;
    case COMPARED_JUST_UNDER: *out = (FigureRange){x - near_slack(m, x), x}; break;
    case COMPARED_JUST_OVER: *out = (FigureRange){x, x + near_slack(m, x)}; break;
    case COMPARED_ABOUT: *out = about_range(m, x); break;
    case COMPARED_EQUAL: *out = rounded_range(m, x); break;
    }
    return true;
}

bool value_fits(int64_t size, int64_t half, FigureRange r)
{
    size = magnitude(size);
    return (r.low == INT64_MIN || size + half >= r.low) && (r.high == INT64_MAX || size - half <= r.high);
}

bool value_is(Value v, const Mention *m, Comparison how)
{
    FigureRange r;
    if (!value_range(m, how, &r))
        return true;
    bool rounded = how == COMPARED_EQUAL && m->family != FAMILY_PART && half_of(m->ulp) >= v.half;
    return value_fits(v.size, rounded ? 0 : v.half, r);
}

bool value_part_fits(int64_t by, int64_t by_half, Value base, FigureRange percent)
{
    Wide hundred = (Wide)100 * VALUE_ONE, size = magnitude(base.size), change = magnitude(by);
    Wide most = (change + by_half) * hundred, least = (change - by_half) * hundred;
    if (size == 0)
        return false;
    bool low = percent.low == INT64_MIN || most >= (Wide)percent.low * (size > base.half ? size - base.half : 0);
    bool high = percent.high == INT64_MAX || least <= (Wide)percent.high * (size + base.half);
    return low && high;
}
