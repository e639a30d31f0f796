/* Figures of the data in the words of the data: labels, heads, notes, captions and cells. */
#include "read_help.h"

#include "check/agreement/agreement.h"
#include "doc/figure.h"
#include "doc/table.h"
#include "open/open_data.h"
#include "read/data/data.h"

#define COST                                                                                \
    "<budget unit='£000'><caption>Cost</caption><years><year id='y1'>2012/13</year><year " \
    "id='y2'>2013/14</year></years>"                                                        \
    "<row id='pay' label='Pay' figures='51,093 45,580'/><row id='income' label='Income' figures='-928 nil'/></budget>"

static Table *add(Bench *b, Doc *doc, const char *id, const char *text)
{
    char name[32];
    snprintf(name, sizeof name, "%s.xml", id);
    Table *t = data_read(&b->reader, &(Doc){0}, str_c(id), (FilePlace){.path = put(b, name, text)}, (Pos){0});
    assert_non_null(t);
    map_put(b->reader.job, &doc->tables, t->id, t);
    return t;
}

/* A table of words, read before the figures that it shows. */
static Table *words_of(Bench *b, Doc *doc, const char *head, const char *rest)
{
    Str text = str_format(b->reader.job,
                          "<table>%s<columns><column id='item'>%s</column><column "
                          "id='said'>Said</column></columns>%s</table>",
                          strchr(head, '<') ? head : "", strchr(head, '<') ? "Item" : head, rest);
    Table *t = add(b, doc, "words", str_cdup(b->reader.job, text));
    add(b, doc, "cost", COST);
    return t;
}

static Str said(Bench *b, const Table *t, int row, int column)
{
    Str spoken;
    return cell_format(b->reader.job, t, row, column, &spoken);
}

static void words_of_all_sorts_show_figures(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    Table *t = words_of(b, &doc, "Cost of {{ cost/pay/y2 | £m 1 }}",
                        "<group id='g' label='Over {{ cost/pay/y1 | £k }}'><row id='r' label='Pay was {{ cost/pay/y1 "
                        "}}' note='n'>"
                        "<cell>{{ cost/pay/y2 }}</cell></row><row id='s' label='List'><cell>**{{ cost/income/y1 | £k "
                        "}}**\n\n- {{ cost/income/y2 }}</cell></row></group>"
                        "<note id='n'>From {{ sum cost/pay..income/y1 | £m 1 }}.</note><source>{{ count cost | words "
                        "}} lines</source>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    assert_int_equal(problems(b), 0);
    assert_str(t->columns[0].label, "Cost of £45.6m");
    assert_str(t->rows[0].label, "Over £51,093k");
    assert_str(said(b, t, 0, 0), "Over £51,093k");
    assert_str(t->rows[1].label, "Pay was £51,093,000");
    assert_str(said(b, t, 1, 0), "Pay was £51,093,000");
    assert_str(said(b, t, 1, 1), "£45,580,000");
    assert_str(str_trim(said(b, t, 2, 1)), "−£928k nil");
    assert_str(node_text(b->reader.job, t->notes[0].content), "From £50.2m.");
    assert_str(t->source, "two lines");
}

static void a_caption_and_a_spanning_head_show_figures(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    Table *t = add(b, &doc, "words",
                   "<table><caption>Of {{ cost/pay/y1 | £m 0 }}</caption><columns><column id='a'>A</column>"
                   "<spanner label='To {{ cost/pay/y2 | £m 0 }}'><column id='b'>B</column><column "
                   "id='c'>C</column></spanner></columns>"
                   "<row label='x'><cell>y</cell><cell>z</cell></row></table>");
    add(b, &doc, "cost", COST);
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    assert_int_equal(problems(b), 0);
    assert_str(t->caption, "Of £51m");
    assert_str(t->columns[1].span, "To £46m");
    assert_str(t->columns[2].span, "To £46m");
}

static void open_data_has_the_figures(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    Table *t = words_of(b, &doc, "Item", "<row id='r' label='Pay'><cell>{{ cost/pay/y2 | £m 1 }} of it</cell></row>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    Buf csv = {0};
    table_csv(t, &csv);
    assert_str(buf_view(&csv), "Item,Said\r\nPay,£45.6m of it\r\n");
    buf_free(&csv);
}

/* Words show words that show a figure, whichever stands first. */
static void words_show_words(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    Table *t = words_of(b, &doc, "Item",
                        "<row id='a' label='A'><cell>so {{ words/b/said }}</cell></row><row id='b' label='B'><cell>and "
                        "{{ words/c/item }}</cell></row>"
                        "<row id='c' label='C of {{ cost/pay/y1 | £k }}'><cell>`{{ words/a/said }}`</cell></row>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    assert_int_equal(problems(b), 0);
    assert_str(said(b, t, 0, 1), "so and C of £51,093k");
    assert_str(said(b, t, 1, 1), "and C of £51,093k");
    assert_str(said(b, t, 2, 1), "{{ words/a/said }}"); /* code, and no ring */
}

static void a_ring_of_words_is_reported_with_both_places(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    words_of(b, &doc, "Item",
             "<row id='a' label='A'><cell>{{ words/b/said }}</cell></row>\n<row id='b' label='B'><cell>{{ words/a/said "
             "}}</cell></row>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    assert_int_equal(problems(b), 1);
    assert_reported(b, "words.xml:2:32: error[DAT017]: this text is made from itself; expected other figures");
    assert_reported(b, "words.xml:1:");
    assert_reported(b, "note: the text it is made from");
}

static void words_of_themselves_are_a_ring(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    words_of(b, &doc, "Item", "<row id='a' label='Is {{ words/a/item }}'><cell>x</cell></row>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    assert_int_equal(problems(b), 1);
    assert_reported(b, "error[DAT017]: this text is made from itself; expected other figures");
}

static void faults_are_reported_once_at_their_place(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    words_of(b, &doc, "Item", "<row id='a' label='{{ cost/pai/y1 }}'><cell>{{ coast/pay/y1 }}</cell></row>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    assert_int_equal(problems(b), 2);
    assert_reported(b, "error[DAT004]: row \"pai\" not found");
    assert_reported(b, "did you mean \"pay\"?");
    assert_reported(b, "error[DAT001]: data \"coast\" not found");
}

static void references_are_for_notes_and_cells(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    Table *t = words_of(b, &doc, "Item",
                        "<row id='a' label='See {{ ref x }}' note='n'><cell>{{ page x }}</cell></row>"
                        "<row id='b' label='1. {{ cost/pay/y1 }}'><cell>y</cell></row><note id='n'>{{ ref x }}</note>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    assert_int_equal(problems(b), 1);
    assert_reported(b, "a reference cannot be used in a label, heading or caption");
    assert_str(t->rows[1].label, "1. £51,093,000");
}

/* Words that double at each step are stopped before they fill the memory. */
static void words_do_not_grow_without_end(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    Buf rows = {0};
    buf_puts(&rows, "<row id='r0' label='0'><cell>{{ cost/pay/y1 }} and so on</cell></row>");
    for (int i = 1; i < 60; i++)
        buf_format(&rows, "<row id='r%d' label='%d'><cell>{{ words/r%d/said }} {{ words/r%d/said }}</cell></row>", i, i,
                   i - 1, i - 1);
    words_of(b, &doc, "Item", str_cdup(b->reader.job, buf_take(&rows, b->reader.job)));
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    assert_reported(b, "error[DAT020]: this text is");
    assert_reported(b, "expected at most 1000 where it shows figures");
}

static void negative_figures_take_parentheses_and_are_spoken(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    Table *t = words_of(b, &doc, "Item", "<row id='a' label='A'><cell>{{ cost/income/y1 | £k }}</cell></row>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    Str spoken;
    assert_str(cell_format(b->reader.job, t, 0, 1, &spoken), "−£928k");
    assert_str(spoken, "minus £928k");
    const Node *set = table_place(b->reader.job, t, &(TablePlacing){.parentheses = true})->last->last->first->first;
    assert_str(set->u.text.text, "(£928k)");
    assert_str(set->spoken, "minus £928k");
}

static void bound_words_are_held_against_same_as(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    words_of(b, &doc, "Item",
             "<row id='a' label='A'><cell same-as='cost/pay/y1'>{{ cost/pay/y1 | figure }}</cell></row>"
             "<row id='b' label='B'><cell same-as='cost/pay/y2'>{{ cost/pay/y1 | figure }}</cell></row>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    data_compare(&b->reader, &doc);
    assert_int_equal(problems(b), 1);
    assert_reported(b, "error[DAT012]: \"B\" is 51,093 in \"said\"; expected 45,580");
}

/* "83%" is a figure, in a sentence too; "83% of them" is not. */
static void words_that_are_one_figure_take_forms(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    words_of(b, &doc, "Item",
             "<row id='a' label='A'><cell>83.5%</cell></row><row id='b' label='B'><cell>£45,820</cell></row>"
             "<row id='c' label='C'><cell>83% of them</cell></row><row id='d' label='D'><cell>2011</cell></row>"
             "<row id='e' label='E'><cell>{{ cost/pay/y1 | £ }}</cell></row>");
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    static const char *const cases[][2] = {
        {"words/a/said", "83.5%"},     {"words/a/said | per-cent 0", "84\u00A0per cent"},
        {"words/b/said | £k", "£46k"}, {"words/c/said", "83% of them"},
        {"words/d/said", "2011"},      {"words/e/said | £m 1", "£51.1m"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        Str text = {0};
        FigureFault fault = {0};
        assert_true(
            figure_text(&(FigureAsk){b->reader.job, &doc.tables, NULL, NULL}, str_c(cases[i][0]), &text, &fault));
        assert_str(text, cases[i][1]);
    }
}

/* Wherever the data has words, but not in a cell that same-as holds against the other place, or that shows the figure.
 */
static void figures_typed_in_the_data_are_pointed_out(void **state)
{
    Bench *b = *state;
    Doc doc = {0};
    words_of(b, &doc, "Item",
             "<row id='a' label='A of £51,093k' note='n'><cell>It was £45,580k.</cell></row>\n"
             "<row id='b' label='B'><cell same-as='cost/pay/y1'>51,093</cell></row><row id='c' label='C'><cell>{{ "
             "cost/pay/y1 | £k }}</cell></row>"
             "<row id='d' label='D'><cell>£51,094k</cell></row>\n<note id='n'>Once £51,093k, now {{ cost/pay/y2 "
             "}}.</note>");
    doc.figures = agreement_index(b->reader.job, &doc.tables);
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    data_compare(&b->reader, &doc);
    data_look_for_typed(&b->reader, &doc);
    DiagView *found;
    assert_int_equal(diag_list(b->reader.diag, b->reader.job, &found), 3);
    assert_str(found[0].message, "£51,093k is typed by hand; it is the figure 51,093 (£000) of \"Pay\" in \"y1\"");
    assert_int_equal(found[1].code, DAT021);
    assert_str(str_sub(found[1].message, 0, 27), "£45,580k is typed by hand;");
    assert_int_equal(found[2].pos.line, 3);
    assert_int_equal(found[2].pos.col, 19);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(words_of_all_sorts_show_figures),
        with_bench(a_caption_and_a_spanning_head_show_figures),
        with_bench(open_data_has_the_figures),
        with_bench(words_show_words),
        with_bench(a_ring_of_words_is_reported_with_both_places),
        with_bench(words_of_themselves_are_a_ring),
        with_bench(faults_are_reported_once_at_their_place),
        with_bench(references_are_for_notes_and_cells),
        with_bench(words_do_not_grow_without_end),
        with_bench(negative_figures_take_parentheses_and_are_spoken),
        with_bench(bound_words_are_held_against_same_as),
        with_bench(words_that_are_one_figure_take_forms),
        with_bench(figures_typed_in_the_data_are_pointed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
