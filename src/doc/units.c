/* The ways in which British accounts write units of money. */
#include "doc/units.h"

bool unit_exponent(Str unit, int *exponent)
{
    static const struct {
        const char *unit;
        int exponent;
    } units[] = {
        {"£", 0},    {"p", -2},     {"£000", 3},   {"£'000", 3}, {"£’000", 3}, {"£000s", 3}, {"£000's", 3},
        {"£000’s", 3}, {"£k", 3}, {"£m", 6}, {"£bn", 9},
    };
    for (int i = 0; i < COUNT(units); i++) {
        if (!str_is(unit, units[i].unit)) continue;
        *exponent = units[i].exponent;
        return true;
    }
    return false;
}
