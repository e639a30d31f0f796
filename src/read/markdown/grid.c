/* Grid tables: drawn with borders, with any blocks in their cells.
 *
 * They have the same nodes as a data table with spanners. Without a head, the cells of the first column are the heads
 * of their rows, and in a single column the first row is one, as in a pipe table whose head row has no words. The rows
 * of the foot are totals. */
#include "read/markdown/markdown_private.h"

static void add_cell(Reading *g, const TypedCell *from, Node *row, int depth)
{
    Node *cell = node_new(g->r->job, NODE_CELL, md_pos(g->text, g->file, from->line, from->byte));
    cell->u.cell.column = from->column;
    cell->u.cell.colspan = from->colspan;
    cell->u.cell.rowspan = from->rowspan;
    node_append(row, cell);
    if (from->item >= 0)
        blocks_read(g, g->items[from->item], cell, depth);
}

/* Only paragraphs are ranged to the right or centred. */
static bool has_blocks(const Node *cell)
{
    const Node *n = cell->first;
    while (n && n->kind == NODE_PARAGRAPH)
        n = n->next;
    return n;
}

static Node *add_row(Reading *g, Node *table, RowRole role)
{
    Node *row = node_new(g->r->job, NODE_ROW, table->pos);
    row->u.row.role = role;
    node_append(table, row);
    return row;
}

static RowRole role_of(const PipeTable *t, int row, int nheads)
{
    return row < nheads ? ROW_HEAD : row >= t->nrows - t->nfeet ? ROW_TOTAL : ROW_LINE;
}

void grid_table_read(Reading *g, const PipeTable *t, Node *parent, int depth)
{
    bool in_cell = g->in_cell;
    int nheads = t->nheads == 0 && t->ncolumns == 1 ? 1 : t->nheads;
    Node *table = typed_table_new(g, t, t->nheads == 0, parent), *row = NULL;
    g->in_cell = true;
    for (int i = 0, rows = 0; i < t->grid.n; i++) {
        const TypedCell *from = &t->grid.at[i];
        for (; rows <= from->row; rows++)
            row = add_row(g, table, role_of(t, rows, nheads));
        check(row);
        add_cell(g, from, row, depth + 1);
        row->last->u.cell.head = from->row < nheads || (nheads == 0 && from->column == 0);
        row->last->u.cell.align = has_blocks(row->last) ? CELL_TEXT : t->aligns[from->column];
        row->pos = row->first->pos;
    }
    g->in_cell = in_cell;
}
