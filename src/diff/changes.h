/* The changes between two editions as a list: what the schedule, the JSON, the summary and the marks show.
 *
 * A change is one decision: a paragraph whose words changed, a block or a whole section that
 * was added, deleted or moved, a row, a column. A figure of the data is one change, however many tables, charts and
 * sentences show it. Changes are numbered in reading order, and the merged tree has their numbers too. */
#ifndef DIFF_CHANGES_H
#define DIFF_CHANGES_H

#include "diff/diff.h"
#include "language/language.h"

typedef enum ChangeForm { CHANGE_ADDED, CHANGE_DELETED, CHANGE_REPLACED, CHANGE_MOVED, CHANGE_FORM_COUNT } ChangeForm;

/* What a change means for the plan: the kind that its reason states, or else the kind that it looks like. */
typedef enum ChangeKind {
    CHANGE_POLICY,
    CHANGE_FIGURES,
    CHANGE_CONSEQUENTIAL, /* it follows from others: computed figures */
    CHANGE_EDITORIAL,     /* no meaning changes: case, spelling, punctuation, form */
    CHANGE_KIND_COUNT
} ChangeKind;

/* Where a change shows. */
typedef struct ChangePlace {
    const Merged
        *at; /* the smallest block that holds it: a paragraph, a cell, a figure; NULL: a field of the manifest */
    const Node *old_node, *new_node; /* what has a page in each edition; NULL: it is not there */
} ChangePlace;

/* Bytes of a text. */
typedef struct ChangeEdit {
    int from, to;
} ChangeEdit;

typedef struct Change {
    int number; /* from 1 */
    ChangeForm form;
    ChangeKind looks; /* like */
    Str at;           /* "#budget", "budget/net/2014-15", "budget/net", "document/title" */
    Str data;         /* path of a figure; empty: none */
    Str was, now;     /* words, of a paragraph with as much around what changed as makes sense; empty: nothing */
    const ChangeEdit *was_edits,
        *now_edits; /* what differs in a paragraph's words, in order; none: nothing to point out */
    int nwas_edits, nnow_edits;
    const ChangePlace *places; /* at least one */
    int nplaces;
    const struct Reason *reason; /* diff/reasons.h; NULL: none covers it. Its words may still be empty */
    uint64_t pin;                /* of was and now, and whether it moved */
} Change;

typedef struct Changes {
    const Diff *diff;
    Change *at;
    int n;
} Changes;

/* The main place of a change: for a figure its table, if one shows it; for everything else the first place. */
const ChangePlace *change_home(const Change *c);
/* Also puts the numbers on the merged tree. */
Changes *changes_find(Arena *a, Diff *diff);
ChangeKind change_kind(const Change *c);                   /* as its reason says, else as it looks */
Str change_kind_words(const Language *l, ChangeKind kind); /* as documents name it */

#endif
