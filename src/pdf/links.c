/* Link annotations. Each covers a place on the page, leads to a URI or to an anchor, and is a child of the element
 * of the words it covers. /Contents tells a screen reader where it leads: the words themselves for a URI, otherwise
 * the title of the target. */
#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

enum { LONGEST_CONTENTS = 300 }; /* bytes of a note that a link to it speaks */

void put_destination(const Writer *w, Buf *b, const Anchor *anchor)
{
    check(anchor->page >= 0 && anchor->page < w->pages.pages.n);
    buf_char(b, '[');
    put_ref(b, w->page_objects[anchor->page]);
    buf_puts(b, "/XYZ null ");
    put_points(b, w->pages.pages.at[anchor->page].height - anchor->y);
    buf_puts(b, " null]");
}

/* At most `longest` bytes, cut between words. */
static Str shortened(Str s, int longest)
{
    if (s.n <= longest)
        return s;
    int n = longest;
    while (n > 0 && s.p[n] != ' ')
        n--;
    return str_sub(s, 0, n);
}

static Str title_of(Arena *a, const Node *n)
{
    if (n->kind == NODE_PART)
        return n->u.part.doc->title;
    if (n->kind == NODE_SECTION)
        return n->u.section.title;
    if (n->kind == NODE_HEADING)
        return node_title(a, n);
    for (const Node *child = n->first; child; child = child->next)
        if (child->kind == NODE_CAPTION)
            return node_text(a, child);
    return node_text(a, n);
}

/* A long link has an annotation for each of its lines, and its words are gathered once. */
static Str link_words(Writer *w, const PageLink *link)
{
    Arena *a = w->job->arena;
    const Node *from = link->uri.n ? link->node : link->target;
    if (from == w->linked)
        return w->linked_words;
    Str words = from ? str_trim(link->uri.n ? node_text(a, from) : title_of(a, from)) : STR("");
    w->linked = from;
    w->linked_words = shortened(words, LONGEST_CONTENTS);
    return w->linked_words;
}

static Str contents_of(Writer *w, const PageLink *link)
{
    Str words = link_words(w, link);
    if (words.n)
        return words;
    if (link->uri.n)
        return shortened(link->uri, LONGEST_CONTENTS);
    return link->target && link->target->number.n ? link->target->number : w->job->doc->title;
}

/* A URI is ASCII; other bytes, and characters that are not allowed, are written as %NN. */
static void put_uri(Buf *b, Str uri)
{
    Buf escaped = {0};
    for (int i = 0; i < uri.n; i++) {
        unsigned char c = (unsigned char)uri.p[i];
        if (c <= 0x20 || c >= 0x7F || c == '"' || c == '<' || c == '>')
            buf_format(&escaped, "%%%02X", c);
        else
            buf_char(&escaped, (char)c);
    }
    put_bytes(b, buf_view(&escaped));
    buf_free(&escaped);
}

static void put_area(Buf *b, const PageLink *link, Len height)
{
    Len at[] = {link->x, height - link->y - link->h, link->x + link->w, height - link->y};
    buf_puts(b, "/Rect[");
    for (int i = 0; i < 4; i++) {
        buf_puts(b, i ? " " : "");
        put_points(b, at[i]);
    }
    buf_char(b, ']');
}

static int add_annotation(Writer *w, int page, const PageLink *link)
{
    int object = object_new(w->objects);
    int tag = tags_of_link(w->tags, page, link);
    int key = tags_annotation(w->tags, page, tag < 0 ? 0 : tag, object);
    Buf b = {0};
    buf_format(&b, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent %d", key);
    put_area(&b, link, w->pages.pages.at[page].height);
    buf_puts(&b, "/Contents");
    put_text(&b, contents_of(w, link));
    if (link->uri.n) {
        buf_puts(&b, "/A<</S/URI/URI");
        put_uri(&b, link->uri);
        buf_puts(&b, ">>");
    } else {
        buf_puts(&b, "/Dest");
        put_destination(w, &b, anchor_find(&w->pages, link->target));
    }
    object_set(w->objects, object, buf_view(&b));
    buf_free(&b);
    return object;
}

void page_links(Writer *w, int page, Buf *entries)
{
    const Page *p = &w->pages.pages.at[page];
    int n = 0;
    for (int i = 0; i < p->links.n; i++) {
        const PageLink *link = &p->links.at[i];
        if (!link->node || !link_leads(&w->pages, link))
            continue;
        buf_puts(entries, n++ ? " " : "/Annots[");
        put_ref(entries, add_annotation(w, page, link));
    }
    buf_puts(entries, n ? "]" : "");
}
