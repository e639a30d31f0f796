/* Panels put on the sides of their sheet.
 *
 * Panels are made as pages first, so words, lines and tags are the same however they are shown. Here the items of
 * each are moved to its place on a side, in reading order, over what the side draws. What is drawn across a fold is
 * drawn once and whole. */
#include "layout/panels/panels_private.h"

#include "layout/pages/furniture.h"

typedef struct Folding {
    Press *press;
    VEC(Page) pages;
    int *now; /* by page before: its index from now on */
} Folding;

/* The sides without panels. */
static void open_sides(Folding *f)
{
    Pass *pass = f->press->pass;
    const FoldedSheet *sheet = pass->tpl->sheet;
    for (int i = 0; i < sheet->nsides; i++) {
        const SheetSide *side = &sheet->sides[i];
        Page *page = VEC_NEXT(pass->arena, &f->pages);
        *page = (Page){.width = sheet->width,
                       .height = sheet->height,
                       .number = i + 1,
                       .part_number = i + 1,
                       .picture_dpi = pass->tpl->picture_dpi,
                       .folds = side->folds,
                       .nfolds = side->nfolds};
        furnish_side(f->press, page, side);
    }
}

static void put_on_side(Folding *f, const Panel *panel, const Page *from)
{
    Arena *a = f->press->pass->arena;
    Page *side = &f->pages.at[panel->side];
    for (int i = 0; i < from->items.n; i++) {
        Item item = from->items.at[i];
        item.x += panel->x;
        VEC_PUSH(a, &side->items, item);
    }
    for (int i = 0; i < from->links.n; i++) {
        PageLink link = from->links.at[i];
        link.x += panel->x;
        VEC_PUSH(a, &side->links, link);
    }
}

void fold_sheets(Press *p)
{
    pass_enter(p->pass, 0);
    if (!shows_sheets(p->pass))
        return;
    PageList *l = p->list;
    Folding f = {.press = p, .now = NEWN(p->pass->arena, int, l->pages.n)};
    VEC_RESERVE(p->pass->arena, &f.pages, SHEET_SIDES);
    open_sides(&f);
    for (int i = 0; i < l->pages.n; i++) {
        const Panel *panel = p->pressed.at[i].panel;
        f.now[i] = panel->side;
        put_on_side(&f, panel, &l->pages.at[i]);
    }
    for (int i = 0; i < l->anchors.n; i++) {
        l->anchors.at[i].page = f.now[l->anchors.at[i].page];
        l->anchors.at[i].last_page = f.now[l->anchors.at[i].last_page];
    }
    l->pages.at = f.pages.at;
    l->pages.n = f.pages.n;
    l->pages.cap = f.pages.cap;
}
