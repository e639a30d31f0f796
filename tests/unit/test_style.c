/* The cascade: which rule wins, and that the same question has the same pointer for an answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"
#include "style/style.h"

#define BIT(prop) (UINT64_C(1) << (prop))

static const SwatchColour swatches[] = {{.name = {"ink", 3}}, {.name = {"blue", 4}}, {.name = {"grey", 4}}};

static StyleRule rule(const char *element, const char *class_name, const char *in, uint64_t set, Style value)
{
    return (StyleRule){.element = str_c(element),
                       .class_name = str_c(class_name),
                       .in = str_c(in),
                       .set = set,
                       .value = value};
}

static StyleRule sized(const char *element, const char *class_name, const char *in, int size)
{
    return rule(element, class_name, in, BIT(PROP_SIZE), (Style){.size = PT(size)});
}

typedef struct Fixture {
    Arena *arena;
    Template t;
    StyleRule rules[16];
} Fixture;

static int set_up(void **state)
{
    Fixture *f = calloc(1, sizeof *f);
    f->arena = arena_new();
    f->t = (Template){.swatches = swatches, .nswatches = COUNT(swatches), .rules = f->rules};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;
    arena_free(f->arena);
    free(f);
    return 0;
}

static void add(Fixture *f, StyleRule r)
{
    assert_true(f->t.nrules < COUNT(f->rules));
    f->rules[f->t.nrules++] = r;
}

static int size_of(Fixture *f, const char *element, const char *class_name, const Place *place)
{
    Styler *s = styler_new(f->arena, &f->t);
    return style_block(s, str_c(element), str_c(class_name), place)->size / LEN_PT;
}

static const Place body = {NULL, {"body", 4}};
static const Place outcome = {&body, {"outcome", 7}};
static const Place list = {&outcome, {"list", 4}};

static void no_rules_give_plain_text(void **state)
{
    Fixture *f = *state;
    const Style *s = style_block(styler_new(f->arena, &f->t), STR("p"), STR(""), NULL);
    assert_true(str_is(s->family, "sans"));
    assert_int_equal(s->size, PT(11));
    assert_int_equal(s->leading, PT(15));
    assert_int_equal(s->colour, 0);
    assert_int_equal(s->widows, 2);
}

static void later_rule_wins_among_equals(void **state)
{
    Fixture *f = *state;
    add(f, sized("p", "", "", 9));
    add(f, sized("p", "", "", 10));
    assert_int_equal(size_of(f, "p", "", NULL), 10);
}

static void named_element_beats_star_written_later(void **state)
{
    Fixture *f = *state;
    add(f, sized("p", "", "", 9));
    add(f, sized("*", "", "", 10));
    assert_int_equal(size_of(f, "p", "", NULL), 9);
    assert_int_equal(size_of(f, "h1", "", NULL), 10);
}

static void class_and_place_beats_either_beats_neither(void **state)
{
    Fixture *f = *state;
    add(f, sized("p", "lead", "outcome", 14));
    add(f, sized("p", "", "outcome", 12));
    add(f, sized("p", "lead", "", 13));
    add(f, sized("p", "", "", 11));
    assert_int_equal(size_of(f, "p", "lead", &outcome), 14);
    assert_int_equal(size_of(f, "p", "", &outcome), 12);
    assert_int_equal(size_of(f, "p", "lead", &body), 13);
    assert_int_equal(size_of(f, "p", "other", &body), 11);
}

static void class_beats_place_written_later(void **state)
{
    Fixture *f = *state;
    add(f, sized("p", "lead", "", 13));
    add(f, sized("p", "", "outcome", 12));
    assert_int_equal(size_of(f, "p", "lead", &outcome), 13);
}

static void star_in_a_place_beats_the_bare_element(void **state)
{
    Fixture *f = *state;
    add(f, sized("*", "", "outcome", 12));
    add(f, sized("p", "", "", 11));
    assert_int_equal(size_of(f, "p", "", &outcome), 12);
}

static void nearer_place_beats_outer_written_later(void **state)
{
    Fixture *f = *state;
    add(f, sized("p", "", "outcome", 12));
    add(f, sized("p", "", "body", 13));
    assert_int_equal(size_of(f, "p", "", &outcome), 12);
    assert_int_equal(size_of(f, "p", "", &list), 12);
    assert_int_equal(size_of(f, "p", "", &body), 13);
}

static void any_enclosing_place_matches_and_others_do_not(void **state)
{
    Fixture *f = *state;
    add(f, sized("p", "", "outcome", 12));
    assert_int_equal(size_of(f, "p", "", &list), 12);
    assert_int_equal(size_of(f, "p", "", &body), 11);
    assert_int_equal(size_of(f, "p", "", NULL), 11);
}

static void rules_that_set_different_things_add_up(void **state)
{
    Fixture *f = *state;
    add(f, rule("p", "", "outcome", BIT(PROP_WEIGHT), (Style){.weight = 700, .size = PT(99)}));
    add(f, rule("*", "", "", BIT(PROP_COLOUR) | BIT(PROP_TABULAR), (Style){.colour = 2, .tabular = true}));
    const Style *s = style_block(styler_new(f->arena, &f->t), STR("p"), STR(""), &outcome);
    assert_int_equal(s->weight, 700);
    assert_int_equal(s->colour, 2);
    assert_true(s->tabular);
    assert_int_equal(s->size, PT(11));
}

static void marks_and_rules_take_the_text_colour_by_default(void **state)
{
    Fixture *f = *state;
    add(f, rule("*", "", "", BIT(PROP_COLOUR), (Style){.colour = 1}));
    add(f, rule("li", "", "", BIT(PROP_MARK_COLOUR), (Style){.mark_colour = 2}));
    Styler *s = styler_new(f->arena, &f->t);
    assert_int_equal(style_block(s, STR("p"), STR(""), NULL)->rule_colour, 1);
    assert_int_equal(style_block(s, STR("li"), STR(""), NULL)->mark_colour, 2);
}

static void same_arguments_same_pointer(void **state)
{
    Fixture *f = *state;
    add(f, sized("p", "", "outcome", 12));
    Styler *s = styler_new(f->arena, &f->t);
    const Style *first = style_block(s, STR("p"), STR("x"), &list);
    for (int i = 0; i < 200; i++) {
        char name[8] = {'c', (char)('a' + i % 26), (char)('a' + i / 26), 0};
        style_block(s, str_c(name), STR(""), &list);
    }
    const Place body2 = {NULL, STR("body")}, outcome2 = {&body2, STR("outcome")}, list2 = {&outcome2, STR("list")};
    assert_ptr_equal(style_block(s, STR("p"), STR("x"), &list2), first);
    assert_int_equal(first->size, PT(12));
    assert_ptr_not_equal(style_block(s, STR("p"), STR("x"), &outcome2), first);
}

static void a_rule_applies_once_where_its_place_is_in_itself(void **state)
{
    Fixture *f = *state;
    StyleRule smaller = rule("p", "", "list", BIT(PROP_SIZE), (Style){.size = 512});
    smaller.share = BIT(PROP_SIZE);
    add(f, sized("p", "", "", 20));
    add(f, smaller);
    const Place inner = {&list, STR("list")};
    assert_int_equal(style_block(styler_new(f->arena, &f->t), STR("p"), STR(""), &inner)->size, PT(10));
}

static void names_do_not_run_together_in_the_cache(void **state)
{
    Fixture *f = *state;
    add(f, sized("p", "ab", "", 12));
    add(f, sized("pa", "b", "", 13));
    Styler *s = styler_new(f->arena, &f->t);
    assert_int_equal(style_block(s, STR("p"), STR("ab"), NULL)->size, PT(12));
    assert_int_equal(style_block(s, STR("pa"), STR("b"), NULL)->size, PT(13));
    const Place one = {NULL, STR("1:x")}, x = {NULL, STR("x")};
    assert_ptr_not_equal(style_block(s, STR("p"), STR(""), &one), style_block(s, STR("p"), STR(""), &x));
}

static void inline_changes_only_what_its_rule_says(void **state)
{
    Fixture *f = *state;
    add(f, rule("*", "", "", BIT(PROP_SIZE) | BIT(PROP_COLOUR), (Style){.size = PT(11), .colour = 2}));
    add(f, sized("h1", "", "", 24));
    add(f, rule("strong", "", "", BIT(PROP_WEIGHT), (Style){.weight = 700}));
    Styler *s = styler_new(f->arena, &f->t);
    const Style *h1 = style_block(s, STR("h1"), STR(""), NULL);
    const Style *strong = style_inline(s, h1, STR("strong"), STR(""));
    assert_int_equal(strong->size, PT(24)); /* "*" is for blocks */
    assert_int_equal(strong->weight, 700);
    assert_int_equal(h1->weight, 400);
    assert_ptr_equal(style_inline(s, h1, STR("strong"), STR("")), strong);
}

static void shares_are_of_the_size_around(void **state)
{
    Fixture *f = *state;
    StyleRule mark = rule("note-ref", "", "", BIT(PROP_SIZE) | BIT(PROP_SHIFT), (Style){.size = 512, .shift = 256});
    mark.share = mark.set;
    add(f, mark);
    add(f, sized("h1", "", "", 24));
    Styler *s = styler_new(f->arena, &f->t);
    const Style *small = style_inline(s, style_block(s, STR("p"), STR(""), NULL), STR("note-ref"), STR(""));
    const Style *large = style_inline(s, style_block(s, STR("h1"), STR(""), NULL), STR("note-ref"), STR(""));
    assert_int_equal(small->size, PT(11) / 2);
    assert_int_equal(small->shift, PT(11) / 4); /* of the size around, not of its own */
    assert_int_equal(large->size, PT(12));
    assert_int_equal(large->shift, PT(6));
}

static void inline_knows_the_place_of_its_block(void **state)
{
    Fixture *f = *state;
    add(f, rule("strong", "", "", BIT(PROP_WEIGHT), (Style){.weight = 700}));
    add(f, rule("strong", "", "outcome", BIT(PROP_COLOUR), (Style){.colour = 1}));
    Styler *s = styler_new(f->arena, &f->t);
    const Style *in = style_block(s, STR("p"), STR(""), &outcome), *out = style_block(s, STR("p"), STR(""), &body);
    const Style *em = style_inline(s, in, STR("em"), STR(""));
    assert_int_equal(style_inline(s, in, STR("strong"), STR(""))->colour, 1);
    assert_int_equal(style_inline(s, em, STR("strong"), STR(""))->colour, 1);
    assert_int_equal(style_inline(s, out, STR("strong"), STR(""))->colour, 0);
}

static void inline_of_a_changed_copy_is_not_cached(void **state)
{
    Fixture *f = *state;
    add(f, rule("em", "", "", BIT(PROP_ITALIC), (Style){.italic = true}));
    Styler *s = styler_new(f->arena, &f->t);
    Style copy = *style_block(s, STR("p"), STR(""), NULL);
    copy.size = PT(20);
    assert_int_equal(style_inline(s, &copy, STR("em"), STR(""))->size, PT(20));
    copy.size = PT(30);
    const Style *em = style_inline(s, &copy, STR("em"), STR(""));
    assert_int_equal(em->size, PT(30));
    assert_true(em->italic);
}

static void lookups_find_by_name(void **state)
{
    Fixture *f = *state;
    const TableStyle tables[] = {{.name = STR("default")}, {.name = STR("financial")}};
    const BoxStyle boxes[] = {{.name = STR("outcome")}};
    const PageMaster masters[] = {{.name = STR("body")}};
    f->t.tables = tables, f->t.ntables = 2;
    f->t.boxes = boxes, f->t.nboxes = 1;
    f->t.masters = masters, f->t.nmasters = 1;
    map_put_number(f->arena, &f->t.table_names, tables[0].name, 0);
    map_put_number(f->arena, &f->t.table_names, tables[1].name, 1);
    map_put_number(f->arena, &f->t.box_names, boxes[0].name, 0);
    map_put_number(f->arena, &f->t.master_names, masters[0].name, 0);
    assert_ptr_equal(template_table(&f->t, STR("financial")), &tables[1]);
    assert_ptr_equal(template_table(&f->t, STR("other")), &tables[0]);
    assert_ptr_equal(template_box(&f->t, STR("outcome")), &boxes[0]);
    assert_null(template_box(&f->t, STR("outcom")));
    assert_ptr_equal(template_master(&f->t, STR("body")), &masters[0]);
    assert_null(template_master(&f->t, STR("")));
}

static void every_property_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < PROP_COUNT; i++) {
        assert_non_null(style_prop((StyleProp)i)->name);
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(style_prop((StyleProp)i)->name, style_prop((StyleProp)k)->name);
            assert_int_not_equal(style_prop((StyleProp)i)->offset, style_prop((StyleProp)k)->offset);
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_rules_give_plain_text),
        TEST(later_rule_wins_among_equals),
        TEST(named_element_beats_star_written_later),
        TEST(class_and_place_beats_either_beats_neither),
        TEST(class_beats_place_written_later),
        TEST(star_in_a_place_beats_the_bare_element),
        TEST(nearer_place_beats_outer_written_later),
        TEST(any_enclosing_place_matches_and_others_do_not),
        TEST(rules_that_set_different_things_add_up),
        TEST(marks_and_rules_take_the_text_colour_by_default),
        TEST(same_arguments_same_pointer),
        TEST(a_rule_applies_once_where_its_place_is_in_itself),
        TEST(names_do_not_run_together_in_the_cache),
        TEST(inline_changes_only_what_its_rule_says),
        TEST(shares_are_of_the_size_around),
        TEST(inline_knows_the_place_of_its_block),
        TEST(inline_of_a_changed_copy_is_not_cached),
        TEST(lookups_find_by_name),
        TEST(every_property_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
