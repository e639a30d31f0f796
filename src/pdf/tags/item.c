/* Which element an item on a page is part of: found by climbing from the node that the item was made from.
 *
 * An inline that needs an element gets it here, as the next child of its parent: a link, a reference to a note or
 * a source (Reference with the Link in it), a picture, code, words in another language, words that are spoken
 * differently, an abbreviation.
 *
 * What no node made (a cover, a title over the contents) goes into a Sect of its own after the section of its part that
 * was drawn before it. Its lines are gathered into paragraphs by their look. A contents entry is a TOCI with a Link, in
 * lists nested by the headings' levels; the paragraph directly before the first entry is their heading. */
#include "base/str.h"
#include "pdf/tags/tags.h"

enum { DEEPEST = 64 }; /* inlines in inlines; further ones get no element */

static TagType link_type(const Tags *t, const Node *n)
{
    if (nodemap_find(&t->linked, n) < 0)
        return n->spoken.n ? TAG_SPAN : TAG_TYPE_COUNT;
    bool cites = n->kind == NODE_REF && n->u.ref.ntargets > 0 && node_is_source(n->u.ref.targets[0]);
    bool indexes = n->kind == NODE_REF && n->u.ref.kind == REF_INDEX;
    return cites || indexes ? TAG_REFERENCE : TAG_LINK;
}

/* The element for an inline of this kind, TAG_TYPE_COUNT when it needs none. */
static TagType inline_type(const Tags *t, const Node *n)
{
    switch (n->kind) {
    case NODE_LINK:
    case NODE_REF: return link_type(t, n);
    case NODE_NOTE_REF: return TAG_REFERENCE;
    case NODE_IMAGE: return n->u.image.decorative ? TAG_TYPE_COUNT : TAG_FIGURE;
    case NODE_CODE: return TAG_CODE;
    case NODE_STRIKE: return TAG_SPAN;
    default: return n->spoken.n || node_attr(n, "lang").n || node_attr(n, "expansion").n ? TAG_SPAN : TAG_TYPE_COUNT;
    }
}

static int add_inline(Tags *t, const Node *n, TagType type, int parent)
{
    int tag = type == TAG_FIGURE ? tag_add_figure(t, n, parent) : tag_add(t, type, parent);
    if (n->kind == NODE_STRIKE)
        t->at.at[tag].attr = ATTR_STRUCK;
    Str lang = node_attr(n, "lang");
    if (lang.n && type != TAG_FIGURE)
        tag_entry(t, tag, "Lang", lang);
    Str expansion = node_attr(n, "expansion");
    if (expansion.n)
        tag_entry(t, tag, "E", expansion);
    if (n->spoken.n && type != TAG_FIGURE)
        tag_entry(t, tag, "ActualText", n->spoken);
    if (type == TAG_REFERENCE && nodemap_find(&t->linked, n) >= 0)
        tag = tag_add(t, TAG_LINK, tag);
    tag_place(t, n, tag, tag, -1);
    return tag;
}

/* The place of a node, or NULL. The words of a cell and most inlines have none, and are not looked up. */
static TagPlace *place_of(Tags *t, const Node *n)
{
    bool may_have = node_is_block(n->kind) ? !tags_is_cell_words(n) : inline_type(t, n) != TAG_TYPE_COUNT;
    return may_have ? tag_find(t, n) : NULL;
}

/* The element of a node in the document's tree; -1 when the node is not in it. item: what is drawn from it, or NULL. */
static int tag_of_node(Tags *t, const Node *node, const Item *item)
{
    const Node *inlines[DEEPEST];
    int n = 0;
    TagPlace *place = NULL;
    for (const Node *at = node; at && !(place = place_of(t, at)); at = at->parent)
        if (n < DEEPEST && inline_type(t, at) != TAG_TYPE_COUNT)
            inlines[n++] = at;
    if (!place)
        return -1;
    int own = tag_own(t, place, item);
    if (n == 0)
        return own;
    int tag = place->own >= 0 && t->at.at[place->tag].type != TAG_TABLE ? place->tag : own;
    while (n > 0) {
        const Node *inner = inlines[--n];
        tag = add_inline(t, inner, inline_type(t, inner), tag);
    }
    return tag;
}

/* The Sect for generated content on this page, after what was drawn last of its part. */
static int generated_sect(Tags *t, int page)
{
    Generated *g = &t->generated;
    int part = t->parts.n ? t->parts.at[t->list->pages.at[page].part] : 0;
    bool begun = t->top >= 0 && t->at.at[t->top].parent == part;
    bool goes_on = begun && t->top == g->sect && (g->page == page || g->depth > 0);
    if (!goes_on) {
        *g = (Generated){.paragraph = -1, .entry_tag = -1};
        g->sect = tag_add_after(t, TAG_SECT, part, begun ? t->top : -1);
    }
    g->page = page;
    return g->sect;
}

static int tag_of_generated(Tags *t, int page, const Item *item)
{
    int sect = generated_sect(t, page);
    Generated *g = &t->generated;
    if (g->paragraph < 0 || g->depth > 0 || !goes_on_from(g->last, item))
        g->paragraph = tag_add(t, TAG_P, sect);
    g->depth = 0;
    g->entry = NULL;
    g->last = item;
    return g->paragraph;
}

/* A named picture that a page places. What comes next begins a paragraph of its own. */
static int tag_of_picture(Tags *t, int page, const Item *item)
{
    int tag = tag_add_figure(t, item->node, generated_sect(t, page));
    Generated *g = &t->generated;
    g->paragraph = -1;
    g->depth = 0;
    g->entry = NULL;
    return tag;
}

static int tag_of_made(Tags *t, int page, const Item *item)
{
    return item->kind == ITEM_CROPPED ? tag_of_picture(t, page, item) : tag_of_generated(t, page, item);
}

/* What a panel says, in a Sect behind the section before the panel, and behind what earlier panels say there. */
static int tag_of_placed(Tags *t, int page, const Item *item)
{
    const PlacedSect *before = NULL;
    const Node *section = item->kind == ITEM_CROPPED ? item->u.crop->behind : item->node;
    for (int i = 0; i < t->placed.n; i++) {
        const PlacedSect *p = &t->placed.at[i];
        if (p->section == section && p->order <= (int)item->order && (!before || p->order > before->order))
            before = p;
    }
    bool goes_on = before && before->order == (int)item->order;
    TagPlace *place = section && !before ? tag_find(t, section) : NULL;
    t->top = before ? before->sect : place ? t->at.at[place->tag].top : -1;
    if (!goes_on)
        t->generated.sect = -1;
    int tag = tag_of_made(t, page, item);
    if (!goes_on)
        VEC_PUSH(t->arena, &t->placed, (PlacedSect){section, item->order, t->generated.sect});
    return tag;
}

static int level_in_contents(const Node *n)
{
    return n->kind == NODE_HEADING ? node_heading_depth(n) : 1;
}

/* The contents list for entries of this level. */
static int open_toc(Tags *t, int sect, int level)
{
    Generated *g = &t->generated;
    if (g->depth == 0 && g->paragraph >= 0 && t->at.at[sect].last_kid == t->at.at[g->paragraph].kid)
        t->at.at[g->paragraph].type = TAG_H1;
    while (g->depth > 1 && g->toc_level[g->depth - 1] > level)
        g->depth--;
    if (g->depth == 0 || (g->toc_level[g->depth - 1] < level && g->depth < COUNT(g->toc))) {
        int parent = g->depth ? g->toc[g->depth - 1] : sect;
        g->toc[g->depth] = tag_add(t, TAG_TOC, parent);
        g->toc_level[g->depth++] = level;
    }
    return g->toc[g->depth - 1];
}

static int tag_of_entry(Tags *t, int page, const Node *heading)
{
    int sect = generated_sect(t, page);
    Generated *g = &t->generated;
    if (g->entry == heading && g->depth > 0)
        return g->entry_tag;
    int tag = tag_add(t, TAG_TOCI, open_toc(t, sect, level_in_contents(heading)));
    if (nodemap_find(&t->toc_linked, heading) >= 0)
        tag = tag_add(t, TAG_LINK, tag);
    nodemap_put(t->arena, &t->toc_tag, heading, tag);
    g->entry = heading;
    return g->entry_tag = tag;
}

/* A mark or number: of a list's item or a note its Lbl, of a table or figure its caption; -1: it goes with the
 * text, as a heading's does. */
static int tag_of_label(Tags *t, const Node *node)
{
    const TagPlace *place = tag_find(t, node);
    bool first = node->kind == NODE_PARAGRAPH && node->parent && node->parent->first == node;
    if (first && (node->parent->kind == NODE_ITEM || node->parent->kind == NODE_NOTE))
        place = tag_find(t, node->parent);
    return place ? place->label : -1;
}

int tags_of_item(Tags *t, int page, const Item *item)
{
    bool toc = item->part == PART_TOC_ENTRY || item->part == PART_TOC_PAGE;
    if (toc && item->node)
        return tag_of_entry(t, page, item->node);
    if (item->part == PART_PLACED)
        return tag_of_placed(t, page, item);
    if (item->kind == ITEM_CROPPED)
        return tag_of_picture(t, page, item);
    const Node *node = item->node;
    int label = item->part == PART_LABEL && node ? tag_of_label(t, node) : -1;
    if (label >= 0)
        return label;
    if (item->kind == ITEM_GLYPHS && item->part == PART_BODY && item->u.run->node)
        node = item->u.run->node;
    if (node && node == t->last_node && t->last_tag >= 0)
        return t->last_tag;
    int tag = node ? tag_of_node(t, node, item) : -1;
    if (tag < 0)
        return tag_of_generated(t, page, item);
    const TagPlace *place = place_of(t, node);
    bool settled =
        !place || place->own >= 0; /* the place of a paragraph made on demand depends on when it is requested */
    t->last_node = settled ? node : NULL;
    t->last_tag = tag;
    return tag;
}

int tags_of_link(Tags *t, int page, const PageLink *link)
{
    if (link->toc) {
        int tag = nodemap_find(&t->toc_tag, link->node);
        return tag >= 0 ? tag : tag_of_entry(t, page, link->node);
    }
    return tag_of_node(t, link->node, NULL);
}
