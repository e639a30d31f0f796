/* Pictures, pipe tables, data tables and placeholders. */
#include "doc/table.h"
#include "markdown_help.h"
#include "read/data/data.h"

/* A PNG of 4 by 2 pixels: only its head is looked at. */
static void put_picture(Bench *b)
{
    static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x02\x08\x02\0\0\0\xF0\xCA\xEA\x34"
                              "\0\0\0\x01IDAT\0\0\0\0\0\0\0\0\0IEND\xAE\x42\x60\x82";
    put_bytes(b, "a.png", (Str){png, (int)sizeof png - 1});
}

static void picture_alone_is_a_figure(void **state)
{
    put_picture(*state);
    assert_reads(*state, "![Alt *x*](a.png \"It's *so* [^1]\"){#f width=60%}\n\n[^1]: n\n",
                 "figure #f number=\"Figure 1\" 1:1\n"
                 "  image png 4x2 60% width=\"60%\" 1:1\n"
                 "    text \"Alt \" 1:3\n"
                 "    emph 1:7\n"
                 "      text \"x\" 1:8\n"
                 "  caption 1:1\n"
                 "    text \"It’s \" 1:1\n"
                 "    emph 1:1\n"
                 "      text \"so\" 1:1\n"
                 "    text \" \" 1:1\n"
                 "    note-ref -> \"1\" 1:1\n"
                 "note mark=\"1\" number=\"1\" 3:1\n"
                 "  paragraph 3:7\n"
                 "    text \"n\" 3:7\n");
}

static void picture_in_text_stays_there(void **state)
{
    Bench *b = *state;
    put_picture(b);
    assert_reads(b, "a ![](a.png){.decorative width=10mm}\n\n![](a.png)\n",
                 "paragraph 1:1\n"
                 "  text \"a \" 1:1\n"
                 "  image png 4x2 given=29027 decorative width=\"10mm\" 1:3\n"
                 "figure 3:1\n"
                 "  image png 4x2 3:1\n");
    assert_reported(b, "a.md:3:1: warning[MD012]");
    assert_int_equal(problems(b), 1);
}

static void picture_that_is_missing_leaves_its_words(void **state)
{
    assert_reads(*state, "![Alt *x*](b.png)\n",
                 "paragraph 1:1\n"
                 "  text \"Alt \" 1:3\n"
                 "  emph 1:7\n"
                 "    text \"x\" 1:8\n");
    assert_reported(*state, "a.md:1:1: error[MD010]");
    read_text(*state, "![a](a.png){width=wide}\n");
    assert_reported(*state, "error[MD003]: a picture's width is \"wide\"");
}

static void pipe_table_with_caption(void **state)
{
    assert_reads(*state,
                 "text\n| Né\\|x | `a\\|b` |\n|:--|--:|\n| *é* [r] | 1 |\n| | 2 | 3 |\n\n: Cap *x* {#t .wide}\n\n[r]: "
                 "/u\n",
                 "paragraph 1:1\n"
                 "  text \"text\" 1:1\n"
                 "table columns=text,figure #t .wide number=\"Table 1\" 2:1\n"
                 "  caption 7:3\n"
                 "    text \"Cap \" 7:3\n"
                 "    emph 7:7\n"
                 "      text \"x\" 7:8\n"
                 "  row head 2:3\n"
                 "    cell 0 text head 2:3\n"
                 "      paragraph 2:3\n"
                 "        text \"Né|x\" 2:3\n"
                 "    cell 1 figure head 2:11\n"
                 "      paragraph 2:11\n"
                 "        code \"a|b\" 2:11\n"
                 "  row line 4:3\n"
                 "    cell 0 text 4:3\n"
                 "      paragraph 4:3\n"
                 "        emph 4:3\n"
                 "          text \"é\" 4:4\n"
                 "        text \" \" 4:6\n"
                 "        link \"/u\" 4:7\n"
                 "          text \"r\" 4:8\n"
                 "    cell 1 figure 4:13\n"
                 "      paragraph 4:13\n"
                 "        text \"1\" 4:13\n"
                 "  row line 5:3\n"
                 "    cell 0 text 5:3\n"
                 "    cell 1 figure 5:5\n"
                 "      paragraph 5:5\n"
                 "        text \"2\" 5:5\n");
    assert_reported(*state, "a.md:5:8: error[MD008]: this row has 3 cells; expected at most 2, one for each column");
}

static void other_lines_with_pipes_are_text(void **state)
{
    assert_reads(*state, "a | b\n--|--\n1 | 2\n\nx\na | b\n--|--\n\n| a | b |\n|---|\n",
                 "table columns=text,text 1:1\n"
                 "  row head 1:1\n"
                 "    cell 0 text head 1:1\n"
                 "      paragraph 1:1\n"
                 "        text \"a\" 1:1\n"
                 "    cell 1 text head 1:5\n"
                 "      paragraph 1:5\n"
                 "        text \"b\" 1:5\n"
                 "  row line 3:1\n"
                 "    cell 0 text 3:1\n"
                 "      paragraph 3:1\n"
                 "        text \"1\" 3:1\n"
                 "    cell 1 text 3:5\n"
                 "      paragraph 3:5\n"
                 "        text \"2\" 3:5\n"
                 "paragraph 5:1\n"
                 "  text \"x\" 5:1\n"
                 "  soft-break 5:2\n"
                 "  text \"a | b\" 6:1\n"
                 "  soft-break 6:6\n"
                 "  text \"–|–\" 7:1\n"
                 "paragraph 9:1\n"
                 "  text \"| a | b |\" 9:1\n"
                 "  soft-break 9:10\n"
                 "  text \"|—|\" 10:1\n");
    assert_reported(*state, "a.md:7:1: warning[MD014]");
    assert_reported(*state, "a.md:9:1: warning[MD014]");
    assert_int_equal(problems(*state), 2);
}

static void block_marks_in_cells_are_text(void **state)
{
    assert_reads(*state, "| - a | # b |\n|---|---|\n| 1. | [x]: y |\n",
                 "table columns=text,text 1:1\n"
                 "  row head 1:3\n"
                 "    cell 0 text head 1:3\n"
                 "      paragraph 1:3\n"
                 "        text \"- a\" 1:3\n"
                 "    cell 1 text head 1:9\n"
                 "      paragraph 1:9\n"
                 "        text \"# b\" 1:9\n"
                 "  row line 3:3\n"
                 "    cell 0 text 3:3\n"
                 "      paragraph 3:3\n"
                 "        text \"1.\" 3:3\n"
                 "    cell 1 text 3:8\n"
                 "      paragraph 3:8\n"
                 "        text \"[x]: y\" 3:8\n");
}

/* A table with the id "grants": one row "city" of an amount, one that is nil. */
static Table *make_data(Bench *b, Doc *doc)
{
    Arena *a = b->reader.job;
    Table *t = NEW(a, Table);
    *t = (Table){.id = STR("grants"),
                 .kind = STR("table"),
                 .unit = STR("£"),
                 .ncolumns = 2,
                 .nrows = 2,
                 .file = 1,
                 .pos = {1, 1, 1, 0}};
    t->columns = NEWN(a, Column, 2);
    t->columns[0] =
        (Column){.id = STR("item"), .label = STR("Item"), .kind = COL_TEXT, .decimals = -1, .pos = {1, 1, 1, 0}};
    t->columns[1] =
        (Column){.id = STR("amount"), .label = STR("Amount"), .kind = COL_AMOUNT, .decimals = -1, .pos = {1, 1, 1, 0}};
    t->rows = NEWN(a, Row, 2);
    for (int i = 0; i < 2; i++) {
        t->rows[i] = (Row){.id = i == 0 ? STR("city") : STR("county"),
                           .role = ROW_LINE,
                           .pos = {1, 1, 1, 0},
                           .cells = NEWN(a, Cell, 2)};
        t->rows[i].label = STR("X");
        t->rows[i].cells[0] = (Cell){.text = STR("X"), .colspan = 1, .rowspan = 1, .pos = {1, 1, 1, 0}};
        t->rows[i].cells[1] = (Cell){.colspan = 1, .rowspan = 1, .pos = {1, 1, 1, 0}};
    }
    t->rows[0].cells[1].number = true;
    t->rows[0].cells[1].value = (Decimal){.units = 45820};
    t->rows[1].cells[1].empty = CELL_NIL;
    table_index(a, t);
    map_put(a, &doc->tables, t->id, t);
    return t;
}

static Doc *read_with_data(Bench *b, const char *text, const char *unit)
{
    Arena *a = b->reader.job;
    Doc *doc = NEW(a, Doc);
    int file = diag_file(b->reader.diag, STR("a.md"), str_c(text));
    Pos start = {.file = (int16_t)file, .line = 1, .col = 1};
    doc_begin(a, doc, start);
    Node *section = node_new(a, NODE_SECTION, start);
    node_append(doc->root->first, section);
    make_data(b, doc)->unit = str_c(unit);
    markdown_read(&b->reader, doc, plain_template(b),
                  &(MarkdownSource){.text = str_c(text), .file = file, .line = 1, .col = 1}, section);
    return doc;
}

static void figures_stand_with_their_unit(void **state)
{
    static const char *const units[][2] = {
        {"£", "£45,820"}, {"£000", "£45,820,000"}, {"%", "45,820%"}, {"FTE", "45,820\u00A0FTE"}, {"", "45,820"},
    };
    for (int i = 0; i < COUNT(units); i++) {
        Doc *doc = read_with_data(*state, "{{ grants/city/amount }}", units[i][0]);
        assert_str(node_text(((Bench *)*state)->reader.job, doc->root), units[i][1]);
    }
    Doc *doc = read_with_data(*state, "a {{grants/county/amount}} b", "£");
    assert_str(node_text(((Bench *)*state)->reader.job, doc->root), "a nil b");
    assert_int_equal(problems(*state), 0);
}

static void figures_not_there_are_reported(void **state)
{
    Doc *doc = read_with_data(*state,
                              "é {{ grant/city/amount }} {{ grants/cty/amount }}\n{{ grants/city/amont }} {{ x }} {{ "
                              "y\n",
                              "£");
    assert_reported(*state, "a.md:1:6: error[DAT001]");
    assert_reported(*state, "did you mean \"grants\"?");
    assert_reported(*state, "a.md:1:37: error[DAT004]: row \"cty\"");
    assert_reported(*state, "did you mean \"city\"?");
    assert_reported(*state, "a.md:2:16: error[DAT004]: column \"amont\"");
    assert_reported(*state, "a.md:2:25: error[MD009]");
    assert_reported(*state, "a.md:2:33: error[MD009]");
    assert_true(str_find(node_text(((Bench *)*state)->reader.job, doc->root), "{{ grant/city/amount }}") >= 0);
}

static void data_table_is_set(void **state)
{
    Doc *doc =
        read_with_data(*state, "::: {.table .fine data=grants rows=\"city\" caption=\"C\" .landscape #g}\n:::\n", "£");
    const Node *table = doc->root->first->first->first;
    assert_int_equal(table->kind, NODE_TABLE);
    assert_str(table->id, "g");
    assert_str(table->name, "fine");
    assert_true(table->u.table.landscape);
    assert_int_equal(table->u.table.ncolumns, 2);
    assert_int_equal(table->pos.line, 1);
    assert_int_equal(problems(*state), 0);
    read_with_data(*state,
                   "::: {.table data=grant}\n:::\n::: {.table data=grants columns=\"item amont\"}\n:::\n::: "
                   "table\n:::\n",
                   "£");
    assert_reported(*state, "a.md:1:18: error[DAT001]");
    assert_reported(*state, "a.md:3:39: error[DAT004]: column \"amont\"");
    assert_reported(*state, "a.md:5:1: error[DAT001]: this table names no data");
}

static void references_resolve(void **state)
{
    assert_reads(*state, "# A\n{{ ref a b }} {{ page a }} {{ pages\nb }} [x](#a) [y](#nope) \\{{ ref a }}\n# B\n# A\n",
                 "heading 1 #a number=\"1\" 1:1\n"
                 "  text \"A\" 1:3\n"
                 "paragraph 2:1\n"
                 "  ref label -> a -> b number=\"1 and 2\" 2:1\n"
                 "  text \" \" 2:14\n"
                 "  ref page -> a 2:15\n"
                 "  text \" \" 2:27\n"
                 "  ref pages -> b 2:28\n"
                 "  text \" \" 3:5\n"
                 "  link -> \"#a\" 3:6\n"
                 "    text \"x\" 3:7\n"
                 "  text \" \" 3:13\n"
                 "  span 3:14\n"
                 "    text \"y\" 3:15\n"
                 "  text \" {{ ref a }}\" 3:24\n"
                 "heading 1 #b number=\"2\" 4:1\n"
                 "  text \"B\" 4:3\n"
                 "heading 1 #a-1 number=\"3\" 5:1\n"
                 "  text \"A\" 5:3\n");
    assert_reported(*state, "a.md:3:14: error[DOC005]: label \"nope\"");
}

static void given_labels_win_over_made_ones(void **state)
{
    assert_reads(*state, "# Overview\n# Other {#overview}\n# Ŵy — 1,5 “x” y_z.\n# 2014\n# Third {#overview}\n",
                 "heading 1 #overview-1 number=\"1\" 1:1\n"
                 "  text \"Overview\" 1:3\n"
                 "heading 1 #overview number=\"2\" 2:1\n"
                 "  text \"Other\" 2:3\n"
                 "heading 1 #ŵy-15-x-y_z. number=\"3\" 3:1\n"
                 "  text \"Ŵy — 1,5 “x” y_z.\" 3:3\n"
                 "heading 1 #section number=\"4\" 4:1\n"
                 "  text \"2014\" 4:3\n"
                 "heading 1 #third number=\"5\" 5:1\n"
                 "  text \"Third\" 5:3\n");
    assert_reported(*state, "a.md:5:1: error[DOC004]: label \"overview\" is used twice");
}

/* In a cell of the data too a picture is looked for in the document's folder, and is one of its inputs. */
static void picture_in_a_data_cell_is_the_documents(void **state)
{
    Bench *b = *state;
    Doc doc = {.folder = str_c(b->folder)};
    put_picture(b);
    Str path = put(b, "t.xml",
                   "<table><caption>T</caption><columns><column id='a' kind='text'>A</column><column id='b' "
                   "kind='text'>B</column></columns><row id='r' label='R'><cell>![P](a.png)</cell></row></table>");
    assert_non_null(data_read(&b->reader, &doc, STR("t"), (FilePlace){.path = path}, (Pos){0}));
    assert_string_equal(reported(b), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(picture_alone_is_a_figure),
        with_bench(picture_in_a_data_cell_is_the_documents),
        with_bench(picture_in_text_stays_there),
        with_bench(picture_that_is_missing_leaves_its_words),
        with_bench(pipe_table_with_caption),
        with_bench(other_lines_with_pipes_are_text),
        with_bench(block_marks_in_cells_are_text),
        with_bench(figures_stand_with_their_unit),
        with_bench(figures_not_there_are_reported),
        with_bench(data_table_is_set),
        with_bench(references_resolve),
        with_bench(given_labels_win_over_made_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
