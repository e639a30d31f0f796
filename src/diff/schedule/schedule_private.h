/* What the parts of the schedule share. */
#ifndef DIFF_SCHEDULE_SCHEDULE_PRIVATE_H
#define DIFF_SCHEDULE_SCHEDULE_PRIVATE_H

#include "base/vec.h"
#include "diff/place.h"
#include "diff/reasons.h"
#include "diff/schedule.h"

/* One schedule being made. */
typedef struct Scheduling {
    Arena *a;
    const ScheduleJob *job;
    const ScheduleAsk *ask;
    const Language *l;
    EditionPlaces places;
    Pos pos;     /* of all that is made */
    int heading; /* level of the headings over variations; 0: a line in bold */
    bool prose;  /* has any of the changes a passage of words? */
} Scheduling;

/* A change as it is set. */
typedef struct ScheduleEntry {
    const Change *change;
    PlaceWords place;
    Str head;       /* what its group is called: its table, or else its heading */
    Str table;      /* id of the table of data that its figure belongs to; empty: it is no figure */
    Str unit;       /* of that figure; empty: none, or its column's head has it */
    bool says_unit; /* the figure is set with it */
} ScheduleEntry;

typedef VEC(ScheduleEntry) ScheduleEntries;

/* The changes of one variation; NULL: those without a reason. */
typedef struct ScheduleGroup {
    const Variation *variation;
    ScheduleEntries entries; /* in reading order, the figures of a table together */
} ScheduleGroup;

typedef struct ScheduleGroups {
    VEC(ScheduleGroup) groups;
    bool any_variation; /* has any change, asked for or not, a reason that belongs to a variation? */
} ScheduleGroups;

/* ask.c: everything, in the usual columns. */
ScheduleAsk schedule_ask_all(void);
bool schedule_has_column(const ScheduleAsk *ask, ScheduleColumn column);

/* order.c: the changes that are asked for, by variation in the order in which these are listed. */
ScheduleGroups schedule_groups(const Scheduling *s);
Str schedule_reason(const ScheduleEntry *e); /* empty: none is given */

/* pages.c: the pages of a change, appended to a paragraph: "7 → 8". In words: "pages 7 → 8". */
typedef enum PagesForm { PAGES_BARE, PAGES_WORDS } PagesForm;
void schedule_append_pages(const Scheduling *s, const Change *c, PagesForm form, Node *paragraph);

/* table.c: the entries as tables; those with long passages as items of lists between them. */
void schedule_append_entries(const Scheduling *s, const ScheduleGroup *group, Node *parent);

/* fill.c */
Str schedule_common_reason(const ScheduleGroup *group); /* of all its changes; empty: they have several, or none */
void schedule_append_groups(Scheduling *s, Node *parent);

/* nodes.c */
Node *schedule_node(const Scheduling *s, NodeKind kind, Node *parent);
Node *schedule_cell(const Scheduling *s, Node *row, int column);  /* over one column and one row */
Node *schedule_text(const Scheduling *s, Str text, Node *parent); /* NODE_TEXT */
Node *schedule_paragraph(const Scheduling *s, Str text, Node *parent);
void schedule_append_nothing(const Scheduling *s, Node *cell); /* a dash, spoken as a word */
Node *schedule_strong(const Scheduling *s, Str text, Node *paragraph);

#endif
