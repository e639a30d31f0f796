/* Icons. A picture takes its colour from the words where it paints with currentColor, so that each colour needs a
 * picture of its own: a copy of the template's node, made once. */
#include "layout/box/icon.h"

#include "doc/picture/named.h"
#include "layout/flow/paragraph.h"
#include "text/outline.h"

typedef struct IconKey {
    const Node *image;
    Colour colour;
} IconKey;

static const Node *coloured(Pass *pass, const Node *image, Colour colour)
{
    IconKey key;
    memset(&key, 0, sizeof key); /* its padding is part of it */
    key.image = image;
    key.colour = colour;
    Arena *job = pass->job->job;
    const Node *made = map_find(&pass->icons->made, (Str){(const char *)&key, sizeof key});
    if (made)
        return made;
    Node *copy = node_copy(job, image);
    map_put(job, &pass->icons->made, (Str){arena_copy(job, &key, sizeof key), sizeof key}, copy);
    nodemap_put(job, &pass->icons->colours, copy, colour);
    return copy;
}

Colour icon_colour(const Pass *pass, const Node *image)
{
    int colour = nodemap_find(&pass->icons->colours, image);
    return colour < 0 ? COLOUR_NONE : (Colour)colour;
}

static Len cap_height(Pass *pass, const Style *style)
{
    Lines lines = set_mark(pass, STR("H"), style, NULL);
    return lines.n && lines.at[0].nruns ? run_cap_height(&lines.at[0].runs[0]) : style->size * 7 / 10;
}

/* The template's, or one that the manifest names. */
static const Node *picture_of(const Pass *pass, Str name)
{
    const Node *image = template_icon(pass->tpl, name);
    const NamedImage *named = image ? NULL : doc_image(pass->doc, name);
    return named ? named->image : image;
}

Icon icon_of(Pass *pass, const Style *style)
{
    const Node *image = style->icon.n ? picture_of(pass, style->icon) : NULL;
    if (!image || image->u.image.height < 1)
        return (Icon){0};
    Len capitals = cap_height(pass, style), h = style->icon_size ? style->icon_size : capitals;
    Icon icon = {.image = image,
                 .w = len_scale(h, image->u.image.width, image->u.image.height),
                 .h = h,
                 .rise = (capitals + h) / 2,
                 .capitals = capitals,
                 .gap = style->size / 2};
    if (image->u.image.vector && image->u.image.vector->current != VECTOR_NONE)
        icon.image = coloured(pass, image, text_colour(pass, style->colour));
    return icon;
}

Item icon_item(const Icon *icon, Point at)
{
    Item item = {.kind = ITEM_IMAGE, .role = ITEM_DECORATION, .node = icon->image, .x = at.x, .y = at.y};
    item.u.image.w = icon->w;
    item.u.image.h = icon->h;
    return item;
}
