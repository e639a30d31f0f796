/* What is drawn before words: the shape of a status, the arrow of a direction, the mark of what is new.
 *
 * The word beside it says the same, so a shape is decoration, and shapes differ in outline, so that they can be told
 * apart without colour. All are drawn about a centre, in units of their radius. */
#include "draw/look.h"

enum { UNIT = 100, CORNERS_MOST = 10 };

typedef struct ShapeCorner {
    int x, y;
} ShapeCorner;

typedef struct Shape {
    int n; /* 0: a circle */
    ShapeCorner at[CORNERS_MOST];
} Shape;

static const Shape diamond = {4, {{0, -115}, {105, 0}, {0, 115}, {-105, 0}}};
static const Shape triangle = {3, {{0, -100}, {110, 85}, {-110, 85}}};
static const Shape triangle_on_tip = {3, {{-110, -85}, {110, -85}, {0, 100}}};
static const Shape disc = {0, {{0, 0}}};
static const Shape square = {4, {{-85, -85}, {85, -85}, {85, 85}, {-85, 85}}};
static const Shape bar = {4, {{-100, -45}, {100, -45}, {100, 45}, {-100, 45}}};
static const Shape pointer = {3, {{-50, -85}, {75, 0}, {-50, 85}}};
static const Shape arrow_up = {7, {{0, -105}, {80, -15}, {28, -15}, {28, 100}, {-28, 100}, {-28, -15}, {-80, -15}}};
static const Shape arrow_down = {7, {{0, 105}, {-80, 15}, {-28, 15}, {-28, -100}, {28, -100}, {28, 15}, {80, 15}}};
static const Shape arrow_level =
    {10, {{-110, 0}, {-35, -75}, {-35, -27}, {35, -27}, {35, -75}, {110, 0}, {35, 75}, {35, 27}, {-35, 27}, {-35, 75}}};

static const Shape *const status_shapes[STATUS_COLOUR_COUNT] = {&diamond, &triangle_on_tip, &triangle,
                                                                &disc,    &square,          &bar,
                                                                &disc};

/* A shape and how it is painted. */
typedef struct PaintedShape {
    const Shape *shape; /* NULL: nothing is drawn */
    Swatch fill, stroke;
} PaintedShape;

static PaintedShape look_of_status(const StatusStyle *dress, Str colour, Swatch outline)
{
    for (int i = 0; i < STATUS_COLOUR_COUNT; i++)
        if (str_is(colour, status_colour_name((StatusColour)i)))
            return (PaintedShape){status_shapes[i], dress->fills[i], outline};
    return (PaintedShape){&square, SWATCH_NONE, outline};
}

static PaintedShape look_of_arrow(Str arrow, Swatch colour)
{
    const Shape *shape = str_is(arrow, "up")      ? &arrow_up
                         : str_is(arrow, "down")  ? &arrow_down
                         : str_is(arrow, "level") ? &arrow_level
                                                  : NULL;
    return (PaintedShape){shape, colour, SWATCH_NONE};
}

bool draw_has_look(const Node *n)
{
    return n->kind == NODE_PARAGRAPH && n->nattrs
           && (node_attr(n, "colour").n || node_attr(n, "arrow").n || node_attr(n, "mark").n);
}

static PaintedShape look_of(const StatusStyle *dress, const Node *n, const Style *style)
{
    Swatch outline = dress->outline == SWATCH_NONE ? style->colour : dress->outline;
    Str colour = node_attr(n, "colour"), arrow = node_attr(n, "arrow");
    if (colour.n)
        return look_of_status(dress, colour, outline);
    return arrow.n ? look_of_arrow(arrow, outline) : (PaintedShape){&pointer, style->colour, SWATCH_NONE};
}

void path_circle(PathSeg *segs, Len x, Len y, Len r)
{
    Len k = (Len)((int64_t)r * 5523 / 10000); /* a quarter circle by one cubic, 1 in 3700 off at worst */
    segs[0] = (PathSeg){PATH_MOVE, {x + r}, {y}};
    segs[1] = (PathSeg){PATH_CURVE, {x + r, x + k, x}, {y + k, y + r, y + r}};
    segs[2] = (PathSeg){PATH_CURVE, {x - k, x - r, x - r}, {y + r, y + k, y}};
    segs[3] = (PathSeg){PATH_CURVE, {x - r, x - k, x}, {y - k, y - r, y - r}};
    segs[4] = (PathSeg){PATH_CURVE, {x + k, x + r, x + r}, {y - r, y - k, y}};
    segs[5] = (PathSeg){PATH_CLOSE, {0}, {0}};
}

bool draw_look(const Template *tpl, const Node *paragraph, const Style *style, Circle at, DrawnLook *out)
{
    PaintedShape look = look_of(&tpl->statuses, paragraph, style);
    const Shape *shape = look.shape;
    if (!shape)
        return false;
    *out = (DrawnLook){.n = shape->n ? shape->n + 1 : CIRCLE_SEGS, .fill = look.fill, .stroke = look.stroke};
    if (!shape->n)
        path_circle(out->segs, at.x, at.y, at.r);
    for (int i = 0; i < shape->n; i++)
        out->segs[i] = (PathSeg){i ? PATH_LINE : PATH_MOVE,
                                 {at.x + at.r * shape->at[i].x / UNIT},
                                 {at.y + at.r * shape->at[i].y / UNIT}};
    if (shape->n)
        out->segs[shape->n] = (PathSeg){PATH_CLOSE, {0}, {0}};
    return true;
}
