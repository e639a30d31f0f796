/* A list's colours, its pages' boxes, and finding anchors.
 *
 * Layout appends anchors as it goes and looks up few; the PDF writer looks up one for every link and outline entry.
 * So the index is built once, when the list is complete, and holds each node's first anchor. Anchors added after
 * that are searched in order. */
#include "page/page.h"

/* ---- colours ---- */

static bool is_same(const PageColour *a, const PageColour *b)
{
    return a->r == b->r && a->g == b->g && a->b == b->b && a->c == b->c && a->m == b->m && a->y == b->y && a->k == b->k
           && a->form == b->form && str_eq(a->name, b->name);
}

static Colour take_colour(Arena *a, PageList *l, PageColour colour)
{
    for (int i = 0; i < l->colours.n; i++)
        if (is_same(&l->colours.at[i], &colour))
            return (Colour)i;
    check(l->colours.n < INT16_MAX);
    VEC_PUSH(a, &l->colours, colour);
    return (Colour)(l->colours.n - 1);
}

const Colour *pages_take_colours(Arena *a, PageList *l, const Template *t)
{
    Colour *colours = NEWN(a, Colour, t->nswatches);
    for (int i = 0; i < t->nswatches; i++) {
        const SwatchColour *s = &t->swatches[i];
        PageColour colour = {.name = s->name, .r = s->r, .g = s->g, .b = s->b};
        colour.c = s->c, colour.m = s->m, colour.y = s->y, colour.k = s->k;
        colours[i] = take_colour(a, l, colour);
    }
    return colours;
}

Colour pages_take_marks_colour(Arena *a, PageList *l)
{
    PageColour colour = {.name = STR("marks"), .form = COLOUR_OF_MARKS};
    colour.c = colour.m = colour.y = colour.k = 100;
    return take_colour(a, l, colour);
}

static Colour take_picture_colour(Arena *a, PageList *l, VectorColour c)
{
    enum { MANY = 24000 };
    if (l->colours.n > MANY) /* 4 bits of each part are left */
        c = (VectorColour){(uint8_t)(c.r / 16 * 17), (uint8_t)(c.g / 16 * 17), (uint8_t)(c.b / 16 * 17)};
    char bytes[] = {(char)c.r, (char)c.g, (char)c.b};
    Str key = {bytes, sizeof bytes};
    int found = map_number(&l->picture_colours, key);
    if (found >= 0)
        return (Colour)found;
    check(l->colours.n < INT16_MAX);
    map_put_number(a, &l->picture_colours, str_dup(a, key), l->colours.n);
    PageColour colour = {.r = c.r, .g = c.g, .b = c.b, .form = COLOUR_OF_PICTURE};
    colour.name = str_format(a, "#%02x%02x%02x", c.r, c.g, c.b);
    VEC_PUSH(a, &l->colours, colour);
    return (Colour)(l->colours.n - 1);
}

const Colour *pages_take_picture_colours(Arena *a, PageList *l, const Vector *v)
{
    Colour *colours = NEWN(a, Colour, v->ncolours);
    for (int i = 0; i < v->ncolours; i++)
        colours[i] = take_picture_colour(a, l, v->colours[i]);
    return colours;
}

const PagePicture *page_picture(const PageList *l, const Node *image)
{
    int found = nodemap_find(&l->picture_index, image);
    return found < 0 ? NULL : &l->pictures.at[found];
}

/* ---- boxes ---- */

Rect page_picture_box(const Item *item)
{
    bool cropped = item->kind == ITEM_CROPPED;
    return (Rect){item->x, item->y, cropped ? item->u.crop->w : item->u.image.w,
                  cropped ? item->u.crop->h : item->u.image.h};
}

Rect page_picture_shown(const Item *item)
{
    if (item->kind == ITEM_IMAGE)
        return page_picture_box(item);
    Rect shown = item->u.crop->shown;
    return (Rect){item->x + shown.x, item->y + shown.y, shown.w, shown.h};
}

Rect page_path_box(const Item *item)
{
    const PagePath *p = item->u.path;
    Len left = LEN_MAX, top = LEN_MAX, right = -LEN_MAX, bottom = -LEN_MAX;
    for (int i = 0; i < p->n; i++)
        for (int k = 0; k < (p->segs[i].op == PATH_CURVE ? 3 : p->segs[i].op == PATH_CLOSE ? 0 : 1); k++) {
            left = int_min(left, p->segs[i].x[k]), right = int_max(right, p->segs[i].x[k]);
            top = int_min(top, p->segs[i].y[k]), bottom = int_max(bottom, p->segs[i].y[k]);
        }
    if (left > right)
        return (Rect){item->x, item->y, 0, 0};
    return (Rect){item->x + left, item->y + top, right - left, bottom - top};
}

int page_reduced_picture(const Page *p, const Item *item)
{
    const Node *image = item->node;
    if (image->u.image.format == IMAGE_SVG)
        return 0;
    int across = image->u.image.width, down = image->u.image.height;
    int64_t wanted = (int64_t)page_picture_box(item).w * p->picture_dpi / PT(72);
    if (wanted < 1 || wanted * 3 / 2 >= across)
        return 0;
    bool lies = image->u.image.orientation >= 5;
    return (int)(lies ? (wanted * down + across - 1) / across : wanted);
}

Rect page_box(const Page *p, PageBox box)
{
    Len beyond = box == BOX_MEDIA ? p->slug : box == BOX_BLEED ? p->bleed : 0;
    return (Rect){-beyond, -beyond, p->width + 2 * beyond, p->height + 2 * beyond};
}

Str page_label(Arena *a, const Page *p)
{
    return p->label.n ? str_dup(a, p->label) : str_format(a, "%d", p->number);
}

Str page_part_label(Arena *a, const Page *p)
{
    return p->part_label.n ? str_dup(a, p->part_label) : str_format(a, "%d", p->part_number);
}

/* ---- anchors ---- */

void pages_index(Arena *a, PageList *l)
{
    l->anchor_index = (NodeMap){0};
    for (int i = 0; i < l->anchors.n; i++)
        if (l->anchors.at[i].node && nodemap_find(&l->anchor_index, l->anchors.at[i].node) < 0)
            nodemap_put(a, &l->anchor_index, l->anchors.at[i].node, i);
    l->indexed = l->anchors.n;
}

const Anchor *anchor_find(const PageList *l, const Node *node)
{
    int found = nodemap_find(&l->anchor_index, node);
    if (found >= 0)
        return &l->anchors.at[found];
    for (int i = l->indexed; l->anchors.at && i < l->anchors.n; i++)
        if (l->anchors.at[i].node == node)
            return &l->anchors.at[i];
    return NULL;
}

int pages_without_appendices(const PageList *l, const Node *part)
{
    int first = -1, last = -1;
    for (const Node *n = part->first; n && n->u.section.role != ROLE_APPENDIX; n = n->next) {
        const Anchor *anchor = anchor_find(l, n);
        if (!anchor)
            continue;
        first = first < 0 ? anchor->page : first;
        last = int_max(last, anchor->last_page);
    }
    return first < 0 ? 0 : last - first + 1;
}
