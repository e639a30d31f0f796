/* A repository for a team: a document, what checks and publishes it in CI, and what an editor needs.
 *
 * A file that is there is never written over, and a folder with content/ gets no document. The schemas are copied, so
 * that an editor finds them on a machine where planpress is somewhere else, or not at all. All is made in the working
 * folder, which is therefore changed to the one that is named. */
#include "app/init/init_private.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/build/report.h"
#include "app/home.h"
#include "app/new.h"
#include "file/file.h"

typedef struct Init {
    Arena *arena;
    Diag *diag;
    const Options *options;
    int made; /* files */
} Init;

static void put(Init *in, Str path, Str text)
{
    if (path_exists(path)) {
        if (!in->options->quiet)
            fprintf(stderr, STR_FMT ": already there, unchanged\n", STR_ARG(shown(in->arena, path)));
        return;
    }
    OutFile *out = dir_make(path_dir(path)) ? outfile_open(in->arena, path, in->diag) : NULL;
    if (out && outfile_write(out, text.p, (size_t)text.n) && outfile_commit(out))
        in->made++;
    else if (diag_count(in->diag, SEV_ERROR) == 0)
        diag(in->diag, IO002, (Pos){0}, "cannot create \"" STR_FMT "\": %s", STR_ARG(path), strerror(errno));
}

static void put_schemas(Init *in)
{
    Str home, folder, text, *names;
    int n = 0;
    if (!home_find(in->arena, in->diag, STR("."), &home))
        return;
    folder = path_join(in->arena, home, STR("templates/schemas"));
    if (!dir_list(in->arena, folder, &names, &n))
        diag(in->diag, IO005, (Pos){0}, "cannot read the folder \"" STR_FMT "\"", STR_ARG(folder));
    for (int i = 0; i < n; i++)
        if (str_ends(names[i], ".xsd")
            && file_read(in->arena, in->diag, path_join(in->arena, folder, names[i]), (Pos){0}, &text))
            put(in, path_join(in->arena, STR(".vscode/schemas"), names[i]), text);
}

/* False: the folder cannot be made or entered. */
static bool enter(Init *in, Str folder)
{
    if (dir_make(folder) && chdir(str_cdup(in->arena, folder)) == 0)
        return true;
    diag(in->diag, IO002, (Pos){0}, "cannot use the folder \"" STR_FMT "\": %s", STR_ARG(folder), strerror(errno));
    return false;
}

/* After the schemas, which its files then name. */
static Status put_document(const Init *in)
{
    const Str name = STR("content/plan");
    Options options = *in->options;
    options.arguments = &name;
    options.narguments = 1;
    return new_documents(&options);
}

Status init_repository(const Options *options)
{
    if (options->narguments > 1) {
        fputs("planpress: init takes at most one folder\n  help: planpress help init\n", stderr);
        return STATUS_USAGE;
    }
    Arena *a = arena_new();
    Init in = {.arena = a, .diag = diag_new(a), .options = options};
    if (enter(&in, options->narguments ? options->arguments[0] : STR("."))) {
        bool empty = !path_exists(STR("content"));
        put_schemas(&in);
        for (int i = 0; i < STARTER_COUNT && !diag_count(in.diag, SEV_ERROR); i++)
            put(&in, str_c(STARTER_FILES[i].path), str_c(STARTER_FILES[i].text));
        Status status = report_all(in.diag, options);
        if (status == STATUS_CLEAN && empty)
            status = put_document(&in);
        if (status == STATUS_CLEAN && in.made && !options->quiet)
            fprintf(stderr, "%d files created; next: git init, and planpress build\n", in.made);
        arena_free(a);
        return status;
    }
    Status status = report_all(in.diag, options);
    arena_free(a);
    return status;
}
