/* Units: how figures in them are written, and how many powers of ten of a pound a unit of money is. */
#ifndef DOC_UNITS_H
#define DOC_UNITS_H

#include "base/decimal.h"
#include "base/str.h"
#include "language/language.h"

/* "£": 0, "p": -2, "£000" or "£k": 3, "£m": 6, "£bn": 9. False: not money. */
bool unit_exponent(Str unit, int *exponent);
/* Whether figures in the two units can be added: both are money, or both are the same. */
bool units_agree(Str a, Str b);
/* A figure in one unit as one in another that agrees with it, exactly. False: it has too many digits. */
bool unit_convert(Decimal value, Str from, Str to, Decimal *out);

/* Whether figures in two units are of one kind, and how many powers of ten the first is above the second: £m and £000,
 * 3. Units that are not money are of one kind when they are the same. */
bool unit_converts(Str from, Str to, int *exponent);

/* What comes before and after a figure in that unit: "£" and "m", "" and "%". said is how the part after it is read
 * out ("million") when that differs, else empty. All in arena a. */
typedef struct UnitAround {
    Str before, behind, said;
} UnitAround;
UnitAround unit_around(Arena *a, const Language *l, Str unit);

#endif
