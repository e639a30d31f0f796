/* The build verb: documents to PDFs, unless their stamps show that nothing has changed. Also the verbs that go part
 * of the way: a check ends after reading, a dump prints the tree or the pages, a report is written from them. */
#include "app/build/build.h"

#include "app/accessibility/accessibility.h"
#include "app/build/batch.h"
#include "app/build/products.h"
#include "app/stamp/depfile.h"
#include "app/stamp/stamp.h"
#include "app/pack/published.h"
#include "file/file.h"
#include "base/str.h"

/* How tables and drawings are set that do not fit as they are. */
static void say_fitted(const Job *j, const ProductFile *m, Outcome *out)
{
    Str words = m->product->kind == PRODUCT_LARGE_PRINT ? large_fit_summary(j->arena, &j->fitted) : STR("");
    if (words.n)
        buf_format(&out->said, " (" STR_FMT ")", STR_ARG(words));
}

/* One line for each product; the first has the name of the document, and how long all of them took. */
static void say_done(const Job *j, const ProductFiles *made, Outcome *out)
{
    for (int i = 0; i < made->n && !j->options->quiet; i++) {
        const ProductFile *m = &made->at[i];
        if (i == 0)
            buf_format(&out->said, STR_FMT ": ", STR_ARG(j->shown));
        else
            buf_puts(&out->said, "  ");
        if (m->pages)
            buf_format(&out->said, "%d page%s, ", m->pages, m->pages == 1 ? "" : "s");
        if (i == 0)
            buf_format(&out->said, "%.2f s, ", phases_total(&j->phases));
        buf_str(&out->said, format_size(j->arena, m->size));
        say_fitted(j, m, out);
        buf_format(&out->said, " → " STR_FMT "\n", STR_ARG(shown(j->arena, m->path)));
    }
}

/* Also before it is known which products there are to be. */
static void say_failed(const Job *j, Outcome *out)
{
    int errors = diag_count(j->diag, SEV_ERROR), before = 0;
    bool one = !j->doc || j->doc->nproducts == 1;
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++)
        before += path_exists(job_result(j, product_ending((ProductKind)i)));
    buf_format(&out->said, STR_FMT ": %d error%s, %s written%s\n", STR_ARG(j->shown), errors, errors == 1 ? "" : "s",
               one && !j->options->products ? "no PDF" : "nothing",
               before == 0  ? ""
               : before > 1 ? "; the previous files are unchanged"
                            : "; the previous one is unchanged");
}

static void dump(Job *j, Outcome *out)
{
    if (!job_read(j))
        return;
    if (j->options->dump == DUMP_DOC) {
        doc_dump(j->doc, &out->printed);
        return;
    }
    const Product *chosen = j->options->products ? &j->doc->products[0] : NULL;
    const PageList *pages = job_lay_out(j) ? product_pages(j, chosen) : NULL;
    if (pages)
        pages_dump(pages, &out->printed);
}

/* --- PDFs ----------------------------------------------------------------- */

static bool is_up_to_date(Job *j, Outcome *out)
{
    Stamp stamp = {0};
    if (j->options->force || !stamp_is_good(j, &stamp) || !diag_load(j->diag, stamp.findings))
        return false;
    if (j->options->verb == VERB_WATCH)
        inputs_watch(j, &stamp.inputs, &out->inputs);
    for (int i = 0; i < stamp.results.n; i++) {
        Str path = stamp.results.at[i].path;
        if (!j->options->quiet && i == 0)
            buf_format(&out->said, STR_FMT ": up to date → " STR_FMT "\n", STR_ARG(j->shown),
                       STR_ARG(shown(j->arena, path)));
        else if (!j->options->quiet && stamp.results.at[i].shown)
            buf_format(&out->said, "  up to date → " STR_FMT "\n", STR_ARG(shown(j->arena, path)));
        if (j->options->depfile.n && stamp.results.at[i].shown)
            depfile_rule(path, &stamp.inputs, &out->rule);
    }
    return true;
}

/* A pack that nobody named has a supplement only if there is something to put into it. */
static bool is_nothing_late(const Job *j)
{
    return j->options->supplement && !j->options->narguments && j->doc->pack
           && (!j->doc->pack->last_published || !supplement_is_late(j->doc->pack))
           && diag_count(j->diag, SEV_ERROR) == 0;
}

/* The pages of a document that was read, as they are written; *lock: what pages.lock.xml is to say, or empty. */
static bool lay_out(Job *j, Str *lock)
{
    if ((j->options->supplement && !supplement_fits(j)) || (j->options->lock && !published_fits(j)) || !job_lay_out(j))
        return false;
    published_compare(j);
    if (j->options->lock)
        *lock = published_text(j);
    if (j->options->supplement)
        supplement_keep(j);
    return diag_count(j->diag, SEV_ERROR) == 0;
}

/* Without a document that was read, the products that the options name; else the PDF for screens. */
static void put_rules(Job *j, const Inputs *inputs, Outcome *out)
{
    unsigned kinds = 0;
    for (int i = 0; j->doc && i < j->doc->nproducts; i++)
        kinds |= PRODUCT_BIT(j->doc->products[i].kind);
    if (!kinds)
        kinds = options_products(j->options);
    for (int i = 0; i < PRODUCT_KIND_COUNT; i++)
        if (kinds & PRODUCT_BIT(i))
            depfile_rule(job_result(j, product_ending((ProductKind)i)), inputs, &out->rule);
}

static void keep_stamp(Job *j, const ProductFiles *made, const Inputs *inputs)
{
    Buf findings = {0};
    diag_save(j->diag, &findings);
    Stamp stamp = {.inputs = *inputs, .findings = buf_view(&findings)};
    for (int i = 0; i < made->n; i++)
        VEC_PUSH(j->arena, &stamp.results, (Result){made->at[i].path, str_c(made->at[i].hash.hex), true});
    for (int i = 0; i < made->data.files.n; i++) {
        const DataFile *f = &made->data.files.at[i];
        VEC_PUSH(j->arena, &stamp.results,
                 (Result){path_join(j->arena, made->data.folder, f->name), str_c(f->hash.hex), false});
    }
    stamp_write(j, &stamp);
    buf_free(&findings);
}

static void make(Job *j, Outcome *out)
{
    ProductFiles made = {0};
    Str lock = {0};
    bool read = job_read(j);
    if (read && is_nothing_late(j)) {
        if (!j->options->quiet)
            buf_format(&out->said, STR_FMT ": no %s\n", STR_ARG(j->shown),
                       j->doc->pack->last_published ? "late reports" : "pages published yet");
        return;
    }
    bool written = read && lay_out(j, &lock) && products_make(j, &made) && products_commit(j, &made)
                   && (!lock.n || published_write(j, lock));
    Inputs inputs = {0};
    bool certain = inputs_of(j, &inputs);
    if (j->options->depfile.n && inputs.n > 0)
        put_rules(j, &inputs, out);
    if (j->options->verb == VERB_WATCH)
        inputs_watch(j, &inputs, &out->inputs);
    if (!written) {
        say_failed(j, out);
        return;
    }
    say_done(j, &made, out);
    if (certain)
        keep_stamp(j, &made, &inputs);
    phase_done(&j->phases, "stamp");
}

void build_document(Str path, const Options *options, Outcome *out)
{
    Job j;
    job_begin(&j, path, options);
    if (options->dump != DUMP_NOTHING)
        dump(&j, out);
    else if (!is_up_to_date(&j, out))
        make(&j, out);
    job_end(&j, out);
}

/* --- reports on accessibility --------------------------------------------- */

/* Also for a document with errors. */
static void report_one(Str path, const Options *options, Outcome *out)
{
    Job j;
    job_begin(&j, path, options);
    Str stem = job_result(&j, "");
    bool written = false;
    if (job_read(&j) && job_lay_out(&j)) {
        AccessibilityJob report = {.doc = j.doc,
                                   .tpl = j.tpl,
                                   .pages = j.pages,
                                   .contrast = j.contrast,
                                   .ncontrast = j.ncontrast,
                                   .standard = options->standard,
                                   .arena = j.arena,
                                   .diag = j.diag,
                                   .program = STR("planpress " PLANPRESS_VERSION)};
        written = accessibility_write(&report, stem);
    }
    if (!written)
        say_failed(&j, out);
    else if (!options->quiet)
        buf_format(&out->said, STR_FMT ": report → " STR_FMT "-accessibility.md and .json\n", STR_ARG(j.shown),
                   STR_ARG(shown(j.arena, stem)));
    job_end(&j, out);
}

Status build(const Options *options)
{
    return batch_run(options, options->verb == VERB_REPORT ? report_one : build_document);
}

/* --- checks --------------------------------------------------------------- */

static void check_one(Str path, const Options *options, Outcome *out)
{
    Job j;
    job_begin(&j, path, options);
    if (job_read(&j))
        pdf_check_pictures(j.doc, j.arena, j.diag);
    int errors = diag_count(j.diag, SEV_ERROR);
    Str words = count_words(j.arena, errors, diag_count(j.diag, SEV_WARNING) - errors);
    if (words.n)
        buf_format(&out->said, STR_FMT ": " STR_FMT "\n", STR_ARG(j.shown), STR_ARG(words));
    else if (!options->quiet)
        buf_format(&out->said, STR_FMT ": in order\n", STR_ARG(j.shown));
    job_end(&j, out);
}

Status check_documents(const Options *options)
{
    return batch_run(options, check_one);
}
