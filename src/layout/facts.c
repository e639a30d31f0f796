/* What a pass learnt about pages: on which page each node begins and its content ends, and the folios. The next pass
 * prints them; when two passes agree, everything printed is right. */
#include "layout/facts.h"

typedef struct Fact {
    const Node *node;
    int begin, end; /* pages */
} Fact;

struct Facts {
    Fact *at;
    int n;
    Str *folios, *labels; /* by page; labels: as folios, or the page's number where none is printed */
    int pages;
    NodeMap by_node; /* index of its fact */
};

Facts *facts_of(Arena *job, const PageList *l)
{
    Facts *f = NEW(job, Facts);
    f->at = NEWN(job, Fact, l->anchors.n);
    f->folios = NEWN(job, Str, l->pages.n);
    f->labels = NEWN(job, Str, l->pages.n);
    f->pages = l->pages.n;
    for (int i = 0; i < f->pages; i++) {
        f->folios[i] = str_dup(job, l->pages.at[i].label);
        f->labels[i] = page_label(job, &l->pages.at[i]);
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
    bool begins = x->node == y->node && str_eq(a->labels[x->begin], b->labels[y->begin]);
    if (begins && str_eq(a->labels[x->end], b->labels[y->end]))
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
    return most == 0 && a->pages == b->pages && a->n == b->n;
}

/* The index of the page; -1: not known yet. What has no beginning of its own (a paragraph in a cell) begins with what
 * it stands in. */
static int page_of(Pass *pass, const Node *n, bool end)
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

Str folio_of(Pass *pass, const Node *n, bool end)
{
    int page = page_of(pass, n, end);
    return page < 0 ? STR("00") : pass->facts->folios[page];
}

Str page_label_of(Pass *pass, const Node *n, bool end)
{
    int page = page_of(pass, n, end);
    return page < 0 ? STR("00") : pass->facts->labels[page];
}
