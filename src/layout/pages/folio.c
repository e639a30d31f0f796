/* Folios, of which a page in a pack has two: its own in the report, and one that counts through the whole pack.
 *
 * Page numbers that have been published stay as they are. A report that was published begins on the page that it had;
 * what is new between two such reports, and what one has grown by, takes the number of the page before it with a
 * letter. A supplement continues after the last page that was published. */
#include "layout/pages/folio.h"

#include "doc/pack.h"

Str folio_text(Arena *a, FolioStyle style, int number)
{
    Buf out = {0};
    if (style == FOLIO_DECIMAL)
        buf_format(&out, "%d", number);
    else if (style == FOLIO_ROMAN)
        buf_roman(&out, number);
    return buf_take(&out, a);
}

/* The first page of the next part that was published; 0: none comes. */
static int next_published(const Pass *pass)
{
    for (const PassPart *part = pass->part + 1; part < pass->parts + pass->nparts; part++)
        if (part->item && part->item->published.pages)
            return part->item->published.first;
    return 0;
}

void pack_folio_part(const Pass *pass, PackFolio *f)
{
    const PackItem *item = pass->part->item;
    f->letter = 0;
    if (item && item->published.pages) {
        f->number = item->published.first - 1;
        f->most = f->number + item->published.pages;
    } else if (item && item->supplement && pass->job->doc->pack->last_published) {
        f->number = int_max(f->number, pass->job->doc->pack->last_published);
        f->most = 0;
    } else {
        int next = next_published(pass);
        f->most = next ? int_max(next - 1, 1) : 0;
    }
}

void pack_folio_page(const Pass *pass, PackFolio *f, Page *page)
{
    Buf label = {0};
    if (f->most && f->number >= f->most) {
        f->letter++;
    } else {
        f->number++;
        f->letter = 0;
    }
    buf_format(&label, "%d", f->number);
    if (f->letter)
        buf_letters(&label, f->letter, 'A');
    page->label = buf_take(&label, pass->arena);
    page->folio = FOLIO_DECIMAL;
    page->number = f->number;
    if (pass->doc->report)
        return;
    page->part_label = page->label;
    page->part_number = page->number;
}
