/* Other documents beside a job's own: older editions, and documents whose changes it shows. */
#ifndef APP_BUILD_EDITIONS_H
#define APP_BUILD_EDITIONS_H

#include "app/build/job.h"
#include "diff/changes.h"

/* Another document, read once like the job's own and with its sink, where its findings are kept apart; a warning gives
 * the number of errors and, from `check`, how to see them (VAR020). NULL: it could not be read, and diagnostics were
 * added. */
Doc *editions_read(Job *j, Str path, Str check);
/* Where the nodes of one of them, or of the job's own document, stand when it is laid out by itself; found once. NULL:
 * it cannot be laid out, and a diagnostic was added. */
Where *editions_where(Job *j, const Doc *doc);

/* The file of the reasons for its changes, which need not exist. */
FilePlace edition_reasons(Job *j, const Doc *doc);

typedef struct EditionsAsk {
    const Doc *older, *newer;
    FilePlace reasons; /* no path: those of another comparison, which do not apply */
    bool required;     /* each change must have one, even without a file */
} EditionsAsk;
/* Reports the reasons that do not fit. NULL: their file is wrong, and a diagnostic was added. */
Changes *editions_compare(Job *j, const EditionsAsk *ask);

/* Fills the schedules of variations in the job's document, or in a report of its pack. */
void editions_fill(Job *j, Doc *doc);

#endif
