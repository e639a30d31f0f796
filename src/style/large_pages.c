/* Pages of large print: A4 in one column, upright or turned, with a running foot at one place on all of them: what the
 * document is called at the left and the page at the right. The cover says what it is in words alone.
 *
 * A document that must show a classification, or that the public is excluded, shows it in large print too, in a line
 * at the head. In a pack, the foot has the words with which the original gives the page in the pack. */
#include "style/large_private.h"

#include "base/len.h"

#define MM(x) ((Len)((x) * (int64_t)PT(360) / 127)) /* 72 / 25.4 */

enum { MARGIN = 20, FOOT = 34, HEAD = 22 }; /* millimetres */

typedef VEC(Placed) PlacedList;

static Placed *add_text(Large *l, PlacedList *list, const char *style, Str text)
{
    Placed *p = VEC_NEXT(l->arena, list);
    *p = (Placed){.kind = PLACED_TEXT, .text = text, .style = str_c(style), .fill = SWATCH_NONE, .stroke = SWATCH_NONE};
    return p;
}

static void add_rule(Large *l, PlacedList *list, Rect at, Swatch colour)
{
    Placed *p = VEC_NEXT(l->arena, list);
    *p = (Placed){
        .kind = PLACED_RECT, .x = at.x, .y = at.y, .w = at.w, .h = at.h, .fill = colour, .stroke = SWATCH_NONE};
}

static void keep_placed(PageMaster *m, const PlacedList *list)
{
    m->placed = list->at;
    m->nplaced = list->n;
}

/* ---- what the original's pages say ---- */

/* The first text on any page of the original that has the field. NULL: none has. */
static const Placed *text_with(const Large *l, const char *field)
{
    for (int i = 0; i < l->from->nmasters; i++) {
        const PageMaster *m = &l->from->masters[i];
        for (int k = 0; k < m->nplaced; k++)
            if (m->placed[k].kind == PLACED_TEXT && str_find(m->placed[k].text, field) >= 0)
                return &m->placed[k];
    }
    return NULL;
}

static Str words_with(const Large *l, const char *field, const char *otherwise)
{
    const Placed *p = text_with(l, field);
    return p ? p->text : str_c(otherwise);
}

/* ---- masters ---- */

static Str page_words(const Large *l)
{
    return l->look.in_pack ? words_with(l, "{pack-page}", "{pack-page}") : STR("{page}");
}

static Str foot_words(const Large *l)
{
    return l->look.in_pack ? words_with(l, "{item}", "{title}") : STR("{title}");
}

/* The foot: a fine rule, and below it two lines' room for a long title. */
static void add_foot(Large *l, PlacedList *list, const PageMaster *m)
{
    Len left = MM(MARGIN), width = m->width - 2 * left, folio = l->look.in_pack ? MM(50) : MM(20);
    Len base = m->height - MM(11);
    add_rule(l, list, (Rect){left, m->height - m->bottom + MM(6), width, PT(3) / 4}, l->ink);
    Placed *title = add_text(l, list, "running-head", foot_words(l));
    title->x = left;
    title->w = width - folio - MM(5);
    title->y = base;
    title->bottom = title->running_foot = true;
    Placed *page = add_text(l, list, "folio", page_words(l));
    page->x = left + width - folio;
    page->w = folio;
    page->y = base;
    page->align = ALIGN_RIGHT;
    page->bottom = page->running_foot = true;
}

static void add_head(Large *l, PlacedList *list, const PageMaster *m)
{
    static const char *const fields[] = {"{classification}", "{access}"};
    Len y = MM(6);
    for (int i = 0; i < COUNT(fields); i++) {
        if (!text_with(l, fields[i]))
            continue;
        Placed *p = add_text(l, list, "running-head", words_with(l, fields[i], ""));
        p->x = MM(MARGIN);
        p->y = y;
        p->w = m->width - 2 * MM(MARGIN);
        p->running_head = true;
        y += l->look.size * 5 / 4;
    }
}

static PageMaster page_of(Large *l, const char *name, Len width, Len height)
{
    PageMaster m = {.name = str_c(name),
                    .width = width,
                    .height = height,
                    .top = text_with(l, "{classification}") || text_with(l, "{access}") ? MM(HEAD + 4) : MM(HEAD),
                    .bottom = MM(FOOT),
                    .inner = MM(MARGIN),
                    .outer = MM(MARGIN),
                    .columns = 1,
                    .column_rule_colour = SWATCH_NONE,
                    .folio = FOLIO_DECIMAL};
    PlacedList list = {0};
    add_head(l, &list, &m);
    add_foot(l, &list, &m);
    keep_placed(&m, &list);
    return m;
}

typedef struct CoverLine {
    const char *style, *text;
    int y; /* millimetres */
    bool bottom;
} CoverLine;

/* The title stands on a rule, so that it may have as many lines as it needs. */
static PageMaster cover_of(Large *l)
{
    static const CoverLine lines[] = {
        {"cover-title", "{title}", 134, true},        {"cover-period", "{period}", 148, false},
        {"cover-subtitle", "{subtitle}", 164, false}, {"cover-organisation", "{organisation}", 246, true},
        {"cover-edition", "{edition}", 262, true},    {"cover-date", "{date}", 274, true},
    };
    PageMaster m = {.name = STR("cover"),
                    .width = MM(210),
                    .height = MM(297),
                    .top = MM(HEAD),
                    .bottom = MM(FOOT),
                    .inner = MM(MARGIN),
                    .outer = MM(MARGIN),
                    .columns = 1,
                    .column_rule_colour = SWATCH_NONE};
    PlacedList list = {0};
    add_rule(l, &list, (Rect){MM(MARGIN), MM(140), MM(210 - 2 * MARGIN), PT(4)}, l->lead);
    for (int i = 0; i < COUNT(lines); i++) {
        Placed *p = add_text(l, &list, lines[i].style, str_c(lines[i].text));
        p->x = MM(MARGIN);
        p->y = MM(lines[i].y);
        p->w = MM(210 - 2 * MARGIN);
        p->bottom = lines[i].bottom;
    }
    keep_placed(&m, &list);
    return m;
}

/* ---- which page serves what ---- */

static void choose_masters(Large *l)
{
    Template *t = l->to;
    for (int i = 0; i < SECTION_ROLE_COUNT; i++) {
        t->role_master[i] = STR("page");
        t->role_opener[i] = t->role_picture_opener[i] = (Str){0};
    }
    t->section_classes = NULL;
    t->nsection_classes = 0;
    t->part.master = STR("page");
    t->part.on = t->part.then = SIDES_BOTH;
    t->back = (BackCover){.multiple = 0};
    t->landscape_master = STR("landscape");
    t->spreads = t->names_headings = false;
    t->sheet = NULL;
}

static void choose_fronts(Large *l)
{
    Front *fronts = NEWN(l->arena, Front, l->from->nfronts + 1);
    if (l->from->sheet && !l->from->nfronts) { /* a leaflet, whose panels say what it is */
        fronts[0] = (Front){.kind = FRONT_COVER, .master = STR("cover")};
        l->to->nfronts = 1;
    }
    for (int i = 0; i < l->from->nfronts; i++) {
        fronts[i] = l->from->fronts[i];
        fronts[i].master = fronts[i].kind == FRONT_COVER ? STR("cover") : STR("page");
        fronts[i].leaders = true;
        fronts[i].ranges = false;
    }
    l->to->fronts = fronts;
}

void large_pages(Large *l)
{
    enum { MASTERS = 3 };
    PageMaster *masters = NEWN(l->arena, PageMaster, MASTERS);
    masters[0] = page_of(l, "page", MM(210), MM(297));
    masters[1] = cover_of(l);
    masters[2] = page_of(l, "landscape", MM(297), MM(210));
    l->to->masters = masters;
    l->to->nmasters = MASTERS;
    l->to->master_names = (Map){0};
    for (int i = 0; i < MASTERS; i++)
        map_put_number(l->arena, &l->to->master_names, masters[i].name, i);
    choose_masters(l);
    choose_fronts(l);
}
