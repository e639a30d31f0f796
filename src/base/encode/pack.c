/* Decimal numbers and counted strings, each followed by a space: readable when someone has to look into the bytes. */
#include "base/encode/pack.h"

void pack_int(Buf *out, int64_t n)
{
    buf_format(out, "%lld ", (long long)n);
}

void pack_str(Buf *out, Str s)
{
    pack_int(out, s.n);
    buf_str(out, s);
    buf_char(out, ' ');
}

int unpack_int(Unpacker *u, int least, int most)
{
    Str word;
    int n;
    if (u->bad || !str_cut(u->rest, ' ', &word, &u->rest) || !str_to_int(word, &n) || n < least || n > most) {
        u->bad = true;
        return least;
    }
    return n;
}

Str unpack_str(Unpacker *u)
{
    int n = unpack_int(u, 0, u->rest.n);
    if (u->bad || n >= u->rest.n || u->rest.p[n] != ' ') {
        u->bad = true;
        return STR("");
    }
    Str s = str_sub(u->rest, 0, n);
    u->rest = str_sub(u->rest, n + 1, u->rest.n);
    return s;
}

bool unpack_done(const Unpacker *u)
{
    return !u->bad && u->rest.n == 0;
}
