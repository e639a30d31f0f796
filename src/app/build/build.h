/* The verbs that work on each document: build, check and report. */
#ifndef APP_BUILD_BUILD_H
#define APP_BUILD_BUILD_H

#include "app/build/outcome.h"

Status build(const Options *options);                                /* VERB_BUILD and VERB_REPORT */
void build_document(Str path, const Options *options, Outcome *out); /* one of them: a DocumentWork */
Status check_documents(const Options *options);

#endif
