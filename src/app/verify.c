/* Builds the document of the PDF's name in a temporary folder and compares the two files. A difference is IO008,
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

/* A document and its readers. */
typedef struct Rebuilt {
    Str path;
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

/* NAME-supplement.pdf, NAME-members.pdf, NAME-supplement-members.pdf: a pack, shown in part or to other readers. */
static bool find_view(Arena *a, Str content, Str name, Rebuilt *out)
{
    bool members = cut_ending(&name, "-members"), supplement = cut_ending(&name, "-supplement");
    *out = (Rebuilt){path_join(a, content, name), members, supplement};
    return (members || supplement) && is_document(a, out->path);
}

/* content/NAME for any/where/NAME.pdf; also content/PACK/NAME for any/PACK/NAME.pdf, and views of a pack. */
static bool find_document(Arena *a, Diag *d, Str pdf, Rebuilt *out)
{
    Str project, base = path_base(pdf);
    if (!str_ends(base, ".pdf") || !path_exists(pdf)) {
        diag(d, IO001, (Pos){0}, "\"" STR_FMT "\" does not exist or is not called NAME.pdf", STR_ARG(pdf));
        return false;
    }
    Str name = str_sub(base, 0, base.n - 4);
    bool found = project_find(a, &project);
    Str content = found ? path_join(a, project, STR("content")) : STR("");
    Str pack = path_join(a, content, path_base(path_dir(real_path(a, pdf))));
    *out = (Rebuilt){.path = path_join(a, content, name)};
    if (found && path_is_dir(out->path))
        return true;
    out->path = path_join(a, pack, name);
    if (found && is_document(a, pack) && is_document(a, out->path))
        return true;
    if (found && find_view(a, content, name, out))
        return true;
    diag(d, IO001, (Pos){0},
         "document content/" STR_FMT " not found; expected the document that \"" STR_FMT "\" was built from",
         STR_ARG(name), STR_ARG(pdf));
    return false;
}

static void compare(Arena *a, Diag *d, Str path, Str again)
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
    diag_help(d, "verify needs the options of the build, such as --draft, and its SOURCE_DATE_EPOCH if one was set");
}

static const char *temporary_folder, *temporary_pdf, *folder_of_pdf; /* the last is below the first for a report */

static void remove_temporary(void)
{
    if (temporary_pdf)
        unlink(temporary_pdf), rmdir(folder_of_pdf);
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

/* Builds the document with these options; adds its findings to d. *made: the path of its PDF. */
static bool rebuild(Arena *a, Diag *d, const Rebuilt *document, const Options *options, Str *made)
{
    Job j;
    Outcome outcome = {0};
    ProductFiles products = {0};
    job_begin(&j, document->path, options);
    *made = str_dup(a, job_result(&j, ".pdf"));
    folder_of_pdf = str_cdup(a, path_dir(*made));
    temporary_pdf = made->p;
    bool written = job_read(&j) && lay_out(&j) && diag_count(j.diag, SEV_ERROR) == 0 && products_make(&j, &products)
                   && products_commit(&j, &products);
    job_end(&j, &outcome);
    check(diag_load(d, buf_view(&outcome.findings)));
    outcome_free(&outcome);
    return written;
}

static void verify_one(Arena *a, Diag *d, Str pdf, const Options *options)
{
    Rebuilt document;
    Str made;
    const char *where = getenv("TMPDIR");
    Str folder = str_format(a, "%s/planpress-verify-XXXXXX", where && *where ? where : "/tmp");
    if (!find_document(a, d, pdf, &document))
        return;
    if (!mkdtemp((char *)folder.p)) {
        diag(d, IO002, (Pos){0}, "cannot create a temporary folder in \"" STR_FMT "\"", STR_ARG(path_dir(folder)));
        return;
    }
    Options elsewhere = *options;
    elsewhere.output = folder;
    elsewhere.products = PRODUCT_BIT(PRODUCT_SCREEN);
    elsewhere.members = document.members;
    elsewhere.supplement = document.supplement;
    temporary_folder = folder.p;
    ending_also(remove_temporary);
    if (rebuild(a, d, &document, &elsewhere, &made))
        compare(a, d, pdf, made);
    else
        diag(d, IO008, (Pos){0}, "cannot build the document of \"" STR_FMT "\"", STR_ARG(pdf));
    ending_also(NULL);
    remove_temporary();
}

Status verify(const Options *options)
{
    Status worst = STATUS_CLEAN;
    Arena *a = arena_new();
    Report *report = report_new(a, options);
    if (options->narguments == 0) {
        fputs("planpress: verify needs a PDF\n  help: planpress help verify\n", stderr);
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
