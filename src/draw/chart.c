/* Charts and diagrams as figures: the caption above, which says what is shown; the drawing; below it where the data
 * stands.
 *
 * A chart is one strip, kept with its caption. One that is taller than most of a page is cut between its bars, as a
 * table is between its rows. Figures whose unit is no sign that goes with each of them have it stated once, at the
 * top. */
#include "draw/chart.h"

#include "layout/flow/caption.h"
#include "layout/flow/image.h"

/* ---- words ---- */

Words words_set(Plot *p, Str text, const Style *style, Len measure)
{
    Words w = {.lines = set_text(p->pass, text, style, p->node, measure, ALIGN_LEFT), .style = style};
    for (int i = 0; i < w.lines.n; i++) {
        w.width = int_max(w.width, w.lines.at[i].width);
        w.overfull = w.overfull || w.lines.at[i].overfull;
    }
    w.height = w.lines.n * style->leading;
    return w;
}

Words words_line(Plot *p, Str text, const Style *style)
{
    return words_set(p, text, style, LEN_MAX / 4);
}

void words_put(Plot *p, const Words *w, Len x, Len y, Align side)
{
    for (int i = 0; i < w->lines.n; i++) {
        const Line *line = &w->lines.at[i];
        Len left = side == ALIGN_RIGHT ? x - line->width : side == ALIGN_CENTRE ? x - line->width / 2 : x;
        line_items(p->pass, line, left, y + i * w->style->leading, w->style, p->node, &p->items, NULL);
    }
}

const Style *style_in(Plot *p, const Style *style, Swatch colour)
{
    Style *own = NEW(p->pass->arena, Style);
    *own = *style;
    if (colour != SWATCH_NONE)
        own->colour = colour;
    return own;
}

/* ---- lengths ---- */

/* Both are halved until the product fits 64 bits, which loses less than can be seen. */
Len in_proportion(Len whole_length, int64_t part, int64_t whole)
{
    while (whole > INT64_C(1) << 32) {
        part /= 2;
        whole /= 2;
    }
    return whole > 0 ? (Len)(part * whole_length / whole) : 0;
}

void plot_cut(Plot *p)
{
    VEC_PUSH(p->pass->arena, &p->cuts, (PlotCut){p->y, p->items.n});
}

Str group_percent(Plot *p, int group, int series)
{
    return chart_percent(p->pass->arena, chart_point(p->chart, group, series)->units, chart_total(p->chart, group));
}

/* ---- the drawing ---- */

static void state_unit(Plot *p)
{
    if (p->chart->type == CHART_STATUS || !chart_unit_is_apart(p->chart))
        return;
    Words unit = words_line(p, p->chart->unit, p->axis);
    words_put(p, &unit, 0, p->y, ALIGN_LEFT);
    p->y += unit.height + unit.height / 2;
}

static void draw(Plot *p)
{
    state_unit(p);
    switch (p->chart->type) {
    case CHART_LINE: draw_line(p); break;
    case CHART_PIE: draw_pie(p); break;
    case CHART_STATUS: draw_status(p); break;
    case CHART_SHARE:
        if (p->chart->ngroups == 1)
            draw_share(p);
        else
            draw_bars_across(p);
        break;
    default:
        if (!draw_columns(p))
            draw_bars_across(p);
    }
}

/* ---- strips ---- */

/* A field that is not painted tells how far the figure reaches. */
static void put_extent(Plot *p)
{
    Item item = {.kind = ITEM_RECT, .role = ITEM_CONTENT, .node = p->node};
    item.u.rect.w = p->width;
    item.u.rect.h = p->y;
    item.u.rect.fill = SWATCH_NONE;
    VEC_PUSH(p->pass->arena, &p->items, item);
}

/* Items [first, last), drawn between y and bottom, as a strip of their own. */
static Strip *put_strip(Builder *b, Plot *p, int first, int last, Len x, Len y, Len bottom, Len before)
{
    for (int i = first; i < last; i++) {
        p->items.at[i].x += x;
        p->items.at[i].y -= y;
    }
    Strip *strip = build_strip(b, bottom - y, before, 0);
    strip->items = p->items.at + first;
    strip->nitems = last - first;
    return strip;
}

void plot_strip(Builder *b, Plot *p, const Setting *s, Len before)
{
    put_extent(p);
    put_strip(b, p, 0, p->items.n, s->x, 0, p->y, before);
}

/* Whole when a page has room for it; else cut, but with three bars at least on either side. */
static void put_strips(Builder *b, Plot *p, const Setting *s, Len before)
{
    if (p->y <= s->region_height * 7 / 8 || p->cuts.n == 0) {
        plot_strip(b, p, s, before);
        return;
    }
    enum { ENDS = 3 };
    PlotCut from = {0, 0};
    for (int i = 0; i <= p->cuts.n; i++) {
        PlotCut to = i < p->cuts.n ? p->cuts.at[i] : (PlotCut){p->y, p->items.n};
        if (to.items > from.items) {
            Strip *strip = put_strip(b, p, from.items, to.items, s->x, from.y, to.y, i == 0 ? before : 0);
            if (i < ENDS || i > p->cuts.n - ENDS)
                strip->penalty = PENALTY_NEVER;
        }
        from = to;
    }
}

static const Style *chart_style(const Plot *p, const char *class_name, const Setting *s)
{
    return style_block(p->pass->styler, STR("chart"), str_c(class_name), s->place);
}

static void set_drawing(Builder *b, const Node *picture, const Setting *s, Len before)
{
    Plot p = {.pass = b->pass,
              .node = picture,
              .chart = picture->u.image.chart,
              .dress = &b->pass->job->tpl->charts,
              .width = s->measure,
              .most = s->region_height * 3 / 5};
    p.value = chart_style(&p, "", s);
    p.axis = chart_style(&p, "axis", s);
    p.name = chart_style(&p, "name", s);
    p.inside = style_in(&p, chart_style(&p, "inside", s), p.dress->paper);
    draw(&p);
    put_strips(b, &p, s, before);
}

void build_chart(Builder *b, const Node *figure, Setting s)
{
    const Style *style = style_block(b->pass->styler, STR("figure"), figure->name, s.place);
    bool span = build_span(b, style->span, &s);
    const Node *caption = figure->first->next, *source = figure->last;
    Len before = style->space_before;
    if (caption && caption->kind == NODE_CAPTION) {
        if (!b->entering)
            b->after = int_max(b->after, before);
        set_caption(b, figure, caption, s, "chart");
        b->next_penalty = PENALTY_NEVER;
        before = 0;
    }
    if (figure->first->u.image.diagram)
        set_diagram(b, figure->first, &s, before);
    else
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
