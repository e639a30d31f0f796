/* Folios, of which a page in a pack has two: its own in the report, and one that counts through the whole pack.
 *
 * Page numbers that have been published stay as they are. A part that was published has the pages that it had; what it
 * has grown by, and what is new between two such parts, has the number of the page before it with the next free letter:
 * 47A, 47B. After the last page that was published, numbers go on; a report that is a supplement takes them from there,
 * wherever it stands. */
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

/* The highest letter that was published after this number. */
static int highest_letter(const Pass *pass, int number)
{
    int highest = 0;
    for (int i = 0; i < pass->nparts; i++)
        for (int k = 0; k < pass->parts[i].published->n; k++)
            if (pass->parts[i].published->at[k].number == number)
                highest = int_max(highest, pass->parts[i].published->at[k].letter);
    return highest;
}

/* Numbers that a part was published with and no longer needs stay unused. */
static void end_part(PackFolio *f)
{
    const PagesPublished *published = f->published;
    if (published && published->n && published->at[published->n - 1].number > f->number)
        f->number = published->at[published->n - 1].number;
}

void pack_folio_part(const Pass *pass, PackFolio *f)
{
    const Pack *pack = pass->job->doc->pack;
    const PackItem *item = pass->part->item;
    end_part(f);
    f->published = pass->part->published;
    f->nth = 0;
    f->beyond = int_max(f->beyond, pack->last_published);
    f->apart = item && item->supplement && !item->published.n;
}

static PackPage next_page(const Pass *pass, PackFolio *f)
{
    if (f->nth < f->published->n) {
        PackPage page = f->published->at[f->nth++];
        f->number = page.number;
        return page;
    }
    if (f->apart)
        return (PackPage){++f->beyond, 0};
    if (f->number >= pass->job->doc->pack->last_published) {
        f->number = ++f->beyond;
        return (PackPage){f->number, 0};
    }
    if (!f->letter || f->lettered != f->number)
        f->letter = highest_letter(pass, f->number);
    f->lettered = f->number;
    return (PackPage){f->number, ++f->letter};
}

void pack_folio_page(const Pass *pass, PackFolio *f, Page *page)
{
    if (pass->job->doc->pack->supplement && pass->part == pass->parts) {
        page->label = page->part_label = STR(""); /* its pages belong before those of the pack */
        page->folio = FOLIO_NONE;
        return;
    }
    PackPage at = next_page(pass, f);
    Buf label = {0};
    buf_format(&label, "%d", at.number);
    if (at.letter)
        buf_letters(&label, at.letter, 'A');
    page->label = buf_take(&label, pass->arena);
    page->folio = FOLIO_DECIMAL;
    page->number = at.number;
    if (pass->doc->report)
        return;
    page->part_label = page->label;
    page->part_number = page->number;
}
