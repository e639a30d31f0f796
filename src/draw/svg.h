/* Numbers, matrices and outlines as attributes of SVG 1.1. */
#ifndef DRAW_SVG_H
#define DRAW_SVG_H

#include "base/len.h"
#include "base/str.h"
#include "doc/picture/vector.h"

void put_svg_len(Buf *out, const char *before, Len l);                  /* in points */
void put_svg_len_attribute(Buf *out, const char *name, Len l);          /* ␣name="12.5" */
void put_svg_number_attribute(Buf *out, const char *name, double v);    /* at most a thousand million */
void put_svg_matrix(Buf *out, const char *name, const VectorMatrix *m); /* ␣name="matrix(…)" */
void put_svg_outline(Buf *out, const PathSeg *segs, int n);             /* ␣d="…" */

#endif
