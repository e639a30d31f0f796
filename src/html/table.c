/* Tables: a caption with the key, and in head, body and foot the rows and cells as doc/grid/table_grid.h fits them,
 * with the same heads as in the PDF. A cell that names its heads has `headers`; every head has its scope.
 *
 * A group of rows is a body of its own, whose first row heads it. Figures end where their decimal points stand one
 * below the other: what the longest has behind it is kept free behind the others (data-pad), and no voice reads it.
 * Tints and bars say what the words and figures say, and are decoration.
 *
 * A table can be wider than the screen, so it stands in a region that can be scrolled sideways with the keyboard. */
#include "html/figure_private.h"

#include "base/ascii.h"
#include "doc/table.h"
#include "doc/grid/table_grid.h"

/* A table on its way to the page. */
typedef struct TableOut {
    Html *w;
    const Node *table;
    const TableLook *look;
    Str *heads; /* ids, by number */
    int nheads;
    Str base;     /* of these ids */
    int body;     /* level of the group whose body is open, or -1 */
    bool in_body; /* a tbody is open */
    GridPart part;
    const char *close; /* of the open part; "" for none */
} TableOut;

/* ---- parts ---- */

static void begin_part(void *self, GridPart part)
{
    static const char *const open[] =
        {[GRID_ROWS] = "<tbody>\n", [GRID_HEAD] = "<thead>\n", [GRID_BODY] = "", [GRID_FOOT] = "<tfoot>\n"};
    static const char *const close[] =
        {[GRID_ROWS] = "</tbody>\n", [GRID_HEAD] = "</thead>\n", [GRID_BODY] = "", [GRID_FOOT] = "</tfoot>\n"};
    TableOut *o = self;
    put(o->w, o->in_body ? "</tbody>\n" : o->close);
    o->in_body = false;
    o->part = part;
    o->body = -1;
    o->close = close[part];
    put(o->w, open[part]);
}

/* A body ends where a group of the outermost level begins, and where the rows leave it. */
static void begin_body(TableOut *o, const Node *row)
{
    bool group = row->u.row.role == ROW_GROUP;
    bool outer = group && (o->body < 0 || row->u.row.level <= o->body);
    bool left = !group && o->body >= 0 && row->u.row.level <= o->body;
    if (o->in_body && !outer && !left)
        return;
    put(o->w, o->in_body ? "</tbody>\n<tbody>\n" : "<tbody>\n");
    o->in_body = true;
    o->body = group ? row->u.row.level : -1;
}

/* ---- rows ---- */

static void begin_row(void *self, const Node *row)
{
    static const char *const roles[ROW_ROLE_COUNT] = {"head", "", "group", "subtotal", "total", "balance"};
    TableOut *o = self;
    Html *w = o->w;
    int level = row->u.row.level - (row->u.row.role == ROW_GROUP ? 1 : 2);
    if (o->part == GRID_BODY)
        begin_body(o, row);
    put(w, "<tr");
    const char *role = roles[row->u.row.role];
    if (level > 0)
        buf_format(&w->out, " class=\"%s%sdeep%d\"", role, *role ? " " : "", int_min(level, 3));
    else if (*role)
        buf_format(&w->out, " class=\"%s\"", role);
    put_id(w, row);
    put_lang(w, row);
    put(w, ">\n");
}

static void end_row(void *self, const Node *row)
{
    TableOut *o = self;
    (void)row;
    put(o->w, "</tr>\n");
}

/* ---- cells ---- */

static void put_scope(TableOut *o, const GridCell *cell)
{
    bool group = cell->node->parent->u.row.role == ROW_GROUP;
    put(o->w, " scope=\"");
    if (cell->of_column)
        put(o->w, cell->colspan > 1 ? "colgroup\"" : "col\"");
    else
        put(o->w, group && o->part == GRID_BODY ? "rowgroup\"" : "row\"");
}

static Str head_id(TableOut *o, int number)
{
    for (; o->nheads <= number; o->nheads++)
        o->heads[o->nheads] = id_named(o->w, str_format(o->w->arena, STR_FMT "-h%d", STR_ARG(o->base), o->nheads + 1));
    return o->heads[number];
}

static void put_heads(TableOut *o, const GridCell *cell)
{
    put(o->w, cell->nheads ? " headers=\"" : "");
    for (int i = 0; i < cell->nheads; i++) {
        put(o->w, i ? " " : "");
        put_escaped(o->w, head_id(o, cell->heads[i]));
    }
    put(o->w, cell->nheads ? "\"" : "");
}

static void put_cell_classes(TableOut *o, const GridCell *cell)
{
    static const char *const aligned[CELL_ALIGN_COUNT] = {"", "n", "c"};
    enum { LONG = 500 }; /* bytes: such a text needs room, or its row is higher than the screen */
    Buf b = {0};
    const Node *n = cell->node;
    int tint = cell->head ? -1 : table_tint(o->look, n);
    buf_puts(&b, aligned[n->u.cell.align]);
    if (node_text(o->w->arena, n).n > LONG)
        buf_puts(&b, b.n ? " long" : "long");
    if (tint >= 0)
        buf_format(&b, "%stint%d", b.n ? " " : "", tint);
    if (n->first && n->first == n->last && n->first->kind == NODE_PARAGRAPH && n->first->name.n) {
        buf_puts(&b, b.n ? " x-" : "x-");
        buf_str(&b, n->first->name);
    }
    if (b.n)
        put_attribute(o->w, "class", buf_view(&b));
    buf_free(&b);
}

static bool is_empty(const Node *cell)
{
    for (const Node *n = cell->first; n; n = n->next)
        if (n->kind != NODE_PARAGRAPH || n->first)
            return false;
    return true;
}

/* A head without words heads nothing. */
static bool is_head(const GridCell *cell)
{
    return cell->head && (!is_empty(cell->node) || cell->number >= 0) && !(is_empty(cell->node) && cell->nheads == 0);
}

static void put_cell_words(TableOut *o, const Node *n)
{
    Html *w = o->w;
    bool plain = n->first && n->first == n->last && n->first->kind == NODE_PARAGRAPH;
    if (plain) {
        put_place(w, n->first);
        put_look(w, n->first);
        put_inlines(w, n->first);
    } else {
        put_blocks(w, n);
    }
}

static void add_cell(void *self, const GridCell *cell)
{
    TableOut *o = self;
    Html *w = o->w;
    if (!cell->node) {
        put(w, "<td></td>\n");
        return;
    }
    bool head = is_head(cell);
    put(w, head ? "<th" : "<td");
    if (cell->number >= 0)
        put_attribute(w, "id", head_id(o, cell->number));
    if (head)
        put_scope(o, cell);
    put_heads(o, cell);
    if (cell->colspan > 1)
        put_number_attribute(w, "colspan", cell->colspan);
    if (cell->rowspan > 1)
        put_number_attribute(w, "rowspan", cell->rowspan);
    put_cell_classes(o, cell);
    Str pad = head ? STR("") : table_pad(o->look, cell->node);
    if (pad.n)
        put_attribute(w, "data-pad", pad);
    put_lang(w, cell->node);
    put(w, ">");
    if (!head)
        put_cell_bar(w, o->look, cell->node);
    put_cell_words(o, cell->node);
    put(w, head ? "</th>\n" : "</td>\n");
}

/* ---- caption and key ---- */

static void put_key(Html *w, const Node *key)
{
    for (const Node *list = key ? key->first : NULL; list; list = list->next) {
        put(w, "<ul class=\"key\">\n");
        for (const Node *item = list->first; item; item = item->next) {
            put(w, "<li>");
            if (item->first) {
                put_look(w, item->first);
                put_inlines(w, item->first);
            }
            put(w, "</li>\n");
        }
        put(w, "</ul>\n");
    }
}

/* Gives the id of the words of the caption. */
static void put_caption(Html *w, const Node *table, Str id)
{
    const Node *caption = node_child(table, NODE_CAPTION), *key = table_key(table);
    if (!caption && !key)
        return;
    put(w, "<caption");
    if (caption)
        put_lang(w, caption);
    put(w, "><span");
    put_attribute(w, "id", id);
    put(w, ">");
    if (table->number.n && caption) {
        put(w, "<span class=\"number\">");
        put_escaped(w, table->number);
        put(w, "</span> ");
    }
    if (caption)
        put_inlines(w, caption);
    put(w, "</span>\n");
    put_key(w, key);
    put(w, "</caption>\n");
}

static void put_columns(Html *w, const Node *table)
{
    bool current = false;
    for (int i = 0; i < table->u.table.ncolumns; i++)
        current = current || table->u.table.columns[i].current;
    if (!current)
        return;
    put(w, "<colgroup>");
    for (int i = 0; i < table->u.table.ncolumns; i++)
        put(w, table->u.table.columns[i].current ? "<col class=\"current\">" : "<col>");
    put(w, "</colgroup>\n");
}

/* ---- the table ---- */

static int cells_of(const Node *table)
{
    int n = 0;
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next)
            n++;
    return n;
}

static void put_rows(Html *w, const Node *table, Str base)
{
    TableOut o = {.w = w, .table = table, .look = table_look(w, table), .base = base, .body = -1, .close = ""};
    o.heads = NEWN(w->arena, Str, int_max(cells_of(table), 1));
    table_grid_visit(
        w->arena, table,
        &(GridVisitor){.self = &o, .part = begin_part, .row = begin_row, .cell = add_cell, .row_end = end_row});
    put(w, o.in_body ? "</tbody>\n" : o.close);
}

/* Landmarks have different names. */
Str region_name(Html *w, Str name)
{
    int nth = int_max(map_number(&w->regions, name), 0) + 1;
    map_put_number(w->arena, &w->regions, name, nth);
    return nth > 1 ? str_format(w->arena, STR_FMT " %d", STR_ARG(name), nth) : name;
}

Str region_under(Html *w, const Node *n, Str kind)
{
    const Node *heading = heading_over(n);
    Str values[] = {kind, heading ? node_title(w->arena, heading) : STR("")};
    return region_name(w,
                       heading ? language_fill(w->arena, doc_language(w->doc, n), WORD_WEB_REGION, values, 2) : kind);
}

/* name: of the region, when no caption names it. */
static void put_region(Html *w, const Node *table, Str name)
{
    Str base = id_named(w, table->id.n ? table->id : STR("table"));
    Str caption = id_named(w, str_format(w->arena, STR_FMT "-caption", STR_ARG(base)));
    put(w, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    if (node_child(table, NODE_CAPTION))
        put_attribute(w, "aria-labelledby", caption);
    else
        put_attribute(w, "aria-label", region_under(w, table, name));
    put(w, ">\n<table>\n");
    put_caption(w, table, caption);
    put_columns(w, table);
    put_rows(w, table, base);
    put(w, "</table>\n</div>\n");
}

void put_table(Html *w, const Node *table)
{
    const Node *caption = node_child(table, NODE_CAPTION);
    put_page_marks(w, table);
    if (caption)
        put_page_marks(w, caption);
    put(w, "<div");
    put_class(w, "table", table_style_name(w, table));
    put_id(w, table);
    put_lang(w, table);
    put(w, ">\n");
    put_region(w, table, word_at(w, table, WORD_WEB_TABLE));
    put_table_notes(w, table);
    put(w, "</div>\n");
}

void put_data_table(Html *w, const Node *table, Str name)
{
    put(w, "<div class=\"table\">\n");
    put_region(w, table, name);
    put(w, "</div>\n");
}
