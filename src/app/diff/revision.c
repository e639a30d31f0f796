/* A word such as v1:content/plan becomes a folder in these steps:
 *
 *     v1            ─► a commit; git gets only this from then on
 *     content/plan  ─► a path in the repository of the document, or else of the working folder
 *     the document, the nearest templates/ and fonts/ above it ─► git checkout ─► a temporary folder
 *     the documents beside it that its files name, and those that these name ─► the same folder
 *
 * git checks the files out with an index and a working folder of their own, so line endings are as in any checkout, and
 * the user's own files and index stay as they are.
 *
 * The document need not exist today, so one that was renamed can be compared. A document can take files from the
 * documents beside it, so each of these whose name appears in one of its files is unpacked too.
 *
 * The repository may be anybody's. git refuses names that lead out of its working folder, and never writes through a
 * link. Here the number and size of the files have limits, and links that lead out of the folder are removed. */
#include "app/diff/revision.h"

#include <unistd.h>

#include "app/diff/git.h"
#include "app/diff/temporary.h"
#include "app/home.h"
#include "base/ascii.h"
#include "file/file.h"

enum { FILES_MOST = 100000 };
#define BYTES_MOST (INT64_C(1) << 30)
/* In the temporary folder. */
#define TREE "tree"
#define INDEX "index"

typedef struct Taking {
    Git git;
    Str revision, document; /* as given */
    Str commit;
    Str path; /* of the document in the repository; "." for its top */
    Temporary *into;
    Str root;   /* folder in it that stands for the top of the repository */
    Strs there; /* paths of the repository that are in it */
    int files;  /* in these */
    int64_t bytes;
} Taking;

bool revision_is(Str word)
{
    Str before, after;
    return str_cut_last(word, ':', &before, &after);
}

#define GIT_WORDS(...)                                                                   \
    (GitWords)                                                                           \
    {                                                                                    \
        .at = (const char *[]){__VA_ARGS__}, .n = COUNT(((const char *[]){__VA_ARGS__})) \
    }

static bool fail(const Taking *t, Str why)
{
    diag(t->git.diag, VAR022, (Pos){0}, "cannot read \"" STR_FMT "\": " STR_FMT, STR_ARG(t->git.asked), STR_ARG(why));
    return false;
}

/* --- names ---------------------------------------------------------------------------------------------- */

/* The nearest folder that exists on the way to a path; *rest: what is missing of it. */
static Str existing_folder(Arena *a, Str path, Str *rest)
{
    *rest = STR("");
    while (!path_is_dir(path)) {
        *rest =
            rest->n ? str_format(a, STR_FMT "/" STR_FMT, STR_ARG(path_base(path)), STR_ARG(*rest)) : path_base(path);
        path = path_dir(path);
    }
    return real_path(a, path);
}

/* Finds the top folder of the repository. */
static bool find_top(Taking *t, Str near)
{
    Str top, errors;
    GitWords words = GIT_WORDS("rev-parse", "--show-toplevel");
    t->git.folder = near;
    if (!git_ask(&t->git, &words, &top, &errors))
        return fail(t, errors);
    t->git.folder = real_path(t->git.arena, str_ends(top, "\n") ? str_sub(top, 0, top.n - 1) : top);
    return true;
}

static void suggest_revision(const Taking *t)
{
    GitWords words = GIT_WORDS("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags");
    Str answer, line, errors;
    VEC(Str) names = {0};
    if (!git_ask(&t->git, &words, &answer, &errors))
        return;
    while (answer.n > 0) {
        str_cut(answer, '\n', &line, &answer);
        VEC_PUSH(t->git.arena, &names, line);
    }
    diag_nearest(t->git.diag, t->revision, names.at, names.n);
}

static bool find_commit(Taking *t)
{
    const char *wanted = str_format(t->git.arena, STR_FMT "^{commit}", STR_ARG(t->revision)).p;
    GitWords words = GIT_WORDS("rev-parse", "--verify", "--quiet", "--end-of-options", wanted);
    Str answer, errors;
    bool found = t->revision.n > 0 && t->revision.p[0] != '-' && git_ask(&t->git, &words, &answer, &errors);
    if (found) {
        t->commit = str_dup(t->git.arena, str_trim(answer));
        return true;
    }
    fail(t, str_format(t->git.arena, "there is no revision \"" STR_FMT "\"; expected a branch, a tag or a commit",
                       STR_ARG(t->revision)));
    suggest_revision(t);
    return false;
}

/* A path in the repository, from one in the file system. False: it is not in it. */
static bool path_below_top(const Taking *t, Str path, Str *out)
{
    Str top = t->git.folder, rest, folder = existing_folder(t->git.arena, path, &rest);
    if (!str_eq(folder, top) && !(str_starts(folder, str_cdup(t->git.arena, top)) && folder.p[top.n] == '/'))
        return false;
    Str below = path_join(t->git.arena, str_sub(folder, top.n + 1, folder.n), rest);
    while (str_ends(below, "/"))
        below.n--;
    if (!below.n || str_is(below, "."))
        *out = STR(".");
    else if (path_stays(below))
        *out = below;
    else
        return false;
    return true;
}

/* The paths of the folders, or of other entries, in a folder of the revision: "content/plan". */
static void list_paths(const Taking *t, GitWords words, Strs *out)
{
    Str answer, name, errors;
    if (!git_ask(&t->git, &words, &answer, &errors))
        return;
    while (answer.n > 0) {
        str_cut(answer, '\0', &name, &answer);
        VEC_PUSH(t->git.arena, out, name);
    }
}

static Strs folders_in(const Taking *t, Str folder)
{
    Strs found = {0};
    GitWords words = GIT_WORDS("ls-tree", "-z", "-d", "--name-only", t->commit.p, "--", "");
    words.at[words.n - 1] = str_format(t->git.arena, STR_FMT "/", STR_ARG(folder)).p;
    words.n -= str_is(folder, ".");
    list_paths(t, words, &found);
    return found;
}

/* Is this the path of a document in the revision, or of its manifest? */
static bool is_document(Taking *t, Str path)
{
    Strs found = {0};
    if (str_is(path_base(path), "document.xml"))
        path = path_dir(path);
    if (!path_below_top(t, path, &t->path))
        return false;
    const char *manifest = path_join(t->git.arena, t->path, STR("document.xml")).p;
    list_paths(t, GIT_WORDS("ls-tree", "-z", "--name-only", t->commit.p, "--", manifest), &found);
    return found.n == 1;
}

static void suggest_document(const Taking *t, Str path)
{
    Str missing;
    if (!path.n || !path_below_top(t, path, &missing))
        return;
    Strs folders = folders_in(t, path_dir(missing));
    for (int i = 0; i < folders.n; i++)
        folders.at[i] = path_base(folders.at[i]);
    diag_nearest(t->git.diag, path_base(missing), folders.at, folders.n);
}

static bool find_document(Taking *t, Str under_content)
{
    if (is_document(t, t->document) || (under_content.n && is_document(t, under_content)))
        return true;
    fail(t, str_format(t->git.arena,
                       "revision \"" STR_FMT "\" has no document \"" STR_FMT "\"; expected a folder with a "
                       "document.xml",
                       STR_ARG(t->revision), STR_ARG(t->document)));
    suggest_document(t, t->document);
    suggest_document(t, under_content);
    return false;
}

/* --- unpacking ---------------------------------------------------------------------------------------------- */

static GitWords words_and_paths(const Taking *t, GitWords before, const Strs *paths)
{
    GitWords all = {0};
    for (int i = 0; i < before.n; i++)
        VEC_PUSH(t->git.arena, &all, before.at[i]);
    for (int i = 0; i < paths->n; i++)
        VEC_PUSH(t->git.arena, &all, str_cdup(t->git.arena, paths->at[i]));
    return all;
}

/* One entry of `git ls-tree --long`: "100644 blob 23f1… 1994\tcontent/plan/01.md". A submodule has no size. */
static void count_file(Taking *t, Str entry, Str *path)
{
    Str head, size;
    int bytes = 0;
    str_cut(entry, '\t', &head, path);
    str_cut_last(head, ' ', &head, &size);
    if (!str_to_int(size, &bytes) && size.n && is_digit(size.p[0]))
        bytes = INT32_MAX;
    t->bytes += bytes;
    t->files++;
}

/* Lists what a checkout of paths will make, and where it will be: first, so that it can be removed at any moment. */
static bool list_files(Taking *t, const Strs *paths, Strs *files, Strs *links)
{
    GitWords words =
        words_and_paths(t, GIT_WORDS("ls-tree", "-r", "--long", "-z", "--full-tree", t->commit.p, "--"), paths);
    Str answer, entry, path, errors;
    if (!git_ask(&t->git, &words, &answer, &errors))
        return fail(t, errors);
    while (answer.n > 0) {
        str_cut(answer, '\0', &entry, &answer);
        count_file(t, entry, &path);
        if (t->files > FILES_MOST || t->bytes > BYTES_MOST)
            return fail(t, STR("it is too large; expected at most 100,000 files and 1 GB"));
        if (str_starts(entry, "120000 "))
            VEC_PUSH(t->git.arena, links, path);
        else
            VEC_PUSH(t->git.arena, files, path);
        temporary_expect(t->into, path_join(t->git.arena, STR(TREE), path));
    }
    return true;
}

static bool ask_quietly(const Taking *t, GitWords words)
{
    Str answer, errors;
    return git_ask(&t->git, &words, &answer, &errors) || fail(t, errors);
}

/* Checks out paths of the revision. files: those that are no links. */
static bool check_out(Taking *t, const Strs *paths, Strs *files)
{
    Arena *a = t->git.arena;
    Strs links = {0};
    Str inside;
    const char *folder = str_format(a, "--work-tree=" STR_FMT, STR_ARG(t->root)).p;
    if (!list_files(t, paths, files, &links)
        || !ask_quietly(t, words_and_paths(t, GIT_WORDS(folder, "checkout", "--quiet", "--"), paths)))
        return false;
    for (int i = 0; i < links.n; i++)
        if (!path_inside(a, t->root, links.at[i], &inside))
            unlink(str_cdup(a, path_join(a, t->root, links.at[i])));
    for (int i = 0; i < paths->n; i++)
        VEC_PUSH(a, &t->there, paths->at[i]);
    return true;
}

/* templates/ and fonts/ of the nearest folder that has both. */
static void add_home(const Taking *t, Strs *paths)
{
    for (Str folder = path_dir(t->path);; folder = path_dir(folder)) {
        Str templates = path_join(t->git.arena, folder, STR("templates")),
            fonts = path_join(t->git.arena, folder, STR("fonts"));
        Strs found = {0};
        list_paths(t, GIT_WORDS("ls-tree", "-z", "-d", "--name-only", t->commit.p, "--", templates.p, fonts.p), &found);
        if (found.n == 2) {
            VEC_PUSH(t->git.arena, paths, templates);
            VEC_PUSH(t->git.arena, paths, fonts);
            return;
        }
        if (str_is(folder, "."))
            return;
    }
}

/* The text of those that are XML files in a folder of the repository. */
static void add_texts(Arena *a, const Taking *t, const Strs *files, Str folder, Buf *text)
{
    for (int i = 0; i < files->n; i++) {
        Str bytes, path = files->at[i];
        bool below = str_is(folder, ".") || (str_starts(path, str_cdup(a, folder)) && path.p[folder.n] == '/');
        if (below && str_ends(path, ".xml") && file_read(a, diag_new(a), path_join(a, t->root, path), (Pos){0}, &bytes))
            buf_str(text, bytes);
    }
}

static bool has(const Strs *all, Str s)
{
    for (int i = 0; i < all->n; i++)
        if (str_eq(all->at[i], s))
            return true;
    return false;
}

/* The documents beside this one that files of documents name, and that are not there yet. */
static Strs neighbours_in(const Taking *t, const Strs *files)
{
    Strs paths = {0};
    if (str_is(t->path, "."))
        return paths;
    Arena *a = arena_new();
    Buf text = {0};
    Str beside = path_dir(t->path);
    add_texts(a, t, files, beside, &text);
    Strs folders = folders_in(t, beside);
    for (int i = 0; i < folders.n; i++)
        if (!has(&t->there, folders.at[i]) && str_find(buf_view(&text), str_cdup(a, path_base(folders.at[i]))) >= 0)
            VEC_PUSH(t->git.arena, &paths, folders.at[i]);
    buf_free(&text);
    arena_free(a);
    return paths;
}

/* Makes the folder, and the index that git checks out from: all of the revision, as attributes of files are in it. */
static bool make_folder(Taking *t)
{
    Arena *a = t->git.arena;
    t->into = temporary_new(a, t->git.diag);
    if (!t->into || !temporary_folder(t->into, STR(TREE)))
        return false;
    temporary_expect(t->into, STR(INDEX));
    temporary_expect(t->into, STR(INDEX ".lock"));
    t->root = path_join(a, temporary_path(t->into), STR(TREE));
    t->git.index = path_join(a, temporary_path(t->into), STR(INDEX));
    return ask_quietly(t, GIT_WORDS("read-tree", t->commit.p));
}

static bool take_out(Taking *t)
{
    if (!make_folder(t))
        return false;
    Strs paths = {0};
    VEC_PUSH(t->git.arena, &paths, t->path);
    add_home(t, &paths);
    while (paths.n > 0) {
        Strs files = {0};
        if (!check_out(t, &paths, &files))
            return false;
        paths = neighbours_in(t, &files);
    }
    return true;
}

bool revision_take(Arena *a, Diag *d, Str word, Revision *out)
{
    Taking t = {.git = {.arena = a, .diag = d, .asked = word}};
    Str project, rest, under_content = STR("");
    str_cut_last(word, ':', &t.revision, &t.document);
    if (!t.document.n)
        return fail(&t, STR("no document is named; expected REVISION:DOCUMENT"));
    if (project_find(a, &project))
        under_content = path_join(a, path_join(a, project, STR("content")), t.document);
    bool there = under_content.n && !path_exists(t.document) && path_exists(under_content);
    if (!find_top(&t, existing_folder(a, there ? under_content : t.document, &rest)) || !find_commit(&t)
        || !find_document(&t, under_content) || !take_out(&t))
        return false;
    *out = (Revision){.root = t.root, .document = path_join(a, t.root, t.path), .name = t.revision};
    return true;
}

void revision_show(Diag *d, const Revision *r)
{
    for (int i = 1; i <= diag_files(d); i++) {
        Str path = diag_path(d, i);
        if (path.n > r->root.n && str_eq(str_sub(path, 0, r->root.n), r->root) && path.p[r->root.n] == '/') {
            Arena *a = arena_new();
            Str below = str_sub(path, r->root.n + 1, path.n);
            diag_show_as(d, i, str_format(a, STR_FMT ":" STR_FMT, STR_ARG(r->name), STR_ARG(below)));
            arena_free(a);
        }
    }
}
