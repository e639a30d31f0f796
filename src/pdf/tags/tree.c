/* From the blocks of the document tree to elements, one for one where PDF has the like:
 *
 *     part of a document of several Part · section Part · what a heading below the first level heads Sect · heading H1
 * to H6 · paragraph P list L, item LI with Lbl and LBody, the Lbl of a term with a Span, the LBody of a source with a
 * BibEntry · quotation BlockQuote · code P
 * with Code · box Div figure Div with Figure and Caption · note Note with an ID and Lbl
 *
 * A paragraph that is all there is in a cell or in the item of a tight list has no P of its own: that halves
 * the tree of a report full of tables, and loses nothing. Heading levels are closed up, so that an H3 never
 * follows an H1, whatever the author wrote. */
#include "base/ascii.h"
#include "base/str.h"
#include "pdf/object/syntax.h"
#include "pdf/tags/tags.h"

/* A heading on a page that was left out is no level above others. */
static bool is_on_a_page(const Tags *t, const Node *heading)
{
    return !t->list->partial || anchor_find(t->list, heading);
}

static int heading_level(Tags *t, int written)
{
    while (t->nheading_levels > 0 && t->heading_levels[t->nheading_levels - 1] >= written)
        t->nheading_levels--;
    if (t->nheading_levels < COUNT(t->heading_levels))
        t->heading_levels[t->nheading_levels++] = written;
    return t->nheading_levels;
}

/* How many lists of its kind contain a list, counted modulo three, because marks repeat after three levels. */
static int depth_in_three(const Node *list)
{
    int depth = 0;
    for (const Node *up = list->parent; up; up = up->parent)
        depth += up->kind == NODE_LIST && up->u.list.ordered == list->u.list.ordered;
    return depth % 3;
}

static TagAttr list_numbering(const Node *list)
{
    static const TagAttr bullets[] = {ATTR_LIST_DISC, ATTR_LIST_CIRCLE, ATTR_LIST_SQUARE};
    static const TagAttr numbers[] = {[COUNT_FIGURES] = ATTR_LIST_DECIMAL,
                                      [COUNT_LETTERS] = ATTR_LIST_ALPHA,
                                      [COUNT_ROMAN] = ATTR_LIST_ROMAN,
                                      [COUNT_SOURCES] = ATTR_LIST_DECIMAL};
    if (list->u.list.ordered)
        return numbers[list->u.list.counting];
    bool key = str_is(list->name, "key");
    bool entries = list->first && node_is_entry(list->first);
    return key || entries || list->u.list.definitions || list_has_tasks(list) ? ATTR_LIST_NONE
                                                                              : bullets[depth_in_three(list)];
}

static bool is_all_of_parent(const Node *paragraph)
{
    const Node *parent = paragraph->parent;
    if (parent->first != paragraph || paragraph->next)
        return false;
    return parent->kind == NODE_CELL
           || (parent->kind == NODE_DEFINITION && parent->prev == parent->parent->first && !parent->next)
           || (parent->kind == NODE_ITEM && parent->parent->kind == NODE_LIST && parent->parent->u.list.tight);
}

static void add_paragraph(Tags *t, const Node *n, const TagPlace *parent)
{
    if (!is_all_of_parent(n)) {
        int tag = tag_add(t, TAG_P, parent->tag);
        tag_place(t, n, tag, tag, n->number.n ? tag_add(t, TAG_LBL, tag) : -1);
        return;
    }
    int own = parent->own >= 0 ? parent->own : parent->tag;
    tag_place(t, n, parent->tag, own, -1);
}

static void add_item(Tags *t, const Node *n, int parent)
{
    int item = tag_add(t, TAG_LI, parent);
    int label = node_is_entry(n) ? -1 : tag_add(t, TAG_LBL, item);
    if (n->spoken.n)
        tag_entry(t, label, "ActualText", n->spoken);
    int body = tag_add(t, TAG_LBODY, item);
    bool words_only = n->parent->u.list.tight && n->first == n->last;
    tag_place(t, n, words_only && node_is_source(n) ? tag_add(t, TAG_BIBENTRY, body) : body, -1, label);
}

int tag_add_figure(Tags *t, const Node *image, int parent)
{
    int tag = tag_add(t, TAG_FIGURE, parent);
    Str alt = str_trim(node_text(t->arena, image));
    if (alt.n == 0 && image->next && image->next->kind == NODE_CAPTION)
        alt = str_trim(node_text(t->arena, image->next));
    tag_entry(t, tag, "Alt", alt.n ? alt : node_doc(image)->words.picture);
    Str lang = node_attr(image, "lang");
    if (lang.n)
        tag_entry(t, tag, "Lang", lang);
    return tag;
}

/* The caption is beside the Figure, not in it: a reader that speaks a Figure's Alt skips its children. It comes
 * where it is set: before what is drawn from data, after a picture. */
static void add_figure(Tags *t, const Node *n, int parent)
{
    const Node *image = n->first && n->first->kind == NODE_IMAGE ? n->first : NULL;
    const Node *caption = image && image->next && image->next->kind == NODE_CAPTION ? image->next : NULL;
    int div = caption || (image && image->next) ? tag_add(t, TAG_DIV, parent) : parent;
    int words = caption && (image->u.image.chart || image->u.image.diagram) ? tag_add(t, TAG_CAPTION, div) : -1;
    if (image && !image->u.image.decorative) {
        int figure = tag_add_figure(t, image, div);
        tag_place(t, image, figure, figure, -1);
    }
    if (caption && words < 0)
        words = tag_add(t, TAG_CAPTION, div);
    tag_place(t, n, div, words, words);
    if (caption)
        tag_place(t, caption, words, words, words);
}

static void add_note(Tags *t, const Node *n, int parent)
{
    int tag = tag_add(t, TAG_NOTE, parent);
    t->at.at[tag].id = ++t->ids;
    tag_place(t, n, tag, -1, tag_add(t, TAG_LBL, tag));
}

static void add_leaf(Tags *t, const Node *n, TagType type, int parent)
{
    int tag = tag_add(t, type, parent);
    tag_place(t, n, tag, tag, -1);
}

/* The only part of a document is the document; if there are several, each has a title and perhaps its own language. */
static void add_part(Tags *t, const Node *n, int document)
{
    const Doc *doc = n->u.part.doc;
    int tag = doc_only_part(t->doc) ? document : tag_add(t, TAG_PART, document);
    tag_place(t, n, tag, -1, -1);
    VEC_PUSH(t->arena, &t->parts, tag);
    if (tag == document)
        return;
    t->at.at[tag].part = true;
    t->nheading_levels = 0;
    if (doc->title.n)
        tag_entry(t, tag, "T", doc->title);
    if (!str_eq(doc->lang, t->doc->lang))
        tag_entry(t, tag, "Lang", doc->lang);
}

static bool is_quotation(const Node *box)
{
    return str_is(box->name, "quote") || str_is(box->name, "pull-quote");
}

static TagType box_type(const Node *box)
{
    bool index = str_is(box->name, "index") && node_child(box, NODE_LIST);
    return index ? TAG_INDEX : is_quotation(box) ? TAG_BLOCKQUOTE : TAG_DIV;
}

static void add_by_kind(Tags *t, const Node *n, const TagPlace *parent)
{
    switch (n->kind) {
    case NODE_PART: add_part(t, n, parent->tag); break;
    case NODE_SECTION:
        tag_place(t, n, tag_add(t, TAG_PART, parent->tag), -1, -1);
        t->nsects = 0;
        break;
    case NODE_HEADING:
        add_leaf(t, n, is_on_a_page(t, n) ? TAG_H1 + heading_level(t, node_heading_depth(n)) - 1 : TAG_P, parent->tag);
        break;
    case NODE_PARAGRAPH: add_paragraph(t, n, parent); break;
    case NODE_LIST:
        tag_place(t, n, tag_add(t, TAG_L, parent->tag), -1, -1);
        t->at.at[t->at.n - 1].attr = list_numbering(n);
        break;
    case NODE_ITEM: add_item(t, n, parent->tag); break;
    case NODE_TERM: add_leaf(t, n, TAG_SPAN, parent->label); break;
    case NODE_QUOTE: tag_place(t, n, tag_add(t, TAG_BLOCKQUOTE, parent->tag), -1, -1); break;
    case NODE_CODE_BLOCK: add_leaf(t, n, TAG_CODE, tag_add(t, TAG_P, parent->tag)); break;
    case NODE_BOX: tag_place(t, n, tag_add(t, box_type(n), parent->tag), -1, -1); break;
    case NODE_FIGURE: add_figure(t, n, parent->tag); break;
    case NODE_TABLE: tags_add_table(t, n, parent->tag); break;
    case NODE_NOTE: /* a table's notes follow the table: they are not allowed in it. Its key is in its caption. */
        if (node_is_key(n))
            tag_place(t, n, t->at.at[parent->own].parent, -1, -1);
        else
            add_note(t, n, n->parent->kind == NODE_TABLE ? t->at.at[parent->tag].parent : parent->tag);
        break;
    case NODE_CELL: /* one that its table has no room for */ tag_place(t, n, parent->own, parent->own, -1); break;
    case NODE_CAPTION: add_leaf(t, n, TAG_CAPTION, parent->tag); break;
    default: tag_place(t, n, parent->tag, -1, -1); break;
    }
}

/* Spoken words go on a Span around the text they replace, so that a note's mark beside it is still read. */
static void add_spoken(Tags *t, const Node *n)
{
    TagPlace *place = tag_find(t, n);
    if (place->own < 0) {
        tag_entry(t, place->tag, "ActualText", n->spoken);
        return;
    }
    int span = tag_add(t, TAG_SPAN, place->tag);
    tag_entry(t, span, "ActualText", n->spoken);
    place->own = span;
}

/* The Sect of a block directly in a section; a heading ends those of its level and opens one. */
static int sect_of(Tags *t, const Node *n, int part)
{
    if (n->kind == NODE_NOTE)
        return part;
    if (n->kind == NODE_HEADING) {
        int level = n->u.heading.level;
        while (t->nsects > 0 && t->sect_levels[t->nsects - 1] >= level)
            t->nsects--;
        int parent = t->nsects > 0 ? t->sects[t->nsects - 1] : part;
        if (level > 1) {
            t->sect_levels[t->nsects] = level;
            t->sects[t->nsects++] = tag_add(t, TAG_SECT, parent);
        }
    }
    return t->nsects > 0 ? t->sects[t->nsects - 1] : part;
}

bool tags_is_cell_words(const Node *n)
{
    return n->kind == NODE_PARAGRAPH && n->parent->kind == NODE_CELL && !n->prev && !n->next && !n->spoken.n
           && !n->nattrs && !n->number.n;
}

void tags_add_block(Tags *t, const Node *n)
{
    if (tags_is_cell_words(n))
        return;
    const TagPlace *place = tag_find(t, n);
    if (place && !n->spoken.n && !n->nattrs) /* a cell among thousands, made with its table */
        return;
    const TagPlace *found = tag_find(t, n->parent);
    TagPlace parent = found ? *found : (TagPlace){.tag = 0, .own = -1, .label = -1, .lead = -1, .tail = -1};
    if (n->parent->kind == NODE_SECTION)
        parent.tag = sect_of(t, n, parent.tag);
    if (!place)
        add_by_kind(t, n, &parent);
    int tag = tag_find(t, n)->tag;
    Str lang = node_attr(n, "lang");
    if (lang.n && tag != parent.tag)
        tag_entry(t, tag, "Lang", lang);
    if (n->spoken.n && n->kind != NODE_ITEM) /* that of an item is its mark's */
        add_spoken(t, n);
}
