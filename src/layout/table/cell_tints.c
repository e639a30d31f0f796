/* Cells tinted by what they say: a status of some colour, or a figure below zero.
 *
 * The style declares the tints; it or the table names the columns. The word of a status and the minus of a figure say
 * the same, so a tint is decoration. A cell over several rows is tinted in each of them. */
#include "layout/flow/strip.h"
#include "layout/table/table_private.h"

bool names_column(Str list, Str id)
{
    for (Str rest = list, one; str_cut(rest, ' ', &one, &rest) || one.n;)
        if (str_eq(one, id))
            return true;
    return false;
}

bool cell_figure_shown(const Node *cell, Decimal *value)
{
    const Node *n = cell->first && cell->first != cell_old_figure(cell) ? cell->first->first : NULL;
    while (n && n->kind != NODE_TEXT)
        n = n->first;
    return n && shown_figure(n->u.text.text, value);
}

static Str tinted_columns(const TableSet *t)
{
    Str own = node_attr(t->node, "tint-by");
    return own.n ? own : t->style->tint_by;
}

bool tints_cells(const TableSet *t)
{
    return tinted_columns(t).n > 0;
}

static Swatch tint_of(const TableSet *t, const Node *cell)
{
    Decimal value;
    Str colour = cell->first ? node_attr(cell->first, "colour") : STR("");
    for (int i = 0; i < STATUS_COLOUR_COUNT && colour.n; i++)
        if (str_is(colour, status_colour_name((StatusColour)i)))
            return t->style->tints[i];
    return cell_figure_shown(cell, &value) && value.units < 0 ? t->style->tints[TINT_NEGATIVE] : SWATCH_NONE;
}

static void put_tint(const TableSet *t, Items *items, const Node *cell, Len height)
{
    int column = cell->u.cell.column;
    Len half = t->style->column_gap / 2;
    Swatch fill =
        column < t->node->u.table.ncolumns && names_column(tinted_columns(t), t->node->u.table.columns[column].id)
            ? tint_of(t, cell)
            : SWATCH_NONE;
    Rect r = {t->s.x + t->columns[column].x - half, 0, table_cell_width(t, cell) + 2 * half, height};
    if (fill != SWATCH_NONE)
        put_rect(t->b->pass, items, t->node, r, fill);
}

void tints_put(const TableSet *t, Items *items, const Node *row, Len height)
{
    if (!tints_cells(t) || row->u.row.role == ROW_HEAD)
        return;
    for (const Node *cell = row->first; cell; cell = cell->next)
        put_tint(t, items, cell, height);
    for (int i = 0; i < t->ncolumns && t->open_spans; i++)
        if (t->spans[i].rows_left && t->spans[i].cell->parent != row)
            put_tint(t, items, t->spans[i].cell, height);
}
