/* Preloaded into planpress: the C library's malloc, calloc and realloc, of which one fails.
 *
 *     FAIL_AT=N      the Nth call fails, counted from 1 in the whole process; 0 or none: no call does
 *     FAIL_ON=1      and every call after it
 *     FAIL_COUNT=F   how many calls there were is written to file F at the end
 *
 * The program's own malloc hands on to the functions that are put in front here, whichever library asked; so does every
 * other part of the C library that is linked to it. */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_long calls;
static long fail_at = -1;
static bool fail_on;
static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);

/* dlsym may not be asked again while it works. */
static void prepare(void)
{
    if (fail_at >= 0)
        return;
    const char *at = getenv("FAIL_AT"), *on = getenv("FAIL_ON");
    fail_at = at ? atol(at) : 0;
    fail_on = on && *on == '1';
    *(void **)&real_malloc = dlsym(RTLD_NEXT, "__libc_malloc");
    *(void **)&real_calloc = dlsym(RTLD_NEXT, "__libc_calloc");
    *(void **)&real_realloc = dlsym(RTLD_NEXT, "__libc_realloc");
}

static bool fails(void)
{
    prepare();
    long n = ++calls;
    if (fail_at == 0 || (fail_on ? n < fail_at : n != fail_at))
        return false;
    errno = ENOMEM;
    return true;
}

void *__libc_malloc(size_t size)
{
    return fails() ? NULL : real_malloc(size);
}

void *__libc_calloc(size_t count, size_t size)
{
    return fails() ? NULL : real_calloc(count, size);
}

void *__libc_realloc(void *old, size_t size)
{
    return fails() ? NULL : real_realloc(old, size);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("FAIL_COUNT");
    FILE *f = path ? fopen(path, "w") : NULL;
    if (!f)
        return;
    fprintf(f, "%ld\n", calls);
    fclose(f);
}
