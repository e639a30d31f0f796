/* Whether pictures have enough pixels for the size at which they are printed, once the pages are final. Decorations
 * are left alone: a plain tint needs no more than a few. An SVG has no pixels. */
#include "layout/resolution_private.h"

enum { MOST = 600 }; /* pixels to the inch */

static void check_picture(const Page *page, const Item *item, Diag *d)
{
    const Node *image = item->node;
    if (!image || image->u.image.decorative || image->u.image.format == IMAGE_SVG || page_picture_box(item).w <= 0)
        return;
    int64_t pixels = image->u.image.width, w = page_picture_box(item).w;
    int density = (int)((pixels * PT(72) + w / 2) / w), mm = (int)((w * 254 + PT(360)) / PT(720));
    if (density < PICTURE_FEWEST)
        diag(d, PIC001, image->pos,
             "the picture is %lld pixels wide and %d mm on the page, %d pixels to the inch; expected at least %d",
             (long long)pixels, mm, density, PICTURE_FEWEST);
    else if (density > MOST && !page_reduced_picture(page, item))
        diag(d, PIC002, image->pos,
             "the picture is %lld pixels wide and %d mm on the page, %d pixels to the inch; %d are enough",
             (long long)pixels, mm, density, MOST);
}

void check_resolution(const PageList *pages, Diag *d)
{
    for (int p = 0; p < pages->pages.n; p++) {
        const Page *page = &pages->pages.at[p];
        for (int i = 0; i < page->items.n; i++)
            if (item_is_picture(&page->items.at[i]))
                check_picture(page, &page->items.at[i], d);
    }
}
