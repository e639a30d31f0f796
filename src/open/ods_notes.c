/* Notes in a workbook stand on one sheet, so their numbers run through all tables. A note gets its number where it is
 * first used. */
#include "open/ods_private.h"

static int number_of(TableNotes *t, Str key, Str text)
{
    BookNotes *book = t->book;
    int *number = map_find(&t->numbers, key);
    if (number)
        return *number;
    VEC_PUSH(book->a, &book->notes, (BookNote){t->sheet, str_trim(text)});
    map_put(book->a, &t->numbers, key, number = NEW(book->a, int));
    return *number = book->notes.n;
}

static void add(TableNotes *t, int number, NoteNumbers *out)
{
    for (int i = 0; i < out->n; i++)
        if (out->at[i] == number)
            return;
    VEC_PUSH(t->book->a, out, number);
}

static void add_named(TableNotes *t, Str id, NoteNumbers *out)
{
    const TableNote *note = id.n ? map_find(&t->table->note_ids, id) : NULL;
    if (note)
        add(t, number_of(t, id, node_text_struck(t->book->a, note->content, STRUCK_MARKED)), out);
}

static void add_ids(TableNotes *t, Str ids, NoteNumbers *out)
{
    Str id;
    for (bool more = ids.n > 0; more;) {
        more = str_cut(ids, ' ', &id, &ids);
        add_named(t, id, out);
    }
}

/* Marks among words name notes of the table, or belong to notes whose text stands behind the words. */
static void add_content(TableNotes *t, const Node *content, NoteNumbers *out)
{
    for (const Node *n = content; n; n = node_next(n, content)) {
        if (n->kind == NODE_NOTE_REF)
            add_named(t, n->id, out);
        if (n->kind != NODE_NOTE)
            continue;
        const Node **key = NEW(t->book->a, const Node *);
        *key = n;
        add(t, number_of(t, (Str){(const char *)key, sizeof *key}, node_text_struck(t->book->a, n, STRUCK_MARKED)),
            out);
    }
}

void notes_of_marks(TableNotes *t, const Marks *marks, NoteNumbers *out)
{
    add_ids(t, marks->note, out);
    add_content(t, marks->content, out);
}

void notes_of_cell(TableNotes *t, const Cell *cell, NoteNumbers *out)
{
    add_ids(t, cell->note, out);
    add_content(t, cell->content, out);
}

void notes_of_word(TableNotes *t, WordId word, NoteNumbers *out)
{
    add(t, number_of(t, str_c(word_name(word)), language_word(t->table->language, word)), out);
}

Str notes_shown(Arena *a, const Language *l, const NoteNumbers *numbers)
{
    Buf out = {0};
    for (int i = 0; i < numbers->n; i++)
        buf_format(&out, " " STR_FMT,
                   STR_ARG(language_fill_one(a, l, WORD_NOTE_MARK, str_format(a, "%d", numbers->at[i]))));
    return buf_take(&out, a);
}
