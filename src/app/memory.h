/* What happens when memory runs out, and to the file being written when the program ends at once: because of that or
 * of a failed check. Linked in, this makes malloc, calloc and realloc end the program (status 4) where they would
 * return NULL, whichever library calls them. */
#ifndef APP_MEMORY_H
#define APP_MEMORY_H

#include "file/file.h"

/* The file being written: its temporary is removed if the program ends at once. NULL: finished. */
void unfinished(OutFile *out);

#endif
