/* Figures of the data: one change each, whatever number of tables, charts and sentences show it. */
#include "diff/changes/changes_private.h"

#include "doc/chart.h"
#include "doc/table_cell.h"

/* A figure as its table shows it; the words of a cell that has none. */
static Str shown(Arena *a, const Table *t, int row, int column)
{
    Str spoken = {0};
    if (!t || row < 0 || column < 0)
        return (Str){0};
    const Cell *cell = table_cell(t, table_origin(t, row, column));
    return cell->number || cell->empty ? cell_format(a, t, row, column, &spoken) : cell_plain(a, cell, STRUCK_SHOWN);
}

FoundChange *figure_change(ChangeFinder *f, Str path)
{
    FoundChange *c = map_find(&f->figures, path);
    const FigureChange *figure = map_find(&f->diff->figures, path);
    if (c || !figure || !figure->old_table || !figure->new_table)
        return c;
    c = change_new(f, CHANGE_REPLACED, figure->computed ? CHANGE_CONSEQUENTIAL : CHANGE_FIGURES);
    c->change.at = c->change.data = path;
    c->change.was = shown(f->a, figure->old_table, figure->old_row, figure->old_column);
    c->change.now = shown(f->a, figure->new_table, figure->new_row, figure->new_column);
    map_put(f->a, &f->figures, path, c);
    return c;
}

FoundChange *cell_figure_change(ChangeFinder *f, const Merged *m)
{
    Str path = cell_path(f->a, m);
    return path.n ? figure_change(f, path) : NULL;
}

static const Chart *chart_in(const Node *figure)
{
    const Node *image = figure && figure->kind == NODE_FIGURE ? figure->first : figure;
    return image && image->kind == NODE_IMAGE ? image->u.image.chart : NULL;
}

/* The figure of the data that a point draws; empty: it draws none that has a path. */
static Str point_path(Arena *a, const Chart *c, const ChartPoint *p)
{
    if (!p->row || !c->table->rows[p->row - 1].id.n)
        return (Str){0};
    return str_format(a, STR_FMT "/" STR_FMT "/" STR_FMT, STR_ARG(c->table->id), STR_ARG(c->table->rows[p->row - 1].id),
                      STR_ARG(c->table->columns[p->column - 1].id));
}

/* In both editions, and another one. */
static bool is_changed(const ChangeFinder *f, Str path)
{
    const FigureChange *figure = path.n ? map_find(&f->diff->figures, path) : NULL;
    return figure && figure->old_table && figure->new_table;
}

bool find_chart_figures(ChangeFinder *f, Merged *m)
{
    const Chart *chart = chart_in(m->new_node);
    bool any = false;
    for (int i = 0; chart && i < chart->ngroups * chart->nseries; i++) {
        Str path = point_path(f->a, chart, &chart->points[i]);
        if (!is_changed(f, path))
            continue;
        change_add_place(f, figure_change(f, path), m);
        any = true;
    }
    return any;
}

ChangeKind chart_looks(const ChangeFinder *f, const Merged *m)
{
    const Chart *chart = chart_in(m->new_node);
    return chart && map_find(&f->tables, chart->table->id) ? CHANGE_CONSEQUENTIAL : CHANGE_FIGURES;
}
