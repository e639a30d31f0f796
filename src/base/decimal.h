/* Exact decimals: value = units / 10^places. £43.022 and £43,022 are different numbers. Sums are exact; overflow is
 * reported and never wraps. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include "base/arena.h"
#include "base/base.h"

enum { DECIMAL_PLACES_MOST = 9 };

typedef struct Decimal {
    int64_t units;
    int8_t places; /* 0 to DECIMAL_PLACES_MOST, as written: 43.0 has one */
} Decimal;

/* Reads "1,349.2", and "-928", "−928" (U+2212) or "(928)" for a negative. Commas only between thousands. False, with
 * *out unchanged, on anything else. */
bool decimal_parse(Str s, Decimal *out);
bool decimal_add(Decimal a, Decimal b, Decimal *out); /* false on overflow */
bool decimal_sub(Decimal a, Decimal b, Decimal *out);
bool decimal_scale(Decimal a, int64_t factor, Decimal *out); /* false on overflow */
/* Exact up to nine places, then rounded, halves away from zero. False on overflow. */
bool decimal_multiply(Decimal a, Decimal b, Decimal *out);
/* a / b to that many places, halves away from zero. False when b is zero or the result does not fit. */
bool decimal_divide(Decimal a, Decimal b, int places, Decimal *out);
int decimal_cmp(Decimal a, Decimal b);        /* by value: 1.0 equals 1 */
Decimal decimal_round(Decimal d, int places); /* halves away from zero; more places pads */
/* d × 10^exponent to that many places, rounded once, halves away from zero. False when it does not fit. */
bool decimal_shift(Decimal d, int exponent, int places, Decimal *out);
/* The same with as many places as it needs; rounded only beyond the ninth. */
bool decimal_shift_exact(Decimal d, int exponent, Decimal *out);
/* "1,349.2"; places < 0 keeps the number's own. Negatives have a true minus (U+2212). */
Str decimal_format(Arena *a, Decimal d, int places, bool commas);

#endif
