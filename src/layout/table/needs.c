/* What a table needs, for whoever decides how it is set before it is: the widths of its columns, and the cells over
 * several of them. */
#include "layout/table/table_private.h"

static bool is_tinted(const Node *table, const TableStyle *style)
{
    return style->head_tint != SWATCH_NONE || style->stripe_tint != SWATCH_NONE || style->total_tint != SWATCH_NONE
           || style->group_tint != SWATCH_NONE || style->current_tint != SWATCH_NONE || style->tint_by.n
           || node_attr(table, "tint-by").n;
}

static void find_spans(Pass *pass, const Node *table, const CellPara *cells, TableNeeds *needs)
{
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next, cells++)
            if (cell->u.cell.colspan > 1 && cells->para)
                VEC_PUSH(pass->arena, &needs->spans,
                         (SpanNeed){cell->u.cell.column, cell->u.cell.colspan,
                                    para_width_min(cells->para) + cells->indent});
}

TableNeeds table_needs(Pass *pass, const Node *table, Setting s)
{
    const TableStyle *style = template_table(pass->tpl, table->name);
    Place outer = {s.place, STR("table")}, place = {&outer, style->name};
    s.place = &place;
    TableNeeds needs = {.n = int_max(table->u.table.ncolumns, 1), .gap = style->column_gap};
    needs.columns = NEWN(pass->arena, ColumnNeed, needs.n);
    needs.edges = is_tinted(table, style) ? style->column_gap : 0;
    CellPara *cells = NEWN(pass->arena, CellPara, table_count_cells(table));
    columns_need(pass, table, s, cells, needs.columns);
    find_spans(pass, table, cells, &needs);
    return needs;
}
