/* Growing an array in an arena: doubles the block in place, or copies the elements into a fresh one. The first block
 * has room for eight elements, or fewer when they are large: many arrays never hold more than one. */
#include "base/vec.h"

enum { FIRST_BLOCK = 128 }; /* bytes */

static int first_count(size_t size)
{
    size_t room = FIRST_BLOCK / size;
    return room > 8 ? 8 : room < 1 ? 1 : (int)room;
}

void *vec_grow(Arena *a, void *at, int *cap, int want, size_t size)
{
    int larger = *cap > INT32_MAX / 2 ? INT32_MAX : *cap * 2;
    if (larger == 0)
        larger = first_count(size);
    if (larger < want)
        larger = want;
    if ((size_t)larger > SIZE_MAX / size)
        out_of_memory();
    size_t was = (size_t)*cap * size, whole = (size_t)larger * size;
    *cap = larger;
    if (at && arena_extend(a, at, was, whole))
        return at;
    void *fresh = arena_take(a, whole);
    return at ? memcpy(fresh, at, was) : fresh;
}
