/* Everything that is made is first put on a list, newest first, so that removing it needs nothing but that list and
 * system calls, which a signal handler may make. What the list names and is not there does no harm. */
#include "app/diff/temporary.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/diff/program.h"
#include "app/ending.h"
#include "base/map.h"
#include "file/file.h"

typedef struct TemporaryEntry {
    const char *path;
    struct TemporaryEntry *older;
} TemporaryEntry;

struct Temporary {
    Arena *arena;
    Diag *diag;
    Str path;
    Map folders; /* on the list */
};

static TemporaryEntry *volatile newest;

static void remove_all(void)
{
    program_end();
    for (const TemporaryEntry *m = newest; m; m = m->older)
        if (unlink(m->path) != 0)
            rmdir(m->path);
    newest = NULL;
}

void temporary_end(void)
{
    remove_all();
    ending_also(NULL);
}

static const char *list(Arena *a, Str path)
{
    TemporaryEntry *m = NEW(a, TemporaryEntry);
    *m = (TemporaryEntry){.path = str_cdup(a, path), .older = newest};
    newest = m;
    return m->path;
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
        list(a, t->path);
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

bool temporary_folder(Temporary *t, Str name)
{
    const char *path = list(t->arena, path_join(t->arena, t->path, name));
    map_put(t->arena, &t->folders, name, t);
    if (mkdir(path, 0700) == 0)
        return true;
    diag(t->diag, IO002, (Pos){0}, "cannot create the folder \"%s\": %s", path, strerror(errno));
    return false;
}

void temporary_expect(Temporary *t, Str name)
{
    for (int i = 1; i < name.n; i++)
        if (name.p[i] == '/' && map_put(t->arena, &t->folders, str_sub(name, 0, i), t))
            list(t->arena, path_join(t->arena, t->path, str_sub(name, 0, i)));
    list(t->arena, path_join(t->arena, t->path, name));
}
