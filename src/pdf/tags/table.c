/* A table's elements. Its heading rows make a THead, totals at its end a TFoot, the rest a TBody (a table of only
 * headings has plain rows). doc/grid/table_grid.h makes a regular grid of whatever the rows contain, because a screen
 * reader finds a cell's headings by geometry; a gap gets an empty TD. All rows and cells stay in the tree, even if
 * nothing is drawn in them. Where a cell names its headings, these get IDs. */
#include "base/str.h"
#include "doc/grid/table_grid.h"
#include "pdf/object/syntax.h"
#include "pdf/tags/tags.h"

typedef struct TableTags {
    Tags *t;
    int table, part, row;
    int ids; /* given before the table */
} TableTags;

static int part_of_table(TableTags *g, TagType type, int parent)
{
    int tag = tag_add(g->t, type, parent);
    g->t->at.at[tag].table = g->table;
    return tag;
}

static void begin_part(void *self, GridPart part)
{
    static const TagType types[] = {[GRID_HEAD] = TAG_THEAD, [GRID_BODY] = TAG_TBODY, [GRID_FOOT] = TAG_TFOOT};
    TableTags *g = self;
    g->part = part == GRID_ROWS ? g->table : part_of_table(g, types[part], g->table);
}

static void begin_row(void *self, const Node *row)
{
    TableTags *g = self;
    (void)row;
    g->row = part_of_table(g, TAG_TR, g->part);
}

/* A cell's attributes: its spans, scope and heads. The commonest are objects that many cells share. */
static void set_attributes(TableTags *g, int number, const GridCell *cell)
{
    Tag *tag = &g->t->at.at[number];
    TagAttr scope = !cell->head ? ATTR_NONE : cell->of_column ? ATTR_SCOPE_COLUMN : ATTR_SCOPE_ROW;
    if (cell->colspan == 1 && cell->rowspan == 1 && cell->nheads == 0) {
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
    buf_puts(&b, cell->nheads ? "/Headers[" : "");
    for (int i = 0; i < cell->nheads; i++)
        put_tag_id(&b, g->ids + cell->heads[i] + 1);
    buf_puts(&b, cell->nheads ? "]>>" : ">>");
    tag->entries = buf_take(&b, g->t->arena);
}

static void add_cell(void *self, const GridCell *cell)
{
    TableTags *g = self;
    int tag = part_of_table(g, cell->head ? TAG_TH : TAG_TD, g->row);
    if (!cell->node)
        return;
    set_attributes(g, tag, cell);
    if (cell->number >= 0)
        g->t->at.at[tag].id = ++g->t->ids;
    tag_place(g->t, cell->node, tag, tag, -1);
}

/* What is drawn for a row as a whole belongs to its first cell. */
static void end_row(void *self, const Node *row)
{
    TableTags *g = self;
    int first = g->t->at.at[g->row].first_kid;
    tag_place(g->t, row, g->row, first >= 0 ? g->t->kids.at[first].value : g->row, -1);
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
    TableTags g = {.t = t, .table = tag, .ids = t->ids};
    table_grid_visit(
        t->arena, table,
        &(GridVisitor){.self = &g, .part = begin_part, .row = begin_row, .cell = add_cell, .row_end = end_row});
}
