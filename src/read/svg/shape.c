/* Basic shapes as outlines. A negative length, or a path that is none, is reported. */
#include "read/svg/svg_private.h"

typedef bool MakeShape(Svg *svg, const XmlNode *e, const SvgScope *s, SvgOutline *o);

/* A quarter of an ellipse, from one side of the corner to the other. */
static void add_corner(Svg *svg, SvgOutline *o, SvgPoint to, SvgPoint radii)
{
    SvgArc arc = {.from = o->at[o->n - 1].p[o->at[o->n - 1].op == PATH_CURVE ? 2 : 0],
                  .to = to,
                  .rx = radii.x,
                  .ry = radii.y,
                  .sweep = true};
    outline_arc(svg->a, o, &arc);
}

static void add_rounded(Svg *svg, SvgOutline *o, const SvgBox *b, SvgPoint r)
{
    double right = b->x + b->width, bottom = b->y + b->height;
    outline_move(svg->a, o, (SvgPoint){b->x + r.x, b->y});
    outline_line(svg->a, o, (SvgPoint){right - r.x, b->y});
    add_corner(svg, o, (SvgPoint){right, b->y + r.y}, r);
    outline_line(svg->a, o, (SvgPoint){right, bottom - r.y});
    add_corner(svg, o, (SvgPoint){right - r.x, bottom}, r);
    outline_line(svg->a, o, (SvgPoint){b->x + r.x, bottom});
    add_corner(svg, o, (SvgPoint){b->x, bottom - r.y}, r);
    outline_line(svg->a, o, (SvgPoint){b->x, b->y + r.y});
    add_corner(svg, o, (SvgPoint){b->x + r.x, b->y}, r);
    outline_close(svg->a, o);
}

static void add_box(Svg *svg, SvgOutline *o, const SvgBox *b)
{
    outline_move(svg->a, o, (SvgPoint){b->x, b->y});
    outline_line(svg->a, o, (SvgPoint){b->x + b->width, b->y});
    outline_line(svg->a, o, (SvgPoint){b->x + b->width, b->y + b->height});
    outline_line(svg->a, o, (SvgPoint){b->x, b->y + b->height});
    outline_close(svg->a, o);
}

/* Lengths that must not be negative; -1: absent or "auto". */
static double radius(Svg *svg, const XmlNode *e, const SvgScope *s, SvgMeasure measure)
{
    Str value = svg_attr(svg, e, measure.name);
    if (!value.n || str_is(value, "auto"))
        return -1;
    double r = svg_measure(svg, e, s, measure);
    if (r >= 0)
        return r;
    svg_not_understood(svg, &(SvgProperty){str_c(measure.name), value, e, false}, "a length of 0 or more");
    return -1;
}

static bool make_rect(Svg *svg, const XmlNode *e, const SvgScope *s, SvgOutline *o)
{
    SvgBox b = {svg_across(svg, e, s, "x"), svg_down(svg, e, s, "y"),
                radius(svg, e, s, (SvgMeasure){"width", s->view.width, 0}),
                radius(svg, e, s, (SvgMeasure){"height", s->view.height, 0})};
    double rx = radius(svg, e, s, (SvgMeasure){"rx", s->view.width, 0});
    double ry = radius(svg, e, s, (SvgMeasure){"ry", s->view.height, 0});
    if (!(b.width > 0) || !(b.height > 0))
        return true;
    rx = rx < 0 ? ry : rx;
    ry = ry < 0 ? rx : ry;
    rx = rx > b.width / 2 ? b.width / 2 : rx;
    ry = ry > b.height / 2 ? b.height / 2 : ry;
    if (rx > 0 && ry > 0)
        add_rounded(svg, o, &b, (SvgPoint){rx, ry});
    else
        add_box(svg, o, &b);
    return true;
}

static bool make_ellipse(Svg *svg, const XmlNode *e, const SvgScope *s, SvgOutline *o)
{
    SvgPoint c = {svg_across(svg, e, s, "cx"), svg_down(svg, e, s, "cy")};
    double rx, ry;
    if (xml_is(e, "circle")) {
        rx = ry = radius(svg, e, s, (SvgMeasure){"r", svg_diagonal(&s->view), 0});
    } else {
        rx = radius(svg, e, s, (SvgMeasure){"rx", s->view.width, 0});
        ry = radius(svg, e, s, (SvgMeasure){"ry", s->view.height, 0});
        rx = rx < 0 ? ry : rx;
        ry = ry < 0 ? rx : ry;
    }
    if (!(rx > 0) || !(ry > 0))
        return true;
    SvgPoint r = {rx, ry};
    outline_move(svg->a, o, (SvgPoint){c.x + rx, c.y});
    add_corner(svg, o, (SvgPoint){c.x, c.y + ry}, r);
    add_corner(svg, o, (SvgPoint){c.x - rx, c.y}, r);
    add_corner(svg, o, (SvgPoint){c.x, c.y - ry}, r);
    add_corner(svg, o, (SvgPoint){c.x + rx, c.y}, r);
    outline_close(svg->a, o);
    return true;
}

static bool make_line(Svg *svg, const XmlNode *e, const SvgScope *s, SvgOutline *o)
{
    outline_move(svg->a, o, (SvgPoint){svg_across(svg, e, s, "x1"), svg_down(svg, e, s, "y1")});
    outline_line(svg->a, o, (SvgPoint){svg_across(svg, e, s, "x2"), svg_down(svg, e, s, "y2")});
    return true;
}

/* Pairs up to the first mistake. */
static bool make_polygon(Svg *svg, const XmlNode *e, const SvgScope *s, SvgOutline *o)
{
    (void)s;
    Str points = svg_attr(svg, e, "points");
    SvgScan scan = {points, 0};
    SvgPoint p;
    bool odd = false;
    scan_space(&scan);
    while (o->n < SVG_SEGMENTS_MOST && scan_number(&scan, &p.x)) {
        scan_comma(&scan);
        odd = !scan_number(&scan, &p.y);
        if (odd)
            break;
        scan_comma(&scan);
        if (o->n)
            outline_line(svg->a, o, p);
        else
            outline_move(svg->a, o, p);
    }
    if (odd || !scan_end(&scan))
        svg_not_understood(svg, &(SvgProperty){STR("points"), points, e, false}, "pairs of numbers");
    if (xml_is(e, "polygon"))
        outline_close(svg->a, o);
    return true;
}

static bool make_path(Svg *svg, const XmlNode *e, const SvgScope *s, SvgOutline *o)
{
    (void)s;
    Str d = svg_attr(svg, e, "d");
    int wrong = str_is(d, "none") ? -1 : svg_path(svg->a, d, SVG_SEGMENTS_MOST + 1, o);
    if (wrong >= 0)
        svg_not_understood(svg, &(SvgProperty){STR("d"), str_sub(d, int_max(wrong - 10, 0), wrong + 10), e, false},
                           "path data; what comes before is drawn");
    return true;
}

static const struct {
    const char *name;
    MakeShape *make;
} shapes[] = {{"path", make_path},       {"rect", make_rect}, {"circle", make_ellipse},  {"ellipse", make_ellipse},
              {"polygon", make_polygon}, {"line", make_line}, {"polyline", make_polygon}};

bool svg_is_shape(const XmlNode *e)
{
    for (int i = 0; i < COUNT(shapes); i++)
        if (xml_is(e, shapes[i].name))
            return true;
    return false;
}

bool svg_shape(Svg *svg, const XmlNode *e, const SvgScope *s, SvgOutline *o)
{
    for (int i = 0; i < COUNT(shapes); i++) {
        if (!xml_is(e, shapes[i].name))
            continue;
        bool made = shapes[i].make(svg, e, s, o);
        svg->segments += o->n;
        return made && svg_works(svg, e, 1);
    }
    return false;
}
