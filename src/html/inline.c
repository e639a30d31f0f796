/* Words and what stands among them.
 *
 * A link leads to a place on the page, or to an address of a scheme that can do no harm; the words of any other are
 * words. In a marked edition what was added is ins and what was deleted is del, with the words of their cues. */
#include "html/html_private.h"

#include "base/ascii.h"

static void put_inline(Html *w, const Node *n);

/* A link whose words are its address. */
static bool says_address(const Html *w, const Node *n)
{
    Str scheme, address, words = node_text(w->arena, n);
    if (n->kind != NODE_LINK || !str_cut(n->u.link.target, ':', &scheme, &address))
        return false;
    bool site = str_starts(address, "//");
    address = str_sub(address, site ? 2 : 0, str_ends(address, "/") ? address.n - 1 : address.n);
    return address.n && str_find(words, str_cdup(w->arena, address)) >= 0;
}

static void begin(Html *w, const char *element, const Node *n)
{
    put(w, "<");
    put(w, element);
    put_class(w, says_address(w, n) ? "address" : "", n->kind == NODE_SPAN || n->kind == NODE_LINK ? n->name : STR(""));
    put_id(w, n);
    put_lang(w, n);
}

static void end(Html *w, const char *element)
{
    put(w, "</");
    put(w, element);
    put(w, ">");
}

static void put_element(Html *w, const char *element, const Node *n)
{
    begin(w, element, n);
    put(w, ">");
    put_inlines(w, n);
    end(w, element);
}

/* ---- links ---- */

static bool is_safe_address(Str address)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel"};
    Str scheme, rest;
    bool safe = false;
    if (!str_cut(address, ':', &scheme, &rest))
        return false;
    for (int i = 0; i < COUNT(schemes); i++)
        safe = safe || str_eq_folded(scheme, str_c(schemes[i]));
    return safe && rest.n;
}

/* What an address cannot have as it is (RFC 3986) is written as a number. */
static void put_address(Html *w, Str address, const char *also)
{
    for (int i = 0, from = 0; i <= address.n; i++) {
        unsigned char c = i < address.n ? (unsigned char)address.p[i] : 0;
        bool good = c > ' ' && c != 0x7F && !strchr("\"<>\\^`{|}[]", c) && !strchr(also, c);
        if (i < address.n && good)
            continue;
        put_escaped(w, str_sub(address, from, i));
        if (i < address.n)
            buf_format(&w->out, "%%%02X", c);
        from = i + 1;
    }
}

void put_file_address(Html *w, Str name)
{
    put(w, " href=\"./");
    put_address(w, name, "%?#:"); /* folders stay */
    put(w, "\"");
}

static void put_link(Html *w, const Node *n)
{
    const Node *to = n->u.link.node;
    if (!to && !is_safe_address(n->u.link.target)) {
        diag(w->job->diag, WEB001, n->pos,
             "\"" STR_FMT "\" is no link on the web page; expected an address that begins with http:, https:, mailto: "
             "or tel:",
             STR_ARG(n->u.link.target));
        put_element(w, "span", n);
        return;
    }
    begin(w, "a", n);
    if (to) {
        put_href(w, id_of(w, to));
    } else {
        put(w, " href=\"");
        put_address(w, n->u.link.target, "");
        put(w, "\"");
    }
    put(w, ">");
    put_inlines(w, n);
    end(w, "a");
}

/* ---- references ---- */

static void put_reference(Html *w, const Node *ref, Str words, bool of_page)
{
    put(w, "<a");
    put_id(w, ref);
    put(w, of_page ? " data-words=\"reference\"" : "");
    if (ref->u.ref.ntargets)
        put_href(w, id_of(w, ref->u.ref.targets[0]));
    put(w, ">");
    put_spoken(w, words, ref->spoken);
    put(w, "</a>");
}

const Node *heading_over(const Node *n)
{
    for (const Node *at = n; at; at = at->parent)
        for (const Node *before = at; before; before = before->prev)
            if (before->kind == NODE_HEADING)
                return before;
    return NULL;
}

/* Pages of paper are known only where they were made. */
static Str words_of_page(Html *w, const Node *ref)
{
    Str words = page_reference(w, ref);
    const Node *heading = words.n || !ref->u.ref.ntargets ? NULL : heading_over(ref->u.ref.targets[0]);
    return heading ? node_title(w->arena, heading) : words;
}

static bool is_mark(const Node *n)
{
    return n && n->kind == NODE_REF && n->u.ref.kind == REF_INDEX;
}

/* Of a mark in an entry of an index: "Budget, page 12". */
static Str words_of_mark(Html *w, const Node *ref)
{
    const Node *mark = ref->u.ref.targets[0], *heading = heading_over(mark);
    Str page = page_of(w, mark), title = heading ? node_title(w->arena, heading) : STR("");
    Str values[] = {title, page};
    if (title.n && page.n)
        return language_fill(w->arena, doc_language(w->doc, ref), WORD_WEB_PLACE, values, COUNT(values));
    return title.n ? title : page.n ? word_filled(w, ref, WORD_WEB_PAGE, page) : mark->id;
}

/* Marks side by side that would say the same are one. */
static void put_mark(Html *w, const Node *ref)
{
    Str words = words_of_mark(w, ref);
    if (is_mark(ref->prev) && str_eq(words, words_of_mark(w, ref->prev)))
        return;
    put(w, is_mark(ref->prev) ? "<span data-words=\"reference\">; </span>" : "");
    put_reference(w, ref, words, true);
}

static void put_ref(Html *w, const Node *n)
{
    switch (n->u.ref.kind) {
    case REF_LABEL: put_reference(w, n, n->number, false); break;
    case REF_INDEX: put_mark(w, n); break;
    default: put_reference(w, n, words_of_page(w, n), true); break;
    }
}

/* ---- spans ---- */

static bool may_explain(const Node *n)
{
    const Node *block = n;
    while (block && !node_is_block(block->kind))
        block = block->parent;
    return block && block->kind == NODE_PARAGRAPH && block->parent->kind != NODE_CELL;
}

/* What an abbreviation means is shown behind it where it is first used in the text, unless the words there say it. */
static void put_abbreviation(Html *w, const Node *n, Str expansion)
{
    Str shown = node_text(w->arena, n);
    begin(w, "abbr", n);
    put_attribute(w, "title", expansion);
    put(w, ">");
    put_inlines(w, n);
    end(w, "abbr");
    if (map_find(&w->expanded, shown) || !may_explain(n))
        return;
    map_put(w->arena, &w->expanded, shown, w);
    if (str_find(node_text(w->arena, n->parent), str_cdup(w->arena, expansion)) >= 0)
        return;
    put(w, "<span class=\"expansion\" data-words=\"page\"> (");
    put_escaped(w, expansion);
    put(w, ")</span>");
}

static void put_span(Html *w, const Node *n)
{
    Str expansion = node_attr(n, "expansion");
    bool marked = w->job->doc->marked;
    if (expansion.n)
        put_abbreviation(w, n, expansion);
    else if (marked && str_is(n->name, "added"))
        put_element(w, "ins", n);
    else if (marked && str_is(n->name, "deleted"))
        put_element(w, "del", n);
    else
        put_element(w, "span", n);
}

/* The words round it have the space within: a visible one might be wrong there. */
static void put_struck(Html *w, const Node *n)
{
    put_hidden(w, str_format(w->arena, STR_FMT " ", STR_ARG(word_at(w, n, WORD_WEB_STRUCK))));
    put_element(w, "s", n);
    put_hidden(w, str_format(w->arena, " " STR_FMT, STR_ARG(word_at(w, n, WORD_WEB_STRUCK_END))));
}

static void put_inline(Html *w, const Node *n)
{
    if (n->kind != NODE_TEXT)
        put_page_marks(w, n);
    switch (n->kind) {
    case NODE_TEXT:
        if (n->spoken.n)
            put_spoken(w, n->u.text.text, n->spoken);
        else
            put_paged_text(w, n, n->u.text.text);
        break;
    case NODE_SOFT_BREAK: put(w, "\n"); break;
    case NODE_LINE_BREAK: put(w, "<br>\n"); break;
    case NODE_CODE:
        put(w, "<code>");
        put_spoken(w, n->u.text.text, n->spoken);
        put(w, "</code>");
        break;
    case NODE_EMPH: put_element(w, "em", n); break;
    case NODE_STRONG: put_element(w, "strong", n); break;
    case NODE_STRIKE: put_struck(w, n); break;
    case NODE_LINK: put_link(w, n); break;
    case NODE_SPAN: put_span(w, n); break;
    case NODE_IMAGE: put_picture(w, n); break;
    case NODE_NOTE_REF: put_note_mark(w, n); break;
    case NODE_REF: put_ref(w, n); break;
    default: put_inlines(w, n); break;
    }
}

void put_inlines(Html *w, const Node *parent)
{
    for (const Node *n = parent->first; n; n = n->next)
        put_inline(w, n);
}
