/* A hash map with open addressing.
 *
 * An array holds the entries in the order of insertion; the slots hold indices into it. So the order of a walk does
 * not depend on the hash, and growing only rebuilds the slots. Nothing is ever removed, so a search ends at the
 * first free slot. A slot also holds its key's hash, so that other keys are rarely compared. */
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

/* Eight bytes at a time. The hash may differ between machines, because only speed depends on it. */
static uint32_t hash_of_key(Str key)
{
    uint64_t h = (uint64_t)key.n, word;
    int i = 0;
    for (; key.n - i >= 8; i += 8) {
        memcpy(&word, key.p + i, 8);
        h = stir(h, word);
    }
    word = 0;
    for (int shift = 0; i < key.n; i++, shift += 8)
        word |= (uint64_t)(unsigned char)key.p[i] << shift;
    return (uint32_t)stir(h, word);
}

/* The slot of the key, or the free one where it belongs. */
static MapSlot *slot_of(const Map *m, Str key, uint32_t hash)
{
    uint32_t mask = (uint32_t)m->nslots - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        MapSlot *slot = &m->slots[i];
        if (slot->index == FREE || (slot->hash == hash && str_eq(m->entries[slot->index].key, key)))
            return slot;
    }
}

static void make_slots(Arena *a, Map *m, int nslots)
{
    const MapSlot *old = m->slots;
    int nold = m->nslots;
    m->nslots = nslots;
    m->slots = NEWN(a, MapSlot, nslots);
    for (int i = 0; i < nslots; i++)
        m->slots[i].index = FREE;
    for (int i = 0; i < nold; i++) {
        if (old[i].index == FREE)
            continue;
        uint32_t at = old[i].hash & ((uint32_t)nslots - 1);
        while (m->slots[at].index != FREE)
            at = (at + 1) & ((uint32_t)nslots - 1);
        m->slots[at] = old[i];
    }
}

void *map_find(const Map *m, Str key)
{
    if (m->nslots == 0)
        return NULL;
    int32_t index = slot_of(m, key, hash_of_key(key))->index;
    return index == FREE ? NULL : m->entries[index].value;
}

bool map_put(Arena *a, Map *m, Str key, void *value)
{
    if (m->n >= m->nslots / 2)
        make_slots(a, m, int_max(FEWEST_SLOTS, m->nslots * 2));
    uint32_t hash = hash_of_key(key);
    MapSlot *slot = slot_of(m, key, hash);
    if (slot->index != FREE) {
        m->entries[slot->index].value = value;
        return false;
    }
    if (m->n == m->cap)
        m->entries = vec_grow(a, m->entries, &m->cap, m->n + 1, sizeof *m->entries);
    *slot = (MapSlot){m->n, hash};
    m->entries[m->n++] = (MapEntry){key, value};
    return true;
}

int map_number(const Map *m, Str key)
{
    const int *number = map_find(m, key);
    return number ? *number : -1;
}

void map_put_number(Arena *a, Map *m, Str key, int number)
{
    map_put(a, m, key, arena_copy(a, &number, sizeof number));
}

Str map_nearest(const Map *m, Str name)
{
    Nearest nearest = nearest_to(name);
    for (int i = 0; i < m->n; i++)
        nearest_try(&nearest, m->entries[i].key);
    return nearest.found;
}
