/* Tables: pipe tables typed in place, and data tables set by `::: {.table data=…}`.
 *
 * A pipe table has the same nodes as a data table: head row, rows, cells of one paragraph. A right-aligned column
 * contains figures. A head row without words is omitted: then the cells of the first column are the heads of their
 * rows, and in a single column the first words are its head. A cell of ^^ or << joins another (lines/spans.c). */
#include "check/subset.h"
#include "read/markdown/markdown_private.h"

/* -- Pipe tables ---------------------------------------------------------------------------------------------- */

/* A picture alone in a cell is an icon, unless it says how wide it is to be. */
static bool is_sized_picture(const Node *paragraph)
{
    const Node *image = paragraph->first;
    return image && image->kind == NODE_IMAGE && !image->next && (image->u.image.percent || image->u.image.given_width);
}

static Node *read_cell(Reading *g, const PipeCell *from)
{
    Arena *a = g->r->job;
    Node *cell = node_new(a, NODE_CELL, md_pos(g->text, g->file, from->line, from->byte));
    cell->u.cell.colspan = cell->u.cell.rowspan = 1;
    if (from->paragraph < 0 && from->plain.n == 0)
        return cell;
    Node *paragraph = node_new(a, NODE_PARAGRAPH, cell->pos);
    if (from->plain.n > 0)
        node_append(paragraph, inline_text_node(a, str_dup(a, from->plain), cell->pos));
    else
        inlines_read(g, g->paragraphs[from->paragraph], paragraph, INLINE_CELL, NULL);
    if (paragraph->first)
        node_append(cell, paragraph);
    if (is_sized_picture(paragraph))
        make_figure(g, g->paragraphs[from->paragraph], paragraph);
    return cell;
}

static bool row_is_empty(const PipeCell *cells, int n)
{
    for (int i = 0; i < n; i++)
        if (cells[i].paragraph >= 0 || cells[i].plain.n > 0 || cells[i].join)
            return false;
    return true;
}

static void add_row(Reading *g, const PipeTable *t, int index, Node *table)
{
    const PipeCell *cells = t->cells + (ptrdiff_t)index * t->ncolumns;
    bool headless = row_is_empty(t->cells, t->ncolumns), head = index == (headless && t->ncolumns == 1);
    if (headless && index == 0)
        return;
    Node *row = node_new(g->r->job, NODE_ROW, (Pos){0});
    row->u.row.role = head ? ROW_HEAD : ROW_LINE;
    node_append(table, row);
    for (int i = 0; i < t->ncolumns; i++) {
        const PipeSpan *span = t->spans ? &t->spans[(ptrdiff_t)index * t->ncolumns + i] : NULL;
        if (span && !span->rows)
            continue;
        Node *cell = read_cell(g, &cells[i]);
        if (span)
            cell->u.cell.rowspan = span->rows, cell->u.cell.colspan = span->columns;
        cell->u.cell.column = i;
        cell->u.cell.head = head || (headless && i == 0);
        cell->u.cell.align = t->aligns[i];
        node_append(row, cell);
    }
    row->pos = row->first->pos;
}

/* Columns that an attribute names, of which bars need figures. */
static void check_columns(Reading *g, const Node *table, const Attrs *attrs, const char *name, bool figures)
{
    Pos pos = {0};
    Str value = attrs_get(attrs, name, &pos);
    int n = table->u.table.ncolumns;
    Str *ids = NEWN(g->scratch, Str, int_max(n, 1));
    for (int i = 0; i < n; i++)
        ids[i] = table->u.table.columns[i].id;
    for (Str rest = value, one; str_cut(rest, ' ', &one, &rest) || one.n;) {
        int found = 0;
        while (found < n && !str_eq(ids[found], one))
            found++;
        if (!one.n || (found < n && (!figures || table->u.table.columns[found].align == CELL_FIGURE)))
            continue;
        Pos at = pos;
        at.col += (int)(one.p - value.p);
        at.len = one.n;
        diag(g->r->diag, DAT004, at,
             found < n ? "column \"" STR_FMT "\" has no figures for bars" : "column \"" STR_FMT "\" not found",
             STR_ARG(one));
        if (found == n)
            diag_nearest(g->r->diag, one, ids, n);
    }
}

static const Str typed_attrs[] = {{"float", 5}, {"lang", 4},    {"width", 5},
                                  {"bars", 4},  {"tint-by", 7}, {"caption-at", 10}};

static void check_width(const Reading *g, const Attrs *attrs)
{
    Pos pos = {0};
    int width;
    Str value = attrs_get(attrs, "width", &pos);
    pos.len = value.n;
    if (pos.line && !table_width_parse(value, &width))
        diag(g->r->diag, MD017, pos,
             "the width of a table cannot be \"" STR_FMT "\"; expected measure, content or a percentage such as 60%%",
             STR_ARG(value));
}

static void add_caption(Reading *g, const PipeTable *t, Node *table)
{
    if (t->caption.line < 0 || t->caption.paragraph < 0)
        return;
    Node *caption = node_new(g->r->job, NODE_CAPTION, md_pos(g->text, g->file, t->caption.line, t->caption.byte));
    Attrs attrs = {0};
    inlines_read(g, g->paragraphs[t->caption.paragraph], caption, INLINE_CAPTION, &attrs);
    attrs_set(g->r->job, table, &attrs, "landscape");
    attrs_check(g, &attrs, &(AttrsKnown){typed_attrs, COUNT(typed_attrs), MD017, "table", false});
    check_width(g, &attrs);
    check_columns(g, table, &attrs, "bars", true);
    check_columns(g, table, &attrs, "tint-by", false);
    table->u.table.landscape = attrs_has_class(&attrs, "landscape");
    if (caption->first)
        node_append(table, caption);
}

static TableColumn *make_columns(Arena *a, const PipeTable *t)
{
    TableColumn *columns = NEWN(a, TableColumn, t->ncolumns);
    for (int i = 0; i < t->ncolumns; i++) {
        columns[i].id = str_format(a, "%d", i + 1);
        columns[i].align = t->aligns[i];
    }
    return columns;
}

Node *typed_table_new(Reading *g, const PipeTable *t, bool headless, Node *parent)
{
    Arena *a = g->r->job;
    Node *table = node_new(a, NODE_TABLE, md_pos(g->text, g->file, t->first, g->text->lines[t->first].inner));
    table->u.table.columns = make_columns(a, t);
    table->u.table.ncolumns = t->ncolumns;
    node_append(parent, table);
    add_caption(g, t, table);
    if (headless && t->nrows > 1)
        diag(g->r->diag, MD019, table->pos,
             "this table has no column headings, so its first %s; expected words in the first row",
             t->ncolumns > 1 ? "column is read as headings" : "row is read as one");
    return table;
}

void pipe_table_read(Reading *g, const PipeTable *t, Node *parent)
{
    Node *table = typed_table_new(g, t, row_is_empty(t->cells, t->ncolumns), parent);
    for (int i = 0; i < t->nrows; i++)
        add_row(g, t, i, table);
}

/* -- Names in the data ---------------------------------------------------------------------------------------- */

bool data_asked(Reading *g, const Attrs *attrs, const AttrsKnown *known, Str *id, Pos *at)
{
    attrs_check(g, attrs, known);
    Pos block = *at;
    *id = attrs_get(attrs, "data", at);
    at->len = id->n;
    if (id->n == 0)
        diag(g->r->diag, DAT001, block, "this %s names no data; expected data= with an id from the manifest",
             known->what);
    return id->n > 0;
}

const Table *table_named(Reading *g, Str id, Pos pos)
{
    const Map *tables = &g->doc->tables;
    const Table *t = tables->n > 0 ? map_find(tables, id) : NULL;
    if (t || doc_has_lost(g->doc, id))
        return t;
    Str *names = NEWN(g->scratch, Str, tables->n);
    for (int i = 0; i < tables->n; i++)
        names[i] = tables->entries[i].key;
    diag(g->r->diag, DAT001, pos, "data \"" STR_FMT "\" not found", STR_ARG(id));
    diag_nearest(g->r->diag, id, names, tables->n);
    return NULL;
}

/* -- Data tables -------------------------------------------------------------------------------------------------- */

/* One side of a table: the attribute that lists its columns or rows, and how one of them is found. */
typedef struct Side {
    const char *attribute, *what;
    bool columns;
    int (*find)(const Table *t, Str id);
} Side;

/* Its index; -1: DAT004 was added. */
static int named(Reading *g, const Table *t, const Side *side, Str id, Pos pos)
{
    int found = side->find(t, id), n = side->columns ? t->ncolumns : t->nrows;
    if (found >= 0)
        return found;
    Str *names = NEWN(g->scratch, Str, n);
    for (int i = 0; i < n; i++)
        names[i] = side->columns ? t->columns[i].id : t->rows[i].id;
    diag(g->r->diag, DAT004, pos, "%s \"" STR_FMT "\" not found", side->what, STR_ARG(id));
    diag_nearest(g->r->diag, id, names, n);
    return -1;
}

static const int *listed(Reading *g, const Table *t, const Attrs *attrs, const Side *side, int *n)
{
    VEC(int) found = {0};
    Pos pos;
    Str list = attrs_get(attrs, side->attribute, &pos);
    for (int i = 0; i < list.n;) {
        int from = i;
        while (i < list.n && list.p[i] != ' ' && list.p[i] != ',')
            i++;
        Str id = str_sub(list, from, i++);
        if (id.n == 0)
            continue;
        Pos at = pos;
        at.col += from;
        at.len = id.n;
        int index = named(g, t, side, id, at);
        if (index >= 0)
            VEC_PUSH(g->r->job, &found, index);
    }
    *n = found.n;
    return found.at;
}

const int *table_columns_listed(Reading *g, const Table *t, const Attrs *attrs, int *n)
{
    return listed(g, t, attrs, &(Side){"columns", "column", true, table_column}, n);
}

const int *table_rows_listed(Reading *g, const Table *t, const Attrs *attrs, int *n)
{
    return listed(g, t, attrs, &(Side){"rows", "row", false, table_row}, n);
}

static void set_table_names(Reading *g, const Attrs *attrs, Node *table)
{
    table->id = attrs->id;
    for (int i = attrs->nclasses - 1; i >= 0; i--)
        if (!str_is(attrs->classes[i], "table") && !str_is(attrs->classes[i], "landscape"))
            table->name = attrs->classes[i];
    VEC(Attr) pairs = {0};
    for (int i = 0; i < attrs->pairs.n; i++)
        VEC_PUSH(g->r->job, &pairs, attrs->pairs.at[i]);
    table->attrs = pairs.at;
    table->nattrs = pairs.n;
}

static const Str data_attrs[] = {{"data", 4},  {"columns", 7}, {"rows", 4},       {"caption", 7},
                                 {"float", 5}, {"lang", 4},    {"partial", 7},    {"width", 5},
                                 {"bars", 4},  {"tint-by", 7}, {"caption-at", 10}};

void data_table_read(Reading *g, const Attrs *attrs, Pos pos, Node *parent)
{
    Str id;
    Pos at = pos;
    if (!data_asked(g, attrs, &(AttrsKnown){data_attrs, COUNT(data_attrs), MD017, "table", false}, &id, &at))
        return;
    const Table *t = table_named(g, id, at);
    if (!t)
        return;
    check_width(g, attrs);
    TablePlacing how = {.caption = caption_given(g, attrs, pos), .pos = pos};
    how.landscape = attrs_has_class(attrs, "landscape");
    how.parentheses = g->figures.parentheses;
    how.columns = table_columns_listed(g, t, attrs, &how.ncolumns);
    how.rows = table_rows_listed(g, t, attrs, &how.nrows);
    if (!str_is(attrs_get(attrs, "partial", &at), "yes"))
        subset_check(g->scratch, g->r->diag, t, &how);
    Node *table = table_place(g->r->job, t, &how);
    set_table_names(g, attrs, table);
    check_columns(g, table, attrs, "bars", true);
    check_columns(g, table, attrs, "tint-by", false);
    node_append(parent, table);
}
