/* Named pictures on pages: a logo in running heads, a photograph that fills a cover, a section's picture on its first
 * page.
 *
 *     contain   the largest size at which the whole picture is in its box; position says where it stands in it
 *     cover     the smallest size at which the picture fills the box; the focus comes as near to the middle of the box
 *               as the picture's edges allow, and the rest is cropped
 *
 * A box may reach beyond the page, so that no white edge is left where a page is cut; what is further out than the
 * page's bleed is cropped. A picture that is part of the content is read out once: where it first stands. On later
 * pages it is decoration. */
#include "layout/placed/bench.h"

#include "doc/picture/named.h"

static const Node *section_of(const Bench *b)
{
    return b->index < 0 ? NULL : b->press->pressed.at[b->index].section;
}

/* NULL: there is none. */
static const NamedImage *picture_named(const Bench *b, Str name)
{
    const Node *section = section_of(b);
    if (str_is(name, "section"))
        name = section ? section->u.section.picture : (Str){0};
    return name.n ? doc_image(b->press->pass->doc, name) : NULL;
}

bool suits_pictures(const Bench *b)
{
    const Placed *p = b->placed;
    return (!p->when.n || picture_named(b, p->when)) && (!p->unless.n || !picture_named(b, p->unless));
}

/* ---- places ---- */

static Len share(int64_t of, int64_t n, int64_t d)
{
    return (Len)((of * n + d / 2) / d);
}

static Rect box_of(const Bench *b, const Node *image)
{
    const Placed *p = b->placed;
    int across = image->u.image.width, down = image->u.image.height;
    Rect box = {p->x, p->y, p->w, p->h};
    if (!box.w)
        box.w = int_max(share(box.h, across, down), 1);
    if (!box.h)
        box.h = int_max(share(box.w, down, across), 1);
    if (b->flipped)
        box.x = b->page->width - box.x - box.w;
    return box;
}

/* How far a side of the picture begins before its box, so that the focus is in the middle of it. */
static Len cropped_before(Len side, Len box, int focus)
{
    return int_max(int_min(share(side, focus, 100) - box / 2, side - box), 0);
}

/* The whole picture, of which the box may show a part. */
static Rect picture_in(const Bench *b, Rect box, const NamedImage *named)
{
    const PlacedPicture *p = &b->placed->picture;
    int across = named->image->u.image.width, down = named->image->u.image.height;
    Focus at = p->cover && named->focused ? named->focus : p->position;
    bool by_height = ((int64_t)box.w * down > (int64_t)box.h * across) != p->cover;
    Rect whole = {.w = by_height ? int_max(share(box.h, across, down), 1) : box.w,
                  .h = by_height ? box.h : int_max(share(box.w, down, across), 1)};
    if (p->cover) {
        whole.x = box.x - cropped_before(whole.w, box.w, at.x);
        whole.y = box.y - cropped_before(whole.h, box.h, at.y);
    } else {
        whole.x = box.x + share(box.w - whole.w, b->flipped ? 100 - at.x : at.x, 100);
        whole.y = box.y + share(box.h - whole.h, at.y, 100);
    }
    return whole;
}

static Rect both(Rect a, Rect b)
{
    Len x = int_max(a.x, b.x), y = int_max(a.y, b.y);
    return (Rect){x, y, int_max(int_min(a.x + a.w, b.x + b.w) - x, 0), int_max(int_min(a.y + a.h, b.y + b.h) - y, 0)};
}

static Rect shown_of(const Bench *b, Rect box, Rect whole)
{
    const Placed *p = b->placed;
    Rect shown = both(both(box, whole), page_box(b->page, BOX_BLEED));
    if (!p->clipped)
        return shown;
    Len x = b->flipped ? b->page->width - p->clip_x - p->clip_w : p->clip_x;
    return both(shown, (Rect){x, p->clip_y, p->clip_w, p->clip_h});
}

/* ---- what is missing ---- */

static bool is_lost(const Bench *b, Str id)
{
    Arena *a = b->press->pass->arena;
    return doc_has_lost(b->press->pass->doc, str_format(a, IMAGE_SCHEME STR_FMT, STR_ARG(id)));
}

/* Copies of a drawing on other pages are the same drawing. */
static bool is_reported(const Bench *b, const Node *section)
{
    const Pos *at = &b->placed->pos;
    const Pass *pass = b->press->pass;
    Str key = str_format(pass->arena, "%d:%d:%d %p %p", at->file, at->line, at->col, (const void *)section,
                         (const void *)pass->doc);
    return !map_put(pass->arena, &b->press->missing, key, b->press);
}

static void report_missing(const Bench *b)
{
    const Pass *pass = b->press->pass;
    const Node *section = section_of(b);
    Str id = b->placed->picture.of;
    bool of_section = str_is(id, "section");
    Str named = of_section ? section ? section->u.section.picture : (Str){0} : id;
    if (is_lost(b, named) || (of_section && (!section || named.n)) || is_reported(b, of_section ? section : NULL))
        return;
    Str page = b->index < 0 ? STR("side") : b->press->pressed.at[b->index].master->name;
    if (of_section)
        diag(pass->job->diag, PIC004, section->pos,
             "page \"" STR_FMT "\" requires a picture of this section; expected picture=\"…\" on <section "
             "file=\"" STR_FMT "\" …/> in the manifest",
             STR_ARG(page), STR_ARG(section->u.section.file));
    else
        diag(pass->job->diag, PIC004, pass->doc->root->pos,
             "page \"" STR_FMT "\" requires picture \"" STR_FMT "\"; expected <image id=\"" STR_FMT "\" …/> in the "
             "manifest's "
             "<images>",
             STR_ARG(page), STR_ARG(id), STR_ARG(id));
    diag_label(pass->job->diag, b->placed->pos, "it is placed here");
}

/* ---- placing ---- */

static ItemRole role_of(const Bench *b, const Node *image)
{
    const Placed *p = b->placed;
    if (image->u.image.decorative)
        return ITEM_DECORATION;
    if (p->running_head || p->running_foot)
        return p->running_head ? ITEM_RUNNING_HEAD : ITEM_RUNNING_FOOT;
    if (nodemap_find(&b->press->read_out, image) >= 0)
        return ITEM_DECORATION;
    nodemap_put(b->press->pass->arena, &b->press->read_out, image, 0);
    return ITEM_CONTENT;
}

void place_picture(const Bench *b)
{
    Arena *a = b->press->pass->arena;
    const NamedImage *named = picture_named(b, b->placed->picture.of);
    if (!named && b->placed->picture.required)
        report_missing(b);
    if (!named)
        return;
    Rect box = box_of(b, named->image), whole = picture_in(b, box, named), shown = shown_of(b, box, whole);
    if (shown.w <= 0 || shown.h <= 0)
        return;
    PageCrop *crop = NEW(a, PageCrop);
    *crop = (PageCrop){.w = whole.w, .h = whole.h, .shown = {shown.x - whole.x, shown.y - whole.y, shown.w, shown.h}};
    VEC_PUSH(a, b->items,
             (Item){.kind = ITEM_CROPPED,
                    .role = role_of(b, named->image),
                    .node = named->image,
                    .x = whole.x,
                    .y = whole.y,
                    .u.crop = crop});
}
