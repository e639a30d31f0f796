/* Finding anchors. Layout appends them as it goes and asks for few; the PDF writer asks for one for every
 * link and outline entry. So the index is made once, when the list is complete, and holds each node's first
 * anchor. Anchors added after that are searched
 * in order. */
#include "page/page.h"

void pages_index(Arena *a, PageList *l)
{
    l->anchor_index = (NodeMap){0};
    for (int i = 0; i < l->anchors.n; i++)
        if (l->anchors.at[i].node && nodemap_find(&l->anchor_index, l->anchors.at[i].node) < 0)
            nodemap_put(a, &l->anchor_index, l->anchors.at[i].node, i);
    l->indexed = l->anchors.n;
}

const Anchor *anchor_find(const PageList *l, const Node *node)
{
    int found = nodemap_find(&l->anchor_index, node);
    if (found >= 0)
        return &l->anchors.at[found];
    for (int i = l->indexed; i < l->anchors.n; i++)
        if (l->anchors.at[i].node == node)
            return &l->anchors.at[i];
    return NULL;
}
