/* The results of a comparison. */
#ifndef APP_DIFF_RESULTS_H
#define APP_DIFF_RESULTS_H

#include "app/diff/comparison.h"

/* Writes the marked edition and the list of changes, and with --schedule the schedule. When one of them cannot be made,
 * none is written. */
void results_write(EditionPair *c, Outcome *out);
/* Prints what --dump, --accept or --reject ask for. */
void results_print(EditionPair *c, Outcome *out);
/* Starts the file of reasons, or prints what it lacks. Prints the whole file for a revision, which cannot be added to.
 */
void results_start_reasons(EditionPair *c, Outcome *out);

#endif
