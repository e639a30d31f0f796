/* Diagrams: `::: {.diagram data=relations caption="…" alt="…" #id}` and `:::`.
 *
 * As a chart is, a diagram is a NODE_FIGURE with a picture that is drawn from data. Its words are made from the data unless alt=
 * gives them; its caption is the data's unless caption= gives one. */
#include "doc/diagram.h"
#include "read/markdown_parts.h"

static void check_attributes(Reading *g, const Attrs *attrs)
{
    static const Str known[] = {{"data", 4}, {"caption", 7}, {"alt", 3}, {"lang", 4}, {"float", 5}};
    for (int i = 0; i < attrs->pairs.n; i++) {
        const Attr *pair = &attrs->pairs.at[i];
        bool found = false;
        for (int k = 0; k < COUNT(known); k++) found = found || str_eq(known[k], pair->name);
        if (found) continue;
        diag(g->r->diag, DGM007, pair->pos, "\"" STR_FMT "\" means nothing to a diagram", STR_ARG(pair->name));
        Str near = str_nearest(pair->name, known, COUNT(known));
        if (near.n > 0) diag_help(g->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(near));
    }
}

static const Diagram *diagram_named(Reading *g, Str id, Pos pos)
{
    const Map *diagrams = g->doc != NULL ? &g->doc->diagrams : &(Map){0};
    const Diagram *found = diagrams->n > 0 ? map_find(diagrams, id) : NULL;
    if (found != NULL) return found;
    Str *names = NEWN(g->scratch, Str, diagrams->n);
    for (int i = 0; i < diagrams->n; i++) names[i] = diagrams->entries[i].key;
    diag(g->r->diag, DAT001, pos, "the diagram \"" STR_FMT "\" is not known", STR_ARG(id));
    Str near = str_nearest(id, names, diagrams->n);
    if (near.n > 0) diag_help(g->r->diag, "did you mean \"" STR_FMT "\"?", STR_ARG(near));
    else if (g->doc != NULL && g->doc->tables.n > 0 && map_find(&g->doc->tables, id) != NULL)
        diag_help(g->r->diag, "it is a table: {.table data=" STR_FMT "} sets it, {.chart data=" STR_FMT "} draws it",
                  STR_ARG(id), STR_ARG(id));
    return NULL;
}

static void add_picture(Reading *g, const Diagram *diagram, const Attrs *attrs, Pos pos, Node *figure)
{
    Arena *a = g->r->job;
    Pos at = pos;
    Str alt = attrs_get(attrs, "alt", &at);
    Node *picture = node_new(a, NODE_IMAGE, at);
    picture->u.image.diagram = diagram;
    node_append(picture, inline_text_node(a, alt.n > 0 ? alt : diagram_words(a, diagram), at));
    node_append(figure, picture);
}

void diagram_block_read(Reading *g, const Attrs *attrs, Pos pos, Node *parent)
{
    Pos data_pos = pos;
    Str id = attrs_get(attrs, "data", &data_pos);
    check_attributes(g, attrs);
    if (id.n == 0) {
        diag(g->r->diag, DAT001, pos, "this diagram names no data; expected data=… with an id of the manifest");
        return;
    }
    data_pos.len = id.n;
    const Diagram *diagram = diagram_named(g, id, data_pos);
    if (diagram == NULL) return;
    Node *figure = node_new(g->r->job, NODE_FIGURE, pos);
    attrs_set(g->r->job, figure, attrs, "diagram");
    node_append(parent, figure);
    add_picture(g, diagram, attrs, pos, figure);
    drawn_caption(g, diagram->caption, attrs, pos, figure);
}
