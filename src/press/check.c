/* What a printer would come back about.
 *
 * Each is a warning, because the file can be printed as it is, and whether it should be is for the printer to say:
 * works reduce ink and sharpen pictures every day. Who wants none of them to pass denies the code (--deny=PRS010).
 *
 *   PRS010  ink         ink.c
 *   PRS011  pictures    pixels to the inch, as large as they are printed; an SVG has none. What layout has reported for
 *                       the screen (PIC001) is not said again
 *   PRS012  edges       live.c
 *   PRS013  pages       a booklet needs a multiple of 4, and layout could not fill it up
 *   PRS014  thin lines  fine.c
 *   PRS015  small text  fine.c */
#include "press/press_private.h"

#include "base/vec.h"
#include "doc/nodemap.h"

/* ---- places ---- */

void places_add(FoundPlaces *p, Arena *a, const PageList *list, int page, const Item *item)
{
    if (!p->first.n) {
        *p = (FoundPlaces){.first = page_label(a, &list->pages.at[page]), .last = page, .item = item};
    } else if (p->last != page) {
        p->more++;
        p->last = page;
    }
}

Str places_words(Arena *a, const FoundPlaces *p)
{
    if (!p->more)
        return str_format(a, "page " STR_FMT, STR_ARG(p->first));
    return str_format(a, "page " STR_FMT " and %d more", STR_ARG(p->first), p->more);
}

Pos place_in_document(const PressJob *job, const Item *item)
{
    bool own = item->node && item->node->kind != NODE_SECTION && item->node->pos.line > 0;
    return own ? item->node->pos : job->doc->root->pos;
}

/* ---- pictures ---- */

/* Pixels to the inch of a picture where it is largest. */
typedef struct Density {
    const Node *image;
    int pixels;
    FoundPlaces places;
} Density;

typedef struct DensityCheck {
    const PressJob *job;
    const PageList *list;
    NodeMap known;
    VEC(Density) found;
} DensityCheck;

static int density_of(const Item *item)
{
    int64_t pixels = item->node->u.image.width, w = page_picture_box(item).w;
    return w > 0 ? (int)((pixels * PT(72) + w / 2) / w) : 0;
}

static void note_density(DensityCheck *c, int page, const Item *item)
{
    Arena *a = c->job->arena;
    int known = nodemap_find(&c->known, item->node), pixels = density_of(item);
    if (known < 0) {
        known = c->found.n;
        nodemap_put(a, &c->known, item->node, known);
        VEC_PUSH(a, &c->found, (Density){.image = item->node, .pixels = pixels});
    }
    check(c->found.at);
    Density *d = &c->found.at[known];
    d->pixels = int_min(d->pixels, pixels);
    places_add(&d->places, a, c->list, page, item);
}

static void check_pictures(const PressJob *job, const PageList *list)
{
    DensityCheck c = {.job = job, .list = list};
    for (int i = 0; i < list->pages.n; i++)
        for (int k = 0; k < list->pages.at[i].items.n; k++) {
            const Item *item = &list->pages.at[i].items.at[k];
            bool pixels = item_is_picture(item) && item->node && item->node->u.image.format != IMAGE_SVG;
            if (pixels && page_picture_box(item).w > 0 && density_of(item) < job->settings->dpi)
                note_density(&c, i, item);
        }
    for (int i = 0; i < c.found.n; i++) {
        const Density *d = &c.found.at[i];
        if (d->pixels < PICTURE_FEWEST && !d->image->u.image.decorative)
            continue;
        Str where = places_words(job->arena, &d->places);
        diag(job->diag, PRS011, d->image->pos,
             "the picture has %d pixels to the inch where it is printed, on " STR_FMT "; expected at least %d",
             d->pixels, STR_ARG(where), job->settings->dpi);
    }
}

/* ---- pages ---- */

/* Layout has filled up the document if it can: it needs a back cover to put empty pages before, and a manifest that
 * lists the press, for all products have the same pages, whichever of them are made. */
static const char *help_with_count(const PressJob *job, bool listed)
{
    bool back = job->tpl && job->tpl->back.master.n && !job->doc->pack;
    return back && !listed ? "list <product kind=\"press\"/> in the manifest, for empty pages before the back cover"
                           : "multiple=\"2\" at the product is for separate leaves, multiple=\"1\" for any number";
}

static void check_count(const PressJob *job, int pages)
{
    int multiple = job->settings->multiple, over = multiple > 1 ? pages % multiple : 0;
    if (!over)
        return;
    Pos listed = job->doc->of_kind ? job->doc->of_kind[PRODUCT_PRESS].pos : (Pos){0};
    diag(job->diag, PRS013, listed.line ? listed : job->doc->root->pos,
         "the document has %d page%s; expected a multiple of %d for the printer: %d more, or %d fewer", pages,
         pages == 1 ? "" : "s", multiple, multiple - over, over);
    diag_help(job->diag, "%s", help_with_count(job, listed.line));
}

void press_check(const PressJob *job, const PageList *pages, const Inks *inks)
{
    check_ink(job, pages, inks);
    check_pictures(job, pages);
    check_live(job, pages, inks);
    check_count(job, pages->pages.n);
    check_fine(job, pages, inks);
}
