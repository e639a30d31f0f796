/* Open data: what the files say, and that it is what the page says. */
#include "read_help.h"

#include "open/open_data.h"
#include "read/data/data.h"

static Table *read_text(Bench *b, const char *text)
{
    return data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = put(b, "t.xml", text)}, (Pos){0});
}

static const Doc a_doc = {.lang = {"en-GB", 5},
                          .title = {"Report", 6},
                          .organisation = {"The \"Office\"", 12},
                          .period = {"2013-14", 7}};

static Str text_of(Bench *b, Buf *buf)
{
    return buf_take(buf, b->reader.job);
}

static void columns_are_described(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, "<budget unit='£000'><caption>Budget</caption><years><year id='y1' "
                            "kind='budget'>2012/13</year><year id='y2' kind='forecast'>2013/14</year></years>"
                            "<row label='A' figures='1,000 nil'/><row label='Band D' unit='£' decimals='2' "
                            "figures='174.51 177.93'/>"
                            "<row label='B'><cell>1</cell><cell note='n'>-3</cell></row><note id='n'>A "
                            "note.</note><source>Finance</source></budget>");
    Buf out = {0};
    table_csv(t, &out);
    assert_str(text_of(b, &out), "Item,Budget 2012/13 (£000),Forecast 2013/14 (£000),Unit of the "
                                 "row\r\nA,1000,nil,\r\nBand D,174.51,177.93,£\r\nB,1,-3,\r\n");
    table_csvw(&a_doc, t, STR("t.csv"), &out);
    assert_str(text_of(b, &out), "{\n"
                                 "  \"@context\": [\"http://www.w3.org/ns/csvw\", {\"@language\": \"en-GB\"}],\n"
                                 "  \"url\": \"t.csv\",\n"
                                 "  \"dc:title\": \"Budget\",\n"
                                 "  \"dc:publisher\": \"The \\\"Office\\\"\",\n"
                                 "  \"dc:isPartOf\": \"Report\",\n"
                                 "  \"dc:temporal\": \"2013-14\",\n"
                                 "  \"dc:source\": \"Finance\",\n"
                                 "  \"rdfs:comment\": [\n"
                                 "    \"A note.\"\n"
                                 "  ],\n"
                                 "  \"tableSchema\": {\n"
                                 "    \"columns\": [\n"
                                 "      {\"name\": \"item\", \"titles\": \"Item\", \"datatype\": \"string\"},\n"
                                 "      {\"name\": \"y1\", \"titles\": \"Budget 2012/13 (£000)\", \"datatype\": "
                                 "\"decimal\", \"null\": [\"\"], \"schema:unitText\": \"£000\"},\n"
                                 "      {\"name\": \"y2\", \"titles\": \"Forecast 2013/14 (£000)\", \"datatype\": "
                                 "\"decimal\", \"null\": [\"\", \"nil\"], \"schema:unitText\": \"£000\"},\n"
                                 "      {\"name\": \"row-unit\", \"titles\": \"Unit of the row\", \"datatype\": "
                                 "\"string\", \"null\": [\"\"]}\n"
                                 "    ]\n"
                                 "  }\n"
                                 "}\n");
}

static void grants_have_the_columns_of_360_giving(void **state)
{
    Bench *b = *state;
    Table *t = read_text(b, "<grants period='2013-14' prefix='360G-ccc' funder-id='GB-LAS-1' "
                            "awarded='2013-04-01'><caption>Grants</caption>"
                            "<grant id='a' amount='45,820' org='GB-CHC-1' title='Burglary' "
                            "awarded='2013-07-18'><recipient>City, "
                            "A</recipient><rationale>One.\n\nTwo.</rationale></grant>"
                            "<grant id='b' correct='10,000' reason='a nought is missing' "
                            "amount='1,000'><recipient>X</recipient><recipient>Y</recipient></grant>"
                            "<recipient name='Research Team'><grant id='c' amount='5'/><grant id='d' "
                            "empty='to-be-confirmed'/></recipient><total/></grants>");
    assert_true(table_is_grants(t));
    Buf out = {0};
    grants_360(&a_doc, t, &out);
    assert_str(text_of(b, &out), "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient "
                                 "Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name\r\n"
                                 "360G-ccc-2013-14-a,Burglary,One. Two.,GBP,45820,2013-07-18,GB-CHC-1,\"City, "
                                 "A\",GB-LAS-1,\"The \"\"Office\"\"\"\r\n"
                                 "360G-ccc-2013-14-b,Grants,Grants,GBP,10000,2013-04-01,360G-ccc-x-and-y,X and "
                                 "Y,GB-LAS-1,\"The \"\"Office\"\"\"\r\n"
                                 "360G-ccc-2013-14-c,Grants,Grants,GBP,5,2013-04-01,360G-ccc-research-team,Research "
                                 "Team,GB-LAS-1,\"The \"\"Office\"\"\"\r\n"
                                 "360G-ccc-2013-14-d,Grants,Grants,GBP,,2013-04-01,360G-ccc-research-team,Research "
                                 "Team,GB-LAS-1,\"The \"\"Office\"\"\"\r\n");
    assert_int_equal(problems(b), 0);
}

/* The fields of a line of CSV without quotes in it. */
static int fields_of(Str line, Str *fields, int most)
{
    int n = 0;
    for (Str rest = line; n < most; n++) {
        bool more = str_cut(rest, ',', &fields[n], &rest);
        if (!more)
            return n + 1;
    }
    return n;
}

/* A field as the table's format sets it. */
static Str as_set(Bench *b, Str field, const Table *t, int row, int column)
{
    Decimal value;
    Str none = STR("not applicable");
    if (str_eq(field, none))
        return STR("n/a");
    if (!decimal_parse(field, &value))
        return field;
    Str unit = t->rows[row].unit,
        figure = decimal_format(b->reader.job, value, row_decimals(&t->rows[row], &t->columns[column]), true);
    if (str_is(unit, "£"))
        return str_format(b->reader.job, "£" STR_FMT, STR_ARG(figure));
    return str_is(unit, "%") ? str_format(b->reader.job, STR_FMT "%%", STR_ARG(figure)) : figure;
}

static void the_page_says_what_the_file_says(void **state)
{
    Bench *b = *state;
    Table *t = data_read(&b->reader, &(Doc){0}, STR("budget"),
                         (FilePlace){.path = STR("tests/data/budget-as-printed.xml")}, (Pos){0});
    Buf csv = {0};
    table_csv(t, &csv);
    Str rest = text_of(b, &csv), line, fields[8], spoken;
    str_cut(rest, '\n', &line, &rest);
    for (int row = 0; row < t->nrows; row++) {
        str_cut(rest, '\n', &line, &rest);
        assert_int_equal(fields_of(str_trim(line), fields, 8), 7);
        for (int column = 1; column < t->ncolumns; column++) {
            Str page = cell_format(b->reader.job, t, row, column, &spoken);
            assert_true(str_eq(page, as_set(b, fields[column], t, row, column)));
        }
    }
    assert_int_equal(str_trim(rest).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(columns_are_described),
        with_bench(grants_have_the_columns_of_360_giving),
        with_bench(the_page_says_what_the_file_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
