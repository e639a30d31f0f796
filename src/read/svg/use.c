/* What is used from elsewhere in the file, and pictures within the picture, which have a place, a viewBox and a clip.
 */
#include "read/svg/svg_private.h"

static void begin_viewport(Svg *svg, const SvgScope *s, const SvgBox *place, int *begun)
{
    VectorOutline *clip = NEW(svg->a, VectorOutline);
    SvgOutline o = {0};
    outline_move(svg->a, &o, (SvgPoint){place->x, place->y});
    outline_line(svg->a, &o, (SvgPoint){place->x + place->width, place->y});
    outline_line(svg->a, &o, (SvgPoint){place->x + place->width, place->y + place->height});
    outline_line(svg->a, &o, (SvgPoint){place->x, place->y + place->height});
    outline_close(svg->a, &o);
    *clip = outline_drawn(svg->a, &o, &s->matrix);
    *begun = svg_begin(svg, clip, 1);
}

void svg_inner(Svg *svg, const XmlNode *e, const SvgScope *s, SvgBox place)
{
    SvgScope inner = *s;
    SvgBox box;
    VectorMatrix fit;
    Str view_box = svg_attr(svg, e, "viewBox"), aspect = svg_attr(svg, e, "preserveAspectRatio");
    int begun = -1;
    if (!(place.width > 0) || !(place.height > 0))
        return;
    inner.view = (SvgView){place.width, place.height};
    inner.matrix = matrix_moved(s->matrix, place.x, place.y);
    if (view_box.n && !svg_view_box(view_box, &box)) {
        svg_not_understood(svg, &(SvgProperty){STR("viewBox"), view_box, e, false}, "four numbers");
    } else if (view_box.n) {
        if (!(box.width > 0) || !(box.height > 0))
            return;
        if (!svg_fit(&box, inner.view, aspect, &fit))
            svg_not_understood(svg, &(SvgProperty){STR("preserveAspectRatio"), aspect, e, false}, "as xMidYMid meet");
        inner.matrix = matrix_times(inner.matrix, fit);
        inner.view = (SvgView){box.width, box.height};
    }
    if (!s->style.overflows)
        begin_viewport(svg, s, &place, &begun);
    svg_draw_within(svg, e, &inner);
    if (begun >= 0)
        svg_end(svg, begun);
}

static SvgBox viewport_of(Svg *svg, const XmlNode *e, const SvgScope *s)
{
    return (SvgBox){svg_across(svg, e, s, "x"), svg_down(svg, e, s, "y"),
                    svg_measure(svg, e, s, (SvgMeasure){"width", s->view.width, s->view.width}),
                    svg_measure(svg, e, s, (SvgMeasure){"height", s->view.height, s->view.height})};
}

void svg_nested(Svg *svg, const XmlNode *e, const SvgScope *s)
{
    svg_inner(svg, e, s, viewport_of(svg, e, s));
}

static bool is_in_use(const SvgScope *s, const XmlNode *target)
{
    for (; s; s = s->outer)
        if (s->used == target)
            return true;
    return false;
}

/* A picture that is used may get another size from there. */
static void use_viewport(Svg *svg, const XmlNode *use, const XmlNode *target, const SvgScope *s)
{
    SvgScope own = svg_scope(svg, target, s);
    SvgBox place = viewport_of(svg, xml_is(target, "svg") ? target : use, s), asked = viewport_of(svg, use, s);
    if (own.style.gone || !svg_place(svg, target, &own))
        return;
    if (xml_is(target, "symbol"))
        place.x = place.y = 0;
    if (xml_has(use, "width"))
        place.width = asked.width;
    if (xml_has(use, "height"))
        place.height = asked.height;
    svg_inner(svg, target, &own, place);
}

void svg_use(Svg *svg, const XmlNode *e, const SvgScope *s)
{
    const XmlNode *target = svg_target(svg, e);
    SvgScope inner = *s;
    if (!target)
        return;
    if (is_in_use(s, target)) {
        svg_not_drawn(svg, e, "it uses itself");
        return;
    }
    inner.outer = s;
    inner.used = target;
    inner.depth++;
    inner.matrix = matrix_moved(s->matrix, svg_across(svg, e, s, "x"), svg_down(svg, e, s, "y"));
    if (xml_is(target, "symbol") || xml_is(target, "svg"))
        use_viewport(svg, e, target, &inner);
    else
        svg_draw(svg, target, &inner);
}
