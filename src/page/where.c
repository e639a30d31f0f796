/* Where nodes stand, in two walks: over the items, each of which gives its page to its node and to all above it that
 * have none yet; and over the tree from its end, for nodes that no item shows. Both take time that grows with what they
 * look at, because a node that has a page is not gone above. */
#include "page/where.h"

struct Where {
    Str *labels; /* by page */
    NodeMap pages;
};

static bool shows(const Item *item)
{
    bool listed = item->part == PART_TOC_ENTRY || item->part == PART_TOC_PAGE;
    return item->node && !listed && (item->role == ITEM_CONTENT || item->kind == ITEM_IMAGE);
}

static void show(Arena *a, Where *w, const Node *n, int page)
{
    for (; n && nodemap_find(&w->pages, n) < 0; n = n->parent)
        nodemap_put(a, &w->pages, n, page);
}

/* The last node in reading order below n, or n. */
static const Node *last_below(const Node *n)
{
    while (n->last)
        n = n->last;
    return n;
}

/* A footnote stands behind all blocks of its section in the tree, but not on the page. */
static void fill_gaps(Arena *a, Where *w, const Node *root, int last_page)
{
    int page = last_page;
    for (const Node *n = last_below(root); n; n = n->prev ? last_below(n->prev) : n->parent) {
        int own = nodemap_find(&w->pages, n);
        if (own < 0)
            nodemap_put(a, &w->pages, n, page);
        else if (!node_up(n, NODE_NOTE) && n->kind != NODE_NOTE)
            page = own;
    }
}

Where *where_of(Arena *a, const PageList *l, const Doc *doc)
{
    Where *w = NEW(a, Where);
    w->labels = NEWN(a, Str, l->pages.n);
    for (int i = 0; i < l->pages.n; i++) {
        const Items *items = &l->pages.at[i].items;
        w->labels[i] = page_label(a, &l->pages.at[i]);
        for (int k = 0; k < items->n; k++)
            if (shows(&items->at[k]))
                show(a, w, items->at[k].node, i);
    }
    if (l->pages.n)
        fill_gaps(a, w, doc->root, l->pages.n - 1);
    return w;
}

Str where_page(void *where, const Node *node)
{
    const Where *w = where;
    int page = node ? nodemap_find(&w->pages, node) : -1;
    return page < 0 ? (Str){0} : w->labels[page];
}
