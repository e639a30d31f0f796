/* The rows of a table as cards: a table of two columns, in which each row is a group.
 *
 * The heading of the labels stands above all. A card begins with the row's label, as the heading of its group; below it
 * each cell of the row is a row, with the heading of its column at the left. So every cell stands once, in the order of
 * rows, between the headings that it had. Groups of the table are groups of cards. A cell of several rows stands in the
 * first of them: where these have one label between them, above what differs ("1 of 3", "2 of 3"); else with words that
 * name the other rows. An empty cell that says nothing has no row. */
#include "large/fit/fit_private.h"

typedef struct Cards {
    Fitting *f;
    Node *table;
    TableGridView grid;
    const Language *language;
} Cards;

/* Rows [from, to) of the grid under one label. */
typedef struct Card {
    int from, to;
    Node *label; /* its cell; NULL: the table has none there */
} Card;

/* ---- rows ---- */

static Node *append_row(Cards *c, const Node *from, RowRole role, int level)
{
    Node *row = fit_node(c->f, NODE_ROW, from);
    row->u.row = from->u.row;
    row->u.row.role = role;
    row->u.row.level = level;
    node_append(c->table, row);
    return row;
}

static void place_cell(Node *row, Node *cell, int column, int columns)
{
    cell->u.cell.column = column;
    cell->u.cell.colspan = columns;
    cell->u.cell.rowspan = 1;
    cell->u.cell.head = column == 0 && (columns == 2) == (row->u.row.role == ROW_GROUP);
    cell->u.cell.align = CELL_TEXT;
    node_remove(cell);
    node_append(row, cell);
}

static void set_class(Node *cell, Str name)
{
    for (Node *n = cell->first; n; n = n->next)
        if (n->kind == NODE_PARAGRAPH && !n->name.n)
            n->name = name;
}

/* A row of the table that is only the heading of a group, as long as it is the table's own. */
static void append_heading(Cards *c, const Node *row, Node *cell, int level, const char *class_name)
{
    Node *heading = append_row(c, row, ROW_GROUP, level);
    set_class(cell, str_c(class_name));
    place_cell(heading, cell, 0, 2);
}

static Node *words_cell(Cards *c, const Node *row, Str words)
{
    Node *cell = node_new(c->f->arena, NODE_CELL, row->pos),
         *paragraph = node_new(c->f->arena, NODE_PARAGRAPH, row->pos);
    node_append(cell, paragraph);
    fit_text(c->f, paragraph, words);
    return cell;
}

/* ---- values ---- */

static bool is_silent(const Node *inline_node)
{
    return inline_node->kind == NODE_TEXT && !str_trim(inline_node->u.text.text).n;
}

static bool says_nothing(const Node *cell)
{
    const Node *n = cell->first;
    if (!n || n != cell->last || n->kind != NODE_PARAGRAPH)
        return !n;
    const Node *words = n->first;
    while (words && is_silent(words))
        words = words->next;
    return !words;
}

static bool is_sum(const Node *row)
{
    RowRole role = row->u.row.role;
    return role == ROW_SUBTOTAL || role == ROW_TOTAL || role == ROW_BALANCE;
}

/* Is a cell that begins in a row for all rows of a card that has several? */
static bool is_shared(const Card *card, const Node *cell, int row)
{
    int rows = card->to - card->from;
    return rows > 1 && row == card->from && cell->u.cell.rowspan >= rows;
}

static Node *head_for(Cards *c, const Node *cell)
{
    int column = cell->u.cell.column;
    const Node *own = heads_own(&c->grid, column);
    if (!own)
        return NULL;
    Node *head = fit_node(c->f, NODE_CELL, own), *paragraph = fit_node(c->f, NODE_PARAGRAPH, own);
    node_append(head, paragraph);
    head->u.cell.head = true;
    return heads_append(c->f, &c->grid, column, cell->u.cell.colspan, paragraph) ? head : NULL;
}

/* Rows of one card are "2 of 3". */
static Str name_in_card(Cards *c, const Card *card, int row)
{
    Arena *a = c->f->arena;
    Str of[] = {str_format(a, "%d", row - card->from + 1), str_format(a, "%d", card->to - card->from)};
    return language_fill(a, c->language, WORD_LARGE_OF, of, 2);
}

/* The other rows that a cell is also for, by their names: those of the card, and labels of later cards. */
static Str others_of(Cards *c, const Card *card, const Node *cell, int row)
{
    Arena *a = c->f->arena;
    VEC(Str) names = {0};
    int end = int_min(row + cell->u.cell.rowspan, c->grid.nrows);
    const Node *named = card->label;
    for (int r = is_shared(card, cell, row) ? card->to : row + 1; r < end; r++) {
        const Node *label = grid_cell(&c->grid, r, 0);
        if (r < card->to)
            VEC_PUSH(a, &names, name_in_card(c, card, r));
        else if (label && label != named)
            VEC_PUSH(a, &names, str_trim(node_text(a, label)));
        named = label;
    }
    return names.n ? language_list(a, c->language, names.at, names.n) : STR("");
}

static void append_also(Cards *c, Node *cell, Str others)
{
    if (!others.n)
        return;
    Node *paragraph = node_new(c->f->arena, NODE_PARAGRAPH, cell->pos);
    node_append(cell, paragraph);
    fit_text(c->f, paragraph, language_fill_one(c->f->arena, c->language, WORD_LARGE_ALSO, others));
}

static void append_value(Cards *c, const Card *card, int r, Node *cell, int level)
{
    if (says_nothing(cell))
        return;
    const Node *row = c->grid.rows[r];
    Str others = others_of(c, card, cell, r);
    Node *head = head_for(c, cell), *made = append_row(c, row, ROW_LINE, level);
    if (is_sum(row))
        set_class(cell, STR("card-total"));
    if (head)
        place_cell(made, head, 0, 1);
    append_also(c, cell, others);
    place_cell(made, cell, head ? 1 : 0, head ? 1 : 2);
}

/* ---- cards ---- */

static bool begins_at(const Cards *c, const Node *cell, int row, int column)
{
    return cell && cell->u.cell.column == column && cell->parent == c->grid.rows[row];
}

/* The cells that begin in a row: those that are shared, or the others. */
static void append_values(Cards *c, const Card *card, int row, bool shared, int level)
{
    Nodes cells = {0};
    for (int column = 0; column < c->grid.ncolumns; column++) {
        Node *cell = grid_cell(&c->grid, row, column);
        if (cell != card->label && begins_at(c, cell, row, column) && is_shared(card, cell, row) == shared)
            VEC_PUSH(c->f->arena, &cells, cell);
    }
    for (int i = 0; i < cells.n; i++)
        append_value(c, card, row, cells.at[i], level);
}

static void append_label(Cards *c, const Card *card, int level)
{
    const Node *row = c->grid.rows[card->from];
    if (card->label && !says_nothing(card->label)) {
        append_heading(c, row, card->label, level, is_sum(row) ? "card-total" : "card");
        return;
    }
    Str number = str_format(c->f->arena, "%d", card->from - c->grid.nheads + 1);
    Str words = language_fill_one(c->f->arena, c->language, WORD_LARGE_ROW, number);
    append_heading(c, row, words_cell(c, row, words), level, "card");
}

static void append_card(Cards *c, const Card *card)
{
    int level = c->grid.rows[card->from]->u.row.level, rows = card->to - card->from;
    append_label(c, card, level);
    if (rows > 1)
        append_values(c, card, card->from, true, level + 1);
    for (int r = card->from; r < card->to; r++) {
        const Node *row = c->grid.rows[r];
        if (rows > 1)
            append_heading(c, row, words_cell(c, row, name_in_card(c, card, r)), level + 1, "card-part");
        append_values(c, card, r, false, level + (rows > 1 ? 2 : 1));
    }
}

/* A group's heading, or a row of one cell over all columns. */
static bool is_heading(const Cards *c, int r)
{
    const Node *row = c->grid.rows[r];
    return (row->u.row.role == ROW_GROUP || row->u.row.role == ROW_HEAD) && row->first && row->first == row->last;
}

static Card card_at(const Cards *c, int row)
{
    Card card = {.from = row, .to = row + 1, .label = grid_cell(&c->grid, row, 0)};
    if (card.label && card.label->u.cell.column)
        card.label = NULL;
    while (card.label && card.to < c->grid.nrows && grid_cell(&c->grid, card.to, 0) == card.label)
        card.to++;
    return card;
}

/* Further heads among the rows have words for the columns of the rows below them. */
static void append_cards(Cards *c)
{
    for (int r = c->grid.nheads; r < c->grid.nrows;) {
        Node *row = c->grid.rows[r];
        if (is_heading(c, r)) {
            append_heading(c, row, row->first, row->u.row.level, "cards");
            r++;
            continue;
        }
        Card card = card_at(c, r);
        append_card(c, &card);
        r = card.to;
    }
}

/* The heading of the labels stands once above all cards, and again where they go on. */
static void append_head(Cards *c)
{
    Node *head = c->grid.nheads ? heads_own(&c->grid, 0) : NULL;
    if (!head || says_nothing(head))
        return;
    Node *row = append_row(c, head->parent, ROW_HEAD, 0);
    place_cell(row, head, 0, 2);
    head->u.cell.head = true;
}

/* No cell with words is lost. */
static void check_placed(const Cards *c)
{
    for (int r = c->grid.nheads; r < c->grid.nrows; r++)
        for (int column = 0; column < c->grid.ncolumns; column++) {
            const Node *cell = grid_cell(&c->grid, r, column);
            check(!cell || cell->parent->parent == c->table || says_nothing(cell));
        }
}

static const TableColumn *two_columns(Fitting *f)
{
    TableColumn *columns = NEWN(f->arena, TableColumn, 2);
    columns[0] = columns[1] = (TableColumn){.align = CELL_TEXT};
    return columns;
}

static void detach(Node *n)
{
    n->parent = n->next = n->prev = NULL;
}

/* Leaves the cells without their rows; the grid knows both. */
static Nodes take_apart(Cards *c)
{
    Nodes notes = {0};
    Node *n = c->table->first;
    c->table->first = c->table->last = NULL;
    for (Node *next; n; n = next) {
        next = n->next;
        detach(n);
        if (n->kind == NODE_CAPTION)
            node_append(c->table, n);
        else if (n->kind == NODE_NOTE)
            VEC_PUSH(c->f->arena, &notes, n);
    }
    return notes;
}

void cards_make(Fitting *f, Node *table)
{
    Cards c = {.f = f, .table = table, .grid = grid_of(f, table), .language = fit_language(f, table)};
    Nodes notes = take_apart(&c);
    table->name = STR("cards");
    table->nattrs = 0;
    table->u.table.columns = two_columns(f);
    table->u.table.ncolumns = 2;
    table->u.table.landscape = false;
    append_head(&c);
    append_cards(&c);
    check_placed(&c);
    for (int i = 0; i < notes.n; i++)
        node_append(table, notes.at[i]);
}
