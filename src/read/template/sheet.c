/* The folded sheet of a template: sides with panels from left to right.
 *
 * Each panel has a page master, which other panels may share; its width is the panel's, and where two panels meet the
 * sheet is folded. A panel gets its own copy of the master, under whose drawings lie those of its side, moved to the
 * panel's places and cropped to it: a panel by itself then looks as it does on the sheet. Masters may change in later
 * layers, so panels are made when all layers are merged. */
#include "read/template/template_private.h"

#include <stdlib.h>

#include "base/len.h"
#include "base/str.h"
#include "style/sheet.h"

static void read_panel(Build *b, const XmlNode *e, int side)
{
    PanelUse p = {.name = xml_attr(b->r, e, "name"), .side = side, .pos = xml_pos(e, b->file)};
    p.page = xml_has(e, "page") ? xml_attr(b->r, e, "page") : p.name;
    Pos pos = attr_place(b, e, xml_has(e, "page") ? "page" : "name");
    read_number(b, e, "order", (Range){1, PANELS_MOST}, &p.order);
    use_name(b, USE_PAGE, p.page, pos);
    VEC_PUSH(b->r->job, &b->sheet->panels, p);
}

static void read_side(Build *b, const XmlNode *side)
{
    SheetBuild *s = b->sheet;
    for (const XmlNode *e = xml_first(side); e; e = xml_next(e))
        if (xml_is(e, "panel"))
            read_panel(b, e, s->nsides);
    read_drawings(b, side, &s->drawn[s->nsides++]);
}

void read_sheet(Build *b, const XmlNode *e)
{
    b->sheet = NEW(b->r->job, SheetBuild);
    b->sheet->pos = xml_pos(e, b->file);
    check(len_parse(STR("4mm"), &b->sheet->safe));
    read_length(b, e, "safe", &b->sheet->safe);
    for (const XmlNode *side = xml_first(e); side; side = xml_next(side))
        read_side(b, side);
}

/* --- panels ----------------------------------------------------------- */

/* What a side draws, in the places of a panel and cropped to it. */
static Placed shared_drawing(const Placed *drawn, const Panel *panel, Build *b)
{
    Placed p = *drawn;
    Len left = 0, top = 0, right = panel->page.width, bottom = panel->page.height;
    p.x -= panel->x;
    if (p.npath) {
        PathSeg *moved = NEWN(b->r->job, PathSeg, p.npath);
        for (int i = 0; i < p.npath; i++) {
            moved[i] = p.path[i];
            for (int k = 0; k < 3; k++)
                moved[i].x[k] -= panel->x;
        }
        p.path = moved;
    }
    if (p.clipped) {
        left = int_max(left, p.clip_x - panel->x), right = int_min(right, p.clip_x - panel->x + p.clip_w);
        top = int_max(top, p.clip_y), bottom = int_min(bottom, p.clip_y + p.clip_h);
    }
    p.clipped = true;
    p.clip_x = left, p.clip_w = int_max(right - left, 0);
    p.clip_y = top, p.clip_h = int_max(bottom - top, 0);
    return p;
}

/* The drawings of the side first, so that they lie under the panel's own. */
static void share_drawings(Build *b, Panel *panel)
{
    const PlacedVec *drawn = &b->sheet->drawn[panel->side];
    PageMaster *m = &panel->page;
    Placed *all = NEWN(b->r->job, Placed, drawn->n + m->nplaced);
    for (int i = 0; i < drawn->n; i++)
        all[panel->nshared++] = shared_drawing(&drawn->at[i], panel, b);
    for (int i = 0; i < m->nplaced; i++)
        all[panel->nshared + i] = m->placed[i];
    m->placed = all;
    m->nplaced += panel->nshared;
}

enum { WIDEST = PT(100000) };

static Panel make_panel(Build *b, const PanelUse *use)
{
    int found = map_number(&b->t->master_names, use->page);
    Panel panel = {.name = use->name, .side = use->side, .pos = use->pos};
    panel.page = b->masters.at[found < 0 ? 0 : found];
    if (panel.page.mirror)
        diag(b->r->diag, TPL004, use->pos,
             "page \"" STR_FMT "\" is mirrored; expected a panel's page to have mirror=\"no\"", STR_ARG(use->page));
    panel.page.mirror = false;
    return panel;
}

/* Places the panels of a side next to each other. False: sides differ, which is reported. */
static bool fold_side(Build *b, FoldedSheet *sheet, Panel *panels, int side)
{
    const SheetBuild *s = b->sheet;
    Len *folds = NEWN(b->r->job, Len, s->panels.n), x = 0;
    int nfolds = 0;
    bool level = true;
    for (int i = 0; i < s->panels.n; i++) {
        if (panels[i].side != side)
            continue;
        if (x > 0)
            folds[nfolds++] = x;
        panels[i].x = x;
        panels[i].fold_left = x > 0;
        panels[i].fold_right = i + 1 < s->panels.n && panels[i + 1].side == side;
        level = level && x <= WIDEST - panels[i].page.width;
        x += level ? panels[i].page.width : 0;
        sheet->height = sheet->height ? sheet->height : panels[i].page.height;
        level = level && panels[i].page.height == sheet->height;
    }
    sheet->sides[side] = (SheetSide){s->drawn[side].at, s->drawn[side].n, folds, nfolds};
    level = level && (side == 0 || x == sheet->width);
    sheet->width = x;
    return level;
}

static int compare_order(const void *one, const void *two)
{
    const PanelUse *a = one, *b = two;
    return (a->order > b->order) - (a->order < b->order);
}

/* The panels in reading order; they are in the order of the sides. */
static const Panel *in_reading_order(Build *b, const Panel *panels)
{
    int n = b->sheet->panels.n;
    PanelUse *uses = NEWN(b->r->job, PanelUse, n);
    Panel *ordered = NEWN(b->r->job, Panel, n);
    for (int i = 0; i < n; i++) {
        uses[i] = b->sheet->panels.at[i];
        uses[i].side = i; /* which it is, from here on */
    }
    qsort(uses, (size_t)n, sizeof *uses, compare_order);
    for (int i = 0; i < n; i++)
        ordered[i] = panels[uses[i].side];
    return ordered;
}

void finish_sheet(Build *b)
{
    const SheetBuild *s = b->sheet;
    if (!s)
        return;
    if (!s->panels.n) {
        diag(b->r->diag, TPL004, s->pos, "the sheet has no panels; expected at least one");
        return;
    }
    Panel *panels = NEWN(b->r->job, Panel, s->panels.n);
    FoldedSheet *sheet = NEW(b->r->job, FoldedSheet);
    *sheet = (FoldedSheet){.safe = s->safe, .nsides = s->nsides, .npanels = s->panels.n};
    bool level = true;
    for (int i = 0; i < s->panels.n; i++)
        panels[i] = make_panel(b, &s->panels.at[i]);
    for (int side = 0; side < s->nsides; side++)
        level = fold_side(b, sheet, panels, side) && level;
    for (int i = 0; i < s->panels.n; i++)
        share_drawings(b, &panels[i]);
    if (!level)
        diag(b->r->diag, TPL004, s->pos,
             "the panels of the sheet's sides differ in height or together in width; expected sides of one size");
    sheet->panels = in_reading_order(b, panels);
    b->t->sheet = sheet;
}
