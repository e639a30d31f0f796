/* A file belongs to the nearest document above it. One that belongs to another document than the one that is made is
 * looked up there: in the manifest of that document, and in those of the packs that may list it. */
#include "app/pack/exempt.h"

#include "app/documents.h"
#include "app/home.h"
#include "doc/report.h"

enum { LEVELS_MOST = 20 };

/* Whether a document says that it is exempt, or a pack does, looked up once; the manifests that decide it are inputs.
 */
static bool is_exempt(Job *j, Str folder)
{
    const bool *known = map_find(&j->exempt, folder);
    if (known)
        return *known;
    Documents manifests = {0};
    bool *exempt = NEW(j->arena, bool);
    *exempt = document_is_exempt(j->arena, folder, &manifests);
    map_put(j->arena, &j->exempt, folder, exempt);
    for (int i = 0; i < manifests.n; i++)
        VEC_PUSH(j->arena, &j->looked_at, manifests.at[i]);
    return *exempt;
}

/* The document that a file belongs to; empty: none. Both are real paths. */
static Str document_of(Arena *a, Str own, Str path)
{
    Str folder = path_dir(path);
    for (int i = 0; i < LEVELS_MOST && folder.n > 1; i++, folder = path_dir(folder))
        if (str_eq(folder, own) || path_exists(path_join(a, folder, STR("document.xml"))))
            return folder;
    return STR("");
}

Str exempt_source(Job *j, Str folder, Str path)
{
    Arena *a = j->arena;
    if (str_eq(path_dir(path), folder))
        return STR("");
    Str own = real_path(a, folder), other = document_of(a, own, real_path(a, path));
    bool elsewhere = other.n && !str_eq(other, own);
    return elsewhere && is_exempt(j, other) ? other : STR("");
}

void exempt_check(Job *j)
{
    const Doc *doc = j->doc;
    if (doc->report && doc->report->access.exempt)
        return;
    if (doc->report && is_exempt(j, doc->folder))
        diag(j->diag, PCK003, doc->report->pos,
             "this report is public, but a pack lists it as exempt; expected the same in both");
    for (int i = 1, last = diag_files(j->diag); i <= last; i++) {
        Str from = exempt_source(j, doc->folder, diag_path(j->diag, i));
        if (from.n)
            diag(j->diag, PCK012, doc->root->pos,
                 "\"" STR_FMT "\" is public, but takes " STR_FMT " from the exempt report \"" STR_FMT "\"; expected a "
                 "file of its own",
                 STR_ARG(doc->name), STR_ARG(diag_path(j->diag, i)), STR_ARG(path_base(from)));
    }
}
