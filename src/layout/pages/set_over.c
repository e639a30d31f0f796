/* Text that is set over what its page places, as on a cover with a title of its own.
 *
 * Both are lines of letters, each a box from a little above its baseline to a little below. Placed lines are few, and
 * most lie clear of all text, so only those within the extent of the text are held against each piece of it. */
#include "layout/pages/set_over_private.h"

#include "style/sheet.h"

typedef struct LetterBox {
    Len left, top, right, bottom;
} LetterBox;

static LetterBox box_of(const Item *item)
{
    const GlyphRun *run = item->u.run;
    return (LetterBox){item->x, item->y - run->size / 2, item->x + run->width, item->y + run->size / 8};
}

static bool overlap(LetterBox a, LetterBox b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static LetterBox extent_of(const Items *text)
{
    LetterBox all = {LEN_MAX, LEN_MAX, -LEN_MAX, -LEN_MAX};
    for (int i = 0; i < text->n; i++) {
        if (text->at[i].kind != ITEM_GLYPHS)
            continue;
        LetterBox box = box_of(&text->at[i]);
        all = (LetterBox){int_min(all.left, box.left), int_min(all.top, box.top), int_max(all.right, box.right),
                          int_max(all.bottom, box.bottom)};
    }
    return all;
}

/* The first piece of text under a box; NULL: it is clear. */
static const Item *text_under(const Items *text, LetterBox box)
{
    for (int i = 0; i < text->n; i++)
        if (text->at[i].kind == ITEM_GLYPHS && text->at[i].node && overlap(box_of(&text->at[i]), box))
            return &text->at[i];
    return NULL;
}

static void report(const Press *p, const Panel *panel, const Item *text, const Item *placed)
{
    const FoldedSheet *sheet = p->pass->tpl->sheet;
    Diag *d = p->pass->job->diag;
    diag(d, PNL006, text->node->pos,
         "this is set over \"" STR_FMT "\", which the page of panel \"" STR_FMT "\" places; expected text on a panel "
         "that is free",
         STR_ARG(str_trim(placed->u.run->text)), STR_ARG(panel->name));
    const Panel *first = &sheet->panels[sheet_first_for_text(sheet)];
    if (first != panel)
        diag_help(d, "write panel=\"" STR_FMT "\"; text without a panel begins there", STR_ARG(first->name));
}

void report_set_over(const Press *p, int index, const Items *placed)
{
    const Panel *panel = p->pressed.at[index].panel;
    const Items *text = &p->list->pages.at[index].items;
    if (!panel)
        return;
    LetterBox extent = extent_of(text);
    for (int i = 0; i < placed->n; i++) {
        if (placed->at[i].kind != ITEM_GLYPHS || !overlap(box_of(&placed->at[i]), extent))
            continue;
        const Item *under = text_under(text, box_of(&placed->at[i]));
        if (!under)
            continue;
        report(p, panel, under, &placed->at[i]);
        return;
    }
}
