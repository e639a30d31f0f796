/* The verify verb: checks that PDFs match their documents. */
#ifndef APP_VERIFY_H
#define APP_VERIFY_H

#include "app/options.h"

Status verify(const Options *options);

/* Adds IO008 where a file differs from the same one made again. */
void verify_bytes(Arena *a, Diag *d, Str path, Str again);

#endif
