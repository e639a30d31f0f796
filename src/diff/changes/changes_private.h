/* What the parts of diff/changes.h share: the changes found so far, and the words for them. */
#ifndef DIFF_CHANGES_CHANGES_PRIVATE_H
#define DIFF_CHANGES_CHANGES_PRIVATE_H

#include "base/vec.h"
#include "diff/changes.h"
#include "doc/nodemap.h"

enum { EXCERPT_MOST = 4000 }; /* bytes of an added or deleted block that is not a single paragraph */

typedef struct FoundChange {
    Change change;
    VEC(ChangePlace) places;
} FoundChange;

typedef struct ChangeFinder {
    Arena *a;
    Diff *diff;
    VEC(FoundChange *) found; /* by number */
    Map figures;              /* path → FoundChange */
    Map tables;               /* ids of the data that the new edition shows in tables */
    NodeMap notes;            /* notes of both editions → index into those of the merged tree */
    VEC(Merged *) merged_notes;
    NodeMap marks; /* note → index into those that have its first mark */
    VEC(const Merged *) marked;
} ChangeFinder;

/* A new change with the next number. */
FoundChange *change_new(ChangeFinder *f, ChangeForm form, ChangeKind looks);
void change_add_place(ChangeFinder *f, FoundChange *c, const Merged *at);
/* Of words of one edition that became those of the other. */
ChangeForm form_between(Str was, Str now);

/* Fields of the manifest that differ: fields.c. */
void find_fields(ChangeFinder *f);
/* Which heading everything stands under, and where the notes are: headings.c. */
void find_headings(ChangeFinder *f);
/* What m is named by next, from the inside out: the heading above it, or else what it is part of. */
const Merged *merged_outward(const Merged *m);
/* The address of a block and its first place. */
FoundChange *block_change(ChangeFinder *f, Merged *m, ChangeForm form, ChangeKind looks);
/* A paragraph, or what else has words, whose words differ: words.c. */
void find_words(ChangeFinder *f, Merged *m);
/* The change of a figure of the data that is another one in the new edition, made when this is the first place; NULL:
 * it is no such figure. figures.c */
FoundChange *figure_change(ChangeFinder *f, Str path);
/* The change of the figure in the cell that m is or stands in; NULL: there is none. */
FoundChange *cell_figure_change(ChangeFinder *f, const Merged *m);
/* A chart that draws other figures: those of the data that have changed are changes of their own. */
void find_chart(ChangeFinder *f, Merged *m);
/* "table/row/column" of the cell that m is or stands in; empty: it is not in a table of data. */
Str cell_path(Arena *a, const Merged *m);

/* --- words of changes: excerpt.c --- */

/* The cells of a column of one edition, from its heading on; of a long one the beginning. */
Str column_excerpt(Arena *a, const Merged *table, const MergedColumn *column, DiffSide side);
/* Words that show the address of the link that they end, by word: it is another one in the other edition. */
typedef struct Addressed {
    bool *old_words, *new_words;
} Addressed;
Addressed links_elsewhere(Arena *a, const DiffWords *w);
/* A run that is not kept, together with the next (*pair) if that is what became of it. */
WordRun edit_at(const DiffWords *w, int at, bool *pair);
/* What a passage of words says: without marks of notes, with one space for white space. addressed: NULL: none. */
Str words_text(Arena *a, const DiffWord *words, int from, int to, const bool *addressed);
/* Words of more than one paragraph, cut where they are too long. */
Str excerpt_of(Arena *a, Str words);
/* The words of a block of one edition; of a longer one the beginning. What was moved into a block that was added, or
 * out of one that was deleted, is a change of its own: an ellipsis stands for it. */
Str block_excerpt(Arena *a, const Merged *m, DiffSide side);
/* Such an ellipsis and nothing else. */
bool is_gap(Str words);
/* Sets what was and is now: the sentences of both editions that hold what differs, and where in them it is. */
void sentences_around(Arena *a, const DiffWords *w, Change *c);

/* --- edits of a paragraph, quoted: phrase.c --- */

typedef struct EditPhrase {
    Str deleted, added;
    Str after, before; /* the words that an insertion follows, or else stands before */
    bool at_end;       /* of the paragraph */
} EditPhrase;

/* The edits of a paragraph that a change has; returns how many. 0: there are none, or more than a sentence can quote.
 */
int edit_phrases(Arena *a, const DiffWords *w, int change, EditPhrase **out);

/* --- kinds: looks.c --- */

/* What a change from some words to others looks like. */
ChangeKind words_look(Arena *a, Str was, Str now);
/* Zeros at the end of decimals that say nothing: 5.0 is 5; of a figure of the data, where no paragraph 3.10 is meant,
 * 3.10 is 3.1, too. */
typedef enum IdleZeros { ZEROS_WHOLE, ZEROS_ALL } IdleZeros;
/* Whether both are one number, with the same unit. */
bool is_same_amount(Arena *a, IdleZeros idle, Str was, Str now);
/* Whether a number that counts or measures something came, went or changed; no code, postcode or telephone number. */
bool alters_figure(Arena *a, Str was, Str now);

/* --- addresses: address.c --- */

/* Of variations.xml, for a change there. */
Str address_of(Arena *a, const Merged *m);

#endif
