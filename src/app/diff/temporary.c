/* Everything that is made is first put on a list, newest first, so that removing it needs nothing but that list and
 * system calls, which a signal handler may make. What the list names and is not there yet does no harm. */
#include "app/diff/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/ending.h"
#include "base/map.h"
#include "file/file.h"

typedef struct TemporaryEntry {
    const char *path;
    bool folder;
    struct TemporaryEntry *older;
} TemporaryEntry;

struct Temporary {
    Arena *arena;
    Diag *diag;
    Str path;
    Map folders; /* those that are there */
};

static TemporaryEntry *volatile newest;

static void remove_all(void)
{
    for (const TemporaryEntry *m = newest; m; m = m->older)
        if (m->folder)
            rmdir(m->path);
        else
            unlink(m->path);
    newest = NULL;
}

void temporary_end(void)
{
    ending_also(NULL);
    remove_all();
}

static const char *list(Arena *a, Str path, bool folder)
{
    TemporaryEntry *m = NEW(a, TemporaryEntry);
    *m = (TemporaryEntry){.path = str_cdup(a, path), .folder = folder, .older = newest};
    newest = m;
    return m->path;
}

static bool cannot_write(const Temporary *t, const char *path)
{
    diag(t->diag, IO002, (Pos){0}, "cannot write \"%s\": %s", path, strerror(errno));
    return false;
}

Temporary *temporary_new(Arena *a, Diag *d)
{
    const char *where = getenv("TMPDIR");
    Temporary *t = NEW(a, Temporary);
    *t = (Temporary){.arena = a, .diag = d};
    char *path = str_cdup(a, str_format(a, "%s/planpress-edition-XXXXXX", where && *where ? where : "/tmp"));
    t->path = str_c(path);
    if (!newest)
        check(at_quick_exit(remove_all) == 0);
    ending_also(remove_all);
    ending_waits(true);
    bool made = mkdtemp(path);
    if (made)
        list(a, t->path, true);
    ending_waits(false);
    if (made)
        return t;
    diag(d, IO002, (Pos){0}, "cannot create a temporary folder in \"" STR_FMT "\": %s", STR_ARG(path_dir(t->path)),
         strerror(errno));
    return NULL;
}

Str temporary_path(const Temporary *t)
{
    return t->path;
}

static bool make_folder(Temporary *t, Str name)
{
    if (map_find(&t->folders, name))
        return true;
    const char *path = list(t->arena, path_join(t->arena, t->path, name), true);
    map_put(t->arena, &t->folders, str_dup(t->arena, name), t);
    return mkdir(path, 0700) == 0 || cannot_write(t, path);
}

bool temporary_folder(Temporary *t, Str name)
{
    for (int i = 1; i < name.n; i++)
        if (name.p[i] == '/' && !make_folder(t, str_sub(name, 0, i)))
            return false;
    return make_folder(t, name);
}

bool temporary_link(Temporary *t, Str name, Str target)
{
    const char *path = list(t->arena, path_join(t->arena, t->path, name), false);
    return symlink(str_cdup(t->arena, target), path) == 0 || cannot_write(t, path);
}

int temporary_file(Temporary *t, Str name)
{
    const char *path = list(t->arena, path_join(t->arena, t->path, name), false);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        cannot_write(t, path);
    return fd;
}

bool temporary_write(Temporary *t, int fd, Str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.p, (size_t)bytes.n);
        if (n < 0 && errno != EINTR)
            return cannot_write(t, t->path.p);
        if (n > 0)
            bytes = str_sub(bytes, (int)n, bytes.n);
    }
    return true;
}
