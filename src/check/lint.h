/* Lints: what keeps readers out and what no validator of files can see, found in the source. */
#ifndef CHECK_LINT_H
#define CHECK_LINT_H

#include "doc/doc.h"

/* Looks through a whole document that has been read. `advice` adds what is a matter of style (codes of
 * severity info). Alternative text that is missing, tables without heads and skipped levels are not looked for here:
 * those break PDF/UA, and the PDF's writer says so. */
void lint_document(Diag *d, const Doc *doc, bool advice);

#define LINT_LONG_DOCUMENT 20 /* pages, beyond which a document needs an outline */
/* What is known only when the pages are made. */
void lint_length(Diag *d, const Doc *doc, int pages);

#endif
