/* Contrast: the numbers of WCAG, then templates made for a fault each, and the real ones, which have none. */
#include "style/contrast.h"

#include "read_help.h"

/* --- numbers -------------------------------------------------------------- */

static int ratio(unsigned a, unsigned b)
{
    return contrast_ratio(contrast_luminance((uint8_t)(a >> 16), (uint8_t)(a >> 8), (uint8_t)a),
                          contrast_luminance((uint8_t)(b >> 16), (uint8_t)(b >> 8), (uint8_t)b));
}

static void ratios_are_those_of_wcag(void **state)
{
    static const struct {
        unsigned a, b;
        int ratio;
    } known[] = {
        {0x000000, 0xFFFFFF, 2100}, {0xFFFFFF, 0xFFFFFF, 100}, {0x777777, 0xFFFFFF, 447}, {0x767676, 0xFFFFFF, 454},
        {0x949494, 0xFFFFFF, 303},  {0x959595, 0xFFFFFF, 299}, {0xFF0000, 0xFFFFFF, 399}, {0x00FF00, 0x000000, 1530},
        {0x0000FF, 0xFFFFFF, 859},  {0x0A0A0A, 0x000000, 106}, {0x0B0B0B, 0x000000, 106},
    };
    (void)state;
    for (int i = 0; i < COUNT(known); i++) {
        assert_int_equal(ratio(known[i].a, known[i].b), known[i].ratio);
        assert_int_equal(ratio(known[i].b, known[i].a), known[i].ratio);
    }
}

static void luminance_grows_with_each_channel(void **state)
{
    (void)state;
    for (int c = 1; c < 256; c++) {
        assert_true(contrast_luminance((uint8_t)c, 0, 0) > contrast_luminance((uint8_t)(c - 1), 0, 0));
        assert_true(contrast_luminance(0, (uint8_t)c, 0) > contrast_luminance(0, (uint8_t)(c - 1), 0));
        assert_true(contrast_luminance(0, 0, (uint8_t)c) > contrast_luminance(0, 0, (uint8_t)(c - 1)));
    }
    assert_true(contrast_luminance(0, 0, 0) == 0);
    assert_true(contrast_luminance(255, 255, 255) == INT64_C(10000000000000));
}

/* --- templates --------------------------------------------------------------- */

/* A template of a white page, black text and the box "panel", with more of each part. A home of its own is made for it.
 */
static const Template *template_of(Bench *b, const char *styles, const char *boxes, const char *tables,
                                   const char *body, const char *cover)
{
    Buf t = {0};
    buf_puts(&t, "<?xml version=\"1.0\"?>\n<template grid=\"12pt\">\n<swatches>\n"
                 "<swatch name=\"ink\" rgb=\"#000000\" cmyk=\"0 0 0 100\"/>\n<swatch name=\"white\" rgb=\"#FFFFFF\" "
                 "cmyk=\"0 0 0 0\"/>\n"
                 "<swatch name=\"pale\" rgb=\"#949494\" cmyk=\"0 0 0 40\"/>\n<swatch name=\"navy\" rgb=\"#12284C\" "
                 "cmyk=\"100 80 20 40\"/>\n"
                 "<swatch name=\"tint\" rgb=\"#EEEEEE\" cmyk=\"0 0 0 8\"/>\n</swatches>\n<pages>\n"
                 "<page name=\"body\" width=\"210mm\" height=\"297mm\" top=\"20mm\" bottom=\"20mm\" inner=\"20mm\" "
                 "outer=\"20mm\">");
    buf_puts(&t, body);
    buf_puts(&t, "</page>\n<page name=\"cover\" width=\"210mm\" height=\"297mm\" top=\"20mm\" bottom=\"20mm\" "
                 "inner=\"20mm\" outer=\"20mm\">");
    buf_puts(&t, cover);
    buf_puts(&t, "</page>\n</pages>\n<roles><role name=\"front\" page=\"body\"/><role name=\"foreword\" page=\"body\"/>"
                 "<role name=\"body\" page=\"body\"/><role name=\"appendix\" page=\"body\"/><role name=\"contact\" "
                 "page=\"body\"/>"
                 "<landscape page=\"body\"/></roles>\n<front><cover page=\"cover\"/></front>\n<styles>\n"
                 "<style for=\"*\" family=\"sans\" weight=\"400\" size=\"10pt\" leading=\"12pt\" colour=\"ink\"/>\n");
    buf_puts(&t, styles);
    buf_puts(&t, "</styles>\n<boxes>\n");
    buf_puts(&t, *boxes ? boxes : "<box name=\"panel\"/>\n");
    buf_puts(&t, "</boxes>\n<tables>\n");
    buf_puts(&t, *tables ? tables : "<table name=\"default\"/>\n");
    buf_puts(&t, "</tables>\n</template>\n");
    Str schema, text = buf_view(&t);
    assert_true(file_read(b->reader.job, b->reader.diag, STR("templates/schemas/template.xsd"), (Pos){0}, &schema));
    put_bytes(b, "templates/schemas/template.xsd", schema);
    put_bytes(b, "templates/t.xml", text);
    buf_free(&t);
    b->reader.home = str_c(b->folder);
    const Template *read = read_template(&b->reader, STR("t"), (Pos){0});
    if (!read || problems(b))
        fail_msg("the template is not in order:\n%s", reported(b));
    return read;
}

static int faults(Bench *b, const Template *t)
{
    const ContrastPair *pairs;
    int n = contrast_find(b->reader.job, t, &pairs);
    assert_true(n > 0);
    assert_true(contrast_report(b->reader.diag, t, pairs, n) == (problems(b) == 0));
    return problems(b);
}

#define assert_faults(b, t, n)                                          \
    do {                                                                \
        int got_ = faults((b), (t));                                    \
        if (got_ != (n))                                                \
            fail_msg("%d faults, not %d:\n%s", got_, (n), reported(b)); \
    } while (0)

static void black_on_white_is_in_order(void **state)
{
    assert_faults(*state, template_of(*state, "", "", "", "", ""), 0);
}

static void a_style_too_pale_for_paper_is_marked_where_its_colour_is_given(void **state)
{
    Bench *b = *state;
    assert_faults(b, template_of(b, "<style for=\"h3\" colour=\"pale\"/>\n", "", "", "", ""), 1);
    assert_reported(b, "templates/t.xml:18:25: error[TPL005]: text in pale on white paper (h3) has a contrast of "
                       "3.03:1; expected at least 4.5:1");
}

static void large_text_needs_less(void **state)
{
    assert_faults(*state,
                  template_of(*state,
                              "<style for=\"h1\" colour=\"pale\" size=\"18pt\" leading=\"20pt\"/>\n"
                              "<style for=\"h2\" colour=\"pale\" size=\"14pt\" weight=\"700\"/>\n",
                              "", "", "", ""),
                  0);
}

static void nearly_large_text_does_not(void **state)
{
    assert_faults(*state,
                  template_of(*state,
                              "<style for=\"h1\" colour=\"pale\" size=\"17.9pt\" leading=\"20pt\"/>\n"
                              "<style for=\"h2\" colour=\"pale\" size=\"14pt\" weight=\"600\"/>\n",
                              "", "", "", ""),
                  2);
}

static void text_on_a_box_needs_contrast_with_its_tint(void **state)
{
    Bench *b = *state;
    /* all styles are black by one rule; lists' marks take their colour from it too */
    assert_true(faults(b, template_of(b, "", "<box name=\"panel\" tint=\"navy\"/>\n", "", "", "")) >= 1);
    assert_reported(b, "error[TPL005]: text in ink on navy (p) has a contrast of 1.43:1");
    assert_reported(b, "templates/t.xml:20:25: note: the background is set here");
}

static void a_box_with_styles_of_its_own_is_in_order(void **state)
{
    assert_faults(*state,
                  template_of(*state, "<style for=\"*\" in=\"panel\" colour=\"white\"/>\n",
                              "<box name=\"panel\" tint=\"navy\"/>\n", "", "", ""),
                  0);
}

static void a_heading_forgotten_in_a_box_is_found(void **state)
{
    Bench *b = *state;
    assert_faults(b,
                  template_of(b,
                              "<style for=\"h4\" colour=\"navy\"/>\n<style for=\"p li h1 h2 h3 h5 h6 caption box-title "
                              "by by-role "
                              "table-note unit td th pre ul ol diagram diagram-label\" in=\"panel\" "
                              "colour=\"white\"/>\n",
                              "<box name=\"panel\" tint=\"navy\"/>\n", "", "", ""),
                  1);
    assert_reported(b, "18:25: error[TPL005]: text in navy on navy (h4) has a contrast of 1.00:1");
}

static void a_quotation_inside_a_box_is_looked_at(void **state)
{
    Bench *b = *state;
    assert_faults(b,
                  template_of(b,
                              "<style for=\"*\" in=\"panel\" colour=\"white\"/>\n<style for=\"p\" in=\"quote\" "
                              "colour=\"ink\"/>\n",
                              "<box name=\"panel\" tint=\"navy\"/>\n", "", "", ""),
                  1);
    assert_reported(b, "(p in quote");
}

static void inlines_are_looked_at(void **state)
{
    Bench *b = *state;
    assert_faults(b, template_of(b, "<style for=\"span\" class=\"dim\" colour=\"pale\"/>\n", "", "", "", ""), 1);
    assert_reported(b, "(span.dim in p)");
}

static void small_inlines_in_large_text_need_more(void **state)
{
    Bench *b = *state;
    assert_faults(b,
                  template_of(b,
                              "<style for=\"h1\" colour=\"pale\" size=\"20pt\" leading=\"24pt\"/>\n<style "
                              "for=\"note-ref\" size=\"60%\"/>\n",
                              "", "", "", ""),
                  1);
    assert_reported(b, "(note-ref in h1)");
}

static void marks_of_lists_are_looked_at(void **state)
{
    Bench *b = *state;
    assert_faults(b, template_of(b, "<style for=\"ol\" mark-colour=\"pale\"/>\n", "", "", "", ""), 1);
    assert_reported(b, "(ol)");
}

static void rows_of_tables_stand_on_their_tints(void **state)
{
    Bench *b = *state;
    assert_faults(b,
                  template_of(b, "<style for=\"th td unit p li ul ol\" in=\"head\" colour=\"white\"/>\n", "",
                              "<table name=\"default\" head-tint=\"navy\" stripe-tint=\"tint\" total-tint=\"tint\"/>\n",
                              "", ""),
                  0);
}

static void a_total_in_white_on_a_pale_tint_is_found(void **state)
{
    Bench *b = *state;
    const char *style = "<style for=\"td\" in=\"total\" colour=\"white\"/>\n";
    assert_true(faults(b, template_of(b, style, "", "<table name=\"default\" total-tint=\"tint\"/>\n", "", "")) >= 1);
    assert_reported(b, "on tint (td in ");
}

static void a_head_left_black_on_navy_is_found(void **state)
{
    Bench *b = *state;
    assert_true(faults(b, template_of(b, "", "", "<table name=\"default\" head-tint=\"navy\"/>\n", "", "")) >= 1);
    assert_reported(b, "text in ink on navy (td)");
}

static void covers_text_stands_on_the_field_under_it(void **state)
{
    assert_faults(*state,
                  template_of(*state, "<style for=\"cover-title\" colour=\"white\"/>\n", "", "", "",
                              "<rect x=\"0mm\" y=\"0mm\" width=\"210mm\" height=\"100mm\" fill=\"navy\"/>"
                              "<text x=\"20mm\" y=\"50mm\" width=\"170mm\" style=\"cover-title\">{title}</text>"),
                  0);
}

static void covers_text_beside_the_field_is_found(void **state)
{
    Bench *b = *state;
    assert_faults(b,
                  template_of(b, "<style for=\"cover-title\" colour=\"white\"/>\n", "", "", "",
                              "<rect x=\"0mm\" y=\"0mm\" width=\"210mm\" height=\"100mm\" fill=\"navy\"/>"
                              "<text x=\"20mm\" y=\"120mm\" width=\"170mm\" style=\"cover-title\">{title}</text>"),
                  1);
    assert_reported(b, "text in white on white paper (cover-title on page cover) has a contrast of 1.00:1");
}

static void a_field_drawn_after_the_text_is_no_ground(void **state)
{
    assert_faults(*state,
                  template_of(*state, "<style for=\"cover-title\" colour=\"white\"/>\n", "", "", "",
                              "<text x=\"20mm\" y=\"50mm\" width=\"170mm\" style=\"cover-title\">{title}</text>"
                              "<rect x=\"0mm\" y=\"0mm\" width=\"210mm\" height=\"100mm\" fill=\"navy\"/>"),
                  1);
}

static void curved_and_clipped_fields_are_followed(void **state)
{
    Bench *b = *state;
    assert_faults(b,
                  template_of(b, "<style for=\"cover-title folio\" colour=\"white\"/>\n", "", "", "",
                              "<circle x=\"105mm\" y=\"100mm\" radius=\"80mm\" fill=\"navy\"/>"
                              "<clip x=\"0mm\" y=\"200mm\" width=\"210mm\" height=\"40mm\"><rect x=\"0mm\" y=\"150mm\" "
                              "width=\"210mm\" height=\"140mm\" fill=\"navy\"/></clip>"
                              "<text x=\"80mm\" y=\"100mm\" width=\"40mm\" style=\"cover-title\">{title}</text>"
                              "<text x=\"80mm\" y=\"260mm\" width=\"40mm\" style=\"folio\">{page}</text>"),
                  1);
    assert_reported(b, "(folio on page cover)");
}

static void a_page_painted_all_over_is_the_ground_of_its_text(void **state)
{
    Bench *b = *state;
    assert_true(faults(b, template_of(b, "", "", "",
                                      "<rect x=\"0mm\" y=\"0mm\" width=\"210mm\" height=\"297mm\" fill=\"navy\"/>", ""))
                >= 1);
    assert_reported(b, "text in ink on navy (p)");
}

static void a_page_painted_all_over_with_white_text_is_in_order(void **state)
{
    assert_faults(*state,
                  template_of(*state, "<style for=\"*\" colour=\"white\"/>\n", "", "",
                              "<rect x=\"0mm\" y=\"0mm\" width=\"210mm\" height=\"297mm\" fill=\"navy\"/>", ""),
                  0);
}

static void a_box_of_the_colour_of_some_pages_is_a_ground_of_its_own(void **state)
{
    Bench *b = *state;
    const char *navy_rectos = "<rect x=\"0mm\" y=\"0mm\" width=\"210mm\" height=\"297mm\" fill=\"navy\" on=\"recto\"/>";
    assert_faults(b, template_of(b, "", "", "", navy_rectos, ""), 0); /* on one side black will do */
    assert_true(faults(b, template_of(b, "", "<box name=\"panel\" tint=\"navy\"/>\n", "", navy_rectos, "")) >= 1);
    assert_reported(b, "templates/t.xml:20:25: note: the background is set here");
}

static void a_text_on_versos_only_is_looked_at_there(void **state)
{
    Bench *b = *state;
    assert_faults(b,
                  template_of(b, "<style for=\"folio\" colour=\"white\"/>\n", "", "",
                              "<rect x=\"0mm\" y=\"280mm\" width=\"40mm\" height=\"17mm\" fill=\"navy\" "
                              "mirror=\"yes\"/>"
                              "<text x=\"5mm\" y=\"285mm\" width=\"30mm\" style=\"folio\" role=\"foot\" "
                              "mirror=\"yes\">{page}</text>",
                              ""),
                  0);
    assert_faults(b,
                  template_of(b, "<style for=\"folio\" colour=\"white\"/>\n", "", "",
                              "<rect x=\"0mm\" y=\"280mm\" width=\"40mm\" height=\"17mm\" fill=\"navy\" on=\"recto\"/>"
                              "<text x=\"5mm\" y=\"285mm\" width=\"30mm\" style=\"folio\" role=\"foot\">{page}</text>",
                              ""),
                  1);
}

static void the_real_templates_are_in_order(void **state)
{
    Bench *b = *state;
    Str *names;
    int n, looked_at = 0;
    assert_true(dir_list(b->reader.job, STR("templates"), &names, &n));
    for (int i = 0; i < n; i++) {
        if (!str_ends(names[i], ".xml"))
            continue;
        const Template *t = read_template(&b->reader, str_sub(names[i], 0, names[i].n - 4), (Pos){0});
        if (!t)
            continue;
        assert_faults(b, t, 0);
        looked_at++;
    }
    assert_true(looked_at >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratios_are_those_of_wcag),
        cmocka_unit_test(luminance_grows_with_each_channel),
        with_bench(black_on_white_is_in_order),
        with_bench(a_style_too_pale_for_paper_is_marked_where_its_colour_is_given),
        with_bench(large_text_needs_less),
        with_bench(nearly_large_text_does_not),
        with_bench(text_on_a_box_needs_contrast_with_its_tint),
        with_bench(a_box_with_styles_of_its_own_is_in_order),
        with_bench(a_heading_forgotten_in_a_box_is_found),
        with_bench(a_quotation_inside_a_box_is_looked_at),
        with_bench(inlines_are_looked_at),
        with_bench(small_inlines_in_large_text_need_more),
        with_bench(marks_of_lists_are_looked_at),
        with_bench(rows_of_tables_stand_on_their_tints),
        with_bench(a_head_left_black_on_navy_is_found),
        with_bench(a_total_in_white_on_a_pale_tint_is_found),
        with_bench(covers_text_stands_on_the_field_under_it),
        with_bench(covers_text_beside_the_field_is_found),
        with_bench(a_field_drawn_after_the_text_is_no_ground),
        with_bench(curved_and_clipped_fields_are_followed),
        with_bench(a_page_painted_all_over_is_the_ground_of_its_text),
        with_bench(a_page_painted_all_over_with_white_text_is_in_order),
        with_bench(a_box_of_the_colour_of_some_pages_is_a_ground_of_its_own),
        with_bench(a_text_on_versos_only_is_looked_at_there),
        with_bench(the_real_templates_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
