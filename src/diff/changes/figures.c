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
    if (c || !figure)
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

static bool has(const Str *names, int n, Str name)
{
    for (int i = 0; i < n; i++)
        if (str_eq(names[i], name))
            return true;
    return false;
}

static bool names(const Chart *c, Str label)
{
    return has(c->groups, c->ngroups, label) || has(c->series, c->nseries, label);
}

/* Its rows are groups and its columns series, or the other way round; a strip of verdicts has no columns. */
static bool draws(const Chart *c, const FigureChange *figure)
{
    const Table *t = figure->new_table;
    if (!t || figure->new_row < 0 || figure->new_column < 0 || !str_eq(t->id, c->table->id))
        return false;
    return names(c, t->rows[figure->new_row].label)
           && (c->type == CHART_STATUS || names(c, t->columns[figure->new_column].label));
}

static const Chart *chart_in(const Node *figure)
{
    const Node *image = figure && figure->kind == NODE_FIGURE ? figure->first : figure;
    return image && image->kind == NODE_IMAGE ? image->u.image.chart : NULL;
}

bool find_chart_figures(ChangeFinder *f, Merged *m)
{
    const Chart *chart = chart_in(m->new_node);
    const Map *figures = &f->diff->figures;
    bool any = false;
    for (int i = 0; chart && i < figures->n; i++) {
        if (!draws(chart, figures->entries[i].value))
            continue;
        change_add_place(f, figure_change(f, figures->entries[i].key), m);
        any = true;
    }
    return any;
}
