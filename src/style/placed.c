/* Text that a master places off its page, where nobody sees it: mostly a folio or running head that a smaller page has
 * from a larger one.
 *
 * The measure of a text has to be on the page, and so has its first line, or its last where it grows upwards; how many
 * lines there are is known only when a page is furnished, and layout then keeps the others on the page. Mirrored, a
 * text leaves the page as far as on the other side. */
#include "style/placed.h"

#include "style/sheet.h"

typedef struct Overhang {
    Len by;
    const char *where;
} Overhang;

static Overhang overhang(const PageMaster *m, const Placed *p, const Style *style)
{
    Len top = p->bottom ? p->y - style->leading : p->y;
    const Overhang sides[] = {
        {top + style->leading - m->height, "at its foot"},
        {-top, "at its top"},
        {p->x + p->w - m->width, "on its right"},
        {-p->x, "on its left"},
    };
    Overhang most = {0, ""};
    for (int i = 0; i < COUNT(sides); i++)
        if (sides[i].by > most.by)
            most = sides[i];
    return most;
}

typedef struct PlacedCheck {
    Arena *job;
    Diag *diag;
    Styler *styler;
    Map reported; /* places of the texts that have been reported */
} PlacedCheck;

/* One that several pages have is reported once. */
static bool is_reported(PlacedCheck *c, Pos pos)
{
    Str place = str_format(c->job, "%d:%d:%d", pos.file, pos.line, pos.col);
    bool reported = map_find(&c->reported, place);
    map_put(c->job, &c->reported, place, c);
    return reported;
}

static void look_at_text(PlacedCheck *c, const PageMaster *m, const Placed *p)
{
    enum { MM = LEN_PT * 72 * 10 / 254, ROUNDING = LEN_PT / 4 };
    Overhang over = overhang(m, p, style_block(c->styler, p->style, (Str){0}, NULL));
    if (over.by <= ROUNDING || is_reported(c, p->pos))
        return;
    diag(c->diag, LAY008, p->pos, "this text leaves page \"" STR_FMT "\" %s by %d mm; expected it on the page",
         STR_ARG(m->name), over.where, (int)((over.by - ROUNDING) / MM) + 1);
    diag_help(c->diag, "a page keeps what is drawn on the page in like=\"…\" and on its own in the extended template; "
                       "replace=\"yes\" starts with an empty page");
}

static void look_at_page(PlacedCheck *c, const PageMaster *m)
{
    for (int k = 0; k < m->nplaced; k++)
        if (m->placed[k].kind == PLACED_TEXT)
            look_at_text(c, m, &m->placed[k]);
}

void placed_report(Arena *job, Diag *diag, const Template *t)
{
    PlacedCheck c = {.job = job, .diag = diag, .styler = styler_new(job, t)};
    for (int i = 0; i < t->nmasters; i++)
        if (template_uses(t, &t->masters[i]))
            look_at_page(&c, &t->masters[i]);
    for (int i = 0; t->sheet && i < t->sheet->npanels; i++)
        look_at_page(&c, &t->sheet->panels[i].page);
}
