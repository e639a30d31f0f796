/* Notes in large print.
 *
 * A mark is as large as the text and stands in the line, in words: "[note 3]". A section's footnotes follow it as a
 * list under a heading of their own, and each ends with the page of its mark, which is also the way back. The notes of
 * a table stay below it. */
#include "large/large_private.h"

void large_note_mark(Enlarging *e, const Node *source, Node *made)
{
    if (!source->u.note.mark.n)
        return;
    made->u.note.mark = language_fill_one(e->arena, large_language(e, source), WORD_LARGE_NOTE, source->u.note.mark);
    if (source->number.n)
        made->number = made->u.note.mark;
}

static bool is_called(const Node *n)
{
    return n->kind == NODE_NOTE && !n->u.note.of_table && n->u.note.ref;
}

static const Node *first_heading(const Node *section)
{
    return node_child(section, NODE_HEADING);
}

/* One level below the section's heading. */
static void put_heading(Enlarging *e, const Node *section, Node *into)
{
    const Node *first = first_heading(section);
    Node *heading = large_node(e, NODE_HEADING, into);
    heading->name = STR("unlisted");
    heading->u.heading.level = first ? int_min(first->u.heading.level + 1, 6) : 1;
    heading->u.heading.in_part = first && first->u.heading.in_part;
    large_text(e, heading, language_word(large_language(e, section), WORD_LARGE_NOTES));
}

void large_notes(Enlarging *e, const Node *section, Node *into)
{
    const Node *n = section->first;
    while (n && !is_called(n))
        n = n->next;
    if (!n)
        return;
    put_heading(e, section, into);
    for (; n; n = n->next) {
        if (!is_called(n))
            continue;
        Node *made = large_copy(e, n, into);
        large_copy_below(e, n, made);
        VEC_PUSH(e->arena, &e->notes, made);
    }
}

/* The block that shows a mark and that a link can lead to: of one in a table the table, in a caption what it is of. */
static Node *block_with(Node *ref)
{
    Node *block = NULL;
    for (Node *up = ref->parent; up && up->kind != NODE_SECTION; up = up->parent) {
        bool whole = up->kind == NODE_TABLE || up->kind == NODE_FIGURE || up->kind == NODE_NOTE;
        bool words = up->kind == NODE_PARAGRAPH || up->kind == NODE_HEADING || up->kind == NODE_TERM;
        if (whole || (words && !block))
            block = up;
    }
    return block;
}

/* "[back to page 12]", behind the note's last words. */
static void put_way_back(Enlarging *e, Node *note, Node *to)
{
    Node *last = note->last && note->last->kind == NODE_PARAGRAPH ? note->last : large_node(e, NODE_PARAGRAPH, note);
    const Language *l = doc_language(node_doc(note), note);
    Str pattern = language_word(l, WORD_LARGE_NOTE_BACK);
    int at = str_find(pattern, "{1}");
    if (last->first)
        large_text(e, last, STR(" "));
    large_text(e, last, str_sub(pattern, 0, at));
    Node *ref = large_node(e, NODE_REF, last), **target = NEW(e->arena, Node *);
    *target = to;
    ref->u.ref.kind = REF_PAGE;
    ref->u.ref.targets = target;
    ref->u.ref.ntargets = 1;
    large_text(e, last, str_sub(pattern, at + 3, pattern.n));
}

void large_lead_back(Enlarging *e)
{
    for (int i = 0; i < e->notes.n; i++) {
        Node *note = e->notes.at[i], *to = note->u.note.ref ? block_with(note->u.note.ref) : NULL;
        if (to)
            put_way_back(e, note, to);
    }
}
