/* One walk over the finished tree. What is made stands where it came from was, and is not looked at again; references
 * to a figure that became something else are led there at the end. */
#include "large/fit/fit_private.h"

static bool is_drawing(const Node *n)
{
    return n->first && n->first->kind == NODE_IMAGE && (n->first->u.image.chart || n->first->u.image.diagram);
}

static void fit_block(Fitting *f, Node *n)
{
    if (n->kind == NODE_TABLE)
        fit_table(f, n);
    else if (n->kind == NODE_FIGURE && is_drawing(n))
        fit_drawing(f, n);
    else if (n->kind == NODE_FIGURE && n->first && n->first->kind == NODE_IMAGE)
        fit_picture(f, n);
}

static bool is_fitted(const Node *n)
{
    return n->kind == NODE_TABLE || n->kind == NODE_FIGURE;
}

/* A table in a cell is set as wide as that. */
static Nodes find_blocks(Fitting *f)
{
    Nodes found = {0};
    Node *root = f->job->large->doc->root;
    for (Node *n = root; n; n = node_next_block(n, root))
        if (is_fitted(n) && !node_up(n, NODE_CELL))
            VEC_PUSH(f->arena, &found, n);
    return found;
}

/* ---- what led to a figure ---- */

static Node *fresh_of(const Fitting *f, const NodeMap *map, const Node *old)
{
    int at = nodemap_find(map, old);
    return at < 0 ? NULL : f->replaced.at[at].fresh;
}

static void lead_reference(Fitting *f, const NodeMap *map, Node *ref)
{
    int n = ref->u.ref.ntargets;
    Node **targets = NEWN(f->arena, Node *, n);
    for (int i = 0; i < n; i++) {
        Node *fresh = fresh_of(f, map, ref->u.ref.targets[i]);
        targets[i] = fresh ? fresh : ref->u.ref.targets[i];
    }
    ref->u.ref.targets = targets;
}

static void lead_link(Fitting *f, const NodeMap *map, Node *link)
{
    Node *fresh = link->u.link.node ? fresh_of(f, map, link->u.link.node) : NULL;
    if (fresh)
        link->u.link.node = fresh;
}

static void lead_all(Fitting *f)
{
    NodeMap map = {0};
    for (int i = 0; i < f->replaced.n; i++)
        nodemap_put(f->arena, &map, f->replaced.at[i].old, i);
    for (Node *n = f->job->large->doc->root; n; n = node_next(n, f->job->large->doc->root)) {
        if (n->kind == NODE_REF)
            lead_reference(f, &map, n);
        else if (n->kind == NODE_LINK)
            lead_link(f, &map, n);
    }
    for (int i = 0; i < f->replaced.n; i++) {
        const Replaced *r = &f->replaced.at[i];
        Doc *doc = node_doc(r->fresh);
        if (r->old->id.n && map_find(&doc->labels, r->old->id) == r->old)
            map_put(f->arena, &doc->labels, r->old->id, r->fresh);
    }
}

void large_fit(const LargeFit *job)
{
    Fitting f = {.job = job, .arena = job->layout->job};
    cards_dress(&f);
    f.rehearsal = rehearsal_new(job->layout);
    Nodes blocks = find_blocks(&f);
    for (int i = 0; i < blocks.n; i++)
        fit_block(&f, blocks.at[i]);
    if (f.replaced.n)
        lead_all(&f);
}

/* ---- the summary ---- */

static void put_count(Buf *out, int n, const char *one, const char *many, const char *how)
{
    if (n)
        buf_format(out, "%s%d %s %s", out->n ? ", " : "", n, n == 1 ? one : many, how);
}

Str large_fit_summary(Arena *a, const LargeFitCounts *c)
{
    Buf out = {0};
    put_count(&out, c->tables[LARGE_LANDSCAPE], "table", "tables", "on landscape pages");
    put_count(&out, c->tables[LARGE_GROUPS], "table", "tables", "in groups of columns");
    put_count(&out, c->tables[LARGE_CARDS], "table", "tables", "as cards");
    put_count(&out, c->turned, "drawing", "drawings", "on landscape pages");
    put_count(&out, c->listed, "drawing", "drawings", "as tables or lists");
    return buf_take(&out, a);
}
