/* The numbers of spreadsheets as exact decimals: up to 18 digits and a power of ten. Spreadsheets hold 15 digits, so a
 * number read from one is rounded to that many, which leaves out what binary floating point added. */
#ifndef SHEET_NUMBER_H
#define SHEET_NUMBER_H

#include "base/arena.h"
#include "base/base.h"

typedef struct SheetNumber {
    int64_t digits; /* below 10^18 in size, without zeros at its end; 0 for zero */
    int exponent;   /* of ten; 0 for zero */
} SheetNumber;

/* Reads "-1234.5" and "1.1000000000000001E-2", rounded to 15 digits. False, with *out unchanged, on anything else. */
bool number_parse(Str s, SheetNumber *out);
SheetNumber number_of(int64_t whole); /* below 10^18 in size */
/* Exact while the result has 18 digits; beyond that rounded, halves away from zero. */
SheetNumber number_add(SheetNumber a, SheetNumber b);
SheetNumber number_multiply(SheetNumber a, SheetNumber b);
SheetNumber number_divide(SheetNumber a, SheetNumber b); /* b is not zero */
SheetNumber number_negative(SheetNumber a);
SheetNumber number_size(SheetNumber a);                 /* without its sign */
SheetNumber number_round(SheetNumber a, int places);    /* halves away from zero; below 0 to tens, hundreds … */
SheetNumber number_truncate(SheetNumber a, int places); /* towards zero */
int number_compare(SheetNumber a, SheetNumber b);
/* Whether two differ by no more than binary floating point explains, beside numbers of the size of `largest`. */
bool number_is_close(SheetNumber a, SheetNumber b, SheetNumber largest);
int number_places(SheetNumber a); /* digits after the point */
/* "-1234.50" with that many places, rounded; places below 0: its own. A number that would take more than 40 digits is
 * written with an exponent. */
Str number_text(Arena *a, SheetNumber n, int places);

#endif
