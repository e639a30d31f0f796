/* The press file: made of the screen's pages, looked at before, and read back after.
 *
 * A leaflet is printed as its sheet. Where the screen shows panels, it is laid out once more, as a sheet: panels are
 * made first in either form, so their lines are the same, and findings that are the same count once. */
#include "app/build/products.h"

#include "press/press.h"

/* NULL: they cannot be laid out, and a diagnostic was added. */
static PageList *printed_pages(Job *j)
{
    bool panels = j->tpl->sheet && !j->doc->on_sheets && !j->doc->root->first->next && !j->doc->marked;
    if (!panels)
        return j->pages;
    LayoutStats stats = {0};
    j->doc->on_sheets = true;
    j->sheet_pass = arena_new();
    PageList *list = job_pages(j, j->doc, j->sheet_pass, &stats);
    j->doc->on_sheets = false;
    return list;
}

static PressJob press_job(Job *j, const Product *p, const PageList *screen)
{
    return (PressJob){.arena = j->arena,
                      .diag = j->diag,
                      .doc = j->doc,
                      .tpl = j->tpl,
                      .typesetter = job_typesetter(j),
                      .name = path_base(job_result(j, product_ending(p->kind))),
                      .screen = screen,
                      .settings = &p->press};
}

const PageList *product_press_pages(Job *j, const Product *p)
{
    const PageList *screen = printed_pages(j);
    PressJob press = press_job(j, p, screen);
    return screen ? press_pages(&press) : NULL;
}

static bool write(Job *j, ProductFile *m, Profile *profile, const PageList *screen)
{
    const PressSettings *settings = &m->product->press;
    PressJob press = press_job(j, m->product, screen);
    PageList *pages = press_pages(&press);
    JobPdf pdf = {.doc = j->doc,
                  .pages = pages,
                  .hasher = m->hasher,
                  .profile = profile,
                  .rich_black = settings->rich_black,
                  .ink = settings->ink};
    m->doc = j->doc;
    m->list = pages;
    press_check(&press, pages, inks_of(j->arena, pages, profile, settings->rich_black));
    return job_write_pdf(j, &pdf, m->out) && press_preflight(j->arena, j->diag, outfile_so_far(m->out), settings);
}

bool product_press(Job *j, ProductFile *m)
{
    Profile *profile = job_profile(j, m->product);
    const PageList *screen = profile ? printed_pages(j) : NULL;
    bool written = screen && write(j, m, profile, screen);
    profile_close(profile);
    return written;
}
