/* Files of exempt reports, which nothing that is public may take. */
#ifndef APP_PACK_EXEMPT_H
#define APP_PACK_EXEMPT_H

#include "app/build/job.h"

/* The folder of the exempt report that a file lies in, for a document in another folder; empty: none. */
Str exempt_source(Job *j, Str folder, Str path);

/* Reports what the job's document, which is not joined to others, takes from exempt reports; and that a pack calls it
 * exempt when its own manifest does not. */
void exempt_check(Job *j);

#endif
