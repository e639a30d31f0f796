/* What the pages need of pictures, found before any is written.
 *
 * A picture on several pages is in the file once, so it has the pixels for the largest of its places. Where the
 * template limits the resolution, what no page shows is cut off as well: of a wide photograph that fills an upright
 * cover, that is half of it. Where it does not, pictures are kept whole. */
#include "pdf/image_private.h"

/* A side of a picture: its pixels, and its length on a page. */
typedef struct PictureSide {
    int pixels;
    Len length;
} PictureSide;

/* From the first pixel, and to the one behind the last, that are shown between two places, wholly or in part. */
static int first_shown(PictureSide s, Len from)
{
    return int_max((int)((int64_t)from * s.pixels / s.length), 0);
}

static int behind_shown(PictureSide s, Len to)
{
    return int_min((int)(((int64_t)to * s.pixels + s.length - 1) / s.length), s.pixels);
}

static void show(ImageNeed *need, const Item *item)
{
    Rect whole = page_picture_box(item), shown = page_picture_shown(item);
    PictureSide across = {item->node->u.image.width, whole.w}, down = {item->node->u.image.height, whole.h};
    Len x = shown.x - whole.x, y = shown.y - whole.y;
    int right = int_max(need->shown.x + need->shown.w, behind_shown(across, x + shown.w));
    int bottom = int_max(need->shown.y + need->shown.h, behind_shown(down, y + shown.h));
    need->shown.x = int_min(need->shown.x, first_shown(across, x));
    need->shown.y = int_min(need->shown.y, first_shown(down, y));
    need->shown.w = right - need->shown.x;
    need->shown.h = bottom - need->shown.y;
}

static ImageNeed *need_of(Images *images, const Node *image)
{
    ImageNeed *need = map_find(&images->needs, image->u.image.bytes);
    if (need)
        return need;
    need = NEW(images->arena, ImageNeed);
    *need = (ImageNeed){.width = -1,
                        .cropped = true,
                        .shown = {.x = image->u.image.width, .y = image->u.image.height},
                        .object = -1};
    need->shown.w = -need->shown.x;
    need->shown.h = -need->shown.y;
    map_put(images->arena, &images->needs, image->u.image.bytes, need);
    return need;
}

static void look_at(Images *images, const Page *page, const Item *item)
{
    const Node *image = item->node;
    Rect whole = page_picture_box(item);
    if (!image || image->u.image.format == IMAGE_SVG || whole.w <= 0 || whole.h <= 0)
        return;
    ImageNeed *need = need_of(images, image);
    int width = page_reduced_picture(page, item);
    need->width = !width || !need->width ? 0 : int_max(need->width, width);
    need->cropped = need->cropped && page->picture_dpi;
    show(need, item);
}

/* A little less is not worth compressing a picture anew. */
static void decide(ImageNeed *need, const Node *image)
{
    int64_t all = (int64_t)image->u.image.width * image->u.image.height, shown = (int64_t)need->shown.w * need->shown.h;
    need->cropped = need->cropped && shown * 5 < all * 4;
}

ImageNeed *image_need(const Images *images, const Node *image)
{
    ImageNeed *need = map_find(&images->needs, image->u.image.bytes);
    if (need && need->object < 0)
        decide(need, image);
    return need;
}

void images_plan(Images *images, const PageList *pages)
{
    for (int p = 0; p < pages->pages.n; p++) {
        const Page *page = &pages->pages.at[p];
        for (int i = 0; i < page->items.n; i++)
            if (item_is_picture(&page->items.at[i]))
                look_at(images, page, &page->items.at[i]);
    }
}

/* ---- places ---- */

static PixelBox turned(PixelBox box, int width, int height, int orientation)
{
    int right = width - box.x - box.w, below = height - box.y - box.h;
    switch (orientation) {
    case 2: return (PixelBox){right, box.y, box.w, box.h};
    case 3: return (PixelBox){right, below, box.w, box.h};
    case 4: return (PixelBox){box.x, below, box.w, box.h};
    case 5: return (PixelBox){box.y, box.x, box.h, box.w};
    case 6: return (PixelBox){box.y, right, box.h, box.w};
    case 7: return (PixelBox){below, right, box.h, box.w};
    case 8: return (PixelBox){below, box.x, box.h, box.w};
    default: return box;
    }
}

PixelBox image_crop(const ImageNeed *need, const Node *image)
{
    return turned(need->shown, image->u.image.width, image->u.image.height, image->u.image.orientation);
}

static Len share(Len length, int pixels, int of)
{
    return (Len)(((int64_t)length * pixels + of / 2) / of);
}

Rect image_box(const ImageNeed *need, const Node *image, Rect whole)
{
    int across = image->u.image.width, down = image->u.image.height;
    const PixelBox *s = &need->shown;
    if (!need->cropped)
        return whole;
    Len x = share(whole.w, s->x, across), y = share(whole.h, s->y, down);
    return (Rect){whole.x + x, whole.y + y, share(whole.w, s->x + s->w, across) - x,
                  share(whole.h, s->y + s->h, down) - y};
}
