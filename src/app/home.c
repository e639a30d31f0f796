/* Finding the home: the folder that contains templates/ and fonts/.
 *
 * In a checkout that is its top folder, found by climbing from the document, so that planpress can start anywhere.
 * Installed, it is share/planpress beside the program's bin folder. The way from one to the other is a compile
 * definition, and the program finds itself through /proc, so an installed tree can be moved.
 *
 * A home at or below the working folder becomes a relative path, so that messages name templates as the user would,
 * wherever the checkout is. */
#include "app/home.h"

#include <limits.h>
#include <stdlib.h>

#include "file/file.h"
#include "base/str.h"

static bool is_home(Arena *a, Str folder)
{
    return path_is_dir(path_join(a, folder, STR("templates"))) && path_is_dir(path_join(a, folder, STR("fonts")));
}

static bool is_project(Arena *a, Str folder)
{
    return path_is_dir(path_join(a, folder, STR("content")));
}

Str real_path(Arena *a, Str path)
{
    char real[PATH_MAX];
    return realpath(str_cdup(a, path), real) ? str_dup(a, str_c(real)) : path;
}

/* The nearest folder, from `start` upwards, that qualifies. start is a real path. */
static bool climb(Arena *a, Str start, bool (*is_it)(Arena *, Str), Str *found)
{
    for (Str folder = start;; folder = path_dir(folder)) {
        if (is_it(a, folder)) {
            *found = folder;
            return true;
        }
        if (folder.n <= 1)
            return false;
    }
}

/* True when path is the folder or below it; *rest is the part below. */
static bool below(Str path, Str folder, Str *rest)
{
    if (folder.n == 1)
        folder.n = 0;
    if (path.n < folder.n || !str_eq(str_sub(path, 0, folder.n), folder))
        return false;
    if (path.n > folder.n && path.p[folder.n] != '/')
        return false;
    *rest = str_sub(path, folder.n + 1, path.n);
    return true;
}

/* A real path relative to the working folder, when one is below the other. */
static Str shorten(Arena *a, Str path)
{
    Str here = real_path(a, STR(".")), rest, part;
    if (below(path, here, &rest))
        return rest.n ? rest : STR(".");
    if (path.n == 1 || !below(here, path, &rest))
        return path;
    Buf up = {0};
    while (rest.n > 0) {
        str_cut(rest, '/', &part, &rest);
        buf_puts(&up, up.n ? "/.." : "..");
    }
    return buf_take(&up, a);
}

static bool installed_home(Arena *a, Str *home)
{
    Str program = real_path(a, STR("/proc/self/exe"));
    Str share = path_join(a, path_dir(program), STR(PLANPRESS_SHARE_FROM_BIN));
    if (!is_home(a, share))
        return false;
    *home = real_path(a, share);
    return true;
}

bool home_find(Arena *a, Diag *d, Str document, Str *home)
{
    const char *told = getenv("PLANPRESS_HOME");
    if (told && *told) {
        *home = str_dup(a, str_c(told));
        if (is_home(a, *home))
            return true;
        diag(d, IO005, (Pos){0}, "PLANPRESS_HOME is \"%s\"; expected a folder that contains templates/ and fonts/",
             told);
        return false;
    }
    Str found;
    if (climb(a, real_path(a, document), is_home, &found) || climb(a, real_path(a, STR(".")), is_home, &found)) {
        *home = shorten(a, found);
        return true;
    }
    if (installed_home(a, home))
        return true;
    diag(d, IO005, (Pos){0},
         "no folder with templates/ and fonts/ found above the document, above the working folder, or where planpress "
         "is installed");
    diag_help(d, "set PLANPRESS_HOME to the folder that contains both");
    return false;
}

bool project_find(Arena *a, Str *project)
{
    Str found;
    if (!climb(a, real_path(a, STR(".")), is_project, &found))
        return false;
    *project = shorten(a, found);
    return true;
}
