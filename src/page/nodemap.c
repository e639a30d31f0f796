/* Open addressing with linear steps, at most half full, doubled when it would be fuller. A node's address,
 * mixed by a multiplication, picks the first slot. */
#include "page/nodemap.h"

#define FIRST_SLOTS 64

static int slot_of(const NodeMap *m, const Node *node)
{
    uint64_t mixed = (uint64_t)(uintptr_t)node * UINT64_C(0x9E3779B97F4A7C15);
    int i = (int)(mixed >> 32 & (uint64_t)(m->nslots - 1));
    while (m->slots[i].node && m->slots[i].node != node)
        i = (i + 1) & (m->nslots - 1);
    return i;
}

int nodemap_find(const NodeMap *m, const Node *node)
{
    if (m->nslots == 0 || !node)
        return -1;
    const NodeMapSlot *slot = &m->slots[slot_of(m, node)];
    return slot->node ? slot->value : -1;
}

static void grow(Arena *a, NodeMap *m, int nslots)
{
    NodeMap bigger = {.nslots = nslots, .n = m->n};
    bigger.slots = NEWN(a, NodeMapSlot, bigger.nslots);
    for (int i = 0; i < m->nslots; i++)
        if (m->slots[i].node)
            bigger.slots[slot_of(&bigger, m->slots[i].node)] = m->slots[i];
    *m = bigger;
}

void nodemap_reserve(Arena *a, NodeMap *m, int count)
{
    int nslots = FIRST_SLOTS;
    while (nslots < 2 * count)
        nslots *= 2;
    if (nslots > m->nslots)
        grow(a, m, nslots);
}

void nodemap_put(Arena *a, NodeMap *m, const Node *node, int value)
{
    check(node && value >= 0);
    if (2 * (m->n + 1) > m->nslots)
        grow(a, m, m->nslots ? m->nslots * 2 : FIRST_SLOTS);
    NodeMapSlot *slot = &m->slots[slot_of(m, node)];
    if (!slot->node)
        m->n++;
    *slot = (NodeMapSlot){node, value};
}
