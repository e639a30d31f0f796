/* What reaches the edge of a page, printed beyond it.
 *
 * Layout gives fields and pictures as boxes, so this is a matter of comparing sides. A side within PRESS_REACH of the
 * edge counts as being on it: millimetres become points by rounding, and nobody means to leave a tenth of a millimetre.
 * What lies wholly outside becomes a field without an extent, which a writer passes over. */
#include "press/press_private.h"

bool rect_is_empty(Rect r)
{
    return r.w <= 0 || r.h <= 0;
}

Rect rect_both(Rect a, Rect b)
{
    Len x = int_max(a.x, b.x), y = int_max(a.y, b.y);
    return (Rect){x, y, int_max(int_min(a.x + a.w, b.x + b.w) - x, 0), int_max(int_min(a.y + a.h, b.y + b.h) - y, 0)};
}

/* A stretch from *from to *to along a side of the page of that length. */
static void reach_on(Len length, Len bleed, Len *from, Len *to)
{
    if (*to <= 0 || *from >= length) {
        *to = *from;
        return;
    }
    if (*from <= PRESS_REACH)
        *from = -bleed;
    if (*to >= length - PRESS_REACH)
        *to = length + bleed;
}

Rect bleed_field(const Page *p, Rect field)
{
    Len x0 = field.x, x1 = field.x + field.w, y0 = field.y, y1 = field.y + field.h;
    reach_on(p->width, p->bleed, &x0, &x1);
    reach_on(p->height, p->bleed, &y0, &y1);
    return (Rect){x0, y0, x1 - x0, y1 - y0};
}

static bool is_same(Rect a, Rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static void leave_out(Item *item)
{
    *item = (Item){.kind = ITEM_RECT, .role = ITEM_DECORATION, .colour = COLOUR_NONE};
}

/* ---- pictures ---- */

/* A length times num / den, rounded up. */
static Len share_up(int64_t of, int64_t num, int64_t den)
{
    return (Len)((of * num + den - 1) / den);
}

/* Where a side of the enlarged picture begins, so that what was in the middle stays there, if all is to be covered. */
static Len about_middle(Len middle, int64_t before, int64_t num, int64_t den)
{
    return middle - (Len)(before * num / den);
}

/* The whole picture, as large as it must be to cover what is to be shown. */
static Rect enlarged(Rect whole, Rect was, Rect shown)
{
    int64_t num = 1, den = 1;
    if (shown.w > whole.w)
        num = shown.w, den = whole.w;
    if (shown.h * den > whole.h * num)
        num = shown.h, den = whole.h;
    Len mx = was.x + was.w / 2, my = was.y + was.h / 2;
    Rect r = {.w = share_up(whole.w, num, den), .h = share_up(whole.h, num, den)};
    r.x = about_middle(mx, mx - whole.x, num, den);
    r.y = about_middle(my, my - whole.y, num, den);
    r.x = int_max(int_min(r.x, shown.x), shown.x + shown.w - r.w);
    r.y = int_max(int_min(r.y, shown.y), shown.y + shown.h - r.h);
    return r;
}

static bool bleed_picture(Arena *a, const Page *p, Item *item)
{
    Rect whole = page_picture_box(item), was = page_picture_shown(item), shown = bleed_field(p, was);
    if (rect_is_empty(whole) || rect_is_empty(was) || is_same(was, shown))
        return false;
    if (rect_is_empty(shown)) {
        leave_out(item);
        return true;
    }
    whole = enlarged(whole, was, shown);
    PageCrop *crop = NEW(a, PageCrop);
    *crop = (PageCrop){.w = whole.w,
                       .h = whole.h,
                       .shown = {shown.x - whole.x, shown.y - whole.y, shown.w, shown.h},
                       .behind = item->kind == ITEM_CROPPED ? item->u.crop->behind : NULL};
    item->kind = ITEM_CROPPED;
    item->x = whole.x;
    item->y = whole.y;
    item->u.crop = crop;
    return true;
}

/* ---- fields and drawings ---- */

static bool bleed_rect(const Page *p, Item *item)
{
    Rect was = {item->x, item->y, item->u.rect.w, item->u.rect.h}, now = bleed_field(p, was);
    if (item->colour == COLOUR_NONE || rect_is_empty(was) || is_same(was, now))
        return false;
    if (rect_is_empty(now)) {
        leave_out(item);
        return true;
    }
    item->x = now.x;
    item->y = now.y;
    item->u.rect.w = now.w;
    item->u.rect.h = now.h;
    return true;
}

/* Of what is drawn; a line has a box without a height. */
static bool is_outside(const Page *p, Rect box)
{
    return box.x + box.w <= 0 || box.y + box.h <= 0 || box.x >= p->width || box.y >= p->height;
}

static bool bleed_path(Arena *a, const Page *p, Item *item)
{
    PagePath path = *item->u.path;
    bool outside = is_outside(p, drawn_box(item));
    if (!outside && !bleed_outline(a, p, item, &path))
        return false;
    if (outside) {
        leave_out(item);
        return true;
    }
    PagePath *kept = NEW(a, PagePath);
    *kept = path;
    item->u.path = kept;
    return true;
}

bool bleed_item(Arena *a, const Page *p, Item *item)
{
    if (item->role == ITEM_BANNER)
        return false;
    switch (item->kind) {
    case ITEM_GLYPHS: return false;
    case ITEM_RECT: return bleed_rect(p, item);
    case ITEM_PATH: return bleed_path(a, p, item);
    case ITEM_IMAGE:
    case ITEM_CROPPED: return bleed_picture(a, p, item);
    }
    return false;
}
