/* What a pass learnt about pages: on which page each node begins and its content ends, and the folios. The next pass
 * prints them; when two passes agree, everything printed is right. */
#include "layout/facts.h"

/* What a page is called in its part, and in the whole: the same, except in a pack. Label: as folio, or the page's
 * number where none is printed. */
typedef struct PageFacts {
    Str part_folio, part_label, folio, label;
    int part;
} PageFacts;

typedef struct Fact {
    const Node *node;
    int begin, end; /* pages */
} Fact;

struct Facts {
    Fact *at;
    int n;
    PageFacts *pages;
    int npages;
    NodeMap by_node; /* index of its fact */
};

Facts *facts_of(Arena *job, const PageList *l)
{
    Facts *f = NEW(job, Facts);
    f->at = NEWN(job, Fact, l->anchors.n);
    f->pages = NEWN(job, PageFacts, l->pages.n);
    f->npages = l->pages.n;
    for (int i = 0; i < f->npages; i++) {
        const Page *page = &l->pages.at[i];
        f->pages[i] = (PageFacts){.part_folio = str_dup(job, page->part_label),
                                  .part_label = page_part_label(job, page),
                                  .folio = str_dup(job, page->label),
                                  .label = page_label(job, page),
                                  .part = page->part};
    }
    nodemap_reserve(job, &f->by_node, l->anchors.n);
    for (int i = 0; i < l->anchors.n; i++) {
        const Anchor *a = &l->anchors.at[i];
        if (nodemap_find(&f->by_node, a->node) >= 0)
            continue;
        nodemap_put(job, &f->by_node, a->node, f->n);
        f->at[f->n++] = (Fact){a->node, a->page, int_max(a->page, a->last_page)};
    }
    return f;
}

/* How well the node of the ith facts shows what moves: one that begins elsewhere, and one that has a label; 0: they
 * agree. */
static int telling(const Facts *a, const Facts *b, int i)
{
    const Fact *x = &a->at[i], *y = &b->at[i];
    bool begins = x->node == y->node && str_eq(a->pages[x->begin].label, b->pages[y->begin].label);
    if (begins && str_eq(a->pages[x->end].label, b->pages[y->end].label))
        return 0;
    return 1 + (x->node->id.n > 0) + 2 * !begins;
}

bool facts_equal(const Facts *a, const Facts *b, const Node **swinging)
{
    int most = 0;
    *swinging = NULL;
    for (int i = 0; i < int_min(a->n, b->n); i++) {
        int tells = telling(a, b, i);
        if (tells <= most)
            continue;
        most = tells;
        *swinging = a->at[i].node;
    }
    return most == 0 && a->npages == b->npages && a->n == b->n;
}

/* The index of the page; -1: not known yet. What has no beginning of its own (a paragraph in a cell) begins with what
 * it stands in. */
int page_number_of(Pass *pass, const Node *n, bool end)
{
    pass->asked = true;
    const Facts *facts = pass->facts;
    int i = -1;
    for (; facts && n && i < 0; n = n->parent)
        i = nodemap_find(&facts->by_node, n);
    if (i < 0)
        return -1;
    return end ? facts->at[i].end : facts->at[i].begin;
}

const Node *placed_node(const Pass *pass, const Node *n)
{
    const Node *at = n;
    while (pass->facts && at && nodemap_find(&pass->facts->by_node, at) < 0)
        at = at->parent;
    return at ? at : n;
}

/* Is the page of the part that is being set? */
static bool is_own(const Pass *pass, const PageFacts *page)
{
    return page->part == pass->part - pass->parts;
}

Str folio_of(Pass *pass, const Node *n, bool end)
{
    int page = page_number_of(pass, n, end);
    if (page < 0)
        return STR("00");
    const PageFacts *facts = &pass->facts->pages[page];
    return is_own(pass, facts) ? facts->part_folio : facts->folio;
}

Str page_label_of(Pass *pass, const Node *n, bool end)
{
    int page = page_number_of(pass, n, end);
    if (page < 0)
        return STR("00");
    const PageFacts *facts = &pass->facts->pages[page];
    return is_own(pass, facts) ? facts->part_label : facts->label;
}
