/* A plot: a drawing under construction, from the top down, and the parts that charts and diagrams share.
 *
 * Labels are set first and measured; one that does not fit in its place goes elsewhere or is omitted, by the rule of
 * each kind of drawing. */
#ifndef DRAW_PLOT_H
#define DRAW_PLOT_H

#include "draw/draw.h"

typedef struct Plot {
    const DrawSpace *space;
    Arena *arena;
    Drawing *drawing;
    const Chart *chart; /* these four of charts only */
    const ChartStyle *dress;
    const Style *value, *axis, *name, *inside; /* of figures and names; the scale; series; what stands on marks */
    Len most;                                  /* how tall it should be at most */
    Len width;
    Len y; /* drawn down to here */
} Plot;

/* A text set and measured. */
typedef struct Words {
    Lines lines;
    Len width, height;
    const Style *style;
    bool overfull; /* a line is wider than the measure, or cuts a word */
} Words;

/* An empty drawing, as wide as the space. */
Plot plot_of(const DrawSpace *space);
/* What was drawn, as tall as it was drawn. */
Drawing *plot_end(Plot *p);

Words words_set(Plot *p, Str text, const Style *style, Len measure);
/* In its last arrangement: with hyphens where it needs them; the drawing is crowded when it does not fit even so. */
Words words_fit(Plot *p, Str text, const Style *style, Len measure);
Words words_line(Plot *p, Str text, const Style *style); /* on one line */
/* x is their left edge, centre or right edge. */
void words_put(Plot *p, const Words *w, Len x, Len y, Align side);
const Style *style_in(Plot *p, const Style *style, Swatch colour);

Len in_proportion(Len whole_length, int64_t part, int64_t whole);
void plot_cut(Plot *p); /* it may be cut at p->y */

/* How a path is painted; SWATCH_NONE: not filled, or not stroked. */
typedef struct Paint {
    Swatch fill, stroke;
    Len width; /* of the stroke */
} Paint;

void plot_rect(Plot *p, Rect r, Swatch fill);
/* The segments are copied; without any, nothing is drawn. */
void plot_path(Plot *p, const PathSeg *segs, int n, Paint paint);
/* The same as it is: the path and its segments must live as long as the drawing. */
void plot_add(Plot *p, const DrawPath *path);
void plot_line(Plot *p, Point from, Point to, Swatch stroke, Len width);

/* Segments of a path. */
typedef VEC(PathSeg) Segs;
static inline PathSeg move_to(Len x, Len y)
{
    return (PathSeg){.op = PATH_MOVE, .x = {x}, .y = {y}};
}
static inline PathSeg line_to(Len x, Len y)
{
    return (PathSeg){.op = PATH_LINE, .x = {x}, .y = {y}};
}
static inline PathSeg close_path(void)
{
    return (PathSeg){.op = PATH_CLOSE};
}

#endif
