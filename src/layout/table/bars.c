/* Bars in the cells of a column, beside its figures, so that the eye compares what it reads.
 *
 * All bars of a column have one scale, from its least figure or zero to its greatest or zero. Totals have none:
 * they would dwarf what they add up. A bar says nothing that its figure does not, so it is decoration. */
#include "layout/flow/strip.h"
#include "layout/table/table_private.h"

enum { SCALE_PLACES = 4, SCALE = 10000 };

Len bars_room(const Node *table, const TableStyle *style, int column)
{
    const TableColumn *c = column < table->u.table.ncolumns ? &table->u.table.columns[column] : NULL;
    Str asked = node_attr(table, "bars");
    bool has = asked.n && c && c->align == CELL_FIGURE && names_column(asked, c->id);
    return has ? style->bar_width + style->column_gap / 2 : 0;
}

static bool figure_of(const Node *cell, Decimal *value)
{
    bool alone = cell->parent->u.row.role == ROW_LINE && cell->u.cell.colspan == 1 && !cell->u.cell.head;
    return alone && cell_figure_shown(cell, value);
}

static void widen(ColumnSet *c, Decimal value, Decimal *high)
{
    if (decimal_cmp(value, c->low) < 0)
        c->low = value;
    if (decimal_cmp(value, *high) > 0)
        *high = value;
}

void bars_measure(Pass *pass, const Node *table, ColumnSet *columns)
{
    int n = table->u.table.ncolumns;
    Decimal value, *high = NEWN(pass->arena, Decimal, int_max(n, 1));
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next)
            if (columns[cell->u.cell.column].bars && figure_of(cell, &value))
                widen(&columns[cell->u.cell.column], value, &high[cell->u.cell.column]);
    for (int i = 0; i < n; i++)
        if (columns[i].bars && !decimal_sub(high[i], columns[i].low, &columns[i].range))
            columns[i].range = (Decimal){0};
}

/* Where a value lies on the scale of a column, in parts of it. */
static Len place_of(const ColumnSet *c, Decimal value, Len length)
{
    Decimal above, share;
    if (!decimal_sub(value, c->low, &above) || !decimal_divide(above, c->range, SCALE_PLACES, &share))
        return 0;
    return (Len)(length * share.units / SCALE);
}

void bars_put(const TableSet *t, Items *items, const SetCell *cell, Len y)
{
    Pass *pass = t->b->pass;
    const ColumnSet *c = &t->columns[cell->node->u.cell.column];
    Decimal value;
    if (!c->bars || !cell->style || !c->range.units || !figure_of(cell->node, &value) || !value.units)
        return;
    const ChartStyle *charts = &pass->tpl->charts;
    Swatch colour = t->style->bar != SWATCH_NONE ? t->style->bar : charts->npalette ? charts->palette[0] : 0;
    if (value.units < 0 && t->style->bar_negative != SWATCH_NONE)
        colour = t->style->bar_negative;
    Len length = t->style->bar_width, zero = place_of(c, (Decimal){0}, length), end = place_of(c, value, length);
    Len height = cell->style->size * 3 / 5, middle = style_baseline(cell->style) - cell->style->size * 9 / 25;
    Rect r = {t->s.x + c->x + int_min(zero, end), y + middle - height / 2,
              int_max(int_max(zero, end) - int_min(zero, end), PT(1) / 2), height};
    put_rect(pass, items, t->node, r, colour);
}
