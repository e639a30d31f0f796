/* The encoding of text files. */
#ifndef READ_ENCODING_H
#define READ_ENCODING_H

#include "read/read.h"

/* False: the file is not text in UTF-8, and IO006 says what it is and how to save it. */
bool is_utf8_text(const Reader *r, Str text, int file);

#endif
