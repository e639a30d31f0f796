/* A whole document from its folder: data, sections, and what is wrong with them. */
#include "doc/table.h"
#include "markdown_help.h"

static void put_manifest(Bench *b, const char *data, const char *sections)
{
    Str text = str_format(b->reader.job,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document template=\"t\" lang=\"en-GB\">\n"
                          "<title>T</title><organisation>O</organisation>%s<sections>%s</sections></document>\n",
                          data, sections);
    put_bytes(b, "document.xml", text);
}

static const Doc *read_folder(Bench *b)
{
    Manifest *m = read_manifest(&b->reader, str_c(b->folder));
    if (m == NULL)
        fail_msg("no manifest:\n%s", reported(b));
    return read_document(&b->reader, m, plain_template(b));
}

static void sections_come_in_order_with_their_roles(void **state)
{
    Bench *b = *state;
    put_manifest(b, "",
                 "<section file=\"a.md\" role=\"foreword\"/><section file=\"b.md\"/><section file=\"c.md\" "
                 "role=\"appendix\" title=\"X\" contents=\"no\"/>");
    put(b, "a.md", "# Foreword\n\nSee {{ ref finance }} and [it](#finance).[^1]\n\n[^1]: One\n");
    put(b, "b.md", "# Body\n\na[^1]\n\n[^1]: Other\n");
    put(b, "c.md", "# Money {#finance}\n");
    const Doc *doc = read_folder(b);
    if (problems(b) > 0)
        fail_msg("%s", reported(b));
    assert_str(doc->title, "T");
    const Node *a = doc->root->first->first, *c = doc->root->first->last;
    assert_int_equal(a->u.section.role, ROLE_FOREWORD);
    assert_true(a->u.section.in_contents);
    assert_false(c->u.section.in_contents);
    assert_str(c->u.section.title, "X");
    assert_str(c->first->number, "Appendix 1");
    assert_str(a->next->first->number, "1");
    assert_str(a->last->u.note.mark, "1");
    assert_str(a->next->last->u.note.mark, "2");
    assert_str(node_text(b->reader.job, a->first->next), "See Appendix 1 and it.");
    assert_ptr_equal(map_find(&doc->labels, STR("finance")), c->first);
}

static void data_is_read_before_sections(void **state)
{
    Bench *b = *state;
    put_manifest(b, "<data><table id=\"d\" file=\"d.xml\"/></data>", "<section file=\"a.md\"/>");
    put(b, "d.xml",
        "<?xml version=\"1.0\"?>\n<table unit=\"£\"><caption>C</caption><columns><column id=\"i\" "
        "kind=\"text\">I</column>"
        "<column id=\"a\" kind=\"amount\">A</column></columns><row id=\"r\" "
        "label=\"R\"><cell>1,200</cell></row></table>\n");
    put(b, "a.md", "# A\n\nIt is {{ d/r/a }}.\n\n::: {.table data=d}\n:::\n");
    const Doc *doc = read_folder(b);
    if (problems(b) > 0)
        fail_msg("%s", reported(b));
    assert_str(node_text(b->reader.job, doc->root->first->first->first->next), "It is £1,200.");
    assert_int_equal(doc->root->first->first->last->kind, NODE_TABLE);
    assert_str(doc->root->first->first->last->number, "Table 1");
    assert_non_null(map_find(&doc->tables, STR("d")));
}

static void faulty_parts_are_omitted_and_the_rest_is_read(void **state)
{
    Bench *b = *state;
    put_manifest(b, "",
                 "<section file=\"a.md\"/><section file=\"none.md\"/><section file=\"c.md\"/><section file=\"d.md\"/>");
    put(b, "a.md", "# A\n");
    put(b, "c.md", "ok\né\xFFx\n");
    put(b, "d.md", "<!-- nothing -->\n");
    const Doc *doc = read_folder(b);
    assert_ptr_equal(doc->root->first->first, doc->root->first->last);
    assert_reported(b, "error[DOC007]");
    assert_reported(b, "c.md:2:2: error[IO006]");
    assert_reported(b, "d.md: warning[DOC006]");
}

static void labels_are_of_the_whole_document(void **state)
{
    Bench *b = *state;
    put_manifest(b, "", "<section file=\"a.md\"/><section file=\"b.md\"/>");
    put(b, "a.md", "# Same\n\n[p]{#x} {{ page fnance }}\n");
    put(b, "b.md", "# Same\n\n::: panel\n## Finance {#x}\n:::\n");
    const Doc *doc = read_folder(b);
    assert_str(doc->root->first->last->first->id, "same-1");
    assert_reported(b, "b.md:4:1: error[DOC004]: label \"x\" is used twice");
    assert_reported(b, "a.md:3:17: error[DOC005]: label \"fnance\"");
    assert_reported(b, "did you mean \"finance\"?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(sections_come_in_order_with_their_roles),
        with_bench(data_is_read_before_sections),
        with_bench(faulty_parts_are_omitted_and_the_rest_is_read),
        with_bench(labels_are_of_the_whole_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
