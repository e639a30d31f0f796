/* Figures typed by hand in the words of the data, although a table has them.
 *
 * Words that show figures are searched as written, all others as they came out. A cell of words that same-as
 * compares with another place is fine, and so are the words of a figure that the cell itself has. */
#include "read/data/data.h"
#include "read/data/data_private.h"

#include "check/agreement/agreement.h"

/* Where a text of an XML file begins. */
typedef struct Start {
    Str text;
    Pos at;
} Start;

static Pos start_pos(void *source, int at)
{
    const Start *s = source;
    return data_start_behind(str_sub(s->text, 0, at), s->at);
}

static Pos same_pos(void *source, int at)
{
    (void)at;
    return *(const Pos *)source;
}

static void look_at(const Reader *r, const Doc *doc, const WrittenText *passage)
{
    if (passage->text.n)
        agreement_typed(r->job, r->diag, doc->figures, passage);
}

static void look_at_cell(const Reader *r, const Doc *doc, Cell *cell)
{
    if (cell->number || cell->bound || cell->colspan == 0)
        return;
    look_at(r, doc, &(WrittenText){cell_plain(r->job, cell, STRUCK_OMITTED), same_pos, &cell->pos, cell, NULL});
}

/* Cells that no same-as compares with another place; one on a row covers all of them. */
static void look_at_cells(const Reader *r, const Doc *doc, const Table *t)
{
    bool *compared = NEWN(r->job, bool, (size_t)t->nrows *(size_t)t->ncolumns);
    for (int i = 0; i < t->nsames; i++) {
        const Same *same = &t->sames[i];
        int from = int_max(same->column, 0), to = same->column < 0 ? t->ncolumns - 1 : same->column;
        for (int column = from; column <= to; column++)
            compared[same->row * t->ncolumns + column] = true;
    }
    for (int row = 0; row < t->nrows; row++)
        for (int column = 0; column < t->ncolumns; column++)
            if (!compared[row * t->ncolumns + column])
                look_at_cell(r, doc, &t->rows[row].cells[column]);
}

static void look_at_note(const Reader *r, const Doc *doc, Node *note)
{
    if (note && !note->u.note.bound)
        look_at(r, doc,
                &(WrittenText){node_text_struck(r->job, note, STRUCK_OMITTED), same_pos, &note->pos, NULL, NULL});
}

void data_look_for_typed(const Reader *r, const Doc *doc)
{
    for (int i = 0; i < doc->tables.n; i++) {
        const Table *t = doc->tables.entries[i].value;
        for (int k = 0; t->unbound && k < t->unbound->texts.n; k++) {
            UnboundText *text = &t->unbound->texts.at[k];
            Start start = {text->raw, text->at};
            look_at(r, doc, &(WrittenText){text->raw, start_pos, &start, text->cell, NULL});
        }
        look_at_cells(r, doc, t);
        for (int n = 0; n < t->nnotes; n++)
            if (str_find(t->notes[n].id, ":") < 0)
                look_at_note(r, doc, t->notes[n].content);
        look_at_note(r, doc, t->general_content);
        look_at_note(r, doc, t->source_content);
    }
}
