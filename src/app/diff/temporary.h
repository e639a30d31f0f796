/* Temporary folders. They are removed at the end, and also when a signal or a lack of memory ends the program. */
#ifndef APP_DIFF_TEMPORARY_H
#define APP_DIFF_TEMPORARY_H

#include "base/arena.h"
#include "diag/diag.h"

/* Makes a folder under TMPDIR, or else /tmp. a outlives it. NULL: IO002 was added. */
typedef struct Temporary Temporary;
Temporary *temporary_new(Arena *a, Diag *d);
Str temporary_path(const Temporary *t);

/* Makes a folder in it. False: IO002 was added. */
bool temporary_folder(Temporary *t, Str name);
/* Something that another program will make in it, with the folders that it lies in; `name` has no "..". */
void temporary_expect(Temporary *t, Str name);

/* Removes all of them, once a program that is still running (program.h) has ended. Called before their arenas go. */
void temporary_end(void);

#endif
