/* One edition, read out of the merged tree.
 *
 * The walk follows the tree and passes over what is only in the other edition. Where a block of the old one has been
 * left behind, it goes on with what moved, and then returns. Words come from their runs, each with copies of the
 * inlines around it. */
#include "diff/match/match_private.h"

static bool is_on(const Merged *m, DiffSide side)
{
    switch (m->state) {
    case MERGED_KEPT: return true;
    case MERGED_ADDED:
    case MERGED_MOVED: return side == SIDE_NEW;
    case MERGED_DELETED:
    case MERGED_LEFT: return side == SIDE_OLD;
    }
    return false;
}

/* -- Words ----------------------------------------------------------------------------------------------------- */

/* A block's inlines being made again. */
typedef struct Inlines {
    Arena *arena;
    const Node *block;
    Node *copy;
    const Node *last; /* the leaf made last, and its copy */
    Node *last_copy;
} Inlines;

static int depth_below(const Node *n, const Node *block)
{
    int depth = 0;
    for (; n != block; n = n->parent)
        depth++;
    return depth;
}

/* The copy of what holds a leaf: that of the last leaf as far as they share it, and fresh copies from there on. */
static Node *parent_copy(const Inlines *in, const Node *leaf)
{
    int depth = depth_below(leaf->parent, in->block);
    const Node **path = NEWN(in->arena, const Node *, depth);
    const Node *up = leaf->parent;
    for (int i = depth - 1; i >= 0; i--, up = up->parent)
        path[i] = up;
    const Node *shared = in->last ? in->last->parent : in->block;
    Node *copy = in->last ? in->last_copy->parent : in->copy;
    int common = depth_below(shared, in->block);
    for (; common > depth || (common > 0 && path[common - 1] != shared); common--) {
        shared = shared->parent;
        copy = copy->parent;
    }
    for (int i = common; i < depth; i++) {
        Node *fresh = node_copy(in->arena, path[i]);
        node_append(copy, fresh);
        copy = fresh;
    }
    return copy;
}

static void append_leaf(Inlines *in, const Node *leaf, Str text)
{
    Node *copy = node_copy(in->arena, leaf);
    if (leaf->kind == NODE_TEXT || leaf->kind == NODE_CODE)
        copy->u.text.text = text;
    if (leaf->kind == NODE_IMAGE)
        node_copy_children(in->arena, leaf, copy);
    node_append(parent_copy(in, leaf), copy);
    in->last = leaf;
    in->last_copy = copy;
}

/* All words of a side, from their runs. */
static int words_on(Arena *a, const DiffWords *words, DiffSide side, const DiffWord ***out)
{
    int n = 0, most = side == SIDE_OLD ? words->nold : words->nnew;
    *out = NEWN(a, const DiffWord *, most);
    for (int r = 0; r < words->nruns; r++) {
        const WordRun *run = &words->runs[r];
        if (run->state == (side == SIDE_OLD ? MERGED_ADDED : MERGED_DELETED))
            continue;
        int from = side == SIDE_OLD ? run->old_from : run->new_from, to = side == SIDE_OLD ? run->old_to : run->new_to;
        for (int i = from; i < to; i++) {
            check(n < most);
            (*out)[n++] = side == SIDE_OLD ? &words->old_words[i] : &words->new_words[i];
        }
    }
    return n;
}

static void append_words(Arena *a, const Merged *m, DiffSide side, Node *copy)
{
    const DiffWord **words;
    int n = words_on(a, m->words, side, &words);
    Inlines in = {.arena = a, .block = merged_on(m, side), .copy = copy};
    Buf text = {0};
    for (int i = 0, next; i < n; i = next) {
        buf_clear(&text);
        for (next = i; next < n && words[next]->leaf == words[i]->leaf; next++)
            buf_str(&text, words[next]->text);
        if (words[i]->leaf == in.block)
            copy->u.code.text = str_dup(a, buf_view(&text));
        else
            append_leaf(&in, words[i]->leaf, str_dup(a, buf_view(&text)));
    }
    buf_free(&text);
}

/* -- The tree -------------------------------------------------------------------------------------------------- */

/* A copy of the block alone, with its words. */
static Node *copy_block(Arena *a, const Merged *m, DiffSide side)
{
    const Node *n = merged_on(m, side);
    Node *copy = node_copy(a, n);
    if (m->words)
        append_words(a, m, side, copy);
    else if (is_words(n->kind))
        node_copy_children(a, n, copy);
    return copy;
}

/* The place of a block on a side, given where its children stand. */
static const Merged *place_on(const Merged *m, DiffSide side)
{
    return side == SIDE_OLD && m->state == MERGED_MOVED ? m->twin : m;
}

static const Merged *content_on(const Merged *m)
{
    return m->state == MERGED_LEFT ? m->twin : m;
}

static const Merged *next_on(const Merged *m, DiffSide side)
{
    while (m && !is_on(m, side))
        m = m->next;
    return m;
}

Doc *diff_project(Arena *a, const Diff *diff, DiffSide side)
{
    Doc *doc = arena_copy(a, side == SIDE_OLD ? diff->old_doc : diff->new_doc, sizeof(Doc));
    Node *parent = doc->root = copy_block(a, diff->root, side);
    const Merged *m = next_on(diff->root->first, side), *above = diff->root;
    for (;;) {
        if (!m) { /* all of `above` has been made */
            if (above == diff->root)
                return doc;
            if (!above->group)
                parent = parent->parent;
            const Merged *place = place_on(above, side);
            above = place->parent;
            m = next_on(place->next, side);
            continue;
        }
        above = content_on(m);
        if (!above->group) {
            Node *copy = copy_block(a, above, side);
            node_append(parent, copy);
            parent = copy;
        }
        m = next_on(above->first, side);
    }
}
