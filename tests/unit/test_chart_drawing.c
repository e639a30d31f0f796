/* How charts are drawn: labels never collide and never leave the measure, whatever the figures and names are; the
 * drawing is one figure of its node, and a long one is cut between its bars. */
#include "drawing_help.h"

#include "doc/chart.h"

/* ---- documents ---- */

static void put_name(Buf *out, Random *r)
{
    static const char *const words[] = {"Police", "officers", "and",   "staff",    "Cambridgeshire",
                                        "to",     "grants",   "PCSOs", "premises", "IT"};
    int n = 1 + roll(r, roll(r, 4) == 0 ? 9 : 3);
    for (int i = 0; i < n; i++)
        buf_format(out, "%s%s", i ? " " : "", words[roll(r, COUNT(words))]);
}

static void put_figure(Buf *out, Random *r, bool negatives, int size)
{
    static const char *const empties[] = {"nil", "not-applicable", "not-recorded", "to-be-confirmed"};
    if (roll(r, 9) == 0) {
        buf_format(out, "<cell empty='%s'/>", empties[roll(r, COUNT(empties))]);
        return;
    }
    buf_format(out, "<cell>%s%d.%d</cell>", negatives && roll(r, 3) == 0 ? "-" : "",
               roll(r, roll(r, 5) == 0 ? 10 : size), roll(r, 10));
}

static Str random_table(Arena *a, Random *r, int columns, int rows, bool negatives)
{
    static const char *const units[] = {"£m", "£", "%", "£000", "FTE"};
    Buf out = {0};
    buf_format(&out, "<table unit='%s' decimals='1'><caption>C</caption><columns><column id='i'>Item</column>",
               units[roll(r, COUNT(units))]);
    for (int c = 0; c < columns; c++) {
        buf_format(&out, "<column id='c%d' kind='amount'>", c);
        if (roll(r, 3))
            buf_format(&out, "20%d-%d", 10 + c, 11 + c);
        else
            put_name(&out, r);
        buf_puts(&out, "</column>");
    }
    buf_puts(&out, "</columns><row id='first' label='First'>");
    for (int c = 0; c < columns; c++)
        buf_puts(&out, "<cell>7.0</cell>");
    buf_puts(&out, "</row>");
    int size = roll(r, 2) ? 1000 : 1000000;
    for (int i = 0; i < rows; i++) {
        buf_format(&out, "<row id='r%d' label='", i);
        put_name(&out, r);
        buf_puts(&out, "'>");
        for (int c = 0; c < columns; c++)
            put_figure(&out, r, negatives, size);
        buf_puts(&out, "</row>");
    }
    buf_puts(&out, "</table>");
    return buf_take(&out, a);
}

static Laid lay_chart(Bench *b, const char *role, Str table, const char *text)
{
    put(b, "t.xml", str_cdup(b->reader.job, table));
    return lay_with(b, "charts", role, "<data><table id='t' file='t.xml'/></data>", text);
}

/* ---- what is on the pages ---- */

static bool is_of_chart(const Item *item)
{
    return item->node && item->node->kind == NODE_IMAGE && item->node->u.image.chart;
}

static bool overlap(Box a, Box b)
{
    Len slack = PT(1) / 4;
    return a.x0 < b.x1 - slack && b.x0 < a.x1 - slack && a.y0 < b.y1 - slack && b.y0 < a.y1 - slack;
}

/* left, right: of the first column; step: to the next. */
static void check_page(const Page *page, Len left, Len right, Len step, const char *what)
{
    for (int i = 0; i < page->items.n; i++) {
        const Item *item = &page->items.at[i];
        if (!is_of_chart(item) || item->kind != ITEM_GLYPHS)
            continue;
        Box box = words_box(item);
        Len column = box.x0 > right + PT(1) ? step : 0;
        if (box.x0 < left + column - PT(1) || box.x1 > right + column + PT(1))
            fail_msg("\"" STR_FMT "\" leaves the measure in %s", STR_ARG(item->u.run->text), what);
        for (int k = 0; k < i; k++) {
            const Item *other = &page->items.at[k];
            if (is_of_chart(other) && other->kind == ITEM_GLYPHS && overlap(box, words_box(other)))
                fail_msg("\"" STR_FMT "\" touches \"" STR_FMT "\" in %s", STR_ARG(item->u.run->text),
                         STR_ARG(other->u.run->text), what);
        }
    }
}

static void check_labels(Bench *b, Random *r, const char *type, const char *role)
{
    uint32_t seed = r->seed;
    Arena *a = arena_new();
    bool parts = strcmp(type, "share") == 0 || strcmp(type, "pie") == 0;
    int years = strcmp(type, "pie") == 0 ? 1 : 1 + roll(r, 6), rows = roll(r, 9);
    Str table = random_table(a, r, years, rows, !parts && roll(r, 2));
    const char *order = roll(r, 2) ? " order=largest" : "";
    Laid l = lay_chart(b, role, table, str_cdup(a, str_format(a, "::: {.chart data=t type=%s%s}\n:::\n", type, order)));
    if (diag_count(l.diag, SEV_ERROR))
        fail_msg("%s %u: there were errors", type, seed);
    const PageMaster *master = template_master(l.tpl, strcmp(role, "appendix") ? STR("body") : STR("two"));
    Len columns = master->columns, left = master->inner;
    Len measure = (master->width - master->outer - left - (columns - 1) * master->gutter) / columns;
    Str what = str_format(a, "%s %u in %s:\n" STR_FMT "\n", type, seed, role, STR_ARG(table));
    for (int i = 0; i < l.pages->pages.n; i++)
        check_page(&l.pages->pages.at[i], left, left + measure, measure + master->gutter, str_cdup(a, what));
    laid_free(&l);
    arena_free(a);
}

static void test_labels_never_collide(void **state)
{
    static const char *const types[] = {"bar", "stacked", "line", "share", "pie"};
    Random r = {12345};
    for (int i = 0; i < 500; i++)
        check_labels(*state, &r, types[i % COUNT(types)], i % 2 ? "body" : "appendix");
}

static void test_all_is_one_figure(void **state)
{
    Random r = {1};
    Arena *a = arena_new();
    Laid l = lay_chart(*state, "body", random_table(a, &r, 2, 4, true),
                       "::: {.chart data=t}\n:::\n\n::: {.table data=t}\n:::\n");
    const Node *figure = l.doc->root->first->first->first, *source = figure->last;
    assert_int_equal(figure->kind, NODE_FIGURE);
    assert_true(str_is(figure->number, "Figure 1"));
    assert_true(str_starts(node_text(a, source), "Figures: "));
    assert_ptr_equal(source->last->u.ref.targets[0], figure->next);
    int drawn = 0, extents = 0;
    const Page *page = &l.pages->pages.at[0];
    for (int i = 0; i < page->items.n; i++) {
        const Item *item = &page->items.at[i];
        if (!is_of_chart(item))
            continue;
        assert_int_equal(item->role, ITEM_CONTENT);
        drawn += item->kind != ITEM_GLYPHS;
        extents += item->kind == ITEM_RECT && item->colour == COLOUR_NONE;
    }
    assert_true(drawn > 8);
    assert_int_equal(extents, 1);
    laid_free(&l);
    arena_free(a);
}

static void test_longer_than_a_page(void **state)
{
    Random r = {2};
    Arena *a = arena_new();
    Laid l = lay_chart(*state, "body", random_table(a, &r, 1, 150, false), "::: {.chart data=t}\n:::\n");
    assert_true(l.pages->pages.n >= 3);
    for (int i = 0; i < l.pages->pages.n; i++) {
        const Page *page = &l.pages->pages.at[i];
        int bars = 0;
        for (int k = 0; k < page->items.n; k++) {
            const Item *item = &page->items.at[k];
            bars += is_of_chart(item) && item->kind == ITEM_RECT;
            if (is_of_chart(item))
                assert_true(item->y < page->height - PT(80));
        }
        assert_true(bars >= 3);
    }
    laid_free(&l);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {with_bench(test_labels_never_collide), with_bench(test_all_is_one_figure),
                                       with_bench(test_longer_than_a_page)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
