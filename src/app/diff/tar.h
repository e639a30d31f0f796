/* Unpacking what `git archive` writes, as it comes. */
#ifndef APP_DIFF_TAR_H
#define APP_DIFF_TAR_H

#include "app/diff/temporary.h"

typedef struct TarReader TarReader;
/* Unpacks into a temporary folder, which may have other files. */
TarReader *tar_new(Arena *a, Temporary *into);
bool tar_take(void *reader, Str bytes); /* false: it failed */
/* The end of the archive; then come its links. False: it failed, now or before. *why: the reason; NULL when a
 * diagnostic was added. */
bool tar_end(TarReader *t, const char **why);

#endif
