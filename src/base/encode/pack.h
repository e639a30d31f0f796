/* Numbers and strings as bytes, for pipes between processes and for the program's own files. A space ends each, and
 * a string has its length before it, so the bytes mean the same on every machine. Reading trusts nothing: after the
 * first item that does not fit, everything fails. */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include "base/str.h"

void pack_int(Buf *out, int64_t n);
void pack_str(Buf *out, Str s);

typedef struct Unpacker {
    Str rest; /* not yet read */
    bool bad;
} Unpacker;

int unpack_int(Unpacker *u, int least, int most); /* least when it is absent or out of range */
Str unpack_str(Unpacker *u);                      /* a part of the bytes; empty when it is absent */
bool unpack_done(const Unpacker *u);              /* no error, and nothing left */

#endif
