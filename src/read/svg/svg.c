/* An SVG file: its tree is looked through once for ids, style sheets, and what must not be in it, then drawn.
 *
 * A picture is data. A script in it, an attribute that calls one, or a reference to another file or address is an error
 * wherever it is, drawn or not: somebody who is sent the PDF must see what its author saw. */
#include "read/svg/svg.h"

#include <math.h>

#include "read/svg/svg_private.h"

#include "base/ascii.h"

#define SVG_SPACE "http://www.w3.org/2000/svg"
#define HUNDREDTHS 100

/* ---- looking things up ---- */

Str svg_attr(const Svg *svg, const XmlNode *e, const char *name)
{
    return xml_attr(svg->r, e, name);
}

double svg_measure(Svg *svg, const XmlNode *e, const SvgScope *s, SvgMeasure measure)
{
    double v;
    Str value = svg_attr(svg, e, measure.name);
    if (!value.n || str_is(value, "auto"))
        return measure.otherwise;
    if (svg_length(value, &(SvgUnits){measure.percent, s->style.size}, &v))
        return v;
    svg_not_understood(svg, &(SvgProperty){str_c(measure.name), value, e, false}, "a length");
    return measure.otherwise;
}

double svg_across(Svg *svg, const XmlNode *e, const SvgScope *s, const char *name)
{
    return svg_measure(svg, e, s, (SvgMeasure){name, s->view.width, 0});
}

double svg_down(Svg *svg, const XmlNode *e, const SvgScope *s, const char *name)
{
    return svg_measure(svg, e, s, (SvgMeasure){name, s->view.height, 0});
}

double svg_diagonal(const SvgView *view)
{
    return sqrt((view->width * view->width + view->height * view->height) / 2);
}

int svg_palette(Svg *svg, VectorColour colour)
{
    char key[3] = {(char)colour.r, (char)colour.g, (char)colour.b};
    Str name = {key, sizeof key};
    int found = map_number(&svg->colours, name);
    if (found >= 0)
        return found;
    map_put_number(svg->a, &svg->colours, str_dup(svg->a, name), svg->palette.n);
    VEC_PUSH(svg->a, &svg->palette, colour);
    return svg->palette.n - 1;
}

int svg_current(Svg *svg)
{
    if (svg->current == VECTOR_NONE) {
        svg->current = svg->palette.n;
        VEC_PUSH(svg->a, &svg->palette, (VectorColour){0});
    }
    return svg->current;
}

const XmlNode *svg_found(Svg *svg, Str id)
{
    return id.n ? map_find(&svg->ids, id) : NULL;
}

const XmlNode *svg_target(Svg *svg, const XmlNode *e)
{
    Str href = str_trim(svg_attr(svg, e, "href"));
    SvgProperty p = {STR("href"), href, e, false};
    const XmlNode *target = str_starts(href, "#") ? svg_found(svg, str_sub(href, 1, href.n)) : NULL;
    if (!target && !href.n)
        svg_not_understood(svg, &p, "the id of an element, as in #tree");
    else if (!target)
        svg_not_found(svg, &p, str_starts(href, "#") ? str_sub(href, 1, href.n) : href);
    return target;
}

/* ---- what must not be there ---- */

static bool is_event(Str name)
{
    return name.n > 2 && str_starts(name, "on") && is_lower(name.p[2]);
}

/* A link is only followed by a person; all else is loaded. */
static bool leads_out(const XmlNode *e, Str name, Str value)
{
    value = str_trim(value);
    bool href = str_is(name, "href") || str_is(name, "src");
    if (!href || str_starts(value, "#") || !value.n || str_starts(value, "data:"))
        return false;
    return !xml_is(e, "a") || str_eq_folded(str_sub(value, 0, 11), STR("javascript:"));
}

/* "url(…)" or "@import" of something that is not in the file. */
static bool loads(Str css)
{
    for (int at; (at = str_find(css, "url(")) >= 0;) {
        css = str_sub(css, at + 4, css.n);
        SvgScan scan = {css, 0};
        scan_space(&scan);
        if (!scan_char(&scan, '"'))
            scan_char(&scan, '\'');
        Str inside = str_sub(css, scan.at, css.n);
        if (!str_starts(inside, "#") && !str_starts(inside, "data:"))
            return true;
    }
    return false;
}

static void look_at_attributes(Svg *svg, const XmlNode *e)
{
    enum { ATTRIBUTES_MOST = 200 };
    Str names[ATTRIBUTES_MOST], values[ATTRIBUTES_MOST];
    int n = xml_attrs(svg->r, e, names, values, ATTRIBUTES_MOST);
    for (int i = 0; i < n; i++) {
        if (is_event(names[i]))
            svg_refuse(svg, e,
                       str_format(svg->a, "the attribute " STR_FMT " of <" STR_FMT "> is a script; expected none",
                                  STR_ARG(names[i]), STR_ARG(xml_name(e))));
        else if (leads_out(e, names[i], values[i]) || loads(values[i]))
            svg_refuse(svg, e,
                       str_format(svg->a,
                                  "<" STR_FMT "> refers to \"" STR_FMT "\", which is not in this file; expected #id",
                                  STR_ARG(xml_name(e)), STR_ARG(str_sub(values[i], 0, 80))));
    }
}

static void look_at_style(Svg *svg, const XmlNode *e)
{
    Str sheet = xml_text(svg->r, e), type = svg_attr(svg, e, "type");
    if (loads(sheet) || str_find(sheet, "@import") >= 0)
        svg_refuse(svg, e, STR("this style sheet loads another file; expected only rules"));
    else if (!type.n || str_is(type, "text/css"))
        svg_rules_add(svg, e);
}

static const XmlNode *element_after(const XmlNode *e, const XmlNode *root)
{
    if (xml_first(e))
        return xml_first(e);
    while (e != root && !xml_next(e))
        e = xml_parent(e);
    return e == root ? NULL : xml_next(e);
}

static void look_through(Svg *svg)
{
    for (const XmlNode *e = svg->root; e && svg_works(svg, e, 1); e = element_after(e, svg->root)) {
        Str id = svg_attr(svg, e, "id");
        if (id.n && !map_find(&svg->ids, id))
            map_put(svg->a, &svg->ids, id, (void *)e);
        look_at_attributes(svg, e);
        if (xml_is(e, "script") || xml_is(e, "handler"))
            svg_refuse(svg, e, STR("this picture has a script; expected none"));
        else if (xml_is(e, "style"))
            look_at_style(svg, e);
    }
}

/* ---- size ---- */

/* A side that is given as a length, in pixels; 0: it is not. */
static double side(const Svg *svg, const char *name)
{
    double v = 0;
    Str value = str_trim(svg_attr(svg, svg->root, name));
    if (str_ends(value, "%") || !svg_length(value, &(SvgUnits){0, 16}, &v) || !(v > 0))
        return 0;
    return v;
}

/* The box is that of the viewBox; without one, it is as large as the picture. */
static bool measure(const Svg *svg, SvgView *size, SvgBox *box)
{
    bool boxed = svg_view_box(svg_attr(svg, svg->root, "viewBox"), box) && box->width > 0 && box->height > 0;
    *size = (SvgView){side(svg, "width"), side(svg, "height")};
    if (boxed && !(size->width > 0))
        size->width = size->height > 0 ? size->height * box->width / box->height : box->width;
    if (boxed && !(size->height > 0))
        size->height = size->width * box->height / box->width;
    if (!boxed)
        *box = (SvgBox){0, 0, size->width, size->height};
    double longer = size->width > size->height ? size->width : size->height;
    double shorter = size->width < size->height ? size->width : size->height;
    return shorter > 0 && shorter * 10000 > longer;
}

static int hundredths(double side, double longest)
{
    double most = (double)PICTURE_SIDE_MOST;
    side *= longest > most ? most / longest : longest < 1 ? 1 / longest : 1;
    return int_max((int)(side * HUNDREDTHS + 0.5), 1);
}

/* ---- the picture ---- */

static const XmlNode *root_of(const Reader *r, Str bytes, int file)
{
    const XmlNode *root = xml_read_foreign(r, bytes, &(XmlVocabulary){SVG_SPACE, file});
    if (!root || xml_is(root, "svg"))
        return root;
    Str name = xml_name(root);
    if (str_starts(name, ":"))
        name = str_sub(name, 1, name.n);
    diag(r->diag, SVG001, xml_pos(root, file),
         "the root element is <" STR_FMT ">; expected <svg xmlns=\"" SVG_SPACE "\">", STR_ARG(name));
    return NULL;
}

static void draw_root(Svg *svg, SvgView size, const SvgBox *box, Vector *out)
{
    double scale = VECTOR_SIDE / (double)LEN_PT / (size.width > size.height ? size.width : size.height);
    svg->scale = scale;
    SvgView place = {size.width * scale, size.height * scale};
    SvgScope outside = {.style = svg_initial_style(), .view = size, .matrix = svg_identity};
    SvgScope own = svg_scope(svg, svg->root, &outside);
    Str aspect = svg_attr(svg, svg->root, "preserveAspectRatio");
    if (!svg_fit(box, place, aspect, &own.matrix))
        svg_not_understood(svg, &(SvgProperty){STR("preserveAspectRatio"), aspect, svg->root, false},
                           "as xMidYMid meet");
    own.view = (SvgView){box->width, box->height};
    out->width = svg_len(place.width);
    out->height = svg_len(place.height);
    if (!own.style.gone)
        svg_draw_as_one(svg, svg->root, &own);
}

const Vector *svg_read(const Reader *r, Str bytes, int file, int *width, int *height)
{
    Svg svg = {.r = r,
               .a = r->job,
               .file = file,
               .root = root_of(r, bytes, file),
               .rules = svg_rules_new(r->job),
               .current = VECTOR_NONE};
    SvgView size;
    SvgBox box;
    if (!svg.root)
        return NULL;
    if (!measure(&svg, &size, &box)) {
        diag(r->diag, SVG001, xml_pos(svg.root, file),
             "the picture has no size; expected a viewBox, or a width and a height");
        return NULL;
    }
    Vector *out = NEW(r->job, Vector);
    look_through(&svg);
    if (svg.refused)
        return NULL;
    draw_root(&svg, size, &box, out);
    if (svg.full)
        return NULL;
    double longer = size.width > size.height ? size.width : size.height;
    *width = hundredths(size.width, longer);
    *height = hundredths(size.height, longer);
    out->colours = svg.palette.at, out->ncolours = svg.palette.n;
    out->current = svg.current;
    out->marks = svg.marks.at, out->nmarks = svg.marks.n;
    out->file = file;
    return out;
}

/* An element of that name, after a declaration, comments or a DOCTYPE; or such a declaration of XML alone, of which the
 * reader says what is wrong. */
bool svg_is(Str bytes)
{
    enum { HEAD = 4096 };
    if (str_starts(bytes, "\xEF\xBB\xBF"))
        bytes = str_sub(bytes, 3, bytes.n);
    SvgScan scan = {bytes, 0};
    scan_space(&scan);
    Str rest = str_sub(bytes, scan.at, bytes.n);
    if (str_starts(rest, "<?xml") || str_starts(rest, "<!"))
        return str_starts(rest, "<?xml") || str_find(str_sub(rest, 0, HEAD), "<svg") >= 0;
    if (!scan_char(&scan, '<'))
        return false;
    Str name = scan_name(&scan);
    return str_is(name, "svg") || (scan_char(&scan, ':') && str_is(scan_name(&scan), "svg"));
}
