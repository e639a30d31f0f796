/* Drawings made without a page: from figures, a look and a width. Bars are as long as their figures say, every label is
 * there, nothing leaves the box, and a drawing made twice is the same. */
#include "text_help.h"

#include "draw/draw.h"

enum { INK, FIRST, SECOND, THIRD, GREY, PAPER, NSWATCHES };

static const SwatchColour swatches[NSWATCHES] = {{.name = {"ink", 3}},   {.name = {"blue", 4}}, {.name = {"red", 3}},
                                                 {.name = {"green", 5}}, {.name = {"grey", 4}}, {.name = {"paper", 5}}};

static const StyleRule rules[] = {
    {.element = {"*", 1},
     .set = UINT64_C(1) << PROP_FAMILY | UINT64_C(1) << PROP_SIZE | UINT64_C(1) << PROP_LEADING,
     .value = {.family = {"Open Sans", 9}, .size = PT(9), .leading = PT(12)}},
};

static const Template look = {
    .swatches = swatches,
    .nswatches = NSWATCHES,
    .rules = rules,
    .nrules = COUNT(rules),
    .charts = {.palette = {FIRST, SECOND, THIRD},
               .npalette = 3,
               .grid = GREY,
               .axis = GREY,
               .paper = PAPER,
               .achieved = THIRD,
               .missed = SECOND,
               .other = FIRST},
    .diagrams = {.tints = {PAPER, FIRST, GREY},
                 .outline = INK,
                 .outline_width = PT(1),
                 .line = INK,
                 .line_width = PT(1),
                 .pad = PT(6)},
};

static DrawSpace space_of(Bench *b, Len width)
{
    return (DrawSpace){.arena = b->pass,
                       .typesetter = b->ts,
                       .tpl = &look,
                       .styler = styler_new(b->job, &look),
                       .width = width,
                       .page_height = PT(700)};
}

/* ---- what is drawn ---- */

typedef struct Box {
    Len x0, y0, x1, y1;
} Box;

static void take_point(Box *box, Len x, Len y)
{
    *box = (Box){int_min(box->x0, x), int_min(box->y0, y), int_max(box->x1, x), int_max(box->y1, y)};
}

static Box path_box(const DrawItem *item)
{
    const DrawPath *path = item->u.path;
    Box box = {LEN_MAX, LEN_MAX, -LEN_MAX, -LEN_MAX};
    if (path->clipped)
        return (Box){path->clip.x, path->clip.y, path->clip.x + path->clip.w, path->clip.y + path->clip.h};
    for (int i = 0; i < path->n; i++) {
        const PathSeg *s = &path->segs[i];
        for (int k = 0; k < (s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1); k++)
            take_point(&box, s->x[k], s->y[k]);
    }
    return box;
}

/* Of words: from the baseline to the top of figures and capitals, without a space at their end. */
static Box item_box(const DrawItem *item)
{
    if (item->kind == DRAW_PATH)
        return path_box(item);
    if (item->kind == DRAW_RECT)
        return (Box){item->x, item->y, item->x + item->u.rect.w, item->y + item->u.rect.h};
    const GlyphRun *run = item->u.run;
    Len width = 0, inked = 0;
    for (int i = 0; i < run->nglyphs; i++) {
        width += run->glyphs[i].advance;
        if (run->text.p[run->glyphs[i].text_at] != ' ')
            inked = width;
    }
    return (Box){item->x, item->y - run->size * 7 / 10, item->x + inked, item->y};
}

static void all_in_box(const Drawing *d)
{
    Len slack = PT(1);
    for (int i = 0; i < d->items.n; i++) {
        Box box = item_box(&d->items.at[i]);
        if (box.x0 < -slack || box.y0 < -slack || box.x1 > d->width + slack || box.y1 > d->height + slack)
            fail_msg("item %d of %d leaves the box of %d by %d points: %d %d %d %d", i, d->items.n, d->width / LEN_PT,
                     d->height / LEN_PT, box.x0 / LEN_PT, box.y0 / LEN_PT, box.x1 / LEN_PT, box.y1 / LEN_PT);
    }
}

/* All words, with a bar between runs. */
static const char *words_of(Bench *b, const Drawing *d)
{
    Buf out = {0};
    for (int i = 0; i < d->items.n; i++)
        if (d->items.at[i].kind == DRAW_RUN)
            buf_format(&out, "|" STR_FMT, STR_ARG(d->items.at[i].u.run->text));
    buf_char(&out, '|');
    return str_cdup(b->pass, buf_take(&out, b->pass));
}

static void shows(Bench *b, const Drawing *d, const char *words)
{
    if (!strstr(words_of(b, d), words))
        fail_msg("\"%s\" is not among %s", words, words_of(b, d));
}

/* The fields painted in a colour, in order. */
static int fields_in(const Drawing *d, Swatch colour, Rect *out, int most)
{
    int n = 0;
    for (int i = 0; i < d->items.n; i++) {
        const DrawItem *item = &d->items.at[i];
        if (item->kind != DRAW_RECT || item->u.rect.fill != colour)
            continue;
        assert_true(n < most);
        out[n++] = (Rect){item->x, item->y, item->u.rect.w, item->u.rect.h};
    }
    return n;
}

static void in_ratio(Len a, Len b, int parts, int whole)
{
    assert_true(abs(a - (Len)((int64_t)b * parts / whole)) <= 2);
}

/* ---- charts ---- */

/* `figures`: of each series in the first group, then in the second, and so on; -1: there is none. */
typedef struct Data {
    ChartType type;
    const char *groups[40], *series[8];
    int figures[60];
} Data;

static const Chart *chart_of(Bench *b, const Data *data)
{
    Chart *c = NEW(b->job, Chart);
    Str *groups = NEWN(b->job, Str, COUNT(data->groups)), *series = NEWN(b->job, Str, COUNT(data->series));
    *c = (Chart){.type = data->type, .groups = groups, .series = series};
    while (c->ngroups < COUNT(data->groups) && data->groups[c->ngroups])
        groups[c->ngroups] = str_c(data->groups[c->ngroups]), c->ngroups++;
    while (c->nseries < COUNT(data->series) && data->series[c->nseries])
        series[c->nseries] = str_c(data->series[c->nseries]), c->nseries++;
    ChartPoint *points = NEWN(b->job, ChartPoint, c->ngroups * c->nseries);
    int64_t *totals = NEWN(b->job, int64_t, c->ngroups);
    for (int i = 0; i < c->ngroups * c->nseries; i++) {
        points[i] = (ChartPoint){.there = data->figures[i] != -1, .units = data->figures[i]};
        points[i].label = points[i].there ? str_format(b->job, "%d", data->figures[i]) : STR("–");
        totals[i / c->nseries] += points[i].there ? points[i].units : 0;
    }
    c->points = points;
    c->totals = totals;
    return c;
}

static const Drawing *drawn(Bench *b, const Data *data, Len width)
{
    DrawSpace space = space_of(b, width);
    const Drawing *d = draw_chart(&space, chart_of(b, data));
    assert_int_equal(d->width, width);
    assert_true(d->height > PT(20));
    assert_false(d->crowded);
    all_in_box(d);
    return d;
}

static const Data officers = {.type = CHART_BAR,
                              .groups = {"Neighbourhood policing in the north of the county",
                                         "Neighbourhood policing in the south of the county", "Roads policing"},
                              .series = {"Officers"},
                              .figures = {100, 50, 25}};

static void bars_are_as_long_as_their_figures(void **state)
{
    Bench *b = *state;
    const Drawing *d = drawn(b, &officers, PT(180));
    Rect bars[3];
    assert_int_equal(fields_in(d, FIRST, bars, COUNT(bars)), 3);
    in_ratio(bars[1].w, bars[0].w, 1, 2);
    in_ratio(bars[2].w, bars[0].w, 1, 4);
    assert_int_equal(bars[0].x, bars[1].x);
    assert_true(bars[0].y < bars[1].y && bars[1].y < bars[2].y);
    shows(b, d, "|100|");
    shows(b, d, "|25|");
    shows(b, d, "Roads policing|");
}

static void columns_are_as_tall_as_their_figures(void **state)
{
    Bench *b = *state;
    Data data = {.type = CHART_BAR,
                 .groups = {"2011", "2012", "2013"},
                 .series = {"Burglary"},
                 .figures = {400, 100, 300}};
    const Drawing *d = drawn(b, &data, PT(400));
    Rect bars[3];
    assert_int_equal(fields_in(d, FIRST, bars, COUNT(bars)), 3);
    in_ratio(bars[1].h, bars[0].h, 1, 4);
    in_ratio(bars[2].h, bars[0].h, 3, 4);
    assert_int_equal(bars[0].y + bars[0].h, bars[1].y + bars[1].h);
    assert_true(bars[0].x < bars[1].x && bars[1].x < bars[2].x);
    shows(b, d, "|2012|");
    shows(b, d, "|300|");
}

static void parts_make_up_the_whole(void **state)
{
    Bench *b = *state;
    Data data = {.type = CHART_SHARE,
                 .groups = {"Spending"},
                 .series = {"Pay", "Premises", "Other"},
                 .figures = {60, 30, 10}};
    const Drawing *d = drawn(b, &data, PT(400));
    Rect parts[4];
    Len right = 0;
    for (int s = 0; s < 3; s++) {
        assert_int_equal(fields_in(d, (Swatch)(FIRST + s), parts, COUNT(parts)), 1);
        assert_true(abs(parts[0].x - right) <= PT(2)); /* neighbours are parted by paper */
        in_ratio(parts[0].w + (s < 2 ? PT(3) / 2 : 0), d->width, data.figures[s], 100);
        right = parts[0].x + parts[0].w;
    }
    assert_int_equal(right, d->width);
    shows(b, d, "60%");
    shows(b, d, "|Premises|");
}

static void lines_rise_with_their_figures(void **state)
{
    Bench *b = *state;
    Data data = {.type = CHART_LINE,
                 .groups = {"2010", "2011", "2012", "2013"},
                 .series = {"Recorded"},
                 .figures = {0, 200, -1, 50}};
    const Drawing *d = drawn(b, &data, PT(400));
    const DrawPath *course = NULL;
    for (int i = 0; i < d->items.n && !course; i++)
        if (d->items.at[i].kind == DRAW_PATH && d->items.at[i].u.path->fill == SWATCH_NONE)
            course = d->items.at[i].u.path;
    assert_non_null(course);
    assert_int_equal(course->n, 3);
    assert_int_equal(course->segs[1].op, PATH_LINE);
    assert_int_equal(course->segs[2].op, PATH_MOVE); /* what is not there parts the line */
    Len nought = course->segs[0].y[0];
    in_ratio(nought - course->segs[2].y[0], nought - course->segs[1].y[0], 1, 4);
    shows(b, d, "Recorded 50");
}

static void a_series_without_figures_has_no_line(void **state)
{
    Bench *b = *state;
    Data data = {.type = CHART_LINE,
                 .groups = {"2010", "2011"},
                 .series = {"Recorded", "Solved"},
                 .figures = {10, -1, 20, -1}};
    const Drawing *d = drawn(b, &data, PT(400));
    for (int i = 0; i < d->items.n; i++)
        assert_true(d->items.at[i].kind != DRAW_PATH || d->items.at[i].u.path->n > 0);
    shows(b, d, "Recorded 20");
    assert_null(strstr(words_of(b, d), "Solved"));
}

static void a_pie_names_each_part(void **state)
{
    Bench *b = *state;
    Data data = {.type = CHART_PIE,
                 .groups = {"Calls"},
                 .series = {"Answered", "Passed on", "Lost"},
                 .figures = {50, 30, 20}};
    const Drawing *d = drawn(b, &data, PT(400));
    int sectors = 0;
    for (int i = 0; i < d->items.n; i++)
        sectors += d->items.at[i].kind == DRAW_PATH && d->items.at[i].u.path->fill != SWATCH_NONE;
    assert_int_equal(sectors, 3);
    shows(b, d, "Answered 50");
    shows(b, d, "20%");
}

static void a_status_strip_counts_its_targets(void **state)
{
    static const ChartVerdict verdicts[] = {VERDICT_ACHIEVED, VERDICT_MISSED};
    Bench *b = *state;
    Data data = {.type = CHART_STATUS,
                 .groups = {"Burglary", "Robbery", "Satisfaction"},
                 .series = {"achieved", "missed"},
                 .figures = {1, -1, -1, 1, 1, -1}};
    Chart chart = *chart_of(b, &data);
    chart.verdicts = verdicts;
    DrawSpace space = space_of(b, PT(300));
    const Drawing *d = draw_chart(&space, &chart);
    Rect cells[4];
    all_in_box(d);
    assert_int_equal(fields_in(d, THIRD, cells, COUNT(cells)), 3); /* two cells and the sample before the words */
    assert_int_equal(fields_in(d, SECOND, cells, COUNT(cells)), 2);
    shows(b, d, "|Achieved: 2|");
    shows(b, d, "|Robbery|");
}

/* Bars of one group stay on one side of a cut, with their words. */
static void a_tall_chart_can_be_cut_between_bars(void **state)
{
    Bench *b = *state;
    Data data = {.type = CHART_BAR, .series = {"First", "Second"}};
    for (int i = 0; i < COUNT(data.groups) - 1; i++) {
        data.groups[i] = "A unit of the force";
        data.figures[2 * i % 60] = 10 + i, data.figures[(2 * i + 1) % 60] = 50 - i;
    }
    data.groups[30] = NULL;
    const Drawing *d = drawn(b, &data, PT(300));
    assert_int_equal(d->cuts.n, 30);
    for (int c = 0; c + 1 < d->cuts.n; c++) {
        Len y = d->cuts.at[c].y;
        assert_true(c == 0 || y > d->cuts.at[c - 1].y);
        for (int i = 0; i < d->items.n; i++) {
            Box box = item_box(&d->items.at[i]);
            bool upper = i < d->cuts.at[c].items;
            assert_true(upper ? box.y1 <= y + PT(4) : box.y0 >= y - PT(4));
        }
    }
}

static void every_width_has_room(void **state)
{
    static const ChartType types[] = {CHART_BAR, CHART_STACKED, CHART_LINE, CHART_SHARE};
    Bench *b = *state;
    Data data = {.groups = {"2010-11", "2011-12", "2012-13", "2013-14"},
                 .series = {"Pay", "Premises", "Supplies and services"},
                 .figures = {40, 30, 20, 45, 28, 22, 50, 20, 21, 55, 19, 25}};
    for (int i = 0; i < COUNT(types); i++) {
        data.type = types[i];
        for (int width = 240; width <= 520; width += 40) {
            const Drawing *d = drawn(b, &data, PT(width));
            shows(b, d, "Premises");
            shows(b, d, "2013-14");
        }
    }
}

static void the_same_is_drawn_twice(void **state)
{
    Bench *b = *state;
    const Drawing *one = drawn(b, &officers, PT(300)), *other = drawn(b, &officers, PT(300));
    assert_int_equal(one->height, other->height);
    assert_int_equal(one->items.n, other->items.n);
    for (int i = 0; i < one->items.n; i++) {
        Box x = item_box(&one->items.at[i]), y = item_box(&other->items.at[i]);
        assert_memory_equal(&x, &y, sizeof x);
    }
    assert_string_equal(words_of(b, one), words_of(b, other));
    assert_string_equal(reported(b), "");
}

/* ---- diagrams ---- */

static const Diagram *governance(Bench *b)
{
    static DiagramBox boxes[3];
    static DiagramArrow arrows[2];
    boxes[0] = (DiagramBox){.title = STR("Panel"), .row = 0, .column = 0, .columns = 1};
    boxes[1] = (DiagramBox){.title = STR("Commissioner"), .text = STR("Sets the plan"), .column = 1, .columns = 1};
    boxes[2] = (DiagramBox){.title = STR("Chief Constable"), .row = 1, .column = 1, .columns = 1};
    arrows[0] = (DiagramArrow){.from = 0, .to = 1, .label = STR("scrutinises")};
    arrows[1] = (DiagramArrow){.from = 1, .to = 2, .label = STR("holds to account")};
    return diagram_make(b->job, b->diag, &(DiagramParts){boxes, COUNT(boxes), arrows, COUNT(arrows)});
}

static void a_diagram_has_boxes_arrows_and_words(void **state)
{
    Bench *b = *state;
    DrawSpace space = space_of(b, PT(400));
    const Drawing *d = draw_diagram(&space, governance(b));
    int frames = 0, lines = 0, heads = 0;
    all_in_box(d);
    assert_false(d->crowded);
    assert_int_equal(d->cuts.n, 0);
    for (int i = 0; i < d->items.n; i++) {
        const DrawItem *item = &d->items.at[i];
        frames += item->kind == DRAW_PATH && item->u.path->fill == PAPER;
        lines += item->kind == DRAW_PATH && item->u.path->fill == SWATCH_NONE;
        heads += item->kind == DRAW_PATH && item->u.path->fill == INK;
    }
    assert_int_equal(frames, 3);
    assert_int_equal(lines, 2);
    assert_int_equal(heads, 2);
    shows(b, d, "Chief Constable");
    shows(b, d, "Sets the plan");
    shows(b, d, "scrutinises");
}

/* A drawing without enough room is marked as crowded every time it is made. Callers report it. */
static void a_crowded_diagram_is_marked_each_time(void **state)
{
    Bench *b = *state;
    DrawSpace space = space_of(b, PT(40));
    assert_true(draw_diagram(&space, governance(b))->crowded);
    assert_true(draw_diagram(&space, governance(b))->crowded);
    assert_string_equal(reported(b), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bars_are_as_long_as_their_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_are_as_tall_as_their_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_make_up_the_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_rise_with_their_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_series_without_figures_has_no_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pie_names_each_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_status_strip_counts_its_targets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_tall_chart_can_be_cut_between_bars, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_width_has_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_is_drawn_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_diagram_has_boxes_arrows_and_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_crowded_diagram_is_marked_each_time, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
