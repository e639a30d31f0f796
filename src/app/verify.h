/* The verify verb: are these PDFs what their documents make? */
#ifndef APP_VERIFY_H
#define APP_VERIFY_H

#include "app/options.h"

Status verify(const Options *options);

#endif
