/* Checks of reports to meetings: RPT002 and on. Only documents that are reports are checked, each by itself; counts
 * before lists are checked everywhere.
 *
 * A footnote at the words takes a finding away, because it explains them to the reader. */
#ifndef CHECK_REPORT_REPORT_H
#define CHECK_REPORT_REPORT_H

#include "check/lint_run.h"

/* All checks of a part, if it is a report. */
void report_check(Lint *l, const Node *part);
/* RPT006: a list, whose items the sentence before it may count. */
void report_count(Lint *l, const Node *list);
bool report_is_to_come(Str word); /* "TBC", "xxx" */

#endif
