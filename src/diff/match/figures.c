/* The figures of the data of two editions: those that differ, have come or have gone.
 *
 * Tables are the same by their id, rows and columns by theirs, whatever their order. A row or column without an id has
 * no path, and its figures are compared where they are shown. */
#include "diff/match/match_private.h"

#include "doc/table_cell.h"

typedef struct FigureWalk {
    Arena *arena;
    Diff *diff;
    const Table *tables[2]; /* NULL: not there */
    bool *rows, *columns;   /* of the side being walked: which are calculated */
} FigureWalk;

static bool is_calculated(const FigureWalk *w, const Table *t, int row, int column)
{
    return t->rows[row].cells[column].computed || w->rows[row] || w->columns[column];
}

static bool same_figure(const Cell *a, const Cell *b)
{
    if (a->empty != b->empty || a->number != b->number || !str_eq(a->text, b->text) || a->markers != b->markers)
        return false;
    return !a->number || decimal_cmp(cell_counted(a), cell_counted(b)) == 0;
}

static bool has_figure(const Table *t, int row, int column)
{
    const Cell *cell = &t->rows[row].cells[column];
    return cell->colspan > 0 && (cell->number || cell->empty || cell->text.n > 0);
}

/* Rows and columns of a figure on both sides; -1: not there. */
static void put_figure(const FigureWalk *w, const int rows[2], const int columns[2])
{
    DiffSide side = rows[SIDE_NEW] >= 0 ? SIDE_NEW : SIDE_OLD;
    const Table *t = w->tables[side];
    Str path = str_format(w->arena, STR_FMT "/" STR_FMT "/" STR_FMT, STR_ARG(t->id), STR_ARG(t->rows[rows[side]].id),
                          STR_ARG(t->columns[columns[side]].id));
    FigureChange *change = NEW(w->arena, FigureChange);
    *change = (FigureChange){.path = path,
                             .old_table = rows[SIDE_OLD] < 0 ? NULL : w->tables[SIDE_OLD],
                             .new_table = rows[SIDE_NEW] < 0 ? NULL : w->tables[SIDE_NEW],
                             .old_row = rows[SIDE_OLD],
                             .new_row = rows[SIDE_NEW],
                             .old_column = columns[SIDE_OLD],
                             .new_column = columns[SIDE_NEW],
                             .computed = is_calculated(w, t, rows[side], columns[side])};
    map_put(w->arena, &w->diff->figures, path, change);
}

/* The figures of one side's row; those of both sides are the new side's. */
static void walk_row(const FigureWalk *w, DiffSide side, int row)
{
    const Table *t = w->tables[side], *other = w->tables[1 - side];
    int there = other ? table_row(other, t->rows[row].id) : -1;
    for (int c = 0; c < t->ncolumns; c++) {
        if (!column_is_figure(t->columns[c].kind) || !t->columns[c].id.n || !has_figure(t, row, c))
            continue;
        int column = there < 0 ? -1 : table_column(other, t->columns[c].id);
        bool in_both = column >= 0 && has_figure(other, there, column);
        if (in_both && (side == SIDE_OLD || same_figure(&t->rows[row].cells[c], &other->rows[there].cells[column])))
            continue;
        int rows[2], columns[2];
        rows[side] = row;
        columns[side] = c;
        rows[1 - side] = in_both ? there : -1;
        columns[1 - side] = in_both ? column : -1;
        put_figure(w, rows, columns);
    }
}

static void walk_table(FigureWalk *w, DiffSide side)
{
    const Table *t = w->tables[side];
    w->rows = NEWN(w->arena, bool, t->nrows);
    w->columns = NEWN(w->arena, bool, t->ncolumns);
    for (int i = 0; i < t->nrelations; i++)
        (t->relations[i].of_column ? w->columns : w->rows)[t->relations[i].at] = true;
    for (int r = 0; r < t->nrows; r++)
        if (t->rows[r].id.n && table_row(t, t->rows[r].id) == r)
            walk_row(w, side, r);
}

static void compare_tables(Arena *a, Diff *diff, const Doc *was, const Doc *now)
{
    for (int i = 0; i < was->tables.n; i++) {
        const Table *t = was->tables.entries[i].value;
        walk_table(&(FigureWalk){.arena = a,
                                 .diff = diff,
                                 .tables = {t, map_find(&now->tables, was->tables.entries[i].key)}},
                   SIDE_OLD);
    }
    for (int i = 0; i < now->tables.n; i++) {
        const Table *t = now->tables.entries[i].value;
        walk_table(&(FigureWalk){.arena = a,
                                 .diff = diff,
                                 .tables = {map_find(&was->tables, now->tables.entries[i].key), t}},
                   SIDE_NEW);
    }
}

/* Parts are the same by their place. */
void figures_compare(Arena *a, Diff *diff)
{
    static const Doc none;
    const Node *was = diff->old_doc->root->first, *now = diff->new_doc->root->first;
    for (; was || now; was = was ? was->next : NULL, now = now ? now->next : NULL)
        compare_tables(a, diff, was ? was->u.part.doc : &none, now ? now->u.part.doc : &none);
}
