/* Which heading each block of the merged tree stands under.
 *
 * A heading is a sibling of the blocks under it, up to the next heading of its level. The two editions have their own
 * headings: a deleted block is under the nearest heading of the old edition, everything else under that of the new one.
 * The walk keeps both for each level of the tree that it is in. A note belongs to the paragraph that has its first
 * mark. */
#include "diff/changes/changes_private.h"

/* The last headings so far among the children of one block. */
typedef struct UnderHeading {
    const Merged *last[2]; /* by DiffSide */
} UnderHeading;

static DiffSide side_of(const Merged *m)
{
    return m->state == MERGED_DELETED || m->state == MERGED_LEFT ? SIDE_OLD : SIDE_NEW;
}

/* The level of a heading, or of the heading that a group begins with; 0: neither. */
static int level_of(const Merged *m, DiffSide side)
{
    if (m->group)
        m = m->state == MERGED_LEFT ? m->twin->first : m->first;
    const Node *n = merged_on(m, side) ? merged_on(m, side) : merged_node(m);
    return n && n->kind == NODE_HEADING ? n->u.heading.level : 0;
}

static void place_under(Merged *m, UnderHeading *u)
{
    DiffSide side = side_of(m);
    int level = level_of(m, side);
    const Merged *above = u->last[side];
    while (level && above && level_of(above, side) >= level)
        above = above->heading;
    m->heading = above;
    if (!level || m->group)
        return;
    u->last[side] = m;
    if (m->state == MERGED_KEPT)
        u->last[SIDE_OLD] = m;
}

static void note_table(ChangeFinder *f, const Merged *m)
{
    const Node *n = m->new_node;
    if (n && n->kind == NODE_TABLE && n->u.table.data.n)
        map_put(f->a, &f->tables, n->u.table.data, f->diff);
}

static bool is_note(const Merged *m)
{
    const Node *n = merged_node(m);
    return n && n->kind == NODE_NOTE;
}

static bool is_in_note(const Merged *m)
{
    while (m && !is_note(m))
        m = m->parent;
    return m;
}

/* Marks in notes do not count, so notes that refer to each other form no circle. */
static void note_marks(ChangeFinder *f, const Merged *m, const Node *paragraph)
{
    for (const Node *n = m->first ? NULL : paragraph; n; n = node_next(n, paragraph)) {
        const Node *note = n->kind == NODE_NOTE_REF ? n->u.note_ref.note : NULL;
        if (!note || nodemap_find(&f->marks, note) >= 0 || is_in_note(m))
            continue;
        nodemap_put(f->a, &f->marks, note, f->marked.n);
        VEC_PUSH(f->a, &f->marked, m);
    }
}

static void note_note(ChangeFinder *f, Merged *m)
{
    if (!is_note(m) || m->state == MERGED_LEFT)
        return;
    const Node *n = merged_node(m);
    int marked = nodemap_find(&f->marks, n);
    m->heading = marked >= 0 ? f->marked.at[marked] : NULL;
    if (m->new_node)
        nodemap_put(f->a, &f->notes, m->new_node, f->merged_notes.n);
    if (m->old_node)
        nodemap_put(f->a, &f->notes, m->old_node, f->merged_notes.n);
    VEC_PUSH(f->a, &f->merged_notes, m);
}

void find_headings(ChangeFinder *f)
{
    VEC(UnderHeading) under = {0};
    VEC_PUSH(f->a, &under, (UnderHeading){0});
    for (Merged *m = f->diff->root; m;) {
        UnderHeading *u = &under.at[under.n - 1];
        place_under(m, u);
        note_marks(f, m, m->new_node);
        note_marks(f, m, m->old_node);
        note_note(f, m);
        note_table(f, m);
        if (m->first) {
            UnderHeading inner = {{m->heading, m->heading}};
            VEC_PUSH(f->a, &under, inner);
            m = m->first;
            continue;
        }
        while (m != f->diff->root && !m->next) {
            m = m->parent;
            under.n--;
        }
        m = m == f->diff->root ? NULL : m->next;
    }
}

const Merged *merged_outward(const Merged *m)
{
    return m->heading && (is_note(m) || m->heading->parent == m->parent) ? m->heading : m->parent;
}
