/* What is too near to where a page is cut.
 *
 * A sheet is cut a millimetre or two beside the line. So what does not bleed keeps away from it: text, pictures, rules
 * and fields that end inside the page. Of text what counts is the height of its capitals, not the room that layout
 * gives a line. What a master draws is not looked at, for the pieces of a pattern may end anywhere; nor are white
 * fields, for nobody sees how they are cut. A banner is no part of the page.
 * Folds are layout's (PNL002).
 *
 * The same thing in the same place on many pages, such as a folio, is one finding: so are the lines of one block. */
#include "press/press_private.h"

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { TENTH_MM = LEN_PT * 72 / 254, SHOWN = 40 };

typedef enum CutEdge { EDGE_LEFT, EDGE_TOP, EDGE_RIGHT, EDGE_BOTTOM, EDGE_COUNT } CutEdge;

/* One finding. */
typedef struct NearEdge {
    FoundPlaces places;
    CutEdge edge;
    Len distance;
} NearEdge;

typedef struct LiveCheck {
    const PressJob *job;
    const PageList *list;
    const Inks *inks;
    Map known; /* what is where → index into found */
    VEC(NearEdge) found;
} LiveCheck;

static Rect glyphs_box(const Item *item)
{
    const GlyphRun *run = item->u.run;
    if (!run->face || run->width <= 0)
        return (Rect){0};
    FaceInfo info = face_info(run->face);
    Len height = (Len)((int64_t)info.cap_height * run->size / info.units_per_em);
    return (Rect){item->x, item->y - run->shift - height, run->width, height};
}

static bool is_white(const LiveCheck *c, Colour colour, InkUse use)
{
    if (colour == COLOUR_NONE)
        return true;
    PlateInk ink = ink_of(c->inks, colour, use);
    return !(ink.share[0] | ink.share[1] | ink.share[2] | ink.share[3]);
}

/* Empty: it does not count. */
static Rect box_of(const LiveCheck *c, const Page *page, const Item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS: return glyphs_box(item);
    case ITEM_RECT:
        return is_white(c, item->colour, ink_use(item)) ? (Rect){0}
                                                        : (Rect){item->x, item->y, item->u.rect.w, item->u.rect.h};
    case ITEM_PATH: {
        const PagePath *p = item->u.path;
        bool white = is_white(c, p->fill, INK_FIELD) && is_white(c, p->stroke, INK_LINE);
        Rect box = white ? (Rect){0} : rect_both(drawn_box(item), page_box(page, BOX_BLEED));
        return p->clipped ? rect_both(box, (Rect){item->x + p->clip.x, item->y + p->clip.y, p->clip.w, p->clip.h})
                          : box;
    }
    default: return page_picture_shown(item);
    }
}

static void distances(const Page *p, Rect box, Len *out)
{
    out[EDGE_LEFT] = box.x;
    out[EDGE_TOP] = box.y;
    out[EDGE_RIGHT] = p->width - box.x - box.w;
    out[EDGE_BOTTOM] = p->height - box.y - box.h;
}

static bool is_bleeding(const Item *item, const Len *distance)
{
    bool bleeds = false;
    for (int e = 0; e < EDGE_COUNT; e++)
        bleeds = bleeds || distance[e] <= PRESS_REACH;
    return bleeds && item->kind != ITEM_GLYPHS;
}

static Str key_of(const LiveCheck *c, const Item *item, CutEdge edge, Len distance)
{
    Pos pos = place_in_document(c->job, item);
    return str_format(c->job->arena, "%d %d %d %d %d %d", pos.file, pos.line, item->kind, item->role, edge,
                      distance / TENTH_MM);
}

/* Text and pictures are, whoever places them; of fields and drawings those of the document. */
static bool is_live(const Item *item)
{
    if (item->role == ITEM_MARK || item->role == ITEM_BANNER)
        return false;
    bool drawn = item->kind == ITEM_RECT || item->kind == ITEM_PATH;
    return !drawn || (item->node && item->node->kind != NODE_SECTION);
}

static void note(LiveCheck *c, int page, const Item *item, NearEdge near)
{
    Arena *a = c->job->arena;
    Str key = key_of(c, item, near.edge, near.distance);
    int known = map_number(&c->known, key);
    if (known < 0) {
        known = c->found.n;
        map_put_number(a, &c->known, key, known);
        VEC_PUSH(a, &c->found, near);
    }
    places_add(&c->found.at[known].places, a, c->list, page, item);
}

static void look_at_item(LiveCheck *c, const Page *p, int index, const Item *item)
{
    Rect box = box_of(c, p, item);
    Len distance[EDGE_COUNT], safe = c->job->settings->safe - PRESS_REACH;
    if (rect_is_empty(box))
        return;
    distances(p, box, distance);
    if (is_bleeding(item, distance))
        return;
    for (int e = 0; e < EDGE_COUNT; e++)
        if (distance[e] < safe) {
            note(c, index, item, (NearEdge){.edge = e, .distance = distance[e]});
            return;
        }
}

static Str name_of(Arena *a, const Item *item)
{
    if (item->kind == ITEM_GLYPHS)
        return str_format(a, "text \"" STR_FMT "\"", STR_ARG(utf8_begin(str_trim(item->u.run->text), SHOWN)));
    return item_is_picture(item) ? STR("a picture") : STR("a rule or field");
}

static void report(const LiveCheck *c, const NearEdge *n)
{
    static const char *const edges[] = {"left", "top", "right", "bottom"};
    Arena *a = c->job->arena;
    int found = (n->distance < 0 ? -n->distance : n->distance) / TENTH_MM;
    int wanted = (c->job->settings->safe + PRESS_REACH) / TENTH_MM;
    const Item *item = n->places.item;
    Str name = name_of(a, item), where = places_words(a, &n->places);
    diag(c->job->diag, PRS012, place_in_document(c->job, item),
         STR_FMT " on " STR_FMT " is %d.%d mm %s the %s edge of the page; expected at least %d.%d mm inside it",
         STR_ARG(name), STR_ARG(where), found / 10, found % 10, n->distance < 0 ? "beyond" : "from", edges[n->edge],
         wanted / 10, wanted % 10);
}

void check_live(const PressJob *job, const PageList *pages, const Inks *inks)
{
    LiveCheck c = {.job = job, .list = pages, .inks = inks};
    for (int i = 0; i < pages->pages.n; i++) {
        const Page *p = &pages->pages.at[i];
        for (int k = 0; k < p->items.n; k++) {
            const Item *item = &p->items.at[k];
            if (is_live(item))
                look_at_item(&c, p, i, item);
        }
    }
    for (int i = 0; i < c.found.n; i++)
        report(&c, &c.found.at[i]);
}
