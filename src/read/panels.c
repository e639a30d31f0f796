/* Panels that a manifest names for its sections, against the sheet of the template.
 *
 * Text goes through the panels in reading order, so a section can begin on the panel where text already stands or on
 * a later one. A section with a wrong name follows the one before, so that the others can be looked at. */
#include "read/panels_private.h"

#include "style/sheet.h"

static void report_unknown(const Reader *r, const Template *t, const PanelName *panel)
{
    const FoldedSheet *sheet = t->sheet;
    if (!sheet) {
        diag(r->diag, PNL003, panel->pos,
             "template \"" STR_FMT "\" has no sheet with panels; expected the template of a leaflet, or no panel",
             STR_ARG(t->name));
        return;
    }
    Str *names = NEWN(r->job, Str, sheet->npanels);
    Buf list = {0};
    for (int i = 0; i < sheet->npanels; i++) {
        names[i] = sheet->panels[i].name;
        buf_format(&list, "%s" STR_FMT, i == 0 ? "" : i + 1 < sheet->npanels ? ", " : " or ", STR_ARG(names[i]));
    }
    diag(r->diag, PNL003, panel->pos, "there is no panel \"" STR_FMT "\"; expected " STR_FMT, STR_ARG(panel->name),
         STR_ARG(buf_view(&list)));
    diag_nearest(r->diag, panel->name, names, sheet->npanels);
    buf_free(&list);
}

void check_panels(const Reader *r, const Doc *doc, const Template *t)
{
    const PanelName *before = NULL;
    const Node *begin = doc_only_part(doc)->first;
    int at = t->sheet && begin && !begin->u.section.panel ? sheet_first_for_text(t->sheet) : 0;
    for (const Node *section = begin; section; section = section->next) {
        const PanelName *panel = section->u.section.panel;
        int found = panel && t->sheet ? sheet_panel(t->sheet, panel->name) : -1;
        if (panel && found < 0)
            report_unknown(r, t, panel);
        if (found >= 0 && found < at) {
            diag(r->diag, PNL004, panel->pos,
                 "panel \"" STR_FMT "\" is read before panel \"" STR_FMT "\"; expected the sections in the order of "
                 "their panels",
                 STR_ARG(panel->name), STR_ARG(before ? before->name : t->sheet->panels[at].name));
            diag_label(r->diag, before ? before->pos : begin->pos, "text is on that panel from here on");
        }
        if (found > at || (found == at && !before))
            at = found, before = panel;
    }
}
