/* Units of money: how many powers of ten of a pound one of them is. */
#ifndef DOC_UNITS_H
#define DOC_UNITS_H

#include "base/str.h"

/* "£": 0, "p": -2, "£000" or "£k": 3, "£m": 6, "£bn": 9. False: not money. */
bool unit_exponent(Str unit, int *exponent);

#endif
