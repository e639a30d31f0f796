/* A table that shows the rows and columns of two editions.
 *
 * Its rows came in the order of the merged tree; its columns are those of both editions. Each cell of the new edition
 * covers the rectangle from its first row and column to its last, with the deleted rows and columns that stand between.
 * Deleted cells take what is left of their own rectangle; what nothing covers then is filled with empty cells, so that
 * every row has all columns and a reader hears the right headings. The head of a column that came, went or
 * moved has a cue. */
#include "diff/mark/mark_private.h"

/* Rows and columns of one edition to those of the marked table. */
typedef struct EditionGrid {
    const int *columns;
    int ncolumns;
    const int *rows;
    int nrows;
} EditionGrid;

typedef struct Grid2 {
    Marking *k;
    MarkedTable *t;
    int nrows, ncolumns;
    Node **at; /* the cell over each place, row by row; NULL: none */
    EditionGrid editions[2];
    NodeMap row_numbers; /* row of an edition → its number there */
} Grid2;

/* ---- rows and columns ---- */

static const int *column_map(const Grid2 *g, DiffSide side, int n)
{
    const Merged *m = g->t->of;
    int *map = NEWN(g->k->arena, int, n + 1);
    for (int i = 0; i < n; i++)
        map[i] = int_min(i, g->ncolumns - 1);
    for (int i = 0; i < m->ncolumns; i++) {
        int at = side == SIDE_OLD ? m->columns[i].old_at : m->columns[i].new_at;
        if (at >= 0 && at < n)
            map[at] = i;
    }
    return map;
}

static const int *row_map(Grid2 *g, const Node *table, DiffSide side, int *count)
{
    int n = 0;
    for (const Node *row = table ? table->first : NULL; row; row = row->next)
        if (row->kind == NODE_ROW)
            nodemap_put(g->k->arena, &g->row_numbers, row, n++);
    int *map = NEWN(g->k->arena, int, n + 1);
    for (int i = 0; i < n; i++)
        map[i] = -1;
    for (int i = 0; i < g->t->rows.n; i++) {
        const Merged *m = g->t->row_of.at[i];
        const Node *row = merged_on(m, side);
        int at = row ? nodemap_find(&g->row_numbers, row) : -1;
        if (at >= 0 && at < n)
            map[at] = i;
    }
    *count = n;
    return map;
}

static EditionGrid edition_grid(Grid2 *g, DiffSide side)
{
    const Node *table = merged_on(g->t->of, side);
    EditionGrid e = {.ncolumns = table ? table->u.table.ncolumns : 0};
    e.columns = column_map(g, side, e.ncolumns);
    e.rows = row_map(g, table, side, &e.nrows);
    return e;
}

/* Of both editions; the dress of a column is the new edition's. */
static void unite_columns(Grid2 *g)
{
    const Merged *m = g->t->of;
    Node *table = g->t->node;
    if (!m->ncolumns)
        return;
    TableColumn *columns = NEWN(g->k->arena, TableColumn, m->ncolumns);
    for (int i = 0; i < m->ncolumns; i++) {
        const MergedColumn *c = &m->columns[i];
        columns[i] = c->new_at >= 0 ? m->new_node->u.table.columns[c->new_at] : m->old_node->u.table.columns[c->old_at];
        columns[i].current = columns[i].current && c->new_at >= 0;
    }
    table->u.table.columns = columns;
    table->u.table.ncolumns = m->ncolumns;
}

/* ---- cells ---- */

typedef struct Place4 {
    int row, column, end_row, end_column; /* end: behind the last */
} Place4;

static Node **place(const Grid2 *g, int row, int column)
{
    return &g->at[(size_t)row * (size_t)g->ncolumns + (size_t)column];
}

/* Where a cell of an edition belongs. */
static Place4 rectangle(const Grid2 *g, const Node *source, DiffSide side, int row)
{
    const EditionGrid *e = &g->editions[side];
    int first = source->u.cell.column, last = int_min(first + source->u.cell.colspan, e->ncolumns) - 1;
    Place4 p = {.row = row, .column = g->ncolumns, .end_row = row + 1};
    for (int i = first; i <= last; i++) {
        p.column = int_min(p.column, e->columns[i]);
        p.end_column = int_max(p.end_column, e->columns[i] + 1);
    }
    int number = nodemap_find(&g->row_numbers, source->parent);
    for (int i = number; number >= 0 && i < int_min(number + source->u.cell.rowspan, e->nrows); i++)
        if (e->rows[i] >= row)
            p.end_row = int_max(p.end_row, e->rows[i] + 1);
    return p;
}

static bool is_free(const Grid2 *g, Place4 p)
{
    for (int r = p.row; r < p.end_row; r++)
        for (int c = p.column; c < p.end_column; c++)
            if (*place(g, r, c))
                return false;
    return true;
}

/* As much of it as is free, from its corner on: first to the right, then down. */
static Place4 free_part(const Grid2 *g, Place4 p)
{
    Place4 part = {p.row, p.column, p.row + 1, p.column};
    while (part.end_column < p.end_column && !*place(g, p.row, part.end_column))
        part.end_column++;
    while (part.end_row < p.end_row
           && is_free(g, (Place4){part.end_row, part.column, part.end_row + 1, part.end_column}))
        part.end_row++;
    return part;
}

static void take(Grid2 *g, Node *cell, Place4 p)
{
    cell->u.cell.column = p.column;
    cell->u.cell.colspan = p.end_column - p.column;
    cell->u.cell.rowspan = p.end_row - p.row;
    for (int r = p.row; r < p.end_row; r++)
        for (int c = p.column; c < p.end_column; c++)
            *place(g, r, c) = cell;
}

/* A deleted cell whose place a cell of the new edition covers: its words go there, in the brackets of a cue. */
static void put_below(Grid2 *g, Node *over, const MarkedCell *c)
{
    if (!c->node->first) /* it had none: a bar alone */
        mark_set_change(g->k, over, c->of->change);
    while (c->node->first) {
        Node *block = c->node->first, *span = block->first;
        node_remove(block);
        mark_set_change(g->k, block, c->of->change);
        if (block->kind == NODE_PARAGRAPH && over->u.cell.align == CELL_FIGURE && !over->u.cell.head)
            block->name = STR("was");
        if (block->kind == NODE_PARAGRAPH && span) {
            CueWords cue = cue_around(g->k, block, WORD_MARK_DELETED);
            Node *before = node_new(g->k->arena, NODE_SPAN, block->pos);
            before->name = STR("cue");
            mark_text(g->k, before, cue.before);
            node_prepend(block, before);
            mark_text(g->k, mark_span(g->k, block, "cue", 0), cue.behind);
        }
        node_append(over, block);
    }
}

/* The cells of one edition that stand here: the new one's first. */
static void place_cells(Grid2 *g, DiffSide side)
{
    for (int i = 0; i < g->t->cells.n; i++) {
        const MarkedCell *c = &g->t->cells.at[i];
        const Node *source = merged_on(c->of, side);
        if (c->row < 0 || (side == SIDE_OLD && c->of->new_node) || !source)
            continue;
        Place4 p = rectangle(g, source, side, c->row);
        if (p.column >= p.end_column)
            continue;
        p = free_part(g, p);
        if (p.end_column > p.column)
            take(g, c->node, p);
        else if (side == SIDE_OLD)
            put_below(g, *place(g, p.row, p.column), c);
    }
}

static void fill_empty(Grid2 *g)
{
    for (int r = 0; r < g->nrows; r++)
        for (int c = 0; c < g->ncolumns; c++) {
            if (*place(g, r, c))
                continue;
            Node *row = g->t->rows.at[r], *cell = node_new(g->k->arena, NODE_CELL, row->pos);
            cell->u.cell.align = g->t->node->u.table.columns[c].align;
            take(g, cell, (Place4){r, c, r + 1, c + 1});
        }
}

/* Each row has the cells that begin in it, from left to right. */
static void order_cells(Grid2 *g)
{
    for (int r = 0; r < g->nrows; r++) {
        Node *row = g->t->rows.at[r];
        while (row->first)
            node_remove(row->first);
        for (int c = 0; c < g->ncolumns; c++) {
            Node *cell = *place(g, r, c);
            bool begins = cell->u.cell.column == c && (r == 0 || *place(g, r - 1, c) != cell);
            if (begins)
                node_append(row, cell);
        }
    }
}

/* ---- what a column says ---- */

static Node *head_of(const Grid2 *g, int column)
{
    Node *head = g->nrows ? *place(g, 0, column) : NULL;
    for (int r = 0; r < g->nrows && g->t->rows.at[r]->u.row.role == ROW_HEAD; r++) {
        Node *cell = *place(g, r, column);
        if (cell->u.cell.colspan == 1 && cell->first)
            head = cell;
    }
    return head;
}

static void put_column_cue(Grid2 *g, Node *head, const MergedColumn *column)
{
    static const WordId words[] = {[MERGED_ADDED] = WORD_MARK_COLUMN_ADDED,
                                   [MERGED_DELETED] = WORD_MARK_COLUMN_DELETED,
                                   [MERGED_MOVED] = WORD_MARK_COLUMN_MOVED};
    cue_line(g->k, head, cue_make(g->k, head, words[column->state], NULL), 0);
}

static void say_columns(Grid2 *g)
{
    const Merged *m = g->t->of;
    for (int c = 0; c < m->ncolumns && c < g->ncolumns; c++) {
        const MergedColumn *column = &m->columns[c];
        bool changed =
            column->state == MERGED_ADDED || column->state == MERGED_DELETED || column->state == MERGED_MOVED;
        Node *head = changed ? head_of(g, c) : NULL;
        if (!head)
            continue;
        put_column_cue(g, head, column);
        for (int r = 0; r < g->nrows; r++) {
            Node *cell = *place(g, r, c);
            if (cell->u.cell.colspan == 1)
                mark_set_change(g->k, cell, column->change);
        }
    }
}

/* ---- the table ---- */

/* Rows come before notes. */
static void order_rows(MarkedTable *t)
{
    Node *first_note = t->node->first;
    while (first_note && first_note->kind != NODE_NOTE)
        first_note = first_note->next;
    if (!first_note || !t->rows.n)
        return;
    for (Node *n = first_note, *next; n; n = next) {
        next = n->next;
        if (n->kind != NODE_ROW)
            continue;
        node_remove(n);
        Node *before = first_note->prev;
        if (before)
            node_insert_after(before, n);
        else
            node_prepend(t->node, n);
    }
}

void mark_close_table(Marking *k, MarkedTable *t)
{
    order_rows(t);
    Grid2 g = {.k = k, .t = t, .nrows = t->rows.n};
    if (t->of->state == MERGED_ADDED || t->of->state == MERGED_DELETED || !t->of->new_node || !t->of->old_node)
        return; /* as it was */
    unite_columns(&g);
    g.ncolumns = t->node->u.table.ncolumns;
    if (!g.nrows || g.ncolumns < 1)
        return;
    g.at = NEWN(k->arena, Node *, (size_t)g.nrows * (size_t)g.ncolumns);
    g.editions[SIDE_NEW] = edition_grid(&g, SIDE_NEW);
    g.editions[SIDE_OLD] = edition_grid(&g, SIDE_OLD);
    place_cells(&g, SIDE_NEW);
    place_cells(&g, SIDE_OLD);
    fill_empty(&g);
    order_cells(&g);
    say_columns(&g);
}
