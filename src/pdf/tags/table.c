/* A table's elements. Its heading rows make a THead, totals at its end a TFoot, the rest a TBody (a table of only
 * headings has plain rows). A screen reader finds a cell's headings by geometry, so that must be right whatever the
 * rows contain: each row is filled column by column, cells that reach over an edge or into one another are cut
 * short, and a gap gets an empty TD. All rows and cells stay in the tree, even if nothing is drawn in them.
 *
 * Where geometry is not enough (a heading over several columns or over a group of rows), the headings get IDs and
 * each cell names its own: headings of its column from the outermost in, its groups, and headings of its row before
 * it. */
#include "base/str.h"
#include "pdf/object/syntax.h"
#include "pdf/tags/tags.h"

enum { DEEPEST_HEADS = 8 }; /* over one column, and groups in groups; further ones are not named */

/* A cell as it fits into the grid. */
typedef struct GridCell {
    const Node *node;
    int tag, column, colspan, rowspan;
} GridCell;

/* Heads that are over something, outermost first, as tags. */
typedef struct Heads {
    int tags[DEEPEST_HEADS], levels[DEEPEST_HEADS], n;
} Heads;

typedef struct GridColumn {
    int rows_taken; /* rows from the next one on that a cell above reaches into */
    int beside;     /* tag of the row's heading in it, or -1 */
    Heads over;
} GridColumn;

/* The columns of the rows that follow, filled from above. */
typedef struct TableGrid {
    int ncolumns;
    GridColumn *columns;
    int table;
    bool irregular;
    Heads groups; /* open in the rows in hand */
} TableGrid;

/* The rows by the part they make: from a row on, how many. */
typedef struct Parts {
    const Node *head, *body, *foot;
    int nhead, nbody, nfoot;
} Parts;

static int part_of_table(Tags *t, const TableGrid *g, TagType type, int parent)
{
    int tag = tag_add(t, type, parent);
    t->at.at[tag].table = g->table;
    return tag;
}

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

static void push_head(Heads *heads, int tag, int level)
{
    while (heads->n > 0 && heads->levels[heads->n - 1] >= level)
        heads->n--;
    if (heads->n < DEEPEST_HEADS) {
        heads->tags[heads->n] = tag;
        heads->levels[heads->n++] = level;
    }
}

static void put_heads(const Tags *t, const Heads *heads, int below, Buf *out)
{
    for (int i = 0; i < heads->n && heads->levels[i] < below; i++)
        put_tag_id(out, t->at.at[heads->tags[i]].id);
}

/* The IDs of the heads of a cell at `column` in a row of this level. */
static void put_heads_of_cell(const Tags *t, const TableGrid *g, const Node *row, int column, Buf *out)
{
    put_heads(t, &g->columns[column].over, INT32_MAX, out);
    put_heads(t, &g->groups, row->u.row.level, out);
    for (int i = 0; i < column; i++)
        if (g->columns[i].beside >= 0 && (i == 0 || g->columns[i].beside != g->columns[i - 1].beside))
            put_tag_id(out, t->at.at[g->columns[i].beside].id);
}

static void note_head(Tags *t, TableGrid *g, const GridCell *cell)
{
    const Node *row = cell->node->parent;
    t->at.at[cell->tag].id = ++t->ids;
    if (row->u.row.role == ROW_GROUP)
        push_head(&g->groups, cell->tag, row->u.row.level);
    for (int i = cell->column; i < cell->column + cell->colspan; i++) {
        Heads *over = &g->columns[i].over;
        if (row->u.row.role == ROW_HEAD)
            push_head(over, cell->tag, over->n);
        else if (row->u.row.role != ROW_GROUP)
            g->columns[i].beside = cell->tag;
    }
}

/* --- cells and rows --- */

/* A cell's attributes: its spans, scope and heads. The commonest are objects that many cells share. */
static void set_attributes(Tags *t, const GridCell *cell, TagAttr scope, Str heads)
{
    Tag *tag = &t->at.at[cell->tag];
    if (cell->colspan == 1 && cell->rowspan == 1 && heads.n == 0) {
        tag->attr = scope;
        return;
    }
    Buf b = {0};
    buf_str(&b, tag->entries);
    buf_puts(&b, "/A<</O/Table");
    if (scope != ATTR_NONE)
        buf_puts(&b, scope == ATTR_SCOPE_ROW ? "/Scope/Row" : "/Scope/Column");
    if (cell->colspan > 1)
        buf_format(&b, "/ColSpan %d", cell->colspan);
    if (cell->rowspan > 1)
        buf_format(&b, "/RowSpan %d", cell->rowspan);
    if (heads.n)
        buf_format(&b, "/Headers[" STR_FMT "]", STR_ARG(heads));
    buf_puts(&b, ">>");
    tag->entries = buf_take(&b, t->arena);
}

static void add_cell(Tags *t, TableGrid *g, const Node *n, int row_tag, int rows_left)
{
    const Node *row = n->parent;
    bool heads_columns = row->u.row.role == ROW_HEAD;
    bool head = n->u.cell.head || heads_columns;
    GridCell cell = {.node = n, .column = n->u.cell.column};
    cell.colspan = free_columns(g, cell.column, int_max(n->u.cell.colspan, 1));
    cell.rowspan = int_min(int_max(n->u.cell.rowspan, 1), rows_left);
    cell.tag = part_of_table(t, g, head ? TAG_TH : TAG_TD, row_tag);
    Buf heads = {0};
    if (g->irregular && (!head || heads_columns || row->u.row.level > 0))
        put_heads_of_cell(t, g, row, cell.column, &heads);
    set_attributes(t, &cell, !head ? ATTR_NONE : heads_columns ? ATTR_SCOPE_COLUMN : ATTR_SCOPE_ROW, buf_view(&heads));
    buf_free(&heads);
    for (int i = cell.column; i < cell.column + cell.colspan; i++) {
        g->columns[i].rows_taken = cell.rowspan;
        g->columns[i].beside = -1;
    }
    if (head && g->irregular)
        note_head(t, g, &cell);
    tag_place(t, n, cell.tag, cell.tag, -1);
}

static void add_row(Tags *t, TableGrid *g, const Node *row, int parent, int rows_left)
{
    int tag = part_of_table(t, g, TAG_TR, parent);
    const Node *cell = row->first;
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
            add_cell(t, g, cell, tag, rows_left);
        else
            part_of_table(t, g, TAG_TD, tag);
    }
    for (int column = 0; column < g->ncolumns; column++)
        if (g->columns[column].rows_taken > 0)
            g->columns[column].rows_taken--;
    int first = t->at.at[tag].first_kid;
    int own = first >= 0 ? t->kids.at[first].value : tag;
    tag_place(t, row, tag, own, -1);
}

/* The rows from `row` on, `count` of them. */
static void add_rows(Tags *t, TableGrid *g, const Node *row, int count, int parent)
{
    for (int column = 0; column < g->ncolumns; column++) {
        g->columns[column].rows_taken = 0;
        g->columns[column].beside = -1;
    }
    for (; row && count > 0; row = row->next)
        if (row->kind == NODE_ROW)
            add_row(t, g, row, parent, count--);
}

/* --- the table --- */

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

void tags_add_table(Tags *t, const Node *table, int parent)
{
    int tag = tag_add(t, TAG_TABLE, parent);
    int caption = tag_add(t, TAG_CAPTION, tag); /* what belongs to the whole table is allowed only here */
    int words = table_key(table) ? tag_add(t, TAG_P, caption) : caption; /* the key comes behind them */
    tag_place(t, table, tag, words, words);
    for (const Node *n = table->first; n; n = n->next)
        if (n->kind == NODE_CAPTION)
            tag_place(t, n, words, words, words);
    TableGrid g = {.ncolumns = columns_of(table), .table = tag};
    g.columns = NEWN(t->arena, GridColumn, g.ncolumns);
    Parts parts = {0};
    part_rows(table, &parts, &g.irregular);
    bool parted = parts.nhead > 0 && parts.nbody > 0;
    if (parts.nhead > 0)
        add_rows(t, &g, parts.head, parts.nhead, parted ? part_of_table(t, &g, TAG_THEAD, tag) : tag);
    if (parts.nbody > 0)
        add_rows(t, &g, parts.body, parts.nbody - parts.nfoot, part_of_table(t, &g, TAG_TBODY, tag));
    if (parts.nfoot > 0)
        add_rows(t, &g, parts.foot, parts.nfoot, part_of_table(t, &g, TAG_TFOOT, tag));
}
