/* The schedule of variations: the changes between two editions as ordinary blocks of a document.
 *
 * `::: {.variations}` is a NODE_BOX of that name, which the reader leaves empty. When both editions have been read and
 * compared, schedule_fill puts tables, or a list of sentences, into it; their numbers, words and marks are as say/
 * would have them, so it may come after say/, and it adds nothing that is numbered through the document. */
#ifndef DIFF_SCHEDULE_H
#define DIFF_SCHEDULE_H

#include "diff/changes.h"

/* The label of the first page that shows a node of an edition: "7", "iv". Empty: unknown (page/where.h). */
typedef Str EditionPage(void *self, const Node *node);

typedef struct ScheduleJob {
    const Changes *changes; /* their numbers stand in the schedule */
    EditionPage *old_page;  /* pages of the old edition, laid out by itself */
    void *old_self;
    EditionPage *new_page; /* the same of the new one. NULL: the block stands in the new edition itself, and has page
                              references, which layout fills in */
    void *new_self;
} ScheduleJob;

/* What a block asks for. */
typedef struct ScheduleAsk {
    Str document; /* name of a document from <uses>, whose own editions count; empty: the block's own document */
    Str since;    /* id of the edition to compare with; empty: the one that the newest edition names */
    Pos document_pos, since_pos; /* the block's, when the attribute is absent */
} ScheduleAsk;

/* Reads a block's attributes document and since. False: the node is no such block. */
bool schedule_asked(const Node *node, ScheduleAsk *out);
/* Fills a block with the changes that its attributes ask for, in the language of the passage that it stands in. */
void schedule_fill(Arena *a, Node *block, const ScheduleJob *job);
/* The schedule as a document of its own, in the new edition's language and template, before say/. In arena a; shares
 * strings with the new edition. */
Doc *schedule_document(Arena *a, const ScheduleJob *job);

#endif
