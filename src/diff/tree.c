/* The merged tree: walking along its links, without recursion, so a deep tree costs no stack; and what is in it. */
#include "diff/diff.h"

const Merged *merged_next(const Merged *m, const Merged *root)
{
    if (m->first)
        return m->first;
    while (m != root && !m->next)
        m = m->parent;
    return m == root ? NULL : m->next;
}

bool block_is_filled(const Node *n)
{
    static const char *const names[] = {"variations", "editions", "index", "abbreviations"};
    bool filled = false;
    for (int i = 0; i < COUNT(names) && n->kind == NODE_BOX; i++)
        filled = filled || str_is(n->name, names[i]);
    return filled;
}

bool box_title_differs(const Merged *m)
{
    const Node *old = m->old_node, *new_one = m->new_node;
    return old && new_one && old->kind == NODE_BOX && new_one->kind == NODE_BOX
           && !str_eq(old->u.box.title, new_one->u.box.title);
}

Str word_address(const DiffWord *w)
{
    const Node *n = w->leaf;
    while (n && !node_is_block(n->kind) && n->kind != NODE_LINK)
        n = n->parent;
    return n && n->kind == NODE_LINK && !n->u.link.node ? n->u.link.target : (Str){0};
}
