/* Lines and letters that a press cannot hold.
 *
 * A line thinner than a quarter of a point breaks up. Letters smaller than 5pt close up where they are made of several
 * inks, whose plates are never exactly on top of each other, or are left out of a field; in black alone they do not.
 * All of one thickness, or of one size and colour, are one finding. */
#include "press/press_private.h"

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

#define THINNEST (LEN_PT / 4)
#define SMALLEST PT(5)

enum { ROUNDED = 8, SLIM = 8, SHOWN = 40 };

typedef struct FineThing {
    bool text;
    Len size;
    FoundPlaces places;
} FineThing;

typedef struct FineCheck {
    const PressJob *job;
    const PageList *list;
    const Inks *inks;
    Map known;
    VEC(FineThing) found;
} FineCheck;

static void note(FineCheck *c, FineThing thing, int page, const Item *item)
{
    Arena *a = c->job->arena;
    Str key = str_format(a, "%d %d %d", thing.text, thing.size, thing.text ? item->colour : 0);
    int known = map_number(&c->known, key);
    if (known < 0) {
        known = c->found.n;
        map_put_number(a, &c->known, key, known);
        VEC_PUSH(a, &c->found, thing);
    }
    places_add(&c->found.at[known].places, a, c->list, page, item);
}

static bool is_thin(Len width)
{
    return width > 0 && width < THINNEST - ROUNDED;
}

/* How thick a line is; 0: it is none, or is not painted. */
static Len thickness_of(const Item *item)
{
    if (item->kind == ITEM_PATH)
        return item->u.path->stroke == COLOUR_NONE || item->u.path->n == 0 ? 0 : item->u.path->stroke_width;
    if (item->kind != ITEM_RECT || item->colour == COLOUR_NONE)
        return 0;
    Len less = int_min(item->u.rect.w, item->u.rect.h), more = int_max(item->u.rect.w, item->u.rect.h);
    return more / SLIM >= less ? less : 0;
}

/* Is the text of one ink, all of it? */
static bool holds(const FineCheck *c, const Item *item)
{
    PlateInk ink = ink_of(c->inks, item->colour, INK_LINE);
    int plates = 0;
    for (int i = 0; i < INKS; i++)
        plates += ink.share[i] > 0;
    return plates == 1;
}

static void look_at_item(FineCheck *c, int page, const Item *item)
{
    Len thickness = thickness_of(item);
    if (is_thin(thickness))
        note(c, (FineThing){.size = thickness}, page, item);
    bool words = item->kind == ITEM_GLYPHS && item->u.run->nglyphs && item->u.run->face;
    if (words && item->u.run->size < SMALLEST - ROUNDED && str_trim(item->u.run->text).n && !holds(c, item))
        note(c, (FineThing){.text = true, .size = item->u.run->size}, page, item);
}

static int hundredths(Len l)
{
    return (int)(((int64_t)l * 100 + LEN_PT / 2) / LEN_PT);
}

static void report(const FineCheck *c, const FineThing *f)
{
    Arena *a = c->job->arena;
    const Item *item = f->places.item;
    Str where = places_words(a, &f->places);
    int size = hundredths(f->size);
    if (!f->text) {
        diag(c->job->diag, PRS014, place_in_document(c->job, item),
             "a line on " STR_FMT " is %d.%02dpt thick; expected at least 0.25pt", STR_ARG(where), size / 100,
             size % 100);
        return;
    }
    Str text = utf8_begin(str_trim(item->u.run->text), SHOWN), colour = c->list->colours.at[item->colour].name;
    diag(c->job->diag, PRS015, place_in_document(c->job, item),
         "text \"" STR_FMT "\" on " STR_FMT " is %d.%02dpt in \"" STR_FMT "\", which is not one ink; expected 5pt, or "
         "black",
         STR_ARG(text), STR_ARG(where), size / 100, size % 100, STR_ARG(colour));
}

void check_fine(const PressJob *job, const PageList *pages, const Inks *inks)
{
    FineCheck c = {.job = job, .list = pages, .inks = inks};
    for (int i = 0; i < pages->pages.n; i++)
        for (int k = 0; k < pages->pages.at[i].items.n; k++)
            if (pages->pages.at[i].items.at[k].role != ITEM_MARK)
                look_at_item(&c, i, &pages->pages.at[i].items.at[k]);
    for (int i = 0; i < c.found.n; i++)
        report(&c, &c.found.at[i]);
}
