/* The verify verb: checks that PDFs match their documents. */
#ifndef APP_VERIFY_H
#define APP_VERIFY_H

#include "app/options.h"

Status verify(const Options *options);

#endif
