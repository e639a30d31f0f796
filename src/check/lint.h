/* Lints: barriers for readers, found in the source, that no validator of files can see. */
#ifndef CHECK_LINT_H
#define CHECK_LINT_H

#include "doc/doc.h"

/* Checks a whole document after reading. `advice` adds matters of style (codes of severity info). Missing
 * alternative text, tables without headings and skipped levels are not lints: they break PDF/UA, and the PDF writer
 * reports them. */
void lint_document(Diag *d, const Doc *doc, bool advice);

#define LINT_LONG_DOCUMENT 20 /* a document with more pages needs an outline */
/* The check that needs the number of pages. */
void lint_length(Diag *d, const Doc *doc, int pages);

#endif
