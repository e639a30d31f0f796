/* What happens when memory runs out, and to the file being written when the program ends at once: for that, or for a
 * check that failed. Linked in, this makes malloc, calloc and realloc end the program (status 4) where they would
 * return NULL, whichever library asks. */
#ifndef APP_MEMORY_H
#define APP_MEMORY_H

#include "file/file.h"

/* This file is being written: its temporary is removed if the program ends at once. NULL: it is done. */
void unfinished(OutFile *out);

#endif
