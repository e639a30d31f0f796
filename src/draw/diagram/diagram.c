/* Diagrams: tried in the author's grid with labels of several widths, then with one box in a row, until everything
 * fits.
 *
 * A label with a divided word is second best, and not good enough for large print. What does not fit even so is
 * crowded. There are no places for a cut, because boxes on several pages would lose their arrows. Words are in reading
 * order: boxes row by row, then labels in the order of the arrows. */
#include "draw/diagram/diagram_private.h"

enum { HEAD = PT(6), HEAD_HALF = PT(11) / 4, BEND = PT(3), TITLE_GAP = PT(2) };

/* ---- trying ---- */

static const char *const role_names[DIAGRAM_ROLE_COUNT] = {
    [DIAGRAM_PLAIN] = "plain",
    [DIAGRAM_PRIMARY] = "primary",
    [DIAGRAM_SECONDARY] = "secondary",
};

static const Style *box_style(const Sheet *t, const DiagramBox *b, const char *class_name)
{
    Place place = {t->p->space->place, str_c(role_names[b->role])};
    return style_block(t->p->space->styler, STR("diagram"), str_c(class_name), &place);
}

/* A space at the end parts the words from the next box's for anyone who extracts text from the file. What fills two
 * pages by itself is cut there, as sums of heights must not run over; that diagram is too tall in any case. */
static Words set_spaced(Sheet *t, Str text, const Style *style, Len measure)
{
    enum { LONGEST = 20000 };
    if (text.n > LONGEST) {
        t->good = false;
        for (text.n = LONGEST; (text.p[text.n] & 0xC0) == 0x80;) /* a character's later bytes */
            text.n--;
    }
    Words w = words_set(t->p, str_format(t->p->arena, STR_FMT " ", STR_ARG(text)), style, measure);
    w.lines.n = int_min(w.lines.n, 2 * (t->p->space->page_height / int_max(style->leading, 1) + 1));
    w.height = w.lines.n * style->leading;
    return w;
}

static void set_labels(Sheet *t)
{
    for (int i = 0; i < t->g->narrows; i++) {
        const DiagramArrow *x = &t->g->arrows[i];
        bool in_gutter = x->way == WAY_ACROSS || x->way == WAY_LEFT || x->way == WAY_RIGHT;
        Len most = in_gutter ? t->label_most * 2 / 3 : x->way == WAY_DOWN ? t->label_most : t->label_most * 3 / 2;
        if (!x->label.n)
            continue;
        t->labels[i] = set_spaced(t, x->label, t->label_style, most);
        t->cut = t->cut || t->labels[i].overfull;
    }
}

static void set_boxes(Sheet *t)
{
    for (int i = 0; i < t->g->nboxes; i++) {
        const DiagramBox *b = &t->g->boxes[i];
        Len measure = int_max(t->boxes[i].w - 2 * t->dress->pad, PT(12));
        t->titles[i] = set_spaced(t, b->title, box_style(t, b, "title"), measure);
        if (b->text.n)
            t->texts[i] = set_spaced(t, b->text, box_style(t, b, ""), measure);
        t->boxes[i].h = t->titles[i].height + (b->text.n ? TITLE_GAP + t->texts[i].height : 0) + 2 * t->dress->pad;
        t->good = t->good && !t->titles[i].overfull && !t->texts[i].overfull;
    }
}

static Sheet *new_sheet(Plot *p, const Diagram *g, Len label_most)
{
    Arena *a = p->arena;
    Sheet *t = NEW(a, Sheet);
    *t = (Sheet){.p = p, .g = g, .dress = &p->space->tpl->diagrams, .label_most = label_most, .good = true};
    t->label_style = style_block(p->space->styler, STR("diagram-label"), STR(""), p->space->place);
    t->titles = NEWN(a, Words, g->nboxes);
    t->texts = NEWN(a, Words, g->nboxes);
    t->boxes = NEWN(a, Rect, g->nboxes);
    t->labels = NEWN(a, Words, g->narrows);
    t->places = NEWN(a, Rect, g->narrows);
    t->routes = NEWN(a, Route, g->narrows);
    t->lanes = NEWN(a, int, g->narrows);
    t->posts = NEWN(a, Post, 2 * g->narrows);
    t->column_x = NEWN(a, Len, g->columns);
    t->gutter_x = NEWN(a, Len, g->columns + 1);
    t->gutter_width = NEWN(a, Len, g->columns + 1);
    t->left_lanes = NEWN(a, Len, g->columns + 1);
    t->gap_y = NEWN(a, Len, g->rows + 1);
    t->gap_height = NEWN(a, Len, g->rows + 1);
    t->row_height = NEWN(a, Len, g->rows);
    t->row_words = NEWN(a, Len, g->rows);
    return t;
}

static Sheet *try_sheet(Plot *p, const Diagram *g, Len label_most, Len least_column)
{
    Sheet *t = new_sheet(p, g, label_most);
    set_labels(t);
    diagram_side_lanes(t);
    diagram_columns(t);
    t->good = t->good && t->column_width >= least_column;
    set_boxes(t);
    diagram_posts(t);
    diagram_rows(t);
    diagram_routes(t);
    diagram_labels(t);
    return t;
}

/* Labels of ordinary size have these widths; larger ones need more. */
static Len of_type(Plot *p, Len width)
{
    enum { ORDINARY = PT(10) };
    Len size = style_block(p->space->styler, STR("diagram-label"), STR(""), p->space->place)->size;
    return size > ORDINARY ? len_scale(width, size, ORDINARY) : width;
}

static Sheet *best_sheet(Plot *p, const Diagram *given)
{
    static const Len tries[][2] = {{PT(110), PT(96)}, {PT(80), PT(80)}, {PT(50), PT(60)}}; /* of labels, of columns */
    const Diagram *shapes[] = {given, given->columns > 1 ? diagram_in_one_column(p->arena, given) : NULL};
    Sheet *t = NULL, *second = NULL;
    for (int k = 0; k < COUNT(shapes) && shapes[k]; k++) {
        for (int i = 0; i < COUNT(tries); i++) {
            t = try_sheet(p, shapes[k], of_type(p, tries[i][0]), tries[i][1]);
            if (t->good && !t->cut)
                return t;
            second = t->good && !second ? t : second;
        }
    }
    return second ? second : t;
}

/* ---- drawing ---- */

/* A quarter circle, near enough: from where the path is, towards the corner, then on to x, y. */
static void bend_to(Sheet *t, Segs *segs, Point corner, Point to)
{
    const PathSeg *from = &segs->at[segs->n - 1];
    Len x0 = from->x[0], y0 = from->y[0];
    PathSeg curve = {.op = PATH_CURVE,
                     .x = {x0 + (corner.x - x0) * 11 / 20, to.x + (corner.x - to.x) * 11 / 20, to.x},
                     .y = {y0 + (corner.y - y0) * 11 / 20, to.y + (corner.y - to.y) * 11 / 20, to.y}};
    VEC_PUSH(t->p->arena, segs, curve);
}

static void draw_frame(Sheet *t, const Rect *box, Swatch tint)
{
    Arena *a = t->p->arena;
    const DiagramStyle *d = t->dress;
    Len in = d->outline != SWATCH_NONE ? d->outline_width / 2 : 0, r = int_min(d->corner, int_min(box->w, box->h) / 2);
    Len l = box->x + in, u = box->y + in, e = box->x + box->w - in, f = box->y + box->h - in;
    Segs segs = {0};
    VEC_PUSH(a, &segs, move_to(l + r, u));
    VEC_PUSH(a, &segs, line_to(e - r, u));
    bend_to(t, &segs, (Point){e, u}, (Point){e, u + r});
    VEC_PUSH(a, &segs, line_to(e, f - r));
    bend_to(t, &segs, (Point){e, f}, (Point){e - r, f});
    VEC_PUSH(a, &segs, line_to(l + r, f));
    bend_to(t, &segs, (Point){l, f}, (Point){l, f - r});
    VEC_PUSH(a, &segs, line_to(l, u + r));
    bend_to(t, &segs, (Point){l, u}, (Point){l + r, u});
    VEC_PUSH(t->p->arena, &segs, close_path());
    plot_path(t->p, segs.at, segs.n, (Paint){tint, d->outline, d->outline != SWATCH_NONE ? d->outline_width : 0});
}

/* Titles of a row stand level above their texts; one without a text stands in the middle. */
static void draw_box(Sheet *t, int i)
{
    const Rect *box = &t->boxes[i];
    int row = t->g->boxes[i].row;
    Len x = box->x + t->dress->pad, y = box->y + t->dress->pad + (t->row_height[row] - t->row_words[row]) / 2;
    if (t->texts[i].lines.n == 0)
        y = box->y + (box->h - t->titles[i].height) / 2;
    draw_frame(t, box, t->dress->tints[t->g->boxes[i].role]);
    words_put(t->p, &t->titles[i], x, y, ALIGN_LEFT);
    words_put(t->p, &t->texts[i], x, y + t->titles[i].height + TITLE_GAP, ALIGN_LEFT);
}

static int sign(Len n)
{
    return (n > 0) - (n < 0);
}

static Len towards(Len from, Len to, Len by)
{
    Len half = (to - from) / 2;
    return from + sign(half) * int_min(by, half < 0 ? -half : half);
}

/* A triangle whose tip is at corner `at` of the route, coming from corner `from`. The line then ends inside it. */
static void draw_head(Sheet *t, Route *r, int at, int from, Swatch colour)
{
    int dx = sign(r->x[at] - r->x[from]), dy = sign(r->y[at] - r->y[from]);
    Len tip_x = r->x[at] - dx * PT(1) / 2, tip_y = r->y[at] - dy * PT(1) / 2;
    Len foot_x = tip_x - dx * HEAD, foot_y = tip_y - dy * HEAD;
    PathSeg segs[] = {move_to(tip_x, tip_y), line_to(foot_x - dy * HEAD_HALF, foot_y + dx * HEAD_HALF),
                      line_to(foot_x + dy * HEAD_HALF, foot_y - dx * HEAD_HALF), close_path()};
    plot_path(t->p, segs, COUNT(segs), (Paint){colour, SWATCH_NONE, 0});
    r->x[at] = tip_x - dx * HEAD / 2;
    r->y[at] = tip_y - dy * HEAD / 2;
}

static void draw_arrow(Sheet *t, int i)
{
    Arena *a = t->p->arena;
    Route r = t->routes[i];
    Swatch colour = t->dress->line != SWATCH_NONE ? t->dress->line : t->label_style->colour;
    Segs segs = {0};
    DiagramHeads heads = t->g->arrows[i].heads;
    if (heads != HEADS_NONE)
        draw_head(t, &r, r.n - 1, r.n - 2, colour);
    if (heads == HEADS_BOTH)
        draw_head(t, &r, 0, 1, colour);
    VEC_PUSH(a, &segs, move_to(r.x[0], r.y[0]));
    for (int k = 1; k < r.n - 1; k++) {
        VEC_PUSH(a, &segs, line_to(towards(r.x[k], r.x[k - 1], BEND), towards(r.y[k], r.y[k - 1], BEND)));
        bend_to(t, &segs, (Point){r.x[k], r.y[k]},
                (Point){towards(r.x[k], r.x[k + 1], BEND), towards(r.y[k], r.y[k + 1], BEND)});
    }
    VEC_PUSH(a, &segs, line_to(r.x[r.n - 1], r.y[r.n - 1]));
    plot_path(t->p, segs.at, segs.n, (Paint){SWATCH_NONE, colour, t->dress->line_width});
}

static void draw_sheet(Sheet *t)
{
    for (int i = 0; i < t->g->nboxes; i++)
        draw_box(t, i);
    for (int i = 0; i < t->g->narrows; i++)
        draw_arrow(t, i);
    for (int i = 0; i < t->g->narrows; i++)
        words_put(t->p, &t->labels[i], t->places[i].x, t->places[i].y, ALIGN_LEFT);
    t->p->y = t->gap_y[t->g->rows] + t->gap_height[t->g->rows];
}

/* ---- the whole ---- */

Drawing *draw_diagram(const DrawSpace *space, const Diagram *diagram)
{
    Plot p = plot_of(space);
    Sheet *t = best_sheet(&p, diagram);
    draw_sheet(t);
    p.drawing->crowded = !t->good || (t->cut && space->tpl->whole);
    return plot_end(&p);
}
