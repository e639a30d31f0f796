/* Captions, with the owner's number before them.
 *
 * A caption at the side stands in the margin column, level with what is set next, or beside its picture. Where neither
 * has room for it, it is where captions usually are. */
#include "layout/flow/caption.h"

#include "layout/beside/aside.h"
#include "layout/beside/sides.h"

void caption_pieces(Pass *pass, Pieces *pieces, const Node *table, const Node *caption, const Style *style)
{
    if (table->number.n) {
        const Style *number = style_inline(pass->styler, style, STR("number"), STR(""));
        pieces_text(pass, pieces, table->number, number, caption);
        pieces_text(pass, pieces, STR("\xE2\x80\x82"), number, caption);
    }
    pieces_inlines(pass, pieces, caption->first, style);
}

void set_caption(Builder *b, const Node *owner, const Node *caption, Setting s, const char *class_name)
{
    const Style *style = style_block(b->pass->styler, STR("caption"), str_c(class_name), s.place);
    Pieces pieces = {0};
    caption_pieces(b->pass, &pieces, owner, caption, style);
    build_begin(b, caption);
    set_paragraph(b, caption, &pieces, style, s);
}

/* ---- at the side ---- */

static bool wants_side(const Node *owner, const Style *style)
{
    const Node *asked = owner->kind == NODE_FIGURE && owner->first && owner->first->nattrs ? owner->first : owner;
    Str at = node_attr(asked, "caption-at");
    return at.n ? str_is(at, "side") : style->side;
}

static const Style *caption_style(const Builder *b, const Setting *s, const char *class_name)
{
    return style_block(b->pass->styler, STR("caption"), str_c(class_name), s->place);
}

/* How far below the top of its first line a caption's capitals begin. */
static Len capitals_top(const Style *style)
{
    return style_baseline(style) - style->size * 5 / 7;
}

bool set_caption_in_margin(Builder *b, const Node *owner, const Node *caption, Setting s, const char *class_name)
{
    const Style *style = caption_style(b, &s, class_name);
    if (!wants_side(owner, style) || !aside_possible(b, &s))
        return false;
    Builder apart;
    s = aside_setting(b, s);
    build_start_apart(&apart, b->pass, b->section, &s);
    set_caption(&apart, owner, caption, s, class_name);
    build_aside(b, apart.flow, -capitals_top(style));
    return true;
}

bool set_caption_beside(Builder *b, const Node *figure, const Node *caption, Setting s, SideBlock picture)
{
    const Style *style = caption_style(b, &s, "figure");
    Len taken = picture.taken + style->leading;
    if (!wants_side(figure, style) || s.apart || picture.height > s.region_height / 2
        || s.measure - taken < sides_least(style) * 3 / 4)
        return false;
    picture.taken = 0; /* the caption is set in beside it, and stays so below it */
    picture.drop = capitals_top(style);
    sides_add(b, picture);
    s.x += taken;
    s.measure -= taken;
    set_caption(b, figure, caption, s, "figure");
    build_clear(b);
    return true;
}
