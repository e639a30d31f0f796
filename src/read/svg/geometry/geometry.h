/* Numbers, matrices and outlines of SVG files. Numbers are those of the file, as doubles; what goes into a Vector
 * becomes lengths in its space. Nothing here uses the C library's sine, cosine or powers, which differ from machine to
 * machine. */
#ifndef READ_SVG_GEOMETRY_GEOMETRY_H
#define READ_SVG_GEOMETRY_GEOMETRY_H

#include "base/str.h"
#include "base/vec.h"
#include "doc/picture/vector.h"

/* ---- numbers: number.c ---- */

/* A place in a text that is read from left to right. */
typedef struct SvgScan {
    Str s;
    int at;
} SvgScan;

/* What relative units are relative to. */
typedef struct SvgUnits {
    double percent; /* 100 % */
    double em;
} SvgUnits;

void scan_space(SvgScan *scan);               /* white space */
void scan_comma(SvgScan *scan);               /* white space with at most one comma in it */
bool scan_char(SvgScan *scan, char c);        /* that character, if it is next */
bool scan_number(SvgScan *scan, double *out); /* within ±1e12; false: there is none, and the place is unchanged */
bool scan_length(SvgScan *scan, const SvgUnits *units, double *out); /* in pixels */
Str scan_name(SvgScan *scan);                                        /* letters, digits, hyphens; may be empty */
bool scan_end(SvgScan *scan);                                        /* nothing but white space is left */
bool svg_number(Str s, double *out);                                 /* all of s */
bool svg_length(Str s, const SvgUnits *units, double *out);
/* Numbers to the end, with spaces or commas between: how many of the first `most` there are; -1: something else. */
int svg_numbers(Str s, double *out, int most);
Len svg_len(double v); /* of the picture's space, rounded; no more than a million points either way */

/* ---- matrices: matrix.c ---- */

typedef struct SvgPoint {
    double x, y;
} SvgPoint;

extern const VectorMatrix svg_identity;
VectorMatrix matrix_times(VectorMatrix outer, VectorMatrix inner); /* inner first */
VectorMatrix matrix_moved(VectorMatrix m, double x, double y);     /* a move first */
VectorMatrix matrix_scaled(VectorMatrix m, double x, double y);    /* a scale first */
SvgPoint matrix_point(const VectorMatrix *m, SvgPoint p);
double matrix_scale(const VectorMatrix *m);    /* of lengths, on average; 0: it flattens everything */
bool matrix_is_similar(const VectorMatrix *m); /* circles stay circles */
double svg_sine(double degrees);
double svg_cosine(double degrees);
/* transform.c. False: it is not a list of transforms; *out has those before the mistake. */
bool svg_transform(Str s, VectorMatrix *out);

/* The part of a picture that percentages refer to. */
typedef struct SvgView {
    double width, height;
} SvgView;

/* A viewBox and how it fits its place: view.c. */
typedef struct SvgBox {
    double x, y, width, height;
} SvgBox;
bool svg_view_box(Str s, SvgBox *out);
/* From the box to a place of that size. False: preserveAspectRatio is not one; it is then as if absent. */
bool svg_fit(const SvgBox *box, SvgView place, Str aspect, VectorMatrix *out);

/* ---- outlines: outline.c, path.c, arc.c ---- */

typedef struct SvgSeg {
    PathOp op;
    SvgPoint p[3]; /* as in PathSeg */
} SvgSeg;
typedef VEC(SvgSeg) SvgOutline;

void outline_move(Arena *a, SvgOutline *o, SvgPoint to);
void outline_line(Arena *a, SvgOutline *o, SvgPoint to);
void outline_curve(Arena *a, SvgOutline *o, const SvgPoint p[3]);
void outline_close(Arena *a, SvgOutline *o);
bool outline_box(const SvgOutline *o, SvgBox *out); /* false: it has no points */
/* In the picture's space; reversed: the other way round. */
VectorOutline outline_drawn(Arena *a, const SvgOutline *o, const VectorMatrix *m);
double outline_area(const SvgOutline *o); /* of its points' polygons; negative when it turns the other way */
SvgOutline outline_reversed(Arena *a, const SvgOutline *o);

typedef struct SvgArc {
    SvgPoint from, to;
    double rx, ry, turned; /* degrees */
    bool large, sweep;
} SvgArc;
void outline_arc(Arena *a, SvgOutline *o, const SvgArc *arc);
/* The path data up to the first mistake, at most `most` segments. Gives where that mistake is, or -1. */
int svg_path(Arena *a, Str d, int most, SvgOutline *o);

#endif
