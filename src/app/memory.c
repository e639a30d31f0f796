/* One way out when memory runs out, in our code or a library's.
 *
 *     HarfBuzz, libxml2, cmark, libharu, libpng …, libc ─┐
 *     arenas, buffers ───────────────────────────────────┴─► malloc (here) ─► libc's ─► NULL? out_of_memory()
 *
 * Libraries handle a failed allocation differently: cmark aborts, libxml2 and libpng report it like bad input, and
 * HarfBuzz continues with empty tables, so that letters would silently be missing from the PDF. So the program has
 * its own malloc, calloc and realloc, as the C library allows (glibc manual, "Replacing malloc"). They pass requests
 * to the C library's and never return NULL. Whatever allocates inside the C library (strdup, getline, qsort) comes
 * here too. Aligned memory does not, but only the arena uses it, and it checks for itself. AddressSanitizer has its
 * own malloc, and ends the program itself.
 *
 * The end is quick_exit: it runs no destructors and flushes no stdio buffers, and only removes the temporary files
 * being written (ending.c). */
#include <stdlib.h>

#include "base/base.h"

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

/* For size 0 it may return NULL: that freed the block. */
void *realloc(void *old, size_t size)
{
    void *p = __libc_realloc(old, size);
    if (!p && (size > 0 || !old))
        out_of_memory();
    return p;
}
#endif
