/* Slices and a growable buffer. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/base.h"

/* From a C string; NULL gives an empty slice. This and the comparisons are inline, so that they cost nothing for a
 * literal. */
static inline Str str_c(const char *cstr)
{
    if (!cstr)
        return STR("");
    size_t n = strlen(cstr);
    check(n <= INT32_MAX);
    return (Str){cstr, (int)n};
}

static inline bool str_eq(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, (size_t)a.n) == 0);
}

static inline bool str_is(Str a, const char *b)
{
    return str_eq(a, str_c(b));
}

static inline bool str_starts(Str s, const char *prefix)
{
    Str p = str_c(prefix);
    return s.n >= p.n && str_eq((Str){s.p, p.n}, p);
}

static inline bool str_ends(Str s, const char *suffix)
{
    Str e = str_c(suffix);
    return s.n >= e.n && (e.n == 0 || str_eq((Str){s.p + (s.n - e.n), e.n}, e));
}

/* [from, to), clamped. */
static inline Str str_sub(Str s, int from, int to)
{
    from = int_max(0, int_min(from, s.n));
    to = int_max(from, int_min(to, s.n));
    return s.p ? (Str){s.p + from, to - from} : STR("");
}

/* At the first sep; false: before = s, after empty. */
static inline bool str_cut(Str s, char sep, Str *before, Str *after)
{
    const char *at = s.n > 0 ? memchr(s.p, sep, (size_t)s.n) : NULL;
    int n = at ? (int)(at - s.p) : s.n;
    *before = str_sub(s, 0, n);
    *after = str_sub(s, n + 1, s.n);
    return at;
}

bool str_eq_folded(Str a, Str b);                            /* ignores the case of ASCII letters */
int str_cmp(Str a, Str b);                                   /* by bytes: <0, 0, >0 */
Str str_trim(Str s);                                         /* without white space (ASCII) at both ends */
int str_find(Str s, const char *needle);                     /* byte offset, or -1 */
bool str_cut_last(Str s, char sep, Str *before, Str *after); /* at the last sep; false: before = s, after empty */
bool str_has_word(Str words, Str word);                      /* among those between spaces */
Str str_dup(Arena *a, Str s);                                /* copied, and NUL-terminated beyond n */
char *str_cdup(Arena *a, Str s);                             /* a C string */
Str str_format(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
uint64_t str_hash(Str s);         /* the same on every machine */
bool str_to_int(Str s, int *out); /* decimal, all of s; false on anything else or overflow */

/* The name in names nearest to `name` (edit distance at most a third of its length), or an empty slice. For "did you
 * mean". */
Str str_nearest(Str name, const Str *names, int count);

/* The same for names that come one by one. */
typedef struct Nearest {
    Str name, found; /* found: empty so far */
    int limit;       /* only a smaller distance is nearer */
    uint64_t letters;
} Nearest;
Nearest nearest_to(Str name);
void nearest_try(Nearest *n, Str candidate);

/* A buffer on the heap that doubles. {0} is an empty one. */
typedef struct Buf {
    char *p;
    int n, cap;
} Buf;

void buf_reserve(Buf *b, int n); /* room for n bytes more and a NUL */

/* Inline for the same reason: putting a literal is a few moves into room that nearly always exists. */
static inline void buf_put(Buf *b, const void *bytes, int n)
{
    if (n <= 0)
        return;
    if (n >= b->cap - b->n)
        buf_reserve(b, n);
    memcpy(b->p + b->n, bytes, (size_t)n);
    b->n += n;
}

static inline void buf_str(Buf *b, Str s)
{
    buf_put(b, s.p, s.n);
}

static inline void buf_puts(Buf *b, const char *cstr)
{
    buf_str(b, str_c(cstr));
}

static inline void buf_char(Buf *b, char c)
{
    buf_put(b, &c, 1);
}

void buf_format(Buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vformat(Buf *b, const char *format, va_list args);
/* As text or an attribute's value of XML: with its characters escaped, and a space for each that XML does not allow. */
void buf_xml(Buf *b, Str s);
/* As a field of CSV (RFC 4180), with quotation marks when it needs them. */
void buf_csv(Buf *b, Str field);
/* The same for words, with an apostrophe before those that a spreadsheet would run as a formula. */
void buf_csv_words(Buf *b, Str words);
void buf_roman(Buf *b, int n);               /* 1994 as mcmxciv; nothing outside 1 to 4999 */
void buf_letters(Buf *b, int n, char first); /* a … z, aa …; first: 'a' or 'A'; nothing below 1 */
void buf_clear(Buf *b);                      /* empties it and keeps the memory */
void buf_free(Buf *b);
Str buf_view(const Buf *b);     /* valid until the next put */
Str buf_take(Buf *b, Arena *a); /* copied into the arena; frees b */

#endif
