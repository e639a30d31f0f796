/* The last step, once the whole tree is there: the targets of references and links, labels, and the numbers of
 * footnotes.
 *
 * References and links of both editions lead to nodes of the marked tree. Footnotes of both editions share one sequence
 * of numbers, in the order of their marks; a note that no mark calls is left out. The notes of a table get new letters
 * if two of them would have the same one. */
#include "diff/mark/mark_private.h"

/* ---- references ---- */

static void lead_note_ref(Marking *k, Node *ref)
{
    Node *note = mark_known(k, ref->u.note_ref.note);
    if (note && note->kind == NODE_NOTE)
        ref->u.note_ref.note = note;
    else
        node_become_text(ref, STR(""));
}

/* The other place of something that moved. */
static Node *other_place(const Marking *k, const Merged *to)
{
    return to->state == MERGED_LEFT ? mark_find(&k->left, to) : mark_known(k, mark_node(to));
}

static void lead_moved(Marking *k)
{
    for (int i = 0; i < k->refs.n; i++) {
        Node *ref = k->refs.at[i].ref, *to = other_place(k, k->refs.at[i].to);
        if (!to) {
            node_become_text(ref, STR("–"));
            continue;
        }
        Node **target = NEW(k->arena, Node *);
        *target = to;
        ref->u.ref.targets = target;
        ref->u.ref.ntargets = 1;
    }
}

/* References of both editions. A cue's reference to the other place of a move has no source, and already leads there.
 */
static void lead(Marking *k)
{
    for (Node *n = k->doc->root; n; n = node_next(n, k->doc->root)) {
        if (n->kind == NODE_REF && n->u.ref.ntargets)
            copies_lead_ref(k->arena, &k->copies, n);
        else if (n->kind == NODE_LINK)
            copies_lead_link(&k->copies, n);
        else if (n->kind == NODE_NOTE_REF)
            lead_note_ref(k, n);
    }
    lead_moved(k);
}

static void label(Marking *k)
{
    const Map *labels = &k->diff->new_doc->labels;
    for (int i = 0; i < labels->n; i++) {
        Node *made = mark_known(k, labels->entries[i].value);
        if (made && str_eq(made->id, labels->entries[i].key))
            map_put(k->arena, &k->doc->labels, made->id, made);
    }
}

/* ---- notes ---- */

/* Do the new edition's notes restart in each section? If so, the second section with notes begins with 1. */
static bool notes_restart(const Doc *doc)
{
    int sections = 0;
    const Node *part = doc->root->first;
    for (const Node *section = part ? part->first : NULL; section; section = section->next) {
        const Node *note = section->last;
        while (note && note->kind == NODE_NOTE && note->prev && note->prev->kind == NODE_NOTE)
            note = note->prev;
        if (note && note->kind == NODE_NOTE && sections++)
            return str_is(note->u.note.mark, "1");
    }
    return false;
}

static void number_notes(Marking *k, Nodes *order)
{
    bool restart = notes_restart(k->diff->new_doc);
    int count = 0;
    for (Node *n = k->doc->root; n; n = node_next(n, k->doc->root)) {
        if (n->kind == NODE_SECTION && restart)
            count = 0;
        Node *note = n->kind == NODE_NOTE_REF ? n->u.note_ref.note : NULL;
        if (!note || note->u.note.ref)
            continue;
        note->u.note.ref = n;
        if (note->u.note.of_table)
            continue;
        note->u.note.mark = note->number = str_format(k->arena, "%d", ++count);
        VEC_PUSH(k->arena, order, note);
    }
}

static void forget_refs(Marking *k, Nodes *notes)
{
    for (Node *n = k->doc->root; n; n = node_next(n, k->doc->root)) {
        if (n->kind != NODE_NOTE)
            continue;
        n->u.note.ref = NULL;
        VEC_PUSH(k->arena, notes, n);
    }
}

/* The section that a mark stands in, which may itself stand in a note that waits for its place. Notes that lead round
 * (there are `most` in all) have none. */
static Node *section_of_mark(const Node *ref, int most)
{
    Node *section = node_up(ref, NODE_SECTION);
    const Node *note = node_up(ref, NODE_NOTE);
    for (; !section && note && note->u.note.ref && most > 0; most--) {
        section = node_up(note->u.note.ref, NODE_SECTION);
        note = node_up(note->u.note.ref, NODE_NOTE);
    }
    return section;
}

/* A note stands in the section that calls it first, behind all blocks. */
static void order_notes(const Nodes *notes, const Nodes *order)
{
    for (int i = 0; i < notes->n; i++)
        if (!notes->at[i]->u.note.of_table)
            node_remove(notes->at[i]);
    for (int i = 0; i < order->n; i++) {
        Node *section = section_of_mark(order->at[i]->u.note.ref, order->n);
        if (section)
            node_append(section, order->at[i]);
    }
}

static void letter_table(Marking *k, Node *table)
{
    Map marks = {0};
    bool twice = false;
    int count = 0;
    for (Node *n = table->first; n; n = n->next)
        if (n->kind == NODE_NOTE && n->u.note.mark.n)
            twice = !map_put(k->arena, &marks, n->u.note.mark, n) || twice;
    for (Node *n = table->first; n && twice; n = n->next)
        if (n->kind == NODE_NOTE && n->u.note.mark.n)
            n->u.note.mark = table_note_mark(k->arena, count++);
}

static void settle_notes(Marking *k)
{
    Nodes notes = {0}, order = {0};
    forget_refs(k, &notes);
    number_notes(k, &order);
    order_notes(&notes, &order);
    for (Node *n = k->doc->root; n; n = node_next_block(n, k->doc->root))
        if (n->kind == NODE_TABLE)
            letter_table(k, n);
}

void mark_finish(Marking *k)
{
    lead(k);
    label(k);
    settle_notes(k);
#ifndef NDEBUG
    doc_check(k->doc);
#endif
}
