/* The changes between two editions as files for others, and as one line.
 *
 * All are written from the same list, in the order of its numbers; where changes stand, and words that a document has,
 * are in the new edition's language. Pages come from the job (diff/schedule.h); where it has none, there are none. */
#ifndef DIFF_OUTPUTS_H
#define DIFF_OUTPUTS_H

#include "diff/place.h"
#include "diff/schedule.h"

enum { CHANGES_JSON_VERSION = 1 };

/* Everything that is known of the changes. The handbook describes its keys. */
void changes_json(const ScheduleJob *job, Buf *out);
/* The schedule as a table: RFC 4180, UTF-8, CRLF, one heading row, one line for each change. */
void changes_csv(const ScheduleJob *job, Buf *out);
/* A numbered sentence on each line, as an amendment is moved: "1. In paragraph 3.2 (page 7), leave out “X” and insert
 * “Y”." */
void changes_sentences(const ScheduleJob *job, Buf *out);
/* "3 policy, 14 figures, 2 consequential, 40 editorial; 1 without a reason"; "no changes". In English, for the command
 * line, without a line end. */
void changes_summary(const Changes *changes, Buf *out);

/* The sentence of one change without its number. places: of the old and the new edition. */
typedef struct SentenceJob {
    Arena *arena; /* of what sentences are made of */
    const Language *language;
    const ScheduleJob *job; /* the pages of the old edition stand in sentences */
    EditionPlaces places;
} SentenceJob;
/* For sentences in the new edition's language. */
SentenceJob sentence_job(Arena *a, const ScheduleJob *job);
Str change_sentence(const SentenceJob *s, const Change *c);

#endif
