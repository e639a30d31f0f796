/* Where a change is, as variations.xml names it.
 *
 * A cell of a table of data is "table/row/column", a row "table/row", a column "table//column", and anything else in
 * the table "table". Everything else has the innermost labelled block or heading that it is in or under: "#label". Text
 * before the first of these is "section/FILE.md". */
#include "diff/changes/changes_private.h"

static bool is_a(const Merged *m, NodeKind kind)
{
    const Node *n = merged_node(m);
    return n && n->kind == kind;
}

static const Merged *up(const Merged *m, NodeKind kind)
{
    while (m && !is_a(m, kind))
        m = m->parent;
    return m;
}

static Str label_of(const Merged *m)
{
    const Node *n = merged_node(m->group && m->first ? m->first : m);
    return n ? n->id : (Str){0};
}

/* The innermost labelled block or heading; "#label" or "section/FILE.md". */
static Str label_address(Arena *a, const Merged *m)
{
    for (const Merged *at = m; at; at = merged_outward(at)) {
        Str label = label_of(at);
        if (label.n)
            return str_format(a, "#" STR_FMT, STR_ARG(label));
        if (is_a(at, NODE_SECTION))
            return str_format(a, "section/" STR_FMT, STR_ARG(merged_node(at)->u.section.file));
    }
    return STR("document");
}

static Str data_of(const Merged *table)
{
    return table ? merged_node(table)->u.table.data : (Str){0};
}

/* The id of the column that a cell begins in, in the cell's edition. */
static Str column_id(const Merged *table, const Merged *cell)
{
    const Node *t = cell->new_node ? table->new_node : table->old_node, *n = merged_node(cell);
    int at = n->u.cell.column;
    return t && at >= 0 && at < t->u.table.ncolumns ? t->u.table.columns[at].id : (Str){0};
}

Str cell_path(Arena *a, const Merged *m)
{
    const Merged *cell = up(m, NODE_CELL), *row = up(cell, NODE_ROW), *table = up(row, NODE_TABLE);
    if (!data_of(table).n)
        return (Str){0};
    Str column = column_id(table, cell);
    if (!column.n)
        return (Str){0};
    Str id = merged_node(row)->u.row.id;
    return str_format(a, STR_FMT "/" STR_FMT "/" STR_FMT, STR_ARG(data_of(table)), STR_ARG(id), STR_ARG(column));
}

Str address_of(Arena *a, const Merged *m)
{
    const Merged *row = up(m, NODE_ROW), *table = up(m, NODE_TABLE);
    Str path = cell_path(a, m), data = data_of(table);
    if (path.n)
        return path;
    if (!data.n)
        return label_address(a, m);
    Str id = row ? merged_node(row)->u.row.id : (Str){0};
    return id.n ? str_format(a, STR_FMT "/" STR_FMT, STR_ARG(data), STR_ARG(id)) : data;
}
