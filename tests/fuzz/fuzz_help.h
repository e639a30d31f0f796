/* For the fuzz targets: a folder in memory that holds one document, and the way of a document as far as a target wants
 * it. */
#ifndef TESTS_FUZZ_HELP_H
#define TESTS_FUZZ_HELP_H

#include "base/base.h"

/* libFuzzer calls it, over and over, in one process. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef enum Depth { DEPTH_READ, DEPTH_PAGES, DEPTH_PDF } Depth;

/* Writes a file of the document, or of its home with a name that begins with "home/". */
void document_file(const char *name, const void *bytes, size_t n);
void document_text(const char *name, const char *text);
/* Removes the document's files, not those of its home. */
void document_clear(void);

/* Reads the document, lays it out and writes its PDF, the last only if it has no errors. All findings are written out
 * too. */
void document_run(Depth depth);

/* What most targets mutate a part of: one section and one table, named t. */
#define SMALL_MANIFEST(template_name)                                                                        \
    "<document template=\"" template_name "\" lang=\"en-GB\"><title>T</title><organisation>O</organisation>" \
    "<data><table id=\"t\" file=\"t.xml\"/></data>"                                                          \
    "<sections><section file=\"01.md\" role=\"body\"/></sections></document>"
extern const char small_section[], small_table[];

#endif
