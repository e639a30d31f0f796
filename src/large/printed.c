/* Where the printed pages are: a table at the end. It has a row for each heading of the contents, with the page on
 * which others find it and the page of the large print. */
#include "large/large_private.h"

enum { COLUMNS = 3, LEVELS = 2 };

static bool is_listed(const Node *section, const Node *n)
{
    return section->u.section.in_contents && n->kind == NODE_HEADING && n->u.heading.level <= LEVELS
           && !str_is(n->name, "unlisted");
}

static Node *put_row(Enlarging *e, Node *table, RowRole role)
{
    Node *row = large_node(e, NODE_ROW, table);
    row->u.row.role = role;
    return row;
}

/* A paragraph in a cell of its own. */
static Node *put_cell(Enlarging *e, Node *row, int column, bool head)
{
    Node *cell = large_node(e, NODE_CELL, row);
    cell->u.cell.column = column;
    cell->u.cell.colspan = cell->u.cell.rowspan = 1;
    cell->u.cell.head = head;
    return large_node(e, NODE_PARAGRAPH, cell);
}

static void put_head(Enlarging *e, Node *table, const Language *l)
{
    static const WordId words[COLUMNS] = {WORD_LARGE_PRINTED_HEADING, WORD_LARGE_PRINTED_PAGE, WORD_LARGE_PAGE_HERE};
    Node *row = put_row(e, table, ROW_HEAD);
    for (int i = 0; i < COLUMNS; i++)
        large_text(e, put_cell(e, row, i, true), language_word(l, words[i]));
}

static void put_heading(Enlarging *e, Node *table, const Node *heading)
{
    Node *row = put_row(e, table, ROW_LINE), *cell = put_cell(e, row, 0, true);
    Str title = node_title(e->arena, heading);
    if (heading->number.n)
        title = str_format(e->arena, STR_FMT " " STR_FMT, STR_ARG(heading->number), STR_ARG(title));
    large_text(e, cell, title);
    large_text(e, put_cell(e, row, 1, false), where_page(e->where, heading));
    Node *ref = large_node(e, NODE_REF, put_cell(e, row, 2, false)), **target = NEW(e->arena, Node *);
    *target = large_known(e, heading);
    ref->u.ref.kind = REF_PAGE;
    ref->u.ref.targets = target;
    ref->u.ref.ntargets = 1;
}

static Node *put_table(Enlarging *e, Node *section, const Language *l)
{
    TableColumn *columns = NEWN(e->arena, TableColumn, COLUMNS);
    Node *table = large_node(e, NODE_TABLE, section);
    table->name = section->name;
    table->u.table.columns = columns;
    table->u.table.ncolumns = COLUMNS;
    put_head(e, table, l);
    return table;
}

static Node *put_section(Enlarging *e, Node *part, const Language *l)
{
    Node *section = large_node(e, NODE_SECTION, part);
    section->name = STR("printed-pages");
    section->u.section.role = ROLE_BODY;
    section->u.section.in_contents = true;
    Node *heading = large_node(e, NODE_HEADING, section);
    heading->u.heading.level = 1;
    large_text(e, heading, language_word(l, WORD_LARGE_PRINTED));
    large_text(e, large_node(e, NODE_PARAGRAPH, section), language_word(l, WORD_LARGE_PRINTED_ABOUT));
    return section;
}

void large_printed_pages(Enlarging *e, const Node *part, Node *into)
{
    const Language *l = part->u.part.doc->language;
    Node *table = NULL;
    if (!e->where || part->u.part.tpl->sheet)
        return;
    for (const Node *section = part->first; section; section = section->next)
        for (const Node *n = section->first; n; n = n->next) {
            if (!is_listed(section, n))
                continue;
            table = table ? table : put_table(e, put_section(e, into, l), l);
            put_heading(e, table, n);
        }
}
