/* Attributions. With a portrait, the lines stand to the right of it, in the middle of its height. */
#include "layout/box/attribution.h"

#include "layout/flow/paragraph.h"

typedef struct Portrait {
    const Node *image; /* NULL: none */
    Len w, h, gap;
} Portrait;

bool is_portrait(const Pass *pass, const Node *figure)
{
    const BoxStyle *box = figure->parent->kind == NODE_BOX ? template_box(pass->tpl, figure->parent->name) : NULL;
    const Node *image = figure->first && figure->first->kind == NODE_IMAGE ? figure->first : NULL;
    return box && image && (str_is(figure->name, PORTRAIT_CLASS) || str_is(image->name, PORTRAIT_CLASS));
}

static Portrait portrait_of(const Pass *pass, const Node *n, const BoxStyle *box, const Setting *s)
{
    const Node *figure = n->first;
    while (figure && (figure->kind != NODE_FIGURE || !is_portrait(pass, figure)))
        figure = figure->next;
    const Node *image = figure ? figure->first : NULL;
    if (!image || !box->portrait || !image->u.image.bytes.n || image->u.image.height < 1)
        return (Portrait){0};
    Len w = int_min(box->portrait, s->measure / 3), h = len_scale(w, image->u.image.height, image->u.image.width);
    if (h > w * 3 / 2)
        h = w * 3 / 2, w = len_scale(h, image->u.image.width, image->u.image.height);
    return (Portrait){image, w, h, int_max(w / 4, PT(6))};
}

/* Two lines that look alike are read as one paragraph, so they need a space between them. */
static bool look_alike(Builder *b, Setting *s)
{
    const Style *by = build_style(b, "by", STR(""), s), *role = build_style(b, "by-role", STR(""), s);
    return str_eq(by->family, role->family) && by->size == role->size && by->weight == role->weight
           && by->italic == role->italic && by->colour == role->colour;
}

static void set_lines(Builder *b, const Node *n, Setting s)
{
    static const struct {
        const char *attr, *element;
    } parts[] = {{"by", "by"}, {"role", "by-role"}};
    for (int i = 0; i < COUNT(parts); i++) {
        Str text = node_attr(n, parts[i].attr);
        if (!text.n)
            continue;
        const Style *style = build_style(b, parts[i].element, STR(""), &s);
        Pieces pieces = {0};
        pieces_text(b->pass, &pieces, text, style, n);
        if (i == 0 && node_attr(n, parts[1].attr).n && look_alike(b, &s))
            pieces_text(b->pass, &pieces, STR(" "), style, n);
        b->next_penalty = PENALTY_NEVER;
        set_paragraph(b, n, &pieces, style, s);
    }
}

static Item portrait_item(const Portrait *p, Point at)
{
    Item item = {.kind = ITEM_IMAGE,
                 .role = p->image->u.image.decorative ? ITEM_DECORATION : ITEM_CONTENT,
                 .node = p->image,
                 .x = at.x,
                 .y = at.y};
    item.u.image.w = p->w;
    item.u.image.h = p->h;
    return item;
}

/* The strips from `first` on are as high as the portrait, at least. */
static void put_portrait(Builder *b, const Portrait *p, int first, Len x)
{
    Strip *strips = b->flow->strips.at;
    int last = b->flow->strips.n - 1;
    Len height = 0;
    for (int i = first; i <= last; i++) {
        height += strips[i].height + (i > first ? strips[i].gap : 0);
        strips[i].penalty = PENALTY_NEVER;
    }
    Len missing = int_max(p->h - height, 0);
    strip_move_down(b->pass, &strips[first], missing / 2);
    strips[last].height += missing - missing / 2;
    strip_put_first(b->pass, &strips[first], portrait_item(p, (Point){x, int_max(height - p->h, 0) / 2}));
}

void set_attribution(Builder *b, const Node *n, const BoxStyle *box, Setting s)
{
    Portrait p = portrait_of(b->pass, n, box, &s);
    int first = b->flow->strips.n;
    Len x = s.x;
    if (p.image) {
        s.x += p.w + p.gap;
        s.measure -= p.w + p.gap;
    }
    set_lines(b, n, s);
    if (p.image && b->flow->strips.n == first)
        build_strip(b, 0, build_style(b, "by", STR(""), &s)->space_before, PENALTY_NEVER);
    if (p.image)
        put_portrait(b, &p, first, x);
}
