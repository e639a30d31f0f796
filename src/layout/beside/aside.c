/* Asides wait in the builder until the strip that they stand beside is made. Where on the page they stand is found
 * when all of the page is set (margin.c). */
#include "layout/beside/aside.h"

#include "layout/beside/sides.h"

bool aside_possible(const Builder *b, const Setting *s)
{
    return b->margin_measure && !s->apart;
}

Setting aside_setting(const Builder *b, Setting s)
{
    s.x = s.margin = 0;
    s.measure = b->margin_measure;
    s.apart = true;
    return s;
}

void build_aside(Builder *b, const Flow *flow, Len drop)
{
    if (flow->strips.n)
        VEC_PUSH(b->pass->arena, &b->asides, (Aside){.flow = flow, .drop = drop});
}

void asides_hang(Builder *b, Strip *s)
{
    Arena *a = b->pass->arena;
    VEC(Aside) all = {0};
    for (int i = 0; i < s->nasides; i++)
        VEC_PUSH(a, &all, s->asides[i]);
    for (int i = 0; i < b->asides.n; i++)
        VEC_PUSH(a, &all, b->asides.at[i]);
    s->asides = all.at;
    s->nasides = all.n;
    b->asides.n = 0;
}

void asides_end(Builder *b)
{
    Flow *f = b->flow;
    build_clear(b);
    if (!b->asides.n)
        return;
    if (f->strips.n && f->strips.at[f->strips.n - 1].section == b->section)
        asides_hang(b, &f->strips.at[f->strips.n - 1]);
    else
        build_strip(b, 0, 0, 0);
}
