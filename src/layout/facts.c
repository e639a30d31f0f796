/* What a pass learnt of pages: the folio where each node begins and where its matter ends. The next pass
 * prints them; when two passes agree, nothing printed can be wrong any more. */
#include "layout/flow.h"

typedef struct Fact {
    const Node *node;
    Str begin, end;
} Fact;

struct Facts {
    Fact *at;
    int n;
    int pages;
    Map by_node;
};

static Str node_key(const Node *const *slot)
{
    return (Str){(const char *)slot, sizeof *slot};
}

Facts *facts_of(Arena *job, const PageList *l)
{
    Facts *f = NEW(job, Facts);
    f->at = NEWN(job, Fact, l->anchors.n);
    f->pages = l->pages.n;
    for (int i = 0; i < l->anchors.n; i++) {
        const Anchor *a = &l->anchors.at[i];
        Fact *fact = &f->at[f->n];
        fact->node = a->node;
        if (map_find(&f->by_node, node_key(&fact->node)))
            continue;
        fact->begin = str_dup(job, l->pages.at[a->page].label);
        fact->end = str_dup(job, l->pages.at[int_max(a->page, a->last_page)].label);
        map_put(job, &f->by_node, node_key(&fact->node), fact);
        f->n++;
    }
    return f;
}

/* How well the node of two facts shows what moves: one that begins elsewhere, and one that has a label; 0: they agree. */
static int telling(const Fact *x, const Fact *y)
{
    bool begins = x->node == y->node && str_eq(x->begin, y->begin);
    if (begins && str_eq(x->end, y->end))
        return 0;
    return 1 + (x->node->id.n > 0) + 2 * !begins;
}

bool facts_equal(const Facts *a, const Facts *b, const Node **swinging)
{
    int most = 0;
    *swinging = NULL;
    for (int i = 0; i < int_min(a->n, b->n); i++) {
        int tells = telling(&a->at[i], &b->at[i]);
        if (tells <= most)
            continue;
        most = tells;
        *swinging = a->at[i].node;
    }
    return most == 0 && a->pages == b->pages && a->n == b->n;
}

Str folio_of(Pass *pass, const Node *n, bool end)
{
    pass->asked = true;
    const Fact *fact = pass->facts ? map_find(&pass->facts->by_node, node_key(&n)) : NULL;
    if (!fact)
        return STR("00");
    return end ? fact->end : fact->begin;
}
