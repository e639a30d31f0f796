/* UTF-8 (RFC 3629). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <string.h>

#include "base/arena.h"
#include "base/base.h"

uint32_t utf8_next_beyond_ascii(Str s, int *i);

/* The code point at s[*i]; moves *i past it. A bad byte gives U+FFFD and moves by one. */
static inline uint32_t utf8_next(Str s, int *i)
{
    unsigned char c = (unsigned char)s.p[*i];
    if (c >= 0x80)
        return utf8_next_beyond_ascii(s, i);
    ++*i;
    return c;
}

/* Are there eight bytes at s[i], all of them ASCII? Most text is, and goes by quickly in such steps. */
static inline bool utf8_eight_ascii(Str s, int i)
{
    uint64_t eight;
    if (s.n - i < 8)
        return false;
    memcpy(&eight, s.p + i, sizeof eight);
    return (eight & 0x8080808080808080u) == 0;
}

int utf8_put(char out[4], uint32_t cp); /* bytes written, 1 to 4 */
/* Lower case for the scripts of British public bodies: Latin with its accents. In UTF-8, it takes as many bytes. */
uint32_t utf8_small_letter(uint32_t cp);
void utf8_make_small(char *p, int n); /* all letters of that text */
Str utf8_small(Arena *a, Str s);      /* a copy in lower case */
Str utf8_begin(Str s, int most);      /* its beginning, of at most that many bytes and of whole characters */
int utf8_bad(Str s);                  /* offset of the first bad byte (NUL counts as bad), or -1 */
int utf8_count(Str s);                /* code points */

#endif
