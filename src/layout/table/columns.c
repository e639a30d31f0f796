/* Widths of a table's columns, from their contents.
 *
 * A column of figures is as wide as its figures, aligned on the decimal point (or to the right, if they have several
 * units), and as its heading on two lines. The rest goes to the columns of text, in shares that grow with the root
 * of the length of their text (a column with nine times the text gets three times the width, or its rows would be
 * nine times as tall). A column is never narrower than the longest word or wider than the longest line; or it has
 * the share the author gave. Spare room widens the text columns, so that the table fills the width. */
#include "layout/table/table_private.h"

#include "base/ascii.h"

#define MAX_CELL_DEPTH 8

typedef struct Need {
    Len min, max;             /* longest word, longest line */
    Len before, after, whole; /* of figures: up to the point, from it, and all of one with its marks */
    Str suffix;               /* what stands behind the figure before: "%", " crimes" */
    int decimals;             /* of that figure */
    bool pounds;              /* and whether it is stated */
    bool figure_seen, mixed;
    Len head; /* of a column of figures: its head on two lines */
    int weight;
    Len width;
    bool settled;
} Need;

/* ---- what cells need ---- */

/* What measures the cells of one table. */
typedef struct Gauge {
    Pass *pass;
    CellStyles *known;
    const Node *cell; /* in hand */
} Gauge;

static bool has_marks(const Node *paragraph)
{
    for (const Node *n = paragraph->first; n; n = n->next)
        if (n->kind == NODE_NOTE_REF)
            return true;
    return false;
}

/* Marks of notes hang outside what is aligned. */
static const Para *shape_without_marks(Pass *pass, const Node *n, const Style *style)
{
    Pieces pieces = {0}, plain = {0};
    pieces_inlines(pass, &pieces, n->first, style);
    for (int i = 0; i < pieces.n; i++)
        if (!pieces.at[i].no_break_before)
            VEC_PUSH(pass->arena, &plain, pieces.at[i]);
    return para_prepare(pass->typesetter, pass->arena, plain.at, plain.n);
}

static void need_of_para(const Para *p, Len indent, Need *need)
{
    need->min = int_max(need->min, para_width_min(p) + indent);
    need->max = int_max(need->max, para_width_max(p) + indent);
}

static void need_of_blocks(const Gauge *g, const Node *first, Setting s, Len indent, Need *need)
{
    Pass *pass = g->pass;
    for (const Node *n = first; n; n = n->next) {
        if (n->kind == NODE_PARAGRAPH) {
            need_of_para(shape_inlines(pass, n, cell_style(pass, g->known, g->cell, n, &s)), indent, need);
        } else if (n->first && s.depth < MAX_CELL_DEPTH) {
            Setting inner = s;
            inner.depth++;
            Len more = 0;
            if (n->kind == NODE_LIST)
                more =
                    style_block(pass->styler, n->u.list.ordered ? STR("ol") : STR("ul"), n->name, s.place)->indent_left;
            need_of_blocks(g, n->first, inner, indent + more, need);
        }
    }
}

/* The narrowest measure that sets it on two lines. */
static Len width_on_two_lines(Pass *pass, const Para *p)
{
    Len low = para_width_min(p), high = para_width_max(p);
    while (high - low > PT(1)) {
        Len middle = low + (high - low) / 2;
        ParaShape shape = {.measure = middle, .align = ALIGN_LEFT};
        if (para_break(pass->typesetter, pass->arena, p, &shape).n <= 2)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static void need_of_head(const Gauge *g, const Setting *s, Need *need)
{
    for (const Node *n = g->cell->first; n; n = n->next)
        if (n->kind == NODE_PARAGRAPH) {
            const Para *p = shape_inlines(g->pass, n, cell_style(g->pass, g->known, g->cell, n, s));
            need->head = int_max(need->head, width_on_two_lines(g->pass, p));
        }
}

static int decimals_of(Str figure)
{
    int n = 0;
    while (n < figure.n && is_digit(figure.p[figure.n - 1 - n]))
        n++;
    return n < figure.n && figure.p[figure.n - 1 - n] == '.' ? n : 0;
}

/* Figures of several units have no point in common to be aligned on. A pound sign may stand before some of a column's
 * figures only; one of other decimals makes it another unit: £174.51 below thousands of pounds. */
static void compare_units(Pass *pass, const Node *cell, Need *need)
{
    Str text = cell_words(pass, cell);
    int end = text.n;
    while (end > 0 && !is_digit(text.p[end - 1]))
        end--;
    if (!end)
        return;
    Str figure = str_sub(text, 0, end), suffix = str_sub(text, end, text.n);
    int decimals = decimals_of(figure);
    bool pounds = str_find(figure, "£") >= 0;
    if (need->figure_seen && (!str_eq(suffix, need->suffix) || (pounds != need->pounds && decimals != need->decimals)))
        need->mixed = true;
    need->figure_seen = true;
    need->suffix = suffix;
    need->decimals = decimals;
    need->pounds = pounds;
}

static void need_of_figure(const Gauge *g, const CellPara *p, Need *need)
{
    const Node *n = g->cell->first;
    compare_units(g->pass, g->cell, need);
    Len whole = p->whole, before = p->to_point;
    if (has_marks(n)) {
        const Para *bare = shape_without_marks(g->pass, n, p->style);
        whole = para_width_max(bare);
        before = para_width_to_point(bare);
    }
    need->before = int_max(need->before, before);
    need->after = int_max(need->after, whole - before);
    need->whole = int_max(need->whole, p->whole);
}

static void need_of_cell(const Gauge *g, const CellPara *p, const Setting *s, Need *need)
{
    bool head = g->cell->u.cell.head;
    if (!head && s->figures && p->para)
        need_of_figure(g, p, need);
    else if (head && s->figures)
        need_of_head(g, s, need);
    else if (p->para)
        need_of_para(p->para, p->indent, need);
    else
        need_of_blocks(g, g->cell->first, *s, 0, need);
}

/* cells: filled, row by row; or NULL. */
static void need_of_rows(Pass *pass, const Node *table, Setting s, Need *needs, CellPara *cells)
{
    CellStyles known = {0};
    cell_references(pass, &known, table, s);
    for (const Node *row = table->first; row; row = row->next) {
        if (row->kind != NODE_ROW)
            continue;
        Place place = {s.place, str_c(row_role_name(row->u.row.role))};
        s.place = &place;
        for (const Node *cell = row->first; cell; cell = cell->next) {
            Gauge g = {pass, &known, cell};
            Setting inner = cell_setting(cell, s);
            CellPara p = cell_para(pass, &known, cell, &inner);
            if (cell->u.cell.colspan == 1)
                need_of_cell(&g, &p, &inner, &needs[cell->u.cell.column]);
            if (cells)
                *cells++ = p;
        }
        s.place = place.outer;
    }
}

/* ---- who gets what ---- */

static int64_t root(int64_t n)
{
    int64_t r = 0;
    for (int64_t bit = (int64_t)1 << 31; bit; bit >>= 1)
        if ((r + bit) * (r + bit) <= n)
            r += bit;
    return r;
}

static Len floor_of(const Need *need, Len least)
{
    return int_max(need->min, int_min(need->max, least));
}

static int64_t share_of(const Need *need)
{
    return need->weight ? need->weight : root((int64_t)need->max * PT(100)) / 100 + 1;
}

/* Settles one column whose share is out of bounds; false when none is. */
static bool settle_one(Need *needs, int n, Len *rest, Len least_text)
{
    int64_t shares = 0;
    for (int i = 0; i < n; i++)
        shares += needs[i].settled ? 0 : share_of(&needs[i]);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < n; i++) {
            Need *need = &needs[i];
            if (need->settled)
                continue;
            Len width = (Len)(*rest * share_of(need) / shares), least = floor_of(need, least_text);
            Len most = need->weight ? LEN_MAX : int_max(need->max, least); /* a share that was asked for is given */
            Len bound = pass == 0 ? int_max(width, least) : int_min(width, most);
            if (bound == width)
                continue;
            need->width = bound;
            need->settled = true;
            *rest = int_max(*rest - bound, 0);
            return true;
        }
    }
    return false;
}

/* Where one column asks for a share, the others have one share each. */
static void even_weights(Need *needs, int n)
{
    bool asked = false;
    for (int i = 0; i < n; i++)
        asked = asked || needs[i].weight;
    for (int i = 0; i < n && asked; i++)
        needs[i].weight = int_max(needs[i].weight, 1);
}

/* The least width of a column of text. Where there is no room for it in all of them they get what their words need, for
 * words are not broken to keep it. */
static Len least_text_of(const Need *needs, int n, Len rest, const TableStyle *style)
{
    int64_t sum = 0;
    for (int i = 0; i < n; i++)
        sum += needs[i].settled ? 0 : floor_of(&needs[i], style->min_text_column);
    return sum > rest ? 0 : style->min_text_column;
}

static void share_out(Need *needs, int n, Len rest, const TableStyle *style)
{
    Len least = least_text_of(needs, n, rest, style);
    while (settle_one(needs, n, &rest, least))
        ;
    int64_t shares = 0;
    for (int i = 0; i < n; i++)
        shares += needs[i].settled ? 0 : share_of(&needs[i]);
    for (int i = 0; i < n; i++)
        if (!needs[i].settled)
            needs[i].width = (Len)(rest * share_of(&needs[i]) / shares);
}

/* Makes widths fill the room exactly: text columns take what is over, all give what is missing. */
static void fit_exactly(Need *needs, const ColumnSet *set, int n, Len room)
{
    int64_t sum = 0, takers = 0;
    int ntext = 0, last = 0;
    for (int i = 0; i < n; i++) {
        sum += needs[i].width;
        ntext += !set[i].figures;
    }
    bool over = sum > room || !ntext;
    for (int i = 0; i < n; i++)
        if (over || !set[i].figures)
            takers += needs[i].width, last = i;
    int64_t change = room - sum, given = 0;
    for (int i = 0; i < n && takers; i++) {
        if (!over && set[i].figures)
            continue;
        int64_t part = i == last ? change - given : change * needs[i].width / takers;
        needs[i].width += (Len)part;
        given += part;
    }
}

static void settle_figures(Need *need)
{
    need->width = int_max(need->mixed ? need->whole : need->before + need->after, need->head);
    need->width = int_max(need->width, need->min);
    need->settled = true;
}

static bool holds_figures(const Node *table, int column)
{
    return column < table->u.table.ncolumns && table->u.table.columns[column].align == CELL_FIGURE;
}

static int count_columns(const Node *table)
{
    return int_max(table->u.table.ncolumns, 1);
}

/* Of each column; those of figures are settled. */
static Need *needs_of(Pass *pass, const Node *table, Setting s, CellPara *cells)
{
    int n = count_columns(table);
    Need *needs = NEWN(pass->arena, Need, n);
    need_of_rows(pass, table, s, needs, cells);
    for (int i = 0; i < n; i++)
        if (holds_figures(table, i))
            settle_figures(&needs[i]);
    return needs;
}

bool columns_too_wide(Pass *pass, const Node *table, const TableStyle *style, Setting s)
{
    int n = count_columns(table);
    Place outer = {s.place, STR("table")}, place = {&outer, style->name};
    s.place = &place;
    const Need *needs = needs_of(pass, table, s, NULL);
    int64_t sum = (int64_t)(n - 1) * style->column_gap;
    for (int i = 0; i < n; i++)
        sum += needs[i].settled ? needs[i].width : floor_of(&needs[i], style->min_text_column);
    return sum > s.measure;
}

static void warn_if_too_wide(Pass *pass, const Node *table, const Need *needs, const ColumnSet *set, Len room)
{
    enum { MM = LEN_PT * 72 * 10 / 254 };
    int n = count_columns(table);
    int64_t least = 0;
    for (int i = 0; i < n; i++)
        least += set[i].figures ? needs[i].width : needs[i].min;
    if (least > room && !pass->quiet)
        diag(pass->job->diag, LAY003, table->pos,
             "this table needs %d mm for its figures and longest words but has %d mm; expected fewer columns, shorter "
             "headings or a landscape page",
             (int)(least / MM) + 1, int_max(room / MM, 0));
}

ColumnSet *columns_of(Pass *pass, const Node *table, const TableStyle *style, Setting s, CellPara *cells)
{
    int n = count_columns(table);
    Need *needs = needs_of(pass, table, s, cells);
    ColumnSet *set = NEWN(pass->arena, ColumnSet, n);
    Len room = s.measure - (n - 1) * style->column_gap, rest = room;
    for (int i = 0; i < table->u.table.ncolumns; i++) {
        needs[i].weight = table->u.table.columns[i].weight;
        set[i].figures = holds_figures(table, i);
        rest -= set[i].figures ? needs[i].width : 0;
    }
    warn_if_too_wide(pass, table, needs, set, room);
    even_weights(needs, n);
    share_out(needs, n, int_max(rest, 0), style);
    fit_exactly(needs, set, n, room);
    Len x = 0;
    for (int i = 0; i < n; i++) {
        set[i].x = x;
        set[i].width = int_max(needs[i].width, PT(1));
        set[i].after_point = needs[i].after;
        set[i].mixed = needs[i].mixed;
        x += needs[i].width + style->column_gap;
    }
    return set;
}
