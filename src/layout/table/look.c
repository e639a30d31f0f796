/* What is drawn before words: the shape of a status, the arrow of a direction, the mark of what is new.
 *
 * The word beside it says the same, so a shape is decoration, and shapes differ in outline, so that they can be told
 * apart without colour. All are drawn about the middle of a capital letter, in units of their radius. */
#include "layout/table/look_private.h"

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

static bool has_look(const Node *n)
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

Len look_room(const Node *paragraph, const Style *style)
{
    return has_look(paragraph) ? style->size * 13 / 10 : 0;
}

static const PagePath *path_of(Pass *pass, const PaintedShape *look, Point centre, Len r)
{
    enum { CIRCLE = 6 };
    const Shape *shape = look->shape;
    PagePath *path = NEW(pass->arena, PagePath);
    PathSeg *segs = NEWN(pass->arena, PathSeg, shape->n ? shape->n + 1 : CIRCLE);
    *path = (PagePath){.segs = segs,
                       .n = shape->n ? shape->n + 1 : CIRCLE,
                       .fill = colour_of(pass, look->fill),
                       .stroke = colour_of(pass, look->stroke),
                       .stroke_width = pass->tpl->statuses.outline_width};
    if (!shape->n)
        path_circle(segs, centre.x, centre.y, r);
    for (int i = 0; i < shape->n; i++)
        segs[i] = (PathSeg){i ? PATH_LINE : PATH_MOVE,
                            {centre.x + r * shape->at[i].x / UNIT},
                            {centre.y + r * shape->at[i].y / UNIT}};
    if (shape->n)
        segs[shape->n] = (PathSeg){PATH_CLOSE, {0}, {0}};
    return path;
}

void look_put(Pass *pass, Strip *line, const Node *paragraph, const Style *style, Len x)
{
    PaintedShape look = look_of(&pass->tpl->statuses, paragraph, style);
    if (!look.shape)
        return;
    Len r = style->size * 2 / 5;
    Point centre = {x + style->size / 2, style_baseline(style) - style->size * 7 / 20};
    Items items = {0};
    for (int i = 0; i < line->nitems; i++)
        VEC_PUSH(pass->arena, &items, line->items[i]);
    Item item = {.kind = ITEM_PATH, .role = ITEM_DECORATION, .node = paragraph};
    item.u.path = path_of(pass, &look, centre, r);
    VEC_PUSH(pass->arena, &items, item);
    line->items = items.at;
    line->nitems = items.n;
}
