/* What happens to the file being written when the program ends at once: memory has run out, or a check has failed. */
#ifndef APP_MEMORY_H
#define APP_MEMORY_H

#include "base/file.h"

/* This file is being written: its temporary is removed if the program ends at once. NULL: it is done. */
void unfinished(OutFile *out);

#endif
