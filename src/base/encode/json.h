/* JSON text. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

/* A string with its quotes. Bytes that are not UTF-8 become U+FFFD. Control characters, and characters that reorder
 * or hide text, are escaped, so that the line is safe to show on a terminal. */
void json_string(Buf *out, Str s);
void json_cstring(Buf *out, const char *s);

#endif
