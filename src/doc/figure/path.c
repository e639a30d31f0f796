/* Where a path leads: rows and columns by name, and the figure there or the sum of several.
 *
 * A sum takes each cell in its own unit. Amounts of money are brought to the smallest unit among them, so that nothing
 * is rounded; other kinds are refused. The correct figure counts, not the misprint; words that consist of one figure
 * with £ or % count as that figure. Cells that are nil, not applicable or the like add nothing; one that is not known
 * makes the sum unknown. A figure that spans several rows is added once. */
#include "doc/figure/figure_private.h"

#include "doc/units.h"

enum { NAMES_MOST = 2000 }; /* names searched for the nearest one */

/* --- names --- */

const Table *find_table(Finder *f, Str id)
{
    Table *t = f->tables && f->tables->n ? map_find(f->tables, id) : NULL;
    if (t && f->named)
        map_put(f->a, f->named, id, t);
    if (t)
        return t;
    int n = f->tables ? f->tables->n : 0;
    Str *names = NEWN(f->a, Str, n);
    for (int i = 0; i < n; i++)
        names[i] = f->tables->entries[i].key;
    refuse_name(f, DAT001, "data", id, &(Strs){.at = names, .n = n});
    return NULL;
}

int find_column(Finder *f, const Table *t, Str id)
{
    int found = table_column(t, id);
    if (found >= 0)
        return found;
    Str *names = NEWN(f->a, Str, t->ncolumns);
    for (int i = 0; i < t->ncolumns; i++)
        names[i] = t->columns[i].id;
    refuse_name(f, DAT004, "column", id, &(Strs){.at = names, .n = t->ncolumns});
    return -1;
}

static int find_row(Finder *f, const Table *t, Str name)
{
    int found = table_row_or_reference(t, name);
    if (found >= 0)
        return found;
    int n = t->nrows <= NAMES_MOST ? t->nrows : 0;
    Str *names = NEWN(f->a, Str, n);
    for (int i = 0; i < n; i++)
        names[i] = t->rows[i].id;
    refuse_name(f, DAT004, "row", name, &(Strs){.at = names, .n = n});
    return -1;
}

/* --- rows and columns --- */

/* Not those that are part of another line: nothing adds them unless it names them. */
static bool is_line(const Row *row)
{
    return row->role == ROW_LINE && !row->memo;
}

static void take_lines(Finder *f, const Table *t, int from, int level, Places *out)
{
    for (int i = from; i < t->nrows && t->rows[i].level > level; i++)
        if (is_line(&t->rows[i]))
            VEC_PUSH(f->a, out, i);
}

/* The ends as they are, and the lines between them. */
static void take_range(Finder *f, const Table *t, int from, int to, Places *out)
{
    if (from == to && t->rows[from].role == ROW_GROUP)
        return take_lines(f, t, from + 1, t->rows[from].level, out);
    for (int i = from; i <= to; i++) {
        bool end = (i == from || i == to) && t->rows[i].role != ROW_GROUP;
        if (end || is_line(&t->rows[i]))
            VEC_PUSH(f->a, out, i);
    }
}

static bool refuse_order(Finder *f, Str name, const char *first)
{
    return refuse_figure(f, DAT020, name,
                         str_format(f->a, "\"" STR_FMT "\" is in the wrong order; expected the %s first", STR_ARG(name),
                                    first));
}

/* One name, or a..b. */
static bool take_named(Finder *f, const Table *t, Str name, Places *out)
{
    int dots = table_row_or_reference(t, name) >= 0 ? -1 : str_find(name, "..");
    int from = find_row(f, t, dots < 0 ? name : str_sub(name, 0, dots));
    if (from < 0)
        return false;
    int to = dots < 0 ? from : find_row(f, t, str_sub(name, dots + 2, name.n));
    if (to < 0)
        return false;
    if (to < from)
        return refuse_order(f, name, "upper row");
    take_range(f, t, from, to, out);
    return true;
}

static bool no_row_twice(Finder *f, const Table *t, Str names, const Places *rows)
{
    bool *taken = NEWN(f->a, bool, t->nrows);
    for (int i = 0; i < rows->n; i++) {
        int row = rows->at[i];
        if (taken[row])
            return refuse_figure(f, DAT020, names,
                                 str_format(f->a, "\"" STR_FMT "\" is named twice; expected each row once",
                                            STR_ARG(t->rows[row].label)));
        taken[row] = true;
    }
    return true;
}

bool find_rows(Finder *f, const Table *t, Str names, Places *out)
{
    *out = (Places){0};
    if (!names.n) {
        take_lines(f, t, 0, -1, out);
        return true;
    }
    if (table_row_or_reference(t, names) >= 0)
        return take_named(f, t, names, out);
    bool several = false;
    for (int at = 0; at < names.n;) {
        int from = at;
        while (at < names.n && names.p[at] != '+' && names.p[at] != ' ')
            at++;
        Str name = str_sub(names, from, at++);
        several = several || from > 0;
        if (name.n && !take_named(f, t, name, out))
            return false;
    }
    return !several || no_row_twice(f, t, names, out);
}

bool find_columns(Finder *f, const Table *t, Str names, Places *out)
{
    *out = (Places){0};
    int dots = table_column(t, names) >= 0 ? -1 : str_find(names, "..");
    int from = find_column(f, t, dots < 0 ? names : str_sub(names, 0, dots));
    int to = from < 0 || dots < 0 ? from : find_column(f, t, str_sub(names, dots + 2, names.n));
    if (from < 0 || to < 0)
        return false;
    if (to < from)
        return refuse_order(f, names, "left column");
    for (int i = from; i <= to; i++)
        VEC_PUSH(f->a, out, i);
    return true;
}

static int count_slashes(Str s)
{
    int n = 0;
    for (int i = 0; i < s.n; i++)
        n += s.p[i] == '/';
    return n;
}

bool find_span(Finder *f, const Table *here, Str path, FigureSpan *out)
{
    Str id, rest = path, rows, column;
    *out = (FigureSpan){.table = here};
    if (!here || count_slashes(path) > 1) {
        if (!str_cut(path, '/', &id, &rest) || count_slashes(rest) != 1)
            return refuse_figure(f, MD009, path,
                                 str_format(f->a, "\"" STR_FMT "\" is not valid; expected data/row/column",
                                            STR_ARG(path)));
        out->table = find_table(f, id);
        if (!out->table)
            return false;
    }
    if (!str_cut(rest, '/', &rows, &column) || !column.n)
        return refuse_figure(f, MD009, path,
                             str_format(f->a, "\"" STR_FMT "\" is not valid; expected row/column", STR_ARG(path)));
    if (!rows.n)
        return refuse_figure(f, DAT004, rows, STR("no such rows"));
    return find_rows(f, out->table, rows, &out->rows) && find_columns(f, out->table, column, &out->columns);
}

FigureSpan span_of_cell(Finder *f, const Table *t, int row, int column)
{
    FigureSpan span = {.table = t};
    VEC_PUSH(f->a, &span.rows, row);
    VEC_PUSH(f->a, &span.columns, column);
    return span;
}

/* --- sums --- */

bool is_zero(Emptiness empty)
{
    return empty != CELL_FILLED && !is_unknown(empty);
}

static int larger_decimals(int a, int b)
{
    return a < 0 || b < 0 ? -1 : int_max(a, b);
}

/* Changes a figure to a unit that is that many powers of ten smaller. */
static bool make_finer(FigurePlace *p, int powers, Str unit)
{
    p->unit = unit;
    p->decimals = p->decimals < 0 ? -1 : int_max(0, p->decimals - powers);
    return decimal_shift_exact(p->value, powers, &p->value);
}

/* Pence beside pounds are hundredths of them: a sum of both is not written in pence. */
static bool be_pounds(FigurePlace *p)
{
    int exponent;
    if (!unit_exponent(p->unit, &exponent) || exponent >= 0)
        return true;
    p->unit = STR("£");
    p->decimals = p->decimals < 0 ? -1 : p->decimals - exponent;
    return decimal_shift_exact(p->value, exponent, &p->value);
}

bool bring_together(FigurePlace *a, FigurePlace *b)
{
    int above;
    if (!str_eq(a->unit, b->unit) && !(be_pounds(a) && be_pounds(b)))
        return false;
    if (!unit_converts(a->unit, b->unit, &above))
        return false;
    if (above > 0)
        return make_finer(a, above, b->unit);
    return above == 0 || make_finer(b, -above, a->unit);
}

typedef struct Adding {
    Finder *f;
    const FigureSpan *span;
    FigurePlace *sum;
    const Cell *last;
    CellPlace unknown; /* the first cell that makes the sum unknown; row -1: none */
    CellPlace merged;  /* the first figure that belongs to several columns */
} Adding;

/* The figure of one cell. */
static FigurePlace place_of(Finder *f, const Table *t, CellPlace at)
{
    const Cell *cell = table_cell(t, table_origin(t, at.row, at.column));
    FigurePlace p = {.table = t, .row = at.row, .column = at.column, .nrows = 1, .empty = cell->empty};
    Decimal value;
    Str unit = cell_unit(t, at.row, at.column);
    p.unit = unit;
    p.decimals = row_decimals(&t->rows[at.row], &t->columns[at.column]);
    if (!cell_figure(f->a, cell, &value, &unit) || (!cell->number && !unit.n))
        return p;
    p.number = true;
    p.value = value;
    p.unit = unit;
    p.empty = CELL_FILLED;
    return p;
}

static bool add_figure(Adding *s, FigurePlace *p)
{
    FigurePlace *sum = s->sum;
    Str part = s->f->all;
    const Column *a = &p->table->columns[p->column], *b = &p->table->columns[sum->column];
    if (!bring_together(sum, p) || (a->measure.n && b->measure.n && !str_eq(a->measure, b->measure)))
        return refuse_units(s->f, part, sum, p);
    sum->decimals = larger_decimals(sum->decimals, p->decimals);
    return decimal_add(sum->value, p->value, &sum->value)
           || refuse_figure(s->f, DAT020, part, STR("the figures are too large to add up"));
}

static bool add_cell(Adding *s, int row, int column)
{
    const Table *t = s->span->table;
    CellPlace origin = table_origin(t, row, column);
    const Cell *cell = table_cell(t, origin);
    if (cell == s->last)
        return true;
    s->last = cell;
    FigurePlace p = place_of(s->f, t, (CellPlace){origin.row, column});
    bool first = s->sum->nrows == 0, first_number = p.number && !s->sum->number;
    int nrows = s->sum->nrows + 1;
    if (cell->colspan > 1 && s->merged.row < 0)
        s->merged = (CellPlace){row, column};
    if (!p.number && !is_zero(p.empty) && s->unknown.row < 0)
        s->unknown = (CellPlace){row, column};
    if (first || first_number) {
        if (first)
            p.row = row, p.column = column;
        else
            p.row = s->sum->row, p.column = s->sum->column;
        *s->sum = p;
    } else if (p.number && !add_figure(s, &p)) {
        return false;
    }
    s->sum->nrows = nrows;
    return true;
}

static bool refuse_merged(Finder *f, const Table *t, CellPlace at)
{
    refuse_figure(f, DAT020, f->all,
                  str_format(f->a,
                             "\"" STR_FMT "\" has one figure for several columns, which cannot be added to others",
                             STR_ARG(t->rows[at.row].label)));
    return refuse_beside(f, table_cell(t, table_origin(t, at.row, at.column))->pos, "the merged figure");
}

static bool adds_one_of(const Relation *r, const bool *taken)
{
    bool one = false;
    for (int i = 0; i < r->nterms && !one; i++)
        one = taken[r->terms[i].at] && !r->terms[i].minus;
    return one;
}

/* A total or subtotal among rows that it adds up itself would count these twice. */
static bool no_sum_of_others(Finder *f, const FigureSpan *span)
{
    const Table *t = span->table;
    bool *taken = NEWN(f->a, bool, t->nrows), sums = false;
    for (int i = 0; i < span->rows.n; i++) {
        RowRole role = t->rows[span->rows.at[i]].role;
        taken[span->rows.at[i]] = true;
        sums = sums || role == ROW_TOTAL || role == ROW_SUBTOTAL;
    }
    for (int i = 0; sums && i < t->nrelations; i++) {
        const Relation *r = &t->relations[i];
        if (r->of_column || r->kind != RELATION_SUM || !taken[r->at] || !adds_one_of(r, taken))
            continue;
        return refuse_figure(f, DAT020, f->all,
                             str_format(f->a,
                                        "\"" STR_FMT "\" adds up other rows of this sum; expected each figure once",
                                        STR_ARG(t->rows[r->at].label)));
    }
    return true;
}

bool add_span(Finder *f, const FigureSpan *span, FigurePlace *out)
{
    *out = (FigurePlace){.table = span->table, .row = -1, .column = span->columns.at[0]};
    Adding s = {.f = f, .span = span, .sum = out, .unknown = {-1, -1}, .merged = {-1, -1}};
    for (int c = 0; c < span->columns.n; c++)
        for (int r = 0; r < span->rows.n; r++)
            if (!add_cell(&s, span->rows.at[r], span->columns.at[c]))
                return false;
    if (out->nrows < 2)
        return out->nrows > 0 || refuse_figure(f, DAT004, f->all, STR("no such rows"));
    if (s.unknown.row >= 0)
        return refuse_unknown(f, span->table, s.unknown, "the sum");
    if (span->rows.n > 1 && !no_sum_of_others(f, span))
        return false;
    if (s.merged.row >= 0 && span->columns.n == 1)
        return refuse_merged(f, span->table, s.merged);
    return true;
}

int table_lines(const Table *t, Str group)
{
    int from = 0, level = -1, lines = 0;
    if (group.n) {
        from = table_row(t, group);
        if (from < 0 || t->rows[from].role != ROW_GROUP)
            return -1;
        level = t->rows[from++].level;
    }
    for (int i = from; i < t->nrows && t->rows[i].level > level; i++)
        lines += t->rows[i].role == ROW_LINE;
    return lines;
}
