/* The verbs that work on each document: build, check and report. */
#ifndef APP_BUILD_BUILD_H
#define APP_BUILD_BUILD_H

#include "app/options.h"

Status build(const Options *options); /* VERB_BUILD and VERB_REPORT */
Status check_documents(const Options *options);

#endif
