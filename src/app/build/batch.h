/* Several documents at a time, reported in their order. */
#ifndef APP_BUILD_BATCH_H
#define APP_BUILD_BATCH_H

#include "app/documents.h"
#include "app/build/outcome.h"

/* Works on one document. Prints nothing: everything goes into the outcome. */
typedef void (*DocumentWork)(Str path, const Options *options, Outcome *out);

/* Works on each document that the arguments name, and reports. */
Status batch_run(const Options *options, DocumentWork work);
/* The same for documents that were found, each as its path. What they print goes to `told`, with all else of their
 * outcomes, instead of to standard output. */
typedef void (*BatchTold)(void *with, Str path, const Outcome *o);
Status batch_run_found(const Options *options, DocumentWork work, const Documents *documents, BatchTold told,
                       void *with);
/* Works on what one word names, which need not be a path, and reports. */
Status batch_run_one(const Options *options, DocumentWork work, Str word);

#endif
