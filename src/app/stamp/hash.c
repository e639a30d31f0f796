/* The library's SHA-256, in the letters that manifests and stamps use. */
#include "app/stamp/hash.h"

#include <nettle/sha2.h>

struct Hasher {
    struct sha256_ctx state;
};

Hasher *hasher_new(Arena *a)
{
    Hasher *h = NEW(a, Hasher);
    sha256_init(&h->state);
    return h;
}

void hasher_add(Hasher *h, const void *bytes, size_t n)
{
    sha256_update(&h->state, n, bytes);
}

void hasher_peek(const Hasher *h, uint8_t *out, size_t n)
{
    struct sha256_ctx now = h->state;
    sha256_digest(&now, n, out);
}

Hash hasher_end(Hasher *h)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    Hash hash = {0};
    sha256_digest(&h->state, sizeof bytes, bytes);
    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
        hash.hex[2 * i] = digits[bytes[i] >> 4];
        hash.hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    return hash;
}

Hash hash_of(Str bytes)
{
    Hasher h;
    sha256_init(&h.state);
    hasher_add(&h, bytes.p, (size_t)bytes.n);
    return hasher_end(&h);
}
