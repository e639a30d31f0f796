/* Writes marked editions, lists of changes and schedules of variations. */
#ifndef APP_DIFF_DIFF_H
#define APP_DIFF_DIFF_H

#include "app/options.h"

Status diff_editions(const Options *options);

#endif
