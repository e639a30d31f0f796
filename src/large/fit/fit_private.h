/* Shared by the files of this folder. */
#ifndef LARGE_FIT_FIT_PRIVATE_H
#define LARGE_FIT_FIT_PRIVATE_H

#include "large/fit/fit.h"
#include "layout/rehearse.h"

typedef struct Replaced {
    Node *old, *fresh; /* what referred to the old one refers to the fresh one */
} Replaced;

typedef struct Fitting {
    const LargeFit *job;
    Arena *arena;
    Rehearsal *rehearsal;
    VEC(Replaced) replaced;
} Fitting;

/* nodes.c */
/* A new node where `from` stands in the sources, with its origin; no children. */
Node *fit_node(Fitting *f, NodeKind kind, const Node *from);
/* A copy with everything below it, and the origins of all that; labels stay with the first. */
Node *fit_copy(Fitting *f, const Node *from);
/* Words that planpress adds: without an origin. */
Node *fit_text(Fitting *f, Node *parent, Str words);
void fit_append_copies(Fitting *f, const Node *from, Node *to); /* of its children */
const Language *fit_language(const Fitting *f, const Node *n);

/* A table's rows, and the cell that each place of its grid belongs to. */
typedef struct TableGridView {
    Node **rows;
    int nrows, nheads, ncolumns; /* nheads: rows of headings at the top */
    Node **cells;                /* nrows times ncolumns; NULL: there is none */
} TableGridView;
TableGridView grid_of(Fitting *f, const Node *table);
static inline Node *grid_cell(const TableGridView *g, int row, int column)
{
    return g->cells[row * g->ncolumns + column];
}

/* groups.c: the first column of each group in the needs of a table; the table's own columns of labels come before. n 0:
 * there is no such division. */
enum { GROUPS_MOST = 6 };
typedef struct ColumnGroups {
    int n, labels;
    int begins[GROUPS_MOST + 1]; /* the last is the number of columns */
} ColumnGroups;
ColumnGroups groups_find(Fitting *f, const Node *table, const TableNeeds *needs, Len measure);
void groups_make(Fitting *f, Node *table, const ColumnGroups *groups);

/* cards.c: rows become cards */
void cards_make(Fitting *f, Node *table);
/* heads.c: the headings over columns, as one line behind what the paragraph has; false: there are none */
bool heads_append(Fitting *f, const TableGridView *g, int column, int columns, Node *paragraph);
Str heads_text(Fitting *f, const TableGridView *g, int column); /* the same of one column, as words */
Node *heads_own(const TableGridView *g, int column);            /* the lowest; NULL: none */
/* dress.c: the style of cards, in a copy of each part's template */
void cards_dress(Fitting *f);

/* table.c */
void fit_table(Fitting *f, Node *table);
/* shown.c: does a drawing with these words show every figure that the chart has on the original's pages? */
bool shows_all_figures(Fitting *f, const Node *figure, Str words);
/* drawing.c */
void fit_drawing(Fitting *f, Node *figure);
/* picture.c */
void fit_picture(Fitting *f, Node *figure);

#endif
