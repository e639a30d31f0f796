/* Diagrams: `::: {.diagram data=relations caption="…" alt="…" #id}` and `:::`.
 *
 * Like a chart, a diagram is a NODE_FIGURE with a picture drawn from data (drawn.c). */
#include "doc/diagram.h"
#include "read/markdown/markdown_private.h"

static const Str known[] = {{"data", 4}, {"caption", 7}, {"alt", 3}, {"lang", 4}, {"float", 5}, {"caption-at", 10}};
static const AttrsKnown kind = {.what = "diagram", .code = DGM007, .names = known, .n = COUNT(known)};

static const Diagram *diagram_named(Reading *g, Str id, Pos pos)
{
    const Map *diagrams = &g->doc->diagrams;
    const Diagram *found = diagrams->n > 0 ? map_find(diagrams, id) : NULL;
    if (found || doc_has_lost(g->doc, id))
        return found;
    Str *names = NEWN(g->scratch, Str, diagrams->n);
    for (int i = 0; i < diagrams->n; i++)
        names[i] = diagrams->entries[i].key;
    diag(g->r->diag, DAT001, pos, "diagram \"" STR_FMT "\" not found", STR_ARG(id));
    Str near = str_nearest(id, names, diagrams->n);
    if (near.n > 0)
        diag_help(g->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(near));
    else if (g->doc->tables.n > 0 && map_find(&g->doc->tables, id))
        diag_help(g->r->diag,
                  "this is a table: write {.table data=" STR_FMT "} to show it, or {.chart data=" STR_FMT "} to draw "
                  "it",
                  STR_ARG(id), STR_ARG(id));
    return NULL;
}

void diagram_block_read(Reading *g, const Attrs *attrs, Pos pos, Node *parent)
{
    Str id;
    Pos at = pos;
    if (!data_asked(g, attrs, &kind, &id, &at))
        return;
    const Diagram *diagram = diagram_named(g, id, at);
    if (!diagram)
        return;
    Drawn drawn = {.class_name = kind.what, .caption = diagram->caption, .marked = diagram->caption_content};
    drawn_figure(g, attrs, pos, &drawn, parent)->u.image.diagram = diagram;
}
