/* The elements in one array, parents before children. The children of each form a list threaded through another
 * array, so that an element can be inserted anywhere. A child list contains elements, stretches of marked content
 * and annotations in reading order.
 *
 * Blocks get their elements from the document tree before anything is drawn, so they are in the author's order on
 * whatever page or column they fall. Inlines that need one (links, note marks, words in another language) get it
 * when their first glyph is drawn, because it must be between the stretches of text around it. Marked content is
 * never nested: a link ends its paragraph's stretch, has its own, and the paragraph continues in a third. What was
 * never drawn is omitted when the tree is written. */
#include "pdf/tags/tags.h"

#include "pdf/object/syntax.h"

static Kid *push_kid(Tags *t, KidKind kind, int value, int page)
{
    VEC_PUSH(t->arena, &t->kids, (Kid){.kind = kind, .value = value, .page = page, .next = -1});
    return &t->kids.at[t->kids.n - 1];
}

static void append_kid(Tags *t, int tag, KidKind kind, int value, int page)
{
    push_kid(t, kind, value, page);
    Tag *parent = &t->at.at[tag];
    if (parent->last_kid >= 0)
        t->kids.at[parent->last_kid].next = t->kids.n - 1;
    else
        parent->first_kid = t->kids.n - 1;
    parent->last_kid = t->kids.n - 1;
}

static int push_tag(Tags *t, TagType type, int parent)
{
    int tag = t->at.n;
    bool is_top = parent <= 0 || t->at.at[parent].part;
    VEC_PUSH(t->arena, &t->at,
             (Tag){.type = type,
                   .parent = parent,
                   .first_kid = -1,
                   .last_kid = -1,
                   .kid = -1,
                   .top = is_top ? tag : t->at.at[parent].top,
                   .table = -1});
    return tag;
}

int tag_add(Tags *t, TagType type, int parent)
{
    int tag = push_tag(t, type, parent);
    if (parent >= 0) {
        append_kid(t, parent, KID_TAG, tag, -1);
        t->at.at[tag].kid = t->kids.n - 1;
    }
    return tag;
}

int tag_add_after(Tags *t, TagType type, int parent, int before)
{
    int tag = push_tag(t, type, parent);
    Kid *kid = push_kid(t, KID_TAG, tag, -1);
    int index = t->kids.n - 1;
    t->at.at[tag].kid = index;
    int *link = before >= 0 ? &t->kids.at[t->at.at[before].kid].next : &t->at.at[parent].first_kid;
    kid->next = *link;
    *link = index;
    if (kid->next < 0)
        t->at.at[parent].last_kid = index;
    return tag;
}

void tag_entry(Tags *t, int tag, const char *key, Str text)
{
    Buf b = {0};
    buf_str(&b, t->at.at[tag].entries);
    buf_format(&b, "/%s", key);
    put_text(&b, text);
    t->at.at[tag].entries = buf_take(&b, t->arena);
}

void tags_set_box(Tags *t, int tag, Rect box)
{
    if (str_find(t->at.at[tag].entries, "/A<<") >= 0)
        return;
    Buf b = {0};
    buf_str(&b, t->at.at[tag].entries);
    buf_puts(&b, "/A<</O/Layout/Placement/Block/BBox[");
    Len at[] = {box.x, box.y, box.x + box.w, box.y + box.h};
    for (int i = 0; i < 4; i++) {
        buf_puts(&b, i ? " " : "");
        put_points(&b, at[i]);
    }
    buf_puts(&b, "]>>");
    t->at.at[tag].entries = buf_take(&b, t->arena);
}

void tags_set_file(Tags *t, const Node *n, int spec)
{
    const TagPlace *place = tag_find(t, n);
    if (!place)
        return;
    Tag *tag = &t->at.at[place->tag];
    Buf b = {0};
    buf_str(&b, tag->entries);
    buf_format(&b, "/AF[%d 0 R]", spec);
    tag->entries = buf_take(&b, t->arena);
}

TagPlace *tag_place(Tags *t, const Node *n, int tag, int own, int label)
{
    nodemap_put(t->arena, &t->place_of, n, t->places.n);
    VEC_PUSH(t->arena, &t->places, (TagPlace){.tag = tag, .own = own, .label = label, .lead = -1, .tail = -1});
    return &t->places.at[t->places.n - 1];
}

TagPlace *tag_find(Tags *t, const Node *n)
{
    int found = nodemap_find(&t->place_of, n);
    return found < 0 ? NULL : &t->places.at[found];
}

bool goes_on_from(const Item *last, const Item *item)
{
    if (!last || last->kind != ITEM_GLYPHS || item->kind != ITEM_GLYPHS)
        return false;
    const GlyphRun *a = last->u.run, *b = item->u.run;
    Len down = item->y - last->y;
    bool alike = a->face == b->face && a->size == b->size && last->colour == item->colour;
    return down == 0 || (alike && down > 0 && down <= 2 * b->size);
}

/* Whether anything in a container's own blocks was drawn. */
static bool has_begun(const Tags *t, int container)
{
    for (int k = t->at.at[container].first_kid; k >= 0; k = t->kids.at[k].next)
        if (t->kids.at[k].kind != KID_TAG
            || (t->at.at[t->kids.at[k].value].seen && !t->at.at[t->kids.at[k].value].on_demand))
            return true;
    return false;
}

/* A box's title comes before the content of the blocks in it, a quotation's author after. */
int tag_own(Tags *t, TagPlace *place, const Item *item)
{
    if (place->own >= 0)
        return place->own;
    int container = place->tag;
    if (t->at.at[container].type == TAG_L)
        container = t->at.at[container].parent;
    bool begun = has_begun(t, container);
    int *made = begun ? &place->tail : &place->lead;
    if (*made < 0 || (item && !goes_on_from(place->last, item))) {
        *made = begun ? tag_add(t, TAG_P, container) : tag_add_after(t, TAG_P, container, *made);
        t->at.at[*made].on_demand = true;
    }
    place->last = item ? item : place->last;
    return *made;
}

bool link_leads(const PageList *pages, const PageLink *link)
{
    return link->uri.n > 0 || (link->target && anchor_find(pages, link->target));
}

static void note_links(Tags *t, const PageList *pages)
{
    for (int i = 0; i < pages->pages.n; i++) {
        const Page *page = &pages->pages.at[i];
        for (int k = 0; k < page->links.n; k++) {
            const PageLink *link = &page->links.at[k];
            if (link->node && link_leads(pages, link))
                nodemap_put(t->arena, link->toc ? &t->toc_linked : &t->linked, link->node, 0);
        }
    }
}

/* Room for what the blocks need, so that arrays do not grow with a document of a hundred thousand cells; the elements
 * of inlines and marks come on top. */
static void reserve(Tags *t, int blocks)
{
    VEC_RESERVE(t->arena, &t->at, blocks + blocks / 8);
    VEC_RESERVE(t->arena, &t->places, blocks + blocks / 8);
    VEC_RESERVE(t->arena, &t->kids, 2 * blocks + blocks / 4);
    nodemap_reserve(t->arena, &t->place_of, blocks + blocks / 8);
}

Tags *tags_new(Arena *a, const Doc *doc, const PageList *pages, int blocks)
{
    Tags *t = NEW(a, Tags);
    *t = (Tags){.arena = a, .doc = doc, .list = pages, .npages = pages->pages.n, .top = -1, .last_tag = -1};
    t->pages = NEWN(a, PageMarks, pages->pages.n);
    t->generated = (Generated){.sect = -1, .paragraph = -1, .entry_tag = -1};
    note_links(t, pages);
    reserve(t, blocks);
    int document = tag_add(t, TAG_DOCUMENT, -1);
    if (!doc->root)
        return t;
    tag_place(t, doc->root, document, -1, -1);
    for (const Node *n = doc->root; (n = node_next_block(n, doc->root)) != NULL;)
        if (node_is_block(n->kind))
            tags_add_block(t, n);
    return t;
}

/* Says of tag, and of all it is part of, that it was drawn. */
static void saw(Tags *t, int tag)
{
    for (int i = tag; i >= 0 && !t->at.at[i].seen; i = t->at.at[i].parent)
        t->at.at[i].seen = true;
    if (tag > 0)
        t->top = t->at.at[tag].top;
}

int tags_mark(Tags *t, int page, int tag)
{
    PageMarks *marks = &t->pages[page];
    VEC_PUSH(t->arena, &marks->tags, tag);
    append_kid(t, tag, KID_MARK, marks->tags.n - 1, page);
    saw(t, tag);
    return marks->tags.n - 1;
}

int tags_annotation(Tags *t, int page, int tag, int object)
{
    VEC_PUSH(t->arena, &t->annotations, tag);
    append_kid(t, tag, KID_ANNOTATION, object, page);
    saw(t, tag);
    return t->npages + t->annotations.n - 1;
}
