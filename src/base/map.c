/* A hash map with open addressing.
 *
 * Entries stand in an array in the order of insertion; the slots hold indices into it. So walking the map
 * does not depend on the hash, and growing only remakes the slots. Nothing is ever removed, so a search ends
 * at the first free slot. */
#include "base/map.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

enum { FREE = -1, FEWEST_SLOTS = 16 };

static uint64_t stir(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

/* By words of eight bytes. It may differ from machine to machine, since nothing but speed depends on it. */
static uint64_t hash_of_key(Str key)
{
    uint64_t h = (uint64_t)key.n, word;
    int i = 0;
    for (; i + 8 <= key.n; i += 8) {
        memcpy(&word, key.p + i, 8);
        h = stir(h, word);
    }
    word = 0;
    for (int shift = 0; i < key.n; i++, shift += 8) word |= (uint64_t)(unsigned char)key.p[i] << shift;
    return stir(h, word);
}

/* The slot that holds key, or the free one where it belongs. */
static int slot_of(const Map *m, Str key)
{
    int mask = m->nslots - 1;
    int i = (int)(hash_of_key(key) & (uint64_t)mask);
    while (m->slots[i] != FREE && !str_eq(m->entries[m->slots[i]].key, key)) i = (i + 1) & mask;
    return i;
}

static void make_slots(Arena *a, Map *m, int nslots)
{
    m->nslots = nslots;
    m->slots = NEWN(a, int32_t, nslots);
    for (int i = 0; i < nslots; i++) m->slots[i] = FREE;
    for (int i = 0; i < m->n; i++) m->slots[slot_of(m, m->entries[i].key)] = i;
}

void *map_find(const Map *m, Str key)
{
    if (m->nslots == 0) return NULL;
    int32_t index = m->slots[slot_of(m, key)];
    return index == FREE ? NULL : m->entries[index].value;
}

bool map_put(Arena *a, Map *m, Str key, void *value)
{
    if (m->n >= m->nslots / 2) make_slots(a, m, int_max(FEWEST_SLOTS, m->nslots * 2));
    int slot = slot_of(m, key);
    if (m->slots[slot] != FREE) {
        m->entries[m->slots[slot]].value = value;
        return false;
    }
    if (m->n == m->cap) m->entries = vec_grow(a, m->entries, m->n, &m->cap, m->n + 1, sizeof *m->entries);
    m->slots[slot] = m->n;
    m->entries[m->n++] = (MapEntry){key, value};
    return true;
}
