/* Shared by the files of charts: the marks of series, the names beside them, the upright scale, and a function for
 * each type. A chart is drawn from the top down onto a plot. */
#ifndef DRAW_CHART_CHART_PRIVATE_H
#define DRAW_CHART_CHART_PRIVATE_H

#include "draw/plot.h"

/* chart.c */
Str group_percent(Plot *p, int group, int series);
bool has_large_type(const Plot *p);
Len with_type(const Plot *p, Len length); /* larger where the type is */
Len upright_height(const Plot *p);        /* of the field of columns or lines */

/* mark.c: what stands for a figure */
Swatch series_colour(const Plot *p, int series);
/* A bar of a series, hatched when colour alone would tell it from the others. */
void plot_bar(Plot *p, int series, Rect bar, bool hatched);
void plot_marker(Plot *p, int series, Len x, Len y, Len radius);            /* a shape of its own for each series */
void plot_verdict(Plot *p, ChartVerdict verdict, Len x, Len y, Len radius); /* tick, cross or dash, on its colour */
Swatch verdict_colour(const Plot *p, ChartVerdict verdict);

/* arc.c: angles are in 1/65536 turn, clockwise from the top */
enum { TURN = 65536 };
typedef struct Arc {
    Len x, y, radius; /* x, y: the centre */
    int from, to;
} Arc;
Point arc_point(int angle, Len radius); /* from the centre */
void arc_add(Arena *a, Segs *segs, Arc arc);
Segs arc_circle(Arena *a, Len x, Len y, Len radius);

/* key.c: names of series */
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

/* columns.c: the upright scale, for columns and lines */
typedef struct Upright {
    Plot *p;
    ChartScale scale;
    Len left, right, top, bottom; /* of the field that is drawn in */
} Upright;
Len ticks_width(Plot *p, const ChartScale *s);
Len upright_y(const Upright *u, int64_t units);
void draw_ticks(const Upright *u);
void draw_axis(const Upright *u); /* at zero */

/* One file each */
void draw_bars(Plot *p);       /* bars.c: from left to right: bar, stacked, several shares */
bool draw_columns(Plot *p);    /* columns.c: upright: bar, stacked; false: no room, nothing was drawn */
void draw_line(Plot *p);       /* line.c */
void draw_share(Plot *p);      /* share.c */
void draw_parts_list(Plot *p); /* share.c: every part of the first group on a line of its own */
void draw_pie(Plot *p);        /* pie.c */
void draw_status(Plot *p);     /* status.c */

#endif
