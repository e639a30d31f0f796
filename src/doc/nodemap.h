/* From a node to a small number: a hash table on the node's address.
 *
 * It is only looked up, never walked, so addresses cannot affect the output. */
#ifndef DOC_NODEMAP_H
#define DOC_NODEMAP_H

#include "base/arena.h"
#include "base/vec.h"
#include "doc/doc.h"

typedef struct NodeMapEntry {
    const Node *node;
    int value;
} NodeMapEntry;

typedef struct NodeMap {
    VEC(NodeMapEntry) entries; /* as they came */
    int *slots;                /* indices into entries, counted from 1; 0: free */
    int nslots;                /* a power of two, or 0 */
} NodeMap;

void nodemap_reserve(Arena *a, NodeMap *m, int count); /* room for that many */
int nodemap_find(const NodeMap *m, const Node *node);  /* -1 when absent */
void nodemap_put(Arena *a, NodeMap *m, const Node *node,
                 int value); /* replaces; node is not NULL, value not negative */

#endif
