/* Items in painting order. What no node made is hidden from the pointer; what a node made has its place in the source
 * as data-at="FILE:LINE", with the file by its number in the sink. */
#include "preview/preview_private.h"

#include "draw/svg.h"
#include "draw/svg_vector.h"

/* ---- places and colours ---- */

static void put_fill(Drawer *d, const char *name, Colour colour)
{
    if (colour == COLOUR_NONE) {
        buf_format(&d->svg, " %s=\"none\"", name);
        return;
    }
    const PageColour *c = &d->list->colours.at[colour];
    buf_format(&d->svg, " %s=\"#%02x%02x%02x\"", name, c->r, c->g, c->b);
}

static void put_place(Drawer *d, const Node *node)
{
    if (node && node->pos.file > 0 && node->pos.line > 0)
        buf_format(&d->svg, " data-at=\"%d:%d\"", (int)node->pos.file, (int)node->pos.line);
}

static void put_box(Drawer *d, Rect r)
{
    put_svg_len_attribute(&d->svg, "x", r.x);
    put_svg_len_attribute(&d->svg, "y", r.y);
    put_svg_len_attribute(&d->svg, "width", r.w);
    put_svg_len_attribute(&d->svg, "height", r.h);
}

/* What is clipped stands in a group, whose clip has an id of the page. */
static void open_clip(Drawer *d, Rect r)
{
    int id = d->ids++;
    buf_format(&d->svg, "<clipPath id=\"p%dc%d\"><rect", d->page, id);
    put_box(d, r);
    buf_format(&d->svg, "/></clipPath><g clip-path=\"url(#p%dc%d)\">", d->page, id);
}

/* ---- items ---- */

static void draw_glyphs(Drawer *d, const Item *item)
{
    Buf page = d->svg;
    d->svg = (Buf){0};
    put_fill(d, "fill", item->colour);
    put_place(d, item->node);
    Buf shown = d->svg;
    d->svg = page;
    draw_run(d, item->u.run, item->x, item->y, buf_view(&shown));
    buf_free(&shown);
}

static void draw_rect(Drawer *d, const Item *item)
{
    if (item->colour == COLOUR_NONE)
        return;
    buf_puts(&d->svg, "<rect");
    put_box(d, (Rect){item->x, item->y, item->u.rect.w, item->u.rect.h});
    put_fill(d, "fill", item->colour);
    put_place(d, item->node);
    buf_puts(&d->svg, "/>\n");
}

static void draw_path(Drawer *d, const Item *item)
{
    const PagePath *path = item->u.path;
    VectorMatrix m = {1, 0, 0, 1, (double)item->x / LEN_PT, (double)item->y / LEN_PT};
    if (!path->n)
        return;
    bool moved = item->x || item->y;
    if (moved) {
        buf_puts(&d->svg, "<g");
        put_svg_matrix(&d->svg, "transform", &m);
        buf_puts(&d->svg, ">");
    }
    if (path->clipped)
        open_clip(d, path->clip);
    buf_puts(&d->svg, "<path");
    put_svg_outline(&d->svg, path->segs, path->n);
    put_fill(d, "fill", path->fill);
    if (path->stroke != COLOUR_NONE) {
        put_fill(d, "stroke", path->stroke);
        put_svg_len_attribute(&d->svg, "stroke-width", path->stroke_width);
    }
    if (path->clear)
        put_svg_number_attribute(&d->svg, "opacity", (100 - path->clear) / 100.0);
    if (item->role == ITEM_BANNER) /* what is under it shows */
        buf_format(&d->svg, " opacity=\".%02d\" class=\"blend%d\"", BANNER_VEIL, (int)BLEND_MULTIPLY);
    put_place(d, item->node);
    buf_puts(&d->svg, "/>");
    buf_puts(&d->svg, path->clipped ? "</g>" : "");
    buf_puts(&d->svg, moved ? "</g>\n" : "\n");
}

/* ---- pictures ---- */

static Str vector_id(void *with, const char *kind)
{
    Drawer *d = with;
    return str_format(d->arena, "p%d%s%d", d->page, kind, d->ids++);
}

static void vector_run(void *with, const SvgVector *v, const VectorRun *r)
{
    Drawer *d = with;
    const VectorSpan *span = r->span;
    if (!svg_paints(&span->fill) && !svg_paints(&span->stroke.paint))
        return;
    Buf shown = {0};
    SvgVector to = *v;
    to.out = &shown;
    svg_vector_paint(&to, "fill", &span->fill, (Str){0});
    buf_puts(&d->svg, "<g");
    put_svg_matrix(&d->svg, "transform", &r->text->matrix);
    buf_puts(&d->svg, ">");
    draw_run(d, r->run, r->x, r->y, buf_view(&shown));
    buf_puts(&d->svg, "</g>");
    buf_free(&shown);
}

static void draw_vector(Drawer *d, const PagePicture *picture, Rect box)
{
    double scale = (double)box.w / int_max(picture->vector->width, 1);
    VectorMatrix m = {scale, 0, 0, scale, (double)box.x / LEN_PT, (double)box.y / LEN_PT};
    SvgVector v = {.arena = d->arena,
                   .out = &d->svg,
                   .vector = picture->vector,
                   .runs = picture->runs,
                   .nruns = picture->nruns,
                   .id = vector_id,
                   .run = vector_run,
                   .with = d};
    buf_puts(&d->svg, "<g");
    put_svg_matrix(&d->svg, "transform", &m);
    if (picture->vector->current != VECTOR_NONE) /* of the words around it */
        put_fill(d, "color", picture->colours[picture->vector->current]);
    buf_puts(&d->svg, ">\n");
    svg_vector(&v);
    buf_puts(&d->svg, "</g>");
}

static void draw_raster(Drawer *d, const Node *image, Rect box)
{
    Str id = str_format(d->arena, "%016llx", (unsigned long long)str_hash(image->u.image.bytes));
    bool jpeg = image->u.image.format == IMAGE_JPEG;
    if (map_put(d->arena, &d->pictures, id, d))
        VEC_PUSH(d->arena, &d->out->pictures,
                 (PreviewPicture){id, jpeg ? STR("image/jpeg") : STR("image/png"), image->u.image.bytes});
    buf_format(&d->svg, "<image href=\"picture/" STR_FMT "\" preserveAspectRatio=\"none\"", STR_ARG(id));
    put_box(d, box);
    buf_puts(&d->svg, "/>");
}

void draw_picture(Drawer *d, const Item *item)
{
    const PagePicture *vector = page_picture(d->list, item->node);
    bool cropped = item->kind == ITEM_CROPPED;
    buf_puts(&d->svg, "<g");
    put_place(d, item->node);
    buf_puts(&d->svg, ">");
    if (cropped)
        open_clip(d, page_picture_shown(item));
    if (vector)
        draw_vector(d, vector, page_picture_box(item));
    else if (item->node->u.image.bytes.n)
        draw_raster(d, item->node, page_picture_box(item));
    buf_puts(&d->svg, cropped ? "</g></g>\n" : "</g>\n");
}

/* ---- pages ---- */

static void draw_item(Drawer *d, const Item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS: draw_glyphs(d, item); break;
    case ITEM_RECT: draw_rect(d, item); break;
    case ITEM_PATH: draw_path(d, item); break;
    case ITEM_IMAGE:
    case ITEM_CROPPED: draw_picture(d, item); break;
    }
}

static void draw_page(Drawer *d, int index)
{
    const Page *p = &d->list->pages.at[index];
    Rect sheet = page_box(p, BOX_MEDIA);
    d->svg.n = 0;
    d->page = index;
    d->ids = 0;
    buf_puts(&d->svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    put_svg_len(&d->svg, " viewBox=\"", sheet.x);
    put_svg_len(&d->svg, " ", sheet.y);
    put_svg_len(&d->svg, " ", sheet.w);
    put_svg_len(&d->svg, " ", sheet.h);
    buf_puts(&d->svg, "\">\n");
    for (int i = 0; i < p->items.n; i++)
        draw_item(d, &p->items.at[i]);
    buf_puts(&d->svg, "</svg>\n");
    Str svg = str_dup(d->arena, buf_view(&d->svg));
    Str id = str_format(d->arena, "%016llx", (unsigned long long)str_hash(svg));
    VEC_PUSH(d->arena, &d->out->pages, (PreviewPage){id, page_label(d->arena, p), sheet.w, sheet.h, svg});
}

void preview_pages(Arena *a, const PageList *list, const PreviewKnown *known, Preview *out)
{
    Drawer d = {.arena = a, .list = list, .known = known, .out = out};
    for (int i = 0; i < list->pages.n; i++)
        draw_page(&d, i);
    buf_free(&d.svg);
}
