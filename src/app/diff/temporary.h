/* Temporary folders, which are removed at the end, and also when a signal or a lack of memory ends the program. */
#ifndef APP_DIFF_TEMPORARY_H
#define APP_DIFF_TEMPORARY_H

#include "base/arena.h"
#include "diag/diag.h"

/* Makes a folder under TMPDIR, or else /tmp. a outlives it. NULL: IO002 was added. */
typedef struct Temporary Temporary;
Temporary *temporary_new(Arena *a, Diag *d);
Str temporary_path(const Temporary *t);

/* What is made in it; `name` has no ".." and no link on its way. False: IO002 was added. */
bool temporary_folder(Temporary *t, Str name); /* with those that it lies in */
bool temporary_link(Temporary *t, Str name, Str target);
int temporary_file(Temporary *t, Str name); /* open to write, for its owner alone; -1: failed */
bool temporary_write(Temporary *t, int fd, Str bytes);

/* Removes all of them. Called before their arenas go. */
void temporary_end(void);

#endif
