/* Units: how figures in them are written, and how many powers of ten of a pound a unit of money is. */
#ifndef DOC_UNITS_H
#define DOC_UNITS_H

#include "base/str.h"
#include "language/language.h"

/* "£": 0, "p": -2, "£000" or "£k": 3, "£m": 6, "£bn": 9. False: not money. */
bool unit_exponent(Str unit, int *exponent);

/* What comes before and after a figure in that unit: "£" and "m", "" and "%". said is how the part after it is read
 * out ("million") when that differs, else empty. All in arena a. */
typedef struct UnitAround {
    Str before, behind, said;
} UnitAround;
UnitAround unit_around(Arena *a, const Language *l, Str unit);

#endif
