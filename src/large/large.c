/* Large print, made in one walk over the original's tree.
 *
 * Each node becomes a copy in the same place, and the two know each other. What differs is decided by kind: boxes take
 * the names of their dress in the derived template, footnotes go to a list behind their section, and blocks lose what
 * would move them to a side. When all is copied, references and links are led to the new nodes. */
#include "large/large_private.h"

/* ---- what is known ---- */

void large_know(Enlarging *e, const Node *source, Node *made)
{
    nodemap_put(e->arena, &e->to->origins, made, e->to->sources.n);
    VEC_PUSH(e->arena, &e->to->sources, (Node *)source);
    if (!copies_find(&e->copies, source))
        copies_add(e->arena, &e->copies, source, made);
}

Node *large_known(const Enlarging *e, const Node *source)
{
    return copies_find(&e->copies, source);
}

const Node *large_origin(const LargeDocument *large, const Node *n)
{
    int at = nodemap_find(&large->origins, n);
    return at < 0 ? NULL : large->sources.at[at];
}

const Language *large_language(const Enlarging *e, const Node *source)
{
    return doc_language(e->doc, source);
}

/* ---- nodes ---- */

Node *large_node(Enlarging *e, NodeKind kind, Node *into)
{
    Node *n = node_new(e->arena, kind, into->pos);
    node_append(into, n);
    return n;
}

Node *large_text(Enlarging *e, Node *into, Str text)
{
    Node *n = large_node(e, NODE_TEXT, into);
    n->u.text.text = text;
    return n;
}

/* What moves a block out of the column, or makes it narrower, has no place in large print. */
static bool is_of_place(Str attr)
{
    return str_is(attr, "float") || str_is(attr, "width") || str_is(attr, "caption-at");
}

static void drop_places(Enlarging *e, Node *n)
{
    int kept = 0;
    for (int i = 0; i < n->nattrs; i++)
        kept += !is_of_place(n->attrs[i].name);
    if (kept == n->nattrs)
        return;
    Attr *attrs = NEWN(e->arena, Attr, kept + 1);
    int count = 0;
    for (int i = 0; i < n->nattrs; i++)
        if (!is_of_place(n->attrs[i].name))
            attrs[count++] = n->attrs[i];
    n->attrs = attrs;
    n->nattrs = kept;
}

/* ---- boxes ---- */

static const BoxStyle *original_box(const Node *box)
{
    const Node *part = node_up(box, NODE_PART);
    return template_box(part->u.part.tpl, box->name);
}

static bool is_ruled(const Node *n)
{
    const BoxStyle *style = n && n->kind == NODE_BOX ? original_box(n) : NULL;
    return style && large_box_is_ruled(style);
}

static bool is_inside_ruled(const Node *n)
{
    for (const Node *up = n->parent; up && up->kind != NODE_SECTION; up = up->parent)
        if (is_ruled(up))
            return true;
    return false;
}

/* The block after a box, beyond the ends of boxes that only group. */
static const Node *block_after(const Node *n)
{
    while (!n->next && n->parent->kind == NODE_BOX && !is_ruled(n->parent))
        n = n->parent;
    const Node *next = n->next;
    while (next && next->kind == NODE_BOX && !is_ruled(next) && next->first)
        next = next->first;
    return next;
}

static void dress_box(Enlarging *e, const Node *source, Node *made)
{
    if (!is_ruled(source))
        return;
    LargeBox form = is_inside_ruled(source)         ? LARGE_BOX_INNER
                    : is_ruled(block_after(source)) ? LARGE_BOX_OPEN
                                                    : LARGE_BOX_WHOLE;
    made->name = large_box_name(e->arena, source->name, form);
}

/* Words of the text that are shown a second time, to be seen. */
static bool is_repeated(const Node *n)
{
    return n->kind == NODE_BOX && n->nattrs && str_is(node_attr(n, "repeat"), "yes");
}

/* ---- parts ---- */

static const Template *derived(Enlarging *e, const Template *t)
{
    Str key = {(const char *)&t, sizeof t};
    Template *made = map_find(&e->templates, key);
    if (made)
        return made;
    LargeLook look = {.size = e->job->size, .in_pack = e->job->doc->pack};
    made = template_large(e->arena, t, &look);
    map_put(e->arena, &e->templates, str_dup(e->arena, key), made);
    return made;
}

static Str edition_words(Enlarging *e, const Doc *doc)
{
    if (!doc->edition.n)
        return language_word(doc->language, WORD_LARGE_EDITION);
    return language_fill_one(e->arena, doc->language, WORD_LARGE_EDITION_OF, doc->edition);
}

static Doc *copy_doc(Enlarging *e, const Doc *source)
{
    Doc *doc = arena_copy(e->arena, source, sizeof *source);
    Str title = source->words.draft_title.n ? source->words.draft_title : source->title;
    doc->edition = edition_words(e, source);
    doc->words.draft_title = language_fill_one(e->arena, source->language, WORD_LARGE_TITLE, title);
    doc->labels = (Map){0};
    doc->on_sheets = false;
    return doc;
}

static void dress_part(Enlarging *e, const Node *source, Node *made)
{
    Doc *own = source->u.part.doc;
    e->doc = own;
    made->u.part.doc = own == e->job->doc ? e->to->doc : copy_doc(e, own);
    made->u.part.tpl = derived(e, source->u.part.tpl);
}

/* ---- copies ---- */

static void dress(Enlarging *e, const Node *source, Node *made)
{
    if (made->nattrs)
        drop_places(e, made);
    switch (source->kind) {
    case NODE_PART: dress_part(e, source, made); break;
    case NODE_SECTION: made->u.section.panel = NULL; break;
    case NODE_HEADING: made->u.heading.opens_part = false; break;
    case NODE_BOX: dress_box(e, source, made); break;
    case NODE_FIGURE:
    case NODE_IMAGE:
        if (str_is(made->name, PORTRAIT_CLASS))
            made->name = (Str){0};
        break;
    case NODE_TABLE: made->u.table.landscape = false; break;
    case NODE_NOTE: large_note_mark(e, source, made); break;
    default: break;
    }
}

Node *large_copy(Enlarging *e, const Node *source, Node *into)
{
    Node *made = node_copy(e->arena, source);
    large_know(e, source, made);
    if (into)
        node_append(into, made);
    dress(e, source, made);
    return made;
}

/* Footnotes come behind their section, when it ends. */
static bool is_left_out(const Node *n)
{
    return (n->kind == NODE_NOTE && !n->u.note.of_table) || is_repeated(n);
}

static void end_node(Enlarging *e, const Node *source, Node *made)
{
    if (source->kind == NODE_SECTION)
        large_notes(e, source, made);
    if (source->kind == NODE_PART)
        large_printed_pages(e, source, made);
}

void large_copy_below(Enlarging *e, const Node *source, Node *into)
{
    const Node *n = source->first;
    Node *parent = into;
    while (n) {
        Node *made = is_left_out(n) ? NULL : large_copy(e, n, parent);
        if (made && n->first) {
            n = n->first;
            parent = made;
            continue;
        }
        if (made)
            end_node(e, n, made);
        while (!n->next && n->parent != source) {
            n = n->parent;
            end_node(e, n, parent);
            parent = parent->parent;
        }
        n = n->next;
    }
}

/* ---- packs ---- */

/* Pages that were published are those of the pack on screen. */
static void copy_pack(Enlarging *e, Doc *doc)
{
    if (!doc->pack)
        return;
    Pack *pack = arena_copy(e->arena, doc->pack, sizeof *doc->pack);
    pack->items = NEWN(e->arena, PackItem, pack->nitems + 1);
    for (int i = 0; i < pack->nitems; i++) {
        PackItem *item = &pack->items[i];
        *item = doc->pack->items[i];
        item->published = (PagesPublished){0};
        item->part = large_known(e, item->part);
        item->doc = item->part && item->doc ? item->part->u.part.doc : item->doc;
    }
    pack->exclusion = large_known(e, pack->exclusion);
    pack->front_published = pack->exclusion_published = (PagesPublished){0};
    pack->last_published = 0;
    doc->pack = pack;
}

static void label(Enlarging *e, const Doc *from, Doc *to)
{
    for (int i = 0; i < from->labels.n; i++) {
        Node *made = large_known(e, from->labels.entries[i].value);
        if (made && str_eq(made->id, from->labels.entries[i].key))
            map_put(e->arena, &to->labels, made->id, made);
    }
}

static void settle_parts(Enlarging *e)
{
    const Node *source = e->job->doc->root->first;
    copy_pack(e, e->to->doc);
    for (Node *part = e->to->doc->root->first; part; part = part->next, source = source->next) {
        label(e, source->u.part.doc, part->u.part.doc);
        if (part->u.part.doc->pack)
            part->u.part.doc->pack = e->to->doc->pack;
    }
}

LargeDocument *large_document(const LargeJob *job)
{
    LargeDocument *to = NEW(job->arena, LargeDocument);
    Enlarging e = {.job = job, .arena = job->arena, .to = to, .doc = (Doc *)job->doc};
    to->doc = copy_doc(&e, job->doc);
    to->doc->root = node_copy(e.arena, job->doc->root);
    large_know(&e, job->doc->root, to->doc->root);
    if (job->screen)
        e.where = where_of(e.arena, job->screen, job->doc);
    large_copy_below(&e, job->doc->root, to->doc->root);
    settle_parts(&e);
    large_lead(&e);
    large_lead_back(&e);
#ifndef NDEBUG
    doc_check(to->doc);
#endif
    return to;
}
