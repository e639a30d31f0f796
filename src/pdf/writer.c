/* The whole of a file, in order: first the pages' objects, because links and elements refer to them; the elements of
 * all blocks; each page's content, which counts the glyphs used and the marks of the elements; then what follows
 * from the pages: fonts, the structure tree, outline, labels, metadata, the catalogue.
 *
 * libharu's errors are checked when everything is built, and again after saving. */
#include "pdf/writer_private.h"

#include "pdf/ground/ground.h"
#include "pdf/object/syntax.h"

static void open_pages(Writer *w)
{
    w->page_objects = NEWN(w->job->arena, int, w->pages.pages.n);
    for (int i = 0; i < w->pages.pages.n; i++)
        w->page_objects[i] = object_page(w->objects);
}

/* From the lower left corner of the trimmed page, so that drawing need not know of the sheet. */
static void put_box(Buf *b, const char *name, const Page *p, Rect box)
{
    const Len sides[] = {box.x, p->height - box.y - box.h, box.x + box.w, p->height - box.y};
    buf_puts(b, name);
    for (int i = 0; i < COUNT(sides); i++) {
        buf_char(b, i ? ' ' : '[');
        put_points(b, sides[i]);
    }
    buf_char(b, ']');
}

/* A box that is not written is the sheet; presses want each of them. Rounding keeps their order, so that each lies in
 * the one round it to the last digit. */
static void put_boxes(Buf *b, const Page *p, bool all)
{
    put_box(b, "/MediaBox", p, page_box(p, BOX_MEDIA));
    if (all || p->bleed != p->slug)
        put_box(b, "/BleedBox", p, page_box(p, BOX_BLEED));
    if (all || p->slug)
        put_box(b, "/TrimBox", p, page_box(p, BOX_TRIM));
}

static void write_page(Writer *w, int page, int resources, Buf *content, Buf *entries)
{
    const Page *p = &w->pages.pages.at[page];
    buf_clear(content);
    buf_clear(entries);
    w->blended = false;
    page_content(w, page, content);
    put_boxes(entries, p, w->inks);
    if (w->inks && w->blended)
        buf_format(entries, "/Group<</S/Transparency/CS/%s/I true>>", blending_space(w));
    buf_format(entries, "/Resources %d 0 R/Tabs/S/StructParents %d", resources, page);
    if (!w->inks)
        page_links(w, page, entries);
    object_page_set(w->objects, w->page_objects[page], buf_view(entries), buf_view(content));
}

/* One dictionary of resources serves all pages. */
static void write_pages(Writer *w, int resources)
{
    Buf content = {0}, entries = {0};
    for (int i = 0; i < w->pages.pages.n; i++)
        write_page(w, i, resources, &content, &entries);
    buf_free(&content);
    buf_free(&entries);
}

static void put_states(const Writer *w, Buf *b)
{
    if (!w->inks && !w->banners.n && !w->vectors.opacities.n && !w->vectors.masks.at.n)
        return;
    buf_puts(b, "/ExtGState<<");
    if (w->banners.n)
        buf_format(b, "/G0<</Type/ExtGState/ca .%02d/BM/Multiply>>", BANNER_VEIL);
    put_vector_states(w, b);
    put_press_states(w, b);
    buf_puts(b, ">>");
}

static bool write_resources(Writer *w, int resources)
{
    Buf b = {0};
    buf_puts(&b, "/Font<<");
    bool ok = fonts_finish(&w->fonts, w->objects, w->job->diag, &b);
    buf_puts(&b, ">>/XObject<<");
    images_finish(&w->images, &b);
    put_vector_forms(w, &b);
    for (int i = 0; i < w->banners.n; i++)
        buf_format(&b, "/B%d %d 0 R", i, w->banners.at[i].object);
    buf_puts(&b, ">>");
    put_states(w, &b);
    put_vector_patterns(w, &b);
    put_press_spaces(w, &b);
    object_set(w->objects, resources, buf_view(&b));
    buf_free(&b);
    return ok;
}

static bool write_catalog(Writer *w)
{
    Buf b = {0};
    buf_puts(&b, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Lang");
    put_text(&b, w->job->doc->lang.n ? w->job->doc->lang : STR("en-GB"));
    if (w->pages.spreads)
        buf_puts(&b, "/PageLayout/TwoPageRight");
    if (!w->inks)
        attach_data(w);
    add_attachments(w, &b);
    buf_puts(&b, "/StructTreeRoot ");
    put_ref(&b, tags_finish(w->tags, w->objects, w->page_objects));
    add_outline(w, &b);
    add_labels(w, &b);
    bool ok = true;
    if (w->inks)
        add_press_intent(w, &b);
    else
        ok = add_output_intent(w, &b);
    add_metadata(w, &b);
    objects_catalog(w->objects, buf_view(&b));
    buf_free(&b);
    return ok;
}

static bool build(Writer *w)
{
    open_pages(w);
    images_plan(&w->images, &w->pages);
    w->tags = tags_new(w->job->arena, w->job->doc, &w->pages, w->survey.blocks);
    w->resources = object_new(w->objects);
    write_pages(w, w->resources);
    return write_resources(w, w->resources) && write_catalog(w);
}

static bool save(Writer *w, OutFile *out)
{
    unsigned long fault = objects_fault(w->objects);
    if (fault == 0) {
        if (objects_save(w->objects, w->job, out))
            return true;
        fault = objects_fault(w->objects);
    }
    if (!outfile_write(out, "", 0))
        return false; /* that has been said */
    if (fault == 0)
        diag(w->job->diag, IO002, (Pos){0}, "the PDF would be larger than 2 GiB");
    else
        diag(w->job->diag, PDF001, (Pos){0}, "libharu refused with error 0x%04lX", fault);
    return false;
}

bool pdf_write(const PdfJob *job, OutFile *out)
{
    Writer w = {.job = job,
                .pages = *job->pages,
                .objects = objects_open(job->arena),
                .fonts.arena = job->arena,
                .images = {.arena = job->arena, .profile = job->profile, .ink = job->ink},
                .claims = claims_of(job->profile ? PDF_NONE : job->standard)};
    if (!w.objects) {
        diag(job->diag, PDF001, (Pos){0}, "cannot start libharu");
        return false;
    }
    pages_index(job->arena, &w.pages);
    w.survey = survey_of(job->arena, job->doc);
    if (job->profile)
        w.inks = inks_of(job->arena, &w.pages, job->profile, job->rich_black);
    else
        report_contrast(job->pages, job->arena, job->diag);
    bool ok = claims_keep(&w.claims, job->doc, &w.survey, job->diag) && build(&w) && save(&w, out);
    objects_close(w.objects);
    return ok;
}
