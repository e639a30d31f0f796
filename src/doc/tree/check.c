/* Does the tree keep the promises of doc.h? A fault here is a bug in a reader, never in a document, so it ends the
 * program.
 *
 * Checked: links between neighbours agree; each kind contains only what it may; figures and tables have their parts
 * in order; each node has a place; note marks have their notes, and references their targets. */
#include "doc/doc.h"

/* What a node of each kind may contain. */
typedef enum Holds {
    HOLDS_NOTHING,
    HOLDS_PARTS,
    HOLDS_SECTIONS,
    HOLDS_BLOCKS,
    HOLDS_ITEMS,
    HOLDS_FIGURE,
    HOLDS_TABLE,
    HOLDS_CELLS,
    HOLDS_INLINES
} Holds;

static const Holds holds[NODE_KIND_COUNT] = {
    [NODE_ROOT] = HOLDS_PARTS,      [NODE_PART] = HOLDS_SECTIONS,     [NODE_SECTION] = HOLDS_BLOCKS,
    [NODE_HEADING] = HOLDS_INLINES, [NODE_PARAGRAPH] = HOLDS_INLINES, [NODE_LIST] = HOLDS_ITEMS,
    [NODE_ITEM] = HOLDS_BLOCKS,     [NODE_TERM] = HOLDS_INLINES,      [NODE_DEFINITION] = HOLDS_BLOCKS,
    [NODE_QUOTE] = HOLDS_BLOCKS,    [NODE_BOX] = HOLDS_BLOCKS,        [NODE_FIGURE] = HOLDS_FIGURE,
    [NODE_TABLE] = HOLDS_TABLE,     [NODE_CAPTION] = HOLDS_INLINES,   [NODE_ROW] = HOLDS_CELLS,
    [NODE_CELL] = HOLDS_BLOCKS,     [NODE_NOTE] = HOLDS_BLOCKS,       [NODE_EMPH] = HOLDS_INLINES,
    [NODE_STRONG] = HOLDS_INLINES,  [NODE_STRIKE] = HOLDS_INLINES,    [NODE_LINK] = HOLDS_INLINES,
    [NODE_SPAN] = HOLDS_INLINES,    [NODE_IMAGE] = HOLDS_INLINES,
};

static bool has_a_place_of_its_own(NodeKind kind)
{
    return kind == NODE_ROOT || kind == NODE_PART || kind == NODE_SECTION || kind == NODE_ITEM || kind == NODE_TERM
           || kind == NODE_DEFINITION || kind == NODE_CAPTION || kind == NODE_ROW || kind == NODE_CELL;
}

/* Blocks that may be anywhere; a section's footnotes follow all its other blocks. */
static bool is_flow(const Node *child)
{
    if (child->kind == NODE_NOTE)
        return child->parent->kind == NODE_SECTION && (!child->next || child->next->kind == NODE_NOTE);
    return node_is_block(child->kind) && !has_a_place_of_its_own(child->kind);
}

/* A list of definitions has a term and at least one definition in each item, and no other has any. */
static bool fits_item(const Node *child)
{
    const Node *item = child->parent, *list = item->kind == NODE_ITEM ? item->parent : NULL;
    if (!list || !list->u.list.definitions)
        return false;
    return !child->prev ? child->kind == NODE_TERM && child->next : child->kind == NODE_DEFINITION;
}

static bool fits_figure(const Node *child)
{
    if (!child->prev)
        return child->kind == NODE_IMAGE;
    if (child->kind == NODE_CAPTION)
        return child->prev->kind == NODE_IMAGE;
    return child->kind == NODE_PARAGRAPH && !child->next && child->parent->first->u.image.chart;
}

static bool fits_table(const Node *child)
{
    switch (child->kind) {
    case NODE_CAPTION: return !child->prev;
    case NODE_ROW: return !child->prev || child->prev->kind != NODE_NOTE;
    case NODE_NOTE: return child->u.note.of_table;
    default: return false;
    }
}

static bool may_hold(const Node *parent, const Node *child)
{
    switch (holds[parent->kind]) {
    case HOLDS_NOTHING: return false;
    case HOLDS_PARTS: return child->kind == NODE_PART && child->u.part.doc;
    case HOLDS_SECTIONS: return child->kind == NODE_SECTION;
    case HOLDS_BLOCKS: return is_flow(child) || fits_item(child);
    case HOLDS_ITEMS: return child->kind == NODE_ITEM;
    case HOLDS_FIGURE: return fits_figure(child);
    case HOLDS_TABLE: return fits_table(child);
    case HOLDS_CELLS: return child->kind == NODE_CELL;
    case HOLDS_INLINES: return !node_is_block(child->kind);
    }
    return false;
}

static void check_children(const Node *n)
{
    const Node *prev = NULL;
    for (const Node *c = n->first; c; prev = c, c = c->next) {
        check(c->parent == n);
        check(c->prev == prev);
        check(may_hold(n, c));
    }
    check(n->last == prev);
}

static void check_payload(const Node *n)
{
    switch (n->kind) {
    case NODE_HEADING: check(n->u.heading.level >= 1 && n->u.heading.level <= 6); break;
    case NODE_FIGURE: check(n->first); break;
    case NODE_CELL:
        check(n->u.cell.colspan >= 1 && n->u.cell.rowspan >= 1);
        check(n->u.cell.column >= 0
              && n->u.cell.column + n->u.cell.colspan <= node_up(n, NODE_TABLE)->u.table.ncolumns);
        break;
    case NODE_NOTE_REF: check(n->u.note_ref.note && n->u.note_ref.note->kind == NODE_NOTE); break;
    case NODE_REF: check(n->u.ref.ntargets > 0); break;
    default: break;
    }
}

void doc_check(const Doc *doc)
{
    check(doc->root && doc->root->kind == NODE_ROOT);
    for (const Node *n = doc->root; n; n = node_next(n, doc->root)) {
        check(n->kind == NODE_ROOT || (n->pos.file > 0 && n->pos.line > 0));
        check_children(n);
        check_payload(n);
    }
    for (int i = 0; i < doc->labels.n; i++) {
        const Node *labelled = doc->labels.entries[i].value;
        check(str_eq(doc->labels.entries[i].key, labelled->id));
    }
}
