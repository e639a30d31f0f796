/* Which headings a page is under.
 *
 * One walk over the anchors, which are in reading order. A page begins under the headings that were open at the end of
 * the page before. Where it begins with a new one, those of that level and below do not count; those that come further
 * down do not take away what the page's first lines are under. A heading ends all below its level, and a section all
 * that is before it. */
#include "layout/furniture/heads.h"

#include "layout/flow/paragraph.h"
#include "base/utf8.h"

enum {
    TERMS = HEAD_KINDS - 1,
    LONGEST = 2000 /* bytes: more than any running head shows */
};

typedef struct HeadsWalk {
    Press *press;
    Str open[HEAD_KINDS]; /* at this place */
    PagePart part;
} HeadsWalk;

/* A section is above all headings; -1: the node counts for nothing here. */
static int kind_of(const Node *n)
{
    if (n->kind == NODE_TERM)
        return TERMS;
    return n->kind == NODE_HEADING && n->u.heading.level <= TERMS ? n->u.heading.level - 1 : -1;
}

/* The first thing of the flow that is read on the page. */
static const Node *first_on(const Page *page)
{
    for (int i = 0; i < page->items.n; i++) {
        const Item *item = &page->items.at[i];
        if (item->role == ITEM_CONTENT && item->node && (item->kind == ITEM_GLYPHS || item->kind == ITEM_IMAGE))
            return item->node;
    }
    return NULL;
}

static void end_all_from(Str *open, int kind)
{
    for (int i = kind; i < HEAD_KINDS; i++)
        open[i] = (Str){0};
}

static Str short_title(Pass *pass, const Node *n)
{
    Str title = title_text(pass, n);
    Str begin = utf8_begin(title, LONGEST);
    return begin.n == title.n ? title : str_format(pass->arena, STR_FMT "…", STR_ARG(begin));
}

static void enter_part(HeadsWalk *w, const Node *heading)
{
    if (heading->u.heading.opens_part) {
        w->part = (PagePart){heading, w->open[0], w->part.nth + 1};
    } else if (heading->u.heading.level == 1 && !heading->u.heading.in_part) {
        w->part.heading = NULL;
    }
}

static void enter(HeadsWalk *w, PageHeads *page, const Node *n, bool begins_page)
{
    int kind = kind_of(n);
    if (n->kind != NODE_SECTION && kind < 0)
        return;
    if (begins_page)
        end_all_from(page->first, int_max(kind, 0));
    end_all_from(w->open, int_max(kind, 0));
    if (kind < 0)
        return;
    w->open[kind] = page->last[kind] = short_title(w->press->pass, n);
    if (n->kind == NODE_HEADING)
        enter_part(w, n);
}

static void begin_page(HeadsWalk *w, PageHeads *page)
{
    memcpy(page->first, w->open, sizeof page->first);
    page->part = w->part;
}

/* The first heading that begins on a page comes before those that it goes on with. */
static void note_first(Str *begun, const Str *last)
{
    for (int i = 0; i < HEAD_KINDS; i++)
        if (!begun[i].p)
            begun[i] = last[i];
}

static void end_page(const HeadsWalk *w, PageHeads *page, const Str *begun, bool opens_part)
{
    for (int i = 0; i < HEAD_KINDS; i++) {
        if (begun[i].p)
            page->first[i] = begun[i];
        if (!page->last[i].p)
            page->last[i] = page->first[i];
    }
    if (opens_part || !w->part.heading)
        page->part = w->part;
}

const PageHeads *heads_of_pages(Press *p)
{
    const PageList *l = p->list;
    PageHeads *heads = NEWN(p->pass->arena, PageHeads, l->pages.n);
    HeadsWalk w = {.press = p};
    int anchor = 0;
    for (int i = 0; i < l->pages.n; i++) {
        if (i > 0 && l->pages.at[i].part != l->pages.at[i - 1].part)
            w = (HeadsWalk){.press = p};
        pass_enter(p->pass, l->pages.at[i].part);
        begin_page(&w, &heads[i]);
        const Node *first = first_on(&l->pages.at[i]), *part = w.part.heading;
        Str begun[HEAD_KINDS] = {0};
        for (; anchor < l->anchors.n && l->anchors.at[anchor].page <= i; anchor++) {
            const Node *n = l->anchors.at[anchor].node;
            enter(&w, &heads[i], n, first && is_within(first, n));
            note_first(begun, heads[i].last);
        }
        end_page(&w, &heads[i], begun, w.part.heading != part);
    }
    return heads;
}

/* ---- fields ---- */

static int head_kind(Str name)
{
    static const char *const names[HEAD_KINDS] = {"h1", "h2", "h3", "dt"};
    for (int i = 0; i < HEAD_KINDS; i++)
        if (str_is(name, names[i]))
            return i;
    return -1;
}

static Str part_value(Pass *pass, const PageHeads *heads, bool title)
{
    if (!heads->part.heading)
        return (Str){0};
    return title ? heads->part.title : str_format(pass->arena, "%d", heads->part.nth);
}

bool heads_variable(Pass *pass, const PageHeads *heads, Str name, Str *value)
{
    if (str_is(name, "part") || str_is(name, "part-title")) {
        *value = part_value(pass, heads, !str_is(name, "part"));
        return true;
    }
    bool last = str_starts(name, "last-"), range = str_starts(name, "range-");
    int kind = head_kind(str_sub(name, last ? 5 : range ? 6 : 0, name.n));
    if (kind < 0)
        return false;
    Str from = heads->first[kind], to = heads->last[kind];
    *value = last ? to : from;
    if (range && from.n && to.n && !str_eq(from, to))
        *value = str_format(pass->arena, STR_FMT " \xE2\x80\x93 " STR_FMT, STR_ARG(from), STR_ARG(to));
    return true;
}
