/* The marked edition, made in one walk over the merged tree.
 *
 * Each node of the merged tree becomes a copy of the new edition's node, or of the old one's where that is all there
 * is. What is open is a stack of passages, so that a deep tree costs no stack of the program. A passage begins with
 * every node that holds others. One that is added, deleted or moved as a whole has one cue:
 *
 *     one paragraph, heading or item         its words stand in the brackets of the cue
 *     a heading with all that it heads       a cue before the words of the heading, and a line at the end
 *     a row                                  a cue before the words of its first cell
 *     anything else                          a line before it, and a line behind
 *
 * A node that a change made carries the change's number in the attribute "change"; so do the spans among its words.
 * What is inside such a node is not marked again. */
#include "diff/mark/mark_private.h"

/* ---- what is known ---- */

static Str key_of(const Merged *const *at)
{
    return (Str){(const char *)at, sizeof *at};
}

void *mark_find(const Map *map, const Merged *m)
{
    return map->n ? map_find(map, key_of(&m)) : NULL;
}

void mark_put(Marking *k, Map *map, const Merged *m, void *value)
{
    const Merged **kept = NEW(k->arena, const Merged *);
    *kept = m;
    map_put(k->arena, map, key_of(kept), value);
}

void mark_know(Marking *k, const Node *source, Node *made)
{
    copies_add(k->arena, &k->copies, source, made);
}

Node *mark_known(const Marking *k, const Node *source)
{
    return copies_find(&k->copies, source);
}

OpenPassage *mark_passage(Marking *k)
{
    return &k->passages.at[k->passages.n - 1];
}

MergedState mark_state(const Marking *k, const Merged *m)
{
    const OpenPassage *p = &k->passages.at[k->passages.n - 1];
    return p->plain || (m->state != MERGED_ADDED && m->state != MERGED_DELETED) ? MERGED_KEPT : m->state;
}

int mark_change(const Marking *k, const Merged *m)
{
    const OpenPassage *p = &k->passages.at[k->passages.n - 1];
    return p->plain ? 0 : m->change ? m->change : mark_state(k, m) == p->state ? p->change : 0;
}

/* ---- copies ---- */

static bool is_deleted(const Merged *m)
{
    return m->state == MERGED_DELETED || !m->new_node;
}

const Node *mark_node(const Merged *m)
{
    while (m->group)
        m = m->first ? m->first : m->twin;
    return merged_node(m);
}

/* Nothing changed but its form, which has a cue of its own where there are words to put it before. */
static bool changed_form(const Merged *m)
{
    NodeKind kind = m->group ? NODE_ROOT : mark_node(m)->kind;
    unsigned others = DIFFERS_WORDS | DIFFERS_PICTURE | DIFFERS_FIGURES;
    return m->state == MERGED_KEPT && m->change && (m->differs & DIFFERS_FORM) && !(m->differs & others)
           && kind != NODE_BREAK && kind != NODE_FIGURE && node_is_block(kind);
}

/* Is the node itself what changed? Words that changed carry their number themselves. */
static bool is_change(const Merged *m)
{
    return m->state != MERGED_KEPT || (m->change && !m->words && !changed_form(m));
}

Node *mark_copy(Marking *k, const Merged *m)
{
    const Node *source = is_deleted(m) ? m->old_node : m->new_node;
    Node *made = node_copy(k->arena, source);
    const OpenPassage *p = mark_passage(k);
    if (is_deleted(m))
        made->id = (Str){0};
    if (m->old_node)
        mark_know(k, m->old_node, made);
    if (m->new_node)
        mark_know(k, m->new_node, made);
    if (p->bar && !p->plain)
        mark_set_change(k, made, p->bar);
    if (is_change(m) && !p->plain && m->change != p->change)
        mark_set_change(k, made, m->change);
    return made;
}

/* Kinds that cannot stand beside a paragraph: what they say about themselves stands inside. */
static bool says_inside(const Merged *m)
{
    const Node *n = mark_node(m);
    switch (n->kind) {
    case NODE_SECTION:
    case NODE_ITEM:
    case NODE_DEFINITION:
    case NODE_NOTE:
    case NODE_CELL: return !m->group;
    case NODE_BOX: return !m->group && n->parent->kind == NODE_BOX;
    default: return false;
    }
}

/* An item of a list of definitions, which begins with its term. */
static bool is_defined(const Merged *m)
{
    const Node *n = m->group ? NULL : mark_node(m);
    return n && n->kind == NODE_ITEM && n->parent->u.list.definitions;
}

static bool is_part_of_table(NodeKind kind)
{
    return kind == NODE_ROW || kind == NODE_CELL || kind == NODE_CAPTION;
}

/* ---- moves ---- */

/* The words of the heading over a place in an edition; empty: there is none. */
static Str heading_over(Marking *k, const Merged *m, DiffSide side)
{
    for (const Merged *up = m; up; up = up->parent)
        if (up->heading && merged_on(up->heading, side))
            return node_title(k->arena, merged_on(up->heading, side));
    return (Str){0};
}

static Node *page_of(Marking *k, const Node *at, const Merged *to)
{
    Node *ref = node_new(k->arena, NODE_REF, at->pos);
    ref->u.ref.kind = REF_PAGE;
    VEC_PUSH(k->arena, &k->refs, (MovedRef){ref, to});
    return ref;
}

/* "[moved here from: Budget, page 7]"; at the old place where it went. */
static Node *moved_cue(Marking *k, const Node *at, const Merged *m)
{
    bool left = m->state == MERGED_LEFT;
    Str heading = heading_over(k, m->twin, left ? SIDE_NEW : SIDE_OLD);
    Node *page = page_of(k, at, m->twin);
    if (heading.n) {
        CueValue values[] = {{.text = heading}, {.node = page}};
        return cue_make(k, at, left ? WORD_MARK_MOVED_TO : WORD_MARK_MOVED_FROM, values);
    }
    CueValue value = {.node = page};
    return cue_make(k, at, left ? WORD_MARK_MOVED_TO_PAGE : WORD_MARK_MOVED_FROM_PAGE, &value);
}

/* What moved away leaves a line. */
static void put_left(Marking *k, const Merged *m, Node *into)
{
    const Node *n = mark_node(m);
    if (is_part_of_table(n->kind) || n->kind == NODE_NOTE || n->kind == NODE_TERM || n->kind == NODE_DEFINITION
        || mark_passage(k)->plain || !m->twin || is_defined(m))
        return;
    Node *to = into;
    if ((n->kind == NODE_ITEM || n->kind == NODE_SECTION) && !m->group) {
        to = node_copy(k->arena, n);
        to->id = to->number = (Str){0};
        if (n->kind == NODE_SECTION)
            to->u.section.in_contents = false;
        else
            to->u.item.task = TASK_NONE;
        node_append(into, to);
    }
    mark_put(k, &k->left, m, cue_line(k, to, moved_cue(k, to, m), m->change));
}

/* ---- what begins and ends ---- */

/* Is all that it says one paragraph or heading? */
static bool is_one_text(const Merged *m)
{
    int texts = 0;
    for (const Merged *n = m; n && texts < 2; n = merged_next(n, m)) {
        const Node *node = n->group ? NULL : mark_node(n);
        if (node && (node->kind == NODE_FIGURE || node->kind == NODE_TABLE || node->kind == NODE_CODE_BLOCK))
            return false;
        texts += node && holds_words(node->kind);
    }
    return texts == 1;
}

static WordId begin_word(const Merged *m, MergedState state)
{
    NodeKind kind = mark_node(m)->kind;
    bool old = state == MERGED_DELETED;
    if (kind == NODE_ROW)
        return old ? WORD_MARK_ROW_DELETED : WORD_MARK_ROW_ADDED;
    if (kind == NODE_HEADING || kind == NODE_SECTION)
        return old ? WORD_MARK_SECTION_DELETED : WORD_MARK_SECTION_ADDED;
    return old ? WORD_MARK_DELETED_FROM : WORD_MARK_ADDED_FROM;
}

/* Where does a passage say what it is: before its first words, or on a line of its own? */
static bool leads_words(const Merged *m)
{
    const Merged *first = m;
    while (first->first && (first->group || mark_node(first)->kind == NODE_SECTION))
        first = first->first;
    return mark_node(m)->kind == NODE_ROW || is_defined(m) || (first != m && mark_node(first)->kind == NODE_HEADING);
}

/* A passage that is added, deleted or moved where what is around it is not. */
static void begin_change(Marking *k, const Merged *m, OpenPassage *p, Node *into)
{
    NodeKind kind = mark_node(m)->kind;
    bool moved = m->state == MERGED_MOVED, row = kind == NODE_ROW && !m->group;
    p->bar = m->group ? p->change : 0;
    if ((is_part_of_table(kind) && !row) || (kind == NODE_NOTE && moved))
        return;
    p->brackets = !moved && !row && is_one_text(m);
    if (p->brackets)
        return;
    const Node *at = p->into ? p->into : into;
    Node *cue = row && moved ? cue_make(k, at, WORD_MARK_ROW_MOVED, NULL)
                : moved      ? moved_cue(k, at, m)
                             : cue_make(k, at, begin_word(m, p->state), NULL);
    bool leads = leads_words(m) || (moved && is_one_text(m));
    if (leads)
        VEC_PUSH(k->arena, &k->leads, cue);
    p->end_inside = says_inside(m);
    if (!row && !is_defined(m) && !(moved && is_one_text(m)))
        p->end = moved ? WORD_MARK_MOVED_END : p->state == MERGED_DELETED ? WORD_MARK_DELETED_END : WORD_MARK_ADDED_END;
    if (!leads)
        cue_line(k, p->end_inside ? p->into : into, cue, p->end_inside ? 0 : p->change);
}

static bool can_hold_lines(const Node *n)
{
    switch (n->kind) {
    case NODE_SECTION:
    case NODE_ITEM:
    case NODE_DEFINITION:
    case NODE_QUOTE:
    case NODE_BOX:
    case NODE_NOTE:
    case NODE_CELL: return true;
    default: return false;
    }
}

/* A list of definitions in one edition and of plain items in the other: one of items, which hold what both have. */
static void settle_list(Node *list)
{
    bool defined = list->u.list.definitions, mixed = false;
    for (Node *item = list->first; item; item = item->next) {
        bool terms = node_child(item, NODE_TERM), meanings = node_child(item, NODE_DEFINITION);
        bool others = false;
        for (Node *n = item->first; n; n = n->next)
            others = others || (n->kind != NODE_TERM && n->kind != NODE_DEFINITION);
        mixed = mixed
                || (defined ? others || !terms || !meanings || !item->first || item->first->kind != NODE_TERM
                            : terms || meanings);
    }
    if (!mixed)
        return;
    list->u.list.definitions = false;
    for (Node *item = list->first; item; item = item->next)
        for (Node *n = item->first; n; n = n->next)
            if (n->kind == NODE_TERM)
                n->kind = NODE_PARAGRAPH;
            else if (n->kind == NODE_DEFINITION)
                n->kind = NODE_BOX;
}

/* Cues that found no words, and the line that ends the passage. */
static void end_passage(Marking *k)
{
    OpenPassage p = *mark_passage(k);
    k->passages.n--;
    Node *outer = mark_passage(k)->into;
    while (k->leads.n > p.leads) {
        Node *cue = k->leads.at[--k->leads.n];
        if (can_hold_lines(p.into))
            cue_line(k, p.into, cue, p.change);
        else
            mark_set_change(k, p.into, p.of->change);
    }
    if (p.table)
        mark_close_table(k, p.table);
    if (!p.of->group && p.into->kind == NODE_LIST)
        settle_list(p.into);
    if (p.end == WORD_COUNT)
        return;
    Node *to = p.end_inside ? p.into : outer;
    cue_line(k, to, cue_make(k, to, p.end, NULL), p.end_inside ? 0 : p.change);
}

/* ---- blocks ---- */

static bool is_old_heading(const Marking *k, const Merged *m)
{
    return m->old_node && m->old_node->kind == NODE_HEADING && mark_state(k, m) == MERGED_DELETED;
}

/* A heading that is deleted heads nothing: it is a paragraph that looks like one, in no contents. */
static void put_old_heading(Marking *k, const Merged *m, Node *into)
{
    Node *made = node_new(k->arena, NODE_PARAGRAPH, m->old_node->pos);
    made->name = STR("deleted-heading");
    mark_know(k, m->old_node, made);
    mark_set_change(k, made, mark_passage(k)->bar ? mark_passage(k)->bar : m->change);
    node_append(into, made);
    if (!m->old_node->number.n) {
        mark_words(k, m, made);
        return;
    }
    mark_put_leads(k, made);
    Node *span = mark_span(k, made, "deleted", mark_change(k, m));
    mark_text(k, span, m->old_node->number);
    mark_words(k, m, made);
}

static void code_line(Marking *k, Node *into, WordId id, int change)
{
    cue_line(k, into, cue_make(k, into, id, NULL), change);
}

static Node *old_code(Marking *k, const Merged *m, Node *into)
{
    Node *old = node_copy(k->arena, m->old_node);
    old->id = (Str){0};
    old->name = STR("deleted");
    node_append(into, old);
    return old;
}

/* Code is not marked word by word: the old block, then the new one. */
static void put_changed_code(Marking *k, const Merged *m, Node *into, int change)
{
    code_line(k, into, WORD_MARK_DELETED_FROM, change);
    mark_set_change(k, old_code(k, m, into), change);
    code_line(k, into, WORD_MARK_ADDED_FROM, change);
    Node *made = mark_copy(k, m);
    made->name = STR("added");
    mark_set_change(k, made, change);
    node_append(into, made);
    code_line(k, into, WORD_MARK_ADDED_END, change);
}

static void put_code(Marking *k, const Merged *m, Node *into)
{
    MergedState state = mark_state(k, m);
    int change = mark_change(k, m);
    bool begins = state != mark_passage(k)->state, old = state == MERGED_DELETED;
    mark_put_leads_line(k, into, change);
    if (m->words && state == MERGED_KEPT && !mark_passage(k)->plain) {
        put_changed_code(k, m, into, mark_words_change(m->words, change));
        return;
    }
    if (begins)
        code_line(k, into, old ? WORD_MARK_DELETED_FROM : WORD_MARK_ADDED_FROM, change);
    Node *made = mark_copy(k, m);
    if (state != MERGED_KEPT)
        made->name = old ? STR("deleted") : STR("added");
    node_append(into, made);
    if (begins)
        code_line(k, into, old ? WORD_MARK_DELETED_END : WORD_MARK_ADDED_END, change);
}

/* A line across the column has no words; a deleted one is shown by asterisks. */
static void put_break(Marking *k, const Merged *m, Node *into)
{
    if (mark_state(k, m) != MERGED_DELETED) {
        node_append(into, mark_copy(k, m));
        return;
    }
    Node *cue = node_new(k->arena, NODE_SPAN, m->old_node->pos);
    cue->name = STR("cue");
    CueWords around = cue_around(k, into, WORD_MARK_DELETED);
    mark_text(k, cue, str_format(k->arena, STR_FMT "* * *" STR_FMT, STR_ARG(around.before), STR_ARG(around.behind)));
    cue_line(k, into, cue, mark_change(k, m));
}

void mark_caption(Marking *k, const Merged *m, Node *into)
{
    Node *made = node_child(into, NODE_CAPTION);
    if (!made) {
        made = mark_copy(k, m);
        if (into->kind == NODE_TABLE)
            node_prepend(into, made);
        else
            node_append(into, made);
    } else if (m->old_node) {
        mark_know(k, m->old_node, made);
    }
    if (mark_state(k, m) == MERGED_DELETED && into->number.n && mark_passage(k)->state == MERGED_DELETED) {
        Node *span = mark_span(k, made, "deleted", 0);
        mark_text(k, span, into->number);
        into->number = (Str){0};
    }
    mark_words(k, m, made);
}

/* What the title of a box was, before the first words in it. */
static void mark_box_title(Marking *k, const Merged *m)
{
    if (mark_passage(k)->plain || !box_title_differs(m) || !m->old_node->u.box.title.n)
        return;
    Node *cue = cue_make(k, m->new_node, WORD_MARK_WAS, &(CueValue){.text = m->old_node->u.box.title});
    mark_set_change(k, cue, m->change);
    VEC_PUSH(k->arena, &k->leads, cue);
}

/* A cue for the next words, if only the form changed. */
static void mark_form(Marking *k, const Merged *m)
{
    bool title = box_title_differs(m) && m->old_node->u.box.title.n;
    if (!changed_form(m) || mark_passage(k)->plain || title)
        return;
    Node *cue = cue_make(k, mark_node(m), WORD_MARK_FORM_CHANGED, NULL);
    mark_set_change(k, cue, m->change);
    VEC_PUSH(k->arena, &k->leads, cue);
}

/* What has all its words in itself. False: it holds others. */
static bool put_leaf(Marking *k, const Merged *m, Node *into)
{
    const Node *n = mark_node(m);
    if (m->group)
        return false;
    if (m->state == MERGED_LEFT) {
        put_left(k, m, into);
        return true;
    }
    if (is_old_heading(k, m)) {
        put_old_heading(k, m, into);
        return true;
    }
    bool moved = m->state == MERGED_MOVED && m->twin && n->kind != NODE_CAPTION && n->kind != NODE_TERM;
    if (moved && (holds_words(n->kind) || n->kind == NODE_CODE_BLOCK || n->kind == NODE_FIGURE))
        VEC_PUSH(k->arena, &k->leads, moved_cue(k, into, m));
    if (holds_words(n->kind) || n->kind == NODE_CODE_BLOCK)
        mark_form(k, m);
    Node *made;
    switch (n->kind) {
    case NODE_PARAGRAPH: mark_paragraph(k, m, into); return true;
    case NODE_CAPTION: mark_caption(k, m, into); return true;
    case NODE_HEADING:
    case NODE_TERM:
        made = n->kind == NODE_TERM ? node_child(into, NODE_TERM) : NULL; /* terms of both editions are one */
        if (!made)
            node_append(into, made = mark_copy(k, m));
        mark_words(k, m, made);
        return true;
    case NODE_CODE_BLOCK: put_code(k, m, into); return true;
    case NODE_BREAK: put_break(k, m, into); return true;
    case NODE_FIGURE: mark_figure(k, m, into); return true;
    default: return false;
    }
}

/* The title of a box is its own, and cannot be struck through. */
static void put_old_title(Marking *k, Node *box, int change)
{
    Str title = box->u.box.title;
    if (!title.n)
        return;
    box->u.box.title = (Str){0};
    Node *line = node_new(k->arena, NODE_PARAGRAPH, box->pos);
    node_append(box, line);
    mark_text(k, mark_span(k, line, "deleted", change), title);
}

/* The copy of a node that holds others, ready for them. */
static Node *open_node(Marking *k, const Merged *m, Node *into)
{
    Node *made = mark_copy(k, m);
    if (made->kind == NODE_PART)
        made->u.part.doc = k->doc;
    else if (made->kind == NODE_BOX && mark_state(k, m) == MERGED_DELETED)
        put_old_title(k, made, mark_change(k, m));
    else if (made->kind == NODE_SECTION && mark_state(k, m) == MERGED_DELETED)
        made->u.section.title = (Str){0};
    else if (made->kind == NODE_TABLE && is_deleted(m))
        made->u.table.data = (Str){0};
    if (into)
        node_append(into, made);
    return made;
}

static void enter_table_part(Marking *k, const Merged *m, OpenPassage *p)
{
    if (p->into->kind == NODE_TABLE) {
        p->table = NEW(k->arena, MarkedTable);
        p->table->of = m;
        p->table->node = p->into;
        return;
    }
    MarkedTable *t = NULL;
    for (int i = k->passages.n - 1; i >= 0 && !t; i--)
        t = k->passages.at[i].table;
    if (!t)
        return;
    if (p->into->kind == NODE_ROW) {
        VEC_PUSH(k->arena, &t->rows, p->into);
        VEC_PUSH(k->arena, &t->row_of, m);
    } else {
        VEC_PUSH(k->arena, &t->cells, (MarkedCell){p->into, m, t->rows.n - 1});
    }
}

static OpenPassage passage_of(Marking *k, const Merged *m)
{
    const OpenPassage *outer = mark_passage(k);
    OpenPassage p = {.of = m, .state = mark_state(k, m), .end = WORD_COUNT, .leads = k->leads.n};
    p.plain = outer->plain || m->generated;
    p.change = mark_change(k, m);
    if (m->group)
        p.bar = outer->bar;
    p.brackets = outer->brackets && p.state == outer->state;
    return p;
}

/* A group has no node of its own. */
static bool is_of_old_alone(const Merged *m)
{
    return m->group ? m->state == MERGED_DELETED || m->state == MERGED_LEFT : !m->new_node;
}

/* True: what is in m comes next, in a passage of its own. */
static bool enter(Marking *k, const Merged *m)
{
    Node *into = mark_passage(k)->into;
    if ((mark_passage(k)->plain || m->generated) && is_of_old_alone(m))
        return false;
    if (m->group && m->state == MERGED_LEFT) {
        put_left(k, m, into);
        return false;
    }
    if (put_leaf(k, m, into))
        return false;
    OpenPassage p = passage_of(k, m);
    bool begins =
        !p.plain && (m->state == MERGED_MOVED || (p.state != MERGED_KEPT && p.state != mark_passage(k)->state));
    bool first_inside = m->group || says_inside(m);
    if (begins && !first_inside)
        begin_change(k, m, &p, into);
    else if (!begins && !m->group)
        mark_form(k, m);
    mark_box_title(k, m);
    p.into = m->group ? into : open_node(k, m, into);
    if (begins && first_inside)
        begin_change(k, m, &p, into);
    NodeKind kind = p.into->kind;
    if (!m->group && (kind == NODE_TABLE || kind == NODE_ROW || kind == NODE_CELL))
        enter_table_part(k, m, &p);
    VEC_PUSH(k->arena, &k->passages, p);
    return true;
}

static void walk(Marking *k, const Merged *root)
{
    VEC_PUSH(k->arena, &k->passages, (OpenPassage){.end = WORD_COUNT});
    for (const Merged *m = root; m;) {
        bool open = enter(k, m);
        if (m == root)
            k->doc->root = mark_passage(k)->into;
        if (open && m->first) {
            m = m->first;
            continue;
        }
        if (open)
            end_passage(k);
        while (m != root && !m->next) {
            m = m->parent;
            end_passage(k);
        }
        m = m == root ? NULL : m->next;
    }
}

static Doc *begin_doc(Arena *a, const Doc *new_doc)
{
    Doc *doc = arena_copy(a, new_doc, sizeof *new_doc);
    doc->root = NULL;
    doc->labels = (Map){0};
    doc->marked = true;
    return doc;
}

Doc *mark_document(Arena *a, const Changes *changes, const MarkNames *names)
{
    Marking k = {.arena = a, .changes = changes, .diff = changes->diff};
    k.doc = begin_doc(a, k.diff->new_doc);
    mark_know_figures(&k);
    walk(&k, k.diff->root);
    mark_how_to_read(&k, names);
    mark_finish(&k);
    return k.doc;
}
