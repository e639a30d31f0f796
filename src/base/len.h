/* Lengths as people write them, and rectangles. */
#ifndef BASE_LEN_H
#define BASE_LEN_H

#include "base/base.h"

typedef struct Point {
    Len x, y;
} Point;

typedef struct Rect {
    Len x, y, w, h; /* x, y: top left corner */
} Rect;

/* "24mm", "2.4cm", "11pt", "0.75pt", "1in", "-3pt", "0". Exact, rounded to 1/1024 pt, halves away from zero. False
 * on anything else and above 100,000 pt either way. */
bool len_parse(Str s, Len *out);
Len len_scale(Len a, int64_t num, int64_t den); /* a * num / den, halves away from zero */

#endif
