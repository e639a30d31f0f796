/* The pages of a change: "7 → 8", "7 and 20 → 8 and 21", "7 → –" of what is no longer there.
 *
 * All places that show it count, each page once. Pages of the old edition are known, as text. So are those of the new
 * one, unless the schedule stands in it: then a reference to pages takes their place, which layout fills in. A place
 * for it in the language's pattern is held by a character that no text has. */
#include "diff/schedule/schedule_private.h"

#define HELD "\x01"

Str schedule_page(const ScheduleJob *job, DiffSide side, const Node *node)
{
    EditionPage *page = side == SIDE_OLD ? job->old_page : job->new_page;
    return page && node ? page(side == SIDE_OLD ? job->old_self : job->new_self, node) : (Str){0};
}

static bool is_after(Str page, Str other)
{
    int number, before;
    return str_to_int(page, &number) && str_to_int(other, &before) && number > before;
}

/* Each page once, in order: a note's may have been found first. Nothing for one that is unknown. */
static void add_label(Arena *a, Strs *labels, Str label)
{
    bool known = !label.n;
    for (int i = 0; i < labels->n && !known; i++)
        known = str_eq(labels->at[i], label);
    if (known)
        return;
    VEC_PUSH(a, labels, label);
    for (int i = labels->n - 1; i > 0 && is_after(labels->at[i - 1], label); i--) {
        labels->at[i] = labels->at[i - 1];
        labels->at[i - 1] = label;
    }
}

static Str labels_of(const Scheduling *s, const Change *c, DiffSide side)
{
    Strs labels = {0};
    for (int i = 0; i < c->nplaces; i++) {
        const ChangePlace *at = &c->places[i];
        add_label(s->a, &labels, schedule_page(s->job, side, side == SIDE_OLD ? at->old_node : at->new_node));
    }
    return language_list(s->a, s->l, labels.at, labels.n);
}

/* The nearest node that layout says the beginning of. */
static Node *target_of(const Node *n)
{
    const Node *row = n->kind == NODE_ROW ? n : node_up(n, NODE_ROW);
    const Node *note = n->kind == NODE_NOTE ? n : node_up(n, NODE_NOTE);
    if (note && !note->u.note.of_table && note->u.note.ref)
        return target_of(note->u.note.ref);
    if (row)
        return (Node *)row;
    while (n->parent && (!node_is_block(n->kind) || n->kind == NODE_CAPTION))
        n = n->parent;
    return (Node *)(n->parent && n->parent->kind == NODE_FIGURE ? n->parent : n);
}

/* The places in the new edition, each once; NULL: there are none. */
static Node *reference_to(const Scheduling *s, const Change *c)
{
    Node **targets = NEWN(s->a, Node *, c->nplaces);
    int n = 0;
    for (int i = 0; i < c->nplaces; i++) {
        Node *target = c->places[i].new_node ? target_of(c->places[i].new_node) : NULL;
        if (target && (n == 0 || targets[n - 1] != target))
            targets[n++] = target;
    }
    if (n == 0)
        return NULL;
    Node *ref = node_new(s->a, NODE_REF, s->pos);
    ref->u.ref.kind = REF_PAGE;
    ref->u.ref.targets = targets;
    ref->u.ref.ntargets = n;
    return ref;
}

/* "7 → \x01" and as it is spoken, or the same for what is in one edition alone. */
static void patterns_of(const Scheduling *s, Str was, Str now, Str *shown, Str *spoken)
{
    Str both[] = {was, now};
    if (was.n && now.n) {
        *shown = language_fill(s->a, s->l, WORD_SCHEDULE_PAGES, both, COUNT(both));
        *spoken = language_fill(s->a, s->l, WORD_SCHEDULE_PAGES_SPOKEN, both, COUNT(both));
    } else if (was.n) {
        *shown = language_fill_one(s->a, s->l, WORD_SCHEDULE_PAGES_GONE, was);
        *spoken = language_fill_one(s->a, s->l, WORD_SCHEDULE_PAGES_GONE_SPOKEN, was);
    } else if (now.n) {
        *shown = language_fill_one(s->a, s->l, WORD_SCHEDULE_PAGES_COME, now);
        *spoken = language_fill_one(s->a, s->l, WORD_SCHEDULE_PAGES_COME_SPOKEN, now);
    }
}

/* A piece of a pattern, as shown and as spoken. */
static void append_piece(const Scheduling *s, Str shown, Str spoken, Node *paragraph)
{
    if (!shown.n)
        return;
    Node *text = schedule_text(s, shown, paragraph);
    if (!str_eq(shown, spoken))
        text->spoken = spoken;
}

void schedule_append_pages(const Scheduling *s, const Change *c, PagesForm form, Node *paragraph)
{
    Node *ref = s->job->new_page ? NULL : reference_to(s, c);
    Str was = labels_of(s, c, SIDE_OLD), now = ref ? STR(HELD) : labels_of(s, c, SIDE_NEW), shown = {0}, spoken = {0};
    patterns_of(s, was, now, &shown, &spoken);
    if (form == PAGES_WORDS && shown.n) {
        WordId word = c->nplaces > 1 || (was.n && now.n) ? WORD_SCHEDULE_ON_PAGES : WORD_SCHEDULE_ON_PAGE;
        shown = language_fill_one(s->a, s->l, word, shown);
        spoken = language_fill_one(s->a, s->l, word, spoken);
    }
    Str shown_rest, spoken_rest;
    bool held = str_cut(shown, HELD[0], &shown, &shown_rest);
    str_cut(spoken, HELD[0], &spoken, &spoken_rest);
    append_piece(s, shown, spoken, paragraph);
    if (held && ref)
        node_append(paragraph, ref);
    append_piece(s, shown_rest, spoken_rest, paragraph);
}

/* ---- once pages are known ---- */

static void settle_reference(Arena *a, Node *ref, const Language *l, const ScheduleJob *job)
{
    Strs labels = {0};
    for (int i = 0; i < ref->u.ref.ntargets; i++)
        add_label(a, &labels, schedule_page(job, SIDE_NEW, ref->u.ref.targets[i]));
    ref->kind = NODE_TEXT;
    ref->u.text.text = language_list(a, l, labels.at, labels.n);
}

void schedule_settle_pages(Arena *a, Doc *doc, const ScheduleJob *job)
{
    for (Node *block = doc->root; block; block = node_next_block(block, doc->root)) {
        ScheduleAsk ask;
        if (!schedule_asked(block, &ask))
            continue;
        for (Node *n = block; n; n = node_next(n, block))
            if (n->kind == NODE_REF && n->u.ref.kind == REF_PAGE)
                settle_reference(a, n, doc_language(doc, n), job);
    }
}
