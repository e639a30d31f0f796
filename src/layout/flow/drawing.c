/* Charts and diagrams as figures: the caption above, the drawing, and below it the place of the data.
 *
 * All items belong to the picture's node, so that they are one figure to a reader. A drawing is one strip, kept with
 * its caption. One taller than most of a page is cut where its kind allows, as a table is between its rows. A diagram
 * that cannot be cut, or has no room for its words, is an error. */
#include "layout/flow/drawing.h"

#include "draw/draw.h"
#include "layout/flow/caption.h"

/* ---- items ---- */

static PagePath *path_of(Pass *pass, const DrawPath *drawn)
{
    PagePath *path = NEW(pass->arena, PagePath);
    *path = (PagePath){.segs = drawn->segs,
                       .n = drawn->n,
                       .fill = colour_of(pass, drawn->fill),
                       .stroke = colour_of(pass, drawn->stroke),
                       .stroke_width = drawn->stroke_width,
                       .clipped = drawn->clipped,
                       .clip = drawn->clip};
    return path;
}

static Item item_of(Pass *pass, const DrawItem *drawn, const Node *picture)
{
    Item item = {.role = ITEM_CONTENT, .node = picture, .x = drawn->x, .y = drawn->y};
    switch (drawn->kind) {
    case DRAW_RUN:
        item.kind = ITEM_GLYPHS;
        item.colour = text_colour(pass, drawn->u.run->colour);
        item.u.run = drawn->u.run;
        break;
    case DRAW_RECT:
        item.kind = ITEM_RECT;
        item.colour = colour_of(pass, drawn->u.rect.fill);
        item.u.rect.w = drawn->u.rect.w;
        item.u.rect.h = drawn->u.rect.h;
        break;
    case DRAW_PATH:
        item.kind = ITEM_PATH;
        item.u.path = path_of(pass, drawn->u.path);
        break;
    }
    return item;
}

/* A field that is not painted tells how far the figure reaches. */
static Item extent_of(const Drawing *drawing, const Node *picture)
{
    Item item = {.kind = ITEM_RECT, .role = ITEM_CONTENT, .colour = COLOUR_NONE, .node = picture};
    item.u.rect.w = drawing->width;
    item.u.rect.h = drawing->height;
    return item;
}

/* ---- strips ---- */

typedef struct Placement { /* a drawing that is put onto the flow */
    Builder *b;
    const Drawing *drawing;
    const Node *picture;
    const Setting *s;
    Len before;
} Placement;

/* What is drawn between two cuts, as a strip. */
static Strip *put_strip(const Placement *p, DrawCut from, DrawCut to)
{
    Pass *pass = p->b->pass;
    Arena *a = pass->arena;
    bool whole = from.items == 0 && to.items == p->drawing->items.n;
    Items items = {0};
    VEC_RESERVE(a, &items, to.items - from.items + 1);
    for (int i = from.items; i < to.items; i++)
        VEC_PUSH(a, &items, item_of(pass, &p->drawing->items.at[i], p->picture));
    if (whole)
        VEC_PUSH(a, &items, extent_of(p->drawing, p->picture));
    for (int i = 0; i < items.n; i++) {
        items.at[i].x += p->s->x;
        items.at[i].y -= from.y;
    }
    Strip *strip = build_strip(p->b, to.y - from.y, from.items ? 0 : p->before, 0);
    strip->items = items.at, strip->nitems = items.n;
    return strip;
}

/* Whole when a page has room for it; else cut, but with three bars at least on either side. */
static void put_strips(const Placement *p)
{
    enum { ENDS = 3 };
    const Drawing *d = p->drawing;
    int cuts = d->height <= p->s->region_height * 7 / 8 ? 0 : d->cuts.n;
    DrawCut from = {0, 0};
    for (int i = 0; i <= cuts; i++) {
        DrawCut to = i < cuts ? d->cuts.at[i] : (DrawCut){d->height, d->items.n};
        if (to.items > from.items) {
            Strip *strip = put_strip(p, from, to);
            if (cuts && (i < ENDS || i > cuts - ENDS))
                strip->penalty = PENALTY_NEVER;
        }
        from = to;
    }
}

/* ---- faults ---- */

static int millimetres(Len length)
{
    return (int)((int64_t)length * 254 / PT(720));
}

static void report_crowded_chart(const Placement *p)
{
    diag(p->b->pass->job->diag, LAY006, p->picture->pos,
         "the words of this chart do not fit in %d mm; expected shorter names, fewer groups or a wider place",
         millimetres(p->drawing->width));
}

static void report_crowded_diagram(const Placement *p)
{
    diag(p->b->pass->job->diag, LAY005, p->picture->pos,
         "the text of this diagram does not fit in %d mm; expected fewer columns, fewer arrows or shorter text",
         millimetres(p->drawing->width));
}

static void report_tall(const Placement *p, Len most)
{
    diag(p->b->pass->job->diag, LAY005, p->picture->pos,
         "this %s is %d mm tall, but a page has room for %d mm; expected fewer rows or shorter text",
         p->picture->u.image.chart ? "chart" : "diagram", millimetres(p->drawing->height), millimetres(most));
}

static Len tallest(const Node *picture, const Setting *s)
{
    return picture->u.image.chart ? s->region_height : s->region_height * 7 / 8;
}

/* Said once, in the first pass. */
static void report(const Placement *p)
{
    Len most = tallest(p->picture, p->s);
    if (p->b->pass->quiet)
        return;
    if (p->drawing->crowded && p->picture->u.image.chart)
        report_crowded_chart(p);
    else if (p->drawing->crowded)
        report_crowded_diagram(p);
    else if (p->drawing->height > most && !p->drawing->cuts.n)
        report_tall(p, most);
}

/* ---- the figure ---- */

static const Drawing *drawn(Pass *pass, const Node *picture, const Setting *s)
{
    DrawSpace space = {.arena = pass->arena,
                       .typesetter = pass->typesetter,
                       .tpl = pass->tpl,
                       .styler = pass->styler,
                       .place = s->place,
                       .picture = picture,
                       .width = s->measure,
                       .page_height = s->region_height};
    const Chart *chart = picture->u.image.chart;
    return chart ? draw_chart(&space, chart) : draw_diagram(&space, picture->u.image.diagram);
}

static Str words_in(Arena *a, const Drawing *d)
{
    Buf out = {0};
    for (int i = 0; i < d->items.n; i++) {
        if (d->items.at[i].kind != DRAW_RUN)
            continue;
        buf_str(&out, d->items.at[i].u.run->text);
        buf_char(&out, ' ');
    }
    return buf_take(&out, a);
}

bool drawing_fits(Pass *pass, const Node *picture, const Setting *s, Str *words)
{
    const Drawing *d = drawn(pass, picture, s);
    *words = words_in(pass->arena, d);
    return !d->crowded && (d->height <= tallest(picture, s) || d->cuts.n);
}

static void set_drawing(Builder *b, const Node *picture, const Setting *s, Len before)
{
    Placement p = {.b = b, .drawing = drawn(b->pass, picture, s), .picture = picture, .s = s, .before = before};
    report(&p);
    put_strips(&p);
}

void build_drawing(Builder *b, const Node *figure, Setting s)
{
    const Style *style = style_block(b->pass->styler, STR("figure"), figure->name, s.place);
    bool span = build_span(b, style->span, &s);
    const Node *caption = figure->first->next, *source = figure->last;
    Len before = style->space_before;
    if (caption && caption->kind == NODE_CAPTION) {
        if (!b->entering)
            b->after = int_max(b->after, before);
        if (!set_caption_in_margin(b, figure, caption, s, "chart")) {
            set_caption(b, figure, caption, s, "chart");
            b->next_penalty = PENALTY_NEVER;
            before = 0;
        }
    }
    set_drawing(b, figure->first, &s, before);
    b->after = 0;
    if (source->kind == NODE_PARAGRAPH) {
        b->after = style_block(b->pass->styler, STR("p"), source->name, s.place)->space_before;
        b->next_penalty = PENALTY_NEVER;
        build_block(b, source, s);
    }
    b->after = int_max(b->after, style->space_after);
    build_unspan(b, span);
}
