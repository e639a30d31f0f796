/* All products of a document, from one reading and one layout of its pages:
 *
 *     doc ─┬─ pages ─┬─ PDF
 *          │         └─ press pages ─ PDF
 *          ├─ large tree ─ pages ─ PDF
 *          └─ web page, with the names and sizes of the others
 *
 * They are made in this order. Nothing is renamed before all are complete, so a product that fails leaves the older
 * files of all the others alone. */
#include "app/build/products.h"

/* --- each product --------------------------------------------------------- */

/* Writes the bytes of a product whose file is open. False: a diagnostic was added. */
typedef bool ProductWriter(Job *j, ProductFile *m);

static bool write_screen(Job *j, ProductFile *m)
{
    m->pages = j->pages->pages.n;
    m->doc = j->doc;
    m->list = j->pages;
    return job_write_pdf(j, &(JobPdf){.doc = j->doc, .pages = j->pages, .hasher = m->hasher}, m->out);
}

static bool write_press(Job *j, ProductFile *m)
{
    Profile *profile = job_profile(j, m->product);
    JobPdf pdf = {.doc = j->doc,
                  .pages = j->pages,
                  .hasher = m->hasher,
                  .profile = profile,
                  .rich_black = m->product->press.rich_black};
    m->pages = j->pages->pages.n;
    m->doc = j->doc;
    m->list = pdf.pages;
    bool written = profile && job_write_pdf(j, &pdf, m->out);
    profile_close(profile);
    return written;
}

static bool write_large(Job *j, ProductFile *m)
{
    LayoutStats stats;
    LargeDocument *large = job_large(j, m->product->large.size);
    j->large_pass = arena_new();
    PageList *pages = job_pages(j, large->doc, j->large_pass, &stats);
    if (!pages)
        return false;
    m->pages = pages->pages.n;
    m->doc = large->doc;
    m->list = pages;
    m->large = large;
    return job_write_pdf(j, &(JobPdf){.doc = large->doc, .pages = pages, .hasher = m->hasher}, m->out);
}

static bool write_html(Job *j, ProductFile *m)
{
    return job_write_page(j, &(JobPage){.doc = j->doc, .pages = j->pages, .settings = &m->product->html}, m->out);
}

static ProductWriter *const WRITERS[PRODUCT_KIND_COUNT] = {
    [PRODUCT_SCREEN] = write_screen,
    [PRODUCT_PRESS] = write_press,
    [PRODUCT_LARGE_PRINT] = write_large,
    [PRODUCT_HTML] = write_html,
};

/* --- all of them ---------------------------------------------------------- */

static bool make(Job *j, ProductFile *m)
{
    m->hasher = hasher_new(j->arena);
    m->out = job_open(j, m->path, m->hasher);
    if (!m->out || !WRITERS[m->product->kind](j, m))
        return false;
    m->size = outfile_size(m->out);
    m->hash = hasher_end(m->hasher);
    phase_done(&j->phases, product_word(m->product->kind));
    return diag_count(j->diag, SEV_ERROR) == 0;
}

static void abandon(ProductFiles *made)
{
    for (int i = 0; i < made->n; i++) {
        outfile_abandon(made->at[i].out);
        made->at[i].out = NULL;
    }
}

bool products_make(Job *j, ProductFiles *out)
{
    bool all = true;
    for (int i = 0; i < j->doc->nproducts; i++) {
        const Product *p = &j->doc->products[i];
        VEC_PUSH(j->arena, out, (ProductFile){.product = p, .path = job_result(j, product_ending(p->kind))});
        all = make(j, &out->at[i]) && all;
    }
    if (!all)
        abandon(out);
    return all;
}

bool products_commit(Job *j, ProductFiles *made)
{
    bool all = true;
    for (int i = 0; i < made->n; i++)
        all = outfile_sync(made->at[i].out) && all;
    if (!all) {
        abandon(made);
        return false;
    }
    for (int i = 0; i < made->n; i++)
        all = outfile_commit(made->at[i].out) && all;
    phase_done(&j->phases, "commit");
    return all;
}
