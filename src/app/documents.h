/* Which documents a command line means. */
#ifndef APP_DOCUMENTS_H
#define APP_DOCUMENTS_H

#include "base/arena.h"
#include "diag/diag.h"
#include "base/vec.h"

typedef VEC(Str) Documents; /* paths of folders or manifests */

/* A folder, a manifest, or the name of a folder under content/; none means every folder under content/, sorted.
 * Reports and omits what does not exist. */
void documents_find(Arena *a, Diag *d, const Str *given, int count, Documents *out);

/* Is a word a path that exists, or such a name? */
bool document_exists(Arena *a, Str word);

#endif
