/* A table's grid: one walk down the rows, with what the columns remember of the rows above. */
#include "doc/grid/table_grid.h"

/* Heads that are over something, outermost first, by number. */
typedef struct Heads {
    int numbers[GRID_HEADS_MOST], levels[GRID_HEADS_MOST], n;
} Heads;

typedef struct GridColumn {
    int rows_taken; /* rows from the next one on that a cell above reaches into */
    int beside;     /* number of the row's head in it, or -1 */
    Heads over;
} GridColumn;

/* The columns of the rows that follow, filled from above. */
typedef struct TableGrid {
    const GridVisitor *visitor;
    int ncolumns;
    GridColumn *columns;
    bool irregular;
    int nheads;
    Heads groups; /* open in the rows in hand */
    VEC(int) named;
    Arena *arena;
} TableGrid;

/* The rows by the part they make: from a row on, how many. */
typedef struct Parts {
    const Node *head, *body, *foot;
    int nhead, nbody, nfoot;
} Parts;

static int columns_of(const Node *table)
{
    int n = table->u.table.ncolumns;
    for (const Node *row = n > 0 ? NULL : table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next)
            n = int_max(n, cell->u.cell.column + int_max(cell->u.cell.colspan, 1));
    return n;
}

/* How many columns from `column` are free, at most `want`. */
static int free_columns(const TableGrid *g, int column, int want)
{
    int n = 0;
    while (n < want && column + n < g->ncolumns && g->columns[column + n].rows_taken == 0)
        n++;
    return n;
}

/* --- heads --- */

static void push_head(Heads *heads, int number, int level)
{
    while (heads->n > 0 && heads->levels[heads->n - 1] >= level)
        heads->n--;
    if (heads->n < GRID_HEADS_MOST) {
        heads->numbers[heads->n] = number;
        heads->levels[heads->n++] = level;
    }
}

static void name_heads(TableGrid *g, const Heads *heads, int below)
{
    for (int i = 0; i < heads->n && heads->levels[i] < below; i++)
        VEC_PUSH(g->arena, &g->named, heads->numbers[i]);
}

/* The heads of a cell at `column` in a row of this level. */
static void name_heads_of_cell(TableGrid *g, const Node *row, int column)
{
    name_heads(g, &g->columns[column].over, INT32_MAX);
    name_heads(g, &g->groups, row->u.row.level);
    for (int i = 0; i < column; i++)
        if (g->columns[i].beside >= 0 && (i == 0 || g->columns[i].beside != g->columns[i - 1].beside))
            VEC_PUSH(g->arena, &g->named, g->columns[i].beside);
}

static void note_head(TableGrid *g, GridCell *cell)
{
    const Node *row = cell->node->parent;
    cell->number = g->nheads++;
    if (row->u.row.role == ROW_GROUP)
        push_head(&g->groups, cell->number, row->u.row.level);
    for (int i = cell->column; i < cell->column + cell->colspan; i++) {
        Heads *over = &g->columns[i].over;
        if (row->u.row.role == ROW_HEAD)
            push_head(over, cell->number, over->n);
        else if (row->u.row.role != ROW_GROUP)
            g->columns[i].beside = cell->number;
    }
}

/* --- cells and rows --- */

static void add_cell(TableGrid *g, const Node *n, int rows_left)
{
    const Node *row = n->parent;
    GridCell cell = {.node = n, .column = n->u.cell.column, .of_column = row->u.row.role == ROW_HEAD, .number = -1};
    cell.head = n->u.cell.head || cell.of_column;
    cell.colspan = free_columns(g, cell.column, int_max(n->u.cell.colspan, 1));
    cell.rowspan = int_min(int_max(n->u.cell.rowspan, 1), rows_left);
    g->named.n = 0;
    if (g->irregular && (!cell.head || cell.of_column || row->u.row.level > 0))
        name_heads_of_cell(g, row, cell.column);
    for (int i = cell.column; i < cell.column + cell.colspan; i++) {
        g->columns[i].rows_taken = cell.rowspan;
        g->columns[i].beside = -1;
    }
    if (cell.head && g->irregular)
        note_head(g, &cell);
    cell.heads = g->named.at;
    cell.nheads = g->named.n;
    g->visitor->cell(g->visitor->self, &cell);
}

static void add_row(TableGrid *g, const Node *row, int rows_left)
{
    const Node *cell = row->first;
    g->visitor->row(g->visitor->self, row);
    if (row->u.row.role != ROW_GROUP)
        while (g->groups.n > 0 && g->groups.levels[g->groups.n - 1] >= row->u.row.level)
            g->groups.n--;
    for (int column = 0; column < g->ncolumns; column++) {
        while (cell && cell->u.cell.column < column)
            cell = cell->next;
        if (g->columns[column].rows_taken > 0)
            continue;
        g->columns[column].beside = -1;
        if (cell && cell->u.cell.column == column)
            add_cell(g, cell, rows_left);
        else
            g->visitor->cell(g->visitor->self, &(GridCell){.column = column, .colspan = 1, .rowspan = 1, .number = -1});
    }
    for (int column = 0; column < g->ncolumns; column++)
        if (g->columns[column].rows_taken > 0)
            g->columns[column].rows_taken--;
    g->visitor->row_end(g->visitor->self, row);
}

/* The rows from `row` on, `count` of them. */
static void add_rows(TableGrid *g, const Node *row, int count, GridPart part)
{
    if (count < 1)
        return;
    g->visitor->part(g->visitor->self, part);
    for (int column = 0; column < g->ncolumns; column++) {
        g->columns[column].rows_taken = 0;
        g->columns[column].beside = -1;
    }
    for (; row && count > 0; row = row->next)
        if (row->kind == NODE_ROW)
            add_row(g, row, count--);
}

/* --- parts --- */

static bool is_total(const Node *row)
{
    return row->u.row.role == ROW_TOTAL || row->u.row.role == ROW_BALANCE;
}

/* How many rows the tallest cell of a row takes. */
static int height_of(const Node *row)
{
    int rows = 1;
    for (const Node *cell = row->first; cell; cell = cell->next)
        rows = int_max(rows, cell->u.cell.rowspan);
    return rows;
}

/* Heads over several columns, or over the rows below them. */
static bool is_irregular(const Node *row, bool head)
{
    for (const Node *cell = row->first; head && cell; cell = cell->next)
        if (cell->u.cell.colspan > 1)
            return true;
    return row->u.row.role == ROW_GROUP;
}

/* The rows at the end of the body that are totals, except those that a cell from above reaches into. */
static void find_foot(const Node *table, int reach, Parts *parts)
{
    for (const Node *row = table->last; row; row = row->prev) {
        if (row->kind != NODE_ROW)
            continue;
        int place = parts->nbody - parts->nfoot - 1;
        if (!is_total(row) || place < reach || place < 1)
            return;
        parts->foot = row;
        parts->nfoot++;
    }
}

static void part_rows(const Node *table, Parts *parts, bool *irregular)
{
    int reach = 0;
    for (const Node *row = table->first; row; row = row->next) {
        if (row->kind != NODE_ROW)
            continue;
        bool head = row->u.row.role == ROW_HEAD && parts->nbody == 0;
        *irregular |= is_irregular(row, head);
        if (head) {
            parts->head = parts->head ? parts->head : row;
            parts->nhead++;
            continue;
        }
        parts->body = parts->body ? parts->body : row;
        if (height_of(row) > 1)
            reach = int_max(reach, parts->nbody + height_of(row));
        parts->nbody++;
    }
    find_foot(table, reach, parts);
}

void table_grid_visit(Arena *a, const Node *table, const GridVisitor *visitor)
{
    TableGrid g = {.visitor = visitor, .ncolumns = columns_of(table), .arena = a};
    g.columns = NEWN(a, GridColumn, g.ncolumns);
    Parts parts = {0};
    part_rows(table, &parts, &g.irregular);
    add_rows(&g, parts.head, parts.nhead, parts.nbody > 0 ? GRID_HEAD : GRID_ROWS);
    add_rows(&g, parts.body, parts.nbody - parts.nfoot, GRID_BODY);
    add_rows(&g, parts.foot, parts.nfoot, GRID_FOOT);
}
