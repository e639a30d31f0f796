/* A hash map from slices to pointers, in an arena. It remembers the order of insertion, so that a walk is the same
 * on every machine. Keys are not copied. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/base.h"

typedef struct MapEntry {
    Str key;
    void *value;
} MapEntry;

typedef struct MapSlot {
    int32_t index; /* into entries, or -1 */
    uint32_t hash;
} MapSlot;

typedef struct Map {
    MapEntry *entries; /* in order of insertion */
    int n, cap;
    MapSlot *slots;
    int nslots; /* a power of two, or 0 */
} Map;

void *map_find(const Map *m, Str key);                /* NULL when absent */
bool map_put(Arena *a, Map *m, Str key, void *value); /* false: the key existed, and its value is replaced */

/* The key nearest to `name`, as str_nearest finds it. */
Str map_nearest(const Map *m, Str name);

/* A map to numbers from 0, such as the places of names in an array. */
int map_number(const Map *m, Str key); /* -1 when absent */
void map_put_number(Arena *a, Map *m, Str key, int number);

/* For keys of raw bytes, pass a Str over them. */

#endif
