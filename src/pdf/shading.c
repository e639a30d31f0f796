/* Gradients as shadings: a function of the colours, stitched from one stretch between stops to the next, along a line
 * or between circles. The inks of a press between two colours are not halfway between the inks of these, so there each
 * stretch is given in PIECES. Where stops differ in opacity, a second shading in grey is the mask through which the
 * first is seen. */
#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

/* What is shaded: the colours of a gradient, or its opacities as grey. */
typedef struct Shading {
    Writer *w;
    const PagePicture *picture;
    const VectorGradient *gradient;
    bool grey;
} Shading;

static void put_sample(const Shading *s, Buf *b, const char *key, const VectorStop *stop)
{
    buf_puts(b, key);
    buf_char(b, '[');
    if (s->grey)
        put_real(b, stop->opacity / (double)VECTOR_OPAQUE);
    else
        put_colour(s->w, b, (InkPaint){s->picture->colours[stop->colour], INK_FIELD, PAINT_SAMPLE});
    buf_char(b, ']');
}

enum { PIECES = 8 };

static uint8_t between(uint8_t from, uint8_t to, int i)
{
    return (uint8_t)((from * (PIECES - i) + to * i + PIECES / 2) / PIECES);
}

static void put_piece(Buf *b, const int16_t *from, const int16_t *to)
{
    buf_puts(b, "<</FunctionType 2/Domain[0 1]/N 1/C0[");
    put_shares(b, from);
    buf_puts(b, "]/C1[");
    put_shares(b, to);
    buf_puts(b, "]>>");
}

static void put_pieces(const Shading *s, Buf *b, const PageColour *from, const PageColour *to)
{
    int16_t inks[(PIECES + 1) * INKS];
    for (int i = 0; i <= PIECES; i++) {
        const uint8_t rgb[] = {between(from->r, to->r, i), between(from->g, to->g, i), between(from->b, to->b, i)};
        profile_colours(s->w->job->profile, rgb, 1, inks + (ptrdiff_t)i * INKS);
    }
    buf_puts(b, "<</FunctionType 3/Domain[0 1]/Functions[");
    for (int i = 0; i < PIECES; i++)
        put_piece(b, inks + (ptrdiff_t)i * INKS, inks + (ptrdiff_t)(i + 1) * INKS);
    buf_puts(b, "]/Bounds[.125 .25 .375 .5 .625 .75 .875]/Encode[0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1]>>");
}

static void put_stretch(const Shading *s, Buf *b, const VectorStop *from, const VectorStop *to)
{
    const PageColour *colours = s->w->pages.colours.at, *first = &colours[s->picture->colours[from->colour]],
                     *last = &colours[s->picture->colours[to->colour]];
    bool converted = first->form == COLOUR_OF_PICTURE && last->form == COLOUR_OF_PICTURE && first != last;
    if (s->w->inks && !s->grey && converted) {
        put_pieces(s, b, first, last);
        return;
    }
    buf_puts(b, "<</FunctionType 2/Domain[0 1]/N 1");
    put_sample(s, b, "/C0", from);
    put_sample(s, b, "/C1", to);
    buf_puts(b, ">>");
}

/* Stretches with an extent, and before the first stop and behind the last what these are. */
static int colour_function(const Shading *s)
{
    const double least = 1e-5;
    Buf functions = {0}, bounds = {0}, encode = {0};
    const VectorStop *stops = s->gradient->stops, *last = &stops[s->gradient->nstops - 1];
    double end = 0;
    for (int i = 0; i <= s->gradient->nstops; i++) {
        const VectorStop *to = i < s->gradient->nstops ? &stops[i] : last, *from = i ? &stops[i - 1] : to;
        double at = i < s->gradient->nstops ? to->at : 1;
        if (at - end < least)
            continue;
        if (functions.n) {
            put_real(&bounds, end);
            buf_char(&bounds, ' ');
        }
        put_stretch(s, &functions, from, to);
        buf_puts(&encode, "0 1 ");
        end = at;
    }
    Str entries =
        str_format(s->w->job->arena,
                   "/FunctionType 3/Domain[0 1]/Functions[" STR_FMT "]/Bounds[" STR_FMT "]/Encode[" STR_FMT "]",
                   STR_ARG(buf_view(&functions)), STR_ARG(buf_view(&bounds)), STR_ARG(buf_view(&encode)));
    buf_free(&functions);
    buf_free(&bounds);
    buf_free(&encode);
    return object_add(s->w->objects, entries);
}

static void put_reals(Buf *b, const double *v, int n)
{
    for (int i = 0; i < n; i++) {
        if (i)
            buf_char(b, ' ');
        put_real(b, v[i]);
    }
}

/* Coordinates are in the space in which the gradient's own extent is one, where millionths are enough. */
static VectorMatrix unit_space(const VectorGradient *g, double *unit)
{
    double x = g->x1 - g->x0, y = g->y1 - g->y0;
    x = x < 0 ? -x : x, y = y < 0 ? -y : y;
    *unit = g->radial ? g->r1 : x > y ? x : y;
    VectorMatrix m = g->matrix;
    m.e += m.a * g->x1 + m.c * g->y1;
    m.f += m.b * g->x1 + m.d * g->y1;
    m.a *= *unit, m.b *= *unit, m.c *= *unit, m.d *= *unit;
    return m;
}

static int shading(const Shading *s)
{
    const VectorGradient *g = s->gradient;
    double unit;
    unit_space(g, &unit);
    double x = (g->x0 - g->x1) / unit, y = (g->y0 - g->y1) / unit;
    Buf b = {0};
    buf_format(&b, "/ShadingType %d/ColorSpace/%s/Extend[true true]/Function %d 0 R/Coords[", g->radial ? 3 : 2,
               s->grey ? "DeviceGray" : blending_space(s->w), colour_function(s));
    if (g->radial)
        put_reals(&b, (double[]){x, y, g->r0 / unit, 0, 0, 1}, 6);
    else
        put_reals(&b, (double[]){x, y, 0, 0}, 4);
    buf_char(&b, ']');
    int object = object_add(s->w->objects, buf_view(&b));
    buf_free(&b);
    return object;
}

int gradient_pattern(Writer *w, const PagePicture *p, const VectorGradient *g)
{
    Buf b = {0};
    double unit;
    VectorMatrix m = unit_space(g, &unit);
    buf_format(&b, "/Type/Pattern/PatternType 2/Shading %d 0 R/Matrix[", shading(&(Shading){w, p, g, false}));
    put_matrix(&b, &m);
    buf_char(&b, ']');
    int number = named_add(w->job->arena, &w->vectors.patterns, object_add(w->objects, buf_view(&b)));
    buf_free(&b);
    return number;
}

/* A graphics state with the shading in grey over the whole picture. */
int gradient_mask(Writer *w, const PagePicture *p, const VectorGradient *g)
{
    Buf content = {0}, entries = {0};
    double unit;
    VectorMatrix m = unit_space(g, &unit);
    w->blended = true;
    put_matrix(&content, &m);
    buf_puts(&content, " cm\n/S sh\n");
    buf_puts(&entries, "/Type/XObject/Subtype/Form/Group<</S/Transparency/CS/DeviceGray>>/BBox[0 0 ");
    put_points(&entries, p->vector->width);
    buf_char(&entries, ' ');
    put_points(&entries, p->vector->height);
    buf_format(&entries, "]/Resources<</Shading<</S %d 0 R>>>>", shading(&(Shading){w, p, g, true}));
    int form = object_stream(w->objects, buf_view(&entries), buf_view(&content), false);
    buf_free(&content);
    buf_free(&entries);
    return named_add(w->job->arena, &w->vectors.masks,
                     object_add(w->objects,
                                str_format(w->job->arena, "/Type/ExtGState/SMask<</S/Luminosity/G %d 0 R>>", form)));
}
