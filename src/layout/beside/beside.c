/* Blocks beside the text. What has no room there is set in its place, like any other block. */
#include "layout/beside/beside.h"

#include "layout/beside/aside.h"

/* A picture's attributes are written behind it, so a figure's are its image's. */
static Str float_of(const Builder *b, const Node *n)
{
    const Node *asked = n->kind == NODE_FIGURE && n->first && n->first->nattrs ? n->first : n;
    const BoxStyle *box = n->kind == NODE_BOX ? template_box(b->pass->tpl, n->name) : NULL;
    Str own = node_attr(asked, "float");
    return !own.n && box && box->in_margin ? STR("margin") : own;
}

/* How far below the top of a line of text its capitals begin. */
static Len capitals_top(const Builder *b, const Setting *s)
{
    const Style *text = style_block(b->pass->styler, STR("p"), STR(""), s->place);
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
    const Style *text = style_block(b->pass->styler, STR("p"), STR(""), s->place);
    Len baseline = first_baseline(f);
    return baseline < 0 ? capitals_top(b, s) : style_baseline(text) - baseline;
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

bool build_set_beside(Builder *b, const Node *n, Setting s)
{
    if (n->kind != NODE_FIGURE && n->kind != NODE_BOX)
        return false;
    return str_is(float_of(b, n), "margin") && build_in_margin(b, n, &s);
}
