/* A diagram's grid: which boxes are between two others, and which route an arrow takes.
 *
 * Routes are tried in a fixed order, straight ones first: across or down when nothing is between; along the gap
 * between two rows when the boxes share no row or column; else round what is between, below a row or beside a
 * column. There are no other routes, so that a reader can follow every line. An arrow without one is an error. */
#include "doc/diagram.h"

#include <stdlib.h>

static int last_column(const DiagramBox *b)
{
    return b->column + b->columns - 1;
}

static bool in_columns(const DiagramBox *b, int from, int to)
{
    return b->column <= to && last_column(b) >= from;
}

/* Is a box in rows ]top, bottom[ and columns [from, to]? */
static bool stands_between(const Diagram *g, int top, int bottom, int from, int to)
{
    for (int i = 0; i < g->nboxes; i++) {
        const DiagramBox *b = &g->boxes[i];
        if (b->row > top && b->row < bottom && in_columns(b, from, to))
            return true;
    }
    return false;
}

/* Does a box in rows [top, bottom] lie on both sides of the line before that column? */
static bool lies_over(const Diagram *g, int top, int bottom, int column)
{
    for (int i = 0; i < g->nboxes; i++) {
        const DiagramBox *b = &g->boxes[i];
        if (b->row >= top && b->row <= bottom && b->column < column && last_column(b) >= column)
            return true;
    }
    return false;
}

static DiagramWay way_in_row(const Diagram *g, const DiagramBox *a, const DiagramBox *b, int *gap)
{
    const DiagramBox *left = a->column < b->column ? a : b, *right = left == a ? b : a;
    *gap = a->row + 1;
    if (stands_between(g, a->row - 1, a->row + 1, last_column(left) + 1, right->column - 1))
        return WAY_UNDER;
    return WAY_ACROSS;
}

/* For boxes one above the other, both in columns [from, to]. */
static DiagramWay way_in_column(const Diagram *g, const DiagramBox *upper, const DiagramBox *lower, int from, int to)
{
    if (!stands_between(g, upper->row, lower->row, from, to))
        return WAY_DOWN;
    int end = last_column(upper) + 1;
    if (end == last_column(lower) + 1 && !lies_over(g, upper->row, lower->row, end))
        return WAY_RIGHT;
    if (upper->column == lower->column && !lies_over(g, upper->row, lower->row, upper->column))
        return WAY_LEFT;
    return WAY_NONE;
}

static DiagramWay way_of(const Diagram *g, const DiagramBox *a, const DiagramBox *b, int *gap)
{
    const DiagramBox *upper = a->row < b->row ? a : b, *lower = upper == a ? b : a;
    int from = a->column > b->column ? a->column : b->column;
    int to = last_column(a) < last_column(b) ? last_column(a) : last_column(b);
    *gap = 0;
    if (a->row == b->row)
        return way_in_row(g, a, b, gap);
    if (from <= to)
        return way_in_column(g, upper, lower, from, to);
    *gap = upper->row + 1;
    if (!stands_between(g, upper->row, lower->row, lower->column, last_column(lower)))
        return WAY_GAP;
    *gap = lower->row;
    if (!stands_between(g, upper->row, lower->row, upper->column, last_column(upper)))
        return WAY_GAP;
    return WAY_NONE;
}

/* ---- reading order ---- */

static int by_place(const void *a, const void *b)
{
    const DiagramBox *x = a, *y = b;
    return x->row != y->row ? x->row - y->row : x->column - y->column;
}

/* Arrows hold the indices of boxes; no two boxes share a place. */
static void sort_boxes(Arena *a, DiagramBox *boxes, int nboxes, DiagramArrow *arrows, int narrows)
{
    DiagramBox *before = NEWN(a, DiagramBox, nboxes);
    int *now = NEWN(a, int, nboxes);
    for (int i = 0; i < nboxes; i++)
        before[i] = boxes[i];
    qsort(boxes, (size_t)nboxes, sizeof *boxes, by_place);
    for (int i = 0; i < nboxes; i++)
        for (int k = 0; k < nboxes; k++)
            if (by_place(&before[i], &boxes[k]) == 0)
                now[i] = k;
    for (int i = 0; i < narrows; i++) {
        arrows[i].from = now[arrows[i].from];
        arrows[i].to = now[arrows[i].to];
    }
}

/* ---- what cannot be ---- */

/* The first box that already has this one's place, which is taken from then on; NULL: none. taken: by row and
 * column. */
static const DiagramBox *take_place(const DiagramBox *taken[DIAGRAM_ROWS][DIAGRAM_COLUMNS], const DiagramBox *b)
{
    const DiagramBox *first = NULL;
    check(b->row < DIAGRAM_ROWS);
    for (int column = b->column; column <= last_column(b) && column < DIAGRAM_COLUMNS; column++) {
        const DiagramBox **place = &taken[b->row][column];
        if (!*place)
            *place = b;
        else if (!first || *place < first)
            first = *place;
    }
    return first;
}

/* Of two boxes in one cell, one would hide the other. */
static bool check_places(Diag *d, const DiagramBox *boxes, int n)
{
    const DiagramBox *taken[DIAGRAM_ROWS][DIAGRAM_COLUMNS] = {{NULL}};
    bool good = true;
    for (int i = 0; i < n; i++) {
        const DiagramBox *b = &boxes[i];
        if (last_column(b) >= DIAGRAM_COLUMNS) {
            diag(d, DGM002, b->pos, "box \"" STR_FMT "\" reaches column %d; expected column %d at most", STR_ARG(b->id),
                 last_column(b) + 1, DIAGRAM_COLUMNS);
            good = false;
        }
        const DiagramBox *other = take_place(taken, b);
        if (other) {
            diag(d, DGM002, b->pos,
                 "boxes \"" STR_FMT "\" and \"" STR_FMT "\" are in the same place; expected different rows or columns",
                 STR_ARG(other->id), STR_ARG(b->id));
            good = false;
        }
    }
    return good;
}

static bool is_repeated(const DiagramArrow *arrows, int n, const DiagramArrow *x)
{
    for (int i = 0; i < n; i++) {
        bool same = arrows[i].from == x->from && arrows[i].to == x->to;
        bool turned = arrows[i].from == x->to && arrows[i].to == x->from;
        if (same || (turned && (x->heads != HEADS_END || arrows[i].heads != HEADS_END)))
            return true;
    }
    return false;
}

static bool check_arrow(Diag *d, const DiagramBox *boxes, const DiagramArrow *arrows, int n, const DiagramArrow *x)
{
    Str from = boxes[x->from].id, to = boxes[x->to].id;
    if (x->from == x->to) {
        diag(d, DGM003, x->pos, "this arrow goes from \"" STR_FMT "\" to itself; expected two boxes", STR_ARG(from));
        return false;
    }
    if (is_repeated(arrows, n, x)) {
        diag(d, DGM004, x->pos,
             "\"" STR_FMT "\" and \"" STR_FMT "\" are already connected; expected one arrow each way, or a single "
             "arrow with heads=\"both\" or heads=\"none\"",
             STR_ARG(from), STR_ARG(to));
        return false;
    }
    return true;
}

static bool find_way(Diag *d, const Diagram *g, DiagramArrow *x)
{
    const DiagramBox *from = &g->boxes[x->from], *to = &g->boxes[x->to];
    x->way = way_of(g, from, to, &x->gap);
    if (x->way != WAY_NONE)
        return true;
    if (!d)
        return false;
    diag(d, DGM005, x->pos, "other boxes block every route from \"" STR_FMT "\" to \"" STR_FMT "\"", STR_ARG(from->id),
         STR_ARG(to->id));
    diag_help(d, "move one of the two into the next row, or into the same row or column");
    return false;
}

/* ---- the whole ---- */

static void measure_grid(Diagram *g)
{
    for (int i = 0; i < g->nboxes; i++) {
        const DiagramBox *b = &g->boxes[i];
        if (b->row >= g->rows)
            g->rows = b->row + 1;
        if (last_column(b) >= g->columns)
            g->columns = last_column(b) + 1;
    }
}

/* Moves the arrows that can be drawn to the front of the list. */
static int keep_arrows(Diag *d, const Diagram *g, DiagramArrow *arrows, int narrows)
{
    int kept = 0;
    if (narrows > DIAGRAM_ARROWS) {
        diag(d, DGM006, arrows[DIAGRAM_ARROWS].pos, "this diagram has %d arrows; expected at most %d", narrows,
             DIAGRAM_ARROWS);
        return 0;
    }
    for (int i = 0; i < narrows; i++) {
        if (check_arrow(d, g->boxes, arrows, kept, &arrows[i]) && find_way(d, g, &arrows[i]))
            arrows[kept++] = arrows[i];
    }
    return kept;
}

Diagram *diagram_make(Arena *a, Diag *d, const DiagramParts *parts)
{
    Diagram *g = NEW(a, Diagram);
    bool placed = check_places(d, parts->boxes, parts->nboxes);
    if (placed)
        sort_boxes(a, parts->boxes, parts->nboxes, parts->arrows, parts->narrows);
    *g = (Diagram){.boxes = parts->boxes, .nboxes = parts->nboxes, .arrows = parts->arrows};
    measure_grid(g);
    g->narrows = placed ? keep_arrows(d, g, parts->arrows, parts->narrows) : 0;
    return g;
}

const Diagram *diagram_in_one_column(Arena *a, const Diagram *g)
{
    Diagram *one = NEW(a, Diagram);
    DiagramBox *boxes = NEWN(a, DiagramBox, g->nboxes);
    DiagramArrow *arrows = NEWN(a, DiagramArrow, g->narrows);
    *one = *g;
    one->boxes = boxes;
    one->arrows = arrows;
    one->rows = g->nboxes;
    one->columns = 1;
    for (int i = 0; i < g->nboxes; i++) {
        boxes[i] = g->boxes[i];
        boxes[i].row = i;
        boxes[i].column = 0;
        boxes[i].columns = 1;
    }
    for (int i = 0; i < g->narrows; i++) {
        arrows[i] = g->arrows[i];
        check(find_way(NULL, one, &arrows[i])); /* down, or round on the right */
    }
    return one;
}
