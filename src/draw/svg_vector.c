/* A clip is a group of its own, and so is what is mixed as one. Gradients and clips stand before what they are for. */
#include "draw/svg_vector.h"

#include "draw/svg.h"

/* ---- paint ---- */

static void put_vector_colour(const SvgVector *pen, const char *name, int colour)
{
    const VectorColour *c = &pen->vector->colours[colour];
    if (colour == pen->vector->current)
        buf_format(pen->out, " %s=\"currentColor\"", name);
    else
        buf_format(pen->out, " %s=\"#%02x%02x%02x\"", name, c->r, c->g, c->b);
}

static void put_opacity(Buf *out, const char *name, int thousandths)
{
    if (thousandths < VECTOR_OPAQUE)
        put_svg_number_attribute(out, name, (double)thousandths / VECTOR_OPAQUE);
}

static void put_stops(const SvgVector *pen, const VectorGradient *g)
{
    Buf *out = pen->out;
    for (int i = 0; i < g->nstops; i++) {
        buf_puts(out, "<stop");
        put_svg_number_attribute(out, "offset", g->stops[i].at);
        put_vector_colour(pen, "stop-color", g->stops[i].colour);
        put_opacity(out, "stop-opacity", g->stops[i].opacity);
        buf_puts(out, "/>");
    }
}

/* b after a. */
static VectorMatrix product(const VectorMatrix *b, const VectorMatrix *a)
{
    return (VectorMatrix){b->a * a->a + b->c * a->b,        b->b * a->a + b->d * a->b,
                          b->a * a->c + b->c * a->d,        b->b * a->c + b->d * a->d,
                          b->a * a->e + b->c * a->f + b->e, b->b * a->e + b->d * a->f + b->f};
}

/* What undoes it. False: nothing does. */
static bool inverse(const VectorMatrix *m, VectorMatrix *out)
{
    double det = m->a * m->d - m->b * m->c;
    if (det == 0)
        return false;
    *out = (VectorMatrix){m->d / det, -m->b / det, -m->c / det, m->a / det, 0, 0};
    out->e = -(out->a * m->e + out->c * m->f);
    out->f = -(out->b * m->e + out->d * m->f);
    return true;
}

/* A gradient counts from the picture, also where a shape has a space of its own. */
static Str put_gradient(const SvgVector *pen, const VectorGradient *g, const VectorMatrix *own)
{
    Buf *out = pen->out;
    Str id = pen->id(pen->with, "paint");
    VectorMatrix back, m = own && inverse(own, &back) ? product(&back, &g->matrix) : g->matrix;
    buf_puts(out, g->radial ? "<radialGradient" : "<linearGradient");
    buf_format(out, " id=\"" STR_FMT "\"", STR_ARG(id));
    buf_puts(out, " gradientUnits=\"userSpaceOnUse\"");
    put_svg_matrix(out, "gradientTransform", &m);
    put_svg_number_attribute(out, g->radial ? "fx" : "x1", g->x0);
    put_svg_number_attribute(out, g->radial ? "fy" : "y1", g->y0);
    put_svg_number_attribute(out, g->radial ? "cx" : "x2", g->x1);
    put_svg_number_attribute(out, g->radial ? "cy" : "y2", g->y1);
    if (g->radial) {
        put_svg_number_attribute(out, "fr", g->r0);
        put_svg_number_attribute(out, "r", g->r1);
    }
    buf_puts(out, ">");
    put_stops(pen, g);
    buf_puts(out, g->radial ? "</radialGradient>" : "</linearGradient>");
    return id;
}

bool svg_paints(const VectorPaint *p)
{
    return p->opacity > 0 && (p->colour != VECTOR_NONE || p->gradient);
}

/* gradient: the id of what was written for it. */
void svg_vector_paint(const SvgVector *pen, const char *name, const VectorPaint *p, Str gradient)
{
    Buf *out = pen->out;
    if (!svg_paints(p)) {
        buf_format(out, " %s=\"none\"", name);
        return;
    }
    if (p->gradient)
        buf_format(out, " %s=\"url(#" STR_FMT ")\"", name, STR_ARG(gradient));
    else
        put_vector_colour(pen, name, p->colour);
    put_opacity(out, str_is(str_c(name), "fill") ? "fill-opacity" : "stroke-opacity", p->opacity);
}

void svg_vector_stroke(const SvgVector *pen, const VectorStroke *s, Str gradient)
{
    static const char *const caps[] = {[CAP_BUTT] = "butt", [CAP_ROUND] = "round", [CAP_SQUARE] = "square"};
    static const char *const joins[] = {[JOIN_MITER] = "miter", [JOIN_ROUND] = "round", [JOIN_BEVEL] = "bevel"};
    Buf *out = pen->out;
    if (!svg_paints(&s->paint))
        return;
    svg_vector_paint(pen, "stroke", &s->paint, gradient);
    put_svg_len_attribute(out, "stroke-width", s->width);
    if (s->cap != CAP_BUTT)
        buf_format(out, " stroke-linecap=\"%s\"", caps[s->cap]);
    if (s->join != JOIN_MITER)
        buf_format(out, " stroke-linejoin=\"%s\"", joins[s->join]);
    put_svg_number_attribute(out, "stroke-miterlimit", s->miter);
    if (!s->ndashes)
        return;
    buf_puts(out, " stroke-dasharray=\"");
    for (int i = 0; i < s->ndashes; i++)
        put_svg_len(out, i ? " " : "", s->dashes[i]);
    buf_puts(out, "\"");
    put_svg_len_attribute(out, "stroke-dashoffset", s->dash_offset);
}

/* ---- marks ---- */

static void put_shape(const SvgVector *pen, const VectorShape *s)
{
    Buf *out = pen->out;
    Str fill = {0}, stroke = {0};
    if (!s->outline.n || s->outline.segs[0].op != PATH_MOVE || (!svg_paints(&s->fill) && !svg_paints(&s->stroke.paint)))
        return;
    if (svg_paints(&s->fill) && s->fill.gradient)
        fill = put_gradient(pen, s->fill.gradient, s->matrix);
    if (svg_paints(&s->stroke.paint) && s->stroke.paint.gradient)
        stroke = put_gradient(pen, s->stroke.paint.gradient, s->matrix);
    buf_puts(out, "<path");
    put_svg_outline(out, s->outline.segs, s->outline.n);
    svg_vector_paint(pen, "fill", &s->fill, fill);
    buf_puts(out, s->outline.even_odd ? " fill-rule=\"evenodd\"" : "");
    svg_vector_stroke(pen, &s->stroke, stroke);
    if (s->matrix)
        put_svg_matrix(out, "transform", s->matrix);
    buf_puts(out, "/>\n");
}

static void put_text(SvgVector *pen, const VectorText *text)
{
    for (; pen->next_run < pen->nruns && pen->runs[pen->next_run].text == text; pen->next_run++)
        pen->run(pen->with, pen, &pen->runs[pen->next_run]);
}

static void put_clip_group(const SvgVector *pen, const VectorOutline *outline)
{
    Buf *out = pen->out;
    Str id = pen->id(pen->with, "clip");
    buf_puts(out, "<clipPath");
    buf_format(out, " id=\"" STR_FMT "\"", STR_ARG(id));
    buf_puts(out, "><path");
    put_svg_outline(out, outline->segs, outline->n);
    buf_puts(out, outline->even_odd ? " clip-rule=\"evenodd\"" : "");
    buf_format(out, "/></clipPath><g clip-path=\"url(#" STR_FMT ")\">\n", STR_ARG(id));
}

/* Each clip is a group, and what is mixed as one is another inside them. */
static void enter(SvgVector *pen, const VectorMark *begin)
{
    Buf *out = pen->out;
    int groups = begin->u.begin.nclips;
    for (int i = 0; i < groups; i++)
        put_clip_group(pen, &begin->u.begin.clips[i]);
    if (begin->u.begin.opacity < VECTOR_OPAQUE || begin->u.begin.blend || begin->u.begin.alone) {
        buf_puts(out, "<g");
        put_opacity(out, "opacity", begin->u.begin.opacity);
        if (begin->u.begin.blend)
            buf_format(out, " class=\"blend%d\"", (int)begin->u.begin.blend);
        else if (begin->u.begin.alone)
            buf_puts(out, " class=\"alone\"");
        buf_puts(out, ">\n");
        groups++;
    }
    VEC_PUSH(pen->arena, &pen->groups, groups);
}

static void leave(SvgVector *pen)
{
    check(pen->groups.at && pen->groups.n > 0);
    for (int groups = pen->groups.at[--pen->groups.n]; groups > 0; groups--)
        buf_puts(pen->out, "</g>\n");
}

void svg_vector(SvgVector *pen)
{
    for (int i = 0; i < pen->vector->nmarks; i++) {
        const VectorMark *mark = &pen->vector->marks[i];
        switch (mark->kind) {
        case VECTOR_SHAPE: put_shape(pen, mark->u.shape); break;
        case VECTOR_TEXT: put_text(pen, mark->u.text); break;
        case VECTOR_BEGIN: enter(pen, mark); break;
        case VECTOR_END: leave(pen); break;
        }
    }
}
