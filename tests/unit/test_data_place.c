/* Tables set in a document, and as CSV. */
#include "read_help.h"

#include "open/open_data.h"
#include "read/data/data.h"

#define FULL                                                                                                      \
    "<table unit='£' decimals='0'>\n"                                                                            \
    "<caption>Staff</caption>\n"                                                                                  \
    "<columns><column id='item'>Item</column>"                                                                    \
    "<spanner label='2012/13'><column id='fte' kind='fte' decimals='1'>FTE</column>"                              \
    "<column id='cost' kind='amount' unit='£000'>Cost</column></spanner>"                                        \
    "<column id='change' kind='percent' decimals='1' at-least='-100'>Change</column><column "                     \
    "id='why'>Why</column></columns>\n"                                                                           \
    "<group id='staff' label='Staff'>\n"                                                                          \
    "<row id='a' label='Officers' ref='1'><cell>1,349.2</cell><cell note='y'>43022</cell><cell>-1.5</cell><cell " \
    "note='x y'>w, *x*</cell></row>\n"                                                                            \
    "<row id='b' label='Others'><cell empty='nil'/><cell empty='not-recorded'/><cell "                            \
    "empty='not-applicable'/><cell/></row>\n"                                                                     \
    "</group>\n"                                                                                                  \
    "<row id='c' label='Wide'><cell colspan='2'>no \"data\"</cell><cell empty='no-target'/><cell "                \
    "rowspan='2'>both</cell></row>\n"                                                                             \
    "<row id='d' label='Last'><cell>-1234.5</cell><cell>7</cell><cell empty='to-be-confirmed'/></row>\n"          \
    "<total id='t' label='Total' unknown='excluded'/>\n"                                                          \
    "<note id='x'>Note X.</note><note id='y'>Note Y.</note>\n"                                                    \
    "<general-note>Rounded.</general-note><source>Finance *team*.</source></table>"

static Table *read_text(Bench *b, const char *text)
{
    Table *t = data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put(b, "t.xml", text)}, (Pos){0});
    assert_string_equal(reported(b), "");
    return t;
}

/* A placed table in short: a line for each row, cells between bars; a span as <columns x rows>. */
static Str sketch(Bench *b, const Node *table)
{
    static const char *const roles[] = {"head", "line", "group", "subtotal", "total", "balance"};
    Arena *job = b->reader.job;
    Buf out = {0};
    for (const Node *n = table->first; n; n = n->next) {
        if (n->kind == NODE_CAPTION)
            buf_format(&out, "caption: " STR_FMT "\n", STR_ARG(node_text(job, n)));
        if (n->kind == NODE_NOTE)
            buf_format(&out, "note " STR_FMT STR_FMT ": " STR_FMT "\n", STR_ARG(n->u.note.mark), STR_ARG(n->name),
                       STR_ARG(node_text(job, n)));
        if (n->kind != NODE_ROW)
            continue;
        buf_format(&out, "%s%d", roles[n->u.row.role], n->u.row.level);
        for (const Node *c = n->first; c; c = c->next) {
            buf_puts(&out, c->u.cell.head ? " |" : " :");
            if (c->u.cell.colspan > 1 || c->u.cell.rowspan > 1)
                buf_format(&out, "<%dx%d>", c->u.cell.colspan, c->u.cell.rowspan);
            for (const Node *i = node_next(c, c); i; i = node_next(i, c)) {
                if (i->kind == NODE_PARAGRAPH && i->name.n)
                    buf_format(&out, "(" STR_FMT ")", STR_ARG(i->name));
                if (i->kind == NODE_TEXT)
                    buf_str(&out, i->u.text.text);
                if (i->spoken.n)
                    buf_format(&out, "=" STR_FMT, STR_ARG(i->spoken));
                if (i->kind == NODE_NOTE_REF)
                    buf_format(&out, "^" STR_FMT, STR_ARG(i->u.note_ref.note->u.note.mark));
            }
        }
        buf_puts(&out, "\n");
    }
    return buf_take(&out, job);
}

static void assert_sketch(Bench *b, const Node *table, const char *expected)
{
    Str got = sketch(b, table);
    if (!str_is(got, expected))
        fail_msg("got:\n" STR_FMT "expected:\n%s", STR_ARG(got), expected);
}

static void sets_a_whole_table(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, FULL);
    Node *table = table_place(b->reader.job, t, &(TablePlacing){.landscape = true});
    assert_sketch(b, table,
                  "caption: Staff\n"
                  "head0 |<1x2>Item |<2x1>2012/13 |<1x2>Change(unit)% |<1x2>Why\n"
                  "head0 |FTE |Cost(unit)£000\n"
                  "group0 |<5x1>Staff\n"
                  "line1 |1 Officers :1,349.2 :43,022^a :−1.5=minus 1.5 :w, x^b^a\n"
                  "line1 |Others :–=nil :n/r=not recorded :n/a=not applicable :\n"
                  "line0 |Wide :<2x1>no “data” :No target set :<1x2>both\n"
                  "line0 |Last :−1,234.5=minus 1,234.5 :7 :tbc=to be confirmed\n"
                  "total0 |Total :114.7 :43,029 :n/a=not applicable :\n"
                  "note general: Totals leave out figures that are not known.\n"
                  "note general: Rounded.\n"
                  "note a: Note Y.\n"
                  "note b: Note X.\n"
                  "note source: Source: Finance team.\n");
    assert_true(table->u.table.landscape);
    assert_str(table->u.table.data, "t");
    assert_int_equal(table->u.table.ncolumns, 5);
    assert_str(table->u.table.columns[2].unit, "£000");
    assert_int_equal(table->u.table.columns[2].align, CELL_FIGURE);
    assert_int_equal(table->u.table.columns[4].align, CELL_TEXT);
}

static void negatives_stand_in_parentheses_where_asked(void **state)
{
    Bench *b = *state;
    Node *table = table_place(b->reader.job, read_text(b, FULL),
                              &(TablePlacing){.parentheses = true, .rows = (int[]){1, 4}, .nrows = 2});
    Str got = sketch(b, table);
    assert_true(str_find(got, ":(1.5)=minus 1.5 ") > 0);
    assert_true(str_find(got, "line0 |Last :(1,234.5)=minus 1,234.5 :7 ") > 0);
    static const struct {
        const char *shown, *expected, *spoken;
    } cases[] = {
        {"−£3.4m", "(£3.4m)", "minus £3.4m"},
        {"−1.2%", "(1.2%)", "minus 1.2%"},
        {"928", "928", ""},
        {"−5 to −3", "−5 to −3", ""},
        {"−", "−", ""},
        {"−£", "−£", ""},
        {"minus one", "minus one", ""},
        {"", "", ""},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        Str spoken = {0};
        assert_str(figure_in_parentheses(b->reader.job, b->reader.language, str_c(cases[i].shown), &spoken),
                   cases[i].expected);
        assert_str(spoken, cases[i].spoken);
    }
}

static void cells_know_their_alignment_and_emptiness(void **state)
{
    Bench *b = *state;
    Node *table = table_place(b->reader.job, read_text(b, FULL), &(TablePlacing){0});
    const Node *row = table->first->next->next->next->next; /* caption, heads, group */
    assert_str(row->u.row.id, "a");
    assert_int_equal(row->first->u.cell.align, CELL_TEXT);
    assert_int_equal(row->first->next->u.cell.align, CELL_FIGURE);
    row = row->next;
    assert_int_equal(row->first->next->u.cell.empty, CELL_NIL);
    assert_null(row->last->first);
    row = row->next;
    assert_int_equal(row->first->next->u.cell.align, CELL_TEXT);
    assert_int_equal(row->first->next->next->u.cell.column, 3);
    assert_int_equal(row->pos.line, 8);
}

static void chosen_columns_and_rows_keep_their_spans_and_marks(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, FULL);
    const int columns[] = {4, 2}, rows[] = {4, 1};
    Node *caption = node_new(b->reader.job, NODE_CAPTION, (Pos){1, 7, 1, 0});
    node_append_words(b->reader.job, caption, STR("Mine"), NULL);
    Node *table = table_place(b->reader.job, t,
                              &(TablePlacing){.caption = caption,
                                              .columns = columns,
                                              .ncolumns = 2,
                                              .rows = rows,
                                              .nrows = 2,
                                              .pos = {1, 7, 1, 0}});
    assert_sketch(b, table,
                  "caption: Mine\n"
                  "head0 |<1x2>Why |2012/13\n"
                  "head0 |Cost(unit)£000\n"
                  "line0 :both :7\n"
                  "line1 :w, x^a^b :43,022^b\n"
                  "note general: Rounded.\n"
                  "note a: Note X.\n"
                  "note b: Note Y.\n"
                  "note source: Source: Finance team.\n");
    assert_int_equal(table->pos.line, 7);
    const int one_of_two[] = {2};
    table = table_place(b->reader.job, t,
                        &(TablePlacing){.columns = one_of_two, .ncolumns = 1, .rows = (int[]){3, 0}, .nrows = 2});
    assert_sketch(b, table,
                  "caption: Staff\n"
                  "head0 |2012/13\n"
                  "head0 |Cost(unit)£000\n"
                  "line0 :no “data”\n"
                  "group0 |Staff\n"
                  "note general: Rounded.\n"
                  "note source: Source: Finance team.\n");
}

static void a_source_that_begins_with_source_has_no_lead(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, "<table><columns><column id='i'>I</column></columns><row id='r' label='R'/>"
                            "<source>Source of all: Finance.</source></table>");
    assert_sketch(b, table_place(b->reader.job, t, &(TablePlacing){0}),
                  "head0 |I\n"
                  "line0 |R\n"
                  "note source: Source of all: Finance.\n");
}

static void a_table_can_be_set_twice(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, FULL);
    Node *first = table_place(b->reader.job, t, &(TablePlacing){0});
    Str before = sketch(b, first);
    Node *second = table_place(b->reader.job, t, &(TablePlacing){0});
    assert_true(str_eq(before, sketch(b, first)));
    assert_true(str_eq(before, sketch(b, second)));
    Doc doc = {0};
    doc_begin(b->reader.job, &doc, t->pos);
    Node *section = node_new(b->reader.job, NODE_SECTION, t->pos);
    node_append(doc.root->first, section);
    node_append(section, first);
    node_append(section, second);
    doc_check(&doc);
    for (const Node *n = second; n; n = node_next(n, second)) {
        if (n->kind != NODE_NOTE_REF)
            continue;
        assert_ptr_equal(n->u.note_ref.note->parent, second);
        assert_ptr_equal(node_up(n->u.note_ref.note->u.note.ref, NODE_TABLE), second);
    }
}

static void grants_have_joint_and_repeated_recipients(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, "<grants><grant id='j' amount='1000'><recipient>A</recipient><recipient>B</recipient>"
                            "<rationale>One.\n\nTwo.</rationale></grant>"
                            "<recipient name='C'><grant id='r1' amount='5'/><grant id='r2' amount='6' "
                            "note='a'/></recipient>"
                            "<total/><note id='a'>N</note></grants>");
    Node *table = table_place(b->reader.job, t, &(TablePlacing){0});
    assert_sketch(b, table,
                  "head0 |Recipient |Amount(unit)£ |Rationale\n"
                  "line0 |AB :1,000 :One.Two.\n"
                  "line0 |<1x2>C :5 :\n"
                  "line0 :6^a :\n"
                  "total0 |Total :1,011 :\n"
                  "note a: N\n");
    const Node *joint = table->first->next->first;
    assert_int_equal(joint->first->kind, NODE_PARAGRAPH);
    assert_ptr_equal(joint->first->next, joint->last);
    Buf csv = {0};
    table_csv(t, &csv);
    assert_str(buf_view(&csv), "Recipient,Amount (£),Rationale\r\nA B,1000,One. "
                               "Two.\r\nC,5,\r\nC,6,\r\nTotal,1011,\r\n");
    buf_free(&csv);
}

static void marks_go_on_behind_z(void **state)
{
    Bench *b = *state;
    Buf text = {0};
    buf_puts(&text, "<table><columns><column id='i'>I</column></columns>");
    for (int i = 0; i < 30; i++)
        buf_format(&text, "<row label='r' note='n%d'/>", 29 - i);
    for (int i = 0; i < 30; i++)
        buf_format(&text, "<note id='n%d'>note %d</note>", i, i);
    buf_puts(&text, "</table>");
    Table *t = read_text(b, buf_take(&text, b->reader.job).p);
    Node *table = table_place(b->reader.job, t, &(TablePlacing){0});
    assert_str(table->last->u.note.mark, "ad");
    assert_str(node_text(b->reader.job, table->last), "note 0");
    assert_str(table->last->prev->prev->prev->u.note.mark, "aa");
    assert_str(table->last->prev->prev->prev->prev->u.note.mark, "z");
}

static void units_go_where_they_belong(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, "<table unit='officers'><columns><column id='i'>I</column><column id='n' "
                            "kind='count'>N</column>"
                            "<column id='p' kind='percent'>Share (%)</column></columns>"
                            "<row label='r'><cell>1</cell><cell>2.50</cell></row></table>");
    assert_sketch(b, table_place(b->reader.job, t, &(TablePlacing){0}),
                  "head0 |I |N(unit)officers |Share (%)\n"
                  "line0 |r :1 :2.50\n");
    t = read_text(b, "<table unit='£'><columns><column id='i'>I</column><column id='n' kind='count'>N</column>"
                     "<column id='a' kind='amount'>A</column></columns></table>");
    assert_sketch(b, table_place(b->reader.job, t, &(TablePlacing){0}), "head0 |I |N |A(unit)£\n");
}

static void csv_is_as_rfc_4180_has_it(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, FULL);
    Buf csv = {0};
    table_csv(t, &csv);
    assert_str(buf_view(&csv), "Item,2012/13 FTE,2012/13 Cost (£000),Change (%),Why\r\n"
                               "Staff,,,,\r\n"
                               "Officers,1349.2,43022,-1.5,\"w, x\"\r\n"
                               "Others,nil,not recorded,not applicable,\r\n"
                               "Wide,no “data”,,No target set,both\r\n"
                               "Last,-1234.5,7,to be confirmed,both\r\n"
                               "Total,114.7,43029,not applicable,\r\n");
    buf_free(&csv);
}

static void csv_quotes_what_needs_it(void **state)
{
    Bench *b = *state;
    Cell cells[] = {{.text = STR("a \"b\""), .colspan = 1, .rowspan = 1},
                    {.text = STR("c\r\nd"), .colspan = 1, .rowspan = 1}};
    Column columns[] = {{.label = STR("x,y")}, {.label = STR("z")}};
    Row row = {.cells = cells};
    Table t = {.columns = columns, .ncolumns = 2, .rows = &row, .nrows = 1};
    Buf csv = {0};
    table_csv(&t, &csv);
    assert_str(buf_view(&csv), "\"x,y\",z\r\n\"a \"\"b\"\"\",\"c\r\nd\"\r\n");
    buf_free(&csv);
    assert_int_equal(problems(b), 0);
}

/* The cells of a head row: where each begins and what it spans, "c1 2x1 Words". */
static Str head_of(Bench *b, const Node *row)
{
    Buf out = {0};
    for (const Node *cell = row->first; cell; cell = cell->next)
        buf_format(&out, "%sc%d %dx%d " STR_FMT, out.n ? ", " : "", cell->u.cell.column, cell->u.cell.colspan,
                   cell->u.cell.rowspan, STR_ARG(node_text(b->reader.job, cell)));
    return buf_take(&out, b->reader.job);
}

static const Node *place_text(Bench *b, const char *text)
{
    Table *t = data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put(b, "heads.xml", text)}, (Pos){0});
    return table_place(b->reader.job, t, &(TablePlacing){0});
}

static void heads_stand_in_up_to_three_rows(void **state)
{
    Bench *b = *state;
    const Node *table = place_text(b, "<workforce><columns><column id='g'>Group</column>"
                                      "<spanner label='2012/13'><spanner label='Original'><column id='a' "
                                      "measure='fte'>FTE</column><column id='b' measure='cost'>Cost</column></spanner>"
                                      "<column id='c' measure='posts'>Posts</column></spanner>"
                                      "<spanner label='2013/14'><column id='d' "
                                      "measure='fte'>FTE</column></spanner></columns>"
                                      "<row label='X' figures='1 2 3 4'/></workforce>");
    const Node *row = table->first;
    assert_str(head_of(b, row), "c0 1x3 Group, c1 3x1 2012/13, c4 1x2 2013/14");
    row = row->next;
    assert_str(head_of(b, row), "c1 2x1 Original, c3 1x2 Posts");
    row = row->next;
    assert_str(head_of(b, row), "c1 1x1 FTE, c2 1x1 Cost, c4 1x1 FTE");
    assert_int_equal(row->next->u.row.role, ROW_LINE);
}

/* They are one only when their notes are the same, too. */
static void heads_of_other_notes_are_others(void **state)
{
    Bench *b = *state;
    const Node *table = place_text(b, "<table><columns><column id='g'>Group</column>"
                                      "<spanner label='Year' note='n'><column id='a' kind='count'>A</column></spanner>"
                                      "<spanner label='Year' note='n'><column id='b' kind='count'>B</column></spanner>"
                                      "<spanner label='Year' note='m'><column id='c' kind='count'>C</column></spanner>"
                                      "</columns><row label='X'><cell>1</cell><cell>2</cell><cell>3</cell></row>"
                                      "<note id='n'>N</note><note id='m'>M</note></table>");
    assert_str(head_of(b, table->first), "c0 1x2 Group, c1 2x1 Year, c3 1x1 Year");
}

/* Without them it would say what no longer holds. */
static void a_struck_label_with_a_mark_keeps_its_tildes(void **state)
{
    Bench *b = *state;
    const Node *table = place_text(b, "<table><columns><column id='g'>G</column></columns>"
                                      "<row label='Old ~~and *gone*~~[^n] now'></row></table>");
    assert_str(node_text(b->reader.job, table->first->next->first), "Old ~~and gone~~ now");
    assert_non_null(strstr(reported(b), "MD014"));
}

static void a_row_may_have_a_unit_of_its_own(void **state)
{
    Bench *b = *state;
    Table *t = data_read(&b->reader, &(Doc){0}, STR("t"),
                         (FilePlace){.path = put(b, "units.xml",
                                                 "<budget unit='£000'><years><year id='y'>Y</year></years><row "
                                                 "label='Tax' unit='£' "
                                                 "decimals='2' figures='174.51'/>"
                                                 "<row label='Rise' memo='yes' unit='%' decimals='1' "
                                                 "figures='-1.2'/><row label='Ratio' "
                                                 "memo='yes' unit='to 1' "
                                                 "figures='2.5'/><total label='T' decimals='5' "
                                                 "figures='0.17451'/></budget>")},
                         (Pos){0});
    Str spoken;
    assert_string_equal(reported(b), "");
    assert_str(cell_format(b->reader.job, t, 0, 1, &spoken), "£174.51");
    assert_int_equal(spoken.n, 0);
    assert_str(cell_format(b->reader.job, t, 1, 1, &spoken), "−1.2%");
    assert_str(spoken, "minus 1.2%");
    assert_str(cell_format(b->reader.job, t, 2, 1, &spoken), "2.5\u00A0to 1");
}

static void units_of_rows_are_set_and_read_out(void **state)
{
    Bench *b = *state;
    static const struct {
        const char *unit, *figure, *shown, *spoken;
    } cases[] = {
        {"£", "1,328.50", "£1,328.50", ""},
        {"£", "-1,328", "−£1,328", "minus £1,328"},
        {"£000", "1,328", "£1,328k", "£1,328\u00A0thousand"},
        {"£k", "-34", "−£34k", "minus £34\u00A0thousand"},
        {"£m", "132.8", "£132.8m", "£132.8\u00A0million"},
        {"£m", "-3.4", "−£3.4m", "minus £3.4\u00A0million"},
        {"£bn", "1.3", "£1.3bn", "£1.3\u00A0billion"},
        {"p", "6.6", "6.6p", ""},
        {"%", "(4.8)", "−4.8%", "minus 4.8%"},
        {"FTE", "1,349.2", "1,349.2\u00A0FTE", ""},
        {"per 1,000", "12.3", "12.3\u00A0per 1,000", ""},
        {"£m", "nil", "–", "nil"},
        {"FTE", "not-recorded", "n/r", "not recorded"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        Str spoken, text = str_format(b->reader.job,
                                      "<budget><years><year id='y'>Y</year></years><row label='R' unit='%s' "
                                      "figures='%s'/></budget>",
                                      cases[i].unit, cases[i].figure);
        Table *t =
            data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put_bytes(b, "unit.xml", text)}, (Pos){0});
        assert_string_equal(reported(b), "");
        assert_str(cell_format(b->reader.job, t, 0, 1, &spoken), cases[i].shown);
        assert_str(spoken, cases[i].spoken);
    }
}

/* Without decimals each figure has those that it is typed with; three behind pounds or thousands are a comma
 * misprinted. */
static void budgets_are_set_as_they_are_written(void **state)
{
    Bench *b = *state;
    Table *t = data_read(&b->reader, &(Doc){0}, STR("t"),
                         (FilePlace){.path = put(b, "m.xml",
                                                 "<budget unit='£m'><years><year id='y'>Y</year></years><row label='A' "
                                                 "figures='92.8'/><row label='B' figures='46.25'/><total "
                                                 "label='T'/></budget>")},
                         (Pos){0});
    Str spoken;
    assert_string_equal(reported(b), "");
    assert_str(cell_format(b->reader.job, t, 0, 1, &spoken), "92.8");
    assert_str(cell_format(b->reader.job, t, 2, 1, &spoken), "139.05");
    data_read(&b->reader, &(Doc){0}, STR("u"),
              (FilePlace){.path = put(b, "p.xml",
                                      "<budget unit='£'><years><year id='y'>Y</year></years><row label='A' "
                                      "figures='43.022'/><row "
                                      "label='B' figures='174.51'/></budget>")},
              (Pos){0});
    assert_int_equal(problems(b), 1);
    assert_reported(b, "error[DAT002]: 43.022 has 3 decimals; expected 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(sets_a_whole_table),
        with_bench(negatives_stand_in_parentheses_where_asked),
        with_bench(cells_know_their_alignment_and_emptiness),
        with_bench(chosen_columns_and_rows_keep_their_spans_and_marks),
        with_bench(a_source_that_begins_with_source_has_no_lead),
        with_bench(a_table_can_be_set_twice),
        with_bench(grants_have_joint_and_repeated_recipients),
        with_bench(marks_go_on_behind_z),
        with_bench(units_go_where_they_belong),
        with_bench(csv_is_as_rfc_4180_has_it),
        with_bench(csv_quotes_what_needs_it),
        with_bench(heads_stand_in_up_to_three_rows),
        with_bench(heads_of_other_notes_are_others),
        with_bench(a_struck_label_with_a_mark_keeps_its_tildes),
        with_bench(a_row_may_have_a_unit_of_its_own),
        with_bench(units_of_rows_are_set_and_read_out),
        with_bench(budgets_are_set_as_they_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
