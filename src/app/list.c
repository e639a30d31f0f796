/* One line for each document: its name, its template and its title. Reads only manifests, so a document with broken
 * sections is still listed.
 *
 * For Ninja, one build statement per document instead, with all its products. The depfile of a build tells Ninja what
 * else they depend on. A build that changes nothing leaves them alone, so the rule has Ninja check for a change
 * (restat). Of a document only the manifest is read, so this is quick even for thousands. */
#include "app/list.h"

#include <string.h>

#include "app/documents.h"
#include "app/home.h"
#include "app/build/report.h"
#include "doc/product.h"
#include "file/file.h"
#include "read/read.h"

static Status list_one(Str path, const Options *options)
{
    Arena *job = arena_new();
    Diag *d = diag_new(job);
    Reader reader = {.job = job, .diag = d};
    const Manifest *m = home_find(job, d, path, &reader.home) ? read_manifest(&reader, path) : NULL;
    if (m) {
        const Doc *doc = manifest_doc(m);
        printf(STR_FMT "\t" STR_FMT "\t" STR_FMT "%s" STR_FMT "\n", STR_ARG(shown(job, document_name(job, path))),
               STR_ARG(shown(job, doc->template_name)), STR_ARG(shown(job, doc->title)), doc->period.n ? " " : "",
               STR_ARG(shown(job, doc->period)));
    }
    Status status = report_all(d, options);
    arena_free(job);
    return status;
}

/* --- for Ninja ------------------------------------------------------------ */

/* A path in a build statement. */
static void print_path(Str path)
{
    for (int i = 0; i < path.n; i++) {
        if (path.p[i] == '$' || path.p[i] == ' ' || path.p[i] == ':')
            putchar('$');
        putchar(path.p[i]);
    }
}

/* A word in a command, quoted for the shell and for Ninja, which treats the dollar specially. */
static void print_word(Str word)
{
    putchar('\'');
    for (int i = 0; i < word.n; i++) {
        if (word.p[i] == '\'')
            fputs("'\\''", stdout);
        else if (word.p[i] == '$')
            fputs("$$", stdout);
        else
            putchar(word.p[i]);
    }
    putchar('\'');
}

static void print_chosen(unsigned kinds)
{
    for (int i = 0, n = 0; i < PRODUCT_KIND_COUNT; i++)
        if (kinds & PRODUCT_BIT(i))
            printf("%s%s", n++ ? "," : " --product ", product_word((ProductKind)i));
}

static void print_rule(Str program, const Options *options)
{
    fputs("# planpress list --format=ninja\nninja_required_version = 1.5\n\nrule products\n  command = ", stdout);
    print_word(program);
    fputs(" build --quiet --output ", stdout);
    print_word(options->output);
    fputs(options->members ? " --audience members" : "", stdout);
    print_chosen(options->products);
    fputs(" --depfile $words $in\n  deps = gcc\n  restat = 1\n  description = $out\n", stdout);
}

/* Those that the options choose, else those that the manifest lists; what is wrong in it a build reports. */
static unsigned products_of(Str manifest, const Options *options)
{
    Arena *a = arena_new();
    Reader reader = {.job = a, .diag = diag_new(a)};
    const Manifest *m = NULL;
    if (!options->products && home_find(a, reader.diag, manifest, &reader.home))
        m = read_manifest(&reader, manifest);
    unsigned kinds = m ? manifest_products(m) : options_products(options);
    arena_free(a);
    return kinds;
}

static void print_statement(Arena *a, Str manifest, Str program, const Options *options)
{
    unsigned kinds = products_of(manifest, options);
    fputs("\nbuild", stdout);
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++) {
        if (!(kinds & PRODUCT_BIT(i)))
            continue;
        putchar(' ');
        print_path(document_result(a, options, manifest, product_ending((ProductKind)i)));
    }
    fputs(": products ", stdout);
    print_path(manifest);
    fputs(" | ", stdout);
    print_path(program);
    Str depfile = document_result(a, options, manifest, ".d");
    fputs("\n  depfile = ", stdout);
    print_path(depfile);
    fputs("\n  words = ", stdout);
    print_word(depfile);
    putchar('\n');
}

/* Ninja stops at a statement whose input does not exist, so a folder without a manifest is reported and gets none. */
static void list_for_ninja(Arena *a, Diag *d, const Documents *documents, const Options *options)
{
    Str program = real_path(a, STR("/proc/self/exe"));
    Str output = options->output;
    print_rule(program, options);
    for (int i = 0; i < documents->n; i++) {
        Str path = documents->at[i], manifest = path_is_dir(path) ? path_join(a, path, STR("document.xml")) : path;
        if (memchr(manifest.p, '\n', (size_t)manifest.n) || memchr(output.p, '\n', (size_t)output.n))
            diag(d, IO001, (Pos){0},
                 "cannot list \"" STR_FMT "\" for Ninja: a path contains a line end; rename the folder", STR_ARG(path));
        else if (path_exists(manifest))
            print_statement(a, manifest, program, options);
        else
            diag(d, IO004, (Pos){0}, "\"" STR_FMT "\" is not a document; expected it to contain a document.xml",
                 STR_ARG(path));
    }
}

Status list(const Options *options)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    Documents documents = {0};
    DocumentsAsk ask = documents_asked(options);
    documents_find(a, d, &ask, &documents);
    if (options->list_format == LIST_NINJA)
        list_for_ninja(a, d, &documents, options);
    Status worst = report_all(d, options);
    if (options->list_format == LIST_TEXT)
        for (int i = 0; i < documents.n; i++)
            worst = status_worse(worst, list_one(documents.at[i], options));
    arena_free(a);
    return worst;
}
