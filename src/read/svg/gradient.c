/* Gradients. What one does not say comes from the gradient that it refers to. */
#include <math.h>

#include "read/svg/svg_private.h"

enum { CHAIN_MOST = 16 };

/* A gradient, and those that it refers to. */
typedef struct SvgServer {
    Svg *svg;
    const SvgPainted *p;
    const XmlNode *chain[CHAIN_MOST];
    int n;
    SvgUnits across, down, along;
} SvgServer;

static bool is_gradient(const XmlNode *e)
{
    return xml_is(e, "linearGradient") || xml_is(e, "radialGradient");
}

static void follow(SvgServer *g, const XmlNode *e)
{
    while (e && is_gradient(e) && g->n < CHAIN_MOST) {
        for (int i = 0; i < g->n; i++)
            if (g->chain[i] == e)
                return;
        g->chain[g->n++] = e;
        e = svg_attr(g->svg, e, "href").n ? svg_target(g->svg, e) : NULL;
    }
}

static Str server_attr(const SvgServer *g, const char *name)
{
    for (int i = 0; i < g->n; i++)
        if (xml_has(g->chain[i], name))
            return svg_attr(g->svg, g->chain[i], name);
    return (Str){0};
}

static double server_length(const SvgServer *g, const char *name, const SvgUnits *units, double otherwise)
{
    double v;
    Str value = server_attr(g, name);
    if (!value.n)
        return otherwise;
    if (svg_length(value, units, &v))
        return v;
    svg_not_understood(g->svg, &(SvgProperty){str_c(name), value, g->chain[0], false}, "a length");
    return otherwise;
}

/* ---- stops ---- */

static const XmlNode *first_stop(const XmlNode *server)
{
    return xml_child(server, "stop");
}

static VectorStop stop_of(Svg *svg, const XmlNode *e, const SvgScope *scope, double least)
{
    SvgStyle style = svg_style_of(svg, e, scope);
    Str offset = svg_attr(svg, e, "offset");
    SvgScan scan = {offset, 0};
    VectorStop stop = {.at = 0};
    scan_space(&scan);
    if (scan_number(&scan, &stop.at) && scan_char(&scan, '%'))
        stop.at /= 100;
    if (!scan_end(&scan)) {
        svg_not_understood(svg, &(SvgProperty){STR("offset"), offset, e, false}, "0 to 1, or 0% to 100%");
        stop.at = 0;
    }
    stop.at = stop.at > 1 ? 1 : stop.at;
    stop.at = stop.at < least ? least : stop.at;
    bool current = style.stop.kind == SVG_CURRENT;
    stop.colour = svg_palette(svg, current ? style.colour : style.stop.colour);
    stop.opacity = svg_thousandths(style.stop_opacity * (current ? 1 : style.stop.opacity));
    return stop;
}

typedef VEC(VectorStop) VectorStops;

static void read_stops(const SvgServer *g, VectorStops *out)
{
    const XmlNode *server = NULL;
    for (int i = 0; i < g->n && !server; i++)
        server = first_stop(g->chain[i]) ? g->chain[i] : NULL;
    if (!server)
        return;
    SvgScope scope = *g->p->scope;
    scope.style = svg_style_above(g->svg, server, g->p->scope);
    scope.style = svg_style_of(g->svg, server, &scope);
    double least = 0;
    for (const XmlNode *e = first_stop(server); e; e = xml_next(e)) {
        if (!xml_is(e, "stop") || !svg_works(g->svg, e, 1))
            continue;
        VectorStop stop = stop_of(g->svg, e, &scope, least);
        least = stop.at;
        VEC_PUSH(g->svg->a, out, stop);
    }
}

/* ---- the space of a gradient ---- */

static bool set_matrix(SvgServer *g, VectorMatrix *out)
{
    const SvgPainted *p = g->p;
    VectorMatrix own;
    Str transform = server_attr(g, "gradientTransform");
    *out = p->scope->matrix;
    if (!svg_transform(transform, &own))
        svg_not_understood(g->svg, &(SvgProperty){STR("gradientTransform"), transform, g->chain[0], false},
                           "transforms");
    if (str_is(server_attr(g, "gradientUnits"), "userSpaceOnUse")) {
        double em = p->scope->style.size;
        g->across = (SvgUnits){p->scope->view.width, em};
        g->down = (SvgUnits){p->scope->view.height, em};
        g->along = (SvgUnits){svg_diagonal(&p->scope->view), em};
    } else {
        if (!p->box || !(p->box->width > 0) || !(p->box->height > 0))
            return false;
        g->across = g->down = g->along = (SvgUnits){1, 1};
        *out = matrix_scaled(matrix_moved(*out, p->box->x, p->box->y), p->box->width, p->box->height);
    }
    *out = matrix_times(*out, own);
    return matrix_scale(out) > 0;
}

static void set_line(const SvgServer *g, VectorGradient *out)
{
    out->x0 = server_length(g, "x1", &g->across, 0);
    out->y0 = server_length(g, "y1", &g->down, 0);
    out->x1 = server_length(g, "x2", &g->across, g->across.percent);
    out->y1 = server_length(g, "y2", &g->down, 0);
}

/* A focus beyond the circle is brought back to it. */
static void set_circles(const SvgServer *g, VectorGradient *out)
{
    out->radial = true;
    out->x1 = server_length(g, "cx", &g->across, g->across.percent / 2);
    out->y1 = server_length(g, "cy", &g->down, g->down.percent / 2);
    out->r1 = server_length(g, "r", &g->along, g->along.percent / 2);
    out->x0 = server_length(g, "fx", &g->across, out->x1);
    out->y0 = server_length(g, "fy", &g->down, out->y1);
    out->r0 = server_length(g, "fr", &g->along, 0);
    double x = out->x0 - out->x1, y = out->y0 - out->y1, off = sqrt(x * x + y * y), most = out->r1 * 0.999;
    if (off > most && off > 0) {
        out->x0 = out->x1 + x * most / off;
        out->y0 = out->y1 + y * most / off;
    }
}

static bool has_extent(const VectorGradient *g)
{
    return g->radial ? g->r1 > 0 : g->x0 < g->x1 || g->x0 > g->x1 || g->y0 < g->y1 || g->y0 > g->y1;
}

static void report_spread(const SvgServer *g)
{
    Str spread = server_attr(g, "spreadMethod");
    if (spread.n && !str_is(spread, "pad"))
        svg_not_understood(g->svg, &(SvgProperty){STR("spreadMethod"), spread, g->chain[0], false},
                           "pad, as which it is drawn");
}

static VectorPaint of_stop(const VectorStop *stop)
{
    return (VectorPaint){.colour = stop->colour, .opacity = stop->opacity};
}

static void make(SvgServer *g, const VectorStops *stops, VectorPaint *out)
{
    VectorGradient *made = NEW(g->svg->a, VectorGradient);
    bool fits = set_matrix(g, &made->matrix);
    if (!fits) {
        if (g->p->box)
            return;
        svg_not_understood(g->svg, &(SvgProperty){STR("gradientUnits"), STR("objectBoundingBox"), g->chain[0], false},
                           "userSpaceOnUse for words, which get the first of the colours");
        *out = of_stop(&stops->at[0]);
        return;
    }
    if (xml_is(g->chain[0], "linearGradient"))
        set_line(g, made);
    else
        set_circles(g, made);
    *out = of_stop(&stops->at[stops->n - 1]);
    if (!has_extent(made))
        return;
    report_spread(g);
    made->stops = stops->at;
    made->nstops = stops->n;
    for (int i = 1; i < stops->n; i++)
        made->veiled = made->veiled || stops->at[i].opacity != stops->at[0].opacity;
    out->opacity = made->veiled ? VECTOR_OPAQUE : stops->at[0].opacity;
    out->gradient = made;
}

bool svg_gradient(Svg *svg, const SvgPainted *p, const XmlNode *server, VectorPaint *out)
{
    SvgServer g = {.svg = svg, .p = p};
    VectorStops stops = {0};
    if (!is_gradient(server))
        return false;
    follow(&g, server);
    read_stops(&g, &stops);
    *out = (VectorPaint){.colour = VECTOR_NONE, .opacity = VECTOR_OPAQUE};
    if (stops.n == 1)
        *out = of_stop(&stops.at[0]);
    else if (stops.n > 1)
        make(&g, &stops, out);
    return true;
}
