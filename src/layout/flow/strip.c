/* Strips and items: shared by everything that builds them. */
#include "layout/flow/strip.h"

#include "layout/flow/paragraph.h"

void put_rect(Pass *pass, Items *items, const Node *node, Rect r, Swatch fill)
{
    Item *item = VEC_NEXT(pass->arena, items);
    *item = (Item){.kind = ITEM_RECT,
                   .role = ITEM_DECORATION,
                   .colour = colour_of(pass, fill),
                   .node = node,
                   .x = r.x,
                   .y = r.y};
    item->u.rect.w = r.w;
    item->u.rect.h = r.h;
}

void strip_hang_line(Pass *pass, Strip *s, const Label *label, const Line *line)
{
    Items items = {0};
    PageLinks links = {0};
    line_items(&(Surface){pass, &items, &links}, line, (Point){label->x + s->inset, label->top}, label->beside,
               label->node);
    for (int i = 0; i < s->nitems; i++)
        VEC_PUSH(pass->arena, &items, s->items[i]);
    for (int i = 0; i < s->nlinks; i++)
        VEC_PUSH(pass->arena, &links, s->links[i]);
    s->items = items.at, s->nitems = items.n;
    s->links = links.at, s->nlinks = links.n;
}

void strip_hang(Pass *pass, Strip *s, const Label *label)
{
    Lines lines = set_mark(pass, label->text, label->style, label->node);
    if (lines.n)
        strip_hang_line(pass, s, label, &lines.at[0]);
}

void strip_adopt(Pass *pass, Strip *s, const Flow *f)
{
    VEC(const Node *) notes = {0}, begins = {0};
    for (int i = 0; i < s->nnotes; i++)
        VEC_PUSH(pass->arena, &notes, s->notes[i]);
    for (int i = 0; i < s->nbegins; i++)
        VEC_PUSH(pass->arena, &begins, s->begins[i]);
    for (int k = 0; k < f->strips.n; k++) {
        const Strip *inner = &f->strips.at[k];
        for (int i = 0; i < inner->nnotes; i++)
            VEC_PUSH(pass->arena, &notes, inner->notes[i]);
        for (int i = 0; i < inner->nbegins; i++)
            VEC_PUSH(pass->arena, &begins, inner->begins[i]);
    }
    s->notes = notes.at, s->nnotes = notes.n;
    s->begins = begins.at, s->nbegins = begins.n;
}

void strip_put_first(Pass *pass, Strip *s, Item item)
{
    Item *items = NEWN(pass->arena, Item, s->nitems + 1);
    items[0] = item;
    for (int i = 0; i < s->nitems; i++)
        items[i + 1] = s->items[i];
    s->items = items, s->nitems++;
}

void strip_move_down(Pass *pass, Strip *s, Len by)
{
    Item *items = arena_copy(pass->arena, s->items, (size_t)s->nitems * sizeof *items);
    PageLink *links = arena_copy(pass->arena, s->links, (size_t)s->nlinks * sizeof *links);
    for (int i = 0; i < s->nitems; i++)
        items[i].y += by;
    for (int i = 0; i < s->nlinks; i++)
        links[i].y += by;
    s->items = items, s->links = links;
    s->height += by;
}

Strip strip_again(Pass *pass, const Strip *s)
{
    Item *items = NEWN(pass->arena, Item, s->nitems);
    for (int i = 0; i < s->nitems; i++) {
        items[i] = s->items[i];
        if (items[i].role == ITEM_CONTENT)
            items[i].role = ITEM_REPEATED;
    }
    return (Strip){.height = s->height + s->gap, .items = items, .nitems = s->nitems};
}
