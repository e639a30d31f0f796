/* Numbers are written from integers, never from floating point, so that the bytes are the same on every machine and
 * with every libharu. Strings are literal, not hexadecimal: half the size, and the same to every reader. Only the
 * necessary characters are escaped: parentheses, backslash, and CR, which a reader would take as LF. */
#include "pdf/object/syntax.h"

#include <string.h>

#include "base/utf8.h"

enum { LONGEST_TEXT = 10000 };

int64_t to_hundredths(Len l)
{
    int64_t scaled = (int64_t)l * 100;
    return scaled < 0 ? -((-scaled + LEN_PT / 2) / LEN_PT) : (scaled + LEN_PT / 2) / LEN_PT;
}

/* Writes the digits of n so that they end at `end`; gives where they begin. */
static char *digits_before(char *end, uint64_t n)
{
    do
        *--end = (char)('0' + n % 10);
    while ((n /= 10) != 0);
    return end;
}

void put_int(Buf *b, int64_t n)
{
    char text[24], *end = text + sizeof text;
    char *p = digits_before(end, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
    if (n < 0)
        *--p = '-';
    buf_put(b, p, (int)(end - p));
}

void put_hundredths(Buf *b, int64_t n)
{
    char text[24], *end = text + sizeof text;
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int fraction = (int)(size % 100);
    char *p = end;
    if (fraction) {
        *--p = (char)('0' + fraction % 10);
        *--p = (char)('0' + fraction / 10);
        *--p = '.';
        if (fraction % 10 == 0)
            end--;
    }
    if (size >= 100 || !fraction)
        p = digits_before(p, size / 100);
    if (n < 0)
        *--p = '-';
    buf_put(b, p, (int)(end - p));
}

void put_real(Buf *b, double v)
{
    enum { BILLION = 1000000000 };
    const double most = 1e9;
    v = v > most ? most : v > -most ? v : -most;
    int64_t n = (int64_t)(v * BILLION + (v < 0 ? -0.5 : 0.5));
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int fraction = (int)(size % BILLION), places = 9;
    if (n < 0)
        buf_char(b, '-');
    if (size >= BILLION || !fraction)
        put_int(b, (int64_t)(size / BILLION));
    if (!fraction)
        return;
    for (; fraction % 10 == 0; fraction /= 10)
        places--;
    buf_format(b, ".%0*d", places, fraction);
}

void put_points(Buf *b, Len l)
{
    put_hundredths(b, to_hundredths(l));
}

void put_ref(Buf *b, int object)
{
    char text[24], *end = text + sizeof text;
    memcpy(end - 4, " 0 R", 4);
    char *p = digits_before(end - 4, (uint64_t)object);
    buf_put(b, p, (int)(end - p));
}

int escape_byte(char *out, unsigned char byte)
{
    bool escaped = byte == '(' || byte == ')' || byte == '\\' || byte == '\r';
    out[0] = '\\';
    out[escaped] = byte == '\r' ? 'r' : (char)byte;
    return 1 + escaped;
}

static void put_escaped(Buf *b, unsigned char byte)
{
    char text[2];
    buf_put(b, text, escape_byte(text, byte));
}

void put_bytes(Buf *b, Str bytes)
{
    buf_char(b, '(');
    for (int i = 0; i < bytes.n; i++)
        put_escaped(b, (unsigned char)bytes.p[i]);
    buf_char(b, ')');
}

static bool is_printable_ascii(Str s)
{
    for (int i = 0; i < s.n; i++)
        if (s.p[i] < 0x20 || s.p[i] > 0x7E)
            return false;
    return true;
}

/* The code units of cp: one or two. */
static int utf16(uint32_t cp, uint16_t out[2])
{
    if (cp < 0x10000) {
        out[0] = (uint16_t)cp;
        return 1;
    }
    out[0] = (uint16_t)(0xD800 + ((cp - 0x10000) >> 10));
    out[1] = (uint16_t)(0xDC00 + ((cp - 0x10000) & 0x3FF));
    return 2;
}

static void put_utf16_text(Buf *b, Str s)
{
    buf_puts(b, "(\xFE\xFF");
    for (int i = 0, count = 0; i < s.n && count < LONGEST_TEXT; count++) {
        uint32_t cp = utf8_next(s, &i);
        uint16_t units[2];
        int n = utf16(cp < 0x20 || cp == 0x7F ? ' ' : cp, units);
        for (int k = 0; k < n; k++) {
            put_escaped(b, (unsigned char)(units[k] >> 8));
            put_escaped(b, (unsigned char)(units[k] & 0xFF));
        }
    }
    buf_char(b, ')');
}

void put_text(Buf *b, Str utf8)
{
    if (is_printable_ascii(utf8) && utf8.n <= LONGEST_TEXT)
        put_bytes(b, utf8);
    else
        put_utf16_text(b, utf8);
}

void put_utf16_hex(Buf *b, Str utf8)
{
    buf_char(b, '<');
    for (int i = 0; i < utf8.n;) {
        uint16_t units[2];
        int n = utf16(utf8_next(utf8, &i), units);
        for (int k = 0; k < n; k++)
            buf_format(b, "%04X", units[k]);
    }
    buf_char(b, '>');
}
