/* Properties: from the attributes of an element, the rules that apply to it and its style attribute, in this order.
 *
 * The size of the font comes first, since other lengths may be given in it. A property that would change the drawing
 * and is not followed is reported; one that is not known is left alone, as editors write many of their own. */
#include "read/svg/svg_private.h"

#include "base/ascii.h"

typedef struct SvgSetting {
    Svg *svg;
    SvgStyle *style;
    const SvgScope *parent;
    bool sizes;     /* only the size of the font is wanted */
    bool important; /* only what is important */
    bool any;       /* something is */
} SvgSetting;

typedef bool ReadProperty(const SvgSetting *g, Str value);

/* ---- values ---- */

static bool read_opacity(Str value, double *out)
{
    SvgScan scan = {value, 0};
    double v;
    scan_space(&scan);
    if (!scan_number(&scan, &v))
        return false;
    if (scan_char(&scan, '%'))
        v /= 100;
    *out = v < 0 ? 0 : v > 1 ? 1 : v;
    return scan_end(&scan);
}

static SvgUnits units_of(const SvgSetting *g)
{
    return (SvgUnits){svg_diagonal(&g->parent->view), g->style->size};
}

static bool read_length(const SvgSetting *g, Str value, double *out)
{
    SvgUnits units = units_of(g);
    return svg_length(value, &units, out);
}

/* The place of a word in a list that ends with NULL, or -1. */
static int one_of(Str value, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (str_is(str_trim(value), words[i]))
            return i;
    return -1;
}

static bool read_yes(Str value, const char *no, const char *yes, bool *out)
{
    int at = one_of(value, (const char *const[]){no, yes, NULL});
    if (at >= 0)
        *out = at == 1;
    return at >= 0;
}

/* ---- properties ---- */

static bool set_fill(const SvgSetting *g, Str value)
{
    return svg_paint(value, &g->style->fill);
}

static bool set_stroke(const SvgSetting *g, Str value)
{
    return svg_paint(value, &g->style->stroke);
}

static bool set_stop(const SvgSetting *g, Str value)
{
    return svg_paint(value, &g->style->stop) && g->style->stop.kind != SVG_SERVER;
}

static bool set_colour(const SvgSetting *g, Str value)
{
    double opacity;
    if (str_eq_folded(str_trim(value), STR("currentColor")))
        return true;
    bool ok = svg_colour(value, &g->style->colour, &opacity);
    g->style->coloured |= ok;
    return ok;
}

static bool set_fill_opacity(const SvgSetting *g, Str value)
{
    return read_opacity(value, &g->style->fill_opacity);
}

static bool set_stroke_opacity(const SvgSetting *g, Str value)
{
    return read_opacity(value, &g->style->stroke_opacity);
}

static bool set_opacity(const SvgSetting *g, Str value)
{
    return read_opacity(value, &g->style->opacity);
}

static bool set_stop_opacity(const SvgSetting *g, Str value)
{
    return read_opacity(value, &g->style->stop_opacity);
}

static bool set_width(const SvgSetting *g, Str value)
{
    double width;
    bool ok = read_length(g, value, &width) && width >= 0;
    if (ok)
        g->style->width = width;
    return ok;
}

static bool set_miter(const SvgSetting *g, Str value)
{
    double miter;
    bool ok = svg_number(value, &miter) && miter >= 1;
    if (ok)
        g->style->miter = miter;
    return ok;
}

static bool set_dashes(const SvgSetting *g, Str value)
{
    enum { MOST = 64 };
    double dashes[MOST];
    SvgScan scan = {value, 0};
    SvgUnits units = units_of(g);
    int n = 0;
    g->style->dashes = (SvgDashes){0};
    if (str_is(str_trim(value), "none"))
        return true;
    for (scan_space(&scan); n < MOST && scan_length(&scan, &units, &dashes[n]); scan_comma(&scan))
        if (dashes[n++] < 0)
            return false;
    if (!scan_end(&scan))
        return false;
    g->style->dashes = (SvgDashes){arena_copy(g->svg->a, dashes, sizeof *dashes * (size_t)n), n};
    return true;
}

static bool set_dash_offset(const SvgSetting *g, Str value)
{
    return read_length(g, value, &g->style->dash_offset);
}

static bool set_join(const SvgSetting *g, Str value)
{
    int at = one_of(value, (const char *const[]){"miter", "round", "bevel", NULL});
    if (at >= 0)
        g->style->join = (VectorJoin)at;
    return at >= 0;
}

static bool set_cap(const SvgSetting *g, Str value)
{
    int at = one_of(value, (const char *const[]){"butt", "round", "square", NULL});
    if (at >= 0)
        g->style->cap = (VectorCap)at;
    return at >= 0;
}

static bool set_rule(const SvgSetting *g, Str value)
{
    return read_yes(value, "nonzero", "evenodd", &g->style->even_odd);
}

static bool set_clip_rule(const SvgSetting *g, Str value)
{
    return read_yes(value, "nonzero", "evenodd", &g->style->clip_even_odd);
}

static bool set_visibility(const SvgSetting *g, Str value)
{
    g->style->hidden = !str_is(str_trim(value), "visible");
    return true;
}

static bool set_display(const SvgSetting *g, Str value)
{
    g->style->gone = str_is(str_trim(value), "none");
    return true;
}

static bool set_overflow(const SvgSetting *g, Str value)
{
    g->style->overflows = str_is(str_trim(value), "visible") || str_is(str_trim(value), "auto");
    return true;
}

static bool set_families(const SvgSetting *g, Str value)
{
    g->style->families = str_trim(value);
    return true;
}

static bool set_size(const SvgSetting *g, Str value)
{
    static const char *const names[] = {"xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", NULL};
    static const double sizes[] = {9, 10, 13, 16, 18, 24, 32};
    double above = g->parent->style.size;
    int at = one_of(value, names);
    if (at >= 0)
        g->style->size = sizes[at];
    else if (str_is(str_trim(value), "larger") || str_is(str_trim(value), "smaller"))
        g->style->size = above * (str_is(str_trim(value), "larger") ? 1.2 : 1 / 1.2);
    else
        return svg_length(value, &(SvgUnits){above, above}, &g->style->size) && g->style->size >= 0;
    return true;
}

static bool set_weight(const SvgSetting *g, Str value)
{
    int above = g->parent->style.weight, weight;
    int at = one_of(value, (const char *const[]){"normal", "bold", "bolder", "lighter", NULL});
    if (at < 0 && (!str_to_int(str_trim(value), &weight) || weight < 1 || weight > 1000))
        return false;
    g->style->weight = at < 0 ? weight : at == 0 ? 400 : at == 1 ? 700 : at == 2 ? int_max(above, 700) : 300;
    return true;
}

static bool set_slope(const SvgSetting *g, Str value)
{
    int at = one_of(value, (const char *const[]){"normal", "italic", "oblique", NULL});
    if (at >= 0)
        g->style->italic = at > 0;
    return at >= 0;
}

static bool set_anchor(const SvgSetting *g, Str value)
{
    int at = one_of(value, (const char *const[]){"start", "middle", "end", NULL});
    if (at >= 0)
        g->style->anchor = (VectorAnchor)at;
    return at >= 0;
}

static bool set_letter_space(const SvgSetting *g, Str value)
{
    if (str_is(str_trim(value), "normal"))
        g->style->letter_space = 0;
    else
        return read_length(g, value, &g->style->letter_space);
    return true;
}

static bool set_baseline(const SvgSetting *g, Str value)
{
    static const char *const names[] = {"auto",    "baseline", "alphabetic",       "middle",      "central",
                                        "hanging", "text-top", "text-before-edge", "before-edge", NULL};
    static const VectorBaseline kinds[] = {BASELINE_ALPHABETIC, BASELINE_ALPHABETIC, BASELINE_ALPHABETIC,
                                           BASELINE_MIDDLE,     BASELINE_CENTRAL,    BASELINE_TOP,
                                           BASELINE_TOP,        BASELINE_TOP,        BASELINE_TOP};
    int at = one_of(value, names);
    if (at >= 0)
        g->style->baseline = kinds[at];
    return at >= 0;
}

/* From where text of the parent is. */
static bool set_raised(const SvgSetting *g, Str value)
{
    double by = 0, em = g->parent->style.size;
    int at = one_of(value, (const char *const[]){"baseline", "sub", "super", NULL});
    if (at < 0 && !svg_length(value, &(SvgUnits){em, em}, &by))
        return false;
    g->style->raised = g->parent->style.raised + (at == 1 ? -0.2 * em : at == 2 ? 0.4 * em : by);
    return true;
}

static bool set_decoration(const SvgSetting *g, Str value)
{
    g->style->underline = str_has_word(value, STR("underline"));
    g->style->strike = str_has_word(value, STR("line-through"));
    return true;
}

static bool set_reference(Str value, Str *id)
{
    Str behind;
    *id = (Str){0};
    return str_is(str_trim(value), "none") || svg_url(value, id, &behind);
}

static bool set_blend(const SvgSetting *g, Str value)
{
    static const char *const names[] = {"normal",     "multiply",    "screen",     "overlay",    "darken",
                                        "lighten",    "color-dodge", "color-burn", "hard-light", "soft-light",
                                        "difference", "exclusion",   "hue",        "saturation", "color",
                                        "luminosity", NULL};
    int at = one_of(value, names);
    if (at >= 0)
        g->style->blend = (VectorBlend)at;
    return at >= 0;
}

static bool set_alone(const SvgSetting *g, Str value)
{
    return read_yes(value, "auto", "isolate", &g->style->alone);
}

/* Markers are drawn last in any case. */
static bool set_order(const SvgSetting *g, Str value)
{
    int fill = str_find(value, "fill"), stroke = str_find(value, "stroke"), markers = str_find(value, "markers");
    g->style->stroke_first = stroke >= 0 && (fill < 0 || stroke < fill);
    return str_is(value, "normal") || ((fill >= 0 || stroke >= 0) && (markers < 0 || markers > int_max(fill, stroke)));
}

static bool set_fixed(const SvgSetting *g, Str value)
{
    return read_yes(value, "none", "non-scaling-stroke", &g->style->fixed);
}

static bool set_transform(const SvgSetting *g, Str value)
{
    g->style->transform = value; /* mistakes are reported where it is used */
    return true;
}

static bool set_clip(const SvgSetting *g, Str value)
{
    return set_reference(value, &g->style->clip);
}

static bool set_marker_start(const SvgSetting *g, Str value)
{
    return set_reference(value, &g->style->marker_start);
}

static bool set_marker_mid(const SvgSetting *g, Str value)
{
    return set_reference(value, &g->style->marker_mid);
}

static bool set_marker_end(const SvgSetting *g, Str value)
{
    return set_reference(value, &g->style->marker_end);
}

static bool set_markers(const SvgSetting *g, Str value)
{
    return set_marker_start(g, value) && set_marker_mid(g, value) && set_marker_end(g, value);
}

#define FIELD(name) offsetof(SvgStyle, name), sizeof(((SvgStyle *)0)->name)

static const struct {
    const char *name;
    ReadProperty *set;
    size_t at, size; /* of its field */
    const char *expected;
} properties[] = {
    {"fill", set_fill, FIELD(fill), "a colour, none or the id of a gradient"},
    {"stroke", set_stroke, FIELD(stroke), "a colour, none or the id of a gradient"},
    {"color", set_colour, FIELD(colour), "a colour"},
    {"fill-opacity", set_fill_opacity, FIELD(fill_opacity), "0 to 1"},
    {"stroke-opacity", set_stroke_opacity, FIELD(stroke_opacity), "0 to 1"},
    {"opacity", set_opacity, FIELD(opacity), "0 to 1"},
    {"stroke-width", set_width, FIELD(width), "a length"},
    {"stroke-miterlimit", set_miter, FIELD(miter), "a number of 1 or more"},
    {"stroke-dasharray", set_dashes, FIELD(dashes), "none or lengths"},
    {"stroke-dashoffset", set_dash_offset, FIELD(dash_offset), "a length"},
    {"stroke-linejoin", set_join, FIELD(join), "miter, round or bevel"},
    {"stroke-linecap", set_cap, FIELD(cap), "butt, round or square"},
    {"fill-rule", set_rule, FIELD(even_odd), "nonzero or evenodd"},
    {"clip-rule", set_clip_rule, FIELD(clip_even_odd), "nonzero or evenodd"},
    {"visibility", set_visibility, FIELD(hidden), ""},
    {"display", set_display, FIELD(gone), ""},
    {"overflow", set_overflow, FIELD(overflows), ""},
    {"font-family", set_families, FIELD(families), ""},
    {"font-size", set_size, FIELD(size), "a length"},
    {"font-weight", set_weight, FIELD(weight), "normal, bold or 100 to 900"},
    {"font-style", set_slope, FIELD(italic), "normal or italic"},
    {"text-anchor", set_anchor, FIELD(anchor), "start, middle or end"},
    {"letter-spacing", set_letter_space, FIELD(letter_space), "a length"},
    {"dominant-baseline", set_baseline, FIELD(baseline), "alphabetic, middle, central or hanging"},
    {"alignment-baseline", set_baseline, FIELD(baseline), "alphabetic, middle, central or hanging"},
    {"baseline-shift", set_raised, FIELD(raised), "sub, super or a length"},
    {"text-decoration", set_decoration, FIELD(underline), ""},
    {"text-decoration-line", set_decoration, FIELD(underline), ""},
    {"mix-blend-mode", set_blend, FIELD(blend), "a mode such as multiply"},
    {"isolation", set_alone, FIELD(alone), "auto or isolate"},
    {"paint-order", set_order, FIELD(stroke_first), "fill and stroke, then markers"},
    {"vector-effect", set_fixed, FIELD(fixed), "none or non-scaling-stroke"},
    {"transform", set_transform, FIELD(transform), ""},
    {"clip-path", set_clip, FIELD(clip), "none or the id of a <clipPath>"},
    {"marker", set_markers, FIELD(marker_start), "none or the id of a <marker>"},
    {"marker-start", set_marker_start, FIELD(marker_start), "none or the id of a <marker>"},
    {"marker-mid", set_marker_mid, FIELD(marker_mid), "none or the id of a <marker>"},
    {"marker-end", set_marker_end, FIELD(marker_end), "none or the id of a <marker>"},
    {"stop-color", set_stop, FIELD(stop), "a colour"},
    {"stop-opacity", set_stop_opacity, FIELD(stop_opacity), "0 to 1"},
};

/* Those that would change the drawing, with the value that does not. */
static const struct {
    const char *name, *harmless, *other;
} left_out[] = {
    {"filter", "none", ""},
    {"mask", "none", ""},
    {"writing-mode", "lr-tb", "horizontal-tb"},
    {"writing-mode", "lr", ""},
    {"word-spacing", "normal", "0"},
    {"text-transform", "none", ""},
    {"font-variant", "normal", ""},
    {"font", "", ""},
    {"clip", "auto", ""},
    {"direction", "ltr", ""},
    {"kerning", "auto", ""},
};

static void set_property(const SvgSetting *g, int i, const SvgProperty *p)
{
    Str value = str_trim(p->value);
    if (str_is(value, "inherit"))
        memcpy((char *)g->style + properties[i].at, (const char *)&g->parent->style + properties[i].at,
               properties[i].size);
    else if (!properties[i].set(g, value))
        svg_not_understood(g->svg, p, properties[i].expected);
}

static void look_at_left_out(const SvgSetting *g, const SvgProperty *p)
{
    bool known = false;
    Str value = str_trim(p->value);
    for (int i = 0; i < COUNT(left_out); i++) {
        if (!str_is(p->name, left_out[i].name))
            continue;
        known = true;
        if (str_is(value, left_out[i].harmless) || str_is(value, left_out[i].other))
            return;
    }
    if (known)
        svg_not_followed(g->svg, p);
}

static void set_one(void *self, const SvgProperty *p)
{
    SvgSetting *g = self;
    bool size = str_is(p->name, "font-size");
    g->any = g->any || p->important;
    if (g->sizes != size || (g->important && !p->important))
        return;
    for (int i = 0; i < COUNT(properties); i++) {
        if (!str_is(p->name, properties[i].name))
            continue;
        set_property(g, i, p);
        return;
    }
    look_at_left_out(g, p);
}

/* ---- an element ---- */

SvgStyle svg_initial_style(void)
{
    return (SvgStyle){.fill = {.kind = SVG_COLOUR, .opacity = 1},
                      .stop = {.kind = SVG_COLOUR, .opacity = 1},
                      .fill_opacity = 1,
                      .stroke_opacity = 1,
                      .opacity = 1,
                      .stop_opacity = 1,
                      .width = 1,
                      .miter = 4,
                      .weight = 400,
                      .size = 16};
}

/* What an element does not inherit. */
static void reset_own(SvgStyle *s)
{
    s->opacity = s->stop_opacity = 1;
    s->gone = s->overflows = s->alone = s->fixed = false;
    s->blend = BLEND_NORMAL;
    s->clip = s->transform = (Str){0};
    s->stop = (SvgPaint){.kind = SVG_COLOUR, .opacity = 1};
}

/* Properties that are no attributes. */
static bool is_of_styles_alone(Str name)
{
    static const char *const names[] = {"mix-blend-mode", "isolation", "marker", "font"};
    for (int i = 0; i < COUNT(names); i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

static void set_all(SvgSetting *g, const XmlNode *e)
{
    enum { ATTRIBUTES_MOST = 200 };
    Str names[ATTRIBUTES_MOST], values[ATTRIBUTES_MOST];
    SvgProperty style = {STR("style"), svg_attr(g->svg, e, "style"), e, false};
    int n = xml_attrs(g->svg->r, e, names, values, ATTRIBUTES_MOST);
    g->any = g->important = false;
    for (int i = 0; i < n; i++)
        if (!is_of_styles_alone(names[i]))
            set_one(g, &(SvgProperty){names[i], values[i], e, false});
    for (int round = 0; round < 1 + g->any; round++) {
        g->important = round == 1;
        svg_rules_apply(g->svg, e, set_one, g);
        svg_declarations(g->svg, &style, set_one, g);
    }
}

SvgStyle svg_style_of(Svg *svg, const XmlNode *e, const SvgScope *parent)
{
    SvgStyle style = parent->style;
    SvgSetting g = {.svg = svg, .style = &style, .parent = parent, .sizes = true};
    reset_own(&style);
    set_all(&g, e);
    g.sizes = false;
    set_all(&g, e);
    Str space = svg_attr(svg, e, "xml:space");
    if (space.n)
        style.preserve = str_is(space, "preserve");
    return style;
}

SvgStyle svg_style_above(Svg *svg, const XmlNode *e, const SvgScope *scope)
{
    const XmlNode *above[SVG_DEPTH_MOST];
    int n = 0;
    SvgScope at = *scope;
    at.style = svg_initial_style();
    for (e = xml_parent(e); e && n < SVG_DEPTH_MOST; e = xml_parent(e))
        above[n++] = e;
    svg_works(svg, svg->root, n);
    while (n > 0)
        at.style = svg_style_of(svg, above[--n], &at);
    return at.style;
}
