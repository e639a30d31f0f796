/* Where the document shows a figure of the data: in sentences by placeholders, in tables, in charts.
 *
 * Made when the first figure differs. A placeholder leads to the cells of its path (a sum to all of them) and to those
 * that a form compares it with; one that counts lines leads to none, because no figure changes with it. */
#include "check/signed/signed_private.h"

#include "doc/chart.h"

enum {
    LABELS_MOST = 6,    /* shown for one figure */
    CELLS_MOST = 100000 /* that one document's placeholders lead to */
};

typedef struct Shown {
    const Table *table;
    const char *what;  /* "table", "chart" */
    Str number;        /* "Table 3"; empty for none */
    Str rows, columns; /* listed by the author; empty: all */
    Pos pos;
} Shown;

typedef VEC(Pos) ReachPlaces;

struct FigureReach {
    Arena *a;
    const Doc *doc;
    const SignedRecord *now;
    bool made;
    int cells;
    Map sentences; /* table, row and column as bytes → ReachPlaces */
    VEC(Shown) shown;
};

typedef struct CellKey {
    const Table *table;
    int row, column;
} CellKey;

/* --- placeholders ---------------------------------------------------------------- */

static void add_cell(FigureReach *r, CellKey cell, Pos pos)
{
    CellKey *key = NEW(r->a, CellKey);
    *key = cell;
    Str bytes = {(const char *)key, sizeof *key};
    ReachPlaces *places = map_find(&r->sentences, bytes);
    if (r->cells++ > CELLS_MOST)
        return;
    if (!places)
        map_put(r->a, &r->sentences, bytes, places = NEW(r->a, ReachPlaces));
    if (!places->n || places->at[places->n - 1].line != pos.line || places->at[places->n - 1].col != pos.col)
        VEC_PUSH(r->a, places, pos);
}

/* A name, or a..b; a group's stands for the rows in it. */
static void add_named(FigureReach *r, CellKey cell, Str name, Pos pos)
{
    const Table *t = cell.table;
    int dots = str_find(name, ".."), from = table_row_or_reference(t, name), to = from;
    if (from < 0 && dots > 0) {
        from = table_row_or_reference(t, str_sub(name, 0, dots));
        to = table_row_or_reference(t, str_sub(name, dots + 2, name.n));
    }
    if (from < 0)
        return;
    if (to == from && t->rows[from].role == ROW_GROUP)
        while (to + 1 < t->nrows && t->rows[to + 1].level > t->rows[from].level)
            to++;
    for (cell.row = from; cell.row <= to && r->cells <= CELLS_MOST; cell.row++)
        add_cell(r, cell, pos);
}

/* What a path leaves out is that of the place it is compared with, or of the table that has it among its words. */
typedef struct PathParts {
    const Table *table;
    Str rows, column;
} PathParts;

static bool read_path(const FigureReach *r, Str path, PathParts *p)
{
    Str first, rest;
    int slashes = 0;
    for (int i = 0; i < path.n; i++)
        slashes += path.p[i] == '/';
    if (slashes == 2 && str_cut(path, '/', &first, &rest)) {
        p->table = map_find(&r->doc->tables, first);
        path = rest;
    }
    if (slashes == 0)
        p->column = path;
    else
        str_cut(path, '/', &p->rows, &p->column);
    return p->table && p->rows.n;
}

static void add_path(FigureReach *r, const PathParts *p, Pos pos)
{
    CellKey cell = {.table = p->table, .column = table_column(p->table, p->column)};
    for (int at = 0; at < p->rows.n && cell.column >= 0;) {
        int from = at;
        while (at < p->rows.n && p->rows.p[at] != '+' && p->rows.p[at] != ' ')
            at++;
        add_named(r, cell, str_sub(p->rows, from, at++), pos);
    }
}

static void add_placeholder(FigureReach *r, const Table *here, Str written, Pos pos)
{
    Str path, form, word;
    PathParts parts = {.table = here};
    str_cut(written, '|', &path, &form);
    path = str_trim(path);
    if (str_starts(path, "sum "))
        path = str_trim(str_sub(path, 4, path.n));
    if (!read_path(r, path, &parts))
        return;
    add_path(r, &parts, pos);
    bool compares = false;
    for (bool more = true; more;) {
        more = str_cut(str_trim(form), ' ', &word, &form);
        PathParts other = parts;
        if (compares && read_path(r, word, &other))
            add_path(r, &other, pos);
        compares = str_is(word, "difference") || str_is(word, "change");
    }
}

static void add_figures(FigureReach *r, const Table *here, const SignedFigures *f)
{
    Str rest = f->text;
    for (int open; (open = str_find(rest, "{{ ")) >= 0;) {
        Str inner = str_sub(rest, open + 3, rest.n);
        int close = str_find(inner, " }}");
        if (close < 0)
            return;
        add_placeholder(r, here, str_sub(inner, 0, close), f->pos);
        rest = str_sub(inner, close + 3, inner.n);
    }
}

/* --- tables and charts ------------------------------------------------------------ */

static void add_shown(FigureReach *r, const Node *n)
{
    bool chart = n->kind == NODE_IMAGE && n->u.image.chart;
    const Node *block = chart ? n->parent : n;
    const Table *t = chart                                            ? n->u.image.chart->table
                     : n->kind == NODE_TABLE && n->u.table.data.n > 0 ? map_find(&r->doc->tables, n->u.table.data)
                                                                      : NULL;
    if (t)
        VEC_PUSH(r->a, &r->shown,
                 (Shown){.table = t,
                         .what = chart ? "chart" : "table",
                         .number = block->number,
                         .rows = node_attr(block, "rows"),
                         .columns = node_attr(block, "columns"),
                         .pos = block->pos});
}

static void make(FigureReach *r)
{
    r->made = true;
    for (int i = 0; i < r->now->nparts; i++)
        for (int k = 0; k < r->now->parts[i].nlines; k++)
            for (int f = 0; f < r->now->parts[i].lines[k].nfigures; f++)
                add_figures(r, r->now->parts[i].table, &r->now->parts[i].lines[k].figures[f]);
    for (const Node *n = r->doc->root; n; n = node_next_block(n, r->doc->root))
        add_shown(r, n);
}

/* Whether a list of names, empty for all, has one of these. */
static bool lists(Str list, Str name, Str other)
{
    for (int i = 0; i < list.n;) {
        int from = i;
        while (i < list.n && list.p[i] != ' ' && list.p[i] != ',')
            i++;
        Str one = str_sub(list, from, i++);
        if (one.n && (str_eq(one, name) || str_eq(one, other)))
            return true;
    }
    return !list.n;
}

FigureReach *reach_new(Arena *a, const Doc *doc, const SignedRecord *now)
{
    FigureReach *r = NEW(a, FigureReach);
    r->a = a;
    r->doc = doc;
    r->now = now;
    return r;
}

static bool shows(const Shown *s, const Table *t, int row, int column)
{
    const Row *line = &t->rows[row];
    return s->table == t && lists(s->rows, line->id, line->reference)
           && lists(s->columns, t->columns[column].id, t->columns[column].id);
}

/* The label of one place; the last one counts those that are not shown. */
static void put_label(Diag *d, Pos pos, Str what, int more)
{
    if (more > 0)
        diag_label(d, pos, STR_FMT ", and %d more", STR_ARG(what), more);
    else
        diag_label(d, pos, STR_FMT, STR_ARG(what));
}

void reach_label(FigureReach *r, Diag *d, const Table *t, int row, int column)
{
    if (!r->made)
        make(r);
    CellKey key = {t, row, column};
    const ReachPlaces *places = map_find(&r->sentences, (Str){(const char *)&key, sizeof key});
    int total = places ? places->n : 0, nplaces = total, put = 0;
    for (int i = 0; i < r->shown.n; i++)
        total += shows(&r->shown.at[i], t, row, column);
    for (int i = 0; i < nplaces && put < LABELS_MOST; i++)
        put_label(d, places->at[i], STR("shown here"), ++put == LABELS_MOST ? total - put : 0);
    for (int i = 0; i < r->shown.n && put < LABELS_MOST; i++) {
        const Shown *s = &r->shown.at[i];
        if (!shows(s, t, row, column))
            continue;
        Str what = s->number.n ? str_format(r->a, "shown in " STR_FMT, STR_ARG(s->number))
                               : str_format(r->a, "shown in this %s", s->what);
        put_label(d, s->pos, what, ++put == LABELS_MOST ? total - put : 0);
    }
}
