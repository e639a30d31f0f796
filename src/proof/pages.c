/* The words of a PDF: what the page list shows, in the order of the document tree, which is the order of the tags.
 *
 * Two walks. Over the items: each goes to the block that its node is in, or is the picture that it draws. Over the
 * tree: each block gives what it has. So words that are on no page are missing, words that belong nowhere are found
 * among the cover's, and what a page repeats (running heads, heads of tables) is not there twice. */
#include "proof/pages_private.h"

#include "text/glyphs.h"

static bool is_listed(const Item *item)
{
    return item->part == PART_TOC_ENTRY || item->part == PART_TOC_PAGE;
}

static const Node *inline_of(const Item *item)
{
    bool run = item->kind == ITEM_GLYPHS && item->part == PART_BODY && item->u.run->node;
    return run ? item->u.run->node : item->node;
}

/* The block or, of what is drawn in it, the picture. A picture in a line belongs to the line's block. */
static const Node *home_of(const Item *item)
{
    const Node *n = inline_of(item);
    while (n && !node_is_block(n->kind) && !(n->kind == NODE_IMAGE && n->parent && n->parent->kind == NODE_FIGURE))
        n = n->parent;
    return n;
}

static bool is_shown(const Item *item)
{
    bool words = item->kind == ITEM_GLYPHS || item_is_picture(item);
    bool drawn = item->node && item->node->kind == NODE_IMAGE;
    return item->role == ITEM_CONTENT && (words || drawn);
}

static void put_into_block(PagesReading *r, const Node *home, ShownItem shown)
{
    int block = nodemap_find(&r->blocks, home);
    if (block < 0) {
        block = r->lists.n;
        nodemap_put(r->arena, &r->blocks, home, block);
        VEC_PUSH(r->arena, &r->lists, (ShownList){-1, -1});
    }
    ShownList *list = &r->lists.at[block];
    if (list->last >= 0)
        r->items.at[list->last].next = r->items.n;
    else
        list->first = r->items.n;
    list->last = r->items.n;
    VEC_PUSH(r->arena, &r->items, shown);
}

static bool has_contents(const Page *page)
{
    for (int i = 0; i < page->items.n; i++)
        if (is_listed(&page->items.at[i]))
            return true;
    return false;
}

/* What no block of the tree has: contents, and what pages place. A line of a contents entry may end behind a hyphen. */
static void read_made(PagesReading *r, const ShownItem *shown, Stream into)
{
    Taker *t = &r->taker;
    if (shown->item->kind != ITEM_GLYPHS || shown->item->part == PART_TOC_PAGE)
        return;
    if (!is_listed(shown->item) || shown->item->node != r->entry)
        take_end(t);
    r->entry = shown->item->node;
    t->into = into;
    take_as(t, TOKEN_WORD);
    take_passage(t, (ProofPlace){.page = shown->page, .y = shown->item->y});
    take_text(t, shown->item->u.run->text);
}

static void sort_page(PagesReading *r, int page)
{
    const Page *p = &r->job->pages->pages.at[page];
    bool contents = has_contents(p);
    for (int i = 0; i < p->items.n; i++) {
        const Item *item = &p->items.at[i];
        ShownItem shown = {.item = item, .page = page, .next = -1};
        if (!is_shown(item))
            continue;
        bool made = is_listed(item) || item->part == PART_PLACED;
        const Node *home = made ? NULL : home_of(item);
        if (home)
            put_into_block(r, home, shown);
        else
            read_made(r, &shown, is_listed(item) || contents ? STREAM_CONTENTS : STREAM_COVER);
    }
    take_end(&r->taker);
    r->entry = NULL;
}

/* ---- the words of a block ---- */

static bool is_page_reference(const Node *n)
{
    return n && n->kind == NODE_REF && n->u.ref.kind != REF_LABEL;
}

/* A reference that is one to a page in the document, whatever this product says instead. */
static bool stands_for_page(const PagesReading *r, const Node *n)
{
    return is_page_reference(n) || (r->job->origins && is_page_reference(source_of(r, n)));
}

/* The inline that tells how a run is taken: a note's mark, a reference to pages, words that are spoken otherwise. */
static const Node *special_of(const PagesReading *r, const Node *n)
{
    for (; n && !node_is_block(n->kind); n = n->parent)
        if (n->kind == NODE_NOTE_REF || stands_for_page(r, n) || n->spoken.n)
            return n;
    return NULL;
}

void read_spoken(PagesReading *r, const Node *n)
{
    if (!n->spoken.n)
        return;
    take_as(&r->taker, TOKEN_SPOKEN);
    take_text(&r->taker, n->spoken);
    take_as(&r->taker, TOKEN_WORD);
}

static void end_special(PagesReading *r)
{
    const Node *n = r->special;
    r->special = NULL;
    if (n && n->kind == NODE_NOTE_REF)
        take_mark(&r->taker, buf_view(&r->mark));
    else if (n)
        read_spoken(r, n);
    buf_clear(&r->mark);
}

static void begin_special(PagesReading *r, const Node *n)
{
    r->special = n;
    if (n && stands_for_page(r, n))
        take_reference(&r->taker);
}

/* Whose words a box has, and the person's role, stand under each other in two looks. */
static bool looks_alike(const Item *a, const Item *b)
{
    bool runs = a && a->kind == ITEM_GLYPHS && b->kind == ITEM_GLYPHS;
    return !runs || (a->u.run->face == b->u.run->face && a->u.run->size == b->u.run->size && a->colour == b->colour);
}

static void begin_line(PagesReading *r, const ShownItem *shown, const Node *block)
{
    const ProofPlace *last = r->taker.passage >= 0 ? &r->taker.proof->passages.at[r->taker.passage] : NULL;
    const Node *node = source_of(r, block);
    if (last && last->page == shown->page && last->y == shown->item->y && last->node == node)
        return;
    if (block->kind == NODE_BOX && !looks_alike(r->last, shown->item))
        take_end(&r->taker);
    take_passage(&r->taker, (ProofPlace){.node = node, .page = shown->page, .y = shown->item->y});
}

static void read_alternative(PagesReading *r, const Node *image)
{
    Arena *a = r->arena;
    Str alt = str_trim(node_text(a, image));
    if (alt.n == 0 && image->next && image->next->kind == NODE_CAPTION)
        alt = str_trim(node_text(a, image->next));
    take_as(&r->taker, TOKEN_PICTURE);
    take_text(&r->taker, alt);
    take_as(&r->taker, TOKEN_WORD);
}

/* What this product alone has, in a block that it has from the document. */
static void read_added(PagesReading *r, const Item *item)
{
    Stream into = r->taker.into;
    take_end(&r->taker);
    r->taker.into = STREAM_EXTRA;
    if (item->kind == ITEM_GLYPHS)
        take_text(&r->taker, item->u.run->text);
    take_end(&r->taker);
    r->taker.into = into;
}

static void read_run(PagesReading *r, const Item *item)
{
    const Node *special = r->special;
    if (special && special->kind == NODE_NOTE_REF)
        buf_str(&r->mark, item->u.run->text);
    else if (!special || !stands_for_page(r, special))
        take_text(&r->taker, item->u.run->text);
}

static void read_item(PagesReading *r, const ShownItem *shown, const Node *block)
{
    const Item *item = shown->item;
    const Node *in_line = inline_of(item), *special = special_of(r, in_line);
    if (special != r->special) {
        end_special(r);
        begin_special(r, special);
    }
    if (block->kind == NODE_IMAGE) /* each word of a drawing is placed by itself */
        take_end(&r->taker);
    begin_line(r, shown, block);
    r->last = item;
    if (!source_of(r, in_line)) {
        read_added(r, item);
        return;
    }
    if (item_is_picture(item) && !item->node->u.image.decorative && block->kind != NODE_IMAGE)
        read_alternative(r, item->node), take_picture(&r->taker, false);
    if (item->kind == ITEM_GLYPHS)
        read_run(r, item);
}

static int first_of(const PagesReading *r, const Node *n)
{
    int block = nodemap_find(&r->blocks, n);
    return block < 0 ? -1 : r->lists.at[block].first;
}

bool is_on_a_page(const PagesReading *r, const Node *n)
{
    return first_of(r, n) >= 0;
}

/* Its numbers and marks, or what else it has, from a place in painting order to another. */
static void read_own(PagesReading *r, const Node *n, bool labels, int from, int to)
{
    r->taker.solid = n->kind == NODE_CODE_BLOCK;
    for (int i = first_of(r, n); i >= 0; i = r->items.at[i].next)
        if (i >= from && i < to && (r->items.at[i].item->part == PART_LABEL) == labels)
            read_item(r, &r->items.at[i], n);
    end_special(r);
    take_end(&r->taker);
    r->taker.solid = false;
}

/* The marks of lists and notes are not read: one product has a bullet where another has none to show. */
static bool has_mark_only(const Node *n)
{
    bool first = n->kind == NODE_PARAGRAPH && n->parent && n->parent->first == n;
    return n->kind == NODE_ITEM || n->kind == NODE_NOTE
           || (first && (n->parent->kind == NODE_ITEM || n->parent->kind == NODE_NOTE));
}

void read_block_words(PagesReading *r, const Node *n)
{
    take_as(&r->taker, TOKEN_WORD);
    if (!has_mark_only(n))
        read_own(r, n, true, 0, INT32_MAX);
    read_own(r, n, false, 0, INT32_MAX);
    read_spoken(r, n);
    take_end(&r->taker);
}

/* ---- the tree ---- */

/* The first item of anything below n, in painting order; INT32_MAX: none. */
static int first_below(const PagesReading *r, const Node *n)
{
    int first = INT32_MAX;
    for (const Node *at = n; (at = node_next_block(at, n)) != NULL;) {
        int own = first_of(r, at);
        first = own >= 0 && own < first ? own : first;
    }
    return first;
}

void read_children(PagesReading *r, const Node *n)
{
    for (const Node *child = n->first; child; child = child->next)
        if (node_is_block(child->kind))
            read_node(r, child);
}

/* A title is read before what is in the box, and whose words they are behind it. */
static void read_box(PagesReading *r, const Node *n)
{
    int middle = is_on_a_page(r, n) ? first_below(r, n) : 0;
    for (int side = 0; side < 2; side++) {
        int from = side ? middle : 0, to = side ? INT32_MAX : middle;
        read_own(r, n, true, from, to);
        read_own(r, n, false, from, to);
        if (!side)
            read_children(r, n);
    }
}

static void read_picture(PagesReading *r, const Node *image)
{
    if (!is_on_a_page(r, image) || image->u.image.decorative)
        return;
    const ShownItem *first = &r->items.at[first_of(r, image)];
    take_passage(&r->taker, (ProofPlace){.node = source_of(r, image), .page = first->page, .y = first->item->y});
    read_alternative(r, image);
    Stream into = r->taker.into;
    r->taker.into = STREAM_DRAWN;
    take_sign(&r->taker, TOKEN_NOTE);
    const PagePicture *picture = page_picture(r->job->pages, image);
    if (!picture && !image->u.image.chart && !image->u.image.diagram)
        take_sign(&r->taker, TOKEN_TABLE); /* of pixels: its words cannot be read */
    read_block_words(r, image);
    for (int i = 0; picture && i < picture->nruns; i++) {
        take_text(&r->taker, picture->runs[i].run->text);
        take_end(&r->taker);
    }
    r->taker.into = into;
}

/* What is drawn from data comes behind its caption, and a picture before it, as they are set. */
static void read_figure(PagesReading *r, const Node *n)
{
    const Node *image = node_child(n, NODE_IMAGE), *caption = node_child(n, NODE_CAPTION);
    bool drawn = image && (image->u.image.chart || image->u.image.diagram);
    if (image && !drawn)
        read_picture(r, image);
    read_block_words(r, n);
    if (caption)
        read_node(r, caption);
    if (drawn)
        read_picture(r, image);
    for (const Node *child = n->first; child; child = child->next)
        if (child != image && child != caption)
            read_node(r, child);
}

static void read_note(PagesReading *r, const Node *n)
{
    Stream into = r->taker.into;
    r->taker.into = into == STREAM_EXTRA ? into : STREAM_NOTES;
    take_sign(&r->taker, TOKEN_NOTE);
    read_block_words(r, n);
    read_children(r, n);
    r->taker.into = into;
}

/* A chart or diagram that this product sets as a table or list: what it says of the figure is the document's. */
static const Node *listed_figure(const PagesReading *r, const Node *n)
{
    bool blocks = n->kind == NODE_TABLE || n->kind == NODE_LIST || n->kind == NODE_BOX;
    const Node *source = r->job->origins && blocks ? source_of(r, n) : NULL;
    return source && source->kind == NODE_FIGURE ? source : NULL;
}

static void read_listed_figure(PagesReading *r, const Node *n, const Node *figure)
{
    Stream into = r->taker.into;
    for (const Node *child = n->first; child; child = child->next)
        if (child->kind == NODE_CAPTION)
            read_node(r, child);
    read_alternative(r, node_child(figure, NODE_IMAGE));
    r->taker.into = STREAM_DRAWN;
    take_sign(&r->taker, TOKEN_NOTE);
    take_sign(&r->taker, TOKEN_TABLE);
    r->taker.into = STREAM_EXTRA;
    read_block_words(r, n);
    for (const Node *child = n->first; child; child = child->next)
        if (child->kind != NODE_CAPTION)
            read_node(r, child);
    r->taker.into = into;
}

void read_node(PagesReading *r, const Node *n)
{
    const Node *figure = listed_figure(r, n);
    if (figure) {
        read_listed_figure(r, n, figure);
        return;
    }
    switch (n->kind) {
    case NODE_TABLE: read_table(r, n); break;
    case NODE_FIGURE: read_figure(r, n); break;
    case NODE_NOTE: read_note(r, n); break;
    case NODE_BOX: read_box(r, n); break;
    default:
        read_block_words(r, n);
        read_children(r, n);
        break;
    }
}

const Node *source_of(const PagesReading *r, const Node *n)
{
    if (!r->job->origins)
        return n;
    int found = nodemap_find(r->job->origins, n);
    return found < 0 ? NULL : r->job->sources[found];
}

Proof *proof_of_pages(WordBook *l, const ProofPages *product)
{
    Proof *p = NEW(l->arena, Proof);
    *p = (Proof){.book = l, .name = product->name, .pages = product->pages, .from_sources = product->origins != NULL};
    PagesReading r = {.arena = l->arena, .job = product};
    take_begin(&r.taker, p);
    for (int i = 0; i < product->pages->pages.n; i++)
        sort_page(&r, i);
    r.taker.into = STREAM_TEXT;
    read_node(&r, product->doc->root);
    take_finish(&r.taker);
    buf_free(&r.mark);
    return p;
}
