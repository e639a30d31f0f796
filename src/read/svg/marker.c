/* Markers: small pictures at the corners of a path, such as the heads of arrows. Each is turned as the path goes there,
 * unless it has an angle of its own. */
#include <math.h>

#include "read/svg/svg_private.h"

enum { CORNERS_MOST = 10000 };

/* A corner, with the directions in which the path comes and goes; a direction of no length is none. */
typedef struct SvgCorner {
    SvgPoint at, in, out;
} SvgCorner;

typedef VEC(SvgCorner) SvgCorners;

/* ---- corners ---- */

static SvgPoint from_to(SvgPoint a, SvgPoint b)
{
    return (SvgPoint){b.x - a.x, b.y - a.y};
}

static bool is_point(SvgPoint p)
{
    return !(p.x < 0 || p.x > 0 || p.y < 0 || p.y > 0);
}

/* The directions of a segment at its ends: a curve's are those of its controls, if these are elsewhere. */
static void directions(SvgPoint from, const SvgSeg *s, SvgPoint *out, SvgPoint *in)
{
    if (s->op != PATH_CURVE) {
        *out = *in = from_to(from, s->p[0]);
        return;
    }
    *out = from_to(from, s->p[0]);
    if (is_point(*out))
        *out = from_to(from, s->p[1]);
    if (is_point(*out))
        *out = from_to(from, s->p[2]);
    *in = from_to(s->p[1], s->p[2]);
    if (is_point(*in))
        *in = from_to(s->p[0], s->p[2]);
    if (is_point(*in))
        *in = from_to(from, s->p[2]);
}

static void add_segment(Arena *a, SvgCorners *c, const SvgSeg *s, SvgPoint to)
{
    SvgPoint in;
    SvgCorner *last = &c->at[c->n - 1];
    SvgPoint from = last->at;
    SvgSeg line = {PATH_LINE, {to}};
    directions(from, s->op == PATH_CURVE ? s : &line, &last->out, &in);
    VEC_PUSH(a, c, (SvgCorner){.at = to, .in = in});
}

static void find_corners(Arena *a, const SvgOutline *o, SvgCorners *c)
{
    int begin = 0;
    for (int i = 0; i < o->n && c->n < CORNERS_MOST; i++) {
        const SvgSeg *s = &o->at[i];
        if (s->op == PATH_MOVE || !c->at) {
            begin = c->n;
            VEC_PUSH(a, c, (SvgCorner){.at = s->p[0]});
        } else if (s->op == PATH_CLOSE) {
            add_segment(a, c, s, c->at[begin].at);
            c->at[c->n - 1].out = c->at[begin].out;
            c->at[begin].in = c->at[c->n - 1].in;
        } else {
            add_segment(a, c, s, s->p[s->op == PATH_CURVE ? 2 : 0]);
        }
    }
}

static SvgPoint unit_of(SvgPoint p)
{
    double length = sqrt(p.x * p.x + p.y * p.y);
    return length > 0 ? (SvgPoint){p.x / length, p.y / length} : (SvgPoint){0, 0};
}

/* Half way between the two directions. */
static SvgPoint heading(const SvgCorner *c)
{
    SvgPoint in = unit_of(c->in), out = unit_of(c->out), sum = unit_of((SvgPoint){in.x + out.x, in.y + out.y});
    if (is_point(in) && is_point(out))
        return (SvgPoint){1, 0};
    return is_point(sum) ? (SvgPoint){-in.y, in.x} : sum;
}

/* ---- drawing ---- */

static VectorMatrix turned_to(VectorMatrix m, SvgPoint along)
{
    return matrix_times(m, (VectorMatrix){along.x, along.y, -along.y, along.x, 0, 0});
}

static VectorMatrix placed(Svg *svg, const SvgPainted *p, const XmlNode *marker, const SvgCorner *corner, bool start)
{
    double angle = 0;
    Str orient = svg_attr(svg, marker, "orient");
    VectorMatrix m = matrix_moved(p->scope->matrix, corner->at.x, corner->at.y);
    bool reversed = str_is(orient, "auto-start-reverse");
    if (str_is(orient, "auto") || reversed) {
        SvgPoint along = heading(corner);
        m = turned_to(m, reversed && start ? (SvgPoint){-along.x, -along.y} : along);
    } else if (orient.n) {
        SvgScan scan = {orient, 0};
        if (scan_number(&scan, &angle))
            m = turned_to(m, (SvgPoint){svg_cosine(angle), svg_sine(angle)});
    }
    double width = p->scope->style.width;
    return str_is(svg_attr(svg, marker, "markerUnits"), "userSpaceOnUse") ? m : matrix_scaled(m, width, width);
}

/* Its reference point is at the corner. */
static void put_marker(Svg *svg, const XmlNode *marker, SvgScope *own)
{
    SvgBox box;
    VectorMatrix fit = svg_identity;
    SvgScope place = *own;
    place.view = (SvgView){svg_measure(svg, marker, own, (SvgMeasure){"markerWidth", own->view.width, 3}),
                           svg_measure(svg, marker, own, (SvgMeasure){"markerHeight", own->view.height, 3})};
    if (svg_view_box(svg_attr(svg, marker, "viewBox"), &box) && box.width > 0 && box.height > 0)
        svg_fit(&box, place.view, svg_attr(svg, marker, "preserveAspectRatio"), &fit);
    SvgPoint reference = {svg_measure(svg, marker, &place, (SvgMeasure){"refX", place.view.width, 0}),
                          svg_measure(svg, marker, &place, (SvgMeasure){"refY", place.view.height, 0})};
    reference = matrix_point(&fit, reference);
    svg_inner(svg, marker, own, (SvgBox){-reference.x, -reference.y, place.view.width, place.view.height});
}

static void draw_marker(Svg *svg, const SvgPainted *p, Str id, const SvgCorner *corner, bool start)
{
    const XmlNode *marker = svg_found(svg, id);
    if (!marker || !xml_is(marker, "marker")) {
        svg_not_found(svg, &(SvgProperty){.name = STR("marker"), .element = p->element}, id);
        return;
    }
    for (const SvgScope *s = p->scope; s; s = s->outer)
        if (s->used == marker)
            return; /* the corners of a marker have none */
    SvgScope plain = *p->scope;
    plain.style = svg_style_above(svg, marker, p->scope);
    plain.outer = p->scope;
    plain.used = marker;
    SvgScope own = svg_scope(svg, marker, &plain);
    own.matrix = placed(svg, p, marker, corner, start);
    if (matrix_scale(&own.matrix) > 0 && own.depth <= SVG_DEPTH_MOST && svg_works(svg, marker, 1))
        put_marker(svg, marker, &own);
}

void svg_markers(Svg *svg, const SvgPainted *p, const SvgOutline *o)
{
    const SvgStyle *style = &p->scope->style;
    SvgCorners c = {0};
    bool any = style->marker_start.n || style->marker_mid.n || style->marker_end.n;
    if (!any || xml_is(p->element, "rect") || xml_is(p->element, "circle") || xml_is(p->element, "ellipse"))
        return;
    find_corners(svg->a, o, &c);
    for (int i = 0; i < c.n; i++) {
        Str id = i == 0 ? style->marker_start : i == c.n - 1 ? style->marker_end : style->marker_mid;
        if (id.n)
            draw_marker(svg, p, id, &c.at[i], i == 0);
        if (c.n == 1 && style->marker_end.n)
            draw_marker(svg, p, style->marker_end, &c.at[i], false);
    }
}
