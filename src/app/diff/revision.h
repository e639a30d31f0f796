/* A document in a revision of a git repository. */
#ifndef APP_DIFF_REVISION_H
#define APP_DIFF_REVISION_H

#include "base/arena.h"
#include "diag/diag.h"

/* Is a word REVISION:DOCUMENT, and no path? */
bool revision_is(Str word);

typedef struct Revision {
    Str root;     /* temporary folder that stands for the top of the repository */
    Str document; /* the document's folder in it */
    Str name;     /* the revision, as given */
} Revision;

/* Puts the document into a temporary folder, as a checkout of the revision would have it, with the templates, fonts and
 * documents beside it that it uses. False: a diagnostic was added. temporary_end removes it. */
bool revision_take(Arena *a, Diag *d, Str word, Revision *out);
/* Shows the files that were read from it as REVISION:PATH in findings. */
void revision_show(Diag *d, const Revision *r);

#endif
