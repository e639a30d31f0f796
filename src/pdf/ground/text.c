/* Contrast of text with the pictures under it.
 *
 * A template cannot know what a picture looks like, so this is judged on finished pages: for all text over a picture
 * that a master places, or over a field that shows what is under it. Where a line of text stands, what was painted
 * before it is laid in order, in squares of a quarter of the text's size. The text must stand out from the darkest and
 * from the lightest of them (WCAG 2.2, 1.4.3).
 *
 * Only coats that the line's box meets are looked at, and pages without such pictures and fields cost one look at
 * each item. Text in several places on one picture is one finding: the place that lacks most. */
#include "pdf/ground/ground.h"

#include <limits.h>

#include "base/str.h"
#include "base/vec.h"
#include "doc/picture/named.h"
#include "pdf/ground/edges_private.h"
#include "style/contrast.h"
#include "base/utf8.h"

/* A line of text on a picture. */
typedef struct WeakText {
    const Node *image; /* NULL: a field */
    Colour colour;
    Str text, page;
    const Node *node; /* of the document's own text; NULL: a master's */
    int ratio, needed;
    bool light; /* what it does not stand out from is the lightest; else the darkest */
} WeakText;

/* Something painted, and the box that it is in. */
typedef struct Coat {
    const Item *item;
    Rect box;
} Coat;

typedef struct TextCheck {
    const PageList *list;
    Arena *arena;
    Rasters rasters;
    VEC(WeakText) weak;
    /* of the page in hand */
    const Page *page;
    VEC(Coat) coats;
} TextCheck;

/* ---- coats ---- */

static bool is_translucent(const Item *item)
{
    return item->kind == ITEM_CROPPED || (item->kind == ITEM_PATH && item->u.path->clear);
}

static bool is_coat(const Item *item)
{
    if (item->role == ITEM_BANNER)
        return false;
    return item->kind == ITEM_CROPPED || (item->kind == ITEM_RECT && item->colour != COLOUR_NONE)
           || (item->kind == ITEM_PATH && item->u.path->fill != COLOUR_NONE && item->u.path->n > 0);
}

static Rect both(Rect a, Rect b)
{
    Len x = int_max(a.x, b.x), y = int_max(a.y, b.y);
    return (Rect){x, y, int_max(int_min(a.x + a.w, b.x + b.w) - x, 0), int_max(int_min(a.y + a.h, b.y + b.h) - y, 0)};
}

static Rect coat_box(const Item *item)
{
    if (item->kind == ITEM_CROPPED)
        return page_picture_shown(item);
    if (item->kind == ITEM_RECT)
        return (Rect){item->x, item->y, item->u.rect.w, item->u.rect.h};
    Rect box = page_path_box(item), clip = item->u.path->clip;
    if (!item->u.path->clipped)
        return box;
    return both(box, (Rect){item->x + clip.x, item->y + clip.y, clip.w, clip.h});
}

/* ---- what is under a line ---- */

/* The squares under a line, and what they are so far. */
typedef struct Patch {
    Rect box;
    int width, height; /* in squares */
    Tone *dark, *light;
} Patch;

static Patch patch_under(Arena *a, Rect box, Len size)
{
    Len square = int_max(size / 4, RASTER_CELL);
    Patch p = {.box = box, .width = int_max(box.w / square, 1), .height = 4};
    int n = p.width * p.height;
    p.dark = NEWN(a, Tone, n);
    p.light = NEWN(a, Tone, n);
    for (int i = 0; i < n; i++)
        p.dark[i] = p.light[i] = (Tone){255, 255, 255, 255};
    return p;
}

static Rect square_at(const Patch *p, int x, int y)
{
    Len left = (Len)((int64_t)p->box.w * x / p->width), right = (Len)((int64_t)p->box.w * (x + 1) / p->width);
    Len top = (Len)((int64_t)p->box.h * y / p->height), bottom = (Len)((int64_t)p->box.h * (y + 1) / p->height);
    return (Rect){p->box.x + left, p->box.y + top, int_max(right - left, 1), int_max(bottom - top, 1)};
}

/* The mean of the cells of a picture under a square. */
static Tone mean_of(const Raster *r, const Tone *cells, Rect whole, Rect square)
{
    int x0 = (int)((int64_t)(square.x - whole.x) * r->width / whole.w),
        x1 = (int)((int64_t)(square.x + square.w - whole.x) * r->width / whole.w);
    int y0 = (int)((int64_t)(square.y - whole.y) * r->height / whole.h),
        y1 = (int)((int64_t)(square.y + square.h - whole.y) * r->height / whole.h);
    x0 = int_max(int_min(x0, r->width - 1), 0), x1 = int_max(int_min(x1, r->width), x0 + 1);
    y0 = int_max(int_min(y0, r->height - 1), 0), y1 = int_max(int_min(y1, r->height), y0 + 1);
    int64_t sum[3] = {0}, hidden = 0, n = (int64_t)(x1 - x0) * (y1 - y0);
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++) {
            Tone t = cells[y * r->width + x];
            int64_t hides = t.opacity;
            sum[0] += t.r * hides, sum[1] += t.g * hides, sum[2] += t.b * hides;
            hidden += hides;
        }
    if (!hidden)
        return (Tone){0};
    return (Tone){(uint8_t)(sum[0] / hidden), (uint8_t)(sum[1] / hidden), (uint8_t)(sum[2] / hidden),
                  (uint8_t)(hidden / n)};
}

static bool holds(Rect box, Rect square)
{
    Len x = square.x + square.w / 2, y = square.y + square.h / 2;
    return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

static void lay_picture(TextCheck *c, Patch *p, const Item *item)
{
    const Raster *r = raster_of(&c->rasters, item->node, page_picture_box(item).w);
    Rect whole = page_picture_box(item), shown = page_picture_shown(item);
    for (int i = 0; r && i < p->width * p->height; i++) {
        Rect square = square_at(p, i % p->width, i / p->width);
        if (!holds(shown, square))
            continue;
        Tone dark = mean_of(r, r->dark, whole, square), light = mean_of(r, r->light, whole, square);
        tone_lay(&p->dark[i], dark);
        tone_lay(&p->light[i], light);
    }
}

static Tone paint_of(const TextCheck *c, Colour colour, int clear)
{
    const PageColour *p = &c->list->colours.at[colour];
    return (Tone){p->r, p->g, p->b, (uint8_t)(255 * (100 - clear) / 100)};
}

/* A shape, laid where the middle of a square is in it. */
typedef struct Laying {
    Patch *patch;
    Tone tone;
    Rect box;
} Laying;

static void lay_span(void *self, int y, int from, int to)
{
    const Laying *l = self;
    Patch *p = l->patch;
    for (int x = from; x < to; x++) {
        if (!holds(l->box, square_at(p, x, y)))
            continue;
        tone_lay(&p->dark[y * p->width + x], l->tone);
        tone_lay(&p->light[y * p->width + x], l->tone);
    }
}

static void lay_path(const TextCheck *c, Patch *p, const Coat *coat)
{
    const Item *item = coat->item;
    const PagePath *path = item->u.path;
    Laying laying = {p, paint_of(c, path->fill, path->clear), coat->box};
    EdgeScale scale = {.matrix = {1, 0, 0, 1, item->x - p->box.x, item->y - p->box.y},
                       .across = (double)p->width / p->box.w,
                       .down = (double)p->height / p->box.h};
    edges_fill(&(VectorOutline){path->segs, path->n, false}, scale,
               &(EdgeArea){p->width, p->height, lay_span, &laying});
}

static void lay_rect(const TextCheck *c, Patch *p, const Coat *coat)
{
    Laying laying = {p, paint_of(c, coat->item->colour, 0), coat->box};
    for (int y = 0; y < p->height; y++)
        lay_span(&laying, y, 0, p->width);
}

static void lay(TextCheck *c, Patch *p, const Coat *coat)
{
    switch (coat->item->kind) {
    case ITEM_CROPPED: lay_picture(c, p, coat->item); break;
    case ITEM_PATH: lay_path(c, p, coat); break;
    default: lay_rect(c, p, coat); break;
    }
}

/* ---- verdicts ---- */

static int needed_by(const GlyphRun *run)
{
    bool bold = face_info(run->face).weight >= 700;
    return run->size >= PT(18) || (run->size >= PT(14) && bold) ? CONTRAST_LARGE : CONTRAST_TEXT;
}

/* Keeps the worst of each colour on each picture. */
static void note_weak(TextCheck *c, WeakText weak)
{
    for (int i = 0; i < c->weak.n; i++) {
        WeakText *known = &c->weak.at[i];
        if (known->image != weak.image || known->colour != weak.colour)
            continue;
        if (weak.ratio * known->needed < known->ratio * weak.needed)
            *known = weak;
        return;
    }
    VEC_PUSH(c->arena, &c->weak, weak);
}

/* The ratio of text with what is under a square; 1:1 where a gradient passes through the text's own lightness. */
static int ratio_on(int64_t own, int64_t dark, int64_t light)
{
    if (own > dark && own < light)
        return 100;
    return int_min(contrast_ratio(own, dark), contrast_ratio(own, light));
}

static void judge(TextCheck *c, const Patch *p, const Item *text, const Node *image)
{
    const PageColour *ink = &c->list->colours.at[text->colour];
    int64_t own = contrast_luminance(ink->r, ink->g, ink->b), under = 0;
    int ratio = INT_MAX, needed = needed_by(text->u.run);
    for (int i = 0; i < p->width * p->height; i++) {
        int64_t dark = tone_luminance(p->dark[i]), light = tone_luminance(p->light[i]);
        int here = ratio_on(own, dark, light);
        if (here < ratio)
            ratio = here, under = dark / 2 + light / 2;
    }
    if (ratio < needed)
        note_weak(c, (WeakText){.image = image,
                                .colour = text->colour,
                                .text = text->u.run->text,
                                .page = page_label(c->arena, c->page),
                                .node = text->node && text->node->kind != NODE_SECTION ? text->node : NULL,
                                .ratio = ratio,
                                .needed = needed,
                                .light = own >= under});
}

static bool meet(Rect a, Rect b)
{
    Rect common = both(a, b);
    return common.w > 0 && common.h > 0;
}

static Rect line_box(const Item *text)
{
    const GlyphRun *run = text->u.run;
    return (Rect){text->x, text->y - run->shift - run->size * 3 / 4, run->width, run->size};
}

static void look_at_line(TextCheck *c, const Item *text)
{
    const GlyphRun *run = text->u.run;
    Rect box = line_box(text);
    Patch patch = {.width = 0};
    const Node *image = NULL;
    bool pictured = false, seen = run->face && run->width > 0 && run->size > 0 && str_trim(run->text).n;
    for (int i = 0; seen && i < c->coats.n; i++) {
        const Coat *coat = &c->coats.at[i];
        if (!meet(coat->box, box))
            continue;
        if (!patch.width)
            patch = patch_under(c->arena, box, run->size);
        lay(c, &patch, coat);
        pictured = pictured || is_translucent(coat->item);
        if (coat->item->kind == ITEM_CROPPED)
            image = coat->item->node;
    }
    if (pictured)
        judge(c, &patch, text, image);
}

static void look_at_page(TextCheck *c, const Page *page)
{
    bool pictured = false;
    for (int i = 0; i < page->items.n && !pictured; i++)
        pictured = is_translucent(&page->items.at[i]);
    c->page = page;
    c->coats.n = 0;
    for (int i = 0; pictured && i < page->items.n; i++) {
        const Item *item = &page->items.at[i];
        if (is_coat(item))
            VEC_PUSH(c->arena, &c->coats, (Coat){item, coat_box(item)});
        else if (item->kind == ITEM_GLYPHS && item->role != ITEM_BANNER)
            look_at_line(c, item);
    }
}

/* ---- reporting ---- */

static Str excerpt(Str text)
{
    enum { SHOWN = 40 };
    return utf8_begin(str_trim(text), SHOWN);
}

static void report_weak(Diag *d, const WeakText *w)
{
    Pos pos = w->image ? w->image->pos : w->node ? w->node->pos : (Pos){0};
    Str text = excerpt(w->text);
    diag(d, PIC006, pos,
         "text \"" STR_FMT "%s\" on page \"" STR_FMT "\" has a contrast of %d.%02d:1 with the %s part of %s; "
         "expected at least %d.%d:1",
         STR_ARG(text), text.n < str_trim(w->text).n ? "…" : "", STR_ARG(w->page), w->ratio / 100, w->ratio % 100,
         w->light ? "lightest" : "darkest", w->image ? "this picture under it" : "what shows through a field under it",
         w->needed / 100, w->needed % 100 / 10);
    if (w->image && w->node)
        diag_label(d, w->node->pos, "the text is here");
    diag_help(d,
              "put a field between them in the template, as in <rect … opacity=\"70%%\"/>, or choose a picture that "
              "is %s there, or another focus",
              w->light ? "darker" : "lighter");
}

void report_contrast(const PageList *pages, Arena *a, Diag *d)
{
    TextCheck c = {.list = pages, .arena = a, .rasters.arena = a};
    for (int i = 0; i < pages->pages.n; i++)
        look_at_page(&c, &pages->pages.at[i]);
    for (int i = 0; i < c.weak.n; i++)
        report_weak(d, &c.weak.at[i]);
}
