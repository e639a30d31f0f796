/* The results of a comparison. */
#ifndef APP_DIFF_RESULTS_H
#define APP_DIFF_RESULTS_H

#include "app/diff/comparison.h"

/* Writes the marked edition, the list of changes and, with --schedule, the schedule: all of them or none. */
void results_write(EditionPair *c, Outcome *out);
/* Prints what --dump, --accept or --reject ask for. */
void results_print(EditionPair *c, Outcome *out);
/* Starts the file of the reasons, or prints what it lacks. */
void results_start_reasons(EditionPair *c, Outcome *out);

#endif
