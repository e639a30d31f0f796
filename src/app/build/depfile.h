/* Dependencies for Make and Ninja. */
#ifndef APP_BUILD_DEPFILE_H
#define APP_BUILD_DEPFILE_H

#include "app/build/inputs.h"

/* The rule that says what a result is made of. */
void depfile_rule(Str target, const Inputs *inputs, Buf *out);
/* The rule of a document of which nothing is known but its path. */
void depfile_least(const Options *options, Str path, Buf *out);
/* Writes the rules of all documents where the options say. IO002 when that cannot be done. */
void depfile_write(const Options *options, Str rules, Diag *d);

#endif
