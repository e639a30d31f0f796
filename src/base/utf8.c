/* UTF-8 by the table of RFC 3629: only the shortest form, no surrogates, nothing above U+10FFFF.
 *
 * The first byte gives the length of the sequence and the range of the second byte; further bytes are 80 to BF. A
 * sequence that is cut short counts as bad at its first byte, and reading continues with the next byte. */
#include "base/utf8.h"

#include <string.h>

#include "base/ascii.h"

typedef struct Lead {
    uint8_t from, to;  /* first byte */
    uint8_t low, high; /* second byte */
    uint8_t length;
} Lead;

static const Lead LEADS[] = {
    {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

/* Length of the sequence at s[i]; 0 when it is bad. */
static int sequence_length(Str s, int i)
{
    const uint8_t *p = (const uint8_t *)s.p + i;
    for (int k = 0; k < COUNT(LEADS); k++) {
        const Lead *l = &LEADS[k];
        if (p[0] < l->from || p[0] > l->to)
            continue;
        if (l->length > s.n - i)
            return 0;
        for (int j = 1; j < l->length; j++) {
            uint8_t low = j == 1 ? l->low : 0x80, high = j == 1 ? l->high : 0xBF;
            if (p[j] < low || p[j] > high)
                return 0;
        }
        return l->length;
    }
    return 0;
}

uint32_t utf8_next_beyond_ascii(Str s, int *i)
{
    const uint8_t *p = (const uint8_t *)s.p + *i;
    int length = sequence_length(s, *i);
    *i += length ? length : 1;
    switch (length) {
    case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    case 4: return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    default: return 0xFFFD;
    }
}

int utf8_put(char out[4], uint32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

uint32_t utf8_small_letter(uint32_t cp)
{
    if (cp < 0x80)
        return (uint32_t)to_lower((char)cp);
    if (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7)
        return cp + 32;
    bool even_capital = (cp >= 0x100 && cp <= 0x137) || (cp >= 0x14A && cp <= 0x177) || (cp >= 0x1E00 && cp <= 0x1EFF);
    bool odd_capital = (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E);
    if (even_capital && cp % 2 == 0)
        return cp + 1;
    if (odd_capital && cp % 2 == 1)
        return cp + 1;
    return cp;
}

void utf8_make_small(char *p, int n)
{
    for (int at = 0, next = 0; at < n; at = next) {
        uint32_t cp = utf8_next((Str){p, n}, &next), small = utf8_small_letter(cp);
        if (small != cp)
            utf8_put(p + at, small);
    }
}

/* Are the eight bytes at s[i] all ASCII, and none NUL? */
static bool eight_plain(Str s, int i)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t bytes;
    if (s.n - i < 8)
        return false;
    memcpy(&bytes, s.p + i, 8);
    return ((bytes | (bytes - ones)) & high) == 0; /* taking one from NUL borrows */
}

int utf8_bad(Str s)
{
    for (int i = 0; i < s.n;) {
        if (eight_plain(s, i)) {
            i += 8;
            continue;
        }
        unsigned char c = (unsigned char)s.p[i];
        int length = c < 0x80 ? c != 0 : sequence_length(s, i);
        if (length == 0)
            return i;
        i += length;
    }
    return -1;
}

int utf8_count(Str s)
{
    int count = 0;
    for (int i = 0; i < s.n;) {
        if (utf8_eight_ascii(s, i)) {
            i += 8;
            count += 8;
        } else {
            utf8_next(s, &i);
            count++;
        }
    }
    return count;
}

Str utf8_small(Arena *a, Str s)
{
    char *p = arena_copy(a, s.p, (size_t)s.n);
    utf8_make_small(p, s.n);
    return (Str){p, s.n};
}

Str utf8_begin(Str s, int most)
{
    int n = s.n < most ? s.n : most;
    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return (Str){s.p, n};
}
