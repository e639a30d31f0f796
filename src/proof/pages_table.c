/* The tables of a page list. One that large print sets in several pieces is one table here: the pieces come from one
 * node of the document. So is one that is set as cards: a table of two columns, of a head and a value, with a row for
 * the label of each of the document's rows. Words are always those that are shown; the document's own nodes tell only
 * which row and which column they claim to be. */
#include "proof/pages_private.h"

/* How many rows of the body stand before one in its table. */
static int body_row(const Node *row)
{
    int n = 0;
    for (const Node *at = row->prev; at; at = at->prev)
        n += at->kind == NODE_ROW && at->u.row.role != ROW_HEAD;
    return n;
}

/* -1: it is no cell. */
static int column_of(const Node *cell)
{
    return cell && cell->kind == NODE_CELL ? cell->u.cell.column : -1;
}

static void read_cell(PagesReading *r, const Node *cell, ProofCell place, ProofCells *cells)
{
    const ProofTokens *tokens = &r->taker.proof->streams[STREAM_CELLS];
    place.from = tokens->n;
    read_block_words(r, cell);
    for (const Node *n = cell->first; n; n = n->next)
        read_node(r, n);
    take_end(&r->taker);
    place.to = tokens->n;
    place.passage = place.to > place.from ? tokens->at[place.from].passage : r->taker.passage;
    VEC_PUSH(r->arena, cells, place);
}

/* Gives the first row of the body, or NULL. */
static const Node *read_rows(PagesReading *r, const Node *table, ProofCells *cells)
{
    const Node *body = NULL;
    int row = 0;
    for (const Node *n = table->first; n; n = n->next) {
        if (n->kind != NODE_ROW)
            continue;
        bool head = n->u.row.role == ROW_HEAD && !body;
        body = head || body ? body : n;
        for (const Node *cell = n->first; cell; cell = cell->next)
            read_cell(r, cell,
                      (ProofCell){.row = row,
                                  .column = cell->u.cell.column,
                                  .colspan = int_max(cell->u.cell.colspan, 1),
                                  .rowspan = int_max(cell->u.cell.rowspan, 1),
                                  .head = head,
                                  .label = !head && (cell->u.cell.head || n->u.row.role == ROW_HEAD),
                                  .repeats = r->job->origins && column_of(source_of(r, cell)) == 0},
                      cells);
        row++;
    }
    return body;
}

static bool is_next_piece(const PagesReading *r, const Node *source)
{
    const Proof *p = r->taker.proof;
    return r->job->origins && source && p->tables.n && p->tables.at[p->tables.n - 1].node == source;
}

/* The table in hand when this is another piece of it; else a new one, which stands in the text here. */
static TableProof *table_for(PagesReading *r, const Node *source)
{
    Proof *p = r->taker.proof;
    if (is_next_piece(r, source))
        return &p->tables.at[p->tables.n - 1];
    take_sign(&r->taker, TOKEN_TABLE);
    TableProof *t = VEC_NEXT(r->arena, &p->tables);
    t->node = source;
    t->passage = r->taker.passage;
    return t;
}

/* ---- cards ---- */

static bool is_head_cell(const Node *n)
{
    return n && n->kind == NODE_CELL && n->parent->u.row.role == ROW_HEAD;
}

/* Whether the rows of the body begin with heads of the document's columns. */
static bool is_in_cards(const PagesReading *r, const Node *body)
{
    const Node *row = body;
    while (row && (row->kind != NODE_ROW || row->u.row.role == ROW_GROUP))
        row = row->next;
    return row && r->job->origins && row->first && is_head_cell(source_of(r, row->first));
}

/* The words over a column of the document's table, from the top, as table_add finds them. */
static int heads_over(PagesReading *r, const Node *table, int column)
{
    Buf over = {0};
    Str word, rest;
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *c = row->kind == NODE_ROW && row->u.row.role == ROW_HEAD ? row->first : NULL; c; c = c->next) {
            bool covers = c->u.cell.column <= column && column < c->u.cell.column + int_max(c->u.cell.colspan, 1);
            rest = covers ? str_trim(node_text(r->arena, c)) : (Str){0};
            while (rest.n) {
                str_cut(rest, ' ', &word, &rest);
                buf_puts(&over, over.n && word.n ? " " : "");
                buf_str(&over, word);
            }
        }
    int number = wordbook_number(r->taker.proof->book, buf_view(&over));
    buf_free(&over);
    return number;
}

/* The cards of one table, row by row of what is shown. */
typedef struct CardReading {
    PagesReading *r;
    const Node *source;
    TableProof *table;
    int row, label;
} CardReading;

static void add_card_fact(CardReading *c, const ProofCell *cell, int column, bool is_label)
{
    if (cell->from == cell->to)
        return;
    table_add_fact(c->r->taker.proof, c->table,
                   (CellFact){.row = c->row,
                              .head = heads_over(c->r, c->source, column),
                              .label = is_label ? 0 : c->label,
                              .from = cell->from,
                              .to = cell->to,
                              .passage = cell->passage,
                              .is_label = is_label});
}

/* "2 of 3": one of several rows that have a label between them. */
static bool is_part_of_card(const Node *shown)
{
    return shown->first && shown->first->first && str_is(shown->first->first->name, "card-part");
}

/* The row that heads a card, or a part of one: the document's row, and its label. */
static void begin_card(CardReading *c, const Node *shown, const ProofCell *cell)
{
    const Node *row = source_of(c->r, shown), *label = source_of(c->r, shown->first);
    bool is_label = label && label->kind == NODE_CELL && label->u.cell.head;
    c->row = row && row->kind == NODE_ROW ? body_row(row) : c->row + 1;
    if (is_part_of_card(shown))
        return;
    Buf words = {0};
    if (is_label)
        put_cell_words(c->r->taker.proof, cell, &words);
    c->label = wordbook_number(c->r->taker.proof->book, buf_view(&words));
    buf_free(&words);
    add_card_fact(c, cell, int_max(column_of(label), 0), is_label);
}

/* Cells come as read_rows found them, one or two in a row. */
static void read_cards(CardReading *c, const Node *body, const ProofCells *cells)
{
    int k = 0;
    while (k < cells->n && cells->at[k].head)
        k++;
    for (const Node *row = body; row; row = row->next) {
        if (row->kind != NODE_ROW)
            continue;
        const Node *head = row->first ? source_of(c->r, row->first) : NULL;
        for (const Node *cell = row->first; cell; cell = cell->next, k++) {
            if (!is_head_cell(head))
                begin_card(c, row, &cells->at[k]);
            else if (cell != row->first)
                add_card_fact(c, &cells->at[k], column_of(head), false);
        }
    }
}

/* The key of a delivery plan is read with the caption. */
static void read_caption(PagesReading *r, const Node *table)
{
    const Node *key = table_key(table);
    read_block_words(r, table);
    for (const Node *n = table->first; n; n = n->next)
        if (n->kind == NODE_CAPTION)
            read_node(r, n);
    if (key)
        read_children(r, key);
}

void read_table(PagesReading *r, const Node *table)
{
    Proof *p = r->taker.proof;
    Stream into = r->taker.into;
    const Node *source = source_of(r, table);
    r->taker.into = is_next_piece(r, source) ? STREAM_EXTRA : into;
    read_caption(r, table);
    ProofCells cells = {0};
    bool added = !source || into == STREAM_EXTRA;
    r->taker.into = added ? STREAM_EXTRA : STREAM_CELLS;
    const Node *body = read_rows(r, table, &cells);
    r->taker.into = into;
    if (added)
        return;
    const Node *first = body && r->job->origins ? source_of(r, body) : NULL;
    TableProof *t = table_for(r, source);
    if (is_in_cards(r, body))
        read_cards(&(CardReading){.r = r, .source = source, .table = t, .row = -1}, body, &cells);
    else
        table_add(p, t, &cells, first && first->kind == NODE_ROW ? body_row(first) : 0);
    for (const Node *n = table->first; n; n = n->next)
        if (n->kind == NODE_NOTE && !node_is_key(n))
            read_node(r, n);
}
