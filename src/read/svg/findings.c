/* What a picture has that is not drawn, each kind once, and its limits. */
#include "read/svg/svg_private.h"

/* True the first time. */
static bool is_new(Svg *svg, Code code, Str what)
{
    Str key = str_format(svg->a, "%d " STR_FMT, (int)code, STR_ARG(what));
    return map_put(svg->a, &svg->told, key, svg);
}

static Pos pos_of(const Svg *svg, const SvgProperty *p)
{
    const char *name = str_cdup(svg->a, p->name);
    return xml_has(p->element, name) ? xml_attr_pos(p->element, svg->file, name) : xml_pos(p->element, svg->file);
}

/* A value as a message can hold it. */
static Str shown(Str value)
{
    enum { LONGEST = 60 };
    return str_sub(value, 0, int_min(value.n, LONGEST));
}

void svg_not_drawn(Svg *svg, const XmlNode *e, const char *instead)
{
    if (is_new(svg, SVG003, xml_name(e)))
        diag(svg->r->diag, SVG003, xml_pos(e, svg->file), "<" STR_FMT "> is not drawn; %s", STR_ARG(xml_name(e)),
             instead);
}

void svg_not_understood(Svg *svg, const SvgProperty *p, const char *expected)
{
    if (is_new(svg, SVG004, str_format(svg->a, STR_FMT "=" STR_FMT, STR_ARG(p->name), STR_ARG(p->value))))
        diag(svg->r->diag, SVG004, pos_of(svg, p), "the " STR_FMT " of <" STR_FMT "> is \"" STR_FMT "\"; expected %s",
             STR_ARG(p->name), STR_ARG(xml_name(p->element)), STR_ARG(shown(p->value)), expected);
}

void svg_not_followed(Svg *svg, const SvgProperty *p)
{
    if (is_new(svg, SVG004, p->name))
        diag(svg->r->diag, SVG004, pos_of(svg, p), STR_FMT " on <" STR_FMT "> has no effect", STR_ARG(p->name),
             STR_ARG(xml_name(p->element)));
}

void svg_not_found(Svg *svg, const SvgProperty *p, Str id)
{
    if (!is_new(svg, SVG005, id))
        return;
    diag(svg->r->diag, SVG005, pos_of(svg, p), "<" STR_FMT "> refers to \"#" STR_FMT "\", which is not in this file",
         STR_ARG(xml_name(p->element)), STR_ARG(shown(id)));
    diag_nearest_key(svg->r->diag, id, &svg->ids);
}

void svg_refuse(Svg *svg, const XmlNode *e, Str what)
{
    svg->refused = true;
    diag(svg->r->diag, SVG002, xml_pos(e, svg->file), STR_FMT, STR_ARG(what));
}

bool svg_works(Svg *svg, const XmlNode *e, int work)
{
    svg->work += work;
    if (svg->full || (svg->work <= SVG_WORK_MOST && svg->segments <= SVG_SEGMENTS_MOST))
        return !svg->full;
    svg->full = true;
    diag(svg->r->diag, SVG006, xml_pos(e, svg->file),
         "the drawing has more than 500,000 lines and curves, or elements that are used too often; expected a simpler "
         "one");
    return false;
}
