/* A vector picture: what an SVG file draws, as a flat list of marks in painting order.
 *
 * Everything is in the picture's own space: its longer side is VECTOR_SIDE, x and y count from its top left corner, y
 * downwards. So a place is exact to a millionth of the picture, whatever the units of the file, and the list fits any
 * size on a page. Inherited properties, units, uses and transforms have been worked out. Matrices have fractions,
 * which lengths do not. */
#ifndef DOC_PICTURE_VECTOR_H
#define DOC_PICTURE_VECTOR_H

#include "base/base.h"
#include "base/str.h"

/* Outlines, here and in templates: each point in full. */
typedef enum PathOp { PATH_MOVE = 'M', PATH_LINE = 'L', PATH_CURVE = 'C', PATH_CLOSE = 'Z' } PathOp;
typedef struct PathSeg {
    PathOp op;
    Len x[3], y[3]; /* MOVE, LINE use [0]; CURVE its two controls and its end */
} PathSeg;

#define VECTOR_SIDE PT(1000)
enum { VECTOR_OPAQUE = 1000 }; /* opacities are in thousandths */

/* x' = a x + c y + e, y' = b x + d y + f. */
typedef struct VectorMatrix {
    double a, b, c, d, e, f;
} VectorMatrix;

typedef struct VectorColour {
    uint8_t r, g, b;
} VectorColour;

typedef struct VectorStop {
    double at; /* 0 to 1; no less than the stop before */
    int colour, opacity;
} VectorStop;

/* Linear from (x0, y0) to (x1, y1), or radial from a circle round the first to one round the second. The colours of
 * its ends go on outside. */
typedef struct VectorGradient {
    bool radial;
    double x0, y0, r0, x1, y1, r1;
    VectorMatrix matrix; /* from its space to the picture's */
    const VectorStop *stops;
    int nstops;  /* at least 2 */
    bool veiled; /* its stops differ in opacity */
} VectorGradient;

typedef struct VectorPaint {
    int colour; /* index into colours, or VECTOR_NONE */
    int opacity;
    const VectorGradient *gradient; /* in place of the colour; NULL: none */
} VectorPaint;
enum { VECTOR_NONE = -1 };

/* The numbers are those of PDF. */
typedef enum VectorCap { CAP_BUTT, CAP_ROUND, CAP_SQUARE } VectorCap;
typedef enum VectorJoin { JOIN_MITER, JOIN_ROUND, JOIN_BEVEL } VectorJoin;

typedef struct VectorStroke {
    VectorPaint paint;
    Len width;
    VectorCap cap;
    VectorJoin join;
    double miter;
    const Len *dashes; /* on, off, on, …; an even number */
    int ndashes;
    Len dash_offset;
} VectorStroke;

typedef struct VectorOutline {
    const PathSeg *segs;
    int n;
    bool even_odd; /* else nonzero */
} VectorOutline;

typedef struct VectorShape {
    VectorOutline outline;
    VectorPaint fill;
    VectorStroke stroke;
    const VectorMatrix
        *matrix; /* from the space of outline, widths and dashes to the picture's; NULL: they are the same */
} VectorShape;

typedef enum VectorAnchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } VectorAnchor;

/* Where words stand on their line. */
typedef enum VectorBaseline { BASELINE_ALPHABETIC, BASELINE_MIDDLE, BASELINE_CENTRAL, BASELINE_TOP } VectorBaseline;

/* Words in one look. */
typedef struct VectorSpan {
    Str text;
    Str families; /* as CSS lists them; empty: none is named */
    int weight;
    bool italic, underline, strike;
    Len size, letter_space;
    Len dx, dy; /* moves the pen first; dy also what follows */
    Len raised;
    VectorBaseline baseline;
    VectorPaint fill;
    VectorStroke stroke;
    bool stroke_first; /* under the fill */
    int line;          /* of the file */
} VectorSpan;

/* Words that are aligned together at one place. */
typedef struct VectorText {
    Len x, y;
    bool follows;   /* x is where the words before end */
    bool continues; /* y is moved as the words before were */
    VectorAnchor anchor;
    VectorMatrix matrix; /* from the space of x, y and all sizes to the picture's */
    const VectorSpan *spans;
    int nspans;
} VectorText;

/* How what is drawn mixes with what is under it. */
typedef enum VectorBlend {
    BLEND_NORMAL,
    BLEND_MULTIPLY,
    BLEND_SCREEN,
    BLEND_OVERLAY,
    BLEND_DARKEN,
    BLEND_LIGHTEN,
    BLEND_COLOUR_DODGE,
    BLEND_COLOUR_BURN,
    BLEND_HARD_LIGHT,
    BLEND_SOFT_LIGHT,
    BLEND_DIFFERENCE,
    BLEND_EXCLUSION,
    BLEND_HUE,
    BLEND_SATURATION,
    BLEND_COLOUR,
    BLEND_LUMINOSITY,
    BLEND_COUNT
} VectorBlend;

/* From BEGIN to END, marks are drawn through a clip, or as one: with an opacity, a blend, or alone (isolated). */
typedef enum VectorKind { VECTOR_SHAPE, VECTOR_TEXT, VECTOR_BEGIN, VECTOR_END } VectorKind;

typedef struct VectorMark {
    VectorKind kind;
    union {
        const VectorShape *shape;
        const VectorText *text;
        struct {
            const VectorOutline *clips; /* each cuts */
            int nclips, opacity;
            VectorBlend blend;
            bool alone;
        } begin;
    } u;
} VectorMark;

typedef struct Vector {
    Len width, height; /* one is VECTOR_SIDE */
    const VectorColour *colours;
    int ncolours;
    int current; /* the one that stands for that of the words around the picture, if it has any; else black; or
                    VECTOR_NONE */
    const VectorMark *marks;
    int nmarks;
    int file; /* its number in the sink */
} Vector;

#endif
