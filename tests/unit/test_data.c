/* Data files: what the two vocabularies give, and what is wrong with figures, rows, sums and notes. */
#include "read_help.h"

#include "read/data/data.h"

#define COLUMNS                                                                           \
    "<columns><column id='item'>Item</column><column id='n' kind='count'>Number</column>" \
    "<column id='cost' kind='amount' decimals='0'>Cost</column><column id='why'>Why</column></columns>\n"

static Table *read_text(Bench *b, const char *text)
{
    return data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put(b, "t.xml", text)}, (Pos){0});
}

static Table *read_rows(Bench *b, const char *rows)
{
    return read_text(b, str_format(b->reader.job, "<table unit='£'>" COLUMNS "%s</table>", rows).p);
}

static const Cell *cell_at(const Table *t, int row, int column)
{
    assert_true(row < t->nrows && column < t->ncolumns);
    return &t->rows[row].cells[column];
}

static void assert_figure(const Cell *cell, int64_t units, int places)
{
    assert_true(cell->number);
    assert_int_equal(cell->value.units, units);
    assert_int_equal(cell->value.places, places);
}

static void reads_columns_groups_and_rows(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, "<table unit='£' decimals='0'>\n"
                            "  <caption>The Commissioner's\n    staff</caption>\n"
                            "  <columns><column id='item'>Item</column>\n"
                            "    <spanner label='2012/13'>\n"
                            "      <column id='fte' kind='fte' decimals='1' weight='2'>FTE</column>\n"
                            "      <column id='cost' kind='amount' unit='£000' current='yes'>Cost</column>\n"
                            "    </spanner></columns>\n"
                            "  <group id='staff' label='Staff'>\n"
                            "    <row id='officers' label=\"Officers' pay\" "
                            "ref='1'><cell>1,349.2</cell><cell>43,022</cell></row>\n"
                            "    <group label='Inner'><row label='X'><cell>2</cell><cell>(5)</cell></row></group>\n"
                            "  </group>\n"
                            "  <balance id='b' label='Balance' "
                            "untested='x'><cell>1</cell><cell>-928</cell></balance>\n"
                            "  <source>The *finance* team</source>\n"
                            "</table>");
    assert_string_equal(reported(b), "");
    assert_non_null(t);
    assert_str(t->id, "t");
    assert_str(t->kind, "table");
    assert_str(t->unit, "£");
    assert_str(t->caption, "The Commissioner’s staff");
    assert_str(t->source, "The finance team");
    assert_int_equal(t->ncolumns, 3);
    assert_str(t->columns[1].id, "fte");
    assert_str(t->columns[1].span, "2012/13");
    assert_int_equal(t->columns[1].decimals, 1);
    assert_int_equal(t->columns[1].weight, 2);
    assert_int_equal(t->columns[2].decimals, 0);
    assert_str(t->columns[2].unit, "£000");
    assert_true(t->columns[2].current);
    assert_false(t->columns[1].current);
    assert_int_equal(t->nrows, 5);
    assert_int_equal(t->rows[0].role, ROW_GROUP);
    assert_int_equal(t->rows[0].cells[0].colspan, 3);
    assert_int_equal(t->rows[0].cells[1].colspan, 0);
    assert_int_equal(t->rows[1].level, 1);
    assert_str(t->rows[1].label, "Officers’ pay");
    assert_str(t->rows[1].reference, "1");
    assert_str(cell_at(t, 1, 0)->text, "Officers’ pay");
    assert_figure(cell_at(t, 1, 1), 13492, 1);
    assert_figure(cell_at(t, 1, 2), 43022, 0);
    assert_int_equal(t->rows[2].role, ROW_GROUP);
    assert_int_equal(t->rows[2].level, 1);
    assert_int_equal(t->rows[3].level, 2);
    assert_figure(cell_at(t, 3, 2), -5, 0);
    assert_int_equal(t->rows[4].role, ROW_BALANCE);
    assert_int_equal(t->rows[4].level, 0);
    assert_figure(cell_at(t, 4, 2), -928, 0);
    assert_int_equal(table_row(t, STR("officers")), 1);
    assert_int_equal(table_row(t, STR("")), -1);
    assert_int_equal(table_column(t, STR("cost")), 2);
    assert_int_equal(table_column(t, STR("nothing")), -1);
}

static void text_is_markdown_without_its_indent(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row label='A'><cell>1</cell><cell>1</cell><cell>Plain words, and more</cell></row>\n"
                            "<row label='B'><cell>1</cell><cell>1</cell><cell>It's \"here\" &amp; there</cell></row>\n"
                            "<row label='C'><cell>1</cell><cell>1</cell><cell>\n"
                            "        First *one*.\n"
                            "\n"
                            "        - a\n"
                            "        - b\n"
                            "      </cell></row>\n"
                            "<row label='D'><cell>1</cell><cell>1</cell><cell> </cell></row>\n"
                            "<row label='1. E'><cell>1</cell><cell>1</cell><cell><![CDATA[a < b]]></cell></row>\n");
    assert_string_equal(reported(b), "");
    assert_str(cell_at(t, 0, 3)->text, "Plain words, and more");
    assert_str(cell_at(t, 1, 3)->text, "It’s “here” & there");
    assert_null(cell_at(t, 1, 3)->content);
    const Node *content = cell_at(t, 2, 3)->content;
    assert_non_null(content);
    assert_int_equal(content->kind, NODE_CELL);
    assert_int_equal(content->first->kind, NODE_PARAGRAPH);
    assert_int_equal(content->first->pos.line, 5);
    assert_int_equal(content->first->pos.col, 9);
    assert_int_equal(content->last->kind, NODE_LIST);
    assert_int_equal(content->last->first->next->kind, NODE_ITEM);
    assert_int_equal(cell_at(t, 3, 3)->text.n, 0);
    assert_null(cell_at(t, 3, 3)->content);
    assert_str(t->rows[4].label, "1. E");
    assert_str(cell_at(t, 4, 3)->text, "a < b");
}

static void the_kinds_of_empty_differ(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row label='A'><cell empty='nil'/><cell empty='not-applicable'/><cell "
                            "empty='no-target'/></row>"
                            "<row label='B'><cell empty='not-recorded'/><cell empty='to-be-confirmed'/><cell/></row>");
    assert_string_equal(reported(b), "");
    assert_int_equal(cell_at(t, 0, 1)->empty, CELL_NIL);
    assert_int_equal(cell_at(t, 0, 2)->empty, CELL_NOT_APPLICABLE);
    assert_int_equal(cell_at(t, 0, 3)->empty, CELL_NO_TARGET);
    assert_int_equal(cell_at(t, 1, 1)->empty, CELL_NOT_RECORDED);
    assert_int_equal(cell_at(t, 1, 2)->empty, CELL_TO_BE_CONFIRMED);
    assert_int_equal(cell_at(t, 1, 3)->empty, CELL_FILLED);
    assert_false(cell_at(t, 0, 1)->number);
}

static void a_word_for_a_figure_is_reported_at_its_place(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row label='A'><cell>\n  £45,820</cell><cell>4,58</cell><cell/></row>");
    assert_string_equal(reported(b), "t.xml:3:3: error[DAT002]: \"£45,820\" is not a figure; expected digits with "
                                     "commas between thousands, as in 45,820\n"
                                     "  3 |   £45,820</cell><cell>4,58</cell><cell/></row></table>\n"
                                     "    |   ^^^^^^^\n"
                                     "t.xml:3:23: error[DAT002]: \"4,58\" is not a figure; expected digits with commas "
                                     "between thousands, as in 45,820\n"
                                     "  3 |   £45,820</cell><cell>4,58</cell><cell/></row></table>\n"
                                     "    |                       ^^^^\n");
    assert_false(cell_at(t, 0, 1)->number);
    assert_str(cell_at(t, 0, 1)->text, "£45,820");
}

static void a_point_for_a_comma_is_found(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row label='A'><cell>1</cell><cell>43.022</cell><cell/></row>");
    assert_reported(b, "t.xml:2:36: error[DAT002]: 43.022 has 3 decimals; expected 0, as in the rest of its column\n");
    assert_figure(cell_at(t, 0, 2), 43022, 3);
}

static void an_empty_figure_says_why(void **state)
{
    Bench *b = *state;
    assert_non_null(read_rows(b, "<row label='A'><cell>1</cell><cell/><cell/></row>"
                                 "<row label='B'><cell empty='nil'>1</cell><cell>2</cell><cell/></row>"));
    assert_reported(b, "t.xml:2:30: error[DAT003]: the cell in \"cost\" is empty; expected a figure, or the reason "
                       "in empty\n");
    assert_reported(b, "help: use empty=\"nil\", \"not-applicable\", \"not-recorded\", \"to-be-confirmed\", "
                       "\"no-target\", \"suppressed\", \"not-available\" or \"low\"\n");
    assert_reported(b, "error[DAT003]: this cell has both a value and empty; expected one or the other\n");
    assert_int_equal(problems(b), 2);
}

static void rows_have_as_many_cells_as_columns(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row label='A'><cell>1</cell></row>\n"
                            "<row "
                            "label='B'><cell>1</cell><cell>2</cell><cell>x</cell><cell>y</cell><cell>z</cell></row>\n"
                            "<row label='C'><cell colspan='9'>words over all</cell></row>\n");
    assert_non_null(t);
    assert_reported(b, "t.xml:2:1: error[DAT003]: row \"A\" has 1 cell; expected 3, because its label fills the first "
                       "of 4 "
                       "columns\n");
    assert_reported(b, "t.xml:3:1: error[DAT003]: row \"B\" has 5 cells; expected 3, because its label fills the first "
                       "of 4 "
                       "columns\n");
    assert_reported(b, "t.xml:4:31: error[DAT003]: this cell spans 9 columns; expected at most 3\n");
    assert_int_equal(problems(b), 3);
    assert_str(cell_at(t, 1, 3)->text, "x");
    assert_int_equal(cell_at(t, 2, 1)->colspan, 3);
    assert_str(cell_at(t, 2, 1)->text, "words over all");
}

static void spans_cover_cells_below_and_beside(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row label='A'><cell rowspan='3'>1</cell><cell>2</cell><cell rowspan='2'>x</cell></row>\n"
                            "<row label='B'><cell>3</cell></row>\n"
                            "<row label='C'><cell colspan='2'>both</cell></row>\n"
                            "<total label='T'/>");
    assert_string_equal(reported(b), "");
    assert_int_equal(cell_at(t, 0, 1)->rowspan, 3);
    assert_int_equal(cell_at(t, 1, 1)->colspan, 0);
    assert_figure(cell_at(t, 1, 2), 3, 0);
    assert_int_equal(cell_at(t, 1, 3)->rowspan, -1); /* covered by the cell of the row above */
    assert_int_equal(cell_at(t, 2, 3)->colspan, 0);
    assert_int_equal(cell_at(t, 2, 2)->colspan, 2);
    assert_str(cell_at(t, 2, 2)->text, "both");
    assert_figure(cell_at(t, 3, 1), 1, 0);
    assert_figure(cell_at(t, 3, 2), 5, 0);
    Str spoken;
    assert_str(cell_format(b->reader.job, t, 2, 1, &spoken), "1");
    assert_str(cell_format(b->reader.job, t, 1, 3, &spoken), "x");
}

static void a_span_ends_with_its_group(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<group label='G'>"
                            "<row label='A'><cell>1</cell><cell>2</cell><cell rowspan='3'>x</cell></row>"
                            "<row label='B'><cell>1</cell><cell>2</cell></row></group>\n"
                            "<row label='C'><cell>1</cell><cell>2</cell><cell>y</cell></row>");
    assert_reported(b, "error[DAT003]: this cell spans 3 rows; expected at most 2, because its group ends there\n");
    assert_int_equal(problems(b), 1);
    assert_int_equal(cell_at(t, 1, 3)->rowspan, 2);
    assert_str(cell_at(t, 3, 3)->text, "y");
}

static void sums_are_computed_for_groups_and_all(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row label='A'><cell>1</cell><cell>100</cell><cell/></row>"
                            "<group label='G'>"
                            "<row label='B'><cell>0.1</cell><cell>10</cell><cell/></row>"
                            "<group label='H'><row label='C'><cell>0.2</cell><cell empty='nil'/><cell/></row>"
                            "<subtotal label='sum H'/></group>"
                            "<subtotal label='sum G'><cell computed='yes'/><cell>10</cell><cell/></subtotal></group>"
                            "<total label='T'><cell computed='yes'/><cell computed='yes'/><cell>all</cell></total>");
    assert_string_equal(reported(b), "");
    assert_figure(cell_at(t, 5, 1), 2, 1);
    assert_false(cell_at(t, 5, 2)->number);
    assert_int_equal(cell_at(t, 5, 2)->empty, CELL_NIL);
    assert_figure(cell_at(t, 6, 1), 3, 1);
    assert_figure(cell_at(t, 7, 1), 13, 1);
    assert_figure(cell_at(t, 7, 2), 110, 0);
    assert_str(cell_at(t, 7, 3)->text, "all");
}

static void a_total_that_does_not_cast_is_reported_with_both_figures(void **state)
{
    Bench *b = *state;
    read_rows(b, "<row label='A'><cell>1</cell><cell>43,022</cell><cell/></row>\n"
                 "<row label='B'><cell>1</cell><cell>-22</cell><cell/></row>\n"
                 "<total label='Total'><cell>2</cell><cell>43,001</cell><cell/></total>");
    assert_string_equal(reported(b), "t.xml:4:42: error[DAT005]: \"Total\" is 43,001 in \"cost\"; expected 43,000, the "
                                     "sum of its 2 lines: 1 too much\n"
                                     "  4 | <total "
                                     "label='Total'><cell>2</cell><cell>43,001</cell><cell/></total></table>\n"
                                     "    |                                          ^\n"
                                     "  t.xml:2:36: note: first line of the sum: 43,022\n"
                                     "  2 | <row label='A'><cell>1</cell><cell>43,022</cell><cell/></row>\n"
                                     "    |                                    ^\n"
                                     "  t.xml:3:36: note: last line of the sum: −22\n"
                                     "  3 | <row label='B'><cell>1</cell><cell>-22</cell><cell/></row>\n"
                                     "    |                                    ^\n");
}

static void a_sum_over_a_bad_figure_is_left_alone(void **state)
{
    Bench *b = *state;
    read_rows(b, "<row label='A'><cell>x</cell><cell>1</cell><cell/></row>"
                 "<total label='Total'><cell>2</cell><cell>1</cell><cell/></total>");
    assert_int_equal(problems(b), 1);
    assert_reported(b, "error[DAT002]");
}

static void a_sum_that_is_too_large_is_not_wrapped(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row "
                            "label='A'><cell>9223372036854775807</cell><cell>9223372036854775807</cell><cell/></row>"
                            "<row label='B'><cell>9223372036854775807</cell><cell>1</cell><cell/></row>\n"
                            "<total label='Total'><cell>-2</cell><cell computed='yes'/><cell/></total>");
    assert_reported(b, "t.xml:3:1: error[DAT005]: figures in \"n\" are too large to add up\n");
    assert_reported(b, "t.xml:3:1: error[DAT005]: figures in \"cost\" are too large to add up\n");
    assert_false(cell_at(t, 2, 2)->number);
}

static void a_corrected_figure_keeps_both(void **state)
{
    Bench *b = *state;
    Table *t = read_rows(b, "<row label='A'><cell>1</cell><cell note='n' correct='43,022' reason='comma misprinted as "
                            "a point'>43.022</cell><cell/></row>"
                            "<row label='B'><cell>1</cell><cell>1</cell><cell/></row>"
                            "<total label='T'><cell>2</cell><cell>43,023</cell><cell/></total>"
                            "<note id='n'>N</note>");
    assert_string_equal(reported(b), "");
    const Cell *cell = cell_at(t, 0, 2);
    assert_figure(cell, 43022, 3);
    assert_true(cell->corrected);
    assert_int_equal(cell->correct.units, 43022);
    assert_int_equal(cell->correct.places, 0);
    assert_str(cell->reason, "comma misprinted as a point");
    assert_str(cell->note, "n correction:1");
    assert_int_equal(t->nnotes, 2);
    assert_str(node_text(b->reader.job, t->notes[1].content), "Printed as 43.022 (comma misprinted as a point). The "
                                                              "correct figure is 43,022.");
    Str spoken;
    assert_str(cell_format(b->reader.job, t, 0, 2, &spoken), "43.022");
}

static void marks_and_notes_match(void **state)
{
    Bench *b = *state;
    read_rows(b, "<row label='A' note='a'><cell note='b a'>1</cell><cell note='staf'>1</cell><cell/></row>\n"
                 "<note id='a'>A</note><note id='b'>B</note><note id='staff'>C</note><note id='x'>D</note>\n");
    assert_reported(b, "t.xml:2:62: error[DAT006]: note \"staf\" not found; expected <note id=\"staf\">\n");
    assert_reported(b, "help: did you mean \"staff\"?\n");
    assert_reported(b, "t.xml:3:81: error[DAT006]: nothing refers to note \"x\"; expected note=\"x\" where its "
                       "mark belongs\n");
    assert_int_equal(problems(b), 2);
}

static void reads_grants(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, "<grants period='2013-14'>\n"
                            "  <caption>Grants</caption>\n"
                            "  <heads recipient='Partner' amount='Allocation 2013-14'/>\n"
                            "  <grant id='city' amount='45,820'>\n"
                            "    <recipient>Cambridge City Partnership</recipient>\n"
                            "    <rationale>\n      To tackle anti-social behaviour.\n\n      * one\n      * two\n    "
                            "</rationale>\n"
                            "  </grant>\n"
                            "  <grant id='joint' amount='1,000' note='a'>\n"
                            "    <recipient>Fenland</recipient><recipient>St "
                            "Ives</recipient><recipient>Ely's</recipient>\n"
                            "  </grant>\n"
                            "  <recipient name='County Research'>\n"
                            "    <grant id='r1' amount='5,000'><rationale>One</rationale></grant>\n"
                            "    <grant id='r2' empty='to-be-confirmed'><rationale>Two</rationale></grant>\n"
                            "  </recipient>\n"
                            "  <total id='total' unknown='excluded'/>\n"
                            "  <note id='a'>Shared</note>\n"
                            "</grants>");
    assert_string_equal(reported(b), "");
    assert_str(t->kind, "grants");
    assert_str(t->unit, "£");
    assert_int_equal(t->ncolumns, 3);
    assert_str(t->columns[0].label, "Partner");
    assert_str(t->columns[1].label, "Allocation 2013-14");
    assert_str(t->columns[2].label, "Rationale");
    assert_int_equal(t->columns[1].kind, COL_AMOUNT);
    assert_int_equal(t->nrows, 5);
    assert_figure(cell_at(t, table_row(t, STR("city")), table_column(t, STR("amount"))), 45820, 0);
    assert_non_null(cell_at(t, 0, 2)->content);
    assert_str(t->rows[1].label, "Fenland, St Ives and Ely’s");
    const Node *joint = cell_at(t, 1, 0)->content;
    assert_str(node_text(b->reader.job, joint->last), "Ely’s");
    assert_ptr_equal(joint->first->next->next, joint->last);
    assert_int_equal(cell_at(t, 1, 2)->text.n, 0);
    assert_int_equal(cell_at(t, 2, 0)->rowspan, 2);
    assert_int_equal(cell_at(t, 3, 0)->colspan, 0);
    assert_str(t->rows[3].label, "County Research");
    assert_int_equal(cell_at(t, 3, 1)->empty, CELL_TO_BE_CONFIRMED);
    assert_int_equal(t->rows[4].role, ROW_TOTAL);
    assert_str(t->rows[4].label, "Total");
    assert_figure(cell_at(t, 4, 1), 51820, 0);
}

static void a_printed_sum_of_grants_is_checked(void **state)
{
    Bench *b = *state;
    assert_non_null(read_text(b, "<grants>\n"
                                 "<grant id='a' amount='100'><recipient>A</recipient></grant>\n"
                                 "<grant id='b'><recipient>B</recipient></grant>\n"
                                 "<total label='Sum' amount='99'/></grants>"));
    assert_reported(b, "t.xml:3:1: error[DAT003]: grant \"b\" has no amount; expected one, or the reason in empty\n");
    assert_int_equal(problems(b), 1); /* a sum of lines that are not all known is not judged */
    assert_non_null(data_read(&b->reader, &(Doc){0}, STR("u"),
                              (FilePlace){.path = put(b, "u.xml",
                                                      "<grants><grant id='a' "
                                                      "amount='100'><recipient>A</recipient></grant>\n"
                                                      "<total label='Sum' amount='99'/></grants>")},
                              (Pos){0}));
    assert_reported(b, "u.xml:2:28: error[DAT005]: \"Sum\" is 99 in \"amount\"; expected 100, the sum of its line: 1 "
                       "too little\n");
}

static void another_root_is_refused(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b, "<budgets/>"));
    assert_reported(b, "t.xml:1:1: error[DOC003]: the root element is <budgets>; expected <table>, <budget>, "
                       "<workforce>, <performance>, <grants> or <delivery-plan>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(reads_columns_groups_and_rows),
        with_bench(text_is_markdown_without_its_indent),
        with_bench(the_kinds_of_empty_differ),
        with_bench(a_word_for_a_figure_is_reported_at_its_place),
        with_bench(a_point_for_a_comma_is_found),
        with_bench(an_empty_figure_says_why),
        with_bench(rows_have_as_many_cells_as_columns),
        with_bench(spans_cover_cells_below_and_beside),
        with_bench(a_span_ends_with_its_group),
        with_bench(sums_are_computed_for_groups_and_all),
        with_bench(a_total_that_does_not_cast_is_reported_with_both_figures),
        with_bench(a_sum_over_a_bad_figure_is_left_alone),
        with_bench(a_sum_that_is_too_large_is_not_wrapped),
        with_bench(a_corrected_figure_keeps_both),
        with_bench(marks_and_notes_match),
        with_bench(reads_grants),
        with_bench(a_printed_sum_of_grants_is_checked),
        with_bench(another_root_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
