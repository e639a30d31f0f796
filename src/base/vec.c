/* Growing an array in an arena: a block twice as large, the old elements copied, the rest clear. */
#include "base/vec.h"

#include <string.h>

void *vec_grow(Arena *a, void *at, int n, int *cap, int want, size_t size)
{
    int larger = *cap > INT32_MAX / 2 ? INT32_MAX : *cap * 2;
    if (larger < 8) larger = 8;
    if (larger < want) larger = want;
    void *grown = arena_alloc_n(a, (size_t)larger, size);
    if (n > 0) memcpy(grown, at, (size_t)n * size);
    *cap = larger;
    return grown;
}
