/* The vocabulary <grants>: who received what, and why.
 *
 * A grant is a row of recipient, amount and rationale. A joint award has all its recipients in one cell, a paragraph
 * each; a recipient of several awards has one cell that spans their rows. */
#include "read/data/data_private.h"

enum { RECIPIENT, AMOUNT, RATIONALE, GRANT_COLUMNS };

static const char *const column_ids[] = {"recipient", "amount", "rationale"};
static const WordId usual_heads[] = {WORD_RECIPIENT, WORD_AMOUNT, WORD_RATIONALE};

static void make_columns(DataReader *d, const XmlNode *root)
{
    const Reader *r = d->reader;
    const XmlNode *heads = xml_child(root, "heads");
    Column *columns = NEWN(r->job, Column, GRANT_COLUMNS);
    for (int i = 0; i < GRANT_COLUMNS; i++) {
        columns[i] = (Column){.id = str_c(column_ids[i]),
                              .kind = i == AMOUNT ? COL_AMOUNT : COL_TEXT,
                              .decimals = d->table->decimals};
        data_head(d, &columns[i], heads, column_ids[i], usual_heads[i]);
    }
    d->table->columns = columns;
    d->table->ncolumns = GRANT_COLUMNS;
}

static void read_amount(DataReader *d, Row *row, const XmlNode *grant)
{
    const Reader *r = d->reader;
    Cell *cell = &row->cells[AMOUNT];
    Str amount = xml_attr(r, grant, "amount");
    cell->pos = xml_attr_pos(grant, d->file, "amount");
    cell->empty = data_emptiness(d, xml_attr(r, grant, "empty"));
    data_use_notes(d, &cell->note, grant, "note");
    data_correct(d, cell, amount, grant);
    if (amount.n && cell->empty)
        diag(r->diag, DAT003, cell->pos, "this grant has both an amount and empty; expected one or the other");
    if (amount.n) {
        data_figure(d, row, AMOUNT, amount, cell->pos);
    } else if (!cell->empty) {
        diag(r->diag, DAT003, cell->pos, "grant \"" STR_FMT "\" has no amount; expected one, or the reason in empty",
             STR_ARG(xml_attr(r, grant, "id")));
        diag_help(r->diag, "use empty=\"nil\", \"not-applicable\", \"not-recorded\", \"to-be-confirmed\" or "
                           "\"no-target\"");
    }
}

static void read_rationale(DataReader *d, Cell *cell, const XmlNode *grant)
{
    const XmlNode *rationale = xml_child(grant, "rationale");
    if (!rationale)
        return;
    cell->pos = xml_pos(rationale, d->file);
    data_text(d, cell, xml_text(d->reader, rationale), xml_text_pos(rationale, d->file));
    data_use_notes(d, &cell->note, rationale, "note");
}

static Row *read_grant(DataReader *d, const XmlNode *grant)
{
    Row *row = data_row(d, ROW_LINE, 0, xml_pos(grant, d->file));
    row->id = xml_attr(d->reader, grant, "id");
    row->also = xml_attr(d->reader, grant, "also");
    read_amount(d, row, grant);
    data_same(d, grant, d->rows.n - 1, AMOUNT);
    data_differs(d, grant, &row->cells[AMOUNT]);
    row->facts = data_facts(d, grant, &row->nfacts);
    read_rationale(d, &row->cells[RATIONALE], grant);
    return row;
}

/* Marks that name notes of the table wait in the tree until it is placed. */
static void append_named_marks(DataReader *d, Node *paragraph, const XmlNode *e)
{
    Str ids = {0}, id;
    data_use_notes(d, &ids, e, "note");
    while (ids.n) {
        str_cut(ids, ' ', &id, &ids);
        Node *mark = node_new(d->reader->job, NODE_NOTE_REF, paragraph->pos);
        mark->id = id;
        node_append(paragraph, mark);
    }
}

void data_join_names(const Reader *r, const Table *t, Row *row)
{
    VEC(Str) names = {0};
    for (const Node *n = row->cells[RECIPIENT].content->first; n; n = n->next)
        if (n->kind == NODE_PARAGRAPH)
            VEC_PUSH(r->job, &names, node_text(r->job, n));
    row->label = language_list(r->job, t->language, names.at, names.n);
}

/* A paragraph of one cell for each name; the row's label has them in one line. */
static void set_joint_recipients(DataReader *d, Row *row, const XmlNode *grant)
{
    Arena *job = d->reader->job;
    Node *cell = node_new(job, NODE_CELL, xml_pos(xml_child(grant, "recipient"), d->file));
    for (const XmlNode *e = xml_child(grant, "recipient"); e && xml_is(e, "recipient"); e = xml_next(e)) {
        Pos at = xml_text_pos(e, d->file);
        Node *paragraph = node_new(job, NODE_PARAGRAPH, at), *marked = NULL;
        Str name = data_words(d, xml_text(d->reader, e), at, &marked);
        node_append(cell, paragraph);
        node_append_words(job, paragraph, name, marked);
        append_named_marks(d, paragraph, e);
    }
    row->cells[RECIPIENT].content = cell;
    data_join_names(d->reader, d->table, row);
}

static void read_award(DataReader *d, const XmlNode *grant)
{
    const XmlNode *first = xml_child(grant, "recipient"), *second = xml_next(first);
    Row *row = read_grant(d, grant);
    Cell *cell = &row->cells[RECIPIENT];
    cell->pos = xml_pos(first, d->file);
    if (second && xml_is(second, "recipient")) {
        set_joint_recipients(d, row, grant);
        return;
    }
    cell->text = data_words(d, xml_text(d->reader, first), xml_text_pos(first, d->file), &cell->content);
    row->label = cell->text;
    data_use_notes(d, &cell->note, first, "note");
}

static void read_recipient(DataReader *d, const XmlNode *recipient)
{
    Cell cell = {.pos = xml_attr_pos(recipient, d->file, "name"), .colspan = 1};
    int first = d->rows.n;
    cell.text = data_words(d, xml_attr(d->reader, recipient, "name"), cell.pos, &cell.content);
    data_use_notes(d, &cell.note, recipient, "note");
    for (const XmlNode *e = xml_first(recipient); e; e = xml_next(e)) {
        Row *row = read_grant(d, e);
        row->label = cell.text;
        row->cells[RECIPIENT].colspan = 0;
        row->cells[RECIPIENT].rowspan = first - (d->rows.n - 1);
    }
    cell.rowspan = d->rows.n - first;
    d->rows.at[first].cells[RECIPIENT] = cell;
}

static void read_total(DataReader *d, const XmlNode *e)
{
    const Reader *r = d->reader;
    Row *row = data_row(d, ROW_TOTAL, 0, xml_pos(e, d->file));
    Cell *amount = &row->cells[AMOUNT];
    row->id = xml_attr(r, e, "id");
    row->also = xml_attr(r, e, "also");
    data_label(d, row, e, "label");
    if (!xml_has(e, "label"))
        row->label = row->cells[RECIPIENT].text = language_word(d->table->language, WORD_TOTAL);
    data_use_notes(d, &row->cells[RECIPIENT].note, e, "label-note");
    amount->pos = xml_attr_pos(e, d->file, "amount");
    data_use_notes(d, &amount->note, e, "note");
    if (xml_has(e, "amount"))
        data_figure(d, row, AMOUNT, xml_attr(r, e, "amount"), amount->pos);
    else
        amount->computed = true;
    data_declare(d, e, false, d->rows.n - 1);
    data_same(d, e, d->rows.n - 1, AMOUNT);
    data_differs(d, e, amount);
    data_cell_rules(d, e, amount);
}

void data_read_grants(DataReader *d, const XmlNode *root)
{
    Table *t = d->table;
    if (!t->unit.n)
        t->unit = STR("£");
    t->decimals = data_number(d->reader, root, "decimals", 0);
    make_columns(d, root);
    for (const XmlNode *e = xml_first(root); e; e = xml_next(e)) {
        if (xml_is(e, "grant"))
            read_award(d, e);
        else if (xml_is(e, "recipient"))
            read_recipient(d, e);
        else if (xml_is(e, "total"))
            read_total(d, e);
    }
}
