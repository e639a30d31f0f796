/* Sections on the panels of a folded sheet.
 *
 * A section begins on the panel that the manifest names, or goes on behind the section before it; the first, on the
 * first panel that is free for text. So the sections
 * fall into stretches, each from one named panel up to the next. A stretch is one flow through a row of panels, in
 * reading order; panels that no stretch reaches have only what their pages place. Where the panels of a row differ
 * in width, text is as wide as the narrowest allows, so that a paragraph may go on from one to the next. */
#include "layout/panels/panels_private.h"

#include "layout/flow/build.h"

/* A stretch of sections and its row of panels. */
typedef struct PanelStretch {
    const Node *from, *to; /* up to that section; NULL: the last */
    int panel, end;        /* indices of its panels */
} PanelStretch;

bool shows_sheets(const Pass *pass)
{
    return pass->tpl->sheet && pass->doc->on_sheets && pass->nparts == 1 && !pass->job->doc->marked;
}

/* ---- which panels ---- */

/* The panel on which the section begins, when text is on panel `at` already; -1: it goes on behind the one before.
 * Names that are wrong have been reported. */
static int named_panel(const Pass *pass, const Node *section, int at)
{
    const PanelName *panel = section->u.section.panel;
    int found = panel ? sheet_panel(pass->tpl->sheet, panel->name) : -1;
    return found < at ? -1 : found;
}

/* The stretch that begins with the section, on panel `at` unless it names a later one. */
static PanelStretch stretch_of(const Pass *pass, const Node *section, int at)
{
    int first = named_panel(pass, section, at);
    PanelStretch s = {.from = section, .panel = first < 0 ? at : first, .end = pass->tpl->sheet->npanels};
    for (s.to = section->next; s.to; s.to = s.to->next) {
        int next = named_panel(pass, s.to, s.panel);
        if (next <= s.panel)
            continue;
        s.end = next;
        break;
    }
    return s;
}

/* ---- pages ---- */

static Len measure_of(const PageMaster *m)
{
    return m->width - m->inner - m->outer;
}

/* The page of a panel: on a sheet, the side's drawings lie under all its panels instead. */
static PageMaster page_of(const Pass *pass, const Panel *panel)
{
    PageMaster m = panel->page;
    if (shows_sheets(pass)) {
        m.placed += panel->nshared;
        m.nplaced -= panel->nshared;
    }
    return m;
}

static void lay_empty(Press *p, int from, int to)
{
    for (int i = from; i < to; i++) {
        PageMaster *m = NEW(p->pass->arena, PageMaster);
        const Panel *panel = &p->pass->tpl->sheet->panels[i];
        *m = page_of(p->pass, panel);
        press_page(p, m, NULL, true);
        p->pressed.at[p->pressed.n - 1].panel = panel;
    }
}

/* The panels of a stretch that are set alike, with text as wide as the narrowest has it. */
static PageRow row_of(const Pass *pass, const PanelStretch *s)
{
    const Panel *all = pass->tpl->sheet->panels;
    const Panel **panels = NEWN(pass->arena, const Panel *, s->end - s->panel);
    PageMaster *masters = NEWN(pass->arena, PageMaster, s->end - s->panel);
    Len measure = LEN_MAX;
    int n = 0;
    for (int i = s->panel; i < s->end; i++, n++) {
        const PageMaster *m = &all[i].page, *first = &all[s->panel].page;
        if (m->columns != first->columns || m->gutter != first->gutter)
            break;
        panels[n] = &all[i];
        masters[n] = page_of(pass, panels[n]);
        masters[n].margin_width = 0; /* a panel is too narrow for a margin column */
        measure = int_min(measure, measure_of(m));
    }
    for (int i = 0; i < n; i++)
        masters[i].outer += measure_of(&masters[i]) - measure;
    return (PageRow){.panels = panels, .masters = masters, .n = n, .open = pass->job->doc->marked};
}

/* ---- stretches ---- */

static Setting setting_on(const Builder *b, const PageRow *row, const Place *place)
{
    const PageMaster *m = &row->masters[0];
    Setting s = {.measure = b->column_measure,
                 .margin = m->columns > 1 ? int_min(m->inner, m->gutter) : m->inner,
                 .place = place,
                 .region_height = LEN_MAX};
    for (int i = 0; i < row->n; i++)
        s.region_height =
            int_min(s.region_height, row->masters[i].height - row->masters[i].top - row->masters[i].bottom);
    return s;
}

static void build_sections(Builder *b, const PanelStretch *s, const PageRow *row)
{
    for (const Node *section = s->from; section != s->to; section = section->next) {
        Place role = {NULL, section_role_name(section->u.section.role)}, panel = {&role, row->panels[0]->name};
        b->section = section;
        build_begin(b, section);
        build_blocks(b, section->first, setting_on(b, row, &panel));
    }
}

static void lay_stretch(Press *p, const PanelStretch *s)
{
    Pass *pass = p->pass;
    PageRow row = row_of(pass, s);
    Flow *flow = NEW(pass->arena, Flow);
    Builder b;
    build_start(&b, pass, flow, &row.masters[0]);
    build_sections(&b, s, &row);
    RowFill fill = paginate_row(p, flow, &row);
    if (!pass->quiet)
        report_fit(p, flow, &row, &fill);
    lay_empty(p, s->panel + row.n, s->end);
}

void lay_panels(Press *p)
{
    Pass *pass = p->pass;
    const FoldedSheet *sheet = pass->tpl->sheet;
    const Node *begin = pass->part->node->first;
    int first_page = p->list->pages.n, at = 0;
    int first = begin && named_panel(pass, begin, 0) < 0 ? sheet_first_for_text(sheet) : 0;
    for (const Node *section = begin; section;) {
        PanelStretch s = stretch_of(pass, section, int_max(at, first));
        lay_empty(p, at, s.panel);
        lay_stretch(p, &s);
        at = s.end;
        section = s.to;
    }
    lay_empty(p, at, sheet->npanels);
    if (!pass->quiet)
        report_near_folds(p, first_page);
}
