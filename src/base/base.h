/* The few types that every folder shares (lengths, string slices), and what happens when planpress has a bug. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A length in 1/1024 pt. Positions on a page start at its top left corner, with y downwards. Only pdf/ converts to
 * PDF units. */
typedef int32_t Len;

#define LEN_PT 1024       /* one point */
#define LEN_MAX INT32_MAX /* "no limit"; never added to */
#define PT(n) ((Len)((n)*LEN_PT))

/* A slice of bytes, in UTF-8 unless stated otherwise. It does not own the bytes and is not NUL-terminated. */
typedef struct Str {
    const char *p;
    int n;
} Str;

#define STR(lit) ((Str){"" lit, (int)sizeof(lit) - 1}) /* from a literal */
#define STR_FMT "%.*s"
#define STR_ARG(s) (s).n, (s).p /* for printf with STR_FMT */

/* Whether AddressSanitizer is on; gcc and clang announce it differently. */
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

/* A bug in planpress ends the program with status 5, in release builds too. */
#define check(cond) ((cond) ? (void)0 : check_failed(__FILE__, __LINE__, #cond))
_Noreturn void check_failed(const char *file, int line, const char *cond);
/* Out of memory: prints a message and ends the program with status 4. */
_Noreturn void out_of_memory(void);

#endif
