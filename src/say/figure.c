/* Charts and diagrams: the alternative text when the author gives none, and the line below a chart that refers to
 * its data when the document has it as a table: "Data: Table 3".
 *
 * Where these words are in another language than the text around them, they are marked with it, so that no voice
 * reads one as the other. */
#include "say/say_private.h"

/* ---- alternative text ---- */

static void state_language(Say *s, Node *picture, const Language *l)
{
    Attr *attrs = NEWN(s->arena, Attr, picture->nattrs + 1);
    for (int i = 0; i < picture->nattrs; i++)
        attrs[i] = picture->attrs[i];
    attrs[picture->nattrs] = (Attr){.name = STR("lang"), .value = l->tag, .pos = picture->pos};
    picture->attrs = attrs;
    picture->nattrs++;
}

void say_picture(Say *s, Node *picture)
{
    const Chart *chart = picture->u.image.chart;
    const Diagram *diagram = picture->u.image.diagram;
    if (picture->first || (!chart && !diagram))
        return;
    const Language *l = language_at(s, picture);
    Node *words = node_new(s->arena, NODE_TEXT, picture->pos);
    words->u.text.text = chart ? chart_words(s->arena, l, chart) : diagram_words(s->arena, l, diagram);
    node_append(picture, words);
    if (!language_is_same(l->tag, doc_lang(s->doc, picture)))
        state_language(s, picture, l);
}

/* ---- where the data stands ---- */

static bool may_be_referred_to(const Node *n)
{
    return n->kind == NODE_TABLE && n->u.table.data.n && n->first && n->first->kind == NODE_CAPTION;
}

static const Chart *chart_in(const Node *n)
{
    return n->kind == NODE_FIGURE && n->first->kind == NODE_IMAGE ? n->first->u.image.chart : NULL;
}

static void refer(Say *s, Node *figure, Node *table)
{
    Arena *a = s->arena;
    Str word = say_template_words(s, language_at(s, figure), s->job->tpl->charts.data);
    Node *paragraph = node_new(a, NODE_PARAGRAPH, figure->pos), *text = node_new(a, NODE_TEXT, figure->pos);
    Node *ref = node_new(a, NODE_REF, figure->pos), **target = NEW(a, Node *);
    *target = table;
    paragraph->name = STR("chart-data");
    text->u.text.text = str_format(a, STR_FMT ": ", STR_ARG(word));
    ref->u.ref.kind = REF_LABEL;
    ref->u.ref.targets = target;
    ref->u.ref.ntargets = 1;
    node_append(paragraph, text);
    node_append(paragraph, ref);
    node_append(figure, paragraph);
}

void say_sources(Say *s)
{
    Arena *a = s->arena;
    Doc *doc = s->doc;
    Map tables = {0}; /* id of the data → the first table that shows it */
    VEC(Node *) figures = {0};
    bool may_be = s->job->tpl->charts.data.n && doc->tables.n;
    for (Node *n = doc->root; n && may_be; n = node_next_block(n, doc->root)) {
        if (chart_in(n))
            VEC_PUSH(a, &figures, n);
        else if (may_be_referred_to(n) && !map_find(&tables, n->u.table.data))
            map_put(a, &tables, n->u.table.data, n);
    }
    for (int i = 0; i < figures.n; i++) {
        Node *table = map_find(&tables, chart_in(figures.at[i])->table->id);
        if (table)
            refer(s, figures.at[i], table);
    }
}
