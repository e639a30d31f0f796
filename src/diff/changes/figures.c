/* Figures of the data: one change each, however many tables, charts and sentences show it. */
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

/* Adds a chart to the changes of the figures that it draws. False: none of those has changed. */
static bool find_chart_figures(ChangeFinder *f, const Merged *m)
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

/* "Grants 99"; empty: nothing is drawn. */
static Str point_words(Arena *a, const Chart *c, int i)
{
    int group = i / c->nseries;
    Str name = c->type == CHART_STATUS ? c->groups[group] : chart_point_name(a, c, group, i % c->nseries);
    Str figure = c->points[i].label.n ? c->points[i].label : c->points[i].words;
    return figure.n ? str_format(a, STR_FMT " " STR_FMT, STR_ARG(name), STR_ARG(figure)) : figure;
}

/* Whether another table has the row and the column that a point is in. */
static bool has_place(const Table *other, const Chart *c, const ChartPoint *p)
{
    return !p->row
           || (table_row(other, c->table->rows[p->row - 1].id) >= 0
               && table_column(other, c->table->columns[p->column - 1].id) >= 0);
}

/* The points that one chart draws and the other does not; only_new: of rows and columns that only its data has. */
static Str points_excerpt(Arena *a, const Chart *chart, const Chart *other, bool only_new)
{
    Map drawn = {0}; /* words of the other's points */
    Buf out = {0};
    for (int i = 0; i < other->ngroups * other->nseries; i++)
        map_put(a, &drawn, point_words(a, other, i), a);
    for (int i = 0; i < chart->ngroups * chart->nseries; i++) {
        Str words = point_words(a, chart, i);
        if (!words.n || map_find(&drawn, words) || (only_new && has_place(other->table, chart, &chart->points[i])))
            continue;
        buf_puts(&out, out.n ? "; " : "");
        buf_str(&out, words);
    }
    return excerpt_of(a, buf_take(&out, a));
}

/* A chart that draws other rows follows from the table, when the document shows that. */
static ChangeKind chart_looks(const ChangeFinder *f, const Chart *chart, const Change *c)
{
    if (c->was.n && c->now.n && words_look(f->a, c->was, c->now) == CHANGE_EDITORIAL)
        return CHANGE_EDITORIAL;
    return chart && map_find(&f->tables, chart->table->id) ? CHANGE_CONSEQUENTIAL : CHANGE_FIGURES;
}

/* What it draws that the other edition's does not. Figures that have changed are changes of their own; beside these,
 * what came and went counts alone. Of a chart of another type, and where nothing is drawn otherwise, its description.
 */
void find_chart(ChangeFinder *f, Merged *m)
{
    const Chart *was = chart_in(m->old_node), *now = chart_in(m->new_node);
    Change words = {0};
    bool any = find_chart_figures(f, m);
    if (was && now && was->type == now->type) {
        words.was = points_excerpt(f->a, was, now, any);
        words.now = points_excerpt(f->a, now, was, any);
    }
    bool told = words.was.n || words.now.n;
    if (any && !told)
        return;
    if (!told) {
        words.was = block_excerpt(f->a, m, SIDE_OLD);
        words.now = block_excerpt(f->a, m, SIDE_NEW);
    }
    FoundChange *c = block_change(f, m, form_between(words.was, words.now), chart_looks(f, now, &words));
    c->change.was = words.was;
    c->change.now = words.now;
}
