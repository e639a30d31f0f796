/* Page numbers of a pack that are published, and supplements with what was not. */
#ifndef APP_PACK_PUBLISHED_H
#define APP_PACK_PUBLISHED_H

#include "app/build/job.h"
#include "doc/pack.h"

/* Has a report come since the page numbers of a pack were published? */
bool supplement_is_late(const Pack *pack);
/* Whether a pack that is to be a supplement can be one. False: PCK025 was added. A document that is no pack can not. */
bool supplement_fits(const Job *j);
/* Leaves only the pages of a supplement: the front sheet, and the parts that were not published yet. */
void supplement_keep(const Job *j);

/* PCK027 for public reports with other pages than were published for the other audience. After layout. */
void published_compare(const Job *j);

/* Whether page numbers can be published. False: PCK026 was added, as the document is no pack. */
bool published_fits(const Job *j);
/* What pages.lock.xml says when the pages are published as they are laid out; that of the other audience stays. */
Str published_text(const Job *j);
/* Writes it beside the manifest, if it says anything new. False: there is a diagnostic. */
bool published_write(const Job *j, Str text);

#endif
