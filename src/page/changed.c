/* Which pages show a change is seen from their bars. Pages are taken out of a finished list, which is then as if it had
 * never had them: anchors and outline entries go with the page that they stand on. */
#include "page/changed.h"

static bool has_bar(const Page *p)
{
    for (int i = 0; i < p->items.n; i++)
        if (p->items.at[i].role == ITEM_CHANGE_BAR)
            return true;
    return false;
}

/* Those with a change, and those of the first section. */
static bool *changed_pages(Arena *a, const PageList *l, const Doc *marked)
{
    bool *keep = NEWN(a, bool, l->pages.n + 1);
    const Node *part = marked->root->first, *section = part ? part->first : NULL;
    const Anchor *how = section ? anchor_find(l, section) : NULL;
    for (int i = 0; i < l->pages.n; i++)
        keep[i] = (how && i >= how->page && i <= how->last_page) || has_bar(&l->pages.at[i]);
    return keep;
}

/* Where each page goes; -1: it is left out. */
static int *places_of(Arena *a, const PageList *l, const bool *keep)
{
    int *place = NEWN(a, int, l->pages.n + 1), kept = 0;
    for (int i = 0; i < l->pages.n; i++)
        place[i] = keep[i] ? kept++ : -1;
    return place;
}

/* The last page kept at or before a page that may have been left out, from the first of the same node on. */
static int last_kept(const int *place, int first, int last)
{
    while (last > first && place[last] < 0)
        last--;
    return place[last];
}

void pages_keep(Arena *a, PageList *l, const bool *keep)
{
    const int *place = places_of(a, l, keep);
    int anchors = 0, pages = 0;
    for (int i = 0; i < l->anchors.n; i++) {
        Anchor anchor = l->anchors.at[i];
        if (place[anchor.page] < 0)
            continue;
        anchor.last_page = last_kept(place, anchor.page, int_max(anchor.page, anchor.last_page));
        anchor.page = place[anchor.page];
        l->anchors.at[anchors++] = anchor;
    }
    for (int i = 0; i < l->pages.n; i++)
        if (place[i] >= 0)
            l->pages.at[pages++] = l->pages.at[i];
    l->anchors.n = anchors;
    l->pages.n = pages;
    l->partial = true;
    l->spreads = false;
    pages_index(a, l);
}

void pages_keep_changed(Arena *a, PageList *l, const Doc *marked)
{
    pages_keep(a, l, changed_pages(a, l, marked));
}
