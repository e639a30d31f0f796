/* The grid of a diagram: the widths of its columns and gutters, the heights of its rows and gaps.
 *
 * Columns are equally wide and share what the gutters leave. A gutter has room for the longest label beside an arrow
 * that crosses it, and for the lanes of arrows along it; so has a gap. Boxes of a row are equally tall. */
#include "draw/diagram/diagram_private.h"

enum { GUTTER = PT(26), GAP = PT(26), EMPTY_GAP = PT(12), BROADEST = PT(250), LEAST = PT(24) };

/* ---- x ---- */

static Len lanes_width(const Sheet *t, int gutter, DiagramWay side)
{
    Len sum = 0, width;
    for (int lane = 0; (width = diagram_lane_width(t, gutter, side, lane)) > 0; lane++)
        sum += width;
    return sum ? sum + CLEAR : 0;
}

/* For labels beside arrows from one box to its neighbour. */
static Len across_width(const Sheet *t, int gutter)
{
    Len widest = GUTTER;
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        const DiagramBox *from = &t->g->boxes[x->from], *to = &t->g->boxes[x->to];
        bool onwards = diagram_end(from) == gutter && to->column == gutter,
             back = diagram_end(to) == gutter && from->column == gutter;
        if (x->way == WAY_ACROSS && (onwards || back))
            widest = int_max(widest, t->labels[i].width + 2 * CLEAR);
    }
    return widest;
}

void diagram_columns(Sheet *t)
{
    const Diagram *g = t->g;
    check(g->columns > 0);
    Len left = t->p->width, x = 0;
    for (int i = 0; i <= g->columns; i++) {
        bool outer = i == 0 || i == g->columns;
        t->left_lanes[i] = lanes_width(t, i, WAY_LEFT);
        t->gutter_width[i] = (outer ? 0 : across_width(t, i)) + lanes_width(t, i, WAY_RIGHT) + t->left_lanes[i];
        left -= t->gutter_width[i];
    }
    t->column_width = int_max(int_min(left / g->columns, BROADEST), LEAST);
    for (int i = 0; i <= g->columns; i++) {
        t->gutter_x[i] = x;
        x += t->gutter_width[i];
        if (i < g->columns)
            t->column_x[i] = x;
        x += t->column_width;
    }
    for (int i = 0; i < g->nboxes; i++) {
        const DiagramBox *b = &g->boxes[i];
        t->boxes[i].x = t->column_x[b->column];
        t->boxes[i].w = t->gutter_x[diagram_end(b)] - t->boxes[i].x;
    }
}

/* ---- y ---- */

/* Labels beside arrows that run straight down stand in the gap below the upper box. */
static Len down_label_height(const Sheet *t, int gap)
{
    Len tallest = 0;
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        int upper = int_min(t->g->boxes[x->from].row, t->g->boxes[x->to].row);
        if (x->way == WAY_DOWN && upper + 1 == gap)
            tallest = int_max(tallest, t->labels[i].height);
    }
    return tallest;
}

static bool is_passed(const Sheet *t, int gap)
{
    for (int i = 0; i < 2 * t->g->narrows; i++)
        if (t->posts[i].first_gap <= gap && gap <= t->posts[i].last_gap)
            return true;
    return false;
}

static Len lanes_height(const Sheet *t, int gap)
{
    Len sum = 0, height;
    for (int lane = 0; (height = diagram_lane_height(t, gap, lane)) > 0; lane++)
        sum += height;
    return sum;
}

static Len gap_height(const Sheet *t, int gap)
{
    Len lanes = lanes_height(t, gap);
    if (gap == 0)
        return 0;
    if (gap == t->g->rows)
        return lanes ? CLEAR + lanes : 0;
    if (!is_passed(t, gap))
        return EMPTY_GAP;
    return int_max(GAP, 2 * CLEAR + down_label_height(t, gap) + lanes);
}

void diagram_rows(Sheet *t)
{
    const Diagram *g = t->g;
    Len y = 0;
    for (int i = 0; i < g->nboxes; i++) {
        int row = g->boxes[i].row;
        t->row_words[row] = int_max(t->row_words[row], t->boxes[i].h);
        t->row_height[row] = int_max(t->row_height[row], int_max(t->boxes[i].h, diagram_level_height(t, i)));
    }
    for (int i = 0; i <= g->rows; i++) {
        t->gap_y[i] = y;
        t->gap_height[i] = gap_height(t, i);
        y += t->gap_height[i];
        for (int k = 0; k < g->nboxes && i < g->rows; k++) {
            if (g->boxes[k].row != i)
                continue;
            t->boxes[k].y = y;
            t->boxes[k].h = t->row_height[i];
        }
        y += i < g->rows ? t->row_height[i] : 0;
    }
}
