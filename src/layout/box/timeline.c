/* Timelines.
 *
 * Down the column, the line is the rule of a frame round all the items, so that it goes through the gaps between them
 * and goes on with them on the next page. Across the measure, the items are a row of a grid below a strip with the
 * line. The line and its marks are decoration: what is read is the list. */
#include "layout/box/timeline_private.h"

#include "draw/look.h"
#include "layout/box/grid.h"
#include "layout/flow/heights.h"
#include "layout/flow/strip.h"

typedef struct Timeline {
    const BoxStyle *box;
    const Style *style; /* of element "timeline" */
    Len r;              /* radius of a mark */
    Len gap;            /* between the line and words */
} Timeline;

static Timeline timeline_of(Builder *b, const BoxStyle *box, const Setting *s)
{
    const Style *style = build_style(b, "timeline", STR(""), s);
    return (Timeline){box, style, style->size * 3 / 8, style->rule_gap ? style->rule_gap : style->size};
}

static Len thickness(const Timeline *t)
{
    return t->style->rule_above ? t->style->rule_above : PT(1);
}

static Item mark_item(const Builder *b, const Timeline *t, const Node *node, Point centre)
{
    enum { SEGS = 6 };
    Arena *a = b->pass->arena;
    PathSeg *segs = NEWN(a, PathSeg, SEGS);
    PagePath *path = NEW(a, PagePath);
    path_circle(segs, centre.x, centre.y, t->r);
    *path =
        (PagePath){.segs = segs, .n = SEGS, .fill = text_colour(b->pass, t->style->mark_colour), .stroke = COLOUR_NONE};
    return (Item){.kind = ITEM_PATH, .role = ITEM_DECORATION, .node = node, .u.path = path};
}

/* The middle of the capitals of a strip's first words. */
static Len middle_of(const Strip *s, const Timeline *t)
{
    for (int i = 0; i < s->nitems; i++)
        if (s->items[i].kind == ITEM_GLYPHS)
            return s->items[i].y - s->items[i].u.run->size * 5 / 14;
    return style_baseline(t->style);
}

/* ---- down the column ---- */

static void set_down(Builder *b, const Node *list, const Timeline *t, Setting s)
{
    Len dates = t->style->term_width <= s.measure / 3 ? t->style->term_width : 0;
    Len before = dates ? dates + t->gap : t->r, band = before + t->r + t->gap;
    TermColumn column = {band, dates};
    Frame *f = build_open(b, list, 0);
    f->x = s.x + before - thickness(t) / 2;
    f->width = f->rule_left = thickness(t);
    f->rule_colour = t->style->rule_colour;
    if (!dates) {
        s.x += band;
        s.measure -= band;
    }
    for (const Node *item = list->first; item; item = item->next) {
        int first = b->flow->strips.n;
        build_begin(b, item);
        build_definition(b, item, s, dates ? &column : NULL);
        if (b->flow->strips.n == first)
            continue;
        Strip *strip = &b->flow->strips.at[first];
        Point centre = {f->x + thickness(t) / 2, middle_of(strip, t)};
        strip_put_first(b->pass, strip, mark_item(b, t, item, centre));
    }
    build_close(b, b->after);
}

/* ---- across the measure ---- */

static int count_of(const Node *list)
{
    int n = 0;
    for (const Node *item = list->first; item; item = item->next)
        n++;
    return n;
}

static GridPlan plan_of(const Timeline *t, int n, const Setting *s)
{
    GridPlan plan = {.n = n, .gap = t->gap / 2, .whole = true};
    Len gutter = t->box->gutter ? t->box->gutter : t->gap, measure = (s->measure - (n - 1) * gutter) / n;
    for (int i = 0; i < n; i++) {
        plan.x[i] = s->x + i * (measure + gutter);
        plan.measure[i] = measure;
    }
    return plan;
}

static bool has_room(const Timeline *t, const Node *list, const Setting *s)
{
    int n = count_of(list);
    Len least = t->box->timeline == TIMELINE_ACROSS ? PT(24) : t->box->min_column ? t->box->min_column : PT(85);
    return t->box->timeline != TIMELINE_DOWN && n <= GRID_COLUMNS && plan_of(t, n, s).measure[0] >= least;
}

static void set_across(Builder *b, const Node *list, const Timeline *t, Setting s)
{
    GridPlan plan = plan_of(t, count_of(list), &s);
    Items items = {0};
    const Node *item = list->first;
    Rect line = {s.x, t->r - thickness(t) / 2, s.measure, thickness(t)};
    put_rect(b->pass, &items, list, line, t->style->rule_colour);
    for (int i = 0; i < plan.n; i++, item = item->next)
        VEC_PUSH(b->pass->arena, &items, mark_item(b, t, item, (Point){plan.x[i] + t->r, t->r}));
    Strip *strip = build_strip(b, 2 * t->r, 0, 0);
    strip->items = items.at, strip->nitems = items.n;
    b->next_penalty = PENALTY_NEVER;
    build_row(b, list->first, &plan, s);
    b->after = 0;
}

/* A row that is as high as a good part of a page is better read down the column. */
static bool is_low(Builder *b, const Node *list, const Timeline *t, Setting s)
{
    enum { MOST = 3 }; /* one part in this many */
    Pass *pass = b->pass;
    Builder apart;
    PassVoice voice = pass_hush(pass);
    build_start_apart(&apart, pass, b->section, &s);
    set_across(&apart, list, t, s);
    pass_speak(pass, voice);
    Heights h = heights_of(pass->arena, apart.flow);
    return height_between(&h, 0, apart.flow->strips.n) <= s.region_height / MOST;
}

void build_timeline(Builder *b, const Node *n, const BoxStyle *box, Setting s)
{
    Timeline t = timeline_of(b, box, &s);
    for (const Node *block = n->first; block; block = block->next) {
        if (block->kind != NODE_LIST || !block->u.list.definitions || !block->first) {
            build_block(b, block, s);
            continue;
        }
        build_begin(b, block);
        /* Apart, it is always down: measured at each depth, its time would double with each. */
        if (!s.apart && has_room(&t, block, &s) && is_low(b, block, &t, s))
            set_across(b, block, &t, s);
        else
            set_down(b, block, &t, s);
    }
}
