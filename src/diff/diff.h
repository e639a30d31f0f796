/* The difference between two editions of a document: one tree that holds both.
 *
 * diff_documents matches the nodes of two documents and gives a tree of Merged, which refers to the nodes of both and
 * copies none. Two laws hold, whatever the input: reading the tree without what was added gives the old edition, and
 * reading it without what was deleted gives the new one (diff_project), each with its nodes in order and none twice.
 * Everything else is a view of that tree: the list of changes (diff/changes.h), the marked edition (diff/mark.h), the
 * schedule of variations (diff/schedule.h).
 *
 * These are not content, and so never a difference: places in source files, generated numbers, the words of references,
 * line ends of the source, straight or curly quotation marks. */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "doc/doc.h"
#include "doc/table.h"

typedef enum DiffSide { SIDE_OLD, SIDE_NEW } DiffSide;

typedef enum MergedState {
    MERGED_KEPT,    /* in both editions, and here in both */
    MERGED_ADDED,   /* only in the new edition. What is inside is added too, or was moved there */
    MERGED_DELETED, /* only in the old one. What is inside is deleted too, or was moved away */
    MERGED_MOVED,   /* in both, and this is its place in the new one; twin: its place in the old one */
    MERGED_LEFT     /* its place in the old one; it has no children here: they are the twin's */
} MergedState;

/* How a node that is in both editions differs in itself, apart from the nodes inside it: bits. */
typedef enum Difference {
    DIFFERS_WORDS = 1,    /* words of a heading, paragraph, caption, term or block of code */
    DIFFERS_FORM = 2,     /* kind of list, level of heading, role, class, alignment, attributes */
    DIFFERS_LABEL = 4,    /* its label, when it was given */
    DIFFERS_PICTURE = 8,  /* bytes or size of a picture; the boxes and arrows of a diagram */
    DIFFERS_FIGURES = 16, /* the data that a chart draws */
    DIFFERS_COLUMNS = 32  /* a table's columns: added, deleted or moved */
} Difference;

/* A word, the space between two, or an inline without text (a mark of a note, a line break, a picture). A figure with
 * its unit, a date, a link and what a placeholder shows are one word each. The words of a paragraph in order are all of
 * its inlines that hold no others, each once and whole. */
typedef struct DiffWord {
    const Node *leaf; /* NODE_TEXT, NODE_CODE or another inline without children; of a block of code the block */
    Str text;         /* a slice of the leaf's text; empty for a leaf without */
    Str figure;       /* path of the figure of data that it shows: "budget/net/2014-15"; of one that is worked out from
                         two, both paths with a space between; empty: none, or a sum, a count or a list */
} DiffWord;

/* Words [old_from, old_to) of the old edition became [new_from, new_to) of the new one. */
typedef struct WordRun {
    MergedState state; /* KEPT: as many on both sides, and alike; ADDED, DELETED: none on the other side */
    int old_from, old_to, new_from, new_to;
    int change; /* number of the change that it is part of; 0: none. Set by changes_find */
} WordRun;

typedef struct DiffWords {
    const DiffWord *old_words, *new_words;
    int nold, nnew;
    WordRun *runs; /* a replacement is a DELETED run and then an ADDED one */
    int nruns;
    bool whole; /* so much changed (more than about 60 per cent) that old and new are shown whole: at most one run of
                   each state */
} DiffWords;

/* Columns of both editions, in the order of a table that shows them all. */
typedef struct MergedColumn {
    MergedState state;  /* a column that moved is here once, as MOVED, at its new place */
    int old_at, new_at; /* in that edition's table; -1: not there */
    Str id;             /* empty: a table without ids */
    int change;         /* as in a run */
} MergedColumn;

typedef struct Merged Merged;
struct Merged {
    MergedState state;
    const Node *old_node, *new_node; /* NULL: not in that edition. Both NULL in a group only */
    bool group; /* a heading with all that it heads: no node of its own; its first child is the heading */
    Merged *parent, *first, *last, *next, *prev;
    Merged *twin;           /* MOVED and LEFT: the other place; else NULL */
    unsigned differs;       /* Difference */
    const DiffWords *words; /* DIFFERS_WORDS: how; else NULL */
    MergedColumn *columns;  /* of a NODE_TABLE in both editions; else NULL */
    int ncolumns;
    bool generated;        /* made by planpress, such as a schedule: in the tree, but never a change */
    int change;            /* number of the change that it is, or is part of; 0: none. Set by changes_find */
    const Merged *heading; /* that it stands under, in the edition that has it; of a heading the one above it; NULL:
                              none. Set by changes_find */
};

/* A figure of the data of both editions, or of one. */
typedef struct FigureChange {
    Str path;                           /* "budget/net/2014-15": table, row, column */
    const Table *old_table, *new_table; /* NULL: not there, and so are rows and columns -1 */
    int old_row, old_column, new_row, new_column;
    bool computed; /* it follows from others: planpress computes it, or checks it by a rule of the data */
} FigureChange;

typedef struct Diff {
    const Doc *old_doc, *new_doc;
    Merged *root;
    Map figures;  /* path → FigureChange: figures that differ, have come or have gone */
    bool bounded; /* the limit on time was reached: some passages may be shown as deleted and added that were kept or
                     moved */
} Diff;

/* Takes time that grows as the documents do. In arena a; refers to both documents, which stay as they are. */
Diff *diff_documents(Arena *a, const Doc *old_doc, const Doc *new_doc);
/* The document of one side, made of the merged tree alone: its dump is that of the document. */
Doc *diff_project(Arena *a, const Diff *diff, DiffSide side);
/* The merged tree as text, one node per line (match/dump.c). */
void diff_dump(const Diff *diff, Buf *out);
static inline const Node *merged_on(const Merged *m, DiffSide side)
{
    return side == SIDE_OLD ? m->old_node : m->new_node;
}
/* The new node, or else the old one. NULL: a group. */
static inline const Node *merged_node(const Merged *m)
{
    return m->new_node ? m->new_node : m->old_node;
}
/* The address of the link to somewhere else that a word stands in; empty: none. Two words can differ in it alone. */
Str word_address(const DiffWord *w);
/* Next in the order of the merged tree below root, or NULL. */
const Merged *merged_next(const Merged *m, const Merged *root);
/* A block that planpress fills, such as a schedule: nothing in it counts as a change. */
bool block_is_filled(const Node *n);
/* A box of both editions whose title differs, or was added or deleted. */
bool box_title_differs(const Merged *m);

#endif
