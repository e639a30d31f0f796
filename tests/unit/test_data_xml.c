/* The wall round libxml2: what it refuses, how it reports faults, where elements are. */
#include "read_help.h"

#include "read/xml/xml.h"

static const XmlNode *read_text(Bench *b, const char *text, int *file)
{
    return xml_read(&b->reader, put(b, "t.xml", text), "table", (Pos){0}, file);
}

/* The whole report of a file that must be refused. */
static void refused(Bench *b, const char *text, const char *report)
{
    assert_null(read_text(b, text, NULL));
    assert_string_equal(reported(b), report);
}

#define COLUMNS "<columns><column id=\"item\">Item</column></columns>"

static void gives_elements_attributes_text_and_places(void **state)
{
    Bench *b = *state;
    int file = 0;
    const XmlNode *root = read_text(b,
                                    "<table unit='£>'><caption>é</caption>\n"
                                    " <columns>\n"
                                    "  <column kind=\"text\"\n"
                                    "    id = 'item'>I&amp;<!-- x --><![CDATA[<t>]]></column></columns>\n"
                                    "</table>",
                                    &file);
    assert_non_null(root);
    assert_str(xml_attr(&b->reader, root, "unit"), "£>");
    const XmlNode *columns = xml_child(root, "columns"), *column = xml_first(columns);
    assert_ptr_equal(xml_next(xml_first(root)), columns);
    assert_null(xml_next(columns));
    assert_null(xml_next(column));
    assert_null(xml_first(column));
    assert_str(xml_name(column), "column");
    assert_str(xml_text(&b->reader, column), "I&<t>");
    assert_true(xml_has(column, "id"));
    assert_false(xml_has(column, "unit"));
    assert_int_equal(xml_attr(&b->reader, column, "unit").n, 0);
    Str names[4], values[4];
    assert_int_equal(xml_attrs(&b->reader, column, names, values, 4), 2);
    assert_str(names[1], "id");
    assert_str(values[1], "item");
    assert_int_equal(xml_attrs(&b->reader, column, names, values, 1), 1);
    Pos at = xml_pos(column, file);
    assert_int_equal(at.line * 100 + at.col, 303);
    assert_int_equal(at.len, 7);
    at = xml_attr_pos(column, file, "id");
    assert_int_equal(at.line * 100 + at.col, 411);
    assert_int_equal(at.len, 4);
    at = xml_attr_pos(column, file, "unit");
    assert_int_equal(at.line * 100 + at.col, 303);
    at = xml_text_pos(column, file);
    assert_int_equal(at.line * 100 + at.col, 417);
    at = xml_text_pos(xml_first(root), file);
    assert_int_equal(at.line * 100 + at.col, 127);
    assert_int_equal(at.file, file);
}

/* `<!-->` opens a comment: what ends one shares no character with what opens it. */
static void tags_in_comments_are_ignored(void **state)
{
    int file = 0;
    const XmlNode *root = read_text(*state, "<!--><t a='-->\n<table>" COLUMNS "<!--<x>--></table>", &file);
    assert_non_null(root);
    Pos at = xml_pos(root, file);
    assert_int_equal(at.line * 100 + at.col, 201);
}

static void lines_go_beyond_65535(void **state)
{
    Bench *b = *state;
    Buf text = {0};
    buf_puts(&text, "<table>" COLUMNS);
    for (int i = 0; i < 70000; i++)
        buf_puts(&text, "\n");
    buf_puts(&text, "<row label='a' foo='b'/></table>");
    assert_null(xml_read(&b->reader, put_bytes(b, "t.xml", buf_view(&text)), "table", (Pos){0}, NULL));
    buf_free(&text);
    assert_reported(b, "t.xml:70001:16: error[DOC003]: <row> has no attribute \"foo\"; expected id, label, ref, "
                       "note, ");
}

static void a_doctype_is_refused_before_it_is_parsed(void **state)
{
    Bench *b = *state;
    refused(b, "<?xml version=\"1.0\"?>\n<!-- a -->\n <!DOCTYPE table SYSTEM \"file:///etc/passwd\">\n<table/>",
            "t.xml:3:2: error[DOC002]: DOCTYPE is not allowed; expected the root element\n"
            "  3 |  <!DOCTYPE table SYSTEM \"file:///etc/passwd\">\n"
            "    |  ^^^^^^^^^\n");
}

static void entity_bombs_are_refused(void **state)
{
    Bench *b = *state;
    const char *bomb = "<!DOCTYPE t [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                       "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><table><caption>&c;</caption></table>";
    assert_null(read_text(b, bomb, NULL));
    assert_reported(b, "t.xml:1:1: error[DOC002]");
    assert_int_equal(problems(b), 1);
    assert_null(xml_read(&b->reader, put(b, "u.xml", "<?a?><!---->\xEF\xBB\xBF<!DOCTYPE t [<!ENTITY a 'a'>]><table/>"),
                         "table", (Pos){0}, NULL));
    assert_int_equal(problems(b), 2);
}

static void faults_of_form_are_reported_once_and_plainly(void **state)
{
    Bench *b = *state;
    refused(b, "<table>\n  <columns>\n  </column></table>",
            "t.xml:3:12: error[DOC001]: <columns> on line 2 is closed by </column>; expected </columns>\n"
            "  3 |   </column></table>\n"
            "    |            ^\n");
}

static void an_unknown_entity_has_help(void **state)
{
    Bench *b = *state;
    refused(b, "<table>\n<caption>a&nbsp;b</caption></table>",
            "t.xml:2:17: error[DOC001]: the entity &nbsp; is unknown; expected &amp;, &lt;, &gt;, &quot; or &apos;\n"
            "  2 | <caption>a&nbsp;b</caption></table>\n"
            "    |                 ^\n"
            "  help: write the character itself, or its number as in &#163;\n");
}

static void depth_is_limited(void **state)
{
    Bench *b = *state;
    Buf text = {0};
    for (int i = 0; i < 100000; i++)
        buf_puts(&text, "<a>");
    for (int i = 0; i < 100000; i++)
        buf_puts(&text, "</a>");
    assert_null(xml_read(&b->reader, put_bytes(b, "t.xml", buf_view(&text)), "table", (Pos){0}, NULL));
    buf_free(&text);
    assert_reported(b, "error[DOC001]: elements are nested too deeply, or a text is too long; expected at most 256 "
                       "levels and 10 MB");
    assert_int_equal(problems(b), 1);
}

static void only_utf8_is_read(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b,
                          "<table>\n <caption>\xA3"
                          "5</caption></table>",
                          NULL));
    assert_reported(b, "t.xml:2:11: error[IO006]: byte 0xA3 is not UTF-8; expected a file saved as UTF-8\n");
    assert_null(xml_read(&b->reader, put(b, "u.xml", "<?xml version='1.0' encoding='ISO-8859-1'?>\n<table/>"), "table",
                         (Pos){0}, NULL));
    assert_reported(b, "u.xml:1:31: error[IO006]: the file declares the encoding ISO-8859-1; expected UTF-8\n");
    assert_null(xml_read(&b->reader, put_bytes(b, "v.xml", STR("\xFF\xFE<\0t\0/\0>\0")), "table", (Pos){0}, NULL));
    assert_reported(b, "v.xml: error[IO006]: this file was saved as UTF-16; expected UTF-8\n");
    assert_non_null(
        xml_read(&b->reader,
                 put(b, "w.xml", "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><table>" COLUMNS "</table>"),
                 "table", (Pos){0}, NULL));
    assert_int_equal(problems(b), 3);
}

static void an_unknown_element_names_what_was_expected(void **state)
{
    Bench *b = *state;
    refused(b, "<table>\n  <colunms/>\n</table>",
            "t.xml:2:3: error[DOC003]: unknown element <colunms> in <table>; expected <caption> or <columns>\n"
            "  2 |   <colunms/>\n"
            "    |   ^^^^^^^^\n"
            "  help: did you mean \"columns\"?\n");
}

static void a_misplaced_element_names_what_was_expected(void **state)
{
    Bench *b = *state;
    refused(b, "<table>" COLUMNS "\n<source>S</source><note id='a'>N</note></table>",
            "t.xml:2:19: error[DOC003]: misplaced <note> in <table>; expected </table>\n"
            "  2 | <source>S</source><note id='a'>N</note></table>\n"
            "    |                   ^^^^^\n"
            "  help: move <note> before <source>\n");
}

static void what_is_missing_is_named(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b, "<table>\n</table>", NULL));
    assert_reported(b, "t.xml:1:1: error[DOC003]: <table> is incomplete; expected <caption> or <columns> in it\n");
    assert_null(xml_read(&b->reader, put(b, "u.xml", "<table>" COLUMNS "<row/></table>"), "table", (Pos){0}, NULL));
    assert_reported(b, "error[DOC003]: <row> lacks the attribute \"label\"; expected it\n");
}

static void wrong_values_are_reported_with_the_allowed_ones(void **state)
{
    Bench *b = *state;
    refused(b, "<table decimals=\"12\">\n<columns><column id=\"a b\" kind=\"amuont\">A</column></columns></table>",
            "t.xml:1:18: error[DOC003]: \"12\" is not a valid value for decimals\n"
            "  1 | <table decimals=\"12\">\n"
            "    |                  ^^\n"
            "  help: decimals: decimal places of its figures, from 0 to 9; as written when absent\n"
            "t.xml:2:22: error[DOC003]: \"a b\" is not a valid value for id\n"
            "  2 | <columns><column id=\"a b\" kind=\"amuont\">A</column></columns></table>\n"
            "    |                      ^^^\n"
            "  help: id: the column's name in sections: letters, digits, - and _\n"
            "t.xml:2:33: error[DOC003]: \"amuont\" is not a valid value for kind; expected text, amount, count, fte, "
            "percent, "
            "code, "
            "status, note or date\n"
            "  2 | <columns><column id=\"a b\" kind=\"amuont\">A</column></columns></table>\n"
            "    |                                 ^^^^^^\n"
            "  help: did you mean \"amount\"?\n");
}

static void ids_are_used_once(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b,
                          "<table>" COLUMNS "\n<row id='a' label='A'/>\n<group label='G'><row id='a' "
                          "label='B'/></group></table>",
                          NULL));
    assert_reported(b, "t.xml:3:18: error[DOC003]: \"a\" is used twice; expected a different value each time\n");
}

static void text_between_elements_is_refused(void **state)
{
    Bench *b = *state;
    refused(b, "<table>" COLUMNS "\n é</table>",
            "t.xml:1:1: error[DOC003]: <table> contains text; expected it in <caption>, <note>, <general-note> or "
            "<source>\n"
            "  1 | <table>"
            "<columns><column id=\"item\">Item</column></columns>"
            "\n"
            "    | ^^^^^^\n");
}

static void the_root_is_checked(void **state)
{
    Bench *b = *state;
    static const char *const roots[] = {"table", "grants"};
    assert_null(
        xml_read_file(&b->reader, &(XmlFile){.path = put(b, "t.xml", "<tabel/>"), .roots = roots, .nroots = 2}, NULL));
    assert_reported(b, "t.xml:1:1: error[DOC003]: the root element is <tabel>; expected <table> or <grants>\n");
    assert_null(xml_read(&b->reader, put(b, "u.xml", "<grants/>"), "table", (Pos){0}, NULL));
    assert_reported(b, "u.xml:1:1: error[DOC003]: the root element is <grants>; expected <table>\n");
    assert_non_null(
        xml_read_file(&b->reader, &(XmlFile){.path = put(b, "v.xml", "<grants/>"), .roots = roots, .nroots = 2}, NULL));
    assert_int_equal(problems(b), 2);
}

static void namespaces_are_reported(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b, "<table xmlns='urn:t'/>", NULL));
    assert_reported(b, "t.xml:1:8: error[DOC003]: <table> is in the namespace \"urn:t\"; expected no namespace\n");
    assert_reported(b, "help: remove xmlns=\"…\"\n");
    assert_null(read_text(b, "<t:table xmlns:t='urn:p'><columns/></t:table>", NULL));
    assert_reported(b, "t.xml:1:10: error[DOC003]: <table> is in the namespace \"urn:p\"; expected no namespace\n");
    assert_reported(b, "help: remove xmlns:t=\"…\", and \"t:\" before the names of elements\n");
    assert_null(read_text(b, "<table><columns xmlns='urn:c'/></table>", NULL));
    assert_reported(b, "<columns> is in the namespace \"urn:c\"; expected no namespace\n");
    assert_null(read_text(b, "<html xmlns='urn:h'/>", NULL));
    assert_reported(b, "the root element is <html>; expected <table>\n");
    assert_int_equal(problems(b), 4);
}

static void a_missing_file_and_a_missing_schema_are_reported(void **state)
{
    Bench *b = *state;
    assert_null(xml_read(&b->reader, STR("/nonexistent/x.xml"), "table", (Pos){0}, NULL));
    assert_reported(b, "error[IO001]");
    b->reader.home = STR("/nonexistent");
    assert_null(read_text(b, "<table/>", NULL));
    assert_reported(b, "error[IO005]: schema /nonexistent/templates/schemas/table.xsd is missing\n");
}

/* Whatever a file is cut to, there is a diagnostic and nothing worse. */
static void every_truncation_is_refused(void **state)
{
    Bench *b = *state;
    const char *whole = "<?xml version='1.0'?><!-- c --><table unit='£'><caption>A &amp; "
                        "<![CDATA[<b>]]></caption>" COLUMNS "<row id='a' label='A'/><note id='n'>N</note></table>";
    int n = (int)strlen(whole);
    for (int i = 0; i < n; i++) {
        Str path = put_bytes(b, str_format(b->reader.job, "t%d.xml", i).p, (Str){whole, i});
        int before = problems(b);
        assert_null(xml_read(&b->reader, path, "table", (Pos){0}, NULL));
        assert_true(problems(b) > before);
    }
    assert_non_null(read_text(b, whole, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(gives_elements_attributes_text_and_places),
        with_bench(tags_in_comments_are_ignored),
        with_bench(lines_go_beyond_65535),
        with_bench(a_doctype_is_refused_before_it_is_parsed),
        with_bench(entity_bombs_are_refused),
        with_bench(faults_of_form_are_reported_once_and_plainly),
        with_bench(an_unknown_entity_has_help),
        with_bench(depth_is_limited),
        with_bench(only_utf8_is_read),
        with_bench(an_unknown_element_names_what_was_expected),
        with_bench(a_misplaced_element_names_what_was_expected),
        with_bench(what_is_missing_is_named),
        with_bench(wrong_values_are_reported_with_the_allowed_ones),
        with_bench(ids_are_used_once),
        with_bench(text_between_elements_is_refused),
        with_bench(the_root_is_checked),
        with_bench(namespaces_are_reported),
        with_bench(a_missing_file_and_a_missing_schema_are_reported),
        with_bench(every_truncation_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
