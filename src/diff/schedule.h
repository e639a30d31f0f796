/* The schedule of variations: the changes between two editions as ordinary blocks of a document.
 *
 * `::: {.variations}` is a NODE_BOX of that name, which the reader leaves empty. When both editions have been read and
 * compared, schedule_fill puts tables, or a list of sentences, into it; their numbers, words and marks are as say/
 * would have them, so it may come after say/, and it adds nothing that is numbered through the document.
 * `::: {.editions}` is a table of the editions that the manifest lists, made when it is read. */
#ifndef DIFF_SCHEDULE_H
#define DIFF_SCHEDULE_H

#include "diff/changes.h"

/* The label of the first page that shows a node of an edition: "7", "iv". Empty: unknown (page/where.h). */
typedef Str EditionPage(void *self, const Node *node);

typedef struct ScheduleJob {
    Diag *diag;
    const Changes *changes; /* their numbers stand in the schedule */
    EditionPage *old_page;  /* pages of the old edition, laid out by itself */
    void *old_self;
    EditionPage *new_page; /* the same of the new one. NULL: the block stands in the new edition itself, and has page
                              references, which layout fills in */
    void *new_self;
} ScheduleJob;

/* The page of a node of one edition; empty: unknown, or there is no node. */
Str schedule_page(const ScheduleJob *job, DiffSide side, const Node *node);

typedef enum ScheduleForm { SCHEDULE_TABLE, SCHEDULE_SENTENCES } ScheduleForm;

typedef enum ScheduleColumn {
    SCHEDULE_NUMBER,
    SCHEDULE_PLACE,
    SCHEDULE_PAGE,
    SCHEDULE_WAS,
    SCHEDULE_NOW,
    SCHEDULE_KIND,
    SCHEDULE_REASON,
    SCHEDULE_DECISION,
    SCHEDULE_EFFECTIVE,
    SCHEDULE_COLUMN_COUNT
} ScheduleColumn;

/* What a block asks for. */
typedef struct ScheduleAsk {
    Str document;  /* name of a document from <uses>, whose own editions count; empty: the block's own document */
    Str since;     /* id of the edition to compare with; empty: the one that the newest edition varies */
    Str variation; /* only the changes with that id's reasons; empty: all */
    Pos document_pos, since_pos, variation_pos; /* the block's, when the attribute is absent */
    ScheduleForm form;
    unsigned kinds; /* bits of 1 << ChangeKind; 0: all */
    ScheduleColumn columns[SCHEDULE_COLUMN_COUNT];
    int ncolumns;
} ScheduleAsk;

/* Reads a block's attributes. False: the node is no such block. */
bool schedule_asked(const Node *node, ScheduleAsk *out);
/* Reports values that mean nothing (VAR012). */
void schedule_check(Diag *d, const Node *block);
/* The edition to compare with, among those that the manifest of the new edition lists. NULL: there is none; VAR010 or
 * VAR011 was added. */
const Edition *schedule_since(Arena *a, Diag *d, const ScheduleAsk *ask, const Doc *of);

/* Fills a block with the changes that its attributes ask for, in the language of the passage that it stands in. VAR012:
 * no change belongs to the variation that it names. */
void schedule_fill(Arena *a, Node *block, const ScheduleJob *job);
/* Makes text of the references to pages in the document's own schedules, by the pages that the job has of it: a marked
 * edition has other pages, and still states those of the new one. */
void schedule_settle_pages(Arena *a, Doc *doc, const ScheduleJob *job);
/* The schedule as a document of its own, in the new edition's language and template, before say/. In arena a; shares
 * strings with the new edition. */
Doc *schedule_document(Arena *a, const ScheduleJob *job);

/* A table of the document's editions, for a block at that place. In that language. */
Node *editions_table(Arena *a, const Doc *doc, const Language *l, Pos pos);

#endif
