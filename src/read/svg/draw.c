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
        svg_not_understood(svg, &(SvgProperty){STR("transform"), value, e, false}, "transforms such as rotate(45)");
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

int svg_begin(Svg *svg, const VectorOutline *clips, int nclips)
{
    VectorMark *mark = add_mark(svg, VECTOR_BEGIN);
    mark->u.begin.clips = clips;
    mark->u.begin.nclips = nclips;
    mark->u.begin.opacity = VECTOR_OPAQUE;
    return svg->marks.n - 1;
}

/* As one, and through clips. Nothing is begun, and -1 given, when neither is wanted. */
static int begin_as_one(Svg *svg, const SvgStyle *style, const VectorOutline *clips, int nclips)
{
    int opacity = svg_thousandths(style->opacity);
    if (!nclips && opacity == VECTOR_OPAQUE && !style->blend && !style->alone)
        return -1;
    int begun = svg_begin(svg, clips, nclips);
    svg->marks.at[begun].u.begin.opacity = opacity;
    svg->marks.at[begun].u.begin.blend = style->blend;
    svg->marks.at[begun].u.begin.alone = style->alone;
    return begun;
}

void svg_end(Svg *svg, int begun)
{
    if (svg->marks.n == begun + 1)
        svg->marks.n = begun; /* nothing is in it */
    else
        add_mark(svg, VECTOR_END);
}

/* ---- groups ---- */

static void draw_as_one(Svg *svg, const XmlNode *e, const SvgScope *own, DrawElement *draw)
{
    SvgPainted p = {e, own, NULL};
    const VectorOutline *clips = NULL;
    int nclips = svg_clips(svg, &p, &clips);
    if (nclips < 0 || svg_thousandths(own->style.opacity) == 0)
        return;
    int begun = begin_as_one(svg, &own->style, clips, nclips);
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
    bool fixed = p->scope->style.fixed;
    shape->stroke = svg_stroke(svg, p, fixed ? svg->scale : scale);
    if (!fixed && paints(&shape->stroke.paint) && !matrix_is_similar(&m)) {
        VectorMatrix *own = NEW(svg->a, VectorMatrix);
        *own = matrix_scaled(m, 1 / scale, 1 / scale);
        shape->matrix = own;
        m = matrix_scaled(svg_identity, scale, scale);
    }
    shape->outline = outline_drawn(svg->a, o, &m);
    shape->outline.even_odd = p->scope->style.even_odd;
}

static void put_shape(Svg *svg, VectorShape *shape, const SvgStyle *style)
{
    bool both = paints(&shape->fill) && paints(&shape->stroke.paint);
    if (both && style->stroke_first) {
        VectorShape *stroke = NEW(svg->a, VectorShape);
        *stroke = *shape;
        stroke->fill.colour = VECTOR_NONE, stroke->fill.gradient = NULL;
        shape->stroke.paint = stroke->fill;
        add_mark(svg, VECTOR_SHAPE)->u.shape = stroke;
    }
    add_mark(svg, VECTOR_SHAPE)->u.shape = shape;
}

/* The opacity of what has one paint and no markers is the same as the paint's own. */
static bool is_simple(const VectorShape *shape, const SvgStyle *style)
{
    bool marked = style->marker_start.n || style->marker_mid.n || style->marker_end.n;
    return !style->blend && !marked && !(paints(&shape->fill) && paints(&shape->stroke.paint));
}

/* A shape holds animations and descriptions, which draw nothing; whatever else it holds is reported. */
static void report_children(Svg *svg, const XmlNode *e)
{
    for (const XmlNode *child = xml_first(e); child; child = xml_next(child))
        if (drawing_of(child) != draw_nothing)
            report_unknown(svg, child);
}

static void draw_shape(Svg *svg, const XmlNode *e, const SvgScope *own)
{
    SvgOutline o = {0};
    SvgBox box;
    const VectorOutline *clips = NULL;
    report_children(svg, e);
    if (!svg_shape(svg, e, own, &o) || !outline_box(&o, &box))
        return;
    SvgPainted p = {e, own, &box};
    SvgStyle style = own->style;
    int nclips = svg_clips(svg, &p, &clips);
    if (nclips < 0 || style.hidden || !(style.opacity > 0))
        return;
    VectorShape *shape = NEW(svg->a, VectorShape);
    set_outline(svg, shape, &o, &p);
    shape->fill = svg_painted(svg, &p, &style.fill, "fill");
    if (is_simple(shape, &style)) {
        veil(&shape->fill, style.opacity);
        veil(&shape->stroke.paint, style.opacity);
        style.opacity = 1;
    }
    int begun = begin_as_one(svg, &style, clips, nclips);
    if (paints(&shape->fill) || paints(&shape->stroke.paint))
        put_shape(svg, shape, &style);
    svg_markers(svg, &p, &o);
    if (begun >= 0)
        svg_end(svg, begun);
}

/* ---- an element ---- */

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
