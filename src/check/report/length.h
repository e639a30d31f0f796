/* The length of a report, when it has been laid out. */
#ifndef CHECK_REPORT_LENGTH_H
#define CHECK_REPORT_LENGTH_H

#include "doc/doc.h"

/* RPT011: a report has more pages, without its appendices, than its manifest allows. */
void report_length(Diag *d, const Doc *doc, int pages);

#endif
