/* Links from one report of a pack to another. When a report is read by itself, only their words are kept; here they get
 * their targets. In the public pack, a link to an exempt report leads to the page in its place. */
#include "read/read.h"

#include <string.h>

#include "doc/pack.h"

typedef struct PackLinks {
    const Reader *r;
    const Pack *pack;
    Map items;  /* name → PackItem */
    Map by_doc; /* address of a Doc → its PackItem */
} PackLinks;

static Str doc_key(Arena *a, const Doc *doc)
{
    return str_format(a, "%p", (const void *)doc);
}

static PackLinks links_of(const Reader *r, const Pack *pack)
{
    PackLinks l = {.r = r, .pack = pack};
    for (int i = 0; i < pack->nitems; i++) {
        PackItem *item = &pack->items[i];
        if (item->name.n)
            map_put(r->job, &l.items, item->name, item);
        if (item->doc)
            map_put(r->job, &l.by_doc, doc_key(r->job, item->doc), item);
    }
    return l;
}

/* Whether what a link stands in is for the public. */
static bool is_public(const PackLinks *l, const Node *link)
{
    const PackItem *item = map_find(&l->by_doc, doc_key(l->r->job, node_doc(link)));
    return !item || !item->access.exempt;
}

static Node *exempt_target(const PackLinks *l, const Node *link, const PackItem *item, Str label)
{
    if (!is_public(l, link))
        return item->part;
    if (label.n) {
        diag(l->r->diag, PCK011, link->pos,
             "this links to \"" STR_FMT "\" in the exempt report \"" STR_FMT "\", of which the public may know "
             "nothing; expected a link to "
             "report:" STR_FMT " alone, or words",
             STR_ARG(label), STR_ARG(item->name), STR_ARG(item->name));
        return NULL;
    }
    diag(l->r->diag, PCK013, link->pos,
         "this links to the exempt report \"" STR_FMT "\"; in the public pack, the link leads to a page that says that "
         "it is not for publication",
         STR_ARG(item->name));
    return item->part;
}

/* NULL: it leads nowhere, which was reported here or when the report was read. */
static Node *target_of(const PackLinks *l, const Node *link)
{
    Str rest = str_sub(link->u.link.target, (int)strlen(REPORT_SCHEME), link->u.link.target.n), name, label = {0};
    if (!str_cut(rest, '#', &name, &label))
        name = rest;
    const PackItem *item = map_find(&l->items, name);
    if (!item) {
        diag(l->r->diag, PCK010, link->pos,
             "no report of this pack is called \"" STR_FMT "\"; expected the name of a report's folder", STR_ARG(name));
        diag_nearest_key(l->r->diag, name, &l->items);
        return NULL;
    }
    bool hidden = item->access.exempt && (is_public(l, link) || !item->doc);
    if (hidden)
        return exempt_target(l, link, item, label);
    if (!item->doc || !label.n)
        return item->part;
    Node *target = map_find(&item->doc->labels, label);
    if (target || item->doc->partial || doc_has_lost(item->doc, label))
        return target;
    diag(l->r->diag, PCK010, link->pos, "label \"" STR_FMT "\" is not in the report \"" STR_FMT "\"", STR_ARG(label),
         STR_ARG(name));
    diag_nearest_key(l->r->diag, label, &item->doc->labels);
    return NULL;
}

void pack_link(const Reader *r, Doc *whole)
{
    PackLinks l = links_of(r, whole->pack);
    for (Node *n = whole->root; n; n = node_next(n, whole->root)) {
        if (n->kind != NODE_LINK || !str_starts(n->u.link.target, REPORT_SCHEME))
            continue;
        n->u.link.node = target_of(&l, n);
        if (!n->u.link.node)
            n->kind = NODE_SPAN; /* its words stay */
    }
}
