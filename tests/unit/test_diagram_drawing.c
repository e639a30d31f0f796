/* How diagrams are drawn: whatever the boxes and arrows are, no line runs through a box or on top of another, no label
 * touches anything, nothing leaves the measure, every arrow joins its two boxes, and the whole is one figure of its
 * node. */
#include "drawing_help.h"

#include "doc/diagram.h"

/* ---- documents ---- */

static void put_words(Buf *out, Random *r, int most)
{
    static const char *const words[] = {"Police", "officers", "and",     "the", "Commissioner",
                                        "plan",   "board",    "informs", "of",  "IT"};
    int n = 1 + roll(r, most);
    for (int i = 0; i < n; i++)
        buf_format(out, "%s%s", i ? " " : "", words[roll(r, COUNT(words))]);
}

/* Boxes in some cells of a grid, arrows between some of them. */
static Str random_diagram(Arena *a, Random *r)
{
    static const char *const roles[] = {"plain", "primary", "secondary"}, *const heads[] = {"end", "end", "end", "both",
                                                                                            "none"};
    Buf out = {0};
    int rows = 1 + roll(r, 4), columns = 1 + roll(r, 4), n = 0, arrows = roll(r, 9);
    buf_puts(&out, "<diagram>");
    for (int row = 1; row <= rows; row++) {
        for (int column = 1; column <= columns; column++) {
            int wide = 1 + (roll(r, 6) == 0 && column < columns);
            if (n > 1 && roll(r, 3) == 0)
                continue;
            buf_format(&out, "<box id='b%d' row='%d' column='%d' columns='%d' role='%s' title='", n++, row, column,
                       wide, roles[roll(r, 3)]);
            put_words(&out, r, 3);
            buf_puts(&out, "'>");
            if (roll(r, 3))
                put_words(&out, r, 12);
            buf_puts(&out, "</box>");
            column += wide - 1;
        }
    }
    for (int i = 0; i < arrows && n > 1; i++) {
        int from = roll(r, n), to = (from + 1 + roll(r, n - 1)) % n;
        buf_format(&out, "<arrow from='b%d' to='b%d' heads='%s'", from, to, heads[roll(r, COUNT(heads))]);
        if (roll(r, 2)) {
            buf_puts(&out, " label='");
            put_words(&out, r, 4);
            buf_char(&out, '\'');
        }
        buf_puts(&out, "/>");
    }
    buf_puts(&out, "</diagram>");
    return buf_take(&out, a);
}

static Laid lay_diagram(Bench *b, const char *role, Str diagram, const char *text)
{
    put(b, "d.xml", str_cdup(b->reader.job, diagram));
    return lay_with(b, "diagrams", role, "<data><diagram id='d' file='d.xml'/></data>", text);
}

static bool was_said(const Laid *l, Code code)
{
    DiagView *said;
    int n = diag_list(l->diag, l->job, &said);
    for (int i = 0; i < n; i++)
        if (said[i].code == code)
            return true;
    return false;
}

/* ---- what is on the pages ---- */

/* What of a diagram stands on a page, told by its shapes: frames are closed and stroked, lines are open, heads are
 * filled only. */
typedef struct Drawn {
    Box frames[64], words[400], lines[400]; /* lines: each straight stretch, bends taken as corners */
    int line_of[400];                       /* which line a stretch is of */
    Len ends[100][2][2];                    /* x and y of both ends of each line */
    int nframes, nwords, nstretches, nlines, nheads, extents;
} Drawn;

static bool is_of_diagram(const Item *item)
{
    return item->node && item->node->kind == NODE_IMAGE && item->node->u.image.diagram;
}

static Box ordered(Len x0, Len y0, Len x1, Len y1)
{
    return (Box){int_min(x0, x1), int_min(y0, y1), int_max(x0, x1), int_max(y0, y1)};
}

static void take_frame(Drawn *d, const Item *item)
{
    Box box = {LEN_MAX, LEN_MAX, 0, 0};
    for (int i = 0; i + 1 < item->u.path->n; i++) {
        const PathSeg *s = &item->u.path->segs[i];
        Len x = item->x + (s->op == PATH_CURVE ? s->x[2] : s->x[0]),
            y = item->y + (s->op == PATH_CURVE ? s->y[2] : s->y[0]);
        box = (Box){int_min(box.x0, x), int_min(box.y0, y), int_max(box.x1, x), int_max(box.y1, y)};
    }
    assert_true(d->nframes < COUNT(d->frames));
    d->frames[d->nframes++] = box;
}

static void take_line(Drawn *d, const Item *item)
{
    Len x = item->x + item->u.path->segs[0].x[0], y = item->y + item->u.path->segs[0].y[0];
    assert_true(d->nlines < COUNT(d->ends));
    d->ends[d->nlines][0][0] = x, d->ends[d->nlines][0][1] = y;
    for (int i = 1; i < item->u.path->n; i++) {
        const PathSeg *s = &item->u.path->segs[i];
        Len to_x = item->x + (s->op == PATH_CURVE ? s->x[2] : s->x[0]);
        Len to_y = item->y + (s->op == PATH_CURVE ? s->y[2] : s->y[0]);
        if (s->op == PATH_LINE) {
            assert_true(x == to_x || y == to_y); /* right angles only */
            assert_true(d->nstretches < COUNT(d->lines));
            d->line_of[d->nstretches] = d->nlines;
            d->lines[d->nstretches++] = ordered(x, y, to_x, to_y);
        }
        x = to_x, y = to_y;
    }
    d->ends[d->nlines][1][0] = x, d->ends[d->nlines][1][1] = y;
    d->nlines++;
}

static void take(Drawn *d, const Item *item)
{
    assert_int_equal(item->role, ITEM_CONTENT);
    if (item->kind == ITEM_RECT)
        d->extents++;
    if (item->kind == ITEM_GLYPHS) {
        assert_true(d->nwords < COUNT(d->words));
        d->words[d->nwords++] = words_box(item);
    }
    if (item->kind != ITEM_PATH)
        return;
    bool closed = item->u.path->segs[item->u.path->n - 1].op == PATH_CLOSE;
    if (!closed)
        take_line(d, item);
    else if (item->u.path->stroke != COLOUR_NONE)
        take_frame(d, item);
    else
        d->nheads++;
}

static bool overlap(Box a, Box b, Len slack)
{
    return a.x0 < b.x1 - slack && b.x0 < a.x1 - slack && a.y0 < b.y1 - slack && b.y0 < a.y1 - slack;
}

static Box grown(Box b, Len by)
{
    return (Box){b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by};
}

static bool meets_a_frame(const Drawn *d, Len x, Len y)
{
    for (int i = 0; i < d->nframes; i++)
        if (overlap(grown(d->frames[i], PT(5)), (Box){x, y, x + 1, y + 1}, 0))
            return true;
    return false;
}

/* Two stretches side by side or on top of one another, closer than can be told apart. */
static bool run_together(Box a, Box b)
{
    Len near = PT(2), along = PT(4);
    bool both_level = a.y0 == a.y1 && b.y0 == b.y1, both_upright = a.x0 == a.x1 && b.x0 == b.x1;
    if (both_level && abs(a.y0 - b.y0) < near)
        return int_min(a.x1, b.x1) - int_max(a.x0, b.x0) > along;
    if (both_upright && abs(a.x0 - b.x0) < near)
        return int_min(a.y1, b.y1) - int_max(a.y0, b.y0) > along;
    return false;
}

static void check_drawn(const Drawn *d, const char *what)
{
    for (int i = 0; i < d->nstretches; i++) {
        for (int k = 0; k < d->nframes; k++)
            if (overlap(grown(d->lines[i], 1), grown(d->frames[k], -PT(1)), 0))
                fail_msg("a line runs through a box in %s", what);
        for (int k = 0; k < d->nwords; k++)
            if (overlap(grown(d->lines[i], PT(1) / 2), d->words[k], 0))
                fail_msg("a line runs through words in %s", what);
        for (int k = 0; k < i; k++)
            if (d->line_of[i] != d->line_of[k] && run_together(d->lines[i], d->lines[k]))
                fail_msg("two lines cannot be told apart in %s", what);
    }
    for (int i = 0; i < d->nwords; i++) {
        for (int k = 0; k < i; k++)
            if (overlap(d->words[i], d->words[k], PT(1) / 4))
                fail_msg("words touch words in %s", what);
        for (int k = 0; k < d->nframes; k++) {
            Box f = d->frames[k], w = d->words[i];
            bool inside = w.x0 > f.x0 && w.x1 < f.x1 && w.y0 > f.y0 && w.y1 < f.y1;
            if (overlap(f, w, 0) && !inside)
                fail_msg("words stand on the edge of a box in %s", what);
        }
    }
    for (int i = 0; i < d->nframes; i++)
        for (int k = 0; k < i; k++)
            if (overlap(d->frames[i], d->frames[k], 0))
                fail_msg("boxes overlap in %s", what);
    for (int i = 0; i < d->nlines; i++)
        for (int k = 0; k < 2; k++)
            if (!meets_a_frame(d, d->ends[i][k][0], d->ends[i][k][1]))
                fail_msg("an arrow ends in the air in %s", what);
}

static void check_measure(const Drawn *d, Len left, Len right, const char *what)
{
    for (int i = 0; i < d->nframes; i++)
        if (d->frames[i].x0 < left || d->frames[i].x1 > right)
            fail_msg("a box leaves the measure in %s", what);
    for (int i = 0; i < d->nwords; i++)
        if (d->words[i].x0 < left || d->words[i].x1 > right)
            fail_msg("words leave the measure in %s", what);
    for (int i = 0; i < d->nstretches; i++)
        if (d->lines[i].x0 < left || d->lines[i].x1 > right)
            fail_msg("a line leaves the measure in %s", what);
}

static Drawn drawn_on(const Page *page)
{
    Drawn d = {0};
    for (int k = 0; k < page->items.n; k++)
        if (is_of_diagram(&page->items.at[k]))
            take(&d, &page->items.at[k]);
    return d;
}

static int heads_wanted(const Diagram *g)
{
    int n = 0;
    for (int i = 0; i < g->narrows; i++)
        n += g->arrows[i].heads == HEADS_BOTH ? 2 : g->arrows[i].heads == HEADS_END;
    return n;
}

/* False when it was said that there is no room. */
static bool check_random(Bench *b, Random *r, const char *role)
{
    uint32_t seed = r->seed;
    Arena *a = arena_new();
    Str xml = random_diagram(a, r);
    Laid l = lay_diagram(b, role, xml, "::: {.diagram data=d}\n:::\n");
    const PageMaster *master = template_master(l.tpl, strcmp(role, "appendix") ? STR("body") : STR("two"));
    Len measure =
        (master->width - master->outer - master->inner - (master->columns - 1) * master->gutter) / master->columns;
    char *what = str_cdup(a, str_format(a, "%u in %s:\n" STR_FMT "\n", seed, role, STR_ARG(xml)));
    bool room = !was_said(&l, LAY005);
    for (int i = 0; i < l.pages->pages.n && room; i++) {
        Drawn d = drawn_on(&l.pages->pages.at[i]);
        const Diagram *g = map_find(&l.doc->diagrams, STR("d"));
        if (d.nframes != g->nboxes || d.nlines != g->narrows || d.nheads != heads_wanted(g) || d.extents != 1)
            fail_msg("%d boxes, %d lines, %d heads in %s", d.nframes, d.nlines, d.nheads, what);
        check_drawn(&d, what);
        check_measure(&d, master->inner - 1, master->inner + measure + 1, what);
    }
    laid_free(&l);
    arena_free(a);
    return room;
}

static void test_nothing_collides(void **state)
{
    Random r = {2013};
    int rooms = 0, all = 400;
    for (int i = 0; i < all; i++)
        rooms += check_random(*state, &r, i % 2 ? "body" : "appendix");
    if (rooms < all * 9 / 10)
        fail_msg("room was found for %d of %d only", rooms, all);
}

/* ---- narrow measures ---- */

static const char three[] = "<diagram><caption>Three</caption><box id='a' title='One' row='1'/><box id='b' title='Two' "
                            "row='1' column='2'/>"
                            "<box id='c' title='Three' row='1' column='3'/><arrow from='a' to='b'/><arrow from='b' "
                            "to='c' label='reports every month to'/></diagram>";

static void test_one_column_where_narrow(void **state)
{
    Laid wide = lay_diagram(*state, "body", str_c(three), "::: {.diagram data=d}\n:::\n");
    Laid narrow = lay_diagram(*state, "appendix", str_c(three), "::: {.diagram data=d}\n:::\n");
    Laid span = lay_diagram(*state, "appendix", str_c(three), "::: {.diagram .wide data=d}\n:::\n");
    Drawn w = drawn_on(&wide.pages->pages.at[0]), n = drawn_on(&narrow.pages->pages.at[0]),
          s = drawn_on(&span.pages->pages.at[0]);
    assert_int_equal(w.frames[0].y0, w.frames[2].y0);
    assert_int_equal(s.frames[0].y0, s.frames[2].y0);
    assert_true(n.frames[0].y1 < n.frames[1].y0 && n.frames[1].y1 < n.frames[2].y0);
    assert_int_equal(n.frames[0].x0, n.frames[2].x0);
    laid_free(&wide);
    laid_free(&narrow);
    laid_free(&span);
}

static void test_boxes_of_a_row_are_even(void **state)
{
    Laid l = lay_diagram(*state, "body",
                         STR("<diagram><box id='a' title='One' row='1'>A text of several words that takes more lines "
                             "than one has in a "
                             "box of that width.</box><box id='b' title='Two' row='1' column='2'/><box id='c' "
                             "title='Three' row='2' columns='2'/></diagram>"),
                         "::: {.diagram data=d}\n:::\n");
    Drawn d = drawn_on(&l.pages->pages.at[0]);
    assert_int_equal(d.frames[0].y1, d.frames[1].y1);
    assert_int_equal(d.frames[0].x1 - d.frames[0].x0, d.frames[1].x1 - d.frames[1].x0);
    assert_int_equal(d.frames[2].x0, d.frames[0].x0);
    assert_int_equal(d.frames[2].x1, d.frames[1].x1);
    assert_true(d.frames[0].y1 - d.frames[0].y0 > d.frames[2].y1 - d.frames[2].y0);
    laid_free(&l);
}

static void test_taller_than_a_page(void **state)
{
    Arena *a = arena_new();
    Buf xml = {0};
    buf_puts(&xml, "<diagram><box id='a' title='One' row='1'>");
    for (int i = 0; i < 10000; i++)
        buf_puts(&xml, "word ");
    buf_puts(&xml, "</box></diagram>");
    Laid l = lay_diagram(*state, "body", buf_take(&xml, a), "::: {.diagram data=d}\n:::\n");
    assert_true(was_said(&l, LAY005));
    laid_free(&l);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {with_bench(test_nothing_collides), with_bench(test_one_column_where_narrow),
                                       with_bench(test_boxes_of_a_row_are_even), with_bench(test_taller_than_a_page)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
