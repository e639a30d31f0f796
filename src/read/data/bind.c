/* Figures of the data in the words of the data: in cells of words, labels, headings, notes and captions.
 *
 * They can come from any table. So words with double braces wait while tables are read, and are read when all tables
 * exist: a note or cell into its node or cell, words of one line into every place that holds them (a row's label is
 * also that of its first cell). Words may show words of another cell that also waits. Those are read first, depth
 * first on an explicit stack. A circle is cut where it closes: the placeholder there finds a cell that still waits,
 * which doc/figure.c reports. Figures never consist of words, so tables are cast before. */
#include "read/data/data.h"
#include "read/data/data_private.h"

#include "doc/figure.h"

typedef struct BindStep {
    Table *table;
    UnboundText *text;
    int at; /* how far the raw text has been searched for what it shows */
} BindStep;

typedef struct Binder {
    const Reader *r;
    Reader quiet; /* for words of one line in several places */
    Doc *doc;
    FigureStyle style;
    Arena *scratch;
    VEC(BindStep) stack;
} Binder;

/* --- while a table is read --- */

static bool shows_figures(Str words)
{
    return str_find(words, "{{") >= 0;
}

bool data_line_waits(DataReader *d, Str words, Pos at)
{
    if (!d->unbound || !shows_figures(words))
        return false;
    Arena *job = d->reader->job;
    UnboundLine *line = NEW(job, UnboundLine);
    line->at = at;
    if (!map_find(&d->unbound->lines, words))
        map_put(job, &d->unbound->lines, words, line);
    return true;
}

static void wait(DataReader *d, UnboundText text)
{
    VEC_PUSH(d->reader->job, &d->unbound->texts, text);
    if (text.cell)
        text.cell->waiting = d->unbound->texts.n;
}

bool data_cell_waits(DataReader *d, Cell *cell, Str raw, Pos at)
{
    if (!d->unbound || !shows_figures(raw))
        return false;
    wait(d, (UnboundText){.cell = cell, .raw = raw, .at = at});
    return true;
}

bool data_note_waits(DataReader *d, Node *note, Str raw, Pos at)
{
    if (!d->unbound || !shows_figures(raw))
        return false;
    wait(d, (UnboundText){.note = note, .raw = raw, .at = at});
    return true;
}

/* What holds the line: all of an UnboundText but the words and their place. */
static void keep_line(DataReader *d, UnboundText holder)
{
    const UnboundLine *known = shows_figures(*holder.line) ? map_find(&d->unbound->lines, *holder.line) : NULL;
    if (!known)
        return;
    holder.raw = *holder.line;
    holder.at = known->at;
    wait(d, holder);
}

static void keep_lines_below(DataReader *d, Node *content, Cell *cell)
{
    for (Node *n = content; n; n = node_next(n, content))
        if (n->kind == NODE_TEXT)
            keep_line(d, (UnboundText){.cell = cell, .line = &n->u.text.text, .text = n});
}

static void keep_column(DataReader *d, Column *column)
{
    keep_line(d, (UnboundText){.line = &column->label, .marked = &column->marks[OWN_HEAD].content});
    keep_line(d, (UnboundText){.line = &column->span, .marked = &column->marks[SPAN_HEAD].content});
    keep_line(d, (UnboundText){.line = &column->outer_span, .marked = &column->marks[OUTER_HEAD].content});
}

/* The marks in a row's label are kept by its first cell. */
static void keep_row(DataReader *d, Row *row)
{
    for (int c = 0; c < d->table->ncolumns; c++) {
        Cell *cell = &row->cells[c];
        keep_line(d, (UnboundText){.cell = cell, .line = &cell->text, .marked = &cell->content});
        keep_line(d, (UnboundText){.line = &cell->reason});
        if (cell->content)
            keep_lines_below(d, cell->content, cell);
    }
    keep_line(d, (UnboundText){.line = &row->label, .marked = NEW(d->reader->job, Node *)});
}

void data_keep_waiting(DataReader *d)
{
    Table *t = d->table;
    bool lines = d->unbound->lines.n > 0;
    if (lines)
        keep_line(d, (UnboundText){.line = &t->caption, .marked = &t->caption_marks.content});
    for (int i = 0; lines && i < t->ncolumns; i++)
        keep_column(d, &t->columns[i]);
    for (int i = 0; lines && i < t->nrows; i++)
        keep_row(d, &t->rows[i]);
    for (int i = 0; lines && i < t->nnotes; i++)
        keep_lines_below(d, t->notes[i].content, NULL);
    t->unbound = d->unbound->texts.n || d->unbound->figures.n ? d->unbound : NULL;
}

/* --- when all are read --- */

/* The next waiting cell of words that a text shows; NULL at the end. */
static UnboundText *next_shown(Binder *b, BindStep *s, Table **table)
{
    for (int open; (open = str_find(str_sub(s->text->raw, s->at, s->text->raw.n), "{{")) >= 0;) {
        Str rest = str_sub(s->text->raw, s->at + open + 2, s->text->raw.n), written, path, form;
        int close = str_find(rest, "}}");
        if (close < 0)
            return NULL;
        written = str_sub(rest, 0, close);
        s->at += open + close + 4;
        FigurePlace place;
        FigureFault fault;
        str_cut(written, '|', &path, &form);
        if (!figure_find(&(FigureAsk){b->scratch, &b->doc->tables, NULL, NULL}, str_trim(path), &place, &fault)
            || place.number)
            continue;
        *table = map_find(&b->doc->tables, place.table->id);
        int waiting = place.table->rows[place.row].cells[place.column].waiting;
        if (waiting)
            return &(*table)->unbound->texts.at[waiting - 1];
    }
    return NULL;
}

static void begin(Binder *b, Table *t, UnboundText *text)
{
    if (text->begun)
        return;
    text->begun = true;
    VEC_PUSH(b->r->job, &b->stack, (BindStep){t, text, 0});
}

/* Words with marks take the place of a text. */
static void replace_text(Arena *job, Node *text, const Node *marked)
{
    Node *paragraph = text->parent, *behind = node_new(job, NODE_PARAGRAPH, text->pos);
    while (text->next) {
        Node *n = text->next;
        node_remove(n);
        node_append(behind, n);
    }
    node_remove(text);
    node_append_words(job, paragraph, (Str){0}, marked);
    node_copy_children(job, behind, paragraph);
}

static void bind_line(DataReader *d, const UnboundText *text, const UnboundWords *words, const Reader *quiet)
{
    UnboundLine *line = map_find(&words->lines, text->raw);
    if (line->told)
        d->reader = quiet;
    line->told = true;
    Node *marked = NULL;
    *text->line = data_words(d, text->raw, text->at, text->text || text->marked ? &marked : NULL);
    if (!marked)
        return;
    line->marked = line->marked ? line->marked : marked; /* heads that are one have one */
    if (text->text)
        replace_text(d->reader->job, text->text, line->marked);
    else
        *text->marked = line->marked;
}

static void bind(Binder *b, Table *t, UnboundText *text)
{
    DataReader d = {.reader = b->r, .file = t->file, .doc = b->doc, .table = t, .figures = b->style};
    if (!text->note)
        d.figures.parentheses = false;
    if (text->note)
        data_fill(&d, text->note, text->raw, text->at);
    else if (text->line)
        bind_line(&d, text, t->unbound, &b->quiet);
    else
        data_text(&d, text->cell, text->raw, text->at);
    if (text->note)
        text->note->u.note.bound = true;
    if (!text->cell)
        return;
    text->cell->waiting = 0;
    text->cell->bound = true;
}

static void bind_from(Binder *b, Table *t, UnboundText *text)
{
    begin(b, t, text);
    while (b->stack.n) {
        BindStep *s = &b->stack.at[b->stack.n - 1];
        Table *table;
        UnboundText *first = next_shown(b, s, &table);
        if (first) {
            begin(b, table, first);
            continue;
        }
        bind(b, s->table, s->text);
        b->stack.n--;
    }
}

void data_bind(const Reader *r, Doc *doc, const FigureStyle *style)
{
    Binder b = {.r = r, .quiet = *r, .doc = doc, .style = *style, .scratch = arena_new()};
    b.quiet.diag = diag_new(r->job);
    for (int i = 0; i < doc->tables.n; i++) {
        Table *t = doc->tables.entries[i].value;
        for (int k = 0; t->unbound && k < t->unbound->texts.n; k++)
            bind_from(&b, t, &t->unbound->texts.at[k]);
        for (int k = 0; t->unbound && k < t->nrows; k++)
            if (shows_figures(t->rows[k].label) && t->rows[k].cells[0].content)
                data_join_names(r, t, &t->rows[k]);
        if (t->source_content)
            t->source = node_text_struck(r->job, t->source_content, STRUCK_MARKED);
    }
    arena_free(b.scratch);
}
