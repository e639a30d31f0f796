/* From the words on the command line to folders.
 *
 * A word that is a path counts as one; any other names a folder under the project's content/, where every folder is
 * a document, as is each folder with a manifest in that of a pack. A document named twice is built once. Two
 * documents that would be written to the same file are refused.
 *
 * An exempt report is left out unless it is named or its readers are asked for. Its manifest or that of a
 * pack tells, so these are read first; manifests in which no such word stands are not parsed. A pack
 * whose manifest has errors may make a report exempt that calls itself public, if it lies there or is named in it. */
#include "app/documents.h"

#include <string.h>

#include "app/home.h"
#include "doc/pack.h"
#include "file/file.h"
#include "read/read.h"
#include "base/str.h"

enum { PACK_LEVELS = 4 }; /* so far above a report its pack is looked for */

typedef struct DocumentSearch {
    Arena *arena;
    Diag *diag;
    const DocumentsAsk *ask;
    Documents *out;
    Str content;      /* the project's folder; empty: there is no project here */
    Map exempt;       /* identity of the folders of exempt reports */
    Documents unread; /* packs whose manifests have errors, if they may have exempt reports */
} DocumentSearch;

/* --- manifests, before they are read in earnest --- */

static Str manifest_of(Arena *a, Str path)
{
    return path_is_dir(path) ? path_join(a, path, STR("document.xml")) : path;
}

/* Words of UTF-16, which stand in no search. */
static bool is_searched_in_vain(Str bytes)
{
    return bytes.n && memchr(bytes.p, '\0', (size_t)bytes.n);
}

/* Whether a word stands in a manifest, or may: in one that is not to be read, any word may. */
static bool manifest_has(Str manifest, const char *word)
{
    FileMap map;
    if (!path_exists(manifest) || path_is_dir(manifest))
        return false;
    if (file_map(manifest, &map))
        return true;
    bool has = is_searched_in_vain(map.bytes) || memmem(map.bytes.p, (size_t)map.bytes.n, word, strlen(word));
    file_unmap(&map);
    return has;
}

/* What was saved to its end has the last tag. */
static bool is_cut_short(Str manifest)
{
    return !manifest_has(manifest, "</document>");
}

bool document_is_pack(Arena *a, Str path)
{
    return manifest_has(manifest_of(a, path), "<reports");
}

/* What is wrong with it is reported when the document is built. NULL: it cannot be read; `whole`: without an error. */
static const Manifest *peek(const DocumentSearch *f, Str path, bool *whole)
{
    Reader r = {.job = f->arena, .diag = diag_new(f->arena)};
    const Manifest *m = home_find(f->arena, r.diag, path, &r.home) ? read_manifest(&r, path) : NULL;
    *whole = m && !diag_count(r.diag, SEV_ERROR);
    return m;
}

/* --- names and results --- */

/* The real path of a document's folder. */
static Str folder_of(Arena *a, Str path)
{
    Str real = real_path(a, path);
    return path_is_dir(real) || !path_exists(real) ? real : path_dir(real);
}

Str document_name(Arena *a, Str path)
{
    Str folder = folder_of(a, path), name = path_base(folder), above = path_dir(folder);
    for (int i = 0; i < PACK_LEVELS && above.n > 1; i++, above = path_dir(above))
        if (document_is_pack(a, above))
            name = str_sub(folder, above.n - path_base(above).n, folder.n);
    return name;
}

Str document_result(Arena *a, const Options *options, Str path, const char *ending)
{
    const char *audience = options->members && document_is_pack(a, path) ? "-members" : "";
    Str name = document_name(a, path);
    const char *part = options->supplement && document_is_pack(a, path) ? "-supplement" : "";
    return path_join(a, options->output, str_format(a, STR_FMT "%s%s%s", STR_ARG(name), part, audience, ending));
}

/* --- finding --- */

/* The content/ folder; empty when there is no project here. */
static Str content_folder(Arena *a)
{
    Str project;
    return project_find(a, &project) ? path_join(a, project, STR("content")) : STR("");
}

static void report_unknown(const DocumentSearch *f, Str word)
{
    Str *names;
    int count = 0;
    diag(f->diag, IO001, (Pos){0},
         "document \"" STR_FMT "\" not found; expected a folder, its document.xml, or a name under content/",
         STR_ARG(word));
    if (f->content.n == 0 || !dir_list(f->arena, f->content, &names, &count))
        return;
    diag_nearest(f->diag, word, names, count);
}

/* "." and ".." give no name for a result. */
static Str with_name(Arena *a, Str path)
{
    Str base = path_base(path);
    return str_is(base, ".") || str_is(base, "..") ? real_path(a, path) : path;
}

static void add(const DocumentSearch *f, Str path)
{
    Arena *a = f->arena;
    Str folder = folder_of(a, path);
    for (int i = 0; i < f->out->n; i++) {
        Str other = folder_of(a, f->out->at[i]);
        if (str_eq(folder, other))
            return;
        if (!str_eq(path_base(folder), path_base(other)) || !str_eq(document_name(a, folder), document_name(a, other)))
            continue;
        diag(f->diag, IO002, (Pos){0},
             "\"" STR_FMT "\" and \"" STR_FMT "\" would be written to the same file; build them separately, with "
             "different --output folders",
             STR_ARG(f->out->at[i]), STR_ARG(path));
        return;
    }
    VEC_PUSH(a, f->out, with_name(a, path));
}

/* --- reports --- */

static bool is_exempt(const DocumentSearch *f, Str path)
{
    if (f->ask->exempt)
        return false;
    if (map_find(&f->exempt, path_identity(f->arena, path)))
        return true;
    if (!manifest_has(manifest_of(f->arena, path), "exempt"))
        return false;
    bool whole;
    const Manifest *m = peek(f, path, &whole);
    const ReportHead *head = m ? manifest_doc(m)->report : NULL;
    return head && head->access.exempt;
}

/* What a pack lists. */
typedef struct PackList {
    const Pack *pack; /* NULL: it is none, or cannot be read */
    const ListedReport *at;
    int n;
    bool whole; /* its manifest has no error */
} PackList;

static PackList listed_in(const DocumentSearch *f, Str path)
{
    PackList l = {0};
    const Manifest *m = document_is_pack(f->arena, path) ? peek(f, path, &l.whole) : NULL;
    l.pack = m ? manifest_doc(m)->pack : NULL;
    l.at = l.pack ? manifest_reports(m, &l.n) : NULL;
    return l;
}

static bool is_listed_exempt(const PackList *l, int i)
{
    return l->pack->items[l->at[i].item].access.exempt;
}

/* Does one of the words stand there that an exempt report is listed with? Any of them may be misspelt. */
static bool may_have_exempt(Str manifest)
{
    return manifest_has(manifest, "exempt") || manifest_has(manifest, "access=") || manifest_has(manifest, "paragraph=")
           || is_cut_short(manifest);
}

static void note_exempt(DocumentSearch *f, Str path)
{
    Str manifest = manifest_of(f->arena, path);
    if (!document_is_pack(f->arena, path) || !may_have_exempt(manifest))
        return;
    PackList l = listed_in(f, path);
    for (int i = 0; i < l.n; i++) {
        Str identity = path_identity(f->arena, l.at[i].place.folder);
        if (identity.n && is_listed_exempt(&l, i))
            map_put(f->arena, &f->exempt, identity, f);
    }
    if (!l.whole)
        VEC_PUSH(f->arena, &f->unread, path);
}

/* The packs that may list a document: those in whose folders it lies, and those beside it. */
static Documents packs_near(Arena *a, Str folder)
{
    Documents near = {0}, packs = {0};
    Str above = path_dir(folder), *names;
    int n = 0;
    if (!document_is_pack(a, above) && dir_list(a, above, &names, &n))
        for (int i = 0; i < n; i++)
            VEC_PUSH(a, &near, path_join(a, above, names[i]));
    for (int i = 0; i < PACK_LEVELS && above.n > 1; i++, above = path_dir(above))
        VEC_PUSH(a, &near, above);
    for (int i = 0; i < near.n; i++)
        if (document_is_pack(a, near.at[i]))
            VEC_PUSH(a, &packs, near.at[i]);
    return packs;
}

/* May the manifest of a pack name the folder? In one that breaks off, or that writes characters as numbers, any may be
 * named. */
static bool may_name(Arena *a, Str manifest, Str folder)
{
    Str name = path_base(folder);
    return str_find(name, "&") >= 0 || manifest_has(manifest, str_cdup(a, name)) || manifest_has(manifest, "&#")
           || is_cut_short(manifest);
}

static bool lies_in(Str folder, Str above)
{
    return folder.n > above.n && folder.p[above.n] == '/' && str_eq(str_sub(folder, 0, above.n), above);
}

/* The pack with errors that may make the report exempt: it lies in the folder of that pack, or may be named there. */
static Str pack_in_doubt(const DocumentSearch *f, Str folder)
{
    Arena *a = f->arena;
    if (!f->unread.n || !manifest_has(manifest_of(a, folder), "<report"))
        return STR("");
    for (int i = 0; i < f->unread.n; i++) {
        Str pack = folder_of(a, f->unread.at[i]);
        if (lies_in(folder, pack) || may_name(a, manifest_of(a, pack), folder))
            return pack;
    }
    return STR("");
}

DocumentAccess document_access(Arena *a, Str path, Documents *manifests)
{
    DocumentsAsk ask = {0};
    DocumentSearch f = {.arena = a, .ask = &ask};
    Str folder = folder_of(a, path);
    Documents packs = packs_near(a, folder);
    VEC_PUSH(a, manifests, manifest_of(a, folder));
    for (int i = 0; i < packs.n; i++) {
        VEC_PUSH(a, manifests, manifest_of(a, packs.at[i]));
        note_exempt(&f, packs.at[i]);
    }
    if (is_exempt(&f, folder))
        return (DocumentAccess){.exempt = true};
    Str doubt = pack_in_doubt(&f, folder);
    return (DocumentAccess){.exempt = doubt.n > 0, .doubt = doubt};
}

static void add_report(const DocumentSearch *f, Str path)
{
    if (path_exists(manifest_of(f->arena, path)) && !is_exempt(f, path))
        add(f, path);
}

/* The reports in the folder of a pack: those that it lists, in their order, and then any others. */
static void add_reports(const DocumentSearch *f, Str path)
{
    PackList l = listed_in(f, path);
    Str folder = path_is_dir(path) ? path : path_dir(path);
    DirEntry *entries;
    int n;
    for (int i = 0; i < l.n; i++)
        if (!str_starts(l.pack->items[l.at[i].item].document, "../"))
            add_report(f, l.at[i].place.folder);
    if (!l.pack || !dir_entries(f->arena, folder, &entries, &n))
        return;
    for (int i = 0; i < n; i++)
        if (entries[i].is_dir)
            add_report(f, path_join(f->arena, folder, entries[i].name));
}

static void add_published(const DocumentSearch *f)
{
    Str *names = NULL;
    int count = 0;
    if (f->content.n > 0)
        dir_list(f->arena, f->content, &names, &count);
    for (int i = 0; i < count; i++) {
        Str path = path_join(f->arena, f->content, names[i]);
        if (document_is_pack(f->arena, path) && path_exists(path_join(f->arena, path, STR(PAGES_LOCK_FILE))))
            add(f, path);
    }
    if (f->out->n == 0)
        diag(f->diag, IO004, (Pos){0},
             "no document named, and no pack under content/ has page numbers that were published; expected the name of "
             "a pack");
}

static void add_all(DocumentSearch *f)
{
    Str *names = NULL;
    int count = 0;
    if (f->content.n > 0)
        dir_list(f->arena, f->content, &names, &count);
    for (int i = 0; i < count; i++)
        note_exempt(f, path_join(f->arena, f->content, names[i]));
    for (int i = 0; i < count; i++) {
        Str path = path_join(f->arena, f->content, names[i]);
        if (!path_is_dir(path) || is_exempt(f, path))
            continue;
        add(f, path);
        add_reports(f, path);
    }
    if (f->out->n > 0)
        return;
    diag(f->diag, IO004, (Pos){0}, "no document named, and none found under content/");
    diag_help(f->diag, "name one: planpress build FOLDER, where FOLDER contains a document.xml");
}

bool document_exists(Arena *a, Str word)
{
    Str content = content_folder(a);
    return path_exists(word) || (content.n && path_exists(path_join(a, content, word)));
}

static void add_word(DocumentSearch *f, Str word)
{
    Str under = f->content.n ? path_join(f->arena, f->content, word) : STR("");
    Str path = path_exists(word) ? word : under;
    if (!path.n || !path_exists(path)) {
        report_unknown(f, word);
        return;
    }
    add(f, path);
    if (!f->ask->reports)
        return;
    note_exempt(f, path);
    add_reports(f, path);
}

/* The document in whose folder the work is done, or in a folder of whose files. False: there is none. */
static bool add_here(DocumentSearch *f)
{
    Arena *a = f->arena;
    Str here = real_path(a, STR(".")), up = STR(".");
    for (Str folder = here; folder.n > 1 && !path_is_dir(path_join(a, folder, STR("content")));
         folder = path_dir(folder)) {
        if (path_exists(path_join(a, folder, STR("document.xml")))) {
            add_word(f, up);
            return true;
        }
        up = str_is(up, ".") ? STR("..") : path_join(a, STR(".."), up);
    }
    return false;
}

void documents_find(Arena *a, Diag *d, const DocumentsAsk *ask, Documents *out)
{
    DocumentSearch f = {.arena = a, .diag = d, .ask = ask, .out = out, .content = content_folder(a)};
    for (int i = 0; i < ask->nwords; i++)
        add_word(&f, ask->words[i]);
    if (ask->nwords == 0 && ask->published)
        add_published(&f);
    else if (ask->nwords == 0 && !(ask->here && add_here(&f)))
        add_all(&f);
}

Str documents_output(Arena *a)
{
    Str project, here = real_path(a, STR("."));
    if (!project_find(a, &project) || !lies_in(here, real_path(a, path_join(a, project, STR("content")))))
        return STR("out");
    return path_join(a, project, STR("out"));
}

DocumentsAsk documents_asked(const Options *options)
{
    return (DocumentsAsk){.words = options->arguments,
                          .nwords = options->narguments,
                          .exempt = options->members,
                          .here = options->verb != VERB_LIST,
                          .reports = options->verb == VERB_DATA || options->verb == VERB_SIGN_OFF,
                          .published = options->lock || options->supplement};
}
