/* Runs: stretches of content with the same page master that begin on a new page. Each is gathered as one flow, then
 * cut into pages.
 *
 * A run that prints no page numbers is the same in the next pass if it begins on the same page there: its pages are
 * kept, and neither built nor broken again. In most documents that is everything except the contents. */
#include "layout/pages/run.h"

#include "layout/beside/aside.h"

/* ---- taking over ---- */

/* The run of the pass before that this one would repeat, or NULL. */
static const KeptRun *same_before(const Run *r, const KeptRun *now)
{
    int index = r->kept.n - 1;
    if (!r->before || index >= r->before->kept.n)
        return NULL;
    const KeptRun *then = &r->before->kept.at[index];
    bool same = !then->asked && then->pages.first == now->pages.first && then->pages.rest == now->pages.rest
                && then->opener == now->opener && then->first_page == now->first_page && then->counter == now->counter
                && then->last_page == now->last_page;
    return same ? then : NULL;
}

static void take_pages(Run *r, const KeptRun *then)
{
    const Press *before = &r->before->press;
    for (int i = then->first_page; i < then->end_page; i++) {
        const Page *old = &before->list->pages.at[i];
        const PressedPage *was = &before->pressed.at[i];
        Page *page = press_page(&r->press, was->master, was->section, was->opener);
        r->press.pressed.at[r->press.pressed.n - 1].wide = was->wide;
        page->items = old->items;
        page->links = old->links;
    }
}

static void take_over(Run *r, const KeptRun *then)
{
    const Press *before = &r->before->press;
    LayoutStats *stats = r->press.pass->stats;
    take_pages(r, then);
    for (int i = then->first_anchor; i < then->end_anchor; i++)
        press_anchor(&r->press, before->list->anchors.at[i], before->ends.at[i]);
    r->press.last_page = then->end_last_page;
    stats->lines += then->after.lines - then->before.lines;
    stats->hyphens += then->after.hyphens - then->before.hyphens;
    stats->overfull += then->after.overfull - then->before.overfull;
    stats->demerits += then->after.demerits - then->before.demerits;
}

bool keeps_any(const Run *r)
{
    for (int i = 0; i < r->kept.n; i++)
        if (!r->kept.at[i].asked)
            return true;
    return false;
}

/* ---- beginning and ending ---- */

void end_run(Run *r)
{
    if (!r->open)
        return;
    Pass *pass = r->press.pass;
    if (r->again) {
        take_over(r, r->again);
    } else {
        asides_end(&r->builder);
        paginate(&r->press, r->flow, r->pages, r->opener);
    }
    KeptRun *kept = &r->kept.at[r->kept.n - 1];
    kept->asked = pass->asked;
    kept->end_page = r->press.list->pages.n;
    kept->end_anchor = r->press.list->anchors.n;
    kept->end_last_page = r->press.last_page;
    kept->after = *pass->stats;
    r->open = false;
}

void begin_run(Run *r, SectionPages pages, bool opener)
{
    end_run(r);
    Pass *pass = r->press.pass;
    r->open = true;
    r->pages = pages;
    r->opener = opener;
    KeptRun *kept = VEC_NEXT(pass->arena, &r->kept);
    *kept = (KeptRun){.pages = pages,
                      .opener = opener,
                      .first_page = r->press.list->pages.n,
                      .first_anchor = r->press.list->anchors.n,
                      .counter = r->press.counter,
                      .last_page = r->press.last_page,
                      .before = *pass->stats};
    r->again = same_before(r, kept);
    pass->asked = false;
    r->flow = NEW(pass->arena, Flow);
    build_start(&r->builder, pass, r->flow, pages.rest);
}
