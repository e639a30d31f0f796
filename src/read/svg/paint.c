/* What fills and strokes: colours with their opacity, gradients, and the pen. */
#include "read/svg/svg_private.h"

int svg_thousandths(double opacity)
{
    return opacity <= 0 ? 0 : opacity >= 1 ? VECTOR_OPAQUE : (int)(opacity * VECTOR_OPAQUE + 0.5);
}

static const VectorPaint nothing = {.colour = VECTOR_NONE, .opacity = VECTOR_OPAQUE};

static VectorPaint plain(Svg *svg, VectorColour colour, double opacity)
{
    return (VectorPaint){.colour = svg_palette(svg, colour), .opacity = svg_thousandths(opacity)};
}

static VectorPaint of_kind(Svg *svg, const SvgPainted *p, const SvgPaint *paint, SvgPaintKind kind)
{
    switch (kind) {
    case SVG_COLOUR: return plain(svg, paint->colour, paint->opacity);
    case SVG_CURRENT:
        return p->scope->style.coloured ? plain(svg, p->scope->style.colour, 1)
                                        : (VectorPaint){.colour = svg_current(svg), .opacity = VECTOR_OPAQUE};
    default: return nothing;
    }
}

/* A gradient; else the colour behind its id, or nothing. */
static VectorPaint of_server(Svg *svg, const SvgPainted *p, const SvgPaint *paint, const char *what)
{
    VectorPaint out = nothing;
    const XmlNode *server = svg_found(svg, paint->server);
    bool gradient = server && svg_gradient(svg, p, server, &out);
    if (out.gradient || out.colour != VECTOR_NONE)
        return out;
    if (!server && !paint->otherwise)
        svg_not_found(svg, &(SvgProperty){.name = str_c(what), .element = p->element}, paint->server);
    else if (server && !gradient)
        svg_not_drawn(svg, server, "expected a colour or a gradient");
    return paint->otherwise ? of_kind(svg, p, paint, paint->other) : nothing;
}

VectorPaint svg_painted(Svg *svg, const SvgPainted *p, const SvgPaint *paint, const char *what)
{
    double opacity = *what == 'f' ? p->scope->style.fill_opacity : p->scope->style.stroke_opacity;
    VectorPaint out = paint->kind == SVG_SERVER ? of_server(svg, p, paint, what) : of_kind(svg, p, paint, paint->kind);
    out.opacity = svg_thousandths(out.opacity * opacity / VECTOR_OPAQUE);
    if (out.opacity == 0)
        out = nothing;
    return out;
}

/* An odd number of dashes is taken twice. */
static void set_dashes(Svg *svg, VectorStroke *stroke, const SvgStyle *style, double scale)
{
    int n = style->dashes.n, all = n % 2 ? 2 * n : n;
    double sum = 0;
    Len *dashes = NEWN(svg->a, Len, all);
    for (int i = 0; i < all; i++) {
        dashes[i] = svg_len(style->dashes.at[i % n] * scale);
        sum += dashes[i];
    }
    if (sum < LEN_PT * 0.01) /* as good as a solid line, and slow to draw */
        return;
    stroke->dashes = dashes;
    stroke->ndashes = all;
    stroke->dash_offset = svg_len(style->dash_offset * scale);
}

VectorStroke svg_stroke(Svg *svg, const SvgPainted *p, double scale)
{
    const SvgStyle *style = &p->scope->style;
    VectorStroke stroke = {.paint = nothing};
    Len width = svg_len(style->width * scale);
    if (width <= 0 || style->stroke.kind == SVG_NONE)
        return stroke;
    stroke = (VectorStroke){.paint = svg_painted(svg, p, &style->stroke, "stroke"),
                            .width = width,
                            .cap = style->cap,
                            .join = style->join,
                            .miter = style->miter};
    set_dashes(svg, &stroke, style, scale);
    return stroke;
}
