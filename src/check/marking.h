/* Classifications: of a report, and of a pack, which is as high as the highest of its reports. */
#ifndef CHECK_MARKING_H
#define CHECK_MARKING_H

#include "doc/pack.h"

/* PCK021: the report has a classification that is none of the known ones. */
void marking_of_report(Diag *d, const Doc *report);
/* Gives a pack that states no classification the highest of the reports that are in it. PCK020: it states a lower one;
 * PCK021 as above. */
void marking_of_pack(Diag *d, const Doc *doc);

#endif
