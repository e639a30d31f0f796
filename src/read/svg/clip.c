/* Clip paths. Several shapes in one are a single outline that winds one way round, so that where they overlap, they do
 * not cancel each other. */
#include "read/svg/svg_private.h"

enum { CLIPS_MOST = 8 };

typedef struct SvgClipping {
    Svg *svg;
    const SvgPainted *p;
    VectorOutline clips[CLIPS_MOST];
    int n;
    bool empty; /* one of them has no shapes */
} SvgClipping;

/* The shapes of one <clipPath>. */
typedef struct SvgCutout {
    Svg *svg;
    VEC(PathSeg) segs;
    int shapes;
    bool even_odd;
} SvgCutout;

static void add_outline(SvgCutout *c, const SvgOutline *o, const SvgScope *own)
{
    SvgOutline turned = outline_area(o) * (own->matrix.a * own->matrix.d - own->matrix.b * own->matrix.c) < 0
                            ? outline_reversed(c->svg->a, o)
                            : *o;
    VectorOutline drawn = outline_drawn(c->svg->a, &turned, &own->matrix);
    for (int i = 0; i < drawn.n; i++)
        VEC_PUSH(c->svg->a, &c->segs, drawn.segs[i]);
    c->shapes += o->n > 0;
    c->even_odd = c->even_odd || own->style.clip_even_odd;
}

static void add_shape(SvgCutout *c, const XmlNode *e, const SvgScope *parent)
{
    SvgScope own = svg_scope(c->svg, e, parent);
    SvgOutline o = {0};
    if (own.style.gone || own.style.hidden || !svg_place(c->svg, e, &own))
        return;
    if (own.style.clip.n)
        svg_not_followed(c->svg, &(SvgProperty){STR("clip-path"), own.style.clip, e, false});
    if (svg_shape(c->svg, e, &own, &o))
        add_outline(c, &o, &own);
    else if (!svg_is_shape(e))
        svg_not_drawn(c->svg, e, "expected shapes and paths in a <clipPath>");
}

static void add_used(SvgCutout *c, const XmlNode *e, const SvgScope *parent)
{
    SvgScope own = svg_scope(c->svg, e, parent);
    const XmlNode *target = svg_target(c->svg, e);
    if (!target || own.style.gone || !svg_place(c->svg, e, &own))
        return;
    own.matrix = matrix_moved(own.matrix, svg_across(c->svg, e, &own, "x"), svg_down(c->svg, e, &own, "y"));
    add_shape(c, target, &own);
}

static void add_cutout(SvgClipping *k, const XmlNode *clip, const SvgScope *scope)
{
    SvgCutout c = {.svg = k->svg};
    for (const XmlNode *e = xml_first(clip); e; e = xml_next(e)) {
        if (xml_is(e, "use"))
            add_used(&c, e, scope);
        else if (!xml_is(e, "title") && !xml_is(e, "desc"))
            add_shape(&c, e, scope);
    }
    k->empty = k->empty || c.segs.n == 0;
    if (c.even_odd && c.shapes > 1)
        svg_not_understood(k->svg, &(SvgProperty){STR("clip-rule"), STR("evenodd"), clip, false},
                           "one shape, or nonzero");
    if (c.segs.n)
        k->clips[k->n++] = (VectorOutline){c.segs.at, c.segs.n, c.even_odd && c.shapes == 1};
}

static bool set_units(SvgClipping *k, const XmlNode *clip, SvgScope *scope)
{
    const SvgBox *box = k->p->box;
    if (!svg_place(k->svg, clip, scope))
        return false;
    if (!str_is(svg_attr(k->svg, clip, "clipPathUnits"), "objectBoundingBox"))
        return true;
    if (!box) {
        svg_not_understood(k->svg, &(SvgProperty){STR("clipPathUnits"), STR("objectBoundingBox"), clip, false},
                           "userSpaceOnUse where it clips a group or text");
        return false;
    }
    scope->matrix = matrix_scaled(matrix_moved(scope->matrix, box->x, box->y), box->width, box->height);
    scope->view = (SvgView){1, 1};
    return true;
}

/* The clip, and what clips that. */
static void add_clips(SvgClipping *k, const XmlNode *user, Str id)
{
    while (id.n && k->n < CLIPS_MOST) {
        const XmlNode *clip = svg_found(k->svg, id);
        if (!clip || !xml_is(clip, "clipPath")) {
            svg_not_found(k->svg, &(SvgProperty){.name = STR("clip-path"), .element = user}, id);
            return;
        }
        SvgScope plain = *k->p->scope;
        plain.style = svg_style_above(k->svg, clip, k->p->scope);
        SvgScope scope = svg_scope(k->svg, clip, &plain);
        if (!set_units(k, clip, &scope))
            return;
        add_cutout(k, clip, &scope);
        id = scope.style.clip;
        user = clip;
        if (k->empty)
            return;
    }
}

int svg_clips(Svg *svg, const SvgPainted *p, const VectorOutline **out)
{
    SvgClipping k = {.svg = svg, .p = p};
    if (!p->scope->style.clip.n)
        return 0;
    add_clips(&k, p->element, p->scope->style.clip);
    *out = arena_copy(svg->a, k.clips, sizeof *k.clips * (size_t)k.n);
    return k.empty ? -1 : k.n;
}
