/* The length that a report may have. Layout knows it, so this check comes after the others. */
#include "check/report/length.h"

#include "doc/report.h"

void report_length(Diag *d, const Doc *doc, int pages)
{
    int most = doc->report ? doc->report->pages_most : 0;
    if (most > 0 && pages > most)
        diag(d, RPT011, doc->report->pos, "this report has %d pages without its appendices; expected at most %d", pages,
             most);
}
