/* A tree that is made from another, such as a marked edition or large print, is copied first; its references still lead
 * into the source then. Once every copy is known, they are led to the copies. What a reference loses is left out: a
 * label's words stay, for they are words of the text. */
#include "doc/tree/copies.h"

void copies_add(Arena *a, NodeCopies *c, const Node *source, Node *copy)
{
    nodemap_put(a, &c->made, source, c->nodes.n);
    VEC_PUSH(a, &c->nodes, copy);
}

Node *copies_find(const NodeCopies *c, const Node *source)
{
    int at = nodemap_find(&c->made, source);
    return at < 0 || !c->nodes.at ? NULL : c->nodes.at[at];
}

void node_become_text(Node *n, Str words)
{
    n->kind = NODE_TEXT;
    n->u.text.text = words;
}

bool copies_lead_ref(Arena *a, const NodeCopies *c, Node *ref)
{
    Node **targets = NEWN(a, Node *, ref->u.ref.ntargets);
    int n = 0;
    for (int i = 0; i < ref->u.ref.ntargets; i++) {
        Node *to = copies_find(c, ref->u.ref.targets[i]);
        if (to)
            targets[n++] = to;
    }
    if (n) {
        ref->u.ref.targets = targets;
        ref->u.ref.ntargets = n;
    } else {
        node_become_text(ref, ref->u.ref.kind == REF_LABEL ? ref->number : STR(""));
    }
    return n;
}

void copies_lead_link(const NodeCopies *c, Node *link)
{
    if (!link->u.link.node)
        return;
    link->u.link.node = copies_find(c, link->u.link.node);
    if (!link->u.link.node)
        link->kind = NODE_SPAN;
}
