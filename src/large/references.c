/* References in the new tree.
 *
 * All references and links lead to the new nodes. "page 12" becomes "the page headed “Finances”", because the reader's
 * pages are not those that others have in their hands: the author's word "page" before the number is part of what is
 * replaced. A page number without that word, as in an index or a column of pages, stays a number, of a page of the
 * large print. */
#include "large/large_private.h"

#include "base/ascii.h"

/* ---- headings instead of pages ---- */

/* The last heading at or before a node, in the order of reading. */
static const Node *heading_over(const Node *n)
{
    if (n->kind == NODE_SECTION && n->first && n->first->kind == NODE_HEADING)
        return n->first;
    for (; n && n->kind != NODE_PART; n = n->parent)
        for (const Node *s = n; s; s = s->prev)
            if (s->kind == NODE_HEADING)
                return s;
    return NULL;
}

static Str quoted(Enlarging *e, const Language *l, const Node *heading)
{
    Str title = node_title(e->arena, heading);
    if (heading->number.n)
        title = str_format(e->arena, STR_FMT " " STR_FMT, STR_ARG(heading->number), STR_ARG(title));
    return language_fill_one(e->arena, l, WORD_LARGE_QUOTED, title);
}

/* The words before a place in a paragraph, which end in a word for pages; *word is that word. */
static Node *text_with_page(const Language *l, const Node *ref, Str *word)
{
    Node *text = ref->prev;
    if (!text || text->kind != NODE_TEXT || text->spoken.n)
        return NULL;
    Str before, trimmed = str_trim(text->u.text.text);
    if (trimmed.n == text->u.text.text.n || str_ends(trimmed, " "))
        return NULL;
    if (!str_cut_last(trimmed, ' ', &before, word))
        *word = trimmed;
    while (word->n && !is_letter(word->p[0]) && (unsigned char)word->p[0] < 0x80)
        *word = str_sub(*word, 1, word->n);
    return word->n && language_lists(l, WORD_LARGE_PAGE_FORMS, *word) ? text : NULL;
}

static Str headings_of(Enlarging *e, const Language *l, const Node *ref)
{
    int n = 0;
    Str *words = NEWN(e->arena, Str, ref->u.ref.ntargets);
    for (int i = 0; i < ref->u.ref.ntargets; i++) {
        const Node *heading = heading_over(ref->u.ref.targets[i]);
        if (!heading)
            return (Str){0};
        words[n++] = quoted(e, l, heading);
    }
    return language_list(e->arena, l, words, n);
}

static Str with_capital(Enlarging *e, Str words)
{
    char *copy = str_cdup(e->arena, words);
    copy[0] = to_upper(copy[0]);
    return (Str){copy, words.n};
}

/* A reference that goes on with a list of pages: "pages 12 and 14". */
static bool goes_on(const Enlarging *e, const Node *ref)
{
    const Node *between = ref->prev;
    return between && between->kind == NODE_TEXT && between->u.text.text.n <= 6 && between->prev
           && between->prev == e->turned;
}

static void say_headings(Enlarging *e, Node *ref, const Language *l)
{
    Str word, headings = headings_of(e, l, ref);
    Node *text = text_with_page(l, ref, &word);
    bool more = !text && goes_on(e, ref);
    if (!headings.n || (!text && !more))
        return;
    Str said = headings;
    if (text) {
        bool many = language_lists(l, WORD_LARGE_PAGES_FORMS, word);
        said = language_fill_one(e->arena, l, many ? WORD_LARGE_HEADED_MANY : WORD_LARGE_HEADED, headings);
        if (is_upper(word.p[0]))
            said = with_capital(e, said);
        text->u.text.text = str_sub(text->u.text.text, 0, (int)(word.p - text->u.text.text.p));
    }
    ref->u.ref.kind = REF_LABEL;
    ref->number = said;
    e->turned = ref;
}

/* ---- targets ---- */

static void lead_ref(Enlarging *e, Node *ref)
{
    bool leads = copies_lead_ref(e->arena, &e->copies, ref);
    if (leads && (ref->u.ref.kind == REF_PAGE || ref->u.ref.kind == REF_PAGES))
        say_headings(e, ref, doc_language(node_doc(ref), ref));
}

/* The mark stands in the line, so it needs a space before it. */
static void lead_note_ref(Enlarging *e, Node *ref)
{
    Node *note = large_known(e, ref->u.note_ref.note);
    if (!note || note->kind != NODE_NOTE) {
        node_become_text(ref, STR(""));
        return;
    }
    ref->u.note_ref.note = note;
    if (!ref->prev)
        return;
    Node *space = node_new(e->arena, NODE_TEXT, ref->pos);
    space->u.text.text = STR(" ");
    node_insert_after(ref->prev, space);
}

static void lead_note(Enlarging *e, Node *note)
{
    if (note->u.note.ref)
        note->u.note.ref = large_known(e, note->u.note.ref);
}

void large_lead(Enlarging *e)
{
    const Node *root = e->to->doc->root;
    for (Node *n = e->to->doc->root; n; n = node_next(n, root)) {
        switch (large_origin(e->to, n) ? n->kind : NODE_ROOT) {
        case NODE_REF: lead_ref(e, n); break;
        case NODE_LINK: copies_lead_link(&e->copies, n); break;
        case NODE_NOTE_REF: lead_note_ref(e, n); break;
        case NODE_NOTE: lead_note(e, n); break;
        default: break;
        }
    }
}
