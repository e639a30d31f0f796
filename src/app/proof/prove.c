/* Makes all products of a document again, in a temporary folder, from one reading. Each file of them that is in the
 * output folder is compared byte for byte (IO008); a web page that differs is also read as it was published, so that
 * the findings say what is different in it. Then the words and figures of the products are compared (proof/): the
 * findings PRD020 to PRD024. */
#include "app/proof/prove.h"

#include "app/build/batch.h"
#include "app/build/products.h"
#include "app/diff/temporary.h"
#include "app/pack/published.h"
#include "large/large.h"
#include "app/verify.h"
#include "proof/proof.h"

/* One product, made again. */
typedef struct Remade {
    ProductFile file; /* in the temporary folder */
    Str published;    /* where a build puts it */
} Remade;

typedef struct Proving {
    Job *job;
    const Options *options; /* as given; the job's own write elsewhere */
    VEC(Remade) products;
    WordBook *book;
    const Proof *screen;
    Strs absent; /* names of files that were not built yet */
    int compared;
} Proving;

static bool make_products(Proving *p)
{
    Job *j = p->job;
    ProductFiles made = {0};
    if (!products_make(j, &made))
        return false;
    made.data = (DataFiles){0}; /* compared as the words of the page */
    if (!products_commit(j, &made))
        return false;
    for (int i = 0; i < made.n; i++) {
        Str published = document_result(j->arena, p->options, j->path, product_ending(made.at[i].product->kind));
        VEC_PUSH(j->arena, &p->products, (Remade){made.at[i], published});
    }
    return true;
}

/* ---- bytes ---- */

static void compare_bytes(Proving *p, const Remade *r)
{
    Arena *a = p->job->arena;
    if (!path_exists(r->published)) {
        VEC_PUSH(a, &p->absent, path_base(r->published));
        return;
    }
    p->compared++;
    verify_bytes(a, p->job->diag, r->published, r->file.path);
}

/* ---- words ---- */

/* "the web page" */
static Str name_of(const Proving *p, const Remade *r)
{
    return str_format(p->job->arena, "%s", product_title(r->file.product->kind));
}

/* The page as it was published, if it was. */
static Proof *read_web_page(Proving *p, const Remade *r)
{
    Str bytes, path = path_exists(r->published) ? r->published : r->file.path;
    if (!file_read(p->job->arena, p->job->diag, path, (Pos){0}, &bytes))
        return NULL;
    Proof *proof = proof_of_html(p->book, name_of(p, r), bytes);
    if (!proof)
        diag(p->job->diag, PRD020, (Pos){0}, "\"" STR_FMT "\" is not a web page; expected HTML", STR_ARG(path));
    return proof;
}

static Proof *read_product(Proving *p, const Remade *r)
{
    if (r->file.product->kind == PRODUCT_HTML)
        return read_web_page(p, r);
    ProofPages pages = {.name = name_of(p, r), .doc = r->file.doc, .pages = r->file.list};
    if (r->file.large) {
        pages.origins = &r->file.large->origins;
        pages.sources = (const Node *const *)r->file.large->sources.at;
    }
    return pages.pages ? proof_of_pages(p->book, &pages) : NULL;
}

static void compare_words(Proving *p)
{
    Job *j = p->job;
    VEC(Proof *) proofs = {0};
    ProofPages screen = {.name = STR("the screen product"), .doc = j->doc, .pages = j->pages};
    VEC_PUSH(j->arena, &proofs, proof_of_pages(p->book, &screen));
    p->screen = proofs.at[0];
    for (int i = 0; i < p->products.n; i++) {
        const Remade *r = &p->products.at[i];
        Proof *proof = r->file.product->kind == PRODUCT_SCREEN ? NULL : read_product(p, r);
        if (r->file.product->kind == PRODUCT_PRESS && r->file.list && !j->sheet_pass) /* a sheet has its own pages */
            proof_same_pages(j->diag, j->pages, r->file.list);
        if (!proof)
            continue;
        proof_compare(j->diag, proofs.at[0], proof);
        VEC_PUSH(j->arena, &proofs, proof);
    }
    proof_same_data(j->diag, j->doc, proofs.at, proofs.n);
}

/* ---- what is said ---- */

static void put_number(Buf *out, int n)
{
    if (n >= 1000)
        put_number(out, n / 1000);
    buf_format(out, n >= 1000 ? ",%03d" : "%d", n % 1000);
}

static void say_same(const Proving *p, Outcome *out)
{
    const Proof *screen = p->screen;
    buf_format(&out->said, STR_FMT ": words: ", STR_ARG(p->job->shown));
    put_number(&out->said, proof_words(screen));
    buf_puts(&out->said, ", figures: ");
    put_number(&out->said, proof_figures(screen));
    buf_format(&out->said, ", the same in %d product%s", p->products.n, p->products.n == 1 ? "" : "s");
    if (p->compared)
        buf_format(&out->said, "; %d file%s the same, byte for byte", p->compared, p->compared == 1 ? "" : "s");
    for (int i = 0; i < p->absent.n; i++)
        buf_format(&out->said, "%s" STR_FMT,
                   i ? ", " : "; not built yet: ", STR_ARG(shown(p->job->arena, p->absent.at[i])));
    buf_char(&out->said, '\n');
}

static bool lay_out(Job *j)
{
    return job_read(j) && job_lay_out(j) && diag_count(j->diag, SEV_ERROR) == 0;
}

static void prove(Proving *p, Outcome *out)
{
    Job *j = p->job;
    if (!lay_out(j) || !make_products(p)) {
        buf_format(&out->said, STR_FMT ": the products cannot be made again\n", STR_ARG(j->shown));
        return;
    }
    for (int i = 0; i < p->products.n; i++)
        compare_bytes(p, &p->products.at[i]);
    p->book = wordbook_new(j->arena);
    compare_words(p);
    if (diag_count(j->diag, SEV_ERROR) == 0 && !p->options->quiet)
        say_same(p, out);
}

/* The files that products of the document will be, below the folder. */
static void expect_files(Arena *a, Temporary *t, Str path, const Options *options)
{
    Options here = *options;
    here.output = STR(".");
    for (int k = 0; k < PRODUCT_KIND_COUNT; k++)
        temporary_expect(t, str_sub(document_result(a, &here, path, product_ending((ProductKind)k)), 2, INT32_MAX));
}

static void prove_one(Str path, const Options *options, Outcome *out)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    Temporary *t = temporary_new(a, d);
    if (!t) {
        diag_save(d, &out->findings);
    } else {
        Job j;
        Options elsewhere = *options;
        elsewhere.output = temporary_path(t);
        expect_files(a, t, path, options);
        job_begin(&j, path, &elsewhere);
        Proving p = {.job = &j, .options = options};
        prove(&p, out);
        job_end(&j, out);
    }
    temporary_end();
    arena_free(a);
}

Status prove_products(const Options *options)
{
    return batch_run(options, prove_one);
}
