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

#include "doc/table.h"
#include "file/file.h"

/* --- each product --------------------------------------------------------- */

/* Writes the bytes of the last product, whose file is open. False: a diagnostic was added. */
typedef bool ProductWriter(Job *j, ProductFiles *made, ProductFile *m);

static bool write_screen(Job *j, ProductFiles *made, ProductFile *m)
{
    (void)made;
    m->list = j->pages;
    return job_write_pdf(j, &(JobPdf){.doc = j->doc, .pages = j->pages, .hasher = m->hasher}, m->out);
}

static bool write_press(Job *j, ProductFiles *made, ProductFile *m)
{
    (void)made;
    return product_press(j, m);
}

/* NULL: a diagnostic was added. */
static PageList *large_pages(Job *j, const Product *p, LargeDocument **large)
{
    LayoutStats stats;
    *large = job_large(j, p->large.size);
    return *large ? job_pages(j, (*large)->doc, j->large_pass, &stats) : NULL;
}

static bool write_large(Job *j, ProductFiles *made, ProductFile *m)
{
    (void)made;
    LargeDocument *large;
    PageList *pages = large_pages(j, m->product, &large);
    if (!pages)
        return false;
    m->doc = large->doc;
    m->list = pages;
    m->large = large;
    return job_write_pdf(j, &(JobPdf){.doc = large->doc, .pages = pages, .hasher = m->hasher}, m->out);
}

typedef VEC(HtmlFile) HtmlFiles;

static void list_products(const Job *j, const ProductFiles *made, HtmlFiles *out)
{
    for (int i = 0; i < made->n; i++) {
        const ProductFile *m = &made->at[i];
        bool large = m->product->kind == PRODUCT_LARGE_PRINT;
        if (large || m->product->kind == PRODUCT_SCREEN)
            VEC_PUSH(j->arena, out,
                     (HtmlFile){.kind = large ? HTML_FILE_LARGE_PRINT : HTML_FILE_PDF,
                                .name = path_base(m->path),
                                .size = m->size,
                                .pages = m->pages});
    }
}

/* Not the files that are for programs alone. */
static void list_data(const Job *j, const DataFiles *data, HtmlFiles *out)
{
    Str folder = path_base(job_result(j, ""));
    for (int i = 0; i < data->files.n; i++) {
        const DataFile *f = &data->files.at[i];
        bool workbook = str_ends(f->name, ".ods");
        if (workbook || str_ends(f->name, ".csv"))
            VEC_PUSH(j->arena, out,
                     (HtmlFile){.kind = workbook ? HTML_FILE_WORKBOOK : HTML_FILE_CSV,
                                .name =
                                    str_format(j->arena, STR_FMT "/data/" STR_FMT, STR_ARG(folder), STR_ARG(f->name)),
                                .title = f->table ? f->table->caption : (Str){0},
                                .size = (size_t)f->bytes.n});
    }
}

static bool write_html(Job *j, ProductFiles *made, ProductFile *m)
{
    HtmlFiles files = {0};
    JobPage page = {.doc = j->doc, .pages = j->pages, .settings = &m->product->html};
    list_products(j, made, &files);
    if (m->product->html.data)
        made->data = data_make(j);
    list_data(j, &made->data, &files);
    page.files = files.at;
    page.nfiles = files.n;
    return job_write_page(j, &page, m->out);
}

static ProductWriter *const WRITERS[PRODUCT_KIND_COUNT] = {
    [PRODUCT_SCREEN] = write_screen,
    [PRODUCT_PRESS] = write_press,
    [PRODUCT_LARGE_PRINT] = write_large,
    [PRODUCT_HTML] = write_html,
};

/* --- all of them ---------------------------------------------------------- */

static bool make(Job *j, ProductFiles *made, const Product *p)
{
    ProductFile *m = &made->at[made->n];
    *m = (ProductFile){.product = p,
                       .path = job_result(j, product_ending(p->kind)),
                       .hasher = hasher_new(j->arena),
                       .doc = j->doc};
    m->out = job_open(j, m->path, m->hasher);
    bool written = m->out && WRITERS[p->kind](j, made, m);
    made->n++;
    if (!written)
        return false;
    m->pages = m->list ? m->list->pages.n : 0;
    m->size = outfile_size(m->out);
    m->hash = hasher_end(m->hasher);
    phase_done(&j->phases, product_word(p->kind));
    return diag_count(j->diag, SEV_ERROR) == 0;
}

/* A supplement is a choice of printed pages, which nothing else has. */
static bool is_made(const Job *j, ProductKind kind)
{
    return !j->options->supplement || kind == PRODUCT_SCREEN || kind == PRODUCT_PRESS;
}

bool products_make(Job *j, ProductFiles *out)
{
    bool all = true;
    *out = (ProductFiles){0};
    for (int i = 0; i < j->doc->nproducts; i++)
        if (is_made(j, j->doc->products[i].kind))
            all = make(j, out, &j->doc->products[i]) && all;
    if (!all)
        products_abandon(out);
    return all;
}

void products_abandon(ProductFiles *made)
{
    for (int i = 0; i < made->n; i++)
        outfile_abandon(made->at[i].out);
    data_abandon(&made->data);
}

bool products_commit(Job *j, ProductFiles *made)
{
    bool all = data_write(j, &made->data);
    for (int i = 0; i < made->n && all && made->n + made->data.files.n > 1; i++)
        all = outfile_sync(made->at[i].out);
    all = all && data_commit(&made->data);
    for (int i = 0; i < made->n && all; i++)
        all = outfile_commit(made->at[i].out);
    products_abandon(made);
    phase_done(&j->phases, "commit");
    return all;
}

/* --- pages alone ---------------------------------------------------------- */

const PageList *product_pages(Job *j, const Product *p)
{
    LargeDocument *large;
    if (!p || p->kind == PRODUCT_SCREEN)
        return j->pages;
    return p->kind == PRODUCT_PRESS ? product_press_pages(j, p) : large_pages(j, p, &large);
}
