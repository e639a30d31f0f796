/* How the cells of a table look: where their figures end, what they are tinted for, and their bars.
 *
 * All bars of a column have one scale, from its least figure or zero to its greatest or zero. Totals have none: they
 * would dwarf what they add up. */
#include "html/figure_private.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/table.h"
#include "draw/look.h"

enum { BAR = 1000 }; /* how long the scale is in a bar's own units */

/* Of a column: the figures of its bars, and what its longest figure has behind the point. */
typedef struct ColumnLook {
    int decimals;
    Str unit; /* behind figures: "%" */
    bool bars;
    Decimal low, high, range;
} ColumnLook;

struct TableLook {
    Arena *arena;
    const Node *table;
    const TableStyle *style;
    const Template *tpl;
    Str tinted; /* ids of columns */
    ColumnLook *columns;
    int ncolumns;
};

/* ---- figures ---- */

static bool is_figure(const Node *cell)
{
    return cell->u.cell.align == CELL_FIGURE && cell->u.cell.colspan <= 1 && !cell->u.cell.head
           && cell->parent->u.row.role != ROW_HEAD && cell->first && cell->first == cell->last
           && cell->first->kind == NODE_PARAGRAPH;
}

static Str words_of(const Node *cell)
{
    const Node *n = cell->first ? cell->first->first : NULL;
    while (n && n->kind != NODE_TEXT)
        n = n->first;
    return n ? n->u.text.text : STR("");
}

/* How many figures stand behind the point of the first figure, and what follows them. Whole: there is no figure. */
static bool tail_of(Str words, int *decimals, Str *unit)
{
    int i = 0;
    while (i < words.n && !is_digit(words.p[i]))
        i++;
    bool figure = i < words.n;
    while (i < words.n && (is_digit(words.p[i]) || words.p[i] == ','))
        i++;
    int from = i;
    if (i + 1 < words.n && words.p[i] == '.' && is_digit(words.p[i + 1]))
        for (i++; i < words.n && is_digit(words.p[i]);)
            i++;
    *decimals = int_max(i - from - 1, 0);
    *unit = str_sub(words, i, words.n);
    return figure;
}

static void measure_tail(ColumnLook *c, const Node *cell)
{
    int decimals;
    Str unit;
    if (!is_figure(cell) || !tail_of(words_of(cell), &decimals, &unit))
        return;
    c->decimals = int_max(c->decimals, decimals);
    if (unit.n <= 4 && unit.n > c->unit.n)
        c->unit = unit;
}

Str table_pad(const TableLook *look, const Node *cell)
{
    const ColumnLook *c = cell->u.cell.column < look->ncolumns ? &look->columns[cell->u.cell.column] : NULL;
    int decimals;
    Str unit, words = words_of(cell);
    if (!c || !is_figure(cell) || !words.n)
        return STR("");
    if (!tail_of(words, &decimals, &unit)) {
        decimals = 0;
        unit = STR("");
    }
    Buf b = {0};
    for (int i = decimals; i < c->decimals; i++)
        buf_puts(&b, i == 0 ? ".0" : "0");
    if (!unit.n)
        buf_str(&b, c->unit);
    return buf_take(&b, look->arena);
}

/* ---- tints ---- */

static bool cell_shown(const Node *cell, Decimal *value)
{
    Str words = words_of(cell);
    return words.n && shown_figure(words, value);
}

int table_tint(const TableLook *look, const Node *cell)
{
    int column = cell->u.cell.column;
    const Node *table = look->table;
    Decimal value;
    if (!look->tinted.n || column >= table->u.table.ncolumns
        || !str_has_word(look->tinted, table->u.table.columns[column].id))
        return -1;
    Str colour = cell->first ? node_attr(cell->first, "colour") : STR("");
    for (int i = 0; i < STATUS_COLOUR_COUNT && colour.n; i++)
        if (str_is(colour, status_colour_name((StatusColour)i)))
            return look->style->tints[i] == SWATCH_NONE ? -1 : i;
    bool negative = cell_shown(cell, &value) && value.units < 0;
    return negative && look->style->tints[TINT_NEGATIVE] != SWATCH_NONE ? TINT_NEGATIVE : -1;
}

/* ---- bars ---- */

static bool bar_figure(const Node *cell, Decimal *value)
{
    bool alone = cell->parent->u.row.role == ROW_LINE && cell->u.cell.colspan <= 1 && !cell->u.cell.head;
    return alone && cell_shown(cell, value);
}

static void measure_bar(ColumnLook *c, const Node *cell)
{
    Decimal value;
    if (!c->bars || !bar_figure(cell, &value))
        return;
    if (decimal_cmp(value, c->low) < 0)
        c->low = value;
    if (decimal_cmp(value, c->high) > 0)
        c->high = value;
}

static int place_of(const ColumnLook *c, Decimal value)
{
    enum { PLACES = 3 };
    Decimal above, share;
    bool can = decimal_sub(value, c->low, &above) && decimal_divide(above, c->range, PLACES, &share);
    return can ? (int)share.units : 0;
}

void put_cell_bar(Html *w, const TableLook *look, const Node *cell)
{
    const ColumnLook *c = cell->u.cell.column < look->ncolumns ? &look->columns[cell->u.cell.column] : NULL;
    Decimal value;
    if (!c || !c->bars || !c->range.units || !bar_figure(cell, &value) || !value.units)
        return;
    const ChartStyle *charts = &look->tpl->charts;
    Swatch colour = look->style->bar != SWATCH_NONE ? look->style->bar : charts->npalette ? charts->palette[0] : 0;
    if (value.units < 0 && look->style->bar_negative != SWATCH_NONE)
        colour = look->style->bar_negative;
    int zero = place_of(c, (Decimal){0}), end = place_of(c, value);
    buf_format(&w->out,
               "<svg class=\"bar\" viewBox=\"0 0 %d 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
               "<rect x=\"%d\" y=\"0\" width=\"%d\" height=\"1\" class=\"f%d\"/></svg>",
               BAR, int_min(zero, end), int_max(int_max(zero, end) - int_min(zero, end), BAR / 100), (int)colour);
}

/* ---- shapes before words ---- */

void put_look(Html *w, const Node *paragraph)
{
    const HtmlTools *tools = html_tools(w);
    DrawnLook look;
    if (paragraph->kind != NODE_PARAGRAPH || !draw_has_look(paragraph))
        return;
    const Style *style = style_block(tools->styler, STR("td"), (Str){0}, NULL);
    if (!draw_look(w->tpl, paragraph, style, (Circle){PT(6), PT(6), PT(5)}, &look))
        return;
    put(w, "<svg class=\"look\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path");
    put_path(w, look.segs, look.n, look.fill, look.stroke);
    put(w, "/></svg>");
}

/* ---- a table ---- */

Str table_style_name(Html *w, const Node *table)
{
    const TableStyle *style = template_table(w->tpl, table->name);
    return style ? style->name : STR("");
}

const TableLook *table_look(Html *w, const Node *table)
{
    TableLook *look = NEW(w->arena, TableLook);
    const TableStyle *style = template_table(w->tpl, table->name);
    int n = table->u.table.ncolumns;
    *look = (TableLook){.arena = w->arena, .table = table, .style = style, .tpl = w->tpl, .ncolumns = n};
    Str own = node_attr(table, "tint-by"), bars = node_attr(table, "bars");
    look->tinted = own.n ? own : style ? style->tint_by : STR("");
    look->columns = NEWN(w->arena, ColumnLook, int_max(n, 1));
    for (int i = 0; i < n; i++)
        look->columns[i].bars = bars.n && table->u.table.columns[i].align == CELL_FIGURE
                                && str_has_word(bars, table->u.table.columns[i].id);
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next)
            if (cell->u.cell.column < n) {
                measure_tail(&look->columns[cell->u.cell.column], cell);
                measure_bar(&look->columns[cell->u.cell.column], cell);
            }
    for (int i = 0; i < n; i++)
        if (look->columns[i].bars && !decimal_sub(look->columns[i].high, look->columns[i].low, &look->columns[i].range))
            look->columns[i].range = (Decimal){0};
    return look;
}
