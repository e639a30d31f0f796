/* Where the printed pages begin, and what stands for page numbers.
 *
 * A page begins at the first thing on it that was made of the tree, however far into a paragraph that is: the words of
 * its first line are looked for in the text, behind those of the last line of the page before. Pages are put in their
 * order, each at its place or, where that has gone by, at the next; so none is left out. In a pack a page has a name
 * for each of its two folios. */
#include "html/html_private.h"

#include "base/ascii.h"
#include "say/say.h"
#include "text/breaks/breaks.h"

/* ---- the first things of pages ---- */

static bool is_footnote(const Node *n)
{
    const Node *note = n->kind == NODE_NOTE ? n : node_up(n, NODE_NOTE);
    return note && !note->u.note.of_table;
}

static bool is_in_tree(const Html *w, const Node *n)
{
    while (n->parent)
        n = n->parent;
    return n == w->job->doc->root;
}

static const Node *node_of(const Item *item)
{
    bool inner = item->kind == ITEM_GLYPHS && item->part == PART_BODY && item->u.run->node;
    return inner ? item->u.run->node : item->node;
}

static bool shows(const Html *w, const Item *item)
{
    bool made = item->part == PART_BODY || item->part == PART_LABEL;
    if (!item->node || !made || item->role != ITEM_CONTENT || item->kind == ITEM_RECT || item->kind == ITEM_CROPPED)
        return false;
    const Node *n = node_of(item);
    return is_in_tree(w, n) && !is_footnote(n);
}

static const Item *first_shown(const Html *w, const Page *p)
{
    int i = 0;
    while (i < p->items.n && !shows(w, &p->items.at[i]))
        i++;
    return i < p->items.n ? &p->items.at[i] : NULL;
}

/* The last line of a node's text on a page; NULL: there is none. */
static const Item *last_of(const Page *p, const Node *n)
{
    for (int i = p->items.n - 1; i >= 0; i--)
        if (p->items.at[i].kind == ITEM_GLYPHS && p->items.at[i].part == PART_BODY && node_of(&p->items.at[i]) == n)
            return &p->items.at[i];
    return NULL;
}

/* ---- places in text ---- */

static Str text_of(const Node *n)
{
    switch (n->kind) {
    case NODE_TEXT: return n->spoken.n ? STR("") : n->u.text.text;
    case NODE_CODE_BLOCK: return n->u.code.text;
    default: return STR("");
    }
}

/* Where a line's words stand in a text, from a place on; -1: nowhere. The words of a line may be set with other
 * characters than were written, so its beginning is enough. */
static int find_line(const Html *w, Str text, int from, const Item *line)
{
    enum { ENOUGH = 40 };
    Str words = str_trim(line->u.run->text);
    words.n = int_min(words.n, ENOUGH);
    while (words.n < line->u.run->text.n && words.n > 0 && ((unsigned char)words.p[words.n] & 0xC0) == 0x80)
        words.n--;
    int found = words.n ? str_find(str_sub(text, from, text.n), str_cdup(w->arena, words)) : -1;
    return found < 0 ? -1 : from + found;
}

/* A word is not divided. */
static int word_begin(Str text, int at)
{
    while (at > 0 && !is_space(text.p[at - 1]))
        at--;
    return at;
}

static int place_in_text(const Html *w, const Node *n, const Item *line, const Page *before)
{
    Str text = text_of(n);
    const Item *last = before && text.n && line->kind == ITEM_GLYPHS ? last_of(before, n) : NULL;
    if (!last)
        return 0;
    int shown = int_max(find_line(w, text, 0, last), 0);
    return word_begin(text, int_max(find_line(w, text, shown, line), 0));
}

/* ---- names ---- */

/* By its folio in a report of a pack; empty: it has no other than that of the pack. */
static Str part_name(Html *w, const Page *p)
{
    const Node *part = w->job->doc->root->first;
    for (int i = 0; part && i < p->part; i++)
        part = part->next;
    if (!part || !p->part_label.n || str_eq(p->part_label, p->label))
        return STR("");
    return id_named(w, str_format(w->arena, STR_FMT "-page-" STR_FMT, STR_ARG(part->u.part.doc->name),
                                  STR_ARG(p->part_label)));
}

void pages_find(Html *w)
{
    const PageList *l = w->job->pages;
    for (int i = 0; l && i < l->pages.n; i++) {
        const Page *p = &l->pages.at[i];
        const Item *first = first_shown(w, p);
        PageStart s = {.page = i, .node = first ? node_of(first) : NULL};
        if (first)
            s.at = place_in_text(w, s.node, first, i ? &l->pages.at[i - 1] : NULL);
        if (p->label.n)
            s.id = id_named(w, str_format(w->arena, "page-" STR_FMT, STR_ARG(p->label)));
        s.part_id = part_name(w, p);
        if (s.node && nodemap_find(&w->start_at, s.node) < 0)
            nodemap_put(w->arena, &w->start_at, s.node, i);
        VEC_PUSH(w->arena, &w->starts, s);
    }
}

/* ---- putting them ---- */

/* A page without a folio has no name: nobody can refer to it. */
static void put_start(Html *w, const PageStart *s)
{
    const Page *p = &w->job->pages->pages.at[s->page];
    if (!s->id.n)
        return;
    put(w, "<span class=\"page\" role=\"doc-pagebreak\"");
    put_attribute(w, "id", s->id);
    put_attribute(w, "aria-label", language_fill_one(w->arena, w->job->doc->language, WORD_WEB_PAGE, p->label));
    put(w, "></span>");
    if (s->part_id.n) {
        put(w, "<span");
        put_attribute(w, "id", s->part_id);
        put(w, "></span>");
    }
}

static void put_starts_before(Html *w, int end)
{
    while (w->starts_put < end)
        put_start(w, &w->starts.at[w->starts_put++]);
}

static void put_marks_of(Html *w, const Node *n, bool all)
{
    int i = w->starts_put < w->starts.n ? nodemap_find(&w->start_at, n) : -1;
    if (i < 0)
        return;
    while (i < w->starts.n && w->starts.at[i].node == n && (all || w->starts.at[i].at == 0))
        i++;
    put_starts_before(w, i);
}

/* A mark inside would be part of what the heading, the table or the link is called. */
static bool is_name(const Html *w, const Node *n)
{
    return n->kind == NODE_HEADING || n->kind == NODE_CAPTION || n->kind == NODE_LINK || n->kind == NODE_TERM
           || n == w->lead;
}

void put_page_marks(Html *w, const Node *n)
{
    put_marks_of(w, n, false);
    if (w->starts_put == w->starts.n || !is_name(w, n))
        return;
    for (const Node *in = n->first; in; in = node_next(in, n))
        put_marks_of(w, in, true);
}

void put_first_page_marks(Html *w)
{
    int n = 0;
    while (n < w->starts.n && !w->starts.at[n].node)
        n++;
    put_starts_before(w, n);
}

static const uint8_t *breaks_of(Html *w, const Node *n, Str text)
{
    if (n->kind != NODE_TEXT || !text.n)
        return NULL;
    uint8_t *breaks = NEWN(w->arena, uint8_t, text.n + 1);
    breaks_find(text, breaks);
    return breaks;
}

/* A text that ends in "page ", before the number: the two are one. */
static bool is_before_page(const Node *n, Str text)
{
    return n->next && n->next->kind == NODE_REF && n->next->u.ref.kind == REF_PAGE && text.n > 1
           && text.p[text.n - 1] == ' ';
}

void put_paged_text(Html *w, const Node *n, Str text)
{
    const uint8_t *breaks = breaks_of(w, n, text);
    int i = w->starts_put < w->starts.n ? nodemap_find(&w->start_at, n) : -1, put_to = 0;
    for (; i >= 0 && i < w->starts.n && w->starts.at[i].node == n; i++) {
        int at = int_max(w->starts.at[i].at, put_to);
        put_stretch(w, text, breaks, put_to, at);
        put_to = at;
        put_starts_before(w, i + 1);
    }
    bool joined = is_before_page(n, text) && put_to < text.n;
    put_stretch(w, text, breaks, put_to, text.n - joined);
    put(w, joined ? "\xC2\xA0" : "");
}

void put_last_page_marks(Html *w)
{
    put_starts_before(w, w->starts.n);
}

/* ---- page numbers ---- */

static Str label_of_page(Html *w, int page)
{
    const PageList *l = w->job->pages;
    if (page < 0 || page >= l->pages.n)
        return STR("");
    const Page *p = &l->pages.at[page];
    return p->part == w->part_index ? page_part_label(w->arena, p) : page_label(w->arena, p);
}

/* What has no beginning of its own begins with what it stands in. */
static const Anchor *anchor_of(const Html *w, const Node *n)
{
    const Anchor *found = NULL;
    for (; w->job->pages && n && !found; n = n->parent)
        found = anchor_find(w->job->pages, n);
    return found;
}

Str page_of(Html *w, const Node *n)
{
    const Anchor *found = anchor_of(w, n);
    return found ? label_of_page(w, found->page) : STR("");
}

Str page_reference(Html *w, const Node *ref)
{
    int n = ref->u.ref.ntargets;
    Str *begins = NEWN(w->arena, Str, n), *ends = NEWN(w->arena, Str, n);
    for (int i = 0; i < n; i++) {
        const Anchor *found = anchor_of(w, ref->u.ref.targets[i]);
        if (!found)
            return STR("");
        begins[i] = label_of_page(w, found->page);
        ends[i] = label_of_page(w, int_max(found->page, found->last_page));
    }
    return n ? say_pages(w->arena, w->doc, ref, begins, ends) : STR("");
}
