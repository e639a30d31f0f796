/* Cells of pipe tables over several rows or columns: a cell of ^^ joins the one above it, a cell of << the one to its
 * left.
 *
 * Each cell gets the one to which it belongs in the end, row by row, so that ^^ and << may lead to one that has joined
 * another itself. What belongs to one cell must fill a rectangle. No cell joins the head from below, and every row
 * keeps a cell of its own, or there would be no row. */
#include "read/markdown/lines/pipes_private.h"

typedef struct Joining {
    const PipeTable *t;
    int *first;      /* of each cell, the one to which it belongs */
    PipeSpan *spans; /* of the first ones: as far as those that belong to them reach */
    int *members;    /* how many belong to it */
} Joining;

/* Row of the head: the second one of a single column whose first row is empty. */
static int head_row(const PipeTable *t)
{
    bool empty = true;
    for (int i = 0; i < t->ncolumns; i++)
        empty = empty && t->cells[i].paragraph < 0 && t->cells[i].plain.n == 0 && !t->cells[i].join;
    return empty && t->ncolumns == 1;
}

/* Why a cell cannot join; NULL: it can. */
static const char *refusal(const PipeTable *t, int at)
{
    int row = at / t->ncolumns, column = at % t->ncolumns;
    if (t->cells[at].join == JOINS_LEFT)
        return column ? NULL : "joins the cell to its left, but there is none; expected it behind another cell";
    if (row == 0)
        return "joins the cell above it, but there is none; expected it in a row below another";
    return row - 1 <= head_row(t) ? "joins the heading above it; expected it in a row below another row" : NULL;
}

static void add_member(Joining *j, int at)
{
    int columns = j->t->ncolumns, first = j->first[at];
    PipeSpan *span = &j->spans[first];
    span->rows = int_max(span->rows, at / columns - first / columns + 1);
    span->columns = int_max(span->columns, at % columns - first % columns + 1);
    j->members[first]++;
}

/* The first that belongs to a cell without filling a rectangle with it; NULL: there is none. */
static const PipeCell *crooked(const Joining *j)
{
    const PipeTable *t = j->t;
    for (int i = 0; i < t->nrows * t->ncolumns; i++) {
        const PipeSpan *span = &j->spans[j->first[i]];
        bool left_of_first = i % t->ncolumns < j->first[i] % t->ncolumns;
        if (t->cells[i].join && (left_of_first || (int64_t)span->rows * span->columns != j->members[j->first[i]]))
            return &t->cells[i];
    }
    return NULL;
}

/* The first of a row without a cell of its own; NULL: there is none. */
static const PipeCell *rowless(const PipeTable *t)
{
    for (int row = 0; row < t->nrows; row++) {
        const PipeCell *cells = &t->cells[(ptrdiff_t)row * t->ncolumns];
        int own = 0;
        for (int i = 0; i < t->ncolumns; i++)
            own += cells[i].join == JOINS_NONE;
        if (!own)
            return cells;
    }
    return NULL;
}

const PipeSpan *pipe_spans(Arena *a, const PipeTable *t, const PipeCell **fault, const char **why)
{
    int n = t->nrows * t->ncolumns;
    Joining j = {t, NEWN(a, int, n), NEWN(a, PipeSpan, n), NEWN(a, int, n)};
    for (int i = 0; i < n && !*fault; i++) {
        PipeJoin join = t->cells[i].join;
        *why = join ? refusal(t, i) : NULL;
        *fault = *why ? &t->cells[i] : NULL;
        if (*fault)
            return NULL;
        j.first[i] = join == JOINS_LEFT ? j.first[i - 1] : join == JOINS_ABOVE ? j.first[i - t->ncolumns] : i;
        add_member(&j, i);
    }
    *fault = crooked(&j);
    *why = "joins cells that do not fill a rectangle; expected ^^ or << in each of its places";
    if (!*fault) {
        *fault = rowless(t);
        *why = "leaves its row without a cell of its own; expected one, or no such row";
    }
    return *fault ? NULL : j.spans;
}
