/* What stands for the nodes of one tree in another that is made from it, and references and links led to it. */
#ifndef DOC_TREE_COPIES_H
#define DOC_TREE_COPIES_H

#include "doc/nodemap.h"

typedef struct NodeCopies {
    NodeMap made; /* node of the source → its index in nodes */
    Nodes nodes;
} NodeCopies;

void copies_add(Arena *a, NodeCopies *c, const Node *source, Node *copy); /* replaces */
Node *copies_find(const NodeCopies *c, const Node *source);               /* NULL: nothing stands for it */

void node_become_text(Node *n, Str words);
/* The targets of a reference become their copies. False: there are none, so it has become its own words, or nothing
 * where these were page numbers. */
bool copies_lead_ref(Arena *a, const NodeCopies *c, Node *ref);
/* A link within the document leads to the copy; without one it becomes a span. */
void copies_lead_link(const NodeCopies *c, Node *link);

#endif
