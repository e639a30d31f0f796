/* The list verb: lists documents. */
#ifndef APP_LIST_H
#define APP_LIST_H

#include "app/options.h"

Status list(const Options *options);

#endif
