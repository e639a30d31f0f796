/* Nodes of the document tree: making, joining, walking.
 *
 * The tree is built once, by appending, and walked many times. All walks follow the links between nodes and never
 * recurse, so that a deep tree costs no stack. Dumps and messages use the names of kinds. */
#include "doc/doc.h"

#include <string.h>

static const struct {
    const char *name;
    bool block;
} kinds[NODE_KIND_COUNT] = {
    [NODE_ROOT] = {"document", true},
    [NODE_PART] = {"part", true},
    [NODE_SECTION] = {"section", true},
    [NODE_HEADING] = {"heading", true},
    [NODE_PARAGRAPH] = {"paragraph", true},
    [NODE_LIST] = {"list", true},
    [NODE_ITEM] = {"item", true},
    [NODE_TERM] = {"term", true},
    [NODE_DEFINITION] = {"definition", true},
    [NODE_QUOTE] = {"quote", true},
    [NODE_CODE_BLOCK] = {"code-block", true},
    [NODE_BREAK] = {"break", true},
    [NODE_BOX] = {"box", true},
    [NODE_FIGURE] = {"figure", true},
    [NODE_TABLE] = {"table", true},
    [NODE_CAPTION] = {"caption", true},
    [NODE_ROW] = {"row", true},
    [NODE_CELL] = {"cell", true},
    [NODE_NOTE] = {"note", true},
    [NODE_TEXT] = {"text", false},
    [NODE_SOFT_BREAK] = {"soft-break", false},
    [NODE_LINE_BREAK] = {"line-break", false},
    [NODE_CODE] = {"code", false},
    [NODE_EMPH] = {"emph", false},
    [NODE_STRONG] = {"strong", false},
    [NODE_STRIKE] = {"strike", false},
    [NODE_LINK] = {"link", false},
    [NODE_SPAN] = {"span", false},
    [NODE_IMAGE] = {"image", false},
    [NODE_NOTE_REF] = {"note-ref", false},
    [NODE_REF] = {"ref", false},
};

#define PAYLOAD(member) sizeof((Node *)0)->u.member
enum { SMALL = PAYLOAD(ref) };
_Static_assert(PAYLOAD(cell) <= SMALL && PAYLOAD(row) <= SMALL && PAYLOAD(text) <= SMALL && PAYLOAD(link) <= SMALL
                   && PAYLOAD(list) <= SMALL && PAYLOAD(item) <= SMALL && PAYLOAD(part) <= SMALL
                   && PAYLOAD(box) <= SMALL && PAYLOAD(note_ref) <= SMALL,
               "payloads that node_size calls small");

/* Each cell of a table has three nodes with small payloads, so room for a large payload exists only where needed. */
static size_t node_size(NodeKind kind)
{
    switch (kind) {
    case NODE_SECTION:
    case NODE_HEADING:
    case NODE_CODE_BLOCK:
    case NODE_TABLE:
    case NODE_NOTE:
    case NODE_IMAGE: return sizeof(Node);
    default: return offsetof(Node, u) + SMALL;
    }
}

Node *node_new(Arena *a, NodeKind kind, Pos pos)
{
    Node *n = arena_alloc(a, node_size(kind));
    n->kind = kind;
    n->pos = pos;
    return n;
}

Node *node_copy(Arena *a, const Node *n)
{
    Node *copy = arena_copy(a, n, node_size(n->kind));
    copy->parent = copy->first = copy->last = copy->next = copy->prev = NULL;
    return copy;
}

void node_copy_children(Arena *a, const Node *from, Node *to)
{
    const Node *source = from->first;
    Node *parent = to;
    while (source) {
        Node *copy = node_copy(a, source);
        check(parent);
        node_append(parent, copy);
        if (source->first) {
            source = source->first;
            parent = copy;
            continue;
        }
        while (source != from && !source->next) {
            check(parent);
            source = source->parent;
            parent = parent->parent;
        }
        source = source == from ? NULL : source->next;
    }
}

void node_append(Node *parent, Node *child)
{
    check(!child->parent);
    child->parent = parent;
    child->prev = parent->last;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void node_prepend(Node *parent, Node *child)
{
    Node *first = parent->first;
    if (!first) {
        node_append(parent, child);
        return;
    }
    check(!child->parent);
    child->parent = parent;
    child->next = first;
    first->prev = parent->first = child;
}

static void append_text(Arena *a, Node *to, Str text)
{
    Node *n = node_new(a, NODE_TEXT, to->pos);
    n->u.text.text = text;
    node_append(to, n);
}

void node_append_words(Arena *a, Node *to, Str words, const Node *marked)
{
    if (marked)
        node_copy_children(a, marked->first, to);
    else
        append_text(a, to, words);
    for (const Node *note = marked ? marked->first->next : NULL; note; note = note->next) {
        Node *copy = node_copy(a, note);
        node_copy_children(a, note, copy);
        node_append(to->parent, copy);
    }
}

void node_insert_after(Node *sibling, Node *fresh)
{
    check(!fresh->parent && sibling->parent);
    fresh->parent = sibling->parent;
    fresh->prev = sibling;
    fresh->next = sibling->next;
    if (sibling->next)
        sibling->next->prev = fresh;
    else
        sibling->parent->last = fresh;
    sibling->next = fresh;
}

void node_remove(Node *n)
{
    if (!n->parent)
        return;
    if (n->prev)
        n->prev->next = n->next;
    else
        n->parent->first = n->next;
    if (n->next)
        n->next->prev = n->prev;
    else
        n->parent->last = n->prev;
    n->parent = n->next = n->prev = NULL;
}

/* Next in document order that is not below n. */
static Node *node_after(const Node *n, const Node *root)
{
    while (n != root && !n->next)
        n = n->parent;
    return n == root ? NULL : n->next;
}

Node *node_next(const Node *n, const Node *root)
{
    return n->first ? n->first : node_after(n, root);
}

Node *node_next_block(const Node *n, const Node *root)
{
    bool holds_words = n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING || n->kind == NODE_CAPTION
                       || n->kind == NODE_TERM || n->kind == NODE_IMAGE;
    return n->first && !holds_words ? n->first : node_after(n, root);
}

Node *node_up(const Node *n, NodeKind kind)
{
    Node *up = n->parent;
    while (up && up->kind != kind)
        up = up->parent;
    return up;
}

Node *node_child(const Node *n, NodeKind kind)
{
    Node *child = n->first;
    while (child && child->kind != kind)
        child = child->next;
    return child;
}

Doc *node_doc(const Node *n)
{
    while (n && n->kind != NODE_PART)
        n = n->parent;
    return n ? n->u.part.doc : NULL;
}

void doc_begin(Arena *a, Doc *doc, Pos pos)
{
    doc->root = node_new(a, NODE_ROOT, pos);
    Node *part = node_new(a, NODE_PART, pos);
    part->u.part.doc = doc;
    node_append(doc->root, part);
}

void doc_add_parts(Doc *whole, Doc *doc)
{
    while (doc->root->first) {
        Node *part = doc->root->first;
        node_remove(part);
        node_append(whole->root, part);
    }
}

Node *doc_only_part(const Doc *doc)
{
    return doc->root->first == doc->root->last ? doc->root->first : NULL;
}

const Attr *node_attr_found(const Node *n, const char *name)
{
    for (int i = 0; i < n->nattrs; i++)
        if (str_is(n->attrs[i].name, name))
            return &n->attrs[i];
    return NULL;
}

Str node_attr(const Node *n, const char *name)
{
    const Attr *attr = node_attr_found(n, name);
    return attr ? attr->value : (Str){0};
}

Pos node_attr_pos(const Node *n, const char *name)
{
    const Attr *attr = node_attr_found(n, name);
    return attr ? attr->pos : n->pos;
}

bool node_is_block(NodeKind kind)
{
    return kinds[kind].block;
}

bool list_has_tasks(const Node *list)
{
    const Node *item = list->first;
    while (item && item->u.item.task == TASK_NONE)
        item = item->next;
    return item;
}

bool node_is_continued(const Node *paragraph)
{
    return str_is(paragraph->name, "continued");
}

bool node_is_entry(const Node *item)
{
    return item->kind == NODE_ITEM && str_is(item->parent->name, "index") && item->first
           && str_is(item->first->name, "index-entry");
}

bool node_is_place(const Node *n)
{
    bool marks = n->kind == NODE_SPAN || n->kind == NODE_LINK;
    return marks && (str_is(n->name, "index") || str_is(n->name, "term") || node_attr(n, "index").n);
}

bool node_is_bibliography(const Node *n)
{
    return n->kind == NODE_BOX && str_is(n->name, "bibliography");
}

const Node *node_item(const Node *n)
{
    if (n->kind == NODE_ITEM)
        return n;
    return n->parent && n->parent->kind == NODE_ITEM && n->parent->first == n ? n->parent : NULL;
}

bool node_is_source(const Node *n)
{
    const Node *item = node_item(n), *list = item ? item->parent : NULL;
    return list && list->u.list.ordered && node_is_bibliography(list->parent);
}

bool node_is_key(const Node *n)
{
    return n->kind == NODE_NOTE && str_is(n->name, "key");
}

const Node *table_key(const Node *table)
{
    const Node *n = table->last;
    while (n && n->kind == NODE_NOTE && !node_is_key(n))
        n = n->prev;
    return n && node_is_key(n) ? n : NULL;
}

const char *node_kind_name(NodeKind kind)
{
    return kinds[kind].name;
}

Str section_role_name(SectionRole role)
{
    static const char *const names[SECTION_ROLE_COUNT] = {
        [ROLE_FOREWORD] = "foreword", [ROLE_BODY] = "body",   [ROLE_APPENDIX] = "appendix",
        [ROLE_CONTACT] = "contact",   [ROLE_FRONT] = "front",
    };
    return str_c(names[role]);
}

/* How text is given; pages is NULL until they are known. */
typedef struct TextForm {
    PageWords *pages;
    void *self;
    StruckWords struck;
    bool of_marked; /* of a marked edition: without what was deleted and the words beside it */
} TextForm;

static Str ref_text(const Node *ref, TextForm form)
{
    if (ref->u.ref.kind == REF_LABEL)
        return ref->number;
    return form.pages ? form.pages(form.self, ref) : (Str){0};
}

static bool is_left_out(const Node *n, TextForm form)
{
    return form.of_marked && n->kind == NODE_SPAN && (str_is(n->name, "deleted") || str_is(n->name, "cue"));
}

/* Before the words of a task, so that they say whether it is done. */
static const char *const item_task_marks[] = {[TASK_NONE] = "", [TASK_TO_DO] = "☐ ", [TASK_DONE] = "☑ "};

static void leaf_text(Buf *out, const Node *n, TextForm form)
{
    switch (n->kind) {
    case NODE_TEXT:
    case NODE_CODE: buf_str(out, n->spoken.n > 0 ? n->spoken : n->u.text.text); break;
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK: buf_char(out, ' '); break;
    case NODE_CODE_BLOCK: buf_str(out, n->u.code.text); break;
    case NODE_ITEM: buf_puts(out, item_task_marks[n->u.item.task]); break;
    case NODE_REF: buf_str(out, ref_text(n, form)); break;
    default: break;
    }
}

static Str text_of(Arena *a, const Node *root, TextForm form)
{
    if (root->kind == NODE_TEXT || root->kind == NODE_CODE)
        return str_dup(a, root->spoken.n > 0 ? root->spoken : root->u.text.text);
    Buf out = {0};
    const char *mark = form.struck == STRUCK_MARKED ? "~~" : "";
    const Node *after = NULL; /* what comes behind struck-out words */
    bool struck = false;
    for (const Node *n = node_next(root, root); n;) {
        if (struck && n == after) {
            struck = false;
            buf_puts(&out, mark);
        }
        if (n->kind == NODE_NOTE && !n->u.note.of_table) {
            n = node_after(n, root);
            continue;
        }
        if (is_left_out(n, form)) {
            n = node_after(n, root);
            continue;
        }
        if (node_is_block(n->kind) && out.n > 0 && out.p[out.n - 1] != ' ')
            buf_char(&out, ' ');
        if (n->kind == NODE_STRIKE && !struck) {
            struck = true;
            after = node_after(n, root);
            buf_puts(&out, mark);
        }
        if (!struck || form.struck != STRUCK_OMITTED)
            leaf_text(&out, n, form);
        n = node_next(n, root);
    }
    if (struck)
        buf_puts(&out, mark);
    return buf_take(&out, a);
}

int node_picture_density(const Node *image)
{
    enum { PIXELS = 150, HUNDREDTHS = 9600 };
    return image->u.image.format == IMAGE_SVG ? HUNDREDTHS : PIXELS;
}

Str node_text(Arena *a, const Node *root)
{
    return text_of(a, root, (TextForm){0});
}

Str node_text_struck(Arena *a, const Node *root, StruckWords struck)
{
    return text_of(a, root, (TextForm){.struck = struck});
}

static Str without_double_spaces(Arena *a, Str text)
{
    Buf out = {0};
    text = str_trim(text);
    for (int i = 0; i < text.n; i++)
        if (text.p[i] != ' ' || text.p[i - 1] != ' ')
            buf_char(&out, text.p[i]);
    return buf_take(&out, a);
}

Str node_title_with(Arena *a, const Node *heading, PageWords *pages, void *self)
{
    if (heading->kind == NODE_HEADING && heading->u.heading.short_title.n > 0)
        return heading->u.heading.short_title;
    const Doc *doc = node_doc(heading);
    TextForm form = {.pages = pages, .self = self, .of_marked = doc && doc->marked};
    Str text = text_of(a, heading, form);
    return form.of_marked ? without_double_spaces(a, text) : text;
}

int node_heading_depth(const Node *heading)
{
    return heading->u.heading.level + heading->u.heading.in_part;
}

Str node_title(Arena *a, const Node *heading)
{
    return node_title_with(a, heading, NULL, NULL);
}

Str doc_lang(const Doc *doc, const Node *n)
{
    for (; n; n = n->parent) {
        Str lang = n->nattrs > 0 ? node_attr(n, "lang") : (Str){0};
        if (lang.n)
            return lang;
    }
    return doc->lang;
}

const Language *doc_language(const Doc *doc, const Node *n)
{
    const Language *l = map_find(&doc->languages, doc_lang(doc, n));
    return l ? l : doc->language;
}

void doc_lose(Arena *a, Doc *doc, Str name)
{
    if (name.n)
        map_put(a, &doc->lost, name, doc);
}

bool doc_has_lost(const Doc *doc, Str name)
{
    return doc->lost.n && map_find(&doc->lost, name);
}
