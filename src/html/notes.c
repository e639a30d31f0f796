/* Notes: footnotes in a list behind their section, the notes of a table behind it. A mark leads to its note, and the
 * note back to each of its marks; words that are heard say which note that is. */
#include "html/html_private.h"

void put_note_mark(Html *w, const Node *ref)
{
    const Node *note = ref->u.note_ref.note;
    if (!note)
        return;
    put(w, "<sup class=\"note-mark\" data-words=\"mark\"><a role=\"doc-noteref\"");
    put_id(w, ref);
    put_href(w, id_of(w, note));
    put(w, ">");
    put_spoken(w, note->u.note.mark, word_filled(w, ref, WORD_WEB_NOTE, note->u.note.mark));
    put(w, "</a></sup>");
}

/* "back to where note 3 is mentioned", or to which of several places. */
static Str back_words(Html *w, const Node *note, int nth, int of)
{
    Str values[] = {note->u.note.mark, str_format(w->arena, "%d", nth + 1)};
    if (of == 1)
        return word_filled(w, note, WORD_WEB_BACK, values[0]);
    return language_fill(w->arena, doc_language(w->doc, note), WORD_WEB_BACK_AGAIN, values, COUNT(values));
}

static void put_back_links(Html *w, const Node *note)
{
    int at = nodemap_find(&w->note_index, note);
    const Nodes *refs = at < 0 ? NULL : &w->notes.at[at].refs;
    for (int i = 0; refs && i < refs->n; i++) {
        put(w, "\xC2\xA0<a class=\"back\" role=\"doc-backlink\" data-words=\"page\"");
        put_href(w, id_of(w, refs->at[i]));
        put(w, "><span aria-hidden=\"true\">\xE2\x86\xA9\xEF\xB8\x8E</span>");
        put_hidden(w, back_words(w, note, i, refs->n));
        put(w, "</a>");
    }
}

/* What a note says, and behind it the way back: in its last paragraph where it ends in one. */
static void put_words(Html *w, const Node *note)
{
    const Node *last = note->last;
    bool joins = last && last->kind == NODE_PARAGRAPH && !last->number.n;
    if (joins && last == note->first && !last->nattrs) {
        put_place(w, last);
        put_inlines(w, last);
        put_back_links(w, note);
        return;
    }
    for (const Node *n = note->first; n; n = n->next) {
        if (n != last || !joins) {
            put_block(w, n);
            continue;
        }
        put_open(w, "p", "", n);
        put_inlines(w, n);
        put_back_links(w, note);
        put_close(w, "p");
    }
    if (!joins) {
        put(w, "<p>");
        put_back_links(w, note);
        put(w, "</p>\n");
    }
}

/* ---- footnotes ---- */

static void put_heading(Html *w, const Node *section)
{
    int level = int_min((w->section_level ? w->section_level : w->nlevels + 1) + 1, 6);
    put(w, "<h");
    put_number(w, level);
    put(w, " data-words=\"page\">");
    put_escaped(w, word_at(w, section, WORD_WEB_NOTES));
    put(w, "</h");
    put_number(w, level);
    put(w, ">\n");
}

static void put_footnote(Html *w, const Node *note, int *expected)
{
    int number;
    put(w, "<li data-words=\"note\"");
    if (str_to_int(note->u.note.mark, &number) && number != (*expected)++) {
        put_number_attribute(w, "value", number);
        *expected = number + 1;
    }
    put_id(w, note);
    put_lang(w, note);
    put(w, ">");
    put_words(w, note);
    put(w, "</li>\n");
}

void put_footnotes(Html *w, const Node *section)
{
    int expected = 1;
    const Node *first = section->last;
    if (!first || first->kind != NODE_NOTE)
        return;
    while (first->prev && first->prev->kind == NODE_NOTE)
        first = first->prev;
    put(w, "<section class=\"footnotes\" role=\"doc-endnotes\"");
    put_attribute(w, "aria-label", region_name(w, word_at(w, section, WORD_WEB_NOTES)));
    put(w, ">\n");
    put_heading(w, section);
    put(w, "<ol>\n");
    for (const Node *n = first; n; n = n->next)
        put_footnote(w, n, &expected);
    put(w, "</ol>\n</section>\n");
}

/* ---- notes of tables ---- */

static void put_table_note(Html *w, const Node *note)
{
    put(w, "<div");
    put_class(w, "note", note->name);
    put_id(w, note);
    put_lang(w, note);
    put(w, " data-words=\"note\">");
    if (note->u.note.mark.n) {
        put(w, "<span class=\"mark\" data-words=\"label\">");
        put_spoken(w, note->u.note.mark, word_filled(w, note, WORD_WEB_NOTE, note->u.note.mark));
        put(w, "</span> ");
    }
    put_words(w, note);
    put(w, "</div>\n");
}

void put_table_notes(Html *w, const Node *table)
{
    bool open = false;
    for (const Node *n = table->first; n; n = n->next) {
        if (n->kind != NODE_NOTE || node_is_key(n))
            continue;
        put(w, open ? "" : "<div class=\"table-notes\">\n");
        open = true;
        put_table_note(w, n);
    }
    put(w, open ? "</div>\n" : "");
}
