/* Words and plain shapes, added to a drawing one after the other. */
#include "draw/plot.h"

Plot plot_of(const DrawSpace *space)
{
    Drawing *drawing = NEW(space->arena, Drawing);
    drawing->width = space->width;
    return (Plot){.space = space, .arena = space->arena, .drawing = drawing, .width = space->width};
}

Drawing *plot_end(Plot *p)
{
    p->drawing->height = p->y;
    return p->drawing;
}

/* ---- words ---- */

static Words set_shaped(Plot *p, Str text, const Style *style, const ParaShape *shape)
{
    Piece piece = {.kind = PIECE_TEXT, .text = text, .style = style, .node = p->space->picture};
    Words w = {.lines = piece_break(p->space->typesetter, p->arena, &piece, shape), .style = style};
    for (int i = 0; i < w.lines.n; i++) {
        w.width = int_max(w.width, w.lines.at[i].width);
        w.overfull = w.overfull || w.lines.at[i].overfull || w.lines.at[i].forced;
    }
    w.height = w.lines.n * style->leading;
    return w;
}

Words words_set(Plot *p, Str text, const Style *style, Len measure)
{
    return set_shaped(p, text, style, &(ParaShape){.measure = measure, .align = ALIGN_LEFT, .provisional = true});
}

Words words_fit(Plot *p, Str text, const Style *style, Len measure)
{
    Words w = words_set(p, text, style, measure);
    if (w.overfull)
        w = set_shaped(p, text, style, &(ParaShape){.measure = measure, .align = ALIGN_LEFT, .hyphenate = true});
    if (w.overfull)
        p->drawing->crowded = true;
    return w;
}

Words words_line(Plot *p, Str text, const Style *style)
{
    return words_set(p, text, style, LEN_MAX / 4);
}

static void put_runs(Plot *p, const Line *line, Len x, Len baseline)
{
    for (int i = 0; i < line->nruns; i++)
        VEC_PUSH(p->arena, &p->drawing->items,
                 (DrawItem){.kind = DRAW_RUN, .x = x + line->x[i], .y = baseline, .u.run = &line->runs[i]});
}

void words_put(Plot *p, const Words *w, Len x, Len y, Align side)
{
    for (int i = 0; i < w->lines.n; i++) {
        const Line *line = &w->lines.at[i];
        Len left = side == ALIGN_RIGHT ? x - line->width : side == ALIGN_CENTRE ? x - line->width / 2 : x;
        put_runs(p, line, left, y + i * w->style->leading + style_baseline(w->style));
    }
}

const Style *style_in(Plot *p, const Style *style, Swatch colour)
{
    Style *own = NEW(p->arena, Style);
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
    VEC_PUSH(p->arena, &p->drawing->cuts, (DrawCut){p->y, p->drawing->items.n});
}

/* ---- shapes ---- */

void plot_rect(Plot *p, Rect r, Swatch fill)
{
    if (fill == SWATCH_NONE || r.w <= 0 || r.h <= 0)
        return;
    VEC_PUSH(p->arena, &p->drawing->items,
             (DrawItem){.kind = DRAW_RECT, .x = r.x, .y = r.y, .u.rect = {.w = r.w, .h = r.h, .fill = fill}});
}

void plot_add(Plot *p, const DrawPath *path)
{
    VEC_PUSH(p->arena, &p->drawing->items, (DrawItem){.kind = DRAW_PATH, .u.path = path});
}

void plot_path(Plot *p, const PathSeg *segs, int n, Paint paint)
{
    if (n == 0)
        return;
    DrawPath *path = NEW(p->arena, DrawPath);
    PathSeg *own = NEWN(p->arena, PathSeg, n);
    memcpy(own, segs, (size_t)n * sizeof *segs);
    *path = (DrawPath){.segs = own, .n = n, .fill = paint.fill, .stroke = paint.stroke, .stroke_width = paint.width};
    plot_add(p, path);
}

void plot_line(Plot *p, Point from, Point to, Swatch stroke, Len width)
{
    PathSeg segs[] = {move_to(from.x, from.y), line_to(to.x, to.y)};
    if (stroke != SWATCH_NONE)
        plot_path(p, segs, COUNT(segs), (Paint){SWATCH_NONE, stroke, width});
}
