/* The walk over the elements that are drawn. Each has a scope: its computed style, and the matrix to the picture's
 * space. Depth is limited, and so is the work, since a few elements that use each other can ask for billions. */
#include "read/svg/svg_private.h"

typedef void DrawElement(Svg *svg, const XmlNode *e, const SvgScope *own);

/* ---- scopes ---- */

SvgScope svg_scope(Svg *svg, const XmlNode *e, const SvgScope *parent)
{
    SvgScope own = *parent;
    own.style = svg_style_of(svg, e, parent);
    own.depth = parent->depth + 1;
    return own;
}

bool svg_place(Svg *svg, const XmlNode *e, SvgScope *own)
{
    VectorMatrix m;
    Str value = own->style.transform;
    if (!svg_transform(value, &m)) {
        svg_not_understood(svg, &(SvgProperty){STR("transform"), value, e}, "transforms such as rotate(45)");
        m = svg_identity;
    }
    own->matrix = matrix_times(own->matrix, m);
    return matrix_scale(&own->matrix) > 0;
}

/* ---- marks ---- */

static VectorMark *add_mark(Svg *svg, VectorKind kind)
{
    VectorMark *mark = VEC_NEXT(svg->a, &svg->marks);
    mark->kind = kind;
    return mark;
}

int svg_begin(Svg *svg, const VectorOutline *clips, int nclips, int opacity)
{
    VectorMark *mark = add_mark(svg, VECTOR_BEGIN);
    mark->u.begin.clips = clips;
    mark->u.begin.nclips = nclips;
    mark->u.begin.opacity = opacity;
    return svg->marks.n - 1;
}

void svg_end(Svg *svg, int begun)
{
    if (svg->marks.n == begun + 1)
        svg->marks.n = begun; /* nothing is in it */
    else
        add_mark(svg, VECTOR_END);
}

/* ---- shapes ---- */

static bool paints(const VectorPaint *p)
{
    return p->colour != VECTOR_NONE || p->gradient;
}

static void veil(VectorPaint *paint, double opacity)
{
    paint->opacity = svg_thousandths(paint->opacity * opacity / VECTOR_OPAQUE);
}

/* The picture's space, unless a stroke would lose its shape there. */
static void set_outline(Svg *svg, VectorShape *shape, const SvgOutline *o, const SvgPainted *p)
{
    VectorMatrix m = p->scope->matrix;
    double scale = matrix_scale(&m);
    shape->stroke = svg_stroke(svg, p, scale);
    if (paints(&shape->stroke.paint) && !matrix_is_similar(&m)) {
        VectorMatrix *own = NEW(svg->a, VectorMatrix);
        *own = matrix_scaled(m, 1 / scale, 1 / scale);
        shape->matrix = own;
        m = matrix_scaled(svg_identity, scale, scale);
    }
    shape->outline = outline_drawn(svg->a, o, &m);
    shape->outline.even_odd = p->scope->style.even_odd;
}

static void put_shape(Svg *svg, const SvgOutline *o, const SvgPainted *p)
{
    VectorShape *shape = NEW(svg->a, VectorShape);
    double opacity = p->scope->style.opacity;
    set_outline(svg, shape, o, p);
    shape->fill = svg_painted(svg, p, &p->scope->style.fill, "fill");
    bool fills = paints(&shape->fill), strokes = paints(&shape->stroke.paint), both = fills && strokes && opacity < 1;
    if (!fills && !strokes)
        return;
    int begun = both ? svg_begin(svg, NULL, 0, svg_thousandths(opacity)) : -1;
    if (!both) { /* it is the same as the paint's own */
        veil(&shape->fill, opacity);
        veil(&shape->stroke.paint, opacity);
    }
    add_mark(svg, VECTOR_SHAPE)->u.shape = shape;
    if (both)
        svg_end(svg, begun);
}

static void draw_shape(Svg *svg, const XmlNode *e, const SvgScope *own)
{
    SvgOutline o = {0};
    SvgBox box;
    const VectorOutline *clips = NULL;
    if (!svg_shape(svg, e, own, &o) || !outline_box(&o, &box))
        return;
    SvgPainted p = {e, own, &box};
    int nclips = svg_clips(svg, &p, &clips), begun = nclips > 0 ? svg_begin(svg, clips, nclips, VECTOR_OPAQUE) : -1;
    if (nclips < 0)
        return;
    if (!own->style.hidden && own->style.opacity > 0) {
        put_shape(svg, &o, &p);
        svg_markers(svg, &p, &o);
    }
    if (begun >= 0)
        svg_end(svg, begun);
}

/* ---- groups ---- */

static void draw_as_one(Svg *svg, const XmlNode *e, const SvgScope *own, DrawElement *draw)
{
    SvgPainted p = {e, own, NULL};
    const VectorOutline *clips = NULL;
    int nclips = svg_clips(svg, &p, &clips), opacity = svg_thousandths(own->style.opacity);
    if (nclips < 0 || opacity == 0)
        return;
    int begun = nclips || opacity < VECTOR_OPAQUE ? svg_begin(svg, clips, nclips, opacity) : -1;
    draw(svg, e, own);
    if (begun >= 0)
        svg_end(svg, begun);
}

void svg_draw_within(Svg *svg, const XmlNode *e, const SvgScope *own)
{
    for (const XmlNode *child = xml_first(e); child && !svg->full; child = xml_next(child))
        svg_draw(svg, child, own);
}

void svg_draw_as_one(Svg *svg, const XmlNode *e, const SvgScope *own)
{
    draw_as_one(svg, e, own, svg_draw_within);
}

static void draw_link(Svg *svg, const XmlNode *e, const SvgScope *own)
{
    if (svg_attr(svg, e, "href").n)
        svg_not_followed(svg, &(SvgProperty){.name = STR("href"), .element = e});
    svg_draw_within(svg, e, own);
}

/* The first that asks for nothing, or for English. */
static void draw_switch(Svg *svg, const XmlNode *e, const SvgScope *own)
{
    for (const XmlNode *child = xml_first(e); child; child = xml_next(child)) {
        Str language = svg_attr(svg, child, "systemLanguage");
        if (xml_has(child, "requiredExtensions") || (xml_has(child, "systemLanguage") && !str_starts(language, "en")))
            continue;
        svg_draw(svg, child, own);
        return;
    }
}

static void draw_nothing(Svg *svg, const XmlNode *e, const SvgScope *own)
{
    (void)svg, (void)e, (void)own;
}

static const struct {
    const char *name;
    DrawElement *draw;
} elements[] = {
    {"g", svg_draw_within},     {"use", svg_use},
    {"text", svg_text},         {"svg", svg_nested},
    {"a", draw_link},           {"switch", draw_switch},
    {"defs", draw_nothing},     {"symbol", draw_nothing},
    {"clipPath", draw_nothing}, {"linearGradient", draw_nothing},
    {"style", draw_nothing},    {"radialGradient", draw_nothing},
    {"title", draw_nothing},    {"desc", draw_nothing},
    {"metadata", draw_nothing}, {"marker", draw_nothing},
    {"pattern", draw_nothing},  {"mask", draw_nothing},
    {"filter", draw_nothing},   {"view", draw_nothing},
    {"script", draw_nothing},   {"cursor", draw_nothing},
    {"font", draw_nothing},     {"font-face", draw_nothing},
};

static DrawElement *drawing_of(const XmlNode *e)
{
    for (int i = 0; i < COUNT(elements); i++)
        if (xml_is(e, elements[i].name))
            return elements[i].draw;
    return NULL;
}

/* What editors keep for themselves is in namespaces of their own. */
static void report_unknown(Svg *svg, const XmlNode *e)
{
    if (str_find(xml_name(e), ":") < 0)
        svg_not_drawn(svg, e, "expected shapes, paths, text and groups");
}

static bool is_too_deep(Svg *svg, const XmlNode *e, const SvgScope *parent)
{
    if (parent->depth < SVG_DEPTH_MOST)
        return false;
    if (!svg->full)
        diag(svg->r->diag, SVG006, xml_pos(e, svg->file),
             "elements are nested more than %d deep; expected fewer levels", SVG_DEPTH_MOST);
    svg->full = true;
    return true;
}

void svg_draw(Svg *svg, const XmlNode *e, const SvgScope *parent)
{
    DrawElement *draw = svg_is_shape(e) ? draw_shape : drawing_of(e);
    if (!svg_works(svg, e, 1) || is_too_deep(svg, e, parent) || draw == draw_nothing)
        return;
    if (!draw) {
        report_unknown(svg, e);
        return;
    }
    SvgScope own = svg_scope(svg, e, parent);
    if (own.style.gone || !svg_place(svg, e, &own))
        return;
    if (draw == draw_shape)
        draw_shape(svg, e, &own);
    else
        draw_as_one(svg, e, &own, draw);
}
