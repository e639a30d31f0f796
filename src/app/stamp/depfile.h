/* Dependencies for Make and Ninja. */
#ifndef APP_STAMP_DEPFILE_H
#define APP_STAMP_DEPFILE_H

#include "app/stamp/inputs.h"

/* The rule for what a result depends on. */
void depfile_rule(Str target, const Inputs *inputs, Buf *out);
/* The rule of a document of which only the path is known. */
void depfile_least(const Options *options, Str path, Buf *out);
/* Writes the rules of all documents to the file in the options. Adds IO002 on failure. */
void depfile_write(const Options *options, Str rules, Diag *d);

#endif
