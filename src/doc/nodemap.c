/* Open addressing with linear steps, at most half full, doubled when it would be fuller. A slot is only a number,
 * and entries keep the order in which they came. Nodes are added and found in the order of the document, which is
 * mostly their order in memory too. So nodes side by side in a block of memory have slots side by side; the block's
 * address, mixed by a multiplication, decides where its slots begin. */
#include "doc/nodemap.h"

#define FIRST_SLOTS 64
enum { BLOCK_BITS = 14, SLOT_BITS = 7 }; /* a slot for each 128 bytes: about the size of a node */

static int *slot_of(const NodeMap *m, const Node *node)
{
    uint64_t address = (uintptr_t)node, mixed = (address >> BLOCK_BITS) * UINT64_C(0x9E3779B97F4A7C15);
    int i = (int)(((mixed >> 32) + (address >> SLOT_BITS)) & (uint64_t)(m->nslots - 1));
    while (m->slots[i] && m->entries.at[m->slots[i] - 1].node != node)
        i = (i + 1) & (m->nslots - 1);
    return &m->slots[i];
}

int nodemap_find(const NodeMap *m, const Node *node)
{
    if (m->nslots == 0 || !node)
        return -1;
    int slot = *slot_of(m, node);
    return slot ? m->entries.at[slot - 1].value : -1;
}

static void grow(Arena *a, NodeMap *m, int nslots)
{
    m->slots = NEWN(a, int, nslots);
    m->nslots = nslots;
    for (int i = 0; i < m->entries.n; i++)
        *slot_of(m, m->entries.at[i].node) = i + 1;
}

void nodemap_reserve(Arena *a, NodeMap *m, int count)
{
    int nslots = FIRST_SLOTS;
    while (nslots < 2 * count)
        nslots *= 2;
    VEC_RESERVE(a, &m->entries, count);
    if (nslots > m->nslots)
        grow(a, m, nslots);
}

void nodemap_put(Arena *a, NodeMap *m, const Node *node, int value)
{
    check(node && value >= 0);
    if (2 * (m->entries.n + 1) > m->nslots)
        grow(a, m, m->nslots ? m->nslots * 2 : FIRST_SLOTS);
    int *slot = slot_of(m, node);
    if (*slot) {
        m->entries.at[*slot - 1].value = value;
        return;
    }
    VEC_PUSH(a, &m->entries, (NodeMapEntry){node, value});
    *slot = m->entries.n;
}
