/* The headings over columns as one line: "2013/14: Budget (£000)".
 *
 * Headings from the top down have colons between them; a unit below them is in parentheses. A cell over several columns
 * has the headings of all of them, of which those that are the same stand once. */
#include "large/fit/fit_private.h"

static bool is_unit(const Node *paragraph)
{
    return str_is(paragraph->name, "unit");
}

static bool has_words(const Node *paragraph)
{
    return paragraph->kind == NODE_PARAGRAPH && paragraph->first;
}

/* The words of one heading; false: it has none. */
static bool append_head(Fitting *f, const Node *cell, const char *before, Node *to)
{
    bool any = false;
    for (const Node *n = cell->first; n; n = n->next) {
        if (!has_words(n))
            continue;
        bool unit = is_unit(n);
        fit_text(f, to, unit && (any || to->first) ? STR(" (") : any ? STR(" ") : str_c(before));
        fit_append_copies(f, n, to);
        if (unit && (any || to->first->next))
            fit_text(f, to, STR(")"));
        any = true;
    }
    return any;
}

static bool is_over(const TableGridView *g, const Node *cell, int row, int column)
{
    return cell && grid_cell(g, row, column) == cell;
}

/* The heads over one column that are not over the one before it as well. */
static bool append_column(Fitting *f, const TableGridView *g, int column, bool first, Node *to)
{
    bool any = false;
    const Node *above = NULL;
    for (int r = 0; r < g->nheads; r++) {
        const Node *cell = grid_cell(g, r, column);
        if (!cell || cell == above || (!first && is_over(g, cell, r, column - 1)))
            continue;
        above = cell;
        any = append_head(f, cell, any ? ": " : first ? "" : ", ", to) || any;
    }
    return any;
}

/* A text without words, where a heading needed none before it, says nothing. */
static void drop_empty(Node *paragraph)
{
    for (Node *n = paragraph->first, *next; n; n = next) {
        next = n->next;
        if (n->kind == NODE_TEXT && !n->u.text.text.n)
            node_remove(n);
    }
}

bool heads_append(Fitting *f, const TableGridView *g, int column, int columns, Node *paragraph)
{
    bool any = false;
    for (int c = column; c < column + columns && c < g->ncolumns; c++)
        any = append_column(f, g, c, !any, paragraph) || any;
    drop_empty(paragraph);
    return any;
}

Str heads_text(Fitting *f, const TableGridView *g, int column)
{
    Node *paragraph = node_new(f->arena, NODE_PARAGRAPH, g->rows[0]->pos);
    const Node *above = NULL;
    bool any = false;
    for (int r = 0; r < g->nheads; r++) {
        const Node *cell = grid_cell(g, r, column);
        const Node *words = cell && cell != above ? cell->first : NULL;
        above = cell;
        if (!words || !has_words(words) || is_unit(words))
            continue;
        if (any)
            fit_text(f, paragraph, STR(": "));
        fit_text(f, paragraph, str_trim(node_text(f->arena, words)));
        any = true;
    }
    return node_text(f->arena, paragraph);
}

Node *heads_own(const TableGridView *g, int column)
{
    for (int r = g->nheads - 1; r >= 0; r--)
        if (grid_cell(g, r, column))
            return grid_cell(g, r, column);
    return NULL;
}
