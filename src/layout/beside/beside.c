/* Blocks beside the text. What has no room there is set in its place, like any other block. */
#include "layout/beside/beside.h"

#include "layout/beside/aside.h"

/* A picture's attributes are written behind it, so a figure's are its image's. */
static Str float_of(const Node *n)
{
    const Node *asked = n->kind == NODE_FIGURE && n->first && n->first->nattrs ? n->first : n;
    return node_attr(asked, "float");
}

/* How far below the top of a line of text its capitals begin. */
static Len capitals_top(const Builder *b, const Setting *s)
{
    const Style *text = style_block(b->pass->styler, STR("p"), STR(""), s->place);
    return style_baseline(text) - text->size * 5 / 7;
}

static bool build_in_margin(Builder *b, const Node *n, const Setting *s)
{
    bool alone = !n->prev && !n->next;
    if (alone || !aside_possible(b, s))
        return false;
    build_aside(b, build_one_apart(b->pass, b->section, n, aside_setting(b, *s)), capitals_top(b, s));
    return true;
}

bool build_set_beside(Builder *b, const Node *n, Setting s)
{
    if (n->kind != NODE_FIGURE && n->kind != NODE_BOX)
        return false;
    return str_is(float_of(n), "margin") && build_in_margin(b, n, &s);
}
