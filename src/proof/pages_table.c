/* The tables of a page list. One that large print sets in several pieces is one table here: the pieces come from one
 * node of the document. */
#include "proof/pages_private.h"

/* How many rows of the body stand before one in its table. */
static int body_row(const Node *row)
{
    int n = 0;
    for (const Node *at = row->prev; at; at = at->prev)
        n += at->kind == NODE_ROW && at->u.row.role != ROW_HEAD;
    return n;
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
                                  .label = !head && (cell->u.cell.head || n->u.row.role == ROW_HEAD)},
                      cells);
        row++;
    }
    return body;
}

/* The table in hand when this is another piece of it; else a new one, which stands in the text here. */
static TableProof *table_for(PagesReading *r, const Node *source)
{
    Proof *p = r->taker.proof;
    if (r->job->origins && source && p->tables.n && p->tables.at[p->tables.n - 1].node == source)
        return &p->tables.at[p->tables.n - 1];
    take_sign(&r->taker, TOKEN_TABLE);
    TableProof *t = VEC_NEXT(r->arena, &p->tables);
    t->node = source;
    t->passage = r->taker.passage;
    return t;
}

void read_table(PagesReading *r, const Node *table)
{
    Proof *p = r->taker.proof;
    Stream into = r->taker.into;
    const Node *source = source_of(r, table);
    read_block_words(r, table);
    for (const Node *n = table->first; n; n = n->next)
        if (n->kind == NODE_CAPTION)
            read_node(r, n);
    ProofCells cells = {0};
    r->taker.into = STREAM_CELLS;
    const Node *body = read_rows(r, table, &cells);
    r->taker.into = into;
    const Node *first = body && r->job->origins ? source_of(r, body) : NULL;
    table_add(p, table_for(r, source), &cells, first && first->kind == NODE_ROW ? body_row(first) : 0);
    for (const Node *n = table->first; n; n = n->next)
        if (n->kind == NODE_NOTE)
            read_node(r, n);
}
