/* Files and paths: reading whole files, and writing so that the old file stays until the new one is complete. */
#ifndef FILE_FILE_H
#define FILE_FILE_H

#include "base/arena.h"
#include "base/base.h"
#include "diag/diag.h"

#define FILE_MAX (256 << 20) /* larger input is refused (IO003) */

/* Reads a regular file whole, NUL-terminated beyond n, and registers it. Returns its number. 0: adds a diagnostic at
 * `from` (the place that names the file; file 0 for the command line), and *out is empty. */
int file_read(Arena *a, Diag *d, Str path, Pos from, Str *out);

/* A file that must lie in a folder, in fact and not by its name alone. */
typedef struct FilePlace {
    Str folder; /* empty: the file may be anywhere */
    Str path;   /* the folder joined with a name */
} FilePlace;
/* The same. What is opened is reached from the folder one part at a time, so that no link leads out, even one that is
 * made meanwhile: IO007. */
int file_read_beneath(Arena *a, Diag *d, FilePlace place, Pos from, Str *out);

/* A regular file's bytes without reading them. They stay until file_unmap. */
typedef struct FileMap {
    Str bytes;
} FileMap;
const char *file_map(Str path, FileMap *out); /* NULL, or why not: "cannot be opened: …" */
void file_unmap(FileMap *map);

/* Two paths to one thing have the same identity; empty when there is nothing. */
Str path_identity(Arena *a, Str path);
bool path_exists(Str path);
bool path_is_dir(Str path);
Str path_join(Arena *a, Str dir, Str name); /* name unchanged when it is absolute or dir is "." */
Str path_with_slashes(Arena *a, Str path);  /* each backslash made a slash */
Str path_dir(Str path);                     /* "." when it has none */
Str path_base(Str path);                    /* last component */
bool path_stays(Str name);                  /* relative, and no part is ".." */
/* dir/name when that stays inside dir: relative, no "..", and no symbolic link that leads out. False: reports
 * nothing and leaves *out unchanged. */
bool path_inside(Arena *a, Str dir, Str name, Str *out);
/* The folder of that name beside another one. False: the name has more than one part, or belongs to a link that leads
 * elsewhere; reports nothing. */
bool path_beside(Arena *a, Str folder, Str name, Str *out);
/* The entries of a folder, sorted by the bytes of their names, without names that begin with a dot. False when it
 * cannot be read. */
typedef struct DirEntry {
    Str name;
    bool is_dir; /* or a link to one */
} DirEntry;
bool dir_entries(Arena *a, Str dir, DirEntry **entries, int *count);
/* Only the names. */
bool dir_list(Arena *a, Str dir, Str **names, int *count);
bool dir_make(Str path); /* with parents; true when it exists afterwards */

/* A file being written beside its final place, as a dot-file in the same folder. Opening removes what an earlier
 * process left if it was killed. Nothing is buffered, so callers write large pieces. */
typedef struct OutFile OutFile;
OutFile *outfile_open(Arena *a, Str path, Diag *d);          /* NULL: a diagnostic was added */
bool outfile_write(OutFile *f, const void *bytes, size_t n); /* false: it failed now, with a diagnostic, or before */
size_t outfile_size(const OutFile *f);
Str outfile_so_far(const OutFile *f); /* the file that holds all that was written, until it is committed */
/* Also passes everything written to `see`. Call it before the first write. */
void outfile_tap(OutFile *f, void (*see)(void *with, const void *bytes, size_t n), void *with);
/* Commit does not wait for the disk, so a power cut may damage the file. For files that can be rebuilt and are
 * checked. */
void outfile_unsynced(OutFile *f);
/* Waits for the disk, so that of several files none is committed before all are complete. False: it failed, now with a
 * diagnostic, or before. */
bool outfile_sync(OutFile *f);
/* Syncs, and renames over `path`. On failure, now or earlier, the old file is unchanged, no temporary file is left,
 * and there is one diagnostic. */
bool outfile_commit(OutFile *f);
void outfile_abandon(OutFile *f); /* removes the temporary file; NULL is allowed */
/* Removes the temporary files of all that are being written: for a program that ends now, also in a signal handler. */
void outfile_remove_unfinished(void);

#endif
