/* Blocks beside the text: which have room there, and how wide they are. What has none is set in its place, like any
 * other block.
 *
 * A block at a side has the width that it asks for; a picture without one has its own, up to half of the measure. The
 * text beside it needs room for a dozen letters and more, and some text must follow that can stand there. */
#include "layout/beside/beside.h"

#include "base/str.h"
#include "layout/beside/aside.h"
#include "layout/beside/sides.h"
#include "layout/flow/heights.h"
#include "layout/flow/image.h"

/* Attributes are written behind a picture, so a figure's are its image's. */
static Str attr_of(const Node *n, const char *name)
{
    const Node *asked = n->kind == NODE_FIGURE && n->first && n->first->nattrs ? n->first : n;
    return node_attr(asked, name);
}

static Str float_of(const Builder *b, const Node *n)
{
    const BoxStyle *box = n->kind == NODE_BOX ? template_box(b->pass->tpl, n->name) : NULL;
    Str own = attr_of(n, "float");
    return !own.n && box && box->in_margin ? STR("margin") : own;
}

static const Style *text_style(const Builder *b, const Setting *s)
{
    return style_block(b->pass->styler, STR("p"), STR(""), s->place);
}

/* How far below the top of a line of text its capitals begin. */
static Len capitals_top(const Style *text)
{
    return style_baseline(text) - text->size * 5 / 7;
}

/* The baseline of a flow's first words below its top, where nothing is painted above them; else -1. */
static Len first_baseline(const Flow *f)
{
    const Strip *s = f->strips.n ? &f->strips.at[0] : NULL;
    Len pads = 0;
    for (const Frame *frame = s ? s->frame : NULL; frame; frame = frame->outer) {
        if (frame->tint != SWATCH_NONE || frame->rule_top || frame->corner)
            return -1;
        pads += frame->pad_top;
    }
    for (int i = 0; s && i < s->nitems; i++)
        if (s->items[i].kind == ITEM_GLYPHS)
            return pads + s->items[i].y;
    return -1;
}

/* Words are level with the line that they stand beside; a picture, or a box that can be seen, with its capitals. */
static Len drop_of(const Builder *b, const Flow *f, const Setting *s)
{
    const Style *text = text_style(b, s);
    Len baseline = first_baseline(f);
    return baseline < 0 ? capitals_top(text) : style_baseline(text) - baseline;
}

static bool build_in_margin(Builder *b, const Node *n, const Setting *s)
{
    bool alone = !n->prev && !n->next;
    if (alone || !aside_possible(b, s))
        return false;
    const Flow *f = build_one_apart(b->pass, b->section, n, aside_setting(b, *s));
    build_aside(b, f, drop_of(b, f, s));
    return true;
}

/* ---- at a side ---- */

static bool is_picture(const Node *n)
{
    const Node *image = n->kind == NODE_FIGURE ? n->first : NULL;
    return image && image->kind == NODE_IMAGE && !image->u.image.chart && !image->u.image.diagram;
}

/* Of a block or chart: "60mm" or "40%". */
static Len width_asked(const Node *n, const Setting *s)
{
    enum { USUAL = 40 };
    Str width = attr_of(n, "width");
    int percent = USUAL;
    Len length;
    if (width.n && !str_ends(width, "%") && len_parse(width, &length))
        return int_min(length, s->measure);
    if (width.n)
        str_to_int(str_sub(width, 0, width.n - 1), &percent); /* it has been checked */
    return (Len)((int64_t)s->measure * percent / 100);
}

static Len width_at_side(const Node *n, const Setting *s)
{
    Len w, h;
    if (!is_picture(n))
        return width_asked(n, s);
    picture_size(n->first, s, &w, &h);
    bool given = n->first->u.image.given_width || n->first->u.image.percent;
    return given ? w : int_min(w, s->measure / 2);
}

/* Text that can stand beside it follows, in the same section, item or block. */
static bool text_follows(const Builder *b, const Node *n)
{
    enum { MOST = 8 }; /* in a row */
    const Node *next = n->next;
    for (int i = 0; i < MOST && next && (next->kind == NODE_NOTE || beside_asked(b, next)); i++)
        next = next->next;
    return next
           && (next->kind == NODE_PARAGRAPH || next->kind == NODE_LIST || next->kind == NODE_HEADING
               || next->kind == NODE_QUOTE);
}

static Len flow_height(Arena *a, const Flow *f)
{
    Heights h = heights_of(a, f);
    return height_between(&h, 0, f->strips.n);
}

/* What is left of the measure when a side takes so much. */
static Len rest_beside(const Builder *b, const Setting *s, int side, Len taken)
{
    const TextSide *other = &b->sides[!side];
    Len rest = s->measure - taken - (other->height > 0 ? other->taken : 0);
    for (int i = 0; i < b->side_blocks.n; i++)
        rest -= b->side_blocks.at[i].side != side ? b->side_blocks.at[i].taken : 0;
    return rest;
}

/* How far down the side reaches already. */
static Len height_before(const Builder *b, int side)
{
    Len height = b->sides[side].height;
    for (int i = 0; i < b->side_blocks.n; i++)
        height += b->side_blocks.at[i].side == side ? b->side_blocks.at[i].height : 0;
    return height;
}

/* It may be as high as half of a page: what stands beside it does not break. */
static void add_at_side(Builder *b, const Setting *s, SideBlock block)
{
    const TextSide *same = &b->sides[block.side];
    bool high = height_before(b, block.side) + block.height > s->region_height / 2;
    bool elsewhere = same->height > 0 && same->edge != block.edge;
    if (high || elsewhere || rest_beside(b, s, block.side, block.taken) < sides_least(text_style(b, s)))
        build_clear(b);
    sides_add(b, block);
}

static bool build_at_side(Builder *b, const Node *n, const Setting *s, int side)
{
    if (s->apart || !text_follows(b, n) || (is_picture(n) && !n->first->u.image.bytes.n))
        return false;
    const Style *text = text_style(b, s), *figure = style_block(b->pass->styler, STR("figure"), n->name, s->place);
    Setting own = *s;
    own.x = own.margin = 0;
    own.measure = width_at_side(n, s);
    own.whole = true;
    if (s->measure - own.measure - text->leading < sides_least(text))
        return false;
    const Flow *f = build_one_apart(b->pass, b->section, n, own);
    Len height = flow_height(b->pass->arena, f), edge = side ? s->x + s->measure : s->x;
    if (!f->strips.n || height > s->region_height / 2)
        return false;
    add_at_side(b, s,
                (SideBlock){.flow = f,
                            .side = side,
                            .x = side ? edge - own.measure : edge,
                            .drop = capitals_top(text),
                            .height = height + text->leading / 3,
                            .taken = own.measure + text->leading,
                            .edge = edge,
                            .after = figure->space_after});
    return true;
}

bool beside_asked(const Builder *b, const Node *n)
{
    if (n->kind != NODE_FIGURE && n->kind != NODE_BOX)
        return false;
    Str asked = float_of(b, n);
    return str_is(asked, "left") || str_is(asked, "right") || str_is(asked, "margin");
}

bool build_set_beside(Builder *b, const Node *n, Setting s)
{
    if (!beside_asked(b, n))
        return false;
    Str asked = float_of(b, n);
    return str_is(asked, "margin") ? build_in_margin(b, n, &s) : build_at_side(b, n, &s, str_is(asked, "right"));
}
