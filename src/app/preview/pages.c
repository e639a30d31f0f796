/* A build without a file: the pages go through a pipe, with what of the fonts and pictures is new. */
#include "app/preview/pages.h"

#include "app/build/products.h"
#include "app/stamp/inputs.h"
#include "base/encode/pack.h"

const PreviewAsked *preview_asked;

/* ---- making ---- */

/* NULL: the manifest does not list it. */
static const Product *product_of(const Doc *doc, ProductKind kind)
{
    for (int i = 0; i < doc->nproducts; i++)
        if (doc->products[i].kind == kind)
            return &doc->products[i];
    return NULL;
}

/* ---- packing ---- */

static void pack_files(const Job *j, Buf *out)
{
    pack_int(out, diag_files(j->diag));
    for (int i = 1; i <= diag_files(j->diag); i++)
        pack_str(out, diag_path(j->diag, i));
}

static void pack_headings(const PageList *list, Buf *out)
{
    pack_int(out, list->outline.n);
    for (int i = 0; i < list->outline.n; i++) {
        const OutlineEntry *entry = &list->outline.at[i];
        const Anchor *anchor = anchor_find(list, entry->node);
        pack_int(out, entry->level);
        pack_int(out, anchor ? anchor->page : 0);
        pack_str(out, entry->title);
    }
}

static void pack_pages(Job *j, const PageList *list, Buf *out)
{
    Preview p = {0};
    preview_pages(j->arena, list, &preview_asked->known, &p);
    pack_int(out, p.pages.n);
    for (int i = 0; i < p.pages.n; i++) {
        pack_str(out, p.pages.at[i].id);
        pack_str(out, p.pages.at[i].label);
        pack_int(out, p.pages.at[i].width);
        pack_int(out, p.pages.at[i].height);
        pack_str(out, p.pages.at[i].svg);
    }
    pack_int(out, p.symbols.n);
    for (int i = 0; i < p.symbols.n; i++) {
        pack_str(out, p.symbols.at[i].key);
        pack_str(out, p.symbols.at[i].svg);
    }
    pack_int(out, p.pictures.n);
    for (int i = 0; i < p.pictures.n; i++) {
        const PreviewPicture *picture = &p.pictures.at[i];
        pack_str(out, picture->id);
        pack_str(out, picture->type);
        pack_str(out, map_find(&preview_asked->pictures, picture->id) ? STR("") : picture->bytes);
    }
}

static void pack_made(Job *j, const PageList *list, Buf *out)
{
    unsigned products = 0;
    for (int i = 0; i < j->doc->nproducts; i++)
        products |= PRODUCT_BIT(j->doc->products[i].kind);
    pack_str(out, j->doc->title);
    pack_str(out, j->doc->lang);
    pack_int(out, products);
    pack_files(j, out);
    pack_headings(list, out);
    pack_pages(j, list, out);
}

void preview_document(Str path, const Options *options, Outcome *out)
{
    Job j;
    job_begin(&j, path, options);
    const PageList *list =
        job_read(&j) && job_lay_out(&j) ? product_pages(&j, product_of(j.doc, preview_asked->product)) : NULL;
    if (list && diag_count(j.diag, SEV_ERROR) == 0)
        pack_made(&j, list, &out->printed);
    Inputs inputs = {0};
    inputs_of(&j, &inputs);
    inputs_watch(&j, &inputs, &out->inputs);
    job_end(&j, out);
}

/* ---- unpacking ---- */

static void unpack_pages(Arena *a, Unpacker *u, Preview *out)
{
    for (int n = unpack_int(u, 0, u->rest.n); n > 0 && !u->bad; n--) {
        PreviewPage *page = VEC_NEXT(a, &out->pages);
        page->id = unpack_str(u);
        page->label = unpack_str(u);
        page->width = unpack_int(u, 0, INT32_MAX);
        page->height = unpack_int(u, 0, INT32_MAX);
        page->svg = unpack_str(u);
    }
    for (int n = unpack_int(u, 0, u->rest.n); n > 0 && !u->bad; n--) {
        PreviewSymbol *symbol = VEC_NEXT(a, &out->symbols);
        symbol->key = unpack_str(u);
        symbol->svg = unpack_str(u);
    }
    for (int n = unpack_int(u, 0, u->rest.n); n > 0 && !u->bad; n--) {
        PreviewPicture *picture = VEC_NEXT(a, &out->pictures);
        picture->id = unpack_str(u);
        picture->type = unpack_str(u);
        picture->bytes = unpack_str(u);
    }
}

bool preview_unpack(Arena *a, Str bytes, PreviewMade *out)
{
    Unpacker u = {.rest = bytes};
    *out = (PreviewMade){.title = unpack_str(&u), .lang = unpack_str(&u)};
    out->products = (unsigned)unpack_int(&u, 0, PRODUCTS_ALL);
    for (int n = unpack_int(&u, 0, bytes.n); n > 0 && !u.bad; n--)
        VEC_PUSH(a, &out->files, unpack_str(&u));
    for (int n = unpack_int(&u, 0, bytes.n); n > 0 && !u.bad; n--) {
        PreviewHeading *heading = VEC_NEXT(a, &out->headings);
        heading->level = unpack_int(&u, 1, 10);
        heading->page = unpack_int(&u, 0, INT32_MAX);
        heading->title = unpack_str(&u);
    }
    unpack_pages(a, &u, &out->pages);
    return unpack_done(&u);
}
