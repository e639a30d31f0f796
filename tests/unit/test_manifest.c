/* The manifest: what it gives, and what is checked beyond its schema. */
#include "read_help.h"

#include "read/manifest_private.h"

#define HEAD "<document template=\"t\" lang=\"en-GB\"><title>T</title><organisation>O</organisation>"
#define ONE_SECTION "<sections><section file=\"a.md\"/></sections></document>"

static Manifest *read_text(Bench *b, const char *text)
{
    put(b, "document.xml", text);
    return read_manifest(&b->reader, str_c(b->folder));
}

static void reads_all_that_it_has(void **state)
{
    Bench *b = *state;
    put(b, "01-foreword.md", "x");
    put(b, "99-contact.md", "x");
    put(b, "data/grants.xml", "<grants/>");
    Manifest *m = read_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<document template=\"annual-report\" lang=\"en-GB\">\n"
                               "  <title>Annual\n     Report</title>\n"
                               "  <subtitle>Sub</subtitle>\n"
                               "  <period>2013-14</period>\n"
                               "  <organisation>Cambridgeshire Police &amp; Crime Commissioner</organisation>\n"
                               "  <edition>First</edition>\n"
                               "  <date>2014-07-31</date>\n"
                               "  <subject>One sentence</subject>\n"
                               "  <keywords><keyword>policing</keyword><keyword> crime </keyword></keywords>\n"
                               "  <data><table id=\"grants\" file=\"data/grants.xml\"/></data>\n"
                               "  <sections>\n"
                               "    <section file=\"01-foreword.md\" role=\"foreword\"/>\n"
                               "    <section file=\"99-contact.md\" role=\"contact\" contents=\"no\" title=\"Contact "
                               "us\"/>\n"
                               "  </sections>\n"
                               "</document>\n");
    assert_string_equal(reported(b), "");
    assert_non_null(m);
    const Doc *doc = manifest_doc(m);
    assert_str(doc->template_name, "annual-report");
    assert_str(doc->lang, "en-GB");
    assert_str(doc->title, "Annual Report");
    assert_str(doc->subtitle, "Sub");
    assert_str(doc->period, "2013-14");
    assert_str(doc->organisation, "Cambridgeshire Police & Crime Commissioner");
    assert_str(doc->author, "Cambridgeshire Police & Crime Commissioner");
    assert_str(doc->edition, "First");
    assert_str(doc->date, "2014-07-31");
    assert_str(doc->subject, "One sentence");
    assert_int_equal(doc->nkeywords, 2);
    assert_str(doc->keywords[1], "crime");
    assert_str(doc->folder, b->folder);
    assert_str(doc->name, b->folder + 5);
    assert_int_equal(doc->root->kind, NODE_ROOT);
    assert_null(doc->root->first);
    assert_int_equal(m->ndata, 1);
    assert_str(m->data[0].id, "grants");
    assert_true(str_ends(m->data[0].place.path, "/data/grants.xml"));
    assert_int_equal(m->nsections, 2);
    assert_int_equal(m->sections[0].role, ROLE_FOREWORD);
    assert_true(m->sections[0].in_contents);
    assert_int_equal(m->sections[0].pos.line, 14);
    assert_int_equal(m->sections[0].pos.col, 20);
    assert_int_equal(m->sections[1].role, ROLE_CONTACT);
    assert_false(m->sections[1].in_contents);
    assert_str(m->sections[1].title, "Contact us");
    assert_str(m->sections[1].file, "99-contact.md");
}

static void takes_the_file_itself_and_odd_paths(void **state)
{
    Bench *b = *state;
    put(b, "a.md", "x");
    assert_non_null(read_text(b, HEAD ONE_SECTION));
    Arena *job = b->reader.job;
    Manifest *m = read_manifest(&b->reader, path_join(job, str_c(b->folder), STR("document.xml")));
    assert_non_null(m);
    assert_str(manifest_doc(m)->folder, b->folder);
    assert_str(manifest_doc(m)->name, b->folder + 5);
    assert_int_equal(m->sections[0].role, ROLE_BODY);
    m = read_manifest(&b->reader, str_format(job, "%s/", b->folder));
    assert_str(manifest_doc(m)->name, b->folder + 5);
    m = read_manifest(&b->reader, str_format(job, "%s/.", b->folder));
    assert_str(manifest_doc(m)->name, b->folder + 5);
    assert_int_equal(problems(b), 0);
}

static void a_folder_without_a_manifest_is_reported(void **state)
{
    Bench *b = *state;
    assert_null(read_manifest(&b->reader, str_c(b->folder)));
    assert_reported(b, "error[IO004]: ");
    assert_reported(b, "is not a document; expected it to contain a document.xml\n");
    assert_null(read_manifest(&b->reader, STR("/nonexistent")));
    assert_reported(b, "error[IO001]");
}

static void required_elements_are_named(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b, "<document lang=\"en-GB\"><organisation>O</organisation>" ONE_SECTION));
    assert_reported(b, "error[DOC003]: <document> lacks the attribute \"template\"; expected it\n");
    assert_reported(b, "document.xml:1:24: error[DOC003]: misplaced <organisation> in <document>; expected <title>\n");
}

static void an_empty_title_is_refused(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b, "<document template=\"t\" lang=\"en-GB\"><title> "
                             "</title><organisation>O</organisation>" ONE_SECTION));
    assert_reported(b, "error[DOC003]: <title> is empty; expected a value\n");
    assert_reported(b, "help: <title>: the title, as on the cover\n");
}

static void an_unknown_role_has_help(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b, HEAD "<sections>\n<section file=\"a.md\" role=\"apendix\"/></sections></document>"));
    assert_string_equal(reported(b), "document.xml:2:28: error[DOC003]: \"apendix\" is not a valid value for role; "
                                     "expected "
                                     "front, foreword, body, appendix or contact\n"
                                     "  2 | <section file=\"a.md\" role=\"apendix\"/></sections></document>\n"
                                     "    |                            ^^^^^^^\n"
                                     "  help: did you mean \"appendix\"?\n");
}

static void dates_are_days_of_the_calendar(void **state)
{
    Bench *b = *state;
    static const struct {
        const char *date;
        bool good;
    } dates[] = {
        {"2014-07-31", true},    {"2012-02-29", true},  {"2000-02-29", true},  {"1900-02-29", false},
        {"2014-02-29", false},   {"2014-13-01", false}, {"2014-00-10", false}, {"2014-04-31", false},
        {"2014-04-00", false},   {"31-07-2014", false}, {"2014-7-31", false},  {"2014/07/31", false},
        {"31 July 2014", false},
    };
    put(b, "a.md", "x");
    for (int i = 0; i < COUNT(dates); i++) {
        int before = problems(b);
        Str text = str_format(b->reader.job, HEAD "<date>%s</date>" ONE_SECTION, dates[i].date);
        put_bytes(b, str_format(b->reader.job, "d%d.xml", i).p, text);
        Manifest *m = read_manifest(&b->reader, str_format(b->reader.job, "%s/d%d.xml", b->folder, i));
        assert_non_null(m);
        assert_int_equal(problems(b), before + !dates[i].good);
        assert_str(manifest_doc(m)->date, dates[i].good ? dates[i].date : "");
    }
    assert_reported(b, "error[DOC008]: \"2014-02-29\" is not a date; expected year-month-day, as in 2014-07-31\n");
}

static void files_stay_in_the_folder_and_are_there(void **state)
{
    Bench *b = *state;
    put(b, "a.md", "x");
    put(b, "s/02-pledges.md", "x");
    assert_int_equal(symlink("/proc", path_join(b->reader.job, str_c(b->folder), STR("link")).p), 0);
    Manifest *m = read_text(b, HEAD "<data><table id=\"d\" file=\"/proc/version\"/></data><sections>\n"
                                    "<section file=\"../a.md\"/>\n"
                                    "<section file=\"link/version\"/>\n"
                                    "<section file=\"s/02-pledge.md\"/>\n"
                                    "<section file=\"s\"/>\n"
                                    "<section file=\"a.md\"/></sections></document>");
    assert_non_null(m);
    assert_int_equal(m->ndata, 0);
    assert_int_equal(m->nsections, 1);
    assert_reported(b, "document.xml:2:16: error[IO007]: \"../a.md\" is outside the document's folder; expected a path "
                       "inside it\n");
    assert_reported(b, "document.xml:3:16: error[IO007]: ");
    assert_reported(b, "document.xml:4:16: error[DOC007]: file \"s/02-pledge.md\" not found; expected it at ");
    assert_reported(b, "help: did you mean \"02-pledges.md\"?\n");
    assert_reported(b, "document.xml:5:16: error[DOC007]: ");
    assert_null(strstr(reported(b), "did you mean \"s\"?"));
    assert_int_equal(problems(b), 5);
}

static void nothing_is_named_twice(void **state)
{
    Bench *b = *state;
    assert_null(read_text(b, HEAD "<data><table id=\"d\" file=\"a\"/><table id=\"d\" file=\"b\"/></data>" ONE_SECTION));
    assert_reported(b, "error[DOC003]: \"d\" is used twice; expected a different value each time\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(reads_all_that_it_has),
        with_bench(takes_the_file_itself_and_odd_paths),
        with_bench(a_folder_without_a_manifest_is_reported),
        with_bench(required_elements_are_named),
        with_bench(an_empty_title_is_refused),
        with_bench(an_unknown_role_has_help),
        with_bench(dates_are_days_of_the_calendar),
        with_bench(files_stay_in_the_folder_and_are_there),
        with_bench(nothing_is_named_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
