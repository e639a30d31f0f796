/* From the words on the command line to folders.
 *
 * A word that is a path counts as one; any other names a folder under the project's content/, where every folder is
 * a document. A document named twice is built once. Two documents whose folders have the same name would be written
 * to the same file, so the second is refused. */
#include "app/documents.h"

#include "app/home.h"
#include "file/file.h"
#include "base/str.h"

/* The content/ folder; empty when there is no project here. */
static Str content_folder(Arena *a)
{
    Str project;
    return project_find(a, &project) ? path_join(a, project, STR("content")) : STR("");
}

static void report_unknown(Arena *a, Diag *d, Str word, Str content)
{
    Str *names;
    int count = 0;
    diag(d, IO001, (Pos){0},
         "document \"" STR_FMT "\" not found; expected a folder, its document.xml, or a name under content/",
         STR_ARG(word));
    if (content.n == 0 || !dir_list(a, content, &names, &count))
        return;
    diag_nearest(d, word, names, count);
}

/* The real path of a document's folder. */
static Str folder_of(Arena *a, Str path)
{
    Str real = real_path(a, path);
    return path_is_dir(real) ? real : path_dir(real);
}

/* "." and ".." give no name for a result. */
static Str with_name(Arena *a, Str path)
{
    Str base = path_base(path);
    return str_is(base, ".") || str_is(base, "..") ? real_path(a, path) : path;
}

static void add(Arena *a, Diag *d, Str path, Documents *out)
{
    Str folder = folder_of(a, path);
    for (int i = 0; i < out->n; i++) {
        Str other = folder_of(a, out->at[i]);
        if (str_eq(folder, other))
            return;
        if (!str_eq(path_base(folder), path_base(other)))
            continue;
        diag(d, IO002, (Pos){0},
             "\"" STR_FMT "\" and \"" STR_FMT "\" would be written to the same file; build them separately, with "
             "different --output folders",
             STR_ARG(out->at[i]), STR_ARG(path));
        return;
    }
    VEC_PUSH(a, out, with_name(a, path));
}

static void add_all(Arena *a, Diag *d, Str content, Documents *out)
{
    Str *names = NULL;
    int count = 0;
    if (content.n > 0)
        dir_list(a, content, &names, &count);
    for (int i = 0; i < count; i++) {
        Str path = path_join(a, content, names[i]);
        if (path_is_dir(path))
            add(a, d, path, out);
    }
    if (out->n > 0)
        return;
    diag(d, IO004, (Pos){0}, "no document named, and none found under content/");
    diag_help(d, "name one: planpress build FOLDER, where FOLDER contains a document.xml");
}

bool document_exists(Arena *a, Str word)
{
    Str content = content_folder(a);
    return path_exists(word) || (content.n && path_exists(path_join(a, content, word)));
}

void documents_find(Arena *a, Diag *d, const Str *given, int count, Documents *out)
{
    Str content = content_folder(a);
    for (int i = 0; i < count; i++) {
        Str under = content.n ? path_join(a, content, given[i]) : STR("");
        if (path_exists(given[i]))
            add(a, d, given[i], out);
        else if (under.n && path_exists(under))
            add(a, d, under, out);
        else
            report_unknown(a, d, given[i], content);
    }
    if (count == 0)
        add_all(a, d, content, out);
}
