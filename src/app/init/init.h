/* The init verb: begins a repository for documents. */
#ifndef APP_INIT_INIT_H
#define APP_INIT_INIT_H

#include "app/options.h"

Status init_repository(const Options *options);

#endif
