/* Changes between two editions: their sentences, their kinds, their pins, and their files. */
#include "diff/outputs.h"
#include "diff/reasons.h"

#include "read_help.h"

/* Two editions of one section, compared. */
typedef struct Editions {
    Bench *bench;
    Changes *changes;
} Editions;

static const Doc *edition(Bench *b, const char *folder, const char *text)
{
    Reader r = b->reader;
    r.home = STR("tests/home");
    put(b, str_cdup(r.job, str_format(r.job, "%s/document.xml", folder)),
        "<document template=\"test\" "
        "lang=\"en-GB\"><title>Plan</title><organisation>Fen</organisation><sections><section "
        "file=\"01.md\"/></sections>"
        "</document>");
    put(b, str_cdup(r.job, str_format(r.job, "%s/01.md", folder)), text);
    const Manifest *m = read_manifest(&r, path_join(r.job, str_c(b->folder), str_c(folder)));
    assert_non_null(m);
    const Template *t = read_template(&r, manifest_doc(m)->template_name, (Pos){0});
    assert_non_null(t);
    return read_document(&r, m, t);
}

static Editions compare(void **state, const char *was, const char *now)
{
    Bench *b = *state;
    const Doc *old_doc = edition(b, "old", was), *new_doc = edition(b, "new", now);
    return (Editions){b, changes_find(b->reader.job, diff_documents(b->reader.job, old_doc, new_doc))};
}

static Str page_seven(void *self, const Node *node)
{
    (void)self;
    (void)node;
    return STR("7");
}

static const char *sentences(Editions e)
{
    Buf out = {0};
    changes_sentences(&(ScheduleJob){.changes = e.changes, .old_page = page_seven}, &out);
    return str_cdup(e.bench->reader.job, buf_take(&out, e.bench->reader.job));
}

static const char *csv(Editions e)
{
    Buf out = {0};
    changes_csv(&(ScheduleJob){.changes = e.changes}, &out);
    return str_cdup(e.bench->reader.job, buf_take(&out, e.bench->reader.job));
}

static const char *summary(Editions e)
{
    Buf out = {0};
    changes_summary(e.changes, &out);
    return str_cdup(e.bench->reader.job, buf_take(&out, e.bench->reader.job));
}

/* The kind of the only change. */
static ChangeKind looks(void **state, const char *was, const char *now)
{
    Editions e = compare(state, was, now);
    assert_int_equal(e.changes->n, 1);
    return e.changes->at[0].looks;
}

static void test_sentence_for_words(void **state)
{
    Editions e = compare(state, "# Roads\n\nWe mend ten roads in the county each year, in summer.\n",
                         "# Roads\n\nWe mend twelve roads in the county each year, in winter.\n");
    assert_string_equal(sentences(e), "1. In paragraph 1 under \u201c1 Roads\u201d (page 7), leave out \u201cten\u201d "
                                      "and insert "
                                      "\u201ctwelve\u201d; leave out \u201csummer\u201d and insert "
                                      "\u201cwinter\u201d.\n");
}

static void test_sentence_quotes_what_occurs_once(void **state)
{
    Editions e = compare(state, "# Roads\n\nWe mend old roads, and old bridges are mended by others in the county.\n",
                         "# Roads\n\nWe mend old roads, and new bridges are mended by others in the county.\n");
    assert_string_equal(sentences(e), "1. In paragraph 1 under \u201c1 Roads\u201d (page 7), leave out \u201cand "
                                      "old\u201d and "
                                      "insert \u201cand new\u201d.\n");
}

static void test_sentence_for_an_insertion(void **state)
{
    Editions e = compare(state, "# Roads\n\nWe mend roads in the county each year.\n",
                         "# Roads\n\nWe mend roads and paths in the county each year.\n");
    assert_non_null(strstr(sentences(e), "after \u201croads\u201d insert \u201cand paths\u201d."));
    e = compare(state, "# Roads\n\nWe mend roads in the county.\n",
                "# Roads\n\nWe mend roads in the county. It costs little.\n");
    assert_non_null(strstr(sentences(e), "at the end insert \u201cIt costs little.\u201d\n"));
}

static void test_sentences_for_blocks(void **state)
{
    Editions e = compare(state, "# Roads\n\nWe mend roads.\n\nOthers mend bridges.\n", "# Roads\n\nWe mend roads.\n");
    assert_string_equal(sentences(e), "1. Leave out paragraph 2 under \u201c1 Roads\u201d (page 7).\n");
    e = compare(state, "# Roads\n\nWe mend roads.\n", "# Roads\n\nWe mend roads.\n\nOthers mend bridges.\n");
    assert_string_equal(sentences(e), "1. After paragraph 1 under \u201c1 Roads\u201d (page 7), insert \u201cOthers "
                                      "mend "
                                      "bridges.\u201d\n");
    e = compare(state, "# Roads\n\nWe mend roads.\n\n# Aims\n\nFewer holes.\n", "# Roads\n\nWe mend roads.\n");
    assert_string_equal(sentences(e), "1. Leave out the section \u201c2 Aims\u201d (page 7).\n");
}

static void test_was_and_now_are_sentences(void **state)
{
    Editions e = compare(state, "# Roads\n\nOne stays. We mend ten roads a year. Another stays.\n",
                         "# Roads\n\nOne stays. We mend nine roads a year. Another stays.\n");
    assert_int_equal(e.changes->n, 1);
    assert_true(str_is(e.changes->at[0].was, "We mend ten roads a year."));
    assert_true(str_is(e.changes->at[0].now, "We mend nine roads a year."));
    assert_true(str_is(e.changes->at[0].at, "#roads"));
    e = compare(state, "# Roads\n\nOne stays. Another stays.\n", "# Roads\n\nOne stays. This is new. Another stays.\n");
    assert_true(str_is(e.changes->at[0].was, ""));
    assert_true(str_is(e.changes->at[0].now, "This is new."));
    assert_int_equal(e.changes->at[0].form, CHANGE_ADDED);
}

static void test_kinds(void **state)
{
    assert_int_equal(looks(state, "They recieve paint each year.\n", "They receive paint each year.\n"),
                     CHANGE_EDITORIAL);
    assert_int_equal(looks(state, "They mend roads and paths.\n", "They mend roads, and paths.\n"), CHANGE_EDITORIAL);
    assert_int_equal(looks(state, "The police mend roads daily.\n", "The Police mend roads daily.\n"),
                     CHANGE_EDITORIAL);
    assert_int_equal(looks(state, "They mend 12 of the roads.\n", "They mend 14 of the roads.\n"), CHANGE_FIGURES);
    assert_int_equal(looks(state, "They mend 12 of the roads.\n", "They mend 12.0 of the roads.\n"), CHANGE_EDITORIAL);
    assert_int_equal(looks(state, "They quote paragraph 3.1 here.\n", "They quote paragraph 3.10 here.\n"),
                     CHANGE_FIGURES);
    assert_int_equal(looks(state, "See [it](https://e.org/maps).\n", "See [it](https://e.org/mops).\n"), CHANGE_POLICY);
    assert_int_equal(looks(state, "(640)\n", "640\n"), CHANGE_FIGURES);
    assert_int_equal(looks(state, "They may mend all the roads.\n", "They must mend all the roads.\n"), CHANGE_POLICY);
    assert_int_equal(looks(state, "They met Mr Smith in March.\n", "They met Mr Smyth in March.\n"), CHANGE_POLICY);
    assert_int_equal(looks(state, "Crime has increased in towns.\n", "Crime has decreased in towns.\n"), CHANGE_POLICY);
}

static void test_fields_of_csv(void **state)
{
    Editions e = compare(state, "# Roads\n\nWe say \"ten\", or =SUM.\n", "# Roads\n\n=SUM, we say \"nine\".\n");
    const char *text = csv(e);
    assert_non_null(strstr(text, "\"We say \u201cten\u201d, or =SUM.\",\"'=SUM, we say \u201cnine\u201d.\","));
    assert_non_null(strstr(text, "\r\n1,Policy,1 Roads,,paragraph 1,,,"));
}

static void test_summary(void **state)
{
    assert_string_equal(summary(compare(state, "Same.\n", "Same.\n")), "no changes");
    assert_string_equal(summary(compare(state, "They mend 12 roads.\n", "They mend 14 roads.\n")), "1 figure; 1 "
                                                                                                   "without a reason");
}

static void test_pin_is_of_was_and_now(void **state)
{
    Editions one = compare(state, "We mend ten roads.\n\nLast.\n", "We mend nine roads.\n\nLast.\n");
    Editions moved = compare(state, "First.\n\nWe mend ten roads.\n", "First.\n\nWe mend nine roads.\n");
    Editions other = compare(state, "We mend ten roads.\n\nLast.\n", "We mend eight roads.\n\nLast.\n");
    assert_true(one.changes->at[0].pin == moved.changes->at[0].pin);
    assert_true(one.changes->at[0].pin != other.changes->at[0].pin);
}

static void test_skeleton_escapes(void **state)
{
    Editions e = compare(state, "# A & B {#a}\n\nOne -- two <three.\n", "# A & B {#a}\n\nOne -- two <four --- five.\n");
    Buf out = {0};
    variations_skeleton(e.changes, &out);
    const char *text = str_cdup(e.bench->reader.job, buf_take(&out, e.bench->reader.job));
    for (const char *at = text; (at = strstr(at, "<!--")); at++) {
        const char *end = strstr(at + 4, "--");
        assert_true(end && end[2] == '>');
    }
    assert_non_null(strstr(text, "<change at=\"#a\" kind=\"policy\""));
}

/* --- every difference is part of a change --- */

static bool is_numbered(const Changes *all, int number)
{
    return number >= 1 && number <= all->n;
}

static void check_numbers(const Changes *all, const Merged *m)
{
    const unsigned shown = DIFFERS_FORM | DIFFERS_PICTURE;
    bool columns = m->differs & DIFFERS_COLUMNS; /* which are the form of a table that has others */
    if (m->state != MERGED_KEPT || ((m->differs & shown) && !columns))
        assert_true(is_numbered(all, m->change));
    for (int i = 0; m->words && i < m->words->nruns; i++)
        assert_int_equal(is_numbered(all, m->words->runs[i].change), m->words->runs[i].state != MERGED_KEPT);
    for (int i = 0; (m->differs & DIFFERS_COLUMNS) && i < m->ncolumns; i++)
        assert_int_equal(is_numbered(all, m->columns[i].change), m->columns[i].state != MERGED_KEPT);
}

static const Doc *document(Bench *b, const char *folder)
{
    Reader r = b->reader;
    r.home = STR(".");
    const Manifest *m = read_manifest(&r, str_c(folder));
    assert_non_null(m);
    const Template *t = read_template(&r, manifest_doc(m)->template_name, (Pos){0});
    assert_non_null(t);
    return read_document(&r, m, t);
}

/* An edition and the one before, and documents that have nothing to do with each other. */
static void test_every_difference_has_a_number(void **state)
{
    static const char *const folders[] = {"content/police-and-crime-plan-2013-16",
                                          "content/police-and-crime-plan-2013-16-varied",
                                          "content/local-policing-plan-2011-14", "content/annual-report-2013-14",
                                          "content/specimen"};
    Bench *b = *state;
    for (int i = 0; i + 1 < COUNT(folders); i++) {
        Diff *diff = diff_documents(b->reader.job, document(b, folders[i]), document(b, folders[i + 1]));
        const Changes *all = changes_find(b->reader.job, diff);
        assert_true(all->n > 0);
        for (const Merged *m = diff->root; m; m = merged_next(m, diff->root)) {
            if (!m->generated && !(m->twin && m->twin->generated))
                check_numbers(all, m);
        }
        for (int k = 0; k < all->n; k++)
            assert_true(all->at[k].number == k + 1 && all->at[k].nplaces > 0 && all->at[k].at.n > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sentence_for_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sentence_quotes_what_occurs_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sentence_for_an_insertion, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sentences_for_blocks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_was_and_now_are_sentences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_kinds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fields_of_csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_summary, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pin_is_of_was_and_now, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_skeleton_escapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_difference_has_a_number, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
