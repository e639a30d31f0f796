/* A library that is loaded when a document needs it (libqpdf) is there when the stamp is written, and not when it is
 * read. So only those that the program began with are part of the stamp's key; one that came later is an input of the
 * document. The dynamic linker lists them in the order in which they were loaded. */
#include "app/stamp/libraries.h"

#include <link.h>

#include "file/file.h"

static int at_start;

static int count(struct dl_phdr_info *info, size_t size, void *number)
{
    (void)info, (void)size;
    return ++*(int *)number, 0;
}

void libraries_begin(void)
{
    at_start = 0;
    dl_iterate_phdr(count, &at_start);
}

typedef struct LibrarySearch {
    Arena *arena;
    Strs found;
    bool later;
    int passed;
} LibrarySearch;

static int take(struct dl_phdr_info *info, size_t size, void *search)
{
    (void)size;
    LibrarySearch *s = search;
    bool later = s->passed++ >= at_start;
    Str path = *info->dlpi_name ? str_dup(s->arena, str_c(info->dlpi_name)) : STR("/proc/self/exe");
    if (later == s->later && path_exists(path)) /* the kernel's own has no file */
        VEC_PUSH(s->arena, &s->found, path);
    return 0;
}

Strs libraries(Arena *a, bool later)
{
    LibrarySearch s = {.arena = a, .later = later};
    dl_iterate_phdr(take, &s);
    return s.found;
}
