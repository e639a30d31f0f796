/* Backgrounds of what masters place (covers' text, running heads, folios) and of the area where text flows.
 *
 * Everything filled that is drawn before a text is compared, in painting order, with the area where the text begins:
 * an em or three of its first line, at the side to which it is set (how far it runs is known only on finished
 * pages). A field covers the area, and is its background, if its outline does not touch the area and it contains the
 * area's middle; if its outline cuts the area, it may be. The same applies to the area where a master's text flows,
 * but there only a field that contains all of it counts. Outlines are followed in short straight steps. Each master
 * is checked as a recto and as a verso. */
#include "style/contrast_private.h"
#include "style/sheet.h"

enum { STEPS = 32, SHAPE_SEGMENTS = 6 };

typedef struct Area {
    int64_t x0, y0, x1, y1;
} Area;

static bool areas_meet(const Area *a, const Area *b)
{
    return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

/* --- outlines ------------------------------------------------------------ */

/* An outline on its way past an area. */
typedef struct Tracer {
    Area area;
    int64_t x, y, start_x, start_y; /* of the pen, and of the subpath */
    bool touches, inside;           /* the outline meets the area; the area's middle is inside it (even-odd) */
} Tracer;

static void trace_step(Tracer *t, int64_t x, int64_t y)
{
    Area step = {t->x < x ? t->x : x, t->y < y ? t->y : y, t->x < x ? x : t->x, t->y < y ? y : t->y};
    int64_t middle_x = (t->area.x0 + t->area.x1) / 2, middle_y = (t->area.y0 + t->area.y1) / 2;
    if ((t->y > middle_y) != (y > middle_y)) {
        int64_t crossing = t->x + (x - t->x) * (middle_y - t->y) / (y - t->y);
        if (crossing > middle_x)
            t->inside = !t->inside;
    }
    t->touches |= areas_meet(&step, &t->area);
    t->x = x, t->y = y;
}

static void trace_line(Tracer *t, int64_t x, int64_t y)
{
    if (t->x == x || t->y == y) {
        trace_step(t, x, y);
        return;
    }
    int64_t from_x = t->x, from_y = t->y;
    for (int i = 1; i <= STEPS; i++)
        trace_step(t, from_x + (x - from_x) * i / STEPS, from_y + (y - from_y) * i / STEPS);
}

static int64_t bezier(int64_t a, int64_t b, int64_t c, int64_t d, int64_t i)
{
    int64_t r = STEPS - i;
    return (r * r * r * a + 3 * r * r * i * b + 3 * r * i * i * c + i * i * i * d) / ((int64_t)STEPS * STEPS * STEPS);
}

/* Does any of a curve, or the line through the middle, come near the area? */
static bool is_near(const Tracer *t, const PathSeg *s)
{
    Area hull = {t->x, t->y, t->x, t->y};
    for (int i = 0; i < 3; i++) {
        hull.x0 = s->x[i] < hull.x0 ? s->x[i] : hull.x0, hull.x1 = s->x[i] > hull.x1 ? s->x[i] : hull.x1;
        hull.y0 = s->y[i] < hull.y0 ? s->y[i] : hull.y0, hull.y1 = s->y[i] > hull.y1 ? s->y[i] : hull.y1;
    }
    return hull.y0 <= t->area.y1 && hull.y1 >= t->area.y0;
}

static void trace_curve(Tracer *t, const PathSeg *s)
{
    int64_t x = t->x, y = t->y;
    if (!is_near(t, s)) {
        trace_step(t, s->x[2], s->y[2]);
        return;
    }
    for (int i = 1; i <= STEPS; i++)
        trace_step(t, bezier(x, s->x[0], s->x[1], s->x[2], i), bezier(y, s->y[0], s->y[1], s->y[2], i));
}

static void trace(Tracer *t, const PathSeg *segs, int n)
{
    for (int i = 0; i < n; i++) {
        const PathSeg *s = &segs[i];
        switch (s->op) {
        case PATH_MOVE: t->x = t->start_x = s->x[0], t->y = t->start_y = s->y[0]; break;
        case PATH_LINE: trace_line(t, s->x[0], s->y[0]); break;
        case PATH_CURVE: trace_curve(t, s); break;
        case PATH_CLOSE: trace_line(t, t->start_x, t->start_y); break;
        }
    }
}

static int circle_outline(const Placed *p, PathSeg *segs)
{
    Len x = p->x, y = p->y, r = p->w, k = (Len)((int64_t)r * 5523 / 10000);
    segs[0] = (PathSeg){PATH_MOVE, {x + r}, {y}};
    segs[1] = (PathSeg){PATH_CURVE, {x + r, x + k, x}, {y + k, y + r, y + r}};
    segs[2] = (PathSeg){PATH_CURVE, {x - k, x - r, x - r}, {y + r, y + k, y}};
    segs[3] = (PathSeg){PATH_CURVE, {x - r, x - k, x}, {y - k, y - r, y - r}};
    segs[4] = (PathSeg){PATH_CURVE, {x + k, x + r, x + r}, {y - r, y - k, y}};
    segs[5] = (PathSeg){.op = PATH_CLOSE};
    return 6;
}

/* A line or a rectangle. */
static int straight_outline(const Placed *p, PathSeg *segs)
{
    Len right = p->x + p->w, foot = p->y + p->h;
    segs[0] = (PathSeg){PATH_MOVE, {p->x}, {p->y}};
    if (p->kind == PLACED_LINE) {
        segs[1] = (PathSeg){PATH_LINE, {right}, {foot}};
        return 2;
    }
    segs[1] = (PathSeg){PATH_LINE, {right}, {p->y}};
    segs[2] = (PathSeg){PATH_LINE, {right}, {foot}};
    segs[3] = (PathSeg){PATH_LINE, {p->x}, {foot}};
    segs[4] = (PathSeg){.op = PATH_CLOSE};
    return 5;
}

static void trace_placed(Tracer *t, const Placed *p)
{
    PathSeg segs[SHAPE_SEGMENTS];
    if (p->kind == PLACED_PATH)
        trace(t, p->path, p->npath);
    else
        trace(t, segs, p->kind == PLACED_CIRCLE ? circle_outline(p, segs) : straight_outline(p, segs));
}

/* --- grounds ------------------------------------------------------------- */

static void contrast_add_ground(Arena *a, Grounds *grounds, Ground g)
{
    for (int i = 0; i < grounds->n; i++)
        if (grounds->at[i].colour == g.colour)
            return;
    VEC_PUSH(a, grounds, g);
}

/* The area for a drawing that changes sides: left and right are swapped for it instead. */
static Area flipped(Area a, const PageMaster *m)
{
    return (Area){m->width - a.x1, a.y0, m->width - a.x0, a.y1};
}

/* The part of the area that the drawing's clip leaves; *whole: all of it. */
static Area clipped(Area a, const Placed *p, bool *whole)
{
    *whole = true;
    if (!p->clipped)
        return a;
    Area c = {p->clip_x, p->clip_y, (int64_t)p->clip_x + p->clip_w, (int64_t)p->clip_y + p->clip_h};
    Area cut = {a.x0 > c.x0 ? a.x0 : c.x0, a.y0 > c.y0 ? a.y0 : c.y0, a.x1 < c.x1 ? a.x1 : c.x1,
                a.y1 < c.y1 ? a.y1 : c.y1};
    *whole = cut.x0 == a.x0 && cut.y0 == a.y0 && cut.x1 == a.x1 && cut.y1 == a.y1;
    return cut;
}

/* What is under an area so far. */
typedef struct Backdrop {
    Arena *arena;
    Grounds *grounds;
    bool pictured; /* a picture is, of which a template knows nothing, and no field covers it all */
} Backdrop;

static void lay_field(Backdrop *b, const Placed *p, bool covers)
{
    if (covers && !p->clear)
        b->grounds->n = 0, b->pictured = false;
    contrast_add_ground(b->arena, b->grounds, (Ground){p->fill, p->pos});
}

/* One drawing under the area. `always`: it is present whenever the text is. A picture that may be absent leaves what is
 * under it to be judged; what it shows is judged in each document (pdf/contrast.c). */
static void lay_drawing(Backdrop *b, const Placed *p, Area area, bool always)
{
    bool whole, picture = p->kind == PLACED_PICTURE;
    Tracer t = {.area = clipped(area, p, &whole)};
    if ((p->fill == SWATCH_NONE && !picture) || t.area.x0 >= t.area.x1 || t.area.y0 >= t.area.y1)
        return;
    trace_placed(&t, p);
    bool covers = t.inside && !t.touches && whole && always;
    if (picture && covers && p->picture.cover)
        b->grounds->n = 0, b->pictured = true;
    else if (!picture && (t.inside || t.touches))
        lay_field(b, p, covers);
}

/* Its mark may be anywhere on its strip, in any of its colours. */
static void lay_tab(Backdrop *b, const Placed *p, Area area)
{
    Placed mark = *p;
    lay_drawing(b, &mark, area, false);
    for (int i = 0; i < p->tab->ncolours; i++) {
        mark.fill = p->tab->colours[i].fill;
        lay_drawing(b, &mark, area, false);
    }
}

static bool on_side(const Placed *p, bool verso)
{
    return p->sides == SIDES_BOTH || (p->sides == SIDES_VERSO) == verso;
}

/* A page of a master, and the text over its drawings. */
typedef struct PageSide {
    const PageMaster *master;
    bool verso;
    const Placed *text; /* NULL: that of the document */
} PageSide;

static bool is_same(Str condition, Str other)
{
    return condition.n && str_eq(condition, other);
}

/* Whether a drawing is present whenever the text is. */
static bool always_with(const Placed *p, const Placed *text)
{
    static const Placed plain = {0};
    const Placed *t = text ? text : &plain;
    bool there = p->kind != PLACED_PICTURE || p->picture.required || is_same(p->picture.of, t->when);
    return there && (p->opener == OPENER_TOO || p->opener == t->opener) && (!p->when.n || is_same(p->when, t->when))
           && (!p->unless.n || is_same(p->unless, t->unless));
}

static bool never_with(const Placed *p, const Placed *text)
{
    bool parted = text && p->opener != OPENER_TOO && text->opener != OPENER_TOO && p->opener != text->opener;
    return parted || (text && (is_same(p->when, text->unless) || is_same(p->unless, text->when)));
}

/* The backgrounds of an area, from the first `n` drawings of its master. False: there is a picture under it. */
static bool grounds_of(Arena *a, const PageSide *s, int n, Area area, Grounds *out)
{
    Backdrop backdrop = {.arena = a, .grounds = out};
    out->n = 0;
    contrast_add_ground(a, out, (Ground){.colour = SWATCH_NONE});
    for (int i = 0; i < n; i++) {
        const Placed *p = &s->master->placed[i];
        if (p->kind == PLACED_TEXT || !on_side(p, s->verso) || never_with(p, s->text))
            continue;
        Area own = p->mirror && s->verso ? flipped(area, s->master) : area;
        if (p->kind == PLACED_TAB)
            lay_tab(&backdrop, p, own);
        else
            lay_drawing(&backdrop, p, own, always_with(p, s->text));
    }
    return !backdrop.pictured;
}

/* Of several backgrounds, the bottom one covers the whole area: a field that covers it replaces all below it. A picture
 * without a field on it adds none. */
void contrast_page_grounds(Arena *a, const PageMaster *m, Grounds *out)
{
    Grounds side = {0};
    for (int verso = 0; verso < 2; verso++) {
        bool swap = m->mirror && verso;
        Len left = swap ? m->outer : m->inner, right = swap ? m->inner : m->outer;
        PageSide sheet = {m, verso, NULL};
        grounds_of(a, &sheet, m->nplaced, (Area){left, m->top, m->width - right, m->height - m->bottom}, &side);
        if (side.n)
            contrast_add_ground(a, out, side.at[0]);
    }
}

/* --- text ---------------------------------------------------------------- */

enum { EMS = 3 };

/* Where the text's first line begins, or ends when it is set to the right; as on a recto. */
static Area text_area(const Placed *p, const Style *style)
{
    int64_t width = int_min(p->w, EMS * style->size), top = p->bottom ? p->y - style->leading : p->y;
    int64_t room = p->w - width;
    int64_t x = p->x + (p->align == ALIGN_RIGHT ? room : p->align == ALIGN_CENTRE ? room / 2 : 0);
    return (Area){x, top, x + width, top + style->leading};
}

static void look_at_text(Contrast *c, const PageMaster *m, int index, bool verso)
{
    const Placed *p = &m->placed[index];
    const Style *style = style_block(c->styler, p->style, (Str){0}, NULL);
    Area area = text_area(p, style);
    Grounds grounds = {0};
    PageSide sheet = {m, verso, p};
    if (!grounds_of(c->arena, &sheet, index, p->mirror && verso ? flipped(area, m) : area, &grounds))
        return;
    TextUse use = {.element = p->style, .prop = PROP_COLOUR, .page = m->name};
    contrast_add(c, style->colour, contrast_needed(style), &grounds, &use);
}

static void look_at_page(Contrast *c, const PageMaster *m)
{
    for (int k = 0; k < m->nplaced; k++)
        for (int verso = 0; verso < 2; verso++)
            if (m->placed[k].kind == PLACED_TEXT && on_side(&m->placed[k], verso))
                look_at_text(c, m, k, verso);
}

void contrast_placed(Contrast *c)
{
    for (int i = 0; i < c->t->nmasters; i++)
        if (template_uses(c->t, &c->t->masters[i]))
            look_at_page(c, &c->t->masters[i]);
    for (int i = 0; c->t->sheet && i < c->t->sheet->npanels; i++)
        look_at_page(c, &c->t->sheet->panels[i].page);
}
