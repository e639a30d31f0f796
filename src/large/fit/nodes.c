/* Making nodes: each knows where it came from, and a label belongs to one node alone. */
#include "large/fit/fit_private.h"

static void keep_origin(Fitting *f, const Node *made, const Node *from)
{
    LargeDocument *large = f->job->large;
    int at = nodemap_find(&large->origins, from);
    if (at >= 0)
        nodemap_put(f->arena, &large->origins, made, at);
}

Node *fit_node(Fitting *f, NodeKind kind, const Node *from)
{
    Node *n = node_new(f->arena, kind, from->pos);
    keep_origin(f, n, from);
    return n;
}

static Node *copy_one(Fitting *f, const Node *from)
{
    Node *n = node_copy(f->arena, from);
    n->id = (Str){0};
    keep_origin(f, n, from);
    return n;
}

Node *fit_copy(Fitting *f, const Node *from)
{
    Node *copy = copy_one(f, from), *to = copy;
    const Node *n = from;
    while (n) {
        if (n->first) {
            n = n->first;
        } else {
            while (n != from && !n->next)
                n = n->parent, to = to->parent;
            if (n == from)
                break;
            n = n->next;
            to = to->parent;
        }
        Node *made = copy_one(f, n);
        check(to);
        node_append(to, made);
        to = made;
    }
    return copy;
}

Node *fit_text(Fitting *f, Node *parent, Str words)
{
    Node *n = node_new(f->arena, NODE_TEXT, parent->pos);
    n->u.text.text = words;
    node_append(parent, n);
    return n;
}

void fit_append_copies(Fitting *f, const Node *from, Node *to)
{
    for (const Node *n = from->first; n; n = n->next)
        node_append(to, fit_copy(f, n));
}

const Language *fit_language(const Fitting *f, const Node *n)
{
    const Doc *doc = node_doc(n);
    return doc_language(doc ? doc : f->job->large->doc, n);
}

/* ---- a table's grid ---- */

static int count_rows(const Node *table)
{
    int n = 0;
    for (const Node *row = table->first; row; row = row->next)
        n += row->kind == NODE_ROW;
    return n;
}

static void put_cell(TableGridView *g, Node *cell, int row)
{
    int rows = int_min(cell->u.cell.rowspan, g->nrows - row);
    int columns = int_min(cell->u.cell.colspan, g->ncolumns - cell->u.cell.column);
    for (int r = row; r < row + rows; r++)
        for (int c = cell->u.cell.column; c < cell->u.cell.column + columns; c++)
            if (!g->cells[r * g->ncolumns + c])
                g->cells[r * g->ncolumns + c] = cell;
}

TableGridView grid_of(Fitting *f, const Node *table)
{
    TableGridView g = {.ncolumns = int_max(table->u.table.ncolumns, 1), .nrows = count_rows(table)};
    g.rows = NEWN(f->arena, Node *, g.nrows);
    g.cells = NEWN(f->arena, Node *, (size_t)g.nrows * g.ncolumns);
    int r = 0;
    bool heads = true;
    for (Node *row = table->first; row; row = row->next) {
        if (row->kind != NODE_ROW)
            continue;
        heads = heads && row->u.row.role == ROW_HEAD;
        g.nheads += heads;
        g.rows[r] = row;
        for (Node *cell = row->first; cell; cell = cell->next)
            put_cell(&g, cell, r);
        r++;
    }
    return g;
}
