/* The growable buffer of str.h. It lives on the heap, because in an arena it would leave an old copy behind each
 * time it grows. It keeps one spare byte, so that formatting can write its NUL. */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

void buf_reserve(Buf *b, int n)
{
    if (n >= INT32_MAX - b->n - 1)
        out_of_memory();
    int want = b->n + n + 1;
    if (want <= b->cap)
        return;
    int larger = b->cap > INT32_MAX / 2 ? INT32_MAX : b->cap * 2;
    larger = int_max(int_max(larger, want), 64);
    b->p = realloc(b->p, (size_t)larger);
    if (!b->p)
        out_of_memory();
    b->cap = larger;
}

/* Formats into the room available, and again only if the text is longer. */
void buf_vformat(Buf *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    buf_reserve(b, 0);
    int n = vsnprintf(b->p + b->n, (size_t)(b->cap - b->n), format, args);
    check(n >= 0);
    if (n >= b->cap - b->n) {
        buf_reserve(b, n);
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
    }
    b->n += n;
    va_end(again);
}

void buf_format(Buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vformat(b, format, args);
    va_end(args);
}

void buf_clear(Buf *b)
{
    b->n = 0;
}

void buf_free(Buf *b)
{
    free(b->p);
    *b = (Buf){0};
}

Str buf_view(const Buf *b)
{
    return b->p ? (Str){b->p, b->n} : STR("");
}

Str buf_take(Buf *b, Arena *a)
{
    Str s = str_dup(a, buf_view(b));
    buf_free(b);
    return s;
}

void buf_roman(Buf *b, int n)
{
    static const struct {
        int value;
        const char *sign;
    } signs[] = {
        {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
        {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"},
    };
    for (int i = 0; n < 5000 && i < COUNT(signs); i++)
        for (; n >= signs[i].value; n -= signs[i].value)
            buf_puts(b, signs[i].sign);
}

void buf_letters(Buf *b, int n, char first)
{
    char letters[8];
    int count = 0;
    for (; n > 0; n = (n - 1) / 26)
        letters[count++] = (char)(first + (n - 1) % 26);
    while (count > 0)
        buf_char(b, letters[--count]);
}

void buf_xml(Buf *b, Str s)
{
    for (int i = 0; i < s.n;) {
        char bytes[4];
        uint32_t cp = utf8_next(s, &i);
        if (cp == '&' || cp == '<' || cp == '>' || cp == '"')
            buf_puts(b, cp == '&' ? "&amp;" : cp == '<' ? "&lt;" : cp == '>' ? "&gt;" : "&quot;");
        else if (cp < 0x20 || cp == 0xFFFE || cp == 0xFFFF)
            buf_char(b, ' ');
        else
            buf_put(b, bytes, utf8_put(bytes, cp));
    }
}

static void put_csv(Buf *b, const char *before, Str field)
{
    bool quotes = field.n && (field.p[0] == ' ' || field.p[field.n - 1] == ' ');
    for (int i = 0; i < field.n; i++)
        quotes = quotes || strchr(",\"\r\n", field.p[i]);
    if (quotes)
        buf_char(b, '"');
    buf_puts(b, before);
    for (int i = 0; i < field.n; i++) {
        if (field.p[i] == '"')
            buf_char(b, '"');
        buf_char(b, field.p[i]);
    }
    if (quotes)
        buf_char(b, '"');
}

void buf_csv(Buf *b, Str field)
{
    put_csv(b, "", field);
}

/* A spreadsheet would read such words as a formula: they begin with = or @, or with + or - before anything but a
 * number. */
static bool looks_like_formula(Str words)
{
    if (words.n == 0 || !strchr("=@+-\t\r", words.p[0]))
        return false;
    if (words.p[0] != '+' && words.p[0] != '-')
        return true;
    for (int i = 1; i < words.n; i++)
        if (!is_digit(words.p[i]) && !strchr(" ,.()%-", words.p[i]))
            return true;
    return false;
}

void buf_csv_words(Buf *b, Str words)
{
    put_csv(b, looks_like_formula(words) ? "'" : "", words);
}
