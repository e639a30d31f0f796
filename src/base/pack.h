/* Numbers and strings in bytes, for pipes between processes and for files of the program's own. Each is ended by a
 * blank, a string has its length before it; so the bytes mean the same on every machine. Reading believes nothing: the
 * first thing that does not fit makes all that follows fail. */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include "base/str.h"

void pack_int(Buf *out, int64_t n);
void pack_str(Buf *out, Str s);

typedef struct Unpacker {
    Str rest; /* what is not yet read */
    bool bad;
} Unpacker;

int unpack_int(Unpacker *u, int least, int most); /* least when it is not there or lies outside */
Str unpack_str(Unpacker *u);                      /* a part of the bytes; empty when it is not there */
bool unpack_done(const Unpacker *u);              /* nothing was wrong, and nothing is left */

#endif
