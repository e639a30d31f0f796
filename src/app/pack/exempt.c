/* A file belongs to the nearest document above it. One that belongs to another document than the one that is made is
 * looked up there: in the manifest of that document, and in those of the packs that may list it. */
#include "app/pack/exempt.h"

#include "app/documents.h"
#include "app/home.h"
#include "doc/report.h"

enum { LEVELS_MOST = 20 };

/* Whether a document says that it is exempt, or a pack does, looked up once; the manifests that decide it are inputs.
 */
static const DocumentAccess *access_of(Job *j, Str folder)
{
    const DocumentAccess *known = map_find(&j->access, folder);
    if (known)
        return known;
    Documents manifests = {0};
    DocumentAccess *access = NEW(j->arena, DocumentAccess);
    *access = document_access(j->arena, folder, &manifests);
    map_put(j->arena, &j->access, folder, access);
    for (int i = 0; i < manifests.n; i++)
        VEC_PUSH(j->arena, &j->looked_at, manifests.at[i]);
    return access;
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
    return elsewhere && access_of(j, other)->exempt ? other : STR("");
}

/* A report that calls itself public, when a pack says something else or may. */
static void check_packs(Job *j)
{
    const Doc *doc = j->doc;
    const DocumentAccess *access = access_of(j, doc->folder);
    if (access->doubt.n)
        diag(j->diag, PCK029, doc->report->pos,
             "nobody can tell whether this report is public: the manifest of pack \"" STR_FMT "\" has errors and lists "
             "exempt reports",
             STR_ARG(path_base(access->doubt)));
    else if (access->exempt)
        diag(j->diag, PCK003, doc->report->pos,
             "this report is public, but a pack lists it as exempt; expected the same in both");
}

void exempt_check(Job *j)
{
    const Doc *doc = j->doc;
    if (doc->report && doc->report->access.exempt)
        return;
    if (doc->report)
        check_packs(j);
    for (int i = 1, last = diag_files(j->diag); i <= last; i++) {
        Str from = exempt_source(j, doc->folder, diag_path(j->diag, i));
        if (from.n)
            diag(j->diag, PCK012, doc->root->pos,
                 "\"" STR_FMT "\" is public, but takes " STR_FMT " from the exempt report \"" STR_FMT "\"; expected a "
                 "file of its own",
                 STR_ARG(doc->name), STR_ARG(diag_path(j->diag, i)), STR_ARG(path_base(from)));
    }
}
