/* Reading files whole, and paths.
 *
 * Only regular files are read: a device or a pipe could make the program wait for ever. Paths are slices. The system
 * needs C strings, which are made on the stack; a path is refused if it is longer than the system allows or contains
 * a NUL.
 *
 * A file that must lie in a folder is opened from that folder on, one part of its path at a time, and no part may be a
 * link. When one is, the path is first resolved, must still lead into the folder, and is then walked in the same way:
 * changing links meanwhile gains an attacker nothing. */
#include "file/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "base/vec.h"

typedef struct PathC {
    char s[PATH_MAX];
} PathC;

static bool path_c(Str path, PathC *out)
{
    if (path.n == 0 || path.n >= PATH_MAX || memchr(path.p, 0, (size_t)path.n)) {
        errno = path.n >= PATH_MAX ? ENAMETOOLONG : ENOENT;
        return false;
    }
    memcpy(out->s, path.p, (size_t)path.n);
    out->s[path.n] = 0;
    return true;
}

enum { TO_READ = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY }; /* does not wait for a pipe's other end */

/* -1: see errno. */
static int open_to_read(Str path)
{
    PathC c;
    return path_c(path, &c) ? open(c.s, TO_READ) : -1;
}

/* Reads up to n bytes; fewer if the file became shorter meanwhile. -1: see errno. */
static ssize_t read_up_to(int fd, char *bytes, size_t n)
{
    size_t done = 0;
    while (done < n) {
        ssize_t got = read(fd, bytes + done, n - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

typedef struct FileAsk {
    Arena *arena;
    Diag *diag;
    Str path;
    Pos from;
} FileAsk;

static bool cannot_read(const FileAsk *ask, const char *why)
{
    diag(ask->diag, IO001, ask->from, "cannot read \"" STR_FMT "\": %s", STR_ARG(ask->path), why);
    return false;
}

/* Reads the file behind fd, or adds a diagnostic. */
static bool read_open_file(const FileAsk *ask, int fd, Str *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return cannot_read(ask, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return cannot_read(ask,
                           S_ISDIR(st.st_mode) ? "it is a folder, not a file" : "it is a device or pipe, not a file");
    if (st.st_size > FILE_MAX) {
        diag(ask->diag, IO003, ask->from, "\"" STR_FMT "\" is %lld MB; expected at most %d MB", STR_ARG(ask->path),
             (long long)st.st_size >> 20, FILE_MAX >> 20);
        return false;
    }
    char *bytes = arena_alloc(ask->arena, (size_t)st.st_size + 1);
    ssize_t n = read_up_to(fd, bytes, (size_t)st.st_size);
    if (n < 0)
        return cannot_read(ask, strerror(errno));
    *out = (Str){bytes, (int)n};
    return true;
}

/* --- beneath a folder ------------------------------------------------------ */

/* Walks from folder to the file that `below` names, through nothing that is a link. -1: see errno. */
static int walk_without_links(const PathC *folder, Str below)
{
    int at = open(folder->s, O_PATH | O_DIRECTORY | O_CLOEXEC);
    Str part, rest = below;
    while (at >= 0 && rest.n > 0) {
        PathC name;
        bool more = str_cut(rest, '/', &part, &rest);
        if (part.n == 0)
            continue;
        int flags = more ? O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC : TO_READ | O_NOFOLLOW;
        int next = path_c(part, &name) ? openat(at, name.s, flags) : -1;
        int error = errno;
        close(at);
        errno = error;
        at = next;
    }
    return at;
}

/* The same where links may stand on the way, provided that they lead back into the folder. EXDEV: they do not. */
static int walk_resolved(const PathC *folder, Str path)
{
    PathC c, outer, inner;
    if (!path_c(path, &c) || !realpath(c.s, inner.s) || !realpath(folder->s, outer.s))
        return -1;
    Str o = str_c(outer.s), i = str_c(inner.s);
    int root = str_is(o, "/") ? 0 : o.n;
    if (!str_starts(i, outer.s) || i.p[root] != '/') {
        errno = EXDEV;
        return -1;
    }
    return walk_without_links(&outer, str_sub(i, root + 1, i.n));
}

static int open_beneath(FilePlace place)
{
    PathC folder;
    Str dir = place.folder, path = place.path;
    if (!path_c(dir, &folder))
        return -1;
    Str below = str_is(dir, ".") ? path : str_sub(path, dir.n, path.n);
    int fd = walk_without_links(&folder, below);
    return fd < 0 && (errno == ELOOP || errno == ENOTDIR) ? walk_resolved(&folder, path) : fd;
}

static int read_and_register(const FileAsk *ask, int fd, Str *out)
{
    *out = STR("");
    if (fd < 0 && errno == EXDEV)
        diag(ask->diag, IO007, ask->from, "\"" STR_FMT "\" is a link out of its folder; expected a file inside it",
             STR_ARG(ask->path));
    else if (fd < 0)
        cannot_read(ask, strerror(errno));
    if (fd < 0)
        return 0;
    bool read = read_open_file(ask, fd, out);
    close(fd);
    return read ? diag_file(ask->diag, ask->path, *out) : 0;
}

int file_read(Arena *a, Diag *d, Str path, Pos from, Str *out)
{
    return read_and_register(&(FileAsk){a, d, path, from}, open_to_read(path), out);
}

int file_read_beneath(Arena *a, Diag *d, FilePlace place, Pos from, Str *out)
{
    if (place.folder.n == 0)
        return file_read(a, d, place.path, from, out);
    return read_and_register(&(FileAsk){a, d, place.path, from}, open_beneath(place), out);
}

/* --- mapped ----------------------------------------------------------------- */

static const char *map_open_file(int fd, FileMap *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return "cannot be used: it is a folder, device or pipe; expected a file";
    if (st.st_size == 0 || st.st_size > FILE_MAX)
        return st.st_size ? "is too large" : "is empty";
    void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return "cannot be read";
    out->bytes = (Str){bytes, (int)st.st_size};
    return NULL;
}

const char *file_map(Str path, FileMap *out)
{
    int fd = open_to_read(path);
    if (fd < 0)
        return errno == ENXIO ? "cannot be used: it is a device or socket; expected a file" : "cannot be opened";
    const char *fault = map_open_file(fd, out);
    close(fd);
    return fault;
}

void file_unmap(FileMap *map)
{
    munmap((void *)map->bytes.p, (size_t)map->bytes.n);
}

/* --- paths ------------------------------------------------------------------ */

static bool path_stat(Str path, struct stat *st)
{
    PathC c;
    return path_c(path, &c) && stat(c.s, st) == 0;
}

Str path_identity(Arena *a, Str path)
{
    struct stat st;
    if (!path_stat(path, &st))
        return (Str){0};
    return str_format(a, "%llx %llx", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
}

bool path_exists(Str path)
{
    struct stat st;
    return path_stat(path, &st);
}

bool path_is_dir(Str path)
{
    struct stat st;
    return path_stat(path, &st) && S_ISDIR(st.st_mode);
}

Str path_join(Arena *a, Str dir, Str name)
{
    if (dir.n == 0 || str_is(dir, ".") || str_starts(name, "/"))
        return str_dup(a, name);
    return str_format(a, STR_FMT "%s" STR_FMT, STR_ARG(dir), str_ends(dir, "/") ? "" : "/", STR_ARG(name));
}

Str path_with_slashes(Arena *a, Str path)
{
    char *c = str_cdup(a, path);
    for (int i = 0; i < path.n; i++)
        if (c[i] == '\\')
            c[i] = '/';
    return (Str){c, path.n};
}

/* Without trailing slashes; "/" stays. */
static Str without_end_slashes(Str path)
{
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    return path;
}

static int last_slash(Str path)
{
    int i = path.n - 1;
    while (i >= 0 && path.p[i] != '/')
        i--;
    return i;
}

Str path_dir(Str path)
{
    path = without_end_slashes(path);
    int slash = last_slash(path);
    if (slash < 0)
        return STR(".");
    return without_end_slashes(str_sub(path, 0, slash + 1));
}

Str path_base(Str path)
{
    path = without_end_slashes(path);
    int slash = last_slash(path);
    return path.n == 1 && slash == 0 ? path : str_sub(path, slash + 1, path.n);
}

bool path_stays(Str name)
{
    if (name.n == 0 || name.p[0] == '/' || memchr(name.p, 0, (size_t)name.n))
        return false;
    for (Str rest = name, part; rest.n > 0;) {
        str_cut(rest, '/', &part, &rest);
        if (str_is(part, ".."))
            return false;
    }
    return true;
}

/* Where the nearest existing part of path really is. */
static bool real_place(Str path, PathC *out)
{
    PathC c;
    for (;;) {
        if (!path_c(path, &c))
            return false;
        if (realpath(c.s, out->s))
            return true;
        if (errno != ENOENT && errno != ENOTDIR)
            return false;
        Str up = path_dir(path);
        if (up.n >= path.n)
            return false;
        path = up;
    }
}

/* Is a part of the path after its first `from` bytes a symbolic link, or unreadable? A missing part is not a link. */
static bool may_lead_out(Str path, int from)
{
    PathC c;
    struct stat st;
    if (!path_c(path, &c))
        return true;
    for (char *end = c.s + from, was;; *end++ = was) {
        end = strchrnul(end, '/');
        was = *end;
        *end = 0;
        if (lstat(c.s, &st) != 0)
            return errno != ENOENT && errno != ENOTDIR;
        if (S_ISLNK(st.st_mode))
            return true;
        if (!was)
            return false;
    }
}

static bool is_really_inside(Str dir, Str path)
{
    PathC outer, inner;
    if (!real_place(dir, &outer) || !real_place(path, &inner))
        return false;
    Str o = str_c(outer.s), i = str_c(inner.s);
    return str_eq(o, i) || str_is(o, "/") || (str_starts(i, outer.s) && i.p[o.n] == '/');
}

/* Nearly all paths have no links, so comparing their text is enough. */
bool path_inside(Arena *a, Str dir, Str name, Str *out)
{
    if (dir.n == 0 || !path_stays(name))
        return false;
    Str joined = path_join(a, dir, name);
    if (may_lead_out(joined, joined.n - name.n) && !is_really_inside(dir, joined))
        return false;
    *out = joined;
    return true;
}

/* "x/..", without the detour when x is no link. */
static Str folder_above(Arena *a, Str folder)
{
    Str above = path_join(a, folder, STR("..")), shorter = path_dir(folder);
    bool same = str_eq(path_identity(a, above), path_identity(a, shorter));
    return same && !str_is(path_base(folder), ".") && !str_is(path_base(folder), "..") ? shorter : above;
}

bool path_beside(Arena *a, Str folder, Str name, Str *out)
{
    Str above = folder_above(a, folder), part, rest;
    if (str_cut(name, '/', &part, &rest) || !path_stays(name) || str_is(name, "."))
        return false;
    Str beside = path_join(a, above, name);
    if (may_lead_out(beside, beside.n - name.n)) {
        PathC outer, inner;
        if (!real_place(above, &outer) || !real_place(beside, &inner)
            || !str_eq(path_dir(str_c(inner.s)), str_c(outer.s)))
            return false;
    }
    *out = beside;
    return true;
}

static int by_bytes(const void *left, const void *right)
{
    return str_cmp(((const DirEntry *)left)->name, ((const DirEntry *)right)->name);
}

/* Most file systems report the type of an entry; a link counts as what it leads to. */
static bool is_folder(DIR *in, const struct dirent *entry)
{
    struct stat st;
    if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
        return entry->d_type == DT_DIR;
    return fstatat(dirfd(in), entry->d_name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

bool dir_entries(Arena *a, Str dir, DirEntry **entries, int *count)
{
    PathC c;
    DIR *open_dir = path_c(dir, &c) ? opendir(c.s) : NULL;
    if (!open_dir)
        return false;
    VEC(DirEntry) found = {0};
    for (const struct dirent *entry; (entry = readdir(open_dir));)
        if (entry->d_name[0] != '.')
            VEC_PUSH(a, &found, (DirEntry){str_dup(a, str_c(entry->d_name)), is_folder(open_dir, entry)});
    closedir(open_dir);
    if (found.n > 1)
        qsort(found.at, (size_t)found.n, sizeof *found.at, by_bytes);
    *entries = found.at;
    *count = found.n;
    return true;
}

bool dir_list(Arena *a, Str dir, Str **names, int *count)
{
    DirEntry *entries;
    if (!dir_entries(a, dir, &entries, count))
        return false;
    *names = NEWN(a, Str, *count);
    for (int i = 0; i < *count; i++)
        (*names)[i] = entries[i].name;
    return true;
}

bool dir_make(Str path)
{
    PathC c;
    if (!path_c(path, &c))
        return false;
    for (char *p = c.s + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = 0;
        if (mkdir(c.s, 0777) != 0 && errno != EEXIST)
            return false;
        *p = '/';
    }
    if (mkdir(c.s, 0777) != 0 && errno != EEXIST)
        return false;
    return path_is_dir(path);
}
