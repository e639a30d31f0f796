/* Tables as a screen reader reads them, cell by cell: each cell needs content, and each column a heading.
 *
 * A cell with a reason for having no figure ("nil", "not applicable") is not empty. There is one finding for a
 * table, at its first empty cell. The top left corner may be blank if the first column contains words in every row:
 * then it holds the row headings. */
#include "check/lint_private.h"
#include "doc/table.h"

#include "base/str.h"

static bool has_matter(Lint *l, const Node *cell)
{
    for (const Node *n = node_next(cell, cell); n; n = node_next(n, cell)) {
        bool words = n->kind == NODE_TEXT || n->kind == NODE_CODE;
        if (n->kind == NODE_REF || n->kind == NODE_IMAGE || (words && str_trim(n->u.text.text).n > 0))
            return true;
    }
    return str_trim(node_text(l->arena, cell)).n > 0;
}

static bool is_head_row(const Node *n)
{
    return n->kind == NODE_ROW && n->u.row.role == ROW_HEAD;
}

/* --- heads --------------------------------------------------------------- */

/* The first cell of every line contains words: the first column holds the row headings. */
static bool has_row_heads(Lint *l, const Node *table)
{
    int lines = 0;
    for (const Node *row = table->first; row; row = row->next) {
        if (row->kind != NODE_ROW || row->u.row.role == ROW_HEAD)
            continue;
        const Node *cell = row->first;
        bool spanned = !cell || cell->u.cell.column > 0;
        if (!spanned && (cell->u.cell.align == CELL_FIGURE || !has_matter(l, cell)))
            return false;
        lines++;
    }
    return lines > 0;
}

static void mark_heads(Lint *l, const Node *row, bool *headed, const Node **cells, int n)
{
    for (const Node *cell = row->first; cell; cell = cell->next) {
        bool words = has_matter(l, cell);
        int to = int_min(cell->u.cell.column + int_max(cell->u.cell.colspan, 1), n);
        for (int i = int_max(cell->u.cell.column, 0); i < to; i++) {
            headed[i] |= words;
            cells[i] = cell;
        }
    }
}

static void look_at_heads(Lint *l, const Node *table)
{
    int n = table->u.table.ncolumns, heads = 0;
    bool *headed = NEWN(l->arena, bool, n);
    const Node **cells = NEWN(l->arena, const Node *, n);
    for (const Node *row = table->first; row; row = row->next)
        if (is_head_row(row))
            mark_heads(l, row, headed, cells, n), heads++;
    for (int i = 0; i < n && heads > 0; i++) {
        if (headed[i] || (i == 0 && has_row_heads(l, table)))
            continue;
        diag(l->diag, ACC010, cells[i] ? cells[i]->pos : table->pos,
             "column %d has no heading; expected a word that says what it contains", i + 1);
    }
}

/* --- cells --------------------------------------------------------------- */

/* A row of sums needs no words beside its figures. */
static bool is_beside_sum(const Node *cell)
{
    RowRole role = cell->parent->u.row.role;
    bool sum = role == ROW_SUBTOTAL || role == ROW_TOTAL || role == ROW_BALANCE;
    return sum && cell->u.cell.align != CELL_FIGURE && cell->u.cell.column > 0;
}

static bool is_empty_cell(Lint *l, const Node *n)
{
    return n->kind == NODE_CELL && !is_beside_sum(n) && !is_head_row(n->parent) && n->u.cell.empty == CELL_FILLED
           && !has_matter(l, n);
}

/* An activity of a delivery plan that opens no opportunity has nothing to say there. */
static bool may_be_empty(Lint *l, const Node *table)
{
    const Table *t = table->u.table.data.n ? map_find(&l->doc->tables, table->u.table.data) : NULL;
    return t && t->nkey;
}

static void look_at_cells(Lint *l, const Node *table)
{
    const Node *first = NULL;
    int empty = 0;
    if (may_be_empty(l, table))
        return;
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next) {
            if (!is_empty_cell(l, cell))
                continue;
            if (empty++ == 0)
                first = cell;
        }
    if (empty == 0)
        return;
    Str others = empty > 1 ? str_format(l->arena, ", as %s %d more in this table", empty > 2 ? "are" : "is", empty - 1)
                           : STR("");
    diag(l->diag, ACC009, first->pos, "this cell is empty" STR_FMT "; expected a value, or the reason there is none",
         STR_ARG(others));
    diag_help(l->diag, "write \"nil\", \"not applicable\" or \"not recorded\", so that readers know which is meant");
}

/* --- captions ------------------------------------------------------------ */

static void look_at_caption(Lint *l, const Node *caption)
{
    Str words = str_trim(node_text(l->arena, caption));
    const Node *first = words.n ? map_find(&l->captions, words) : NULL;
    if (!first) {
        if (words.n)
            map_put(l->keep, &l->captions, str_dup(l->keep, words), (void *)caption);
        return;
    }
    diag(l->diag, ACC011, lint_words_pos(l, caption),
         "two tables have the caption \"" STR_FMT "\"; expected a different caption for each", STR_ARG(words));
    diag_label(l->diag, lint_words_pos(l, first), "the other table");
}

void lint_table(Lint *l, const Node *table)
{
    for (const Node *n = table->first; n; n = n->next)
        if (n->kind == NODE_CAPTION)
            look_at_caption(l, n);
    look_at_heads(l, table);
    look_at_cells(l, table);
    lint_total(l, table);
}
