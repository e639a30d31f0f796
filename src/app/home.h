/* Where the program's own files are, and where the user's project is. */
#ifndef APP_HOME_H
#define APP_HOME_H

#include "base/arena.h"
#include "diag/diag.h"

/* The folder that contains templates/ and fonts/ for a document: $PLANPRESS_HOME, else the nearest folder above the
 * document or above the working folder that has both, else the installed one. False: adds IO005. */
bool home_find(Arena *a, Diag *d, Str document, Str *home);

/* The nearest folder above the working folder that has content/, as a short relative path. False: none. */
bool project_find(Arena *a, Str *project);

/* The real path of a file or folder, without "." and ".."; the path unchanged if it cannot be determined. */
Str real_path(Arena *a, Str path);

#endif
