/* Shared by the files that make the marked edition. */
#ifndef DIFF_MARK_MARK_PRIVATE_H
#define DIFF_MARK_MARK_PRIVATE_H

#include "base/vec.h"
#include "diff/mark.h"
#include "doc/tree/copies.h"

/* A cell of the table being made, and where its row stands in it. */
typedef struct MarkedCell {
    Node *node;
    const Merged *of;
    int row;
} MarkedCell;

/* A table being made. */
typedef struct MarkedTable {
    const Merged *of;
    Node *node;
    VEC(Node *) rows;
    VEC(const Merged *) row_of; /* of each */
    VEC(MarkedCell) cells;
} MarkedTable;

/* What a passage of the merged tree is, and where its nodes go. */
typedef struct OpenPassage {
    const Merged *of;
    Node *into;
    MergedState state; /* KEPT, ADDED or DELETED: all of it */
    int change;        /* its number; 0: none */
    int bar;           /* number for the nodes right below, which carry it for all that is in them; 0: they need none */
    bool brackets;     /* its words stand in the brackets of a cue */
    WordId end;        /* cue that ends it; WORD_COUNT: none */
    bool end_inside;   /* as the last thing in it, instead of behind it */
    bool plain;        /* never marked */
    MarkedTable *table;
    int leads; /* how many cues were waiting when it began */
} OpenPassage;

/* A reference to the other place of what moved, whose target is known at the end. */
typedef struct MovedRef {
    Node *ref;
    const Merged *to;
} MovedRef;

typedef struct Marking {
    Arena *arena;
    const Changes *changes;
    const Diff *diff;
    Doc *doc;                  /* being made */
    NodeCopies copies;         /* of nodes of either edition */
    Map left;                  /* address of a Merged that left → its line */
    Map drawn;                 /* address of a Merged that shows a figure → its Changes */
    VEC(OpenPassage) passages; /* open, outermost first */
    Nodes leads;               /* cues that wait for the next words */
    VEC(MovedRef) refs;
} Marking;

/* cue.c: the short words beside what changed */
Node *mark_text(Marking *k, Node *to, Str text);
Node *mark_span(Marking *k, Node *to, const char *class_name, int change);
void mark_set_change(Marking *k, Node *n, int change); /* adds it; does nothing for 0 */
/* What a pattern stands around: the words before {1}, and those behind it. */
typedef struct CueWords {
    Str before, behind;
} CueWords;
CueWords cue_around(Marking *k, const Node *at, WordId id);
/* A cue; values: words or nodes for the places of its pattern. In the language of `at`. */
typedef struct CueValue {
    Str text;
    Node *node; /* instead of text; or NULL */
} CueValue;
Node *cue_make(Marking *k, const Node *at, WordId id, const CueValue *values);
/* A paragraph that is a cue, as the last child of `to`. */
Node *cue_line(Marking *k, Node *to, Node *cue, int change);

/* words.c: blocks that hold words */
bool holds_words(NodeKind kind);
/* The words of a block, into its node, which may have words already. */
void mark_words(Marking *k, const Merged *m, Node *to);
/* The words of the old or the new edition alone, all of them in one state; brackets as in OpenPassage. */
typedef struct WholeWords {
    MergedState state;
    int change;
    bool brackets;
} WholeWords;
void mark_whole(Marking *k, const Node *from, Node *to, WholeWords how);
void mark_put_leads(Marking *k, Node *to);                    /* the cues that wait, before words */
void mark_put_leads_line(Marking *k, Node *into, int change); /* or on a line */
int mark_words_change(const DiffWords *words, int change); /* the number of its first run that has one, else change */
/* A paragraph's words, as one or two paragraphs at the end of `into`. */
void mark_paragraph(Marking *k, const Merged *m, Node *into);

/* mark.c */
OpenPassage *mark_passage(Marking *k); /* the innermost */
/* A copy of the node of m in the edition that counts, known as both; with the change that its passage needs. */
Node *mark_copy(Marking *k, const Merged *m);
void mark_know(Marking *k, const Node *source, Node *made);
Node *mark_known(const Marking *k, const Node *source);
MergedState mark_state(const Marking *k, const Merged *m); /* of the passage, or its own */
int mark_change(const Marking *k, const Merged *m);
const Node *mark_node(const Merged *m); /* of the new edition, else of the old one; a group's is its heading */
void mark_caption(Marking *k, const Merged *m, Node *into); /* captions of both editions are one */
/* A map by the address of a Merged. */
void *mark_find(const Map *map, const Merged *m);
void mark_put(Marking *k, Map *map, const Merged *m, void *value);

/* figure.c */
void mark_know_figures(Marking *k); /* which changes of figures stand at which place */
void mark_figure(Marking *k, const Merged *m, Node *into);

/* table.c */
void mark_close_table(Marking *k, MarkedTable *t);

/* finish.c: notes, references, links and labels */
void mark_finish(Marking *k);

/* how.c: the section that says how to read it */
void mark_how_to_read(Marking *k, const MarkNames *names);

#endif
