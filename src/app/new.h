/* The new verb: creates a document. */
#ifndef APP_NEW_H
#define APP_NEW_H

#include "app/options.h"

Status new_documents(const Options *options);

#endif
