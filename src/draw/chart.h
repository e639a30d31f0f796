/* How charts are drawn; private to layout/chart*.c and, for what both are made of, layout/diagram*.c.
 *
 * A chart is drawn from the top down onto a plot, whose items stand from its left edge and its top. All of them are of
 * the chart's node, so that they are one figure to whoever reads it. Labels are set first and measured; what does not
 * fit where it should stand goes elsewhere or is left out, by the rule of each type. */
#ifndef DRAW_CHART_H
#define DRAW_CHART_H

#include "doc/chart.h"
#include "layout/flow/paragraph.h"

/* Where a chart that is taller than a page may be cut. */
typedef struct PlotCut {
    Len y;
    int items; /* drawn above it */
} PlotCut;

typedef struct Plot {
    Pass *pass;
    const Node *node;   /* the chart's NODE_IMAGE */
    const Chart *chart; /* these four of charts only */
    const ChartStyle *dress;
    const Style *value, *axis, *name, *inside; /* of figures and names; the scale; series; what stands on marks */
    Len width;
    Len most; /* that it should be tall */
    Len y;    /* drawn down to here */
    Items items;
    VEC(PlotCut) cuts;
} Plot;

/* A text set and measured. */
typedef struct Words {
    Lines lines;
    Len width, height;
    const Style *style;
    bool overfull;
} Words;

/* diagram.c: draws the picture's diagram below `before` of space */
void set_diagram(Builder *b, const Node *picture, const Setting *s, Len before);

/* chart.c: words, and lengths in proportion */
Words words_set(Plot *p, Str text, const Style *style, Len measure);
Words words_line(Plot *p, Str text, const Style *style); /* on one line */
/* x is their left edge, centre or right edge. */
void words_put(Plot *p, const Words *w, Len x, Len y, Align side);
const Style *style_in(Plot *p, const Style *style, Swatch colour);
Len in_proportion(Len whole_length, int64_t part, int64_t whole);
void plot_cut(Plot *p);                                             /* it may be cut at p->y */
void plot_strip(Builder *b, Plot *p, const Setting *s, Len before); /* all of it as one strip */
Str group_percent(Plot *p, int group, int series);

/* chart_mark.c: shapes */
Swatch plot_colour(const Plot *p, int series);
void plot_rect(Plot *p, Len x, Len y, Len w, Len h, Swatch fill);
void plot_path(Plot *p, const PathSeg *segs, int n, Swatch fill, Swatch stroke, Len stroke_width);
void plot_line(Plot *p, Len x0, Len y0, Len x1, Len y1, Swatch stroke, Len width);
/* A bar of a series, hatched when colour alone would tell it from the others. */
void plot_bar(Plot *p, int series, Len x, Len y, Len w, Len h, bool hatched);
void plot_marker(Plot *p, int series, Len x, Len y, Len radius);            /* a shape of its own for each series */
void plot_verdict(Plot *p, ChartVerdict verdict, Len x, Len y, Len radius); /* tick, cross or dash, on its colour */
Swatch verdict_colour(const Plot *p, ChartVerdict verdict);
/* A sector of a disc, angles in 1/65536 turn clockwise from the top. */
void plot_sector(Plot *p, int series, Len x, Len y, Len radius, int from, int to);
void turn_point(int angle, Len radius, Len *x, Len *y); /* from the centre, y downwards */

/* chart_key.c: names of series */
typedef enum KeyMark { KEY_BAR, KEY_HATCHED, KEY_MARKER } KeyMark;
void plot_key(Plot *p, KeyMark mark); /* in lines at the top */
/* A name beside the mark it belongs to. */
typedef struct EndLabel {
    Words words;
    Len want; /* centre, where the mark is */
    Len top;  /* set by end_labels_spread */
} EndLabel;
/* Moves them apart, in the order of their marks, within top and bottom; true when all have room. */
bool end_labels_spread(Plot *p, EndLabel *labels, int n, Len top, Len bottom);
Len end_labels_height(const EndLabel *labels, int n);

/* One file each */
void draw_bars_across(Plot *p); /* chart_across.c: bar, stacked, several shares */
bool draw_columns(Plot *p);     /* chart_columns.c: bar, stacked; false: no room, nothing was drawn */
void draw_line(Plot *p);        /* chart_line.c */
void draw_share(Plot *p);       /* chart_share.c */
void draw_parts_list(Plot *p);  /* every part of the first group on a line of its own */
void draw_pie(Plot *p);         /* chart_pie.c */
void draw_status(Plot *p);      /* chart_status.c */

/* chart_columns.c: the upright scale, for columns and lines */
typedef struct Upright {
    Plot *p;
    ChartScale scale;
    Len left, right, top, bottom; /* of the field that is drawn in */
} Upright;
Len ticks_width(Plot *p, const ChartScale *s);
Len upright_y(const Upright *u, int64_t units);
void draw_ticks(const Upright *u);

#endif
