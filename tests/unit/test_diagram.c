/* What diagrams show: their grid, which way each arrow takes, and in which words. */
#include "read_help.h"

#include "read/data/data.h"
#include "say/say_private.h"

static const Diagram *read_diagram(Bench *b, const char *text)
{
    const Diagram *g =
        diagram_read(&b->reader, &(Doc){0}, STR("d"), (FilePlace){.path = put(b, "d.xml", text)}, (Pos){0});
    assert_non_null(g);
    return g;
}

/* "a>b across" for each arrow. */
static void takes(Bench *b, const char *text, const char *want)
{
    static const char *const ways[] = {"none", "across", "down", "gap", "under", "right", "left"};
    const Diagram *g = read_diagram(b, text);
    Buf out = {0};
    for (int i = 0; i < g->narrows; i++) {
        const DiagramArrow *x = &g->arrows[i];
        buf_format(&out, "%s" STR_FMT ">" STR_FMT " %s", i ? ", " : "", STR_ARG(g->boxes[x->from].id),
                   STR_ARG(g->boxes[x->to].id), ways[x->way]);
        if (x->way == WAY_GAP || x->way == WAY_UNDER)
            buf_format(&out, " %d", x->gap);
    }
    assert_string_equal(buf_take(&out, b->reader.job).p, want);
}

#define BOX(id, row, column) "<box id='" id "' title='T" id "' row='" row "' column='" column "'/>"
#define TO(from, to) "<arrow from='" from "' to='" to "'/>"

static void test_ways(void **state)
{
    Bench *b = *state;
    takes(b, "<diagram>" BOX("a", "1", "1") BOX("b", "1", "3") TO("a", "b") TO("b", "a") "</diagram>",
          "a>b across, b>a across");
    takes(b, "<diagram>" BOX("a", "1", "1") BOX("b", "1", "2") BOX("c", "1", "3") TO("c", "a") "</diagram>",
          "c>a under 1");
    takes(b, "<diagram>" BOX("a", "1", "1") BOX("b", "4", "1") TO("b", "a") "</diagram>", "b>a down");
    takes(b, "<diagram>" BOX("a", "1", "1") BOX("b", "2", "1") BOX("c", "3", "1") TO("a", "c") "</diagram>",
          "a>c right");
    takes(b, "<diagram>" BOX("a", "1", "1") BOX("b", "2", "2") TO("b", "a") "</diagram>", "b>a gap 1");
    /* over empty cells, the gap is where the box's own column is free */
    takes(b, "<diagram>" BOX("a", "1", "1") BOX("b", "2", "1") BOX("c", "3", "2") TO("a", "c") "</diagram>",
          "a>c gap 1");
    takes(b, "<diagram>" BOX("a", "1", "1") BOX("b", "2", "2") BOX("c", "3", "2") TO("a", "c") "</diagram>",
          "a>c gap 2");
    assert_string_equal(reported(b), "");
}

static void test_ways_past_broad_boxes(void **state)
{
    Bench *b = *state;
    /* a box that lies over the gutter sends the arrow to the other side; over both, it leaves none */
    takes(b,
          "<diagram>" BOX("a", "1", "2") "<box id='m' title='M' row='2' column='2' columns='2'/>" BOX("c", "3", "2")
              TO("a", "c") "</diagram>",
          "a>c left");
    assert_string_equal(reported(b), "");
    takes(b,
          "<diagram>" BOX("a", "1", "2") "<box id='m' title='M' row='2' column='1' columns='3'/>" BOX("c", "3", "2")
              TO("a", "c") "</diagram>",
          "");
    assert_reported(b, "error[DGM005]: other boxes block every route from \"a\" to \"c\"");
}

static void test_reading_order(void **state)
{
    Bench *b = *state;
    const Diagram *g = read_diagram(b, "<diagram><box id='z' title='Last' row='3'/><box id='y' title='Second' row='1' "
                                       "column='2'>Its text</box>"
                                       "<box id='x' title='First' row='1'>Why?</box>"
                                       "<arrow from='z' to='x' label='informs'/><arrow from='x' to='y' "
                                       "heads='both'/><arrow from='y' to='z' heads='none'/></diagram>");
    assert_int_equal(g->rows, 3);
    assert_int_equal(g->columns, 2);
    assert_string_equal(diagram_words(b->reader.job, b->reader.language, g).p, "Diagram of 3 boxes. First: Why? "
                                                                               "Second: Its text. Last. "
                                                                               "Arrows: Last informs First; First and "
                                                                               "Second lead to each "
                                                                               "other; Second and Last are connected.");
    const Diagram *one = diagram_in_one_column(b->reader.job, g);
    assert_int_equal(one->columns, 1);
    for (int i = 0; i < one->nboxes; i++)
        assert_int_equal(one->boxes[i].row, i);
    assert_int_equal(one->arrows[0].way, WAY_RIGHT);
    assert_int_equal(one->arrows[1].way, WAY_DOWN);
    assert_string_equal(reported(b), "");
}

static void test_what_stands_is_kept(void **state)
{
    Bench *b = *state;
    const Diagram *g = read_diagram(b, "<diagram>" BOX("a", "1", "1") BOX("b", "1", "2") TO("a", "a") TO("a", "c")
                                           TO("a", "b") TO("a", "b") "</diagram>");
    assert_int_equal(g->narrows, 1);
    assert_reported(b, "DGM003");
    assert_reported(b, "DGM001");
    assert_reported(b, "DGM004");
    assert_null(
        diagram_read(&b->reader, &(Doc){0}, STR("d"), (FilePlace){.path = put(b, "e.xml", "<table/>")}, (Pos){0}));
    assert_reported(b, "the root element is <table>; expected <diagram>");
}

static void test_words_of_labelled_arrows(void **state)
{
    Bench *b = *state;
    const Diagram *g = read_diagram(b, "<diagram><box id='a' title='Force' row='1' column='1'/>"
                                       "<box id='b' title='Panel' row='1' column='2'/>"
                                       "<box id='c' title='Public' row='1' column='3'/>"
                                       "<arrow from='a' to='b' label='informs' heads='both'/>"
                                       "<arrow from='b' to='c' label='serves'/></diagram>");
    assert_string_equal(diagram_words(b->reader.job, b->reader.language, g).p, "Diagram of 3 boxes. Force. Panel. "
                                                                               "Public. Arrows: Force informs Panel, "
                                                                               "both ways; Panel serves "
                                                                               "Public.");
}

static void test_words_show_figures(void **state)
{
    Bench *b = *state;
    Doc *doc = NEW(b->reader.job, Doc);
    Table *t = data_read(&b->reader, &(Doc){0}, STR("t"),
                         (FilePlace){.path = put(b, "t.xml",
                                                 "<table unit='£m'><columns><column id='i'>I</column><column id='y' "
                                                 "kind='amount'>Y</column></columns>"
                                                 "<row id='all' label='All'><cell>4.5</cell></row></table>")},
                         (Pos){0});
    map_put(b->reader.job, &doc->tables, STR("t"), t);
    const char *text = "<diagram><box id='a' title='Budget of {{ t/all/y }}' row='1'>It is {{ t/all/y "
                       "}}.</box></diagram>";
    const Diagram *g = diagram_read(&b->reader, doc, STR("d"), (FilePlace){.path = put(b, "d.xml", text)}, (Pos){0});
    assert_string_equal(diagram_words(b->reader.job, b->reader.language, g).p, "Diagram of 1 box. Budget of £4.5m: It "
                                                                               "is £4.5m.");
    assert_string_equal(reported(b), "");
    diagram_read(&b->reader, doc, STR("d"),
                 (FilePlace){.path = put(b, "e.xml", "<diagram><box id='a' title='{{ t/al/y }}' row='1'/></diagram>")},
                 (Pos){0});
    assert_reported(b, "e.xml:1:34: error[DAT004]: row \"al\" not found");
}

static void test_the_schema_keeps_the_grid(void **state)
{
    Bench *b = *state;
    assert_null(diagram_read(&b->reader, &(Doc){0}, STR("d"),
                             (FilePlace){.path = put(b, "d.xml", "<diagram>" BOX("a", "13", "1") "</diagram>")},
                             (Pos){0}));
    assert_null(diagram_read(&b->reader, &(Doc){0}, STR("d"),
                             (FilePlace){.path = put(b, "d.xml", "<diagram>" BOX("a", "1", "7") "</diagram>")},
                             (Pos){0}));
    assert_null(diagram_read(&b->reader, &(Doc){0}, STR("d"),
                             (FilePlace){.path = put(b, "d.xml",
                                                     "<diagram>" BOX("a", "1", "1") BOX("a", "1", "2") "</diagram>")},
                             (Pos){0}));
    assert_null(
        diagram_read(&b->reader, &(Doc){0}, STR("d"), (FilePlace){.path = put(b, "d.xml", "<diagram/>")}, (Pos){0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {with_bench(test_ways),
                                       with_bench(test_ways_past_broad_boxes),
                                       with_bench(test_reading_order),
                                       with_bench(test_what_stands_is_kept),
                                       with_bench(test_words_of_labelled_arrows),
                                       with_bench(test_words_show_figures),
                                       with_bench(test_the_schema_keeps_the_grid)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
