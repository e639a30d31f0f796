/* One document, run again and again.
 *
 * The readers take files, so a target writes its input into a folder in memory (/dev/shm, else TMPDIR) that is made
 * when the first file is put and removed at the end. Beside the document lies its home: templates and schemas of the
 * tests' own, as links, and room for a template that a target makes up. Each run has arenas and a sink of its own, as
 * the program gives them to a document; only compiled schemas are kept, since nothing else takes as long and no input
 * reaches them.
 *
 * A check that fails and memory that runs out end the program at once, which libFuzzer takes for a target that gave up:
 * the two functions are wrapped, and abort instead, so that the input is kept. */
#include "fuzz_help.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/file.h"
#include "check/lint.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "read/read.h"
#include "read/xml/xml.h"
#include "text/font.h"
#include "text/para.h"

const char small_section[] = "# Heading {#h}\n\nSee {{ ref h }} and the note[^1].\n\n::: {.table data=t}\n:::\n\n[^1]: "
                             "A note.\n";
const char small_table[] = "<table unit=\"£\"><caption>Costs</caption><columns><column id=\"item\" "
                           "kind=\"text\">Item</column>"
                           "<column id=\"cost\" kind=\"amount\">Cost</column></columns><row id=\"a\" "
                           "label=\"A\"><cell>12</cell></row></table>";

typedef struct Bench {
    char folder[PATH_MAX / 4];
    Arena *kept; /* what the schemas live in */
    Schemas *schemas;
} Bench;

static Bench *the_bench;

/* --- what ends the program at once ------------------------------------------ */

_Noreturn void __wrap_check_failed(const char *file, int line, const char *cond);
_Noreturn void __wrap_check_failed(const char *file, int line, const char *cond)
{
    fprintf(stderr, "check failed: %s:%d: %s\n", file, line, cond);
    abort();
}

_Noreturn void __wrap_out_of_memory(void);
_Noreturn void __wrap_out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    abort();
}

/* --- the folder ---------------------------------------------------------------- */

static void path_of(char out[PATH_MAX], const char *folder, const char *name)
{
    snprintf(out, PATH_MAX, "%s/%s", folder, name);
}

static void require(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "fuzz_help: %s: %s\n", what, strerror(errno));
    exit(4);
}

static void remove_all(const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        char path[PATH_MAX];
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
            continue;
        path_of(path, folder, e->d_name);
        if (unlink(path))
            remove_all(path);
    }
    if (dir)
        closedir(dir);
    rmdir(folder);
}

static void give_back(void)
{
    remove_all(the_bench->folder);
    schemas_free(the_bench->schemas);
    arena_free(the_bench->kept);
    free(the_bench);
}

/* The tests' templates, fonts and schemas, as links; their folders are real, so that a target can add to them. */
static void make_home(const char *home)
{
    static const char *const folders[] = {"", "/templates", "/templates/languages", "/fonts"};
    for (int i = 0; i < COUNT(folders); i++) {
        char from[PATH_MAX], to[PATH_MAX];
        snprintf(from, sizeof from, "%s%s", PLANPRESS_TESTS_HOME, folders[i]);
        snprintf(to, sizeof to, "%s%s", home, folders[i]);
        require(!mkdir(to, 0700), to);
        DIR *dir = i > 0 ? opendir(from) : NULL;
        for (struct dirent *e; dir && (e = readdir(dir));) {
            char target[PATH_MAX + 256], link[PATH_MAX + 256];
            if (e->d_name[0] == '.' || !strcmp(e->d_name, "languages"))
                continue;
            snprintf(target, sizeof target, "%s/%s", from, e->d_name);
            snprintf(link, sizeof link, "%s/%s", to, e->d_name);
            require(!symlink(target, link), link);
        }
        if (dir)
            closedir(dir);
    }
}

/* Compiles each schema once, by reading a file that need not fit it. */
static void keep_schemas(Bench *b, Str home)
{
    Reader r = {.job = b->kept, .diag = diag_new(b->kept), .home = home, .schemas = b->schemas};
    Str folder = path_join(b->kept, home, STR("templates/schemas")), *names;
    int n, file;
    require(dir_list(b->kept, folder, &names, &n), "schemas");
    for (int i = 0; i < n; i++)
        if (str_ends(names[i], ".xsd"))
            xml_read(&r, path_join(b->kept, home, STR("fonts/fonts.xml")),
                     str_cdup(b->kept, str_sub(names[i], 0, names[i].n - 4)), (Pos){0}, &file);
}

static Bench *bench(void)
{
    if (the_bench)
        return the_bench;
    Bench *b = calloc(1, sizeof *b);
    const char *in = access("/dev/shm", W_OK) ? getenv("TMPDIR") : "/dev/shm";
    snprintf(b->folder, sizeof b->folder, "%s/planpress-fuzz-XXXXXX", in ? in : "/tmp");
    require(mkdtemp(b->folder), b->folder);
    the_bench = b;
    b->kept = arena_new();
    b->schemas = schemas_new(b->kept);
    atexit(give_back);
    Str folder = str_c(b->folder), home = path_join(b->kept, folder, STR("home"));
    make_home(str_cdup(b->kept, home));
    require(dir_make(path_join(b->kept, folder, STR("document"))), "document");
    keep_schemas(b, home);
    return b;
}

void document_file(const char *name, const void *bytes, size_t n)
{
    char path[PATH_MAX];
    bool of_home = !strncmp(name, "home/", 5);
    snprintf(path, sizeof path, "%s/%s%s", bench()->folder, of_home ? "" : "document/", name);
    FILE *f = fopen(path, "wb");
    require(f && fwrite(bytes, 1, n, f) == n && !fclose(f), path);
}

void document_text(const char *name, const char *text)
{
    document_file(name, text, strlen(text));
}

void document_clear(void)
{
    char folder[PATH_MAX];
    path_of(folder, bench()->folder, "document");
    remove_all(folder);
    require(!mkdir(folder, 0700), folder);
}

/* --- the document ---------------------------------------------------------------- */

typedef struct Run {
    Reader reader;
    Arena *pass;
    Str folder;
    Template *tpl;
    Doc *doc;
    Fonts *fonts;
} Run;

static void no_identity(void *with, uint8_t id[PDF_ID])
{
    (void)with;
    memset(id, 0, PDF_ID);
}

static void write_pdf(Run *run, const PageList *pages)
{
    Arena *a = run->reader.job;
    OutFile *out = outfile_open(a, path_join(a, run->folder, STR("out.pdf")), run->reader.diag);
    PdfJob pdf = {.doc = run->doc,
                  .pages = pages,
                  .fonts = run->fonts,
                  .arena = a,
                  .diag = run->reader.diag,
                  .producer = STR("planpress"),
                  .epoch = 315532800,
                  .identify = no_identity};
    if (out)
        pdf_write(&pdf, out);
    outfile_abandon(out);
}

static void set_pages(Run *run, Depth depth)
{
    const Reader *r = &run->reader;
    Catalogue *catalogue = read_catalogue(r);
    if (!catalogue)
        return;
    run->fonts = fonts_open(r->job, catalogue, r->diag);
    Typesetter *typesetter = typesetter_new(r->job, run->fonts, run->doc->lang, r->diag);
    typesetter_except(typesetter, run->tpl->hyphenation, run->tpl->nhyphenation);
    LayoutJob job = {.doc = run->doc, .typesetters = &typesetter, .job = r->job, .pass = run->pass, .diag = r->diag};
    LayoutStats stats;
    PageList *pages = layout_document(&job, &stats);
    if (depth == DEPTH_PDF && diag_count(r->diag, SEV_ERROR) == 0)
        write_pdf(run, pages);
    fonts_close(run->fonts);
}

/* Compares with what was signed off, and signs again. */
static void sign(Run *run)
{
    SignedRecord *was;
    Buf text = {0};
    Signature signature = {STR("A"), STR("2014-02-05")};
    if (!read_signed(&run->reader, run->doc, &was))
        return;
    if (was)
        signed_compare(run->reader.job, run->reader.diag, run->doc, was);
    SignedRecord *now = signed_now(run->reader.job, run->reader.diag, run->doc);
    signed_by(run->reader.job, was, now, &signature);
    signed_write(now, &text);
    buf_free(&text);
}

static void set_document(Run *run, Depth depth)
{
    const Reader *r = &run->reader;
    const Manifest *manifest = read_manifest(r, path_join(r->job, run->folder, STR("document")));
    if (!manifest)
        return;
    const Doc *head = manifest_doc(manifest);
    run->tpl = read_template(r, head->template_name, head->root->pos);
    if (!run->tpl)
        return;
    run->doc = read_document(r, manifest, run->tpl);
    if (!run->doc)
        return;
    lint_document(r->diag, run->doc, true);
    sign(run);
    Buf dump = {0};
    doc_dump(run->doc, &dump);
    buf_free(&dump);
    if (depth != DEPTH_READ)
        set_pages(run, depth);
}

void document_run(Depth depth)
{
    Bench *b = bench();
    Arena *a = arena_new();
    Run run = {.reader = {.job = a, .diag = diag_new(a), .schemas = b->schemas, .thorough = true},
               .pass = arena_new(),
               .folder = str_c(b->folder)};
    run.reader.home = path_join(a, run.folder, STR("home"));
    set_document(&run, depth);
    Buf saved = {0};
    diag_save(run.reader.diag, &saved);
    buf_free(&saved);
    FILE *nowhere = fopen("/dev/null", "w");
    require(nowhere, "/dev/null");
    diag_print(run.reader.diag, nowhere, false);
    fclose(nowhere);
    arena_free(run.pass);
    arena_free(a);
}
