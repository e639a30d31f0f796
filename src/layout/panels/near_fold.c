/* Content that comes too near to a fold: a table or a line that is wider than its panel's text.
 *
 * What a template itself puts there is reported once for the template (style/sheet.c), so here only what reaches
 * beyond the margins counts. */
#include "layout/panels/panels_private.h"

enum { TENTH_MM = LEN_PT * 72 / 254, ROUNDING = LEN_PT / 4 };

static bool width_of(const Item *item, Len *width)
{
    switch (item->kind) {
    case ITEM_GLYPHS: *width = item->u.run->width; return true;
    case ITEM_RECT: *width = item->u.rect.w; return true;
    case ITEM_IMAGE: *width = item->u.image.w; return true;
    default: return false;
    }
}

/* How near the item comes to a fold that it should keep away from; the safe distance when it does. */
static Len distance_of(const Panel *panel, Len safe, const Item *item)
{
    Len width, nearest = safe;
    if (!item->node || !width_of(item, &width))
        return safe;
    if (panel->fold_left && item->x + ROUNDING < panel->page.inner)
        nearest = int_min(nearest, item->x);
    Len right = panel->page.width - item->x - width;
    if (panel->fold_right && right + ROUNDING < panel->page.outer)
        nearest = int_min(nearest, right);
    return nearest;
}

static void look_at_page(const Press *p, int index)
{
    const PressedPage *pressed = &p->pressed.at[index];
    const Page *page = &p->list->pages.at[index];
    Len safe = p->pass->tpl->sheet->safe;
    int line = -1; /* of what was reported last */
    for (int i = 0; i < page->items.n; i++) {
        const Item *item = &page->items.at[i];
        Len distance = distance_of(pressed->panel, safe, item);
        if (distance + ROUNDING >= safe || item->node->pos.line == line)
            continue;
        int found = (int)(int_max(distance, 0) / TENTH_MM), wanted = (int)((safe + ROUNDING) / TENTH_MM);
        line = item->node->pos.line;
        diag(p->pass->job->diag, PNL002, item->node->pos,
             "this is %d.%d mm from the fold beside panel \"" STR_FMT "\"; expected at least %d.%d mm", found / 10,
             found % 10, STR_ARG(pressed->panel->name), wanted / 10, wanted % 10);
    }
}

void report_near_folds(const Press *p, int first_page)
{
    for (int i = first_page; i < p->list->pages.n; i++)
        look_at_page(p, i);
}
