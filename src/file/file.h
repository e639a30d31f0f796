/* Files and paths: reading whole, and writing so that the old file stays until the new one is complete. */
#ifndef FILE_FILE_H
#define FILE_FILE_H

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"

#define FILE_MAX (256 << 20) /* larger input is refused, IO003 */

/* Reads a regular file whole, NUL-terminated beyond n, and registers it. False: a diagnostic at `from`
 * (who asked for it; file 0 for the command line) and *out is empty. */
bool file_read(Arena *a, Diag *d, Str path, Pos from, Str *out, int *file);

bool path_exists(Str path);
bool path_is_dir(Str path);
Str path_join(Arena *a, Str dir, Str name); /* name as it is when absolute or dir is "." */
Str path_dir(Str path);                     /* "." when it has none */
Str path_base(Str path);                    /* last component */
/* dir/name when that stays inside dir: relative, no "..", and no symbolic link out of it.
 * False: nothing is reported; *out is untouched. */
bool path_inside(Arena *a, Str dir, Str name, Str *out);
/* What is in a folder, sorted by the bytes of the names, without those that begin with a dot. False when it cannot be
 * read. */
typedef struct DirEntry {
    Str name;
    bool is_dir; /* or a link to one */
} DirEntry;
bool dir_entries(Arena *a, Str dir, DirEntry **entries, int *count);
/* The names alone. */
bool dir_list(Arena *a, Str dir, Str **names, int *count);
bool dir_make(Str path); /* with parents; true when it is there afterwards */

/* A file being written beside its final place (a dot-file in the same folder). What an earlier process that was killed
 * left of the same file is removed. Nothing is buffered: who writes hands over large pieces. */
typedef struct OutFile OutFile;
OutFile *outfile_open(Arena *a, Str path, Diag *d);          /* NULL: a diagnostic was added */
bool outfile_write(OutFile *f, const void *bytes, size_t n); /* false: failed now, with a diagnostic, or before */
size_t outfile_size(const OutFile *f);
/* Shows all that is written to `see` too. Before the first write. */
void outfile_tap(OutFile *f, void (*see)(void *with, const void *bytes, size_t n), void *with);
/* Commit does not wait for the disk: after a power cut the file may be broken. For what can be made again and is
 * checked. */
void outfile_unsynced(OutFile *f);
/* Syncs, renames over `path`. On failure, or when writing failed before: the old file untouched, no temporary left;
 * there is one diagnostic. */
bool outfile_commit(OutFile *f);
void outfile_abandon(OutFile *f); /* removes the temporary; NULL is fine */

#endif
