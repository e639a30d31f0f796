/* The few types every folder shares: lengths, string slices, and what to do about our own bugs. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A length in 1/1024 pt. Positions on a page run from its top left corner, y downwards.
 * Turned into PDF units in pdf/ only. */
typedef int32_t Len;

#define LEN_PT 1024       /* one point */
#define LEN_MAX INT32_MAX /* "no limit", never added to */
#define PT(n) ((Len)((n)*LEN_PT))

/* A slice of bytes, UTF-8 unless said otherwise. Does not own them; not NUL-terminated. */
typedef struct Str {
    const char *p;
    int n;
} Str;

#define STR(lit) ((Str){"" lit, (int)sizeof(lit) - 1}) /* of a literal */
#define STR_FMT "%.*s"
#define STR_ARG(s) (s).n, (s).p /* for printf with STR_FMT */

/* AddressSanitizer watches; gcc and clang say so each in its own way. */
#if defined __SANITIZE_ADDRESS__
#define UNDER_ASAN
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define UNDER_ASAN
#endif
#endif

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static inline int int_min(int a, int b)
{
    return a < b ? a : b;
}
static inline int int_max(int a, int b)
{
    return a > b ? a : b;
}

/* Our own mistakes end the program with status 5, in release builds too. */
#define check(cond) ((cond) ? (void)0 : check_failed(__FILE__, __LINE__, #cond))
_Noreturn void check_failed(const char *file, int line, const char *cond);
/* Memory has run out: a message, and the end of the program with status 4. */
_Noreturn void out_of_memory(void);

#endif
