/* What an author writes about a picture: its attributes in braces, and its file. */
#include "read/markdown/markdown_private.h"

#include <string.h>

#include "base/len.h"
#include "file/file.h"
#include "read/image.h"
#include "read/named_images.h"

/* One of the two is set, the other 0. */
static bool read_width(Str width, Width *w)
{
    if (str_ends(width, "%"))
        return str_to_int(str_sub(width, 0, width.n - 1), &w->percent) && w->percent >= 1 && w->percent <= 100;
    return len_parse(width, &w->length) && w->length > 0;
}

Width attrs_width(const Reading *g, const Attrs *attrs, const char *what)
{
    Pos pos;
    Width w = {0};
    Str width = attrs_get(attrs, "width", &pos);
    if (!width.n || read_width(width, &w))
        return w;
    diag(g->r->diag, MD003, pos, "a %s's width is \"" STR_FMT "\"; expected 1%% to 100%% or a length such as 60mm",
         what, STR_ARG(width));
    return (Width){0};
}

static const Str picture_attrs[] = {{"width", 5}, {"float", 5}, {"lang", 4},
                                    {"alt", 3},   {"title", 5}, {"caption-at", 10}};

/* alt= says what a picture shows instead of the words in brackets. */
static void replace_words(Reading *g, Node *image, Str alt, Pos pos)
{
    while (image->first)
        node_remove(image->first);
    node_append(image, inline_text_node(g->r->job, inlines_words(g, alt, pos), pos));
}

void picture_attrs_set(Reading *g, Node *image, const Attrs *attrs)
{
    attrs_set(g->r->job, image, attrs, "decorative");
    image->u.image.decorative = attrs_has_class(attrs, "decorative");
    attrs_check(g, attrs, &(AttrsKnown){picture_attrs, COUNT(picture_attrs), MD017, "picture", .beside = true});
    attrs_check_class(g, attrs, "figure", "decorative");
    Pos pos = image->pos;
    Str alt = attrs_get(attrs, "alt", &pos);
    if (alt.n > 0)
        replace_words(g, image, alt, pos);
    Width width = attrs_width(g, attrs, "picture");
    image->u.image.percent = width.percent;
    image->u.image.given_width = width.length;
}

/* Its own words and classes count more than those of the manifest. */
static void show_named(Reading *g, Str id, Node *image)
{
    NamedImage *named = find_image(g->r, g->doc, id, image->pos);
    if (!named) {
        doc_lose(g->r->job, g->doc, image->id);
        return;
    }
    named->used = true;
    const Node *of = named->image;
    bool decorative = image->u.image.decorative || (of->u.image.decorative && !image->first);
    Len width = image->u.image.given_width;
    int percent = image->u.image.percent;
    image->u = of->u;
    image->u.image.given_width = width;
    image->u.image.percent = percent;
    image->u.image.decorative = decorative;
    if (!image->first && !decorative)
        node_copy_children(g->r->job, of, image);
}

Node *picture_named(Reading *g, Str id, Pos pos)
{
    Node *image = node_new(g->r->job, NODE_IMAGE, pos);
    show_named(g, id, image);
    return image->u.image.bytes.n ? image : NULL;
}

void picture_load(Reading *g, Str path, Node *image)
{
    if (str_starts(path, IMAGE_SCHEME)) {
        show_named(g, str_sub(path, (int)strlen(IMAGE_SCHEME), path.n), image);
        return;
    }
    if (!image_read(g->r, g->folder, path, image->pos, image)) {
        image->u.image.bytes = (Str){0};
        doc_lose(g->r->job, g->doc, image->id);
        return;
    }
    if (image->first || image->u.image.decorative)
        return;
    diag(g->r->diag, MD012, image->pos,
         "this picture has no alternative text; expected ![what it shows](…) or {.decorative}");
}
