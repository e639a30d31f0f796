/* The most ink that any place of a page gets, from the page list alone.
 *
 * Paint that hides what is under it brings its own inks and no more, so on most pages one look at each item is all. Two
 * kinds can be more than themselves: black that prints over what is under it adds its plate to the other three of that,
 * and what shows through lies, plate by plate, between itself and what is under it. For these, where they could go
 * beyond the limit at all, the fields painted before them are laid again on the box that they are in, which the sides
 * of these fields cut into cells:
 *
 *        +--------+-----+         A cell is in a field, outside it, or, where an outline passes through it, both:
 *        | a      | a b |         then the worse counts. So the result is exact for rectangles, and for outlines
 *        +--------+-----+         never too small.
 *        | -      |  b  |
 *        +--------+-----+
 *
 * Text is the outlines of its letters. What is wholly under one later field or photograph is not seen, and does not
 * count. What a picture has under a letter is not known here, and counts as nothing; text that is hard to read on a
 * dark one is refused anyway (PIC006). The inks of an SVG are those of its colours, and the writer knows those of a
 * photograph (pdf/image.c). Banners and marks are left out. Each pair of colours is one finding. */
#include "press/press_private.h"

#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "text/outline.h"

enum { UNDER_MOST = 24, CUTS_MOST = 6, PER_CENT = 10 /* in thousandths */ };

typedef struct InkCoat {
    const Item *item;
    const Item *outline; /* a PATH whose inside it fills; NULL: all of the box */
    Rect box;
    PlateInk ink;
    Colour colour;
    int clear; /* per cent of what is under it that shows */
} InkCoat;

typedef struct InkStack {
    int share[INKS];
    Colour under, top; /* what was laid last, and before it */
} InkStack;

typedef struct InkFinding {
    const Node *picture; /* an SVG whose own colour it is; else NULL */
    Colour colour, under;
    int total;
    FoundPlaces places;
} InkFinding;

/* Found on the page in hand, unless what is painted later hides it. */
typedef struct InkPending {
    InkFinding finding;
    const Item *item;
    Rect box;
    int before; /* coats that were there */
} InkPending;

typedef struct InkCheck {
    const PressJob *job;
    const PageList *list;
    const Inks *inks;
    int limit; /* thousandths */
    Map known;
    VEC(InkFinding) found;
    /* of the page in hand */
    int page;
    VEC(InkCoat) coats;
    VEC(InkPending) pending;
    int most_colour, most_total; /* the largest sums of any coat so far: cyan, magenta and yellow; all four inks */
} InkCheck;

static int total_of(const int *share)
{
    return share[0] + share[1] + share[2] + share[3];
}

static int ink_total(PlateInk ink)
{
    return ink.share[0] + ink.share[1] + ink.share[2] + ink.share[3];
}

/* ---- findings ---- */

static void note(InkCheck *c, InkFinding f, const Item *item)
{
    Arena *a = c->job->arena;
    Str key = str_format(a, "%p %d %d", (const void *)f.picture, f.colour, f.under);
    int known = map_number(&c->known, key);
    if (known < 0) {
        known = c->found.n;
        map_put_number(a, &c->known, key, known);
        VEC_PUSH(a, &c->found, f);
    }
    check(c->found.at);
    InkFinding *kept = &c->found.at[known];
    kept->total = int_max(kept->total, f.total);
    places_add(&kept->places, a, c->list, c->page, item);
}

/* Pictures other than JPEGs may have holes. */
static bool hides_all(const InkCoat *coat, Rect box)
{
    Rect common = rect_both(coat->box, box);
    if (common.w != box.w || common.h != box.h || coat->clear || coat->ink.overprints)
        return false;
    if (item_is_picture(coat->item))
        return coat->item->node && coat->item->node->u.image.format == IMAGE_JPEG;
    return !coat->outline || cell_in_outline(coat->outline, box) == CELL_IN;
}

static bool is_hidden(const InkCheck *c, const InkPending *p)
{
    for (int i = p->before; i < c->coats.n; i++)
        if (c->coats.at[i].item != p->item && hides_all(&c->coats.at[i], p->box))
            return true;
    return false;
}

static void note_pending(InkCheck *c)
{
    for (int i = 0; i < c->pending.n; i++)
        if (!is_hidden(c, &c->pending.at[i]))
            note(c, c->pending.at[i].finding, c->pending.at[i].item);
    c->pending.n = 0;
}

static Str colour_words(const InkCheck *c, const InkFinding *f)
{
    Arena *a = c->job->arena;
    Str name = c->list->colours.at[f->colour].name;
    if (f->picture)
        return str_format(a, "colour " STR_FMT " of this picture", STR_ARG(name));
    if (f->under == COLOUR_NONE)
        return str_format(a, "\"" STR_FMT "\"", STR_ARG(name));
    return str_format(a, "\"" STR_FMT "\" over \"" STR_FMT "\"", STR_ARG(name),
                      STR_ARG(c->list->colours.at[f->under].name));
}

static void report(const InkCheck *c, const InkFinding *f)
{
    Str words = colour_words(c, f), where = places_words(c->job->arena, &f->places);
    Pos pos = f->picture ? f->picture->pos : place_in_document(c->job, f->places.item);
    diag(c->job->diag, PRS010, pos, STR_FMT " on " STR_FMT " has %d%% of ink; expected at most %d%%", STR_ARG(words),
         STR_ARG(where), (f->total + PER_CENT / 2) / PER_CENT, c->job->settings->ink);
}

/* ---- laying ---- */

static InkStack laid(InkStack s, const InkCoat *coat)
{
    for (int i = 0; i < INKS; i++) {
        int own = coat->ink.share[i];
        if (coat->ink.overprints && !coat->clear && i < INKS - 1)
            continue;
        s.share[i] = coat->clear ? (own * (100 - coat->clear) + s.share[i] * coat->clear) / 100 : own;
    }
    s.under = s.top;
    s.top = coat->colour;
    return s;
}

/* The coats that matter for one of them, the last of which it is. */
typedef struct InkLaying {
    const InkCoat *coats[UNDER_MOST + 1];
    int n;
    Rect cell;
} InkLaying;

/* The cell is on one side of each side of a coat's box. */
static InCell is_in(const InkCoat *coat, Rect cell)
{
    return rect_is_empty(rect_both(coat->box, cell)) ? CELL_OUT
           : coat->outline                           ? cell_in_outline(coat->outline, cell)
                                                     : CELL_IN;
}

/* The worst of what coats from the k-th on make of a cell. */
static InkStack worst(const InkLaying *l, int k, InkStack s, int cuts)
{
    for (; k < l->n; k++) {
        InCell in = is_in(l->coats[k], l->cell);
        bool top = k + 1 == l->n;
        if (top && in == CELL_OUT)
            return (InkStack){.under = COLOUR_NONE, .top = COLOUR_NONE};
        if (in == CELL_CUT && !top && cuts < CUTS_MOST) {
            InkStack without = worst(l, k + 1, s, cuts + 1);
            InkStack with = worst(l, k + 1, laid(s, l->coats[k]), cuts + 1);
            return total_of(with.share) > total_of(without.share) ? with : without;
        }
        if (in != CELL_OUT)
            s = laid(s, l->coats[k]);
    }
    return s;
}

/* The places where sides of coats cut a stretch, in order. */
typedef struct CellCuts {
    Len at[2 * UNDER_MOST + 4];
    int n;
} CellCuts;

static void add_cut(CellCuts *c, Len at)
{
    int i = 0;
    while (i < c->n && c->at[i] < at)
        i++;
    if (i < c->n && c->at[i] == at)
        return;
    memmove(&c->at[i + 1], &c->at[i], sizeof c->at[0] * (size_t)(c->n - i));
    c->at[i] = at;
    c->n++;
}

static void cut_box(const InkLaying *l, Rect box, CellCuts *x, CellCuts *y)
{
    *x = *y = (CellCuts){.n = 0};
    for (int i = 0; i < l->n; i++) {
        Rect r = rect_both(l->coats[i]->box, box);
        add_cut(x, r.x);
        add_cut(x, r.x + r.w);
        add_cut(y, r.y);
        add_cut(y, r.y + r.h);
    }
}

static InkStack worst_in(InkLaying *l, Rect box)
{
    CellCuts x, y;
    InkStack most = {.under = COLOUR_NONE, .top = COLOUR_NONE};
    cut_box(l, box, &x, &y);
    for (int i = 0; i + 1 < x.n; i++)
        for (int k = 0; k + 1 < y.n; k++) {
            l->cell = (Rect){x.at[i], y.at[k], x.at[i + 1] - x.at[i], y.at[k + 1] - y.at[k]};
            InkStack s = worst(l, 0, (InkStack){.under = COLOUR_NONE, .top = COLOUR_NONE}, 0);
            if (total_of(s.share) > total_of(most.share))
                most = s;
        }
    return most;
}

/* The last coats under a box that hold some of it. */
static InkLaying coats_under(const InkCheck *c, const InkCoat *top)
{
    InkLaying l = {.n = 0};
    const InkCoat *found[UNDER_MOST];
    int n = 0;
    for (int i = c->coats.n - 1; i >= 0 && n < UNDER_MOST; i--)
        if (!rect_is_empty(rect_both(c->coats.at[i].box, top->box)))
            found[n++] = &c->coats.at[i];
    while (n > 0)
        l.coats[l.n++] = found[--n];
    l.coats[l.n++] = top;
    return l;
}

/* ---- items ---- */

static bool could_exceed(const InkCheck *c, const InkCoat *coat)
{
    if (coat->clear)
        return int_max(ink_total(coat->ink), c->most_total) > c->limit;
    return ink_total(coat->ink) + (coat->ink.overprints ? c->most_colour : 0) > c->limit;
}

static void put_pending(InkCheck *c, const InkCoat *coat, Colour under, int total)
{
    InkFinding f = {.colour = coat->colour, .under = under, .total = total};
    if (total > c->limit)
        VEC_PUSH(c->job->arena, &c->pending, (InkPending){f, coat->item, coat->box, c->coats.n});
}

static InkStack worst_of(const InkCheck *c, const InkCoat *coat)
{
    InkLaying l = coats_under(c, coat);
    return worst_in(&l, coat->box);
}

static void judge(InkCheck *c, const InkCoat *coat)
{
    if (rect_is_empty(coat->box) || !could_exceed(c, coat))
        return;
    if (!coat->clear && !coat->ink.overprints) {
        put_pending(c, coat, COLOUR_NONE, ink_total(coat->ink));
        return;
    }
    InkStack s = worst_of(c, coat);
    put_pending(c, coat, s.under, total_of(s.share));
}

/* All that letters of the size can take up. */
static Rect line_box(const Item *item)
{
    const GlyphRun *run = item->u.run;
    if (!run->face || run->width <= 0 || !run->nglyphs || !str_trim(run->text).n)
        return (Rect){0};
    FaceInfo info = face_info(run->face);
    Len up = (Len)((int64_t)info.ascent * run->size / info.units_per_em);
    Len down = (Len)((int64_t)-info.descent * run->size / info.units_per_em);
    return (Rect){item->x - up / 4, item->y - run->shift - up, run->width + up / 2, up + down};
}

/* Outlines are made only where the line's box alone would be too much. */
static void judge_text(InkCheck *c, const Item *item)
{
    Arena *a = c->job->arena;
    const GlyphRun *run = item->u.run;
    InkCoat coat = {.item = item,
                    .box = line_box(item),
                    .ink = ink_of(c->inks, item->colour, INK_LINE),
                    .colour = item->colour};
    if (rect_is_empty(coat.box) || !could_exceed(c, &coat))
        return;
    if (coat.ink.overprints && total_of(worst_of(c, &coat).share) <= c->limit)
        return;
    const PathSeg *segs;
    PagePath *path = NEW(a, PagePath);
    Item *outline = NEW(a, Item);
    int n = run_outline(a, run, &segs);
    *path = (PagePath){.segs = segs, .n = n, .fill = item->colour, .stroke = COLOUR_NONE};
    *outline = (Item){.kind = ITEM_PATH, .x = item->x, .y = item->y - run->shift, .u.path = path};
    coat.outline = outline;
    coat.box = page_path_box(outline);
    judge(c, &coat);
}

static void add_coat(InkCheck *c, InkCoat coat)
{
    PlateInk ink = coat.ink;
    judge(c, &coat);
    c->most_colour = int_max(c->most_colour, ink.share[0] + ink.share[1] + ink.share[2]);
    c->most_total = int_max(c->most_total, ink_total(ink));
    VEC_PUSH(c->job->arena, &c->coats, coat);
}

static void look_at_path(InkCheck *c, const Item *item)
{
    const PagePath *p = item->u.path;
    Rect box = rect_both(drawn_box(item), page_box(&c->list->pages.at[c->page], BOX_BLEED));
    if (p->clipped)
        box = rect_both(box, (Rect){item->x + p->clip.x, item->y + p->clip.y, p->clip.w, p->clip.h});
    if (p->fill != COLOUR_NONE)
        add_coat(c, (InkCoat){item, item, box, ink_of(c->inks, p->fill, ink_use(item)), p->fill, p->clear});
    if (p->stroke != COLOUR_NONE && p->stroke_width > 0)
        judge(c, &(InkCoat){item, NULL, box, ink_of(c->inks, p->stroke, ink_stroke_use(p->stroke_width)), p->stroke,
                            p->clear});
}

/* What it has itself; and it hides what is under it. */
static void look_at_picture(InkCheck *c, const Item *item)
{
    const PagePicture *picture = item->node ? page_picture(c->list, item->node) : NULL;
    for (int i = 0; picture && i < picture->vector->ncolours; i++) {
        Colour colour = picture->colours[i];
        int total = ink_total(ink_of(c->inks, colour, INK_FIELD));
        if (total > c->limit)
            note(c, (InkFinding){.picture = item->node, .colour = colour, .under = COLOUR_NONE, .total = total}, item);
    }
    VEC_PUSH(c->job->arena, &c->coats, (InkCoat){.item = item, .box = page_picture_shown(item), .colour = COLOUR_NONE});
}

static void look_at_item(InkCheck *c, const Item *item)
{
    Rect bleed = page_box(&c->list->pages.at[c->page], BOX_BLEED);
    switch (item->kind) {
    case ITEM_GLYPHS: judge_text(c, item); break;
    case ITEM_RECT: {
        Rect box = {item->x, item->y, item->u.rect.w, item->u.rect.h};
        if (item->colour != COLOUR_NONE)
            add_coat(c, (InkCoat){item, NULL, rect_both(box, bleed), ink_of(c->inks, item->colour, ink_use(item)),
                                  item->colour, 0});
        break;
    }
    case ITEM_PATH: look_at_path(c, item); break;
    case ITEM_IMAGE:
    case ITEM_CROPPED: look_at_picture(c, item); break;
    }
}

void check_ink(const PressJob *job, const PageList *pages, const Inks *inks)
{
    InkCheck c = {.job = job, .list = pages, .inks = inks, .limit = job->settings->ink * PER_CENT};
    for (c.page = 0; c.page < pages->pages.n; c.page++) {
        const Page *p = &pages->pages.at[c.page];
        c.coats.n = 0;
        c.most_colour = c.most_total = 0;
        for (int i = 0; i < p->items.n; i++)
            if (p->items.at[i].role != ITEM_MARK && p->items.at[i].role != ITEM_BANNER)
                look_at_item(&c, &p->items.at[i]);
        note_pending(&c);
    }
    for (int i = 0; i < c.found.n; i++)
        report(&c, &c.found.at[i]);
}
