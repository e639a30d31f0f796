/* The lines of a diagram's arrows: where they leave and meet the boxes, and the lane of each.
 *
 * Along a row, lines leave a box at the middle of its side; along a column, at the middle of what the two boxes
 * share. Lines that run along a gap leave the box's bottom or top in the order in which they diverge, so that they
 * do not cross at once. Short stretches take the lanes near the boxes; two that overlap never share a lane. */
#include <stdlib.h>

#include "draw/diagram/diagram_private.h"

enum { BESIDE = PT(7) }; /* between two lines side by side */

static const DiagramBox *box_at(const Sheet *t, int end) /* of a post */
{
    const DiagramArrow *x = &t->g->arrows[end / 2];
    return &t->g->boxes[end % 2 ? x->to : x->from];
}

static bool is_round(const DiagramArrow *x)
{
    return x->way == WAY_LEFT || x->way == WAY_RIGHT;
}

static bool is_in_gap(const DiagramArrow *x)
{
    return x->way == WAY_GAP || x->way == WAY_UNDER;
}

static bool is_upright(const DiagramArrow *x)
{
    return x->way == WAY_DOWN || is_in_gap(x);
}

/* The arrow the other way between the same boxes, or -1. */
static int returning(const Sheet *t, int arrow)
{
    const DiagramArrow *x = &t->g->arrows[arrow];
    for (int i = 0; i < t->g->narrows; i++)
        if (t->g->arrows[i].from == x->to && t->g->arrows[i].to == x->from)
            return i;
    return -1;
}

/* Half the distance to the returning arrow, to one side for the earlier of the two. */
static Len aside(const Sheet *t, int arrow)
{
    int other = returning(t, arrow);
    return other < 0 ? 0 : arrow < other ? -BESIDE : BESIDE;
}

/* ---- lanes ---- */

typedef struct Occupied {
    int arrow, where; /* where: its gap, or gutter and side */
    Len from, to;
} Occupied;

static int by_length(const void *a, const void *b)
{
    const Occupied *x = a, *y = b;
    Len d = (x->to - x->from) - (y->to - y->from);
    return d ? (d > 0) - (d < 0) : x->arrow - y->arrow;
}

/* Each in the first lane where it overlaps none that is there. */
static void share_lanes(Sheet *t, Occupied *all, int n, Len apart)
{
    qsort(all, (size_t)n, sizeof *all, by_length);
    for (int i = 0; i < n; i++) {
        int lane = 0;
        for (int k = 0; k < i; k++) {
            bool overlap = all[k].where == all[i].where && t->lanes[all[k].arrow] == lane
                           && all[k].from < all[i].to + apart && all[i].from < all[k].to + apart;
            if (overlap)
                lane++, k = -1;
        }
        t->lanes[all[i].arrow] = lane;
    }
}

/* Of an arrow round a column. */
static int diagram_gutter(const Sheet *t, const DiagramArrow *x)
{
    const DiagramBox *b = &t->g->boxes[x->from];
    return x->way == WAY_RIGHT ? diagram_end(b) : b->column;
}

void diagram_side_lanes(Sheet *t)
{
    Occupied *all = NEWN(t->p->arena, Occupied, t->g->narrows);
    int n = 0;
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        int a = t->g->boxes[x->from].row, b = t->g->boxes[x->to].row;
        if (is_round(x))
            all[n++] = (Occupied){i, 2 * diagram_gutter(t, x) + (x->way == WAY_LEFT), int_min(a, b), int_max(a, b)};
    }
    share_lanes(t, all, n, 1);
}

Len diagram_lane_width(const Sheet *t, int gutter, DiagramWay side, int lane)
{
    Len width = 0;
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        if (x->way == side && diagram_gutter(t, x) == gutter && t->lanes[i] == lane)
            width = int_max(width, LANE + t->labels[i].width);
    }
    return width;
}

Len diagram_lane_height(const Sheet *t, int gap, int lane)
{
    Len height = 0;
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        if (is_in_gap(x) && x->gap == gap && t->lanes[i] == lane)
            height = int_max(height, LANE + t->labels[i].height);
    }
    return height;
}

/* ---- posts ---- */

static Len down_x(const Sheet *t, int arrow)
{
    const DiagramArrow *x = &t->g->arrows[arrow];
    const Rect *a = &t->boxes[x->from], *b = &t->boxes[x->to];
    Len left = int_max(a->x, b->x), right = int_min(a->x + a->w, b->x + b->w);
    return left + (right - left) / 2 + aside(t, arrow);
}

static void open_post(Sheet *t, int end)
{
    const DiagramArrow *x = &t->g->arrows[end / 2];
    const DiagramBox *own = box_at(t, end), *other = box_at(t, end ^ 1);
    Post *post = &t->posts[end];
    *post = (Post){.arrow = end / 2, .box = end % 2 ? x->to : x->from, .first_gap = 0, .last_gap = -1};
    if (!is_upright(x))
        return;
    post->bottom = x->way == WAY_UNDER || own->row < other->row;
    int near = post->bottom ? own->row + 1 : own->row, far = x->gap;
    if (x->way == WAY_DOWN) {
        far = post->bottom ? other->row : other->row + 1;
        post->x = down_x(t, end / 2);
    }
    post->first_gap = int_min(near, far);
    post->last_gap = int_max(near, far);
}

/* Where the other box of a post stands. */
static Len aim_of(const Sheet *t, int end)
{
    return rect_middle(&t->boxes[t->posts[end ^ 1].box]);
}

/* What straight lines leave, where the post would be, of the side of the box that it stands on. */
static void free_side(const Sheet *t, int end, Len *left, Len *right)
{
    const Post *post = &t->posts[end];
    const Rect *box = &t->boxes[post->box];
    Len aim = aim_of(t, end);
    *left = box->x;
    *right = box->x + box->w;
    for (int i = 0; i < 2 * t->g->narrows; i++) {
        const Post *other = &t->posts[i];
        if (t->g->arrows[i / 2].way != WAY_DOWN || other->box != post->box || other->bottom != post->bottom)
            continue;
        if (other->x < aim)
            *left = int_max(*left, other->x);
        else
            *right = int_min(*right, other->x);
    }
}

/* Those that share a stretch divide it evenly, in the order of where they go. */
static void place_post(Sheet *t, int end)
{
    Post *post = &t->posts[end];
    Len left, right, aim = aim_of(t, end);
    int before = 0, n = 1;
    free_side(t, end, &left, &right);
    for (int i = 0; i < 2 * t->g->narrows; i++) {
        const Post *other = &t->posts[i];
        Len its_left, its_right, its_aim = aim_of(t, i);
        if (i == end || !is_in_gap(&t->g->arrows[i / 2]) || other->box != post->box || other->bottom != post->bottom)
            continue;
        free_side(t, i, &its_left, &its_right);
        n += its_left == left;
        before += its_left == left && (its_aim < aim || (its_aim == aim && i < end));
    }
    post->x = left + (Len)((int64_t)(right - left) * (before + 1) / (n + 1));
}

static bool is_taken(const Sheet *t, int end, int until)
{
    const Post *post = &t->posts[end];
    for (int i = 0; i < 2 * t->g->narrows; i++) {
        const Post *other = &t->posts[i];
        bool fixed = t->g->arrows[i / 2].way == WAY_DOWN || (i < until && is_in_gap(&t->g->arrows[i / 2]));
        bool near = other->x > post->x - BESIDE && other->x < post->x + BESIDE;
        if (i != end && fixed && near && other->first_gap <= post->last_gap && post->first_gap <= other->last_gap)
            return true;
    }
    return false;
}

/* Aside to where no other line runs, as far as the box reaches. */
static void move_apart(Sheet *t, int end)
{
    enum { STEPS = 24 };
    Post *post = &t->posts[end];
    const Rect *box = &t->boxes[post->box];
    Len want = post->x;
    for (int step = 0; step < STEPS && is_taken(t, end, end); step++) {
        Len by = (step / 2 + 1) * (BESIDE / 2 + 1);
        post->x = step % 2 ? want - by : want + by;
        if (post->x < box->x + BESIDE || post->x > box->x + box->w - BESIDE)
            post->x = want;
    }
}

static void share_gap_lanes(Sheet *t)
{
    Occupied *all = NEWN(t->p->arena, Occupied, t->g->narrows);
    int n = 0;
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        const Post *ends = &t->posts[2 * (size_t)i];
        Len a = ends[0].x, b = ends[1].x;
        if (is_in_gap(x))
            all[n++] = (Occupied){i, x->gap, int_min(a, b), int_max(a, b)};
    }
    share_lanes(t, all, n, BESIDE);
}

void diagram_posts(Sheet *t)
{
    int n = 2 * t->g->narrows;
    for (int i = 0; i < n; i++)
        open_post(t, i);
    for (int i = 0; i < n; i++)
        if (is_in_gap(&t->g->arrows[i / 2]))
            place_post(t, i);
    for (int i = 0; i < n; i++)
        if (is_in_gap(&t->g->arrows[i / 2]))
            move_apart(t, i);
    share_gap_lanes(t);
}

/* ---- at the sides of boxes ---- */

static int rows_between(const Sheet *t, int arrow)
{
    const DiagramArrow *x = &t->g->arrows[arrow];
    return abs(t->g->boxes[x->from].row - t->g->boxes[x->to].row);
}

/* Of arrows round a column that meet a box on one side, coming from above or from below: how many lie nearer to its
 * middle. The longer they are, the nearer, so that their ends do not cross. */
static int level_rank(const Sheet *t, int arrow, int box, bool up)
{
    const DiagramArrow *own = &t->g->arrows[arrow];
    int rank = 0, length = rows_between(t, arrow);
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        if (i == arrow || x->way != own->way || (x->from != box && x->to != box))
            continue;
        int other = x->from == box ? x->to : x->from;
        if ((t->g->boxes[other].row < t->g->boxes[box].row) != up)
            continue;
        rank += rows_between(t, i) > length || (rows_between(t, i) == length && i < arrow);
    }
    return rank;
}

/* Is the middle of that side of the box taken by an arrow along the row? */
static bool is_crossed(const Sheet *t, int box, DiagramWay side)
{
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        if (x->way != WAY_ACROSS || (x->from != box && x->to != box))
            continue;
        int other = x->from == box ? x->to : x->from;
        if ((t->g->boxes[other].column > t->g->boxes[box].column) == (side == WAY_RIGHT))
            return true;
    }
    return false;
}

static int level_count(const Sheet *t, int box, DiagramWay side)
{
    int n = 0;
    for (int i = 0; i < t->g->narrows; i++)
        n += t->g->arrows[i].way == side && (t->g->arrows[i].from == box || t->g->arrows[i].to == box);
    return n;
}

/* From the middle of a side, for arrows round a column, to the line nearest to it. */
static Len level_reach(const Sheet *t, int box, DiagramWay side)
{
    return is_crossed(t, box, side) ? LANE * 3 / 2 : level_count(t, box, side) > 1 ? LANE / 2 : 0;
}

Len diagram_level_height(const Sheet *t, int box)
{
    static const DiagramWay sides[] = {WAY_LEFT, WAY_RIGHT};
    Len half = 0;
    for (int i = 0; i < COUNT(sides); i++) {
        int n = level_count(t, box, sides[i]);
        if (n > 0)
            half = int_max(half, level_reach(t, box, sides[i]) + (n - 1) * LANE + BESIDE);
    }
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        if (x->way == WAY_ACROSS && (x->from == box || x->to == box) && t->labels[i].height > 0)
            half = int_max(half, t->labels[i].height + LANE / 2 + (returning(t, i) < 0 ? 0 : BESIDE));
    }
    return 2 * half;
}

static Len level_y(const Sheet *t, int arrow, int box)
{
    const DiagramArrow *x = &t->g->arrows[arrow];
    const Rect *r = &t->boxes[box];
    int other = x->from == box ? x->to : x->from;
    bool up = t->g->boxes[other].row < t->g->boxes[box].row;
    Len middle = r->y + r->h / 2, by = level_reach(t, box, x->way) + level_rank(t, arrow, box, up) * LANE;
    return up ? middle - by : middle + by;
}

/* ---- routes ---- */

static Route route_across(const Sheet *t, int arrow)
{
    const DiagramArrow *x = &t->g->arrows[arrow];
    const Rect *a = &t->boxes[x->from], *b = &t->boxes[x->to];
    Len y = a->y + a->h / 2 + aside(t, arrow);
    if (a->x < b->x)
        return (Route){.n = 2, .x = {a->x + a->w, b->x}, .y = {y, y}};
    return (Route){.n = 2, .x = {a->x, b->x + b->w}, .y = {y, y}};
}

static Len post_y(const Sheet *t, const Post *post)
{
    const Rect *r = &t->boxes[post->box];
    return post->bottom ? r->y + r->h : r->y;
}

/* Lanes fill a gap from its foot; below the row that is the last, from its head. */
static Len lane_y(const Sheet *t, int gap, int lane)
{
    Len below = gap == t->g->rows ? 0 : CLEAR, y = t->gap_y[gap] + t->gap_height[gap] - below, height;
    for (int i = lane + 1; (height = diagram_lane_height(t, gap, i)) > 0; i++)
        y -= height;
    return y;
}

static Route route_upright(const Sheet *t, int arrow)
{
    const DiagramArrow *x = &t->g->arrows[arrow];
    const Post *a = &t->posts[2 * (size_t)arrow], *b = a + 1;
    if (x->way == WAY_DOWN)
        return (Route){.n = 2, .x = {a->x, b->x}, .y = {post_y(t, a), post_y(t, b)}};
    Len y = lane_y(t, x->gap, t->lanes[arrow]);
    return (Route){.n = 4, .x = {a->x, a->x, b->x, b->x}, .y = {post_y(t, a), y, y, post_y(t, b)}};
}

static Route route_round(const Sheet *t, int arrow)
{
    const DiagramArrow *x = &t->g->arrows[arrow];
    const Rect *a = &t->boxes[x->from], *b = &t->boxes[x->to];
    bool right = x->way == WAY_RIGHT;
    int gutter = diagram_gutter(t, x);
    Len out = CLEAR, edge = right ? a->x + a->w : a->x;
    for (int i = 0; i < t->lanes[arrow]; i++)
        out += diagram_lane_width(t, gutter, x->way, i);
    Len lane = right ? edge + out : edge - out, ya = level_y(t, arrow, x->from), yb = level_y(t, arrow, x->to);
    return (Route){.n = 4, .x = {edge, lane, lane, right ? b->x + b->w : b->x}, .y = {ya, ya, yb, yb}};
}

void diagram_routes(Sheet *t)
{
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        t->routes[i] = x->way == WAY_ACROSS ? route_across(t, i)
                       : is_round(x)        ? route_round(t, i)
                                            : route_upright(t, i);
    }
}
