/* The marks of a vector picture as SVG. How its words are written is the caller's. */
#ifndef DRAW_SVG_VECTOR_H
#define DRAW_SVG_VECTOR_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "text/glyphs.h"

typedef struct SvgVector SvgVector;
struct SvgVector {
    Arena *arena;
    Buf *out;
    const Vector *vector;
    const VectorRun *runs; /* its words, in the order of its marks */
    int nruns;
    Str (*id)(void *with, const char *kind); /* one that nothing else on the page has */
    void (*run)(void *with, const SvgVector *v, const VectorRun *run);
    void *with;
    int next_run;    /* 0 */
    VEC(int) groups; /* of each BEGIN that is not closed yet */
};

/* Without the svg element. What is mixed has the class blendN, by VectorBlend, or alone. */
void svg_vector(SvgVector *v);

bool svg_paints(const VectorPaint *p); /* is anything to be seen of it? */
/* ␣fill="…" or ␣stroke="…"; gradient: the id of what was written for it. */
void svg_vector_paint(const SvgVector *v, const char *name, const VectorPaint *p, Str gradient);
void svg_vector_stroke(const SvgVector *v, const VectorStroke *s, Str gradient);

#endif
