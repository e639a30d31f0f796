/* The lints, on the documents under tests/lint: CODE is a document with that finding and no other; CODE-silent comes
 * near and must have none. expected.diag holds the findings. With APPROVE set in the environment it is written. */
#include "check/lint.h"

#include "read_help.h"

#define CASES "tests/lint"

/* The findings as text, informational messages included. On the heap. */
static char *all_findings(Arena *a, const Diag *d)
{
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    DiagStyle style = {.format = DIAG_HUMAN, .infos = true, .repeats = true};
    diag_write(diag_writer(a, out, &style), d);
    fclose(out);
    return text;
}

/* Reads and lints a case, advice and all; what is said is on the heap. */
static char *lint_case(Arena *a, Str folder)
{
    Diag *d = diag_new(a);
    Reader r = {.job = a, .diag = d, .home = STR("tests/home")};
    const Manifest *m = read_manifest(&r, folder);
    if (!m)
        fail_msg(STR_FMT ": no manifest", STR_ARG(folder));
    const Template *t = read_template(&r, manifest_doc(m)->template_name, (Pos){0});
    assert_non_null(t);
    lint_document(d, read_document(&r, m, t), true);
    return all_findings(a, d);
}

static void approve(Arena *a, Str path, const char *text)
{
    FILE *f = fopen(str_cdup(a, path), "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static Str expected(Arena *a, Str path)
{
    Str text = {0};
    if (path_exists(path))
        assert_true(file_read(a, diag_new(a), path, (Pos){0}, &text));
    return text;
}

/* In a case for a code each finding is of that code; in its twin there is none. */
static void check_codes(const char *text, Str name)
{
    bool silent = str_ends(name, "-silent");
    int findings = 0;
    for (const char *at = text; (at = strchr(at, '[')); at++) {
        if (strncmp(at, "[ACC", 4) != 0 && strncmp(at, "[MD0", 4) != 0 && strncmp(at, "[DOC", 4) != 0)
            continue;
        findings++;
        if (strncmp(at + 1, name.p, 6) != 0)
            fail_msg(STR_FMT ": another code is found:\n%s", STR_ARG(name), text);
    }
    if (silent && *text)
        fail_msg(STR_FMT " is not silent:\n%s", STR_ARG(name), text);
    if (!silent && findings == 0)
        fail_msg(STR_FMT ": nothing is found", STR_ARG(name));
}

static void each_case_says_what_is_expected(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Str *names;
    int n;
    assert_true(dir_list(a, STR(CASES), &names, &n));
    assert_true(n >= 28);
    for (int i = 0; i < n; i++) {
        Str folder = path_join(a, STR(CASES), names[i]), path = path_join(a, folder, STR("expected.diag"));
        char *heap = lint_case(a, folder);
        const char *text = str_cdup(a, str_c(heap));
        free(heap);
        if (getenv("APPROVE"))
            approve(a, path, text);
        check_codes(text, names[i]);
        Str want = expected(a, path);
        if (!str_is(want, text))
            fail_msg(STR_FMT " says\n%s\ninstead of\n" STR_FMT, STR_ARG(names[i]), text, STR_ARG(want));
    }
    arena_free(a);
}

/* --- what needs more than a document ------------------------------------- */

static Doc *doc_of(Bench *b, const char *markdown)
{
    put(b, "document.xml",
        "<?xml version=\"1.0\"?>\n<document template=\"test\" lang=\"en-GB\">\n<title>T</title>\n"
        "<organisation>O</organisation>\n<sections><section file=\"01.md\" role=\"body\"/></sections>\n</document>\n");
    put(b, "01.md", markdown);
    b->reader.home = STR("tests/home");
    const Manifest *m = read_manifest(&b->reader, str_c(b->folder));
    assert_non_null(m);
    return read_document(&b->reader, m, read_template(&b->reader, STR("test"), (Pos){0}));
}

static void a_long_document_needs_headings(void **state)
{
    Bench *b = *state;
    const Doc *doc = doc_of(b, "Text without a heading.\n");
    lint_length(b->reader.diag, doc, LINT_LONG_DOCUMENT);
    assert_int_equal(problems(b), 0);
    lint_length(b->reader.diag, doc, LINT_LONG_DOCUMENT + 1);
    assert_reported(b, "document.xml:2:1: warning[ACC013]: the document has 21 pages and no heading");
}

static void a_long_document_with_a_heading_is_fine(void **state)
{
    Bench *b = *state;
    lint_length(b->reader.diag, doc_of(b, "# One\n\nText.\n"), 500);
    assert_int_equal(problems(b), 0);
}

static void advice_is_given_on_request_only(void **state)
{
    Bench *b = *state;
    const Doc *doc = doc_of(b, "# A\n\nNow THIS IS NOT TO BE READ OUT LOUD at all.\n");
    lint_document(b->reader.diag, doc, false);
    assert_int_equal(problems(b), 0);
    lint_document(b->reader.diag, doc, true);
    char *text = all_findings(b->reader.job, b->reader.diag);
    bool found = strstr(text, "01.md:3:5: info[ACC014]: 8 words are in capitals") != NULL;
    free(text);
    assert_true(found);
}

/* Each of these once took time that grew with the square of its length, or a call for each character. */
static void long_texts_take_no_long_time(void **state)
{
    static const char *const parts[] = {"AB ",       "AB,",     "AB (x ",  "word.) ", ")",
                                        "ABCDEFGH ", "**AB** ", "AB[^1] ", "Ab’"};
    for (int i = 0; i < COUNT(parts); i++) {
        Bench *b = *state;
        Buf text = {0};
        buf_puts(&text, "# A\n\nWord. ");
        while (text.n < 200000)
            buf_puts(&text, parts[i]);
        buf_puts(&text, "\n\n[^1]: AB CD EF.\n");
        buf_char(&text, '\0');
        lint_document(b->reader.diag, doc_of(b, text.p), true);
        buf_free(&text);
    }
}

/* The words stand behind signs that the source writes otherwise, and are marked all the same. */
static void carets_stand_under_the_words(void **state)
{
    Bench *b = *state;
    lint_document(b->reader.diag,
                  doc_of(b, "# A\n\n\"Quoted\" -- and \\*starred\\* &amp; ABC, then the\nZZABC and *the* **QRS**.\n"),
                  true);
    assert_reported(b, "01.md:3:35: warning[ACC012]: \"ABC\"");
    assert_reported(b, "01.md:4:19: warning[ACC012]: \"QRS\"");
}

/* However many abbreviations are not written out, one that is a word in small letters is none. */
static void shouted_words_are_accepted(void **state)
{
    Bench *b = *state;
    Buf text = {0};
    buf_puts(&text, "# A\n\nWe saw");
    for (int i = 0; i < 80; i++)
        buf_format(&text, " the B%c%cQ here,", 'A' + i / 20, 'A' + i % 20);
    buf_puts(&text, " and a ZEBRU there. A zebru it was.\n");
    buf_char(&text, '\0');
    lint_document(b->reader.diag, doc_of(b, text.p), true);
    buf_free(&text);
    assert_int_equal(diag_count(b->reader.diag, SEV_WARNING), 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_says_what_is_expected),
        with_bench(a_long_document_needs_headings),
        with_bench(a_long_document_with_a_heading_is_fine),
        with_bench(advice_is_given_on_request_only),
        with_bench(long_texts_take_no_long_time),
        with_bench(carets_stand_under_the_words),
        with_bench(shouted_words_are_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
