/* The sign-off verb: records the figures of documents as approved. */
#ifndef APP_SIGN_OFF_H
#define APP_SIGN_OFF_H

#include "app/options.h"

Status sign_off(const Options *options);

#endif
