/* The printer's page list. It is a copy of the screen's whose pages share the items on which nothing changed: most
 * pages have nothing that reaches an edge. Colours are shared too, with that of marks at the end. */
#include "press/press_private.h"

#include "base/vec.h"

static void take_items(Arena *a, Items *items, const Page *from)
{
    *items = (Items){0};
    VEC_RESERVE(a, items, from->items.n + 1);
    for (int i = 0; i < from->items.n; i++)
        items->at[i] = from->items.at[i];
    items->n = from->items.n;
}

/* True: the page has items of its own. */
static bool bleed_page(Arena *a, Page *page, const Page *from)
{
    bool own = false;
    for (int i = 0; i < from->items.n; i++) {
        Item item = from->items.at[i];
        if (!bleed_item(a, page, &item))
            continue;
        if (!own)
            take_items(a, &page->items, from);
        own = true;
        page->items.at[i] = item;
    }
    return own;
}

static void make_page(const PressJob *job, PageList *list, int index, Colour marks)
{
    const Page *from = &job->screen->pages.at[index];
    Page *page = &list->pages.at[index];
    Len room = marks_room(job, from);
    *page = *from;
    page->bleed = job->settings->bleed;
    page->slug = page->bleed + room;
    page->picture_dpi = 0;
    page->links = (PageLinks){0};
    bool own = bleed_page(job->arena, page, from);
    if (room && !own)
        take_items(job->arena, &page->items, from);
    if (room)
        put_marks(job, list, index, marks);
}

static bool has_marks(const PressJob *job)
{
    bool has = false;
    for (int i = 0; i < job->screen->pages.n; i++)
        has = has || marks_room(job, &job->screen->pages.at[i]);
    return has;
}

static void take_colours(Arena *a, PageList *list, const PageList *from)
{
    list->colours.at = NULL;
    list->colours.n = list->colours.cap = 0;
    VEC_RESERVE(a, &list->colours, from->colours.n + 1);
    for (int i = 0; i < from->colours.n; i++)
        VEC_PUSH(a, &list->colours, from->colours.at[i]);
}

PageList *press_pages(const PressJob *job)
{
    Arena *a = job->arena;
    PageList *list = NEW(a, PageList);
    *list = *job->screen;
    take_colours(a, list, job->screen);
    Colour marks = has_marks(job) ? pages_take_marks_colour(a, list) : COLOUR_NONE;
    list->pages.at = NEWN(a, Page, job->screen->pages.n);
    list->pages.cap = job->screen->pages.n;
    for (int i = 0; i < job->screen->pages.n; i++)
        make_page(job, list, i, marks);
    return list;
}
