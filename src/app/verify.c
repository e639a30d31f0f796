/* Builds the document of the file's name in a temporary folder and compares the two files. A difference is IO008,
 * with the first differing byte; so is a document that no longer builds. */
#include "app/verify.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/ending.h"
#include "app/home.h"
#include "app/build/products.h"
#include "app/pack/published.h"
#include "file/file.h"

/* A document and its readers, and which of its products a file is. */
typedef struct Rebuilt {
    Str path;
    ProductKind kind;
    bool members, supplement;
} Rebuilt;

static bool is_document(Arena *a, Str folder)
{
    return path_exists(path_join(a, folder, STR("document.xml")));
}

static bool cut_ending(Str *name, const char *ending)
{
    bool has = str_ends(*name, ending);
    if (has)
        *name = str_sub(*name, 0, name->n - (int)strlen(ending));
    return has;
}

/* content/NAME; of a report content/PACK/NAME for any/PACK/NAME.pdf. */
static bool find_named(Arena *a, Str content, Str file, Str name, Rebuilt *out)
{
    Str pack = path_join(a, content, path_base(path_dir(real_path(a, file))));
    out->path = path_join(a, content, name);
    if (path_is_dir(out->path))
        return true;
    out->path = path_join(a, pack, name);
    return is_document(a, pack) && is_document(a, out->path);
}

/* NAME-supplement.pdf, NAME-members.pdf, NAME-supplement-members.pdf: a pack, shown in part or to other readers. */
static bool find_view(Arena *a, Str content, Str name, Rebuilt *out)
{
    out->members = cut_ending(&name, "-members");
    out->supplement = cut_ending(&name, "-supplement");
    out->path = path_join(a, content, name);
    if ((out->members || out->supplement) && is_document(a, out->path))
        return true;
    out->members = out->supplement = false;
    return false;
}

/* The last kinds have the longer endings; a document may itself have a name that ends like a product's. */
static bool find_product(Arena *a, Str content, Str file, Rebuilt *out)
{
    *out = (Rebuilt){0};
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++) {
        Str name = path_base(file);
        out->kind = (ProductKind)i;
        if (cut_ending(&name, product_ending(out->kind))
            && (find_named(a, content, file, name, out) || find_view(a, content, name, out)))
            return true;
    }
    return false;
}

/* Is it called like any product? */
static bool has_product_ending(Str file)
{
    return str_ends(file, product_ending(PRODUCT_SCREEN)) || str_ends(file, product_ending(PRODUCT_HTML));
}

static bool find_document(Arena *a, Diag *d, Str file, Rebuilt *out)
{
    Str project;
    if (!has_product_ending(file) || !path_exists(file)) {
        diag(d, IO001, (Pos){0}, "\"" STR_FMT "\" does not exist or is not called NAME.pdf or NAME.html",
             STR_ARG(file));
        return false;
    }
    if (project_find(a, &project) && find_product(a, path_join(a, project, STR("content")), file, out))
        return true;
    Str name = path_base(file);
    cut_ending(&name, product_ending(str_ends(file, ".pdf") ? PRODUCT_SCREEN : PRODUCT_HTML));
    diag(d, IO001, (Pos){0},
         "document content/" STR_FMT " not found; expected the document that \"" STR_FMT "\" was built from",
         STR_ARG(name), STR_ARG(file));
    return false;
}

void verify_bytes(Arena *a, Diag *d, Str path, Str again)
{
    Str now, then;
    if (!file_read(a, d, path, (Pos){0}, &then) || !file_read(a, d, again, (Pos){0}, &now))
        return;
    int at = 0, most = int_min(now.n, then.n);
    while (at < most && now.p[at] == then.p[at])
        at++;
    if (at == now.n && at == then.n)
        return;
    diag(d, IO008, (Pos){0},
         "\"" STR_FMT "\" differs from a new build of its document, from byte %d on (%d and %d bytes)", STR_ARG(path),
         at + 1, then.n, now.n);
    diag_help(d, "verify needs the options of the build, such as --draft and --product, and its SOURCE_DATE_EPOCH if "
                 "one was set");
}

static const char *temporary_folder, *temporary_file, *folder_of_file; /* the last is below the first for a report */

static void remove_temporary(void)
{
    if (temporary_file)
        unlink(temporary_file), rmdir(folder_of_file);
    rmdir(temporary_folder);
}

/* A supplement can be made again until its reports are published. */
static bool lay_out(Job *j)
{
    if (!j->options->supplement)
        return job_lay_out(j);
    if (!supplement_fits(j)) {
        if (j->doc->pack && j->doc->pack->last_published)
            diag_help(j->diag, "a supplement can be verified until it is built with --lock; after that, with the "
                               "pages.lock.xml of before");
        return false;
    }
    if (!job_lay_out(j))
        return false;
    supplement_keep(j);
    return true;
}

/* The file of the kind, in its place; nothing else is left of what was made. */
static bool commit_kind(ProductFiles *made, ProductKind kind)
{
    bool done = false;
    for (int i = 0; i < made->n; i++)
        if (made->at[i].product->kind == kind)
            done = outfile_commit(made->at[i].out);
    products_abandon(made);
    return done;
}

/* Builds the document with these options; adds its findings to d. *made: the path of its file. */
static bool rebuild(Arena *a, Diag *d, const Rebuilt *document, const Options *options, Str *made)
{
    Job j;
    Outcome outcome = {0};
    ProductFiles products = {0};
    job_begin(&j, document->path, options);
    *made = str_dup(a, job_result(&j, product_ending(document->kind)));
    folder_of_file = str_cdup(a, path_dir(*made));
    temporary_file = made->p;
    bool written = job_read(&j) && lay_out(&j) && diag_count(j.diag, SEV_ERROR) == 0 && products_make(&j, &products)
                   && commit_kind(&products, document->kind);
    job_end(&j, &outcome);
    check(diag_load(d, buf_view(&outcome.findings)));
    outcome_free(&outcome);
    return written;
}

/* A web page leads to the products that were built with it, so all of these are made again. */
static unsigned kinds_for(const Rebuilt *document, const Options *options)
{
    return document->kind == PRODUCT_HTML ? options->products : PRODUCT_BIT(document->kind);
}

static void verify_one(Arena *a, Diag *d, Str file, const Options *options)
{
    Rebuilt document;
    Str made;
    const char *where = getenv("TMPDIR");
    Str folder = str_format(a, "%s/planpress-verify-XXXXXX", where && *where ? where : "/tmp");
    if (!find_document(a, d, file, &document))
        return;
    if (!mkdtemp((char *)folder.p)) {
        diag(d, IO002, (Pos){0}, "cannot create a temporary folder in \"" STR_FMT "\"", STR_ARG(path_dir(folder)));
        return;
    }
    Options elsewhere = *options;
    elsewhere.output = folder;
    elsewhere.products = kinds_for(&document, options);
    elsewhere.members = document.members;
    elsewhere.supplement = document.supplement;
    temporary_folder = folder.p;
    ending_also(remove_temporary);
    if (rebuild(a, d, &document, &elsewhere, &made))
        verify_bytes(a, d, file, made);
    else
        diag(d, IO008, (Pos){0}, "cannot build the document of \"" STR_FMT "\"", STR_ARG(file));
    ending_also(NULL);
    remove_temporary();
}

Status verify(const Options *options)
{
    Status worst = STATUS_CLEAN;
    Arena *a = arena_new();
    Report *report = report_new(a, options);
    if (options->narguments == 0) {
        fputs("planpress: verify needs a file\n  help: planpress help verify\n", stderr);
        worst = STATUS_USAGE;
    }
    for (int i = 0; i < options->narguments; i++) {
        Diag *d = diag_new(a);
        verify_one(a, d, options->arguments[i], options);
        worst = status_worse(worst, report_findings(report, d));
        if (!options->quiet && diag_count(d, SEV_ERROR) == 0)
            fprintf(stderr, STR_FMT ": the same, byte for byte\n", STR_ARG(shown(a, options->arguments[i])));
    }
    report_end(report, options->narguments);
    arena_free(a);
    return worst;
}
