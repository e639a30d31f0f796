/* The program's file and the libraries of this process. */
#ifndef APP_STAMP_LIBRARIES_H
#define APP_STAMP_LIBRARIES_H

#include "base/arena.h"
#include "base/vec.h"

/* Before anything loads another library: from then on, what is loaded came later. */
void libraries_begin(void);
/* The paths of the program and of the libraries that it began with; or of those loaded later. In the arena. */
Strs libraries(Arena *a, bool later);

#endif
