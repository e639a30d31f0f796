/* The page list itself: finding anchors, and its form as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/page.h"

static void anchors_are_found_before_and_after_indexing(void **state)
{
    (void)state;
    Arena *a = arena_new();
    PageList l = {0};
    enum { MANY = 5000 };
    static const Node *nodes[MANY];
    for (int i = 0; i < MANY; i++) {
        nodes[i] = node_new(a, NODE_HEADING, (Pos){0});
        VEC_PUSH(a, &l.anchors, (Anchor){.node = nodes[i], .page = i});
        if (i == 10)
            assert_int_equal(anchor_find(&l, nodes[10])->page, 10);
        if (i == MANY - 2)
            pages_index(a, &l);
    }
    VEC_PUSH(a, &l.anchors, (Anchor){.node = nodes[3], .page = 99});
    for (int i = 0; i < MANY; i++)
        assert_int_equal(anchor_find(&l, nodes[i])->page, i);
    pages_index(a, &l);
    assert_int_equal(anchor_find(&l, nodes[3])->page, 3);
    assert_null(anchor_find(&l, node_new(a, NODE_HEADING, (Pos){0})));
    assert_null(anchor_find(&l, NULL));
    arena_free(a);
}

/* Pages of two templates stand in one list: each has its own colours there, and what both have is there once. */
static void templates_share_a_list_of_colours(void **state)
{
    (void)state;
    Arena *a = arena_new();
    static const SwatchColour plan[] = {{.name = {"ink", 3}, .r = 1}, {.name = {"brand", 5}, .b = 200}};
    static const SwatchColour report[] = {{.name = {"brand", 5}, .g = 99}, {.name = {"ink", 3}, .r = 1}};
    PageList l = {0};
    const Colour *of_plan = pages_take_colours(a, &l, &(Template){.swatches = plan, .nswatches = 2});
    const Colour *of_report = pages_take_colours(a, &l, &(Template){.swatches = report, .nswatches = 2});
    assert_int_equal(l.colours.n, 3);
    assert_int_equal(of_plan[0], of_report[1]);
    assert_int_equal(l.colours.at[of_plan[1]].b, 200);
    assert_int_equal(l.colours.at[of_report[0]].g, 99);
    assert_true(str_is(l.colours.at[of_report[0]].name, "brand"));
    arena_free(a);
}

static void a_page_has_three_boxes(void **state)
{
    (void)state;
    Page page = {.width = PT(100), .height = PT(200), .bleed = PT(9), .slug = PT(20)};
    Rect trim = page_box(&page, BOX_TRIM), bleed = page_box(&page, BOX_BLEED), media = page_box(&page, BOX_MEDIA);
    assert_memory_equal(&trim, (&(Rect){0, 0, PT(100), PT(200)}), sizeof trim);
    assert_memory_equal(&bleed, (&(Rect){-PT(9), -PT(9), PT(118), PT(218)}), sizeof bleed);
    assert_memory_equal(&media, (&(Rect){-PT(20), -PT(20), PT(140), PT(240)}), sizeof media);
}

static void a_list_is_written_as_text(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Node *heading = node_new(a, NODE_HEADING, (Pos){.line = 12, .col = 1});
    PageList l = {0};
    VEC_PUSH(a, &l.colours, (PageColour){.name = STR("ink")});
    Page page = {.width = PT(100), .height = PT(200), .label = STR("iv")};
    VEC_PUSH(a, &page.items,
             (Item){.kind = ITEM_GLYPHS,
                    .part = PART_LABEL,
                    .node = heading,
                    .x = PT(10),
                    .y = -LEN_PT / 2,
                    .u.run = &(GlyphRun){.size = PT(9), .width = PT(5), .text = STR("a \"b\"\n"), .underline = true}});
    VEC_PUSH(a, &page.items, (Item){.kind = ITEM_RECT, .role = ITEM_DECORATION, .u.rect = {PT(3), LEN_PT / 4}});
    VEC_PUSH(a, &page.links, (PageLink){.w = PT(1), .h = PT(2), .node = heading, .uri = STR("x:y")});
    VEC_PUSH(a, &l.pages, page);
    VEC_PUSH(a, &l.pages, (Page){.width = PT(10), .height = PT(20), .bleed = PT(3), .slug = PT(5)});
    VEC_PUSH(a, &l.anchors, (Anchor){heading, 0, PT(7), 1});
    VEC_PUSH(a, &l.outline, (OutlineEntry){heading, 1, STR("T")});
    Buf out = {0};
    pages_dump(&l, &out);
    buf_char(&out, '\0');
    assert_string_equal(out.p, "page 1 100.00 x 200.00 \"iv\"\n"
                               "  text 10.00 -0.50 w 5.00  9.00 ink content label heading:12 underlined \"a "
                               "\\\"b\\\"\\x0A\"\n"
                               "  rect 0.00 0.00 3.00 x 0.25 fill ink decoration -\n"
                               "  link 0.00 0.00 1.00 x 2.00 heading:12 -> \"x:y\"\n"
                               "page 2 10.00 x 20.00 \"\" bleed 3.00 slug 5.00\n"
                               "anchor heading:12 page 1 y 7.00 to page 2\noutline 1 heading:12 \"T\"\n");
    buf_free(&out);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anchors_are_found_before_and_after_indexing),
        cmocka_unit_test(templates_share_a_list_of_colours),
        cmocka_unit_test(a_page_has_three_boxes),
        cmocka_unit_test(a_list_is_written_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
