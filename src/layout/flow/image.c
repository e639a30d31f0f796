/* Pictures on their own, with their captions.
 *
 * A picture has the width its author gives, else that of its pixels at 150 to the inch, or the size that an SVG states.
 * It is never wider than the column, nor so tall that it and its caption do not fit a page. */
#include "layout/flow/image.h"

#include "layout/beside/aside.h"
#include "layout/flow/caption.h"
#include "layout/flow/drawing.h"

void picture_size(const Node *image, const Setting *s, Len *w, Len *h)
{
    int64_t pw = int_max(image->u.image.width, 1), ph = int_max(image->u.image.height, 1);
    int64_t width = pw * PT(72) / node_picture_density(image);
    if (s->whole)
        width = s->measure;
    else if (image->u.image.given_width)
        width = image->u.image.given_width;
    else if (image->u.image.percent)
        width = (int64_t)s->measure * image->u.image.percent / 100;
    if (width > s->measure)
        width = s->measure;
    int64_t height = width * ph / pw, most = (int64_t)s->region_height * 4 / 5;
    if (height > most) {
        height = most;
        width = height * pw / ph;
    }
    *w = int_max((Len)width, 1);
    *h = int_max((Len)height, 1);
}

static void set_image(Builder *b, const Node *image, const Style *style, Setting s)
{
    Item *item = NEW(b->pass->arena, Item);
    Len w, h;
    picture_size(image, &s, &w, &h);
    *item = (Item){.kind = ITEM_IMAGE,
                   .role = image->u.image.decorative ? ITEM_DECORATION : ITEM_CONTENT,
                   .node = image,
                   .x = s.x};
    if (style->align == ALIGN_CENTRE)
        item->x += (s.measure - w) / 2;
    item->u.image.w = w;
    item->u.image.h = h;
    Strip *strip = build_strip(b, h, style->space_before, 0);
    strip->items = item, strip->nitems = 1;
}

/* Sets the caption beside its picture, if the style asks for that, the page has no margin column, and there is room. */
static bool build_with_caption_beside(Builder *b, const Node *figure, const Style *style, Setting s)
{
    Len w, h, after = b->after;
    if (aside_possible(b, &s))
        return false;
    picture_size(figure->first, &s, &w, &h);
    Setting own = s;
    own.x = 0;
    Builder apart;
    build_start_apart(&apart, b->pass, b->section, &own);
    Style *plain = NEW(b->pass->arena, Style);
    *plain = *style;
    plain->align = ALIGN_LEFT;
    set_image(&apart, figure->first, plain, own);
    b->after = b->entering ? after : int_max(after, style->space_before);
    SideBlock block = {.flow = apart.flow, .x = s.x, .height = h, .taken = w, .edge = s.x, .after = style->space_after};
    if (!set_caption_beside(b, figure, figure->first->next, s, block)) {
        b->after = after;
        return false;
    }
    b->after = int_max(b->after, style->space_after);
    return true;
}

void build_figure(Builder *b, const Node *figure, Setting s)
{
    const Style *style = style_block(b->pass->styler, STR("figure"), figure->name, s.place);
    const Node *image = figure->first;
    if (image && image->kind == NODE_IMAGE && (image->u.image.chart || image->u.image.diagram)) {
        build_drawing(b, figure, s);
        return;
    }
    if (!image || image->kind != NODE_IMAGE || !image->u.image.bytes.n)
        return; /* it could not be read and has been reported */
    const Node *caption = image->next && image->next->kind == NODE_CAPTION ? image->next : NULL;
    if (caption && build_with_caption_beside(b, figure, style, s))
        return;
    bool in_margin = caption && set_caption_in_margin(b, figure, caption, s, "figure");
    set_image(b, image, style, s);
    b->after = 0;
    if (caption && !in_margin) {
        b->next_penalty = PENALTY_NEVER;
        set_caption(b, figure, caption, s, "figure");
    }
    b->after = int_max(b->after, style->space_after);
}
