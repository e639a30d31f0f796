/* From a table to what a chart draws.
 *
 * Without rows=, a chart shows all lines of the table but no totals. Without columns=, it shows the first column of
 * figures and the others of its unit and kind. In a bar chart, rows are the groups and columns the series; lines run
 * along the columns; charts of parts have a column for a whole. A single row turns this round, because one bar means
 * nothing.
 *
 * All figures get the same number of decimal places, so that drawing them is arithmetic on whole numbers. A
 * corrected figure counts, not the misprint. Nil is zero; other empty cells are not points. */
#include "doc/chart.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/vec.h"
#include "doc/table_cell.h"
#include "doc/units.h"

enum { MOST_PLACES = 9, MANY_BARS = 60, MANY_PARTS = 8 };
static const int64_t LARGEST_UNITS = INT64_C(100000000000000);

/* A chart under construction: which cell gives which point. */
typedef struct Making {
    Arena *a;
    Diag *d;
    const Table *t;
    const ChartAsk *ask;
    VEC(int) rows;
    VEC(int) columns;
    bool rows_are_series;
    Chart *c;
} Making;

/* ---- which columns and rows ---- */

static Str unit_of(const Table *t, int row, int column)
{
    return row >= 0 ? cell_unit(t, row, column) : table_unit(t, column);
}

static bool is_of_verdicts(const Column *c)
{
    return c->kind == COL_STATUS;
}

static bool is_wanted(const Making *m, const Column *c)
{
    return m->ask->type == CHART_STATUS ? is_of_verdicts(c) : column_is_figure(c->kind);
}

static void take_given_columns(Making *m)
{
    for (int i = 0; i < m->ask->ncolumns; i++) {
        const Column *c = &m->t->columns[m->ask->columns[i]];
        if (is_wanted(m, c))
            VEC_PUSH(m->a, &m->columns, m->ask->columns[i]);
        else
            diag(m->d, CHT003, m->ask->pos, "column \"" STR_FMT "\" has no %s to draw; expected another column",
                 STR_ARG(c->id), m->ask->type == CHART_STATUS ? "verdicts" : "figures");
    }
}

/* The first suitable column, and those of the same unit and kind. */
static void take_usual_columns(Making *m)
{
    const Table *t = m->t;
    int first = -1;
    for (int i = 0; i < t->ncolumns; i++) {
        if (!is_wanted(m, &t->columns[i]))
            continue;
        if (first < 0)
            first = i;
        if (i > first && m->ask->type == CHART_STATUS)
            return;
        if (t->columns[i].kind == t->columns[first].kind && str_eq(table_unit(t, i), table_unit(t, first)))
            VEC_PUSH(m->a, &m->columns, i);
    }
    if (first < 0)
        diag(m->d, CHT003, m->ask->pos, "data \"" STR_FMT "\" has no column of %s to draw", STR_ARG(t->id),
             m->ask->type == CHART_STATUS ? "verdicts" : "figures");
}

static void take_rows(Making *m)
{
    for (int i = 0; i < m->ask->nrows; i++)
        VEC_PUSH(m->a, &m->rows, m->ask->rows[i]);
    for (int i = 0; i < m->t->nrows && m->ask->nrows == 0; i++)
        if (m->t->rows[i].role == ROW_LINE)
            VEC_PUSH(m->a, &m->rows, i);
}

static bool series_are_rows(const Making *m)
{
    if (m->ask->series != SERIES_BY_TYPE)
        return m->ask->series == SERIES_ROWS;
    bool turned = m->rows.n == 1 && m->columns.n > 1;
    switch (m->ask->type) {
    case CHART_BAR: return turned;
    case CHART_LINE: return m->columns.n > 1;
    case CHART_SHARE:
    case CHART_PIE: return !turned;
    case CHART_STACKED: return true;
    default: return false;
    }
}

/* A pie shows one whole. */
static void keep_one_whole(Making *m)
{
    int *wholes = m->rows_are_series ? &m->columns.n : &m->rows.n;
    if (m->ask->type != CHART_PIE || *wholes <= 1)
        return;
    diag(m->d, CHT008, m->ask->pos, "a pie shows the parts of one whole; expected one column or one row");
    *wholes = 1;
}

/* ---- points ---- */

static const Cell *cell_at(const Table *t, int row, int column)
{
    return table_cell(t, table_origin(t, row, column));
}

/* The figure in 1/10^places; false: it is too large. */
static bool to_units(Decimal value, int places, int64_t *out)
{
    Decimal d = decimal_round(value, places);
    if (d.places != places || d.units > LARGEST_UNITS || d.units < -LARGEST_UNITS)
        return false;
    *out = d.units;
    return true;
}

/* A figure in the chart's unit, and the decimals that it is shown with. False: there is none that can be drawn with the
 * others. */
static bool figure_at(const Making *m, int row, int column, Decimal *value, int *decimals)
{
    const Cell *cell = cell_at(m->t, row, column);
    Str unit = unit_of(m->t, row, column);
    *value = cell_counted(cell);
    *decimals = row_decimals(&m->t->rows[row], &m->t->columns[column]);
    if (!cell->number || !units_agree(unit, m->c->unit) || !unit_convert(*value, unit, m->c->unit, value))
        return false;
    for (; !str_eq(unit, m->c->unit) && value->places > 0 && value->units % 10 == 0; value->places--)
        value->units /= 10;
    if (*decimals < 0 || !str_eq(unit, m->c->unit))
        *decimals = (int)value->places;
    return true;
}

/* As many places as the figures have and a chart can hold. */
static void settle_places(Making *m)
{
    int places = 0, shown = 0;
    for (int r = 0; r < m->rows.n; r++) {
        for (int k = 0; k < m->columns.n; k++) {
            int decimals;
            Decimal value;
            if (!figure_at(m, m->rows.at[r], m->columns.at[k], &value, &decimals))
                continue;
            places = int_max(places, value.places);
            shown = int_max(shown, decimals);
        }
    }
    m->c->decimals = int_min(shown, MOST_PLACES);
    m->c->places = int_min(int_max(places, shown), MOST_PLACES);
    int64_t units;
    for (int r = 0; r < m->rows.n; r++) {
        for (int k = 0; k < m->columns.n; k++) {
            int decimals;
            Decimal value;
            bool there = figure_at(m, m->rows.at[r], m->columns.at[k], &value, &decimals);
            while (there && m->c->places > 0 && !to_units(value, m->c->places, &units))
                m->c->places--;
        }
    }
    m->c->decimals = int_min(m->c->decimals, m->c->places);
}

static void settle_unit(Making *m)
{
    bool found = false, mixed = false;
    Str other = {0};
    for (int r = 0; r < m->rows.n; r++) {
        for (int k = 0; k < m->columns.n; k++) {
            if (!cell_at(m->t, m->rows.at[r], m->columns.at[k])->number)
                continue;
            Str unit = unit_of(m->t, m->rows.at[r], m->columns.at[k]);
            if (!found)
                m->c->unit = unit;
            else if (!mixed && !units_agree(unit, m->c->unit))
                other = unit, mixed = true;
            found = true;
        }
    }
    if (mixed)
        diag(m->d, CHT004, m->ask->pos,
             "this chart mixes figures in \"" STR_FMT "\" and \"" STR_FMT "\"; expected one unit: choose with rows= or "
             "columns=",
             STR_ARG(m->c->unit), STR_ARG(other));
}

static bool shows_parts(ChartType type)
{
    return type == CHART_SHARE || type == CHART_PIE;
}

static void refuse_point(Making *m, ChartPoint *p, Pos pos, Code code, const char *why)
{
    diag(m->d, code, m->ask->pos, "%s", why);
    diag_label(m->d, pos, "the figure");
    p->there = false;
}

static void fill_point(Making *m, int row, int column, ChartPoint *p)
{
    const Cell *cell = cell_at(m->t, row, column);
    Str unused;
    p->row = row + 1;
    p->column = column + 1;
    if (!cell->number) {
        p->there = cell->empty == CELL_NIL;
        p->empty = cell->empty;
        p->words = cell->empty != CELL_FILLED ? empty_words(m->t->language, cell->empty) : cell->text;
        p->label = cell->empty != CELL_FILLED ? cell_format(m->a, m->t, row, column, &unused) : STR("\xE2\x80\x93");
        return;
    }
    int decimals;
    Decimal value;
    if (!figure_at(m, row, column, &value, &decimals))
        return;
    p->there = to_units(value, m->c->places, &p->units);
    if (!p->there)
        refuse_point(m, p, cell->pos, CHT005, "a figure is too large to draw");
    else if (p->units < 0 && shows_parts(m->ask->type))
        refuse_point(m, p, cell->pos, CHT005, "a negative figure cannot be a share of a whole; expected type=bar");
    p->label = chart_figure(m->a, m->c, p->units, int_min(decimals, m->c->places));
}

static ChartPoint *make_points(Making *m)
{
    Chart *c = m->c;
    c->ngroups = m->rows_are_series ? m->columns.n : m->rows.n;
    c->nseries = m->rows_are_series ? m->rows.n : m->columns.n;
    ChartPoint *points = NEWN(m->a, ChartPoint, (size_t)c->ngroups * (size_t)c->nseries);
    for (int g = 0; g < c->ngroups; g++)
        for (int s = 0; s < c->nseries; s++)
            fill_point(m, m->rows.at[m->rows_are_series ? s : g], m->columns.at[m->rows_are_series ? g : s],
                       &points[g * c->nseries + s]);
    return points;
}

/* ---- names ---- */

static const Str *row_names(Making *m)
{
    Str *names = NEWN(m->a, Str, m->rows.n);
    for (int i = 0; i < m->rows.n; i++)
        names[i] = m->t->rows[m->rows.at[i]].label;
    return names;
}

/* A column's name is its heading, with the one above it when several have the same. */
static const Str *column_names(Making *m)
{
    Str *names = NEWN(m->a, Str, m->columns.n);
    for (int i = 0; i < m->columns.n; i++) {
        const Column *c = &m->t->columns[m->columns.at[i]];
        bool same = false, all_same = m->columns.n > 1;
        for (int k = 0; k < m->columns.n; k++) {
            bool equal = str_eq(m->t->columns[m->columns.at[k]].label, c->label);
            same = same || (k != i && equal);
            all_same = all_same && equal;
        }
        names[i] = !same || !c->span.n ? c->label
                   : all_same          ? c->span
                                       : str_format(m->a, STR_FMT ", " STR_FMT, STR_ARG(c->span), STR_ARG(c->label));
    }
    return names;
}

static void set_names(Making *m)
{
    const Str *rows = row_names(m), *columns = column_names(m);
    m->c->groups = m->rows_are_series ? columns : rows;
    m->c->series = m->rows_are_series ? rows : columns;
    if (!m->rows_are_series && m->t->ncolumns && !column_is_figure(m->t->columns[0].kind))
        m->c->along = m->t->columns[0].label;
}

/* ---- order ---- */

typedef struct Rank {
    int64_t units;
    bool there;
    int at;
} Rank;

/* Missing points come last in either order; otherwise the order is unchanged. */
static int compare_ranks(const void *a, const void *b)
{
    const Rank *x = a, *y = b;
    if (x->there != y->there)
        return x->there ? -1 : 1;
    if (x->units != y->units)
        return x->units > y->units ? -1 : 1;
    return x->at - y->at;
}

static void rank(Making *m, Rank *ranks, int n, bool groups)
{
    for (int i = 0; i < n; i++) {
        const ChartPoint *p = groups ? chart_point(m->c, i, 0) : chart_point(m->c, 0, i);
        ranks[i] = (Rank){p->units * (m->ask->order == ORDER_SMALLEST ? -1 : 1), p->there, i};
    }
    qsort(ranks, (size_t)n, sizeof *ranks, compare_ranks);
}

/* Bars by the first series; parts by the first whole. */
static void put_in_order(Making *m)
{
    Chart *c = m->c;
    if (m->ask->order == ORDER_AS_IS || m->ask->type == CHART_LINE)
        return;
    bool groups = m->ask->type == CHART_BAR;
    int n = groups ? c->ngroups : c->nseries;
    Rank *ranks = NEWN(m->a, Rank, n);
    rank(m, ranks, n, groups);
    Str *names = NEWN(m->a, Str, n);
    ChartPoint *points = NEWN(m->a, ChartPoint, (size_t)c->ngroups * (size_t)c->nseries);
    for (int i = 0; i < n; i++)
        names[i] = (groups ? c->groups : c->series)[ranks[i].at];
    for (int g = 0; g < c->ngroups; g++)
        for (int s = 0; s < c->nseries; s++)
            points[g * c->nseries + s] = *chart_point(c, groups ? ranks[g].at : g, groups ? s : ranks[s].at);
    *(groups ? &c->groups : &c->series) = names;
    c->points = points;
}

static const int64_t *make_totals(const Making *m)
{
    const Chart *c = m->c;
    int64_t *totals = NEWN(m->a, int64_t, c->ngroups);
    for (int g = 0; g < c->ngroups; g++)
        for (int s = 0; s < c->nseries; s++)
            totals[g] += chart_point(c, g, s)->there ? chart_point(c, g, s)->units : 0;
    return totals;
}

/* ---- verdicts ---- */

static ChartVerdict verdict_of(const Cell *cell)
{
    return str_is(cell->status, "achieved") ? VERDICT_ACHIEVED
           : str_is(cell->status, "missed") ? VERDICT_MISSED
                                            : VERDICT_OTHER;
}

static Str verdict_words(const Language *l, const Cell *cell)
{
    if (cell->empty != CELL_FILLED)
        return empty_words(l, cell->empty);
    return cell->text.n ? cell->text : language_word(l, WORD_NOT_APPLICABLE);
}

typedef struct Verdicts {
    VEC(Str) words;
    VEC(ChartVerdict) kinds;
} Verdicts;

/* The series with these words; a new one follows those of its kind. */
static void add_verdict(Making *m, Verdicts *v, const Cell *cell)
{
    Str words = verdict_words(m->t->language, cell);
    ChartVerdict kind = verdict_of(cell);
    int at = 0;
    for (int i = 0; i < v->words.n; i++) {
        if (str_eq(v->words.at[i], words))
            return;
        if (v->kinds.at[i] <= kind)
            at = i + 1;
    }
    VEC_PUSH(m->a, &v->words, words);
    VEC_PUSH(m->a, &v->kinds, kind);
    for (int i = v->words.n - 1; i > at; i--) {
        v->words.at[i] = v->words.at[i - 1];
        v->kinds.at[i] = v->kinds.at[i - 1];
    }
    v->words.at[at] = words;
    v->kinds.at[at] = kind;
}

static void make_verdicts(Making *m)
{
    Chart *c = m->c;
    Verdicts v = {0};
    for (int r = 0; r < m->rows.n; r++)
        add_verdict(m, &v, cell_at(m->t, m->rows.at[r], m->columns.at[0]));
    c->groups = row_names(m);
    c->ngroups = m->rows.n;
    c->series = v.words.at;
    c->verdicts = v.kinds.at;
    c->nseries = v.words.n;
    ChartPoint *points = NEWN(m->a, ChartPoint, (size_t)c->ngroups * (size_t)c->nseries);
    for (int r = 0; r < m->rows.n; r++) {
        Str words = verdict_words(m->t->language, cell_at(m->t, m->rows.at[r], m->columns.at[0]));
        for (int s = 0; s < c->nseries; s++)
            if (str_eq(c->series[s], words))
                points[r * c->nseries + s] = (ChartPoint){.there = true, .units = 1, .label = words};
    }
    c->points = points;
}

/* ---- the chart ---- */

static bool has_points(const Chart *c)
{
    for (int i = 0; i < c->ngroups * c->nseries; i++)
        if (c->points[i].there)
            return true;
    return false;
}

static bool has_wholes(const Chart *c)
{
    for (int g = 0; g < c->ngroups; g++)
        if (c->totals[g] > 0)
            return true;
    return false;
}

static bool is_worth_drawing(const Making *m)
{
    const char *lacking = NULL;
    if (!has_points(m->c))
        lacking = "has no figures to draw";
    else if (shows_parts(m->c->type) && !has_wholes(m->c))
        lacking = "has nothing to divide into shares: all its figures are zero";
    if (lacking)
        diag(m->d, CHT002, m->ask->pos, "this chart of \"" STR_FMT "\" %s", STR_ARG(m->t->id), lacking);
    return !lacking;
}

static void warn_of_many(const Making *m)
{
    const Chart *c = m->c;
    if (c->type != CHART_STATUS && c->nseries > MANY_PARTS)
        diag(m->d, CHT006, m->ask->pos,
             "this chart has %d %s, too many to tell apart; expected at most %d: choose with rows= or columns=",
             c->nseries,
             c->type == CHART_BAR    ? "series"
             : c->type == CHART_LINE ? "lines"
                                     : "parts",
             MANY_PARTS);
    else if (c->type == CHART_BAR && c->ngroups > MANY_BARS)
        diag(m->d, CHT006, m->ask->pos,
             "this chart has bars for %d rows; expected at most %d: choose with rows=", c->ngroups, MANY_BARS);
}

const Chart *chart_make(Arena *a, Diag *d, const Table *t, const ChartAsk *ask)
{
    Making m = {.a = a, .d = d, .t = t, .ask = ask, .c = NEW(a, Chart)};
    m.c->type = ask->type;
    m.c->table = t;
    if (ask->ncolumns)
        take_given_columns(&m);
    else
        take_usual_columns(&m);
    if (m.columns.n == 0)
        return NULL;
    take_rows(&m);
    if (ask->type == CHART_STATUS) {
        make_verdicts(&m);
        return is_worth_drawing(&m) ? m.c : NULL;
    }
    m.rows_are_series = series_are_rows(&m);
    keep_one_whole(&m);
    settle_unit(&m);
    settle_places(&m);
    m.c->points = make_points(&m);
    set_names(&m);
    put_in_order(&m);
    m.c->totals = make_totals(&m);
    if (!is_worth_drawing(&m))
        return NULL;
    warn_of_many(&m);
    return m.c;
}

const ChartPoint *chart_point(const Chart *c, int group, int series)
{
    return &c->points[group * c->nseries + series];
}

Str chart_point_name(Arena *a, const Chart *c, int group, int series)
{
    if (c->nseries == 1)
        return c->groups[group];
    if (c->ngroups == 1)
        return c->series[series];
    return str_format(a, STR_FMT ", " STR_FMT, STR_ARG(c->groups[group]), STR_ARG(c->series[series]));
}

bool chart_has_negatives(const Chart *c)
{
    for (int i = 0; i < c->ngroups * c->nseries; i++)
        if (c->points[i].there && c->points[i].units < 0)
            return true;
    return false;
}
