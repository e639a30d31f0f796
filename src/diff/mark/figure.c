/* Pictures, charts and diagrams.
 *
 * None is drawn twice. A deleted one becomes a paragraph with the words of its caption, or else of its alternative
 * text. One that was replaced, or a chart whose figures changed, is shown as it is now, with a cue in its caption or on
 * a line before it. The cue of a chart lists the figures that changed. */
#include "diff/mark/mark_private.h"

enum { FIGURES_NAMED = 6 };

typedef VEC(const Change *) ChangesAt;

/* ---- charts ---- */

void mark_know_figures(Marking *k)
{
    for (int i = 0; i < k->changes->n; i++) {
        const Change *c = &k->changes->at[i];
        for (int p = 0; p < c->nplaces && c->data.n; p++) {
            const Merged *at = c->places[p].at;
            NodeKind kind = at ? mark_node(at)->kind : NODE_ROOT;
            if (kind != NODE_FIGURE && kind != NODE_IMAGE)
                continue;
            ChangesAt *all = mark_find(&k->drawn, at);
            if (!all) {
                all = NEW(k->arena, ChangesAt);
                mark_put(k, &k->drawn, at, all);
            }
            VEC_PUSH(k->arena, all, c);
        }
    }
}

static Str label_of(Arena *a, const FigureChange *f)
{
    const Table *t = f->new_table ? f->new_table : f->old_table;
    int row = f->new_table ? f->new_row : f->old_row, column = f->new_table ? f->new_column : f->old_column;
    if (!t || row < 0 || column < 0)
        return f->path;
    return str_format(a, STR_FMT ", " STR_FMT ":", STR_ARG(t->rows[row].label), STR_ARG(t->columns[column].label));
}

/* "Net budget, 2014/15: 117, was 111; …" */
static Str figures_list(Marking *k, const Node *at, const ChangesAt *all)
{
    const Language *l = doc_language(k->doc, at);
    Buf out = {0};
    for (int i = 0; i < all->n && i < FIGURES_NAMED; i++) {
        const Change *c = all->at[i];
        const FigureChange *f = map_find(&k->diff->figures, c->data);
        Str values[] = {f ? label_of(k->arena, f) : c->data, c->now.n ? c->now : STR("–"), c->was};
        Str one = c->was.n ? language_fill(k->arena, l, WORD_MARK_FIGURE_WAS, values, COUNT(values))
                           : str_format(k->arena, STR_FMT " " STR_FMT, STR_ARG(values[0]), STR_ARG(values[1]));
        buf_format(&out, "%s" STR_FMT, i ? "; " : "", STR_ARG(one));
    }
    if (all->n > FIGURES_NAMED) {
        Str rest = str_format(k->arena, "%d", all->n - FIGURES_NAMED);
        buf_format(&out, " " STR_FMT, STR_ARG(language_fill_one(k->arena, l, WORD_AND_MORE, rest)));
    }
    return buf_take(&out, k->arena);
}

/* ---- differences of a figure ---- */

/* How the figure, or the picture in it, differs. */
static unsigned differences(const Merged *m)
{
    unsigned differs = m->differs;
    for (const Merged *child = m->first; child; child = child->next)
        if (mark_node(child)->kind == NODE_IMAGE)
            differs |= child->state == MERGED_KEPT ? child->differs : DIFFERS_PICTURE;
    return differs;
}

static const ChangesAt *figures_of(const Marking *k, const Merged *m)
{
    const ChangesAt *all = mark_find(&k->drawn, m);
    return all || !m->first ? all : mark_find(&k->drawn, m->first);
}

/* The numbers of the changes in the figure itself and in its picture. False: there is none. */
static bool take_changes(Marking *k, const Merged *m, Node *node)
{
    mark_set_change(k, node, m->change);
    for (const Merged *child = m->first; child; child = child->next)
        if (mark_node(child)->kind == NODE_IMAGE)
            mark_set_change(k, node, child->change);
    return node_attr(node, "change").n;
}

static Node *figure_cue(Marking *k, const Merged *m, MergedState state, Node *node)
{
    bool begins = state != mark_passage(k)->state;
    unsigned differs = state == MERGED_KEPT && !mark_passage(k)->plain ? differences(m) : 0;
    const ChangesAt *all = differs & DIFFERS_FIGURES ? figures_of(k, m) : NULL;
    if (state == MERGED_ADDED && begins)
        return cue_make(k, node, WORD_MARK_PICTURE_ADDED, NULL);
    bool any = differs && take_changes(k, m, node);
    for (int i = 0; all && i < all->n; i++)
        mark_set_change(k, node, all->at[i]->number);
    if (all) {
        CueValue value = {.text = figures_list(k, node, all)};
        return cue_make(k, node, WORD_MARK_FIGURES_CHANGED, &value);
    }
    if (differs & (DIFFERS_PICTURE | DIFFERS_FIGURES))
        return cue_make(k, node, WORD_MARK_PICTURE_REPLACED, NULL);
    return any ? cue_make(k, node, WORD_MARK_FORM_CHANGED, NULL) : NULL;
}

/* ---- deleted figures ---- */

static void know_parts(Marking *k, const Node *figure, Node *made)
{
    for (const Node *n = figure; n; n = node_next_block(n, figure))
        mark_know(k, n, made);
}

static void put_deleted(Marking *k, const Merged *m, Node *into)
{
    const Node *figure = m->old_node, *caption = node_child(figure, NODE_CAPTION),
               *image = node_child(figure, NODE_IMAGE);
    const Node *words = caption ? caption : image;
    int change = mark_change(k, m);
    Node *line = node_new(k->arena, NODE_PARAGRAPH, figure->pos);
    node_append(into, line);
    know_parts(k, figure, line);
    mark_set_change(k, line, change);
    mark_put_leads(k, line);
    CueWords cue = cue_around(k, line, WORD_MARK_PICTURE_DELETED);
    Node *span = mark_span(k, line, "deleted", change);
    mark_text(k, mark_span(k, span, "cue", 0), cue.before);
    if (caption && figure->number.n)
        mark_text(k, span, str_format(k->arena, STR_FMT " ", STR_ARG(figure->number)));
    if (words && words->first)
        mark_whole(k, words, span, (WholeWords){.state = MERGED_KEPT});
    else
        mark_text(k, span, k->doc->words.picture);
    mark_text(k, mark_span(k, span, "cue", 0), cue.behind);
}

/* ---- figures of the new edition ---- */

/* The paragraph below a chart that says where its data is. Where a figure cannot have this paragraph, only a bar shows
 * that it was deleted. */
static void put_data(Marking *k, const Merged *m, Node *node)
{
    const Node *data = m->new_node ? node_child(m->new_node, NODE_PARAGRAPH) : NULL;
    Node *line = data ? node_copy(k->arena, data) : NULL;
    bool merged = false;
    if (data)
        mark_know(k, data, line);
    else if (node->first && node->first->u.image.chart)
        line = node_new(k->arena, NODE_PARAGRAPH, node->pos);
    for (const Merged *child = m->first; child; child = child->next) {
        if (mark_node(child)->kind != NODE_PARAGRAPH || child->state == MERGED_LEFT)
            continue;
        merged = true;
        if (line)
            mark_words(k, child, line);
        else
            mark_set_change(k, node, child->change);
    }
    if (data && !merged)
        mark_whole(k, data, line, (WholeWords){.state = MERGED_KEPT});
    if (line && line->first)
        node_append(node, line);
}

static void put_parts(Marking *k, const Merged *m, Node *node)
{
    const Node *figure = merged_node(m), *image = node_child(figure, NODE_IMAGE);
    if (image) {
        Node *copy = node_copy(k->arena, image);
        mark_know(k, image, copy);
        if (m->old_node && node_child(m->old_node, NODE_IMAGE))
            mark_know(k, node_child(m->old_node, NODE_IMAGE), copy);
        node_copy_children(k->arena, image, copy);
        node_append(node, copy);
    }
    for (const Merged *child = m->first; child; child = child->next)
        if (mark_node(child)->kind == NODE_CAPTION && child->state != MERGED_LEFT)
            mark_caption(k, child, node);
    put_data(k, m, node);
}

/* The line before a figure without a caption. */
static void put_line_before(Marking *k, const Node *node, Node *into)
{
    if (!k->leads.n)
        return;
    mark_put_leads_line(k, into, 0);
    Node *line = into->last;
    for (int i = 0; i < node->nattrs; i++)
        if (str_is(node->attrs[i].name, "change"))
            line->attrs = &node->attrs[i], line->nattrs = 1;
}

static void put_behind_caption(Marking *k, Node *node, Node *cue)
{
    Node *caption = node_child(node, NODE_CAPTION);
    check(caption);
    mark_text(k, caption, STR(" "));
    node_append(caption, cue);
}

static bool has_caption(const Merged *m)
{
    bool has = false;
    for (const Merged *child = m->first; child && !has; child = child->next)
        has = mark_node(child)->kind == NODE_CAPTION && child->state != MERGED_LEFT;
    return has;
}

void mark_figure(Marking *k, const Merged *m, Node *into)
{
    MergedState state = mark_state(k, m);
    if (state == MERGED_DELETED || !m->new_node) {
        put_deleted(k, m, into);
        return;
    }
    Node *node = mark_copy(k, m), *cue = figure_cue(k, m, state, node);
    bool captioned = has_caption(m);
    if (!captioned) {
        if (cue)
            VEC_PUSH(k->arena, &k->leads, cue);
        put_line_before(k, node, into);
    }
    node_append(into, node);
    OpenPassage p = {.of = m, .into = node, .state = state, .change = mark_change(k, m), .end = WORD_COUNT};
    p.plain = mark_passage(k)->plain;
    VEC_PUSH(k->arena, &k->passages, p);
    put_parts(k, m, node);
    k->passages.n--;
    if (cue && captioned)
        put_behind_caption(k, node, cue);
}
