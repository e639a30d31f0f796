/* The structure tree as objects. One small dictionary for each element: its type, its parent, its first page, its
 * children; children on other pages name theirs. The optional /Type is omitted. The parent tree leads from a page's
 * marks and from annotations back to elements. It and the tree of IDs are cut into leaves, so that no array grows
 * with the document. */
#include "base/str.h"
#include "pdf/object/syntax.h"
#include "pdf/tags/tags.h"

enum { ENTRIES_PER_LEAF = 64 };

static const char *const names[TAG_TYPE_COUNT] = {
    [TAG_DOCUMENT] = "Document",
    [TAG_PART] = "Part",
    [TAG_SECT] = "Sect",
    [TAG_DIV] = "Div",
    [TAG_H1] = "H1",
    [TAG_H2] = "H2",
    [TAG_H3] = "H3",
    [TAG_H4] = "H4",
    [TAG_H5] = "H5",
    [TAG_H6] = "H6",
    [TAG_P] = "P",
    [TAG_L] = "L",
    [TAG_LI] = "LI",
    [TAG_LBL] = "Lbl",
    [TAG_LBODY] = "LBody",
    [TAG_TABLE] = "Table",
    [TAG_CAPTION] = "Caption",
    [TAG_THEAD] = "THead",
    [TAG_TBODY] = "TBody",
    [TAG_TFOOT] = "TFoot",
    [TAG_TR] = "TR",
    [TAG_TH] = "TH",
    [TAG_TD] = "TD",
    [TAG_FIGURE] = "Figure",
    [TAG_NOTE] = "Note",
    [TAG_BIBENTRY] = "BibEntry",
    [TAG_INDEX] = "Index",
    [TAG_REFERENCE] = "Reference",
    [TAG_LINK] = "Link",
    [TAG_BLOCKQUOTE] = "BlockQuote",
    [TAG_CODE] = "Code",
    [TAG_TOC] = "TOC",
    [TAG_TOCI] = "TOCI",
    [TAG_SPAN] = "Span",
};

static const char *const attributes[ATTR_COUNT] = {
    [ATTR_NONE] = "",
    [ATTR_SCOPE_ROW] = "/O/Table/Scope/Row",
    [ATTR_SCOPE_COLUMN] = "/O/Table/Scope/Column",
    [ATTR_LIST_DISC] = "/O/List/ListNumbering/Disc",
    [ATTR_LIST_CIRCLE] = "/O/List/ListNumbering/Circle",
    [ATTR_LIST_SQUARE] = "/O/List/ListNumbering/Square",
    [ATTR_LIST_DECIMAL] = "/O/List/ListNumbering/Decimal",
    [ATTR_LIST_ALPHA] = "/O/List/ListNumbering/LowerAlpha",
    [ATTR_LIST_ROMAN] = "/O/List/ListNumbering/LowerRoman",
    [ATTR_LIST_NONE] = "/O/List/ListNumbering/None",
    [ATTR_STRUCK] = "/O/Layout/TextDecorationType/LineThrough",
};

/* What writing needs beside the tags themselves; there until the file is written. */
typedef struct TreeWriter {
    Tags *tags;
    Objects *objects;
    const int *page_objects;
    int attributes[ATTR_COUNT]; /* objects, 0: not made yet */
    int root;
    int next; /* tag to be put */
    Buf text;
} TreeWriter;

const char *tag_name(TagType type)
{
    return names[type];
}

static bool is_in_tree(const Tags *t, const Tag *tag)
{
    return tag->seen || (tag->table >= 0 && t->at.at[tag->table].seen) || tag->type == TAG_DOCUMENT;
}

static void put_page(const TreeWriter *w, int page, Buf *b)
{
    buf_puts(b, "/Pg ");
    put_ref(b, w->page_objects[page]);
}

static void put_kid(const TreeWriter *w, const Kid *kid, int home, Buf *b)
{
    if (kid->kind == KID_TAG) {
        put_ref(b, w->tags->at.at[kid->value].object);
    } else if (kid->kind == KID_MARK && kid->page == home) {
        put_int(b, kid->value);
    } else {
        buf_puts(b, kid->kind == KID_MARK ? "<</Type/MCR" : "<</Type/OBJR");
        if (kid->page != home)
            put_page(w, kid->page, b);
        buf_puts(b, kid->kind == KID_MARK ? "/MCID " : "/Obj ");
        if (kid->kind == KID_MARK)
            put_int(b, kid->value);
        else
            put_ref(b, kid->value);
        buf_puts(b, ">>");
    }
}

/* The page of the first mark or annotation: the element's own; -1 when it has none. */
static int home_page(const Tags *t, const Tag *tag)
{
    for (int k = tag->first_kid; k >= 0; k = t->kids.at[k].next)
        if (t->kids.at[k].kind != KID_TAG)
            return t->kids.at[k].page;
    return -1;
}

static void put_kids(const TreeWriter *w, const Tag *tag, Buf *b)
{
    const Tags *t = w->tags;
    int home = home_page(t, tag);
    if (home >= 0)
        put_page(w, home, b);
    bool any = false;
    for (int k = tag->first_kid; k >= 0; k = t->kids.at[k].next) {
        const Kid *kid = &t->kids.at[k];
        if (kid->kind == KID_TAG && !t->at.at[kid->value].object)
            continue;
        buf_puts(b, any ? " " : "/K[");
        put_kid(w, kid, home, b);
        any = true;
    }
    buf_puts(b, any ? "]" : "");
}

static void put_element(const TreeWriter *w, const Tag *tag, Buf *b)
{
    buf_puts(b, "/S/");
    buf_puts(b, names[tag->type]);
    buf_puts(b, "/P ");
    put_ref(b, tag->parent < 0 ? w->root : w->tags->at.at[tag->parent].object);
    if (tag->attr != ATTR_NONE) {
        buf_puts(b, "/A ");
        put_ref(b, w->attributes[tag->attr]);
    }
    if (tag->id) {
        buf_puts(b, "/ID");
        put_tag_id(b, tag->id);
    }
    buf_str(b, tag->entries);
    put_kids(w, tag, b);
}

/* Writes the elements one after the other, as they are requested. */
static void put_next_element(void *with, Buf *b)
{
    TreeWriter *w = with;
    while (!w->tags->at.at[w->next].object)
        w->next++;
    put_element(w, &w->tags->at.at[w->next++], b);
}

/* Their objects, and those of the attributes used. */
static void make_elements(TreeWriter *w)
{
    int first = 0, count = 0;
    for (int i = 0; i < w->tags->at.n; i++) {
        Tag *tag = &w->tags->at.at[i];
        if (!is_in_tree(w->tags, tag))
            continue;
        tag->object = object_new(w->objects);
        first = first ? first : tag->object;
        count += tag->object != 0;
    }
    objects_later(w->objects, first, count, put_next_element, w);
    for (int i = 0; i < w->tags->at.n; i++) {
        const Tag *tag = &w->tags->at.at[i];
        if (tag->object && tag->attr != ATTR_NONE && w->attributes[tag->attr] == 0)
            w->attributes[tag->attr] = object_add(w->objects, str_c(attributes[tag->attr]));
    }
}

static void put_parents(TreeWriter *w, int key)
{
    const Tags *t = w->tags;
    put_int(&w->text, key);
    if (key >= t->npages) {
        buf_char(&w->text, ' ');
        put_ref(&w->text, t->at.at[t->annotations.at[key - t->npages]].object);
        return;
    }
    const PageMarks *marks = &t->pages[key];
    buf_char(&w->text, '[');
    for (int i = 0; i < marks->tags.n; i++) {
        buf_puts(&w->text, i ? " " : "");
        put_ref(&w->text, t->at.at[marks->tags.at[i]].object);
    }
    buf_char(&w->text, ']');
}

/* The parent tree's object. */
static int write_parents(TreeWriter *w)
{
    int total = w->tags->npages + w->tags->annotations.n;
    Buf leaves = {0};
    for (int from = 0; from < total; from += ENTRIES_PER_LEAF) {
        int to = int_min(from + ENTRIES_PER_LEAF, total);
        buf_clear(&w->text);
        buf_format(&w->text, "/Limits[%d %d]/Nums[", from, to - 1);
        for (int key = from; key < to; key++) {
            buf_puts(&w->text, key > from ? " " : "");
            put_parents(w, key);
        }
        buf_char(&w->text, ']');
        buf_puts(&leaves, from ? " " : "/Kids[");
        put_ref(&leaves, object_add(w->objects, buf_view(&w->text)));
    }
    buf_puts(&leaves, total ? "]" : "/Nums[]");
    int id = object_add(w->objects, buf_view(&leaves));
    buf_free(&leaves);
    return id;
}

void put_tag_id(Buf *b, int id)
{
    buf_format(b, "(e%07d)", id);
}

/* A leaf of the tree of IDs: of the elements from *at on, as many as a leaf holds. IDs rise with the elements. */
static void write_ids_leaf(TreeWriter *w, int *at, Buf *leaves)
{
    const Tags *t = w->tags;
    Buf pairs = {0};
    int first = 0, last = 0;
    for (int n = 0; *at < t->at.n && n < ENTRIES_PER_LEAF; ++*at) {
        const Tag *tag = &t->at.at[*at];
        if (!tag->id || !tag->object)
            continue;
        first = first ? first : tag->id;
        last = tag->id;
        put_tag_id(&pairs, tag->id);
        put_ref(&pairs, tag->object);
        n++;
    }
    if (first) {
        buf_clear(&w->text);
        buf_puts(&w->text, "/Limits[");
        put_tag_id(&w->text, first);
        put_tag_id(&w->text, last);
        buf_puts(&w->text, "]/Names[");
        buf_str(&w->text, buf_view(&pairs));
        buf_char(&w->text, ']');
        buf_char(leaves, ' ');
        put_ref(leaves, object_add(w->objects, buf_view(&w->text)));
    }
    buf_free(&pairs);
}

/* The tree of IDs: its object, or 0 when there is none. */
static int write_ids(TreeWriter *w)
{
    Buf leaves = {0};
    for (int tag = 0; tag < w->tags->at.n;)
        write_ids_leaf(w, &tag, &leaves);
    Str kids = buf_take(&leaves, w->tags->arena);
    return kids.n ? object_add(w->objects, str_format(w->tags->arena, "/Kids[" STR_FMT "]", STR_ARG(kids))) : 0;
}

int tags_finish(Tags *t, Objects *o, const int *page_objects)
{
    TreeWriter *w = NEW(t->arena, TreeWriter);
    *w = (TreeWriter){.tags = t, .objects = o, .page_objects = page_objects, .root = object_new(o)};
    make_elements(w);
    int ids = write_ids(w), parents = write_parents(w);
    buf_clear(&w->text);
    buf_puts(&w->text, "/Type/StructTreeRoot/K ");
    put_ref(&w->text, t->at.at[0].object);
    buf_puts(&w->text, "/ParentTree ");
    put_ref(&w->text, parents);
    buf_format(&w->text, "/ParentTreeNextKey %d", t->npages + t->annotations.n);
    if (ids) {
        buf_puts(&w->text, "/IDTree ");
        put_ref(&w->text, ids);
    }
    object_set(o, w->root, buf_view(&w->text));
    buf_free(&w->text);
    return w->root;
}
