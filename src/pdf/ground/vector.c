/* An SVG's fills on a raster.
 *
 * Each outline becomes straight edges, and each row of cells is filled between the places where edges cross its middle,
 * by the outline's own rule. Strokes and words are left out: they are thin beside a letter. A clip keeps cells outside
 * it as they are; a blend counts as plain painting. */
#include "pdf/ground/ground.h"

#include <stdlib.h>

#include "pdf/ground/edges_private.h"

/* A picture can ask for more than anybody would wait for: what comes later is left out. */
enum { CLIPS_MOST = 1000, CELLS_MOST = 200000000 };

/* From a BEGIN to its END. */
typedef struct OpenGroup {
    uint8_t *mask; /* of cells that show; NULL: all do. */
    bool owned;    /* else that of the group round it */
    int opacity;   /* in thousandths, with that of all round it */
} OpenGroup;

typedef struct RasterPen {
    Arena *arena;
    const Vector *vector;
    Raster *raster;
    VEC(OpenGroup) groups; /* that are open */
    int clips;             /* looked at so far */
    int64_t cells;         /* painted so far */
} RasterPen;

static OpenGroup group_now(const RasterPen *pen)
{
    return pen->groups.n ? pen->groups.at[pen->groups.n - 1] : (OpenGroup){.opacity = VECTOR_OPAQUE};
}

static EdgeScale scale_of(const RasterPen *pen, const VectorMatrix *m)
{
    static const VectorMatrix same = {1, 0, 0, 1, 0, 0};
    return (EdgeScale){.matrix = m ? *m : same,
                       .across = (double)pen->raster->width / pen->vector->width,
                       .down = (double)pen->raster->height / pen->vector->height};
}

/* ---- clips ---- */

typedef struct Stencil {
    uint8_t *cells;
    int width;
} Stencil;

static void keep_span(void *self, int y, int from, int to)
{
    Stencil *s = self;
    for (int x = from; x < to; x++)
        s->cells[y * s->width + x]++;
}

/* Cells in all clips and in the mask round them. The caller frees it. */
static uint8_t *mask_of(RasterPen *pen, const VectorMark *begin, const uint8_t *outer)
{
    const Raster *r = pen->raster;
    int n = r->width * r->height, nclips = int_min(begin->u.begin.nclips, UINT8_MAX);
    Stencil stencil = {calloc((size_t)n, 1), r->width};
    if (!stencil.cells)
        out_of_memory();
    for (int i = 0; i < nclips; i++)
        edges_fill(&begin->u.begin.clips[i], scale_of(pen, NULL),
                   &(EdgeArea){r->width, r->height, keep_span, &stencil});
    for (int i = 0; i < n; i++)
        stencil.cells[i] = stencil.cells[i] == nclips && (!outer || outer[i]);
    return stencil.cells;
}

static void enter(RasterPen *pen, const VectorMark *begin)
{
    OpenGroup s = group_now(pen);
    s.owned = begin->u.begin.nclips && pen->clips < CLIPS_MOST;
    s.opacity = s.opacity * begin->u.begin.opacity / VECTOR_OPAQUE;
    if (s.owned)
        s.mask = mask_of(pen, begin, s.mask);
    pen->clips += s.owned;
    VEC_PUSH(pen->arena, &pen->groups, s);
}

static void leave(RasterPen *pen)
{
    if (!pen->groups.n)
        return;
    OpenGroup s = group_now(pen);
    if (s.owned)
        free(s.mask);
    pen->groups.n--;
}

/* ---- fills ---- */

typedef struct Wash {
    RasterPen *pen;
    const Tone *tones; /* that the fill may have in any place */
    int n;
} Wash;

/* Of what each tone makes of a cell, the darkest or the lightest. */
static Tone farthest(const Wash *f, Tone cell, bool lightest)
{
    Tone best = cell;
    for (int i = 0; i < f->n; i++) {
        Tone now = cell;
        tone_lay(&now, f->tones[i]);
        bool farther =
            lightest ? tone_luminance(now) > tone_luminance(best) : tone_luminance(now) < tone_luminance(best);
        if (i == 0 || farther)
            best = now;
    }
    return best;
}

static void fill_span(void *self, int y, int from, int to)
{
    const Wash *f = self;
    const uint8_t *mask = group_now(f->pen).mask;
    const Raster *r = f->pen->raster;
    f->pen->cells += to - from;
    for (int i = y * r->width + from; i < y * r->width + to; i++) {
        if (mask && !mask[i])
            continue;
        r->dark[i] = farthest(f, r->dark[i], false);
        r->light[i] = farthest(f, r->light[i], true);
    }
}

static Tone tone_of(const RasterPen *pen, int colour, int opacity)
{
    VectorColour c = pen->vector->colours[colour];
    int64_t hides = (int64_t)opacity * group_now(pen).opacity * 255 / ((int64_t)VECTOR_OPAQUE * VECTOR_OPAQUE);
    return (Tone){c.r, c.g, c.b, (uint8_t)hides};
}

/* A gradient's tones are those of its stops. */
static void fill_shape(RasterPen *pen, const VectorShape *s)
{
    const VectorPaint *paint = &s->fill;
    const VectorGradient *g = paint->gradient;
    if (paint->opacity <= 0 || (paint->colour == VECTOR_NONE && !g))
        return;
    int n = g ? g->nstops : 1;
    Tone *tones = NEWN(pen->arena, Tone, n);
    for (int i = 0; i < n; i++)
        tones[i] = g ? tone_of(pen, g->stops[i].colour, g->stops[i].opacity * paint->opacity / VECTOR_OPAQUE)
                     : tone_of(pen, paint->colour, paint->opacity);
    Wash wash = {pen, tones, n};
    edges_fill(&s->outline, scale_of(pen, s->matrix),
               &(EdgeArea){pen->raster->width, pen->raster->height, fill_span, &wash});
}

void raster_vector(Arena *a, const Vector *v, Raster *r)
{
    RasterPen pen = {.arena = a, .vector = v, .raster = r};
    for (int i = 0; i < v->nmarks && pen.cells < CELLS_MOST; i++) {
        const VectorMark *mark = &v->marks[i];
        switch (mark->kind) {
        case VECTOR_SHAPE: fill_shape(&pen, mark->u.shape); break;
        case VECTOR_TEXT: break;
        case VECTOR_BEGIN: enter(&pen, mark); break;
        case VECTOR_END: leave(&pen); break;
        }
    }
    while (pen.groups.n)
        leave(&pen);
}
