/* SHA-256 (FIPS 180-4), by nettle. */
#ifndef APP_STAMP_HASH_H
#define APP_STAMP_HASH_H

#include "base/base.h"
#include "base/str.h"

enum { HASH_HEX = 64 };

typedef struct Hash {
    char hex[HASH_HEX + 1];
} Hash;

typedef struct Hasher Hasher;
Hasher *hasher_new(Arena *a);
void hasher_add(Hasher *h, const void *bytes, size_t n);
void hasher_peek(const Hasher *h, uint8_t *out, size_t n); /* the first n bytes, at most 32, of the hash so far */
Hash hasher_end(Hasher *h);
Hash hash_of(Str bytes);

#endif
