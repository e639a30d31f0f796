/* How diagrams are drawn.
 *
 * Gutters separate the grid's columns, and gaps its rows; gutters 0 and `columns` and gaps 0 and `rows` are the
 * outer margins. Boxes are in the cells. Arrows run in gutters and gaps, each stretch of an arrow in a lane of its
 * own, with labels beside them. All widths are decided before any height, because words decide how tall a box is. */
#ifndef DRAW_DIAGRAM_DIAGRAM_PRIVATE_H
#define DRAW_DIAGRAM_DIAGRAM_PRIVATE_H

#include "draw/plot.h"

typedef struct Route {
    Len x[4], y[4]; /* corners, from the arrow's first box to its second */
    int n;          /* 2 or 4 */
} Route;

/* Where an arrow meets a box at its top or bottom, and how far the line from there runs. */
typedef struct Post {
    int arrow, box;
    bool bottom;
    Len x;
    int first_gap, last_gap;
} Post;

typedef struct Sheet {
    Plot *p;
    const Diagram *g;
    const DiagramStyle *dress;
    const Style *label_style;
    Len label_most; /* how wide labels may be beside lines in a column; by half as much more along gaps, by a third less
                       in gutters */
    Words *titles, *texts; /* of boxes; a text may be empty */
    Words *labels;         /* of arrows; without lines for none */
    Rect *boxes, *places;  /* places: of labels */
    Route *routes;
    int *lanes;               /* of arrows that run along a gap or a gutter */
    Post *posts;              /* two for each arrow: at its first and second box; used by those that leave up or down */
    Len *column_x, *gutter_x; /* gutter_x: and widths */
    Len *gutter_width, *left_lanes; /* left_lanes: of it, for arrows beside the box on its right */
    Len column_width;
    Len *gap_y, *gap_height;
    Len *row_height, *row_words; /* row_words: of its tallest box, were it no taller than its words */
    bool good;                   /* nothing was found that does not fit */
    bool cut;                    /* a word of a label is divided */
} Sheet;

static inline int diagram_end(const DiagramBox *b)
{
    return b->column + b->columns;
} /* the gutter on its right */
static inline Len rect_middle(const Rect *r)
{
    return r->x + r->w / 2;
}

/* grid.c: places of everything but labels */
void diagram_columns(Sheet *t); /* x: gutters, boxes */
void diagram_rows(Sheet *t);    /* y: after the posts */

/* route.c */
void diagram_side_lanes(Sheet *t);                          /* before the columns */
void diagram_posts(Sheet *t);                               /* x of lines between rows, and lanes in gaps */
void diagram_routes(Sheet *t);                              /* after the rows */
Len diagram_lane_height(const Sheet *t, int gap, int lane); /* 0: there is no such lane */
Len diagram_lane_width(const Sheet *t, int gutter, DiagramWay side, int lane);
Len diagram_level_height(const Sheet *t, int box); /* that lines and labels at its left and right need */

/* label.c: finds each label a place beside its own line, clear of everything else */
void diagram_labels(Sheet *t);

enum {
    LANE = PT(9),
    CLEAR = PT(12)
}; /* from lane to lane; between a box and the lane next to it, with room for a head */

#endif
