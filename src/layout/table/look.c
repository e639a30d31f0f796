/* What is drawn before words (draw/look.h), in the strip of their first line, about the middle of a capital letter. It
 * is decoration. */
#include "layout/table/look_private.h"
#include "layout/table/table_private.h"

#include "draw/look.h"

Len look_room(const Node *paragraph, const Style *style)
{
    return draw_has_look(paragraph) ? style->size * 13 / 10 : 0;
}

void look_put(Pass *pass, Strip *line, const Node *paragraph, const Style *style, Len x)
{
    Circle at = {x + style->size / 2, style_baseline(style) - style->size * 7 / 20, style->size * 2 / 5};
    DrawnLook look;
    if (!draw_look(pass->tpl, paragraph, style, at, &look))
        return;
    PagePath *path = NEW(pass->arena, PagePath);
    *path = (PagePath){.segs = arena_copy(pass->arena, look.segs, sizeof *look.segs * (size_t)look.n),
                       .n = look.n,
                       .fill = colour_of(pass, look.fill),
                       .stroke = colour_of(pass, look.stroke),
                       .stroke_width = pass->tpl->statuses.outline_width};
    Items items = {0};
    for (int i = 0; i < line->nitems; i++)
        VEC_PUSH(pass->arena, &items, line->items[i]);
    Item item = {.kind = ITEM_PATH, .role = ITEM_DECORATION, .node = paragraph};
    item.u.path = path;
    VEC_PUSH(pass->arena, &items, item);
    line->items = items.at;
    line->nitems = items.n;
}
