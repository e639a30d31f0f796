/* ASCII characters, independent of the locale: alone, as bytes of UTF-8, or as code points. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include "base/base.h"

static inline bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_upper(int c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool is_lower(int c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool is_letter(int c)
{
    return is_lower(c) || is_upper(c);
}

static inline bool is_alphanumeric(int c)
{
    return is_letter(c) || is_digit(c);
}

/* White space within a line. */
static inline bool is_blank(int c)
{
    return c == ' ' || c == '\t';
}

/* White space, including the characters that end a line or a page. */
static inline bool is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char to_lower(char c)
{
    return is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

static inline char to_upper(char c)
{
    return is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

static inline bool is_ascii(Str s)
{
    unsigned char all = 0;
    for (int i = 0; i < s.n; i++)
        all |= (unsigned char)s.p[i];
    return all < 0x80;
}

#endif
