/* Private to the reader of SVG files. */
#ifndef READ_SVG_SVG_PRIVATE_H
#define READ_SVG_SVG_PRIVATE_H

#include "base/map.h"
#include "base/vec.h"
#include "doc/picture/vector.h"
#include "read/svg/geometry/geometry.h"
#include "read/svg/svg.h"
#include "read/xml/xml.h"

/* ---- colours: colour.c ---- */

typedef enum SvgPaintKind { SVG_NONE, SVG_COLOUR, SVG_CURRENT, SVG_SERVER } SvgPaintKind;

typedef struct SvgPaint {
    SvgPaintKind kind;
    VectorColour colour;
    double opacity; /* of the colour: rgba() */
    Str server;     /* id of what paints */
    bool otherwise; /* the server is followed by a colour, or by none */
    SvgPaintKind other;
} SvgPaint;

bool svg_colour(Str s, VectorColour *out, double *opacity);
bool svg_paint(Str s, SvgPaint *out);
/* "url(#id)": its id. */
bool svg_url(Str s, Str *id, Str *behind);

/* ---- properties: style.c, rules.c ---- */

typedef struct SvgDashes {
    const double *at;
    int n;
} SvgDashes;

typedef struct SvgStyle {
    /* inherited */
    SvgPaint fill, stroke;
    VectorColour colour;
    bool coloured; /* the file gives the colour */
    double fill_opacity, stroke_opacity;
    double width, miter, dash_offset;
    SvgDashes dashes;
    VectorJoin join;
    VectorCap cap;
    bool even_odd, clip_even_odd, hidden, preserve;
    Str families;
    int weight;
    bool italic;
    double size, letter_space;
    VectorAnchor anchor;
    VectorBaseline baseline;
    bool underline, strike;
    bool stroke_first; /* under the fill */
    bool fixed;        /* strokes do not scale */
    Str marker_start, marker_mid, marker_end;
    /* of one element */
    double opacity, raised;
    bool gone, overflows, alone;
    VectorBlend blend;
    Str clip, transform;
    SvgPaint stop;
    double stop_opacity;
} SvgStyle;

typedef struct SvgRules SvgRules;
typedef struct Svg Svg;

/* What an element inherits from, and where it is drawn. */
typedef struct SvgScope {
    SvgStyle style;
    VectorMatrix matrix; /* to the picture's space */
    SvgView view;
    int depth;
    const struct SvgScope *outer; /* of a use: the scope that it stands in; else that of the use, or NULL */
    const XmlNode *used;          /* what is being used here */
} SvgScope;

SvgStyle svg_initial_style(void);
/* What an element inherits in the file: for what is drawn elsewhere than it stands, such as markers. */
SvgStyle svg_style_above(Svg *svg, const XmlNode *e, const SvgScope *scope);
/* The computed style of an element below `parent`. */
SvgStyle svg_style_of(Svg *svg, const XmlNode *e, const SvgScope *parent);

/* A property or an attribute with its value, and the element that has it. */
typedef struct SvgProperty {
    Str name, value;
    const XmlNode *element;
    bool important;
} SvgProperty;
SvgRules *svg_rules_new(Arena *a);
/* Adds the rules of a <style>. */
void svg_rules_add(Svg *svg, const XmlNode *style);
/* Calls `set` for the declarations that apply to an element, weakest first. */
typedef void SvgSet(void *self, const SvgProperty *property);
void svg_rules_apply(Svg *svg, const XmlNode *e, SvgSet *set, void *self);
void svg_declarations(Svg *svg, const SvgProperty *style, SvgSet *set, void *self); /* those of a style attribute */

/* ---- a picture ---- */

enum {
    SVG_DEPTH_MOST = 200,       /* elements in elements, with those that are used */
    SVG_SEGMENTS_MOST = 500000, /* of outlines; with what is used several times */
    SVG_WORK_MOST = 4000000,    /* elements visited and rules compared */
};

struct Svg {
    const Reader *r;
    Arena *a;
    int file;
    const XmlNode *root;
    Map ids;
    SvgRules *rules;
    Map colours, told;
    VEC(VectorColour) palette;
    int current; /* Vector.current */
    VEC(VectorMark) marks;
    double scale; /* from pixels to the picture's space */
    int segments, work;
    bool full, refused; /* a limit was reached; there is an error */
};

/* findings.c: each once for each name. */
void svg_not_drawn(Svg *svg, const XmlNode *e, const char *instead);
void svg_not_understood(Svg *svg, const SvgProperty *property, const char *expected);
void svg_not_followed(Svg *svg, const SvgProperty *property);
void svg_not_found(Svg *svg, const SvgProperty *property, Str id);
void svg_refuse(Svg *svg, const XmlNode *e, Str what);
/* Counts work. False: there was too much of it, which has been reported. */
bool svg_works(Svg *svg, const XmlNode *e, int work);

Str svg_attr(const Svg *svg, const XmlNode *e, const char *name);
/* A length, or `otherwise` when it is absent or is none, which is reported. */
typedef struct SvgMeasure {
    const char *name;
    double percent, otherwise;
} SvgMeasure;
double svg_measure(Svg *svg, const XmlNode *e, const SvgScope *s, SvgMeasure measure);
double svg_across(Svg *svg, const XmlNode *e, const SvgScope *s, const char *name);
double svg_down(Svg *svg, const XmlNode *e, const SvgScope *s, const char *name);
double svg_diagonal(const SvgView *view); /* what lengths that are neither are percentages of */
int svg_palette(Svg *svg, VectorColour colour);
int svg_current(Svg *svg);                  /* the number of the colour of the words around the picture */
const XmlNode *svg_found(Svg *svg, Str id); /* or NULL */
/* The element that an href names; NULL: there is none, which has been reported. */
const XmlNode *svg_target(Svg *svg, const XmlNode *e);

/* shape.c: the outline of a basic shape or a path. False: it is no shape. */
bool svg_shape(Svg *svg, const XmlNode *e, const SvgScope *s, SvgOutline *o);
bool svg_is_shape(const XmlNode *e);

/* What is painted: its own scope and its bounds before they are transformed. */
typedef struct SvgPainted {
    const XmlNode *element;
    const SvgScope *scope;
    const SvgBox *box;
} SvgPainted;
/* paint.c. `what`: "fill" or "stroke". */
VectorPaint svg_painted(Svg *svg, const SvgPainted *p, const SvgPaint *paint, const char *what);
VectorStroke svg_stroke(Svg *svg, const SvgPainted *p, double scale);
int svg_thousandths(double opacity);
/* gradient.c. False: the element is no gradient. */
bool svg_gradient(Svg *svg, const SvgPainted *p, const XmlNode *server, VectorPaint *out);
/* clip.c. The outlines that clip what is painted; how many, or -1: nothing is left of it. box may be NULL: its bounds
 * are unknown. */
int svg_clips(Svg *svg, const SvgPainted *p, const VectorOutline **out);
/* text.c */
void svg_text(Svg *svg, const XmlNode *e, const SvgScope *s);
/* draw.c */
void svg_draw(Svg *svg, const XmlNode *e, const SvgScope *parent);
/* The children, as one where the element has a clip or an opacity. */
void svg_draw_as_one(Svg *svg, const XmlNode *e, const SvgScope *own);
void svg_draw_within(Svg *svg, const XmlNode *e, const SvgScope *own);
/* Marks up to svg_end are drawn through clips. The number of the mark, which svg_end needs. */
int svg_begin(Svg *svg, const VectorOutline *clips, int nclips);
void svg_end(Svg *svg, int begun);
SvgScope svg_scope(Svg *svg, const XmlNode *e, const SvgScope *parent); /* of an element, without its transform */
bool svg_place(Svg *svg, const XmlNode *e, SvgScope *own);              /* with it; false: it flattens everything */
/* use.c: what is used, and pictures within the picture. */
void svg_use(Svg *svg, const XmlNode *e, const SvgScope *s);
void svg_inner(Svg *svg, const XmlNode *e, const SvgScope *s, SvgBox place); /* place: its viewport in s */
void svg_nested(Svg *svg, const XmlNode *e, const SvgScope *s);
/* marker.c */
void svg_markers(Svg *svg, const SvgPainted *p, const SvgOutline *o);

#endif
