/* One way out when memory has run out, whoever asked for it.
 *
 *     HarfBuzz, libxml2, cmark, libharu, libpng …, libc ─┐
 *     arenas, buffers ───────────────────────────────────┴─► malloc (here) ─► libc's ─► NULL? out_of_memory()
 *
 * Libraries meet a failed allocation in their own ways: cmark aborts, libxml2 and libpng report it like bad input, and
 * HarfBuzz goes on with empty tables, so that letters would be missing from the PDF and nobody would know. None of them
 * is asked: the program has its own malloc, calloc and realloc, as the C library allows (glibc manual, "Replacing
 * malloc"), which hand on to the C library's and never return NULL. Whatever in the C library allocates (strdup,
 * getline, qsort) comes here too; aligned memory does not, but nobody except the arena asks for it, which looks itself.
 * AddressSanitizer has its own malloc, and ends the program itself.
 *
 * The end is quick_exit: destructors and buffers of stdio are left alone, and all that is done is to remove the
 * temporary of the file being written. */
#include "app/memory.h"

#include <stdlib.h>

static OutFile *being_written;

static void remove_unfinished(void)
{
    outfile_abandon(being_written);
}

void unfinished(OutFile *out)
{
    static bool registered;
    if (!registered)
        check(at_quick_exit(remove_unfinished) == 0);
    registered = true;
    being_written = out;
}

#if defined __GLIBC__ && !defined UNDER_ASAN
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    void *p = __libc_malloc(size);
    if (!p)
        out_of_memory();
    return p;
}

void *calloc(size_t count, size_t size)
{
    void *p = __libc_calloc(count, size);
    if (!p)
        out_of_memory();
    return p;
}

/* Of size 0 it may return NULL: that has freed what was there. */
void *realloc(void *old, size_t size)
{
    void *p = __libc_realloc(old, size);
    if (!p && (size > 0 || !old))
        out_of_memory();
    return p;
}
#endif
