/* The sink: what is printed, in which order, and how hostile text is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "diag/diag.h"
#include "base/str.h"
#include "base/utf8.h"

typedef struct Sink {
    Arena *arena;
    Diag *d;
} Sink;

static int set_up(void **state)
{
    Sink *s = calloc(1, sizeof *s);
    s->arena = arena_new();
    s->d = diag_new(s->arena);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    Sink *s = *state;
    arena_free(s->arena);
    free(s);
    return 0;
}

static void assert_printed(const Sink *s, const char *expected)
{
    char *text;
    size_t n;
    FILE *f = open_memstream(&text, &n);
    diag_print(s->d, f, false);
    fclose(f);
    if (strcmp(text, expected) != 0)
        fail_msg("printed:\n%s\nexpected:\n%s", text, expected);
    free(text);
}

static void line_is_shown_with_caret(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("content/x/02.md"), STR("# One\r\n\r\n::: outcom\r\ntext\r\n"));
    diag(s->d, MD004, (Pos){(int16_t)file, 3, 5, 6}, "unknown block \"%s\"", "outcom");
    diag_help(s->d, "did you mean \"%s\"?", "outcome");
    diag_label(s->d, (Pos){(int16_t)file, 1, 0, 0}, "in this section");
    assert_printed(s, "content/x/02.md:3:5: error[MD004]: unknown block \"outcom\"\n"
                      "  3 | ::: outcom\n"
                      "    |     ^^^^^^\n"
                      "  help: did you mean \"outcome\"?\n"
                      "  content/x/02.md:1: note: in this section\n"
                      "  1 | # One\n"
                      "    | ^^^^^\n");
}

static void places_may_be_vague(void **state)
{
    Sink *s = *state;
    int unread = diag_file(s->d, STR("gone.md"), STR(""));
    diag(s->d, DOC006, (Pos){(int16_t)unread, 0, 0, 0}, "the section is empty");
    diag(s->d, IO001, (Pos){0}, "cannot read \"x\"");
    diag(s->d, DOC007, (Pos){(int16_t)unread, 9, 2, 0}, "missing");
    assert_printed(s, "planpress: error[IO001]: cannot read \"x\"\n"
                      "gone.md: warning[DOC006]: the section is empty\n"
                      "gone.md:9:2: error[DOC007]: missing\n");
}

static void sorted_and_each_once(void **state)
{
    Sink *s = *state;
    int one = diag_file(s->d, STR("b.md"), STR("one\ntwo\n"));
    int two = diag_file(s->d, STR("a.md"), STR("uno\n"));
    assert_int_equal(diag_file(s->d, STR("b.md"), STR("")), one);
    diag(s->d, MD001, (Pos){(int16_t)two, 1, 1, 1}, "last");
    diag(s->d, MD001, (Pos){(int16_t)one, 2, 1, 1}, "second");
    diag(s->d, MD001, (Pos){(int16_t)one, 1, 3, 1}, "first");
    diag(s->d, MD001, (Pos){(int16_t)one, 2, 1, 1}, "second");
    diag_help(s->d, "help of one that was said before is not printed");
    diag(s->d, MD001, (Pos){(int16_t)one, 2, 1, 1}, "second, of another kind");
    assert_int_equal(diag_count(s->d, SEV_ERROR), 4);
    assert_printed(s, "b.md:1:3: error[MD001]: first\n  1 | one\n    |   ^\n"
                      "b.md:2:1: error[MD001]: second\n  2 | two\n    | ^\n"
                      "b.md:2:1: error[MD001]: second, of another kind\n  2 | two\n    | ^\n"
                      "a.md:1:1: error[MD001]: last\n  1 | uno\n    | ^\n");
}

static void hostile_text_is_made_visible(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("ev\033[31mil.md"),
                         STR("\ta\x01"
                             "b\xFF"
                             "c \xE2\x80\xAE"
                             "d\n"));
    diag(s->d, MD003, (Pos){(int16_t)file, 1, 8, 1}, "name \"%s\"", "x\ny\xC2\x9B");
    assert_printed(s, "ev\\x1B[31mil.md:1:8: error[MD003]: name \"x\\x0Ay\\u{009B}\"\n"
                      "  1 |     a\\x01b\\xFFc \\u{202E}d\n"
                      "    |                 ^^^^^^^^\n");
}

static void caret_stands_under_its_character(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("a.md"),
                         STR("\xC2\xA3"
                             "5\t\xE2\x80\x93 x"));
    diag(s->d, MD003, (Pos){(int16_t)file, 1, 4, 1}, "a dash after a tab");
    diag(s->d, MD003, (Pos){(int16_t)file, 1, 99, 5}, "past the end");
    assert_printed(s, "a.md:1:4: error[MD003]: a dash after a tab\n  1 | \xC2\xA3"
                      "5  \xE2\x80\x93 x\n    |     ^\n"
                      "a.md:1:99: error[MD003]: past the end\n  1 | \xC2\xA3"
                      "5  \xE2\x80\x93 x\n    |        ^\n");
}

static void long_lines_are_cut(void **state)
{
    Sink *s = *state;
    Buf b = {0};
    for (int i = 0; i < 3000; i++)
        buf_puts(&b, "\xC2\xA3");
    int file = diag_file(s->d, STR("a.md"), buf_take(&b, s->arena));
    diag(s->d, MD003, (Pos){(int16_t)file, 1, 1500, 3}, "here");
    char *text;
    size_t n;
    FILE *f = open_memstream(&text, &n);
    diag_print(s->d, f, false);
    fclose(f);
    assert_true(n < 500);
    const char *carets = strstr(text, "^^^\n");
    assert_non_null(carets);
    int column = 0;
    for (const char *p = carets; p[-1] != '\n'; p--)
        column++;
    assert_int_equal(column, 6 + 1 + 32); /* gutter, ellipsis, lead */
    free(text);
}

static void worst_is_known(void **state)
{
    Sink *s = *state;
    assert_int_equal(diag_worst(s->d), SEV_INFO);
    diag(s->d, DOC006, (Pos){0}, "empty");
    assert_int_equal(diag_worst(s->d), SEV_WARNING);
    assert_int_equal(diag_count(s->d, SEV_ERROR), 0);
    diag(s->d, IO001, (Pos){0}, "gone");
    diag(s->d, MD001, (Pos){0}, "open");
    assert_int_equal(diag_worst(s->d), SEV_FATAL);
    assert_int_equal(diag_count(s->d, SEV_WARNING), 3);
    assert_string_equal(code_name(MD001), "MD001");
}

/* What is written of the sink in a style. */
static char *written(const Sink *s, DiagStyle style)
{
    char *text;
    size_t n;
    FILE *f = open_memstream(&text, &n);
    DiagWriter *w = diag_writer(s->arena, f, &style);
    diag_write(w, s->d);
    diag_writer_end(w);
    fclose(f);
    return text;
}

static int lines_of(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void repeats_are_gathered(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("a.md"), STR("x"));
    for (int i = 0; i < 15000; i++)
        diag(s->d, MD001, (Pos){(int16_t)file, i + 1, 1, 1}, "open");
    diag(s->d, MD001, (Pos){(int16_t)file, 7, 1, 1}, "another");
    assert_int_equal(diag_count(s->d, SEV_ERROR), 15001);
    char *text = written(s, (DiagStyle){.format = DIAG_SHORT});
    assert_string_equal(text, "a.md:1:1: error[MD001]: open\na.md:2:1: error[MD001]: open\na.md:3:1: error[MD001]: "
                              "open\n"
                              "  and 14997 more like this, the last at a.md:15000 (--verbose shows all)\n"
                              "a.md:7:1: error[MD001]: another\n");
    free(text);
    text = written(s, (DiagStyle){.format = DIAG_SHORT, .infos = true, .repeats = true});
    assert_int_equal(lines_of(text), 15001);
    free(text);
    text = written(s, (DiagStyle){.format = DIAG_JSON});
    assert_int_equal(lines_of(text), 15002); /* and the summary */
    free(text);
}

static void one_code_is_gathered(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("a.md"), STR("x"));
    for (int i = 0; i < 100; i++)
        diag(s->d, MD004, (Pos){(int16_t)file, i + 1, 1, 1}, "unknown block \"%d\"", i);
    char *text = written(s, (DiagStyle){.format = DIAG_SHORT});
    assert_int_equal(lines_of(text), 21);
    assert_non_null(strstr(text, "  and 80 more MD004, the last at a.md:100 (--verbose shows all)\n"));
    free(text);
}

static void errors_may_be_held_back(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("a.md"), STR("x"));
    for (int i = 0; i < 5; i++)
        diag(s->d, MD004, (Pos){(int16_t)file, i + 1, 1, 1}, "block %d", i);
    diag(s->d, MD006, (Pos){(int16_t)file, 9, 1, 1}, "a warning is shown all the same");
    char *text = written(s, (DiagStyle){.format = DIAG_SHORT, .most_errors = 2});
    assert_string_equal(text, "a.md:1:1: error[MD004]: block 0\na.md:2:1: error[MD004]: block 1\n"
                              "a.md:9:1: warning[MD006]: a warning is shown all the same\n"
                              "planpress: 3 more errors are not shown (--max-errors=2)\n");
    free(text);
}

static void informational_messages_are_shown_on_request(void **state)
{
    Sink *s = *state;
    diag(s->d, DAT021, (Pos){0}, "typed by hand");
    char *text = written(s, (DiagStyle){.format = DIAG_HUMAN});
    assert_string_equal(text, "");
    free(text);
    text = written(s, (DiagStyle){.format = DIAG_HUMAN, .infos = true, .repeats = true});
    assert_string_equal(text, "planpress: info[DAT021]: typed by hand\n");
    free(text);
}

static void json_has_all(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("a \"b\".md"), STR("one\n\tt\xC2\xA3wo\xFF\x1B\xE2\x80\xAE\n"));
    diag(s->d, MD004, (Pos){(int16_t)file, 2, 2, 3}, "unknown \"x\"");
    diag_help(s->d, "did you mean \"y\"?");
    diag_label(s->d, (Pos){(int16_t)file, 1, 1, 3}, "the other one");
    diag(s->d, IO001, (Pos){0}, "gone");
    char *text = written(s, (DiagStyle){.format = DIAG_JSON});
    assert_string_equal(text, "{\"schema\":1,\"kind\":\"finding\",\"severity\":\"error\",\"code\":\"IO001\","
                              "\"message\":\"gone\",\"column_unit\":\"code point\","
                              "\"spans\":[{\"primary\":true}],\"help\":[]}\n"
                              "{\"schema\":1,\"kind\":\"finding\",\"severity\":\"error\",\"code\":\"MD004\","
                              "\"message\":\"unknown \\\"x\\\"\",\"column_unit\":\"code point\","
                              "\"spans\":[{\"primary\":true,\"path\":\"a "
                              "\\\"b\\\".md\",\"line\":2,\"column\":2,\"length\":3,\"source\":"
                              "\"\\u0009t\xC2\xA3wo\\ufffd\\u001b\\u202e\"},"
                              "{\"primary\":false,\"path\":\"a "
                              "\\\"b\\\".md\",\"line\":1,\"column\":1,\"length\":3,\"label\":\"the other "
                              "one\",\"source\":\"one\"}],"
                              "\"help\":[\"did you mean \\\"y\\\"?\"]}\n"
                              "{\"schema\":1,\"kind\":\"summary\",\"errors\":2,\"warnings\":0,\"infos\":0,\"held_"
                              "back\":0}\n");
    free(text);
}

static void github_commands_are_escaped(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("a,b:c.md"), STR("x"));
    diag(s->d, MD006, (Pos){(int16_t)file, 1, 1, 2}, "100%% sure,\n::error::no");
    diag_help(s->d, "look");
    diag(s->d, IO001, (Pos){0}, "gone");
    char *text = written(s, (DiagStyle){.format = DIAG_GITHUB});
    assert_string_equal(text, "::error title=IO001::gone\n"
                              "::warning title=MD006,file=a%2Cb%3Ac.md,line=1,col=1,endColumn=3::100%25 "
                              "sure,\\x0A::error::no%0Alook\n");
    free(text);
}

/* The fingerprint of the last result. */
static void copy_fingerprint(const char *sarif, char out[64])
{
    const char *last = NULL;
    for (const char *p = sarif; (p = strstr(p, "Finding/v1\":\"")); p++)
        last = p;
    assert_non_null(last);
    snprintf(out, 64, "%.*s", (int)strcspn(last + 13, "\""), last + 13);
}

static void fingerprints_stay(void **state)
{
    Sink *s = *state;
    char first[64], moved[64], twice[64];
    int file = diag_file(s->d, STR("a.md"), STR("::: outcom\n"));
    diag(s->d, MD004, (Pos){(int16_t)file, 1, 5, 6}, "unknown block");
    char *text = written(s, (DiagStyle){.format = DIAG_SARIF, .version = "1"});
    copy_fingerprint(text, first);
    free(text);
    s->d = diag_new(s->arena);
    file = diag_file(s->d, STR("a.md"), STR("above\n\n  ::: outcom\n::: outcom"));
    diag(s->d, MD004, (Pos){(int16_t)file, 3, 7, 6}, "unknown block");
    text = written(s, (DiagStyle){.format = DIAG_SARIF, .version = "1"});
    copy_fingerprint(text, moved);
    free(text);
    diag(s->d, MD004, (Pos){(int16_t)file, 4, 5, 6}, "unknown block");
    text = written(s, (DiagStyle){.format = DIAG_SARIF, .version = "1"});
    copy_fingerprint(text, twice);
    free(text);
    assert_string_equal(first, moved);
    assert_string_not_equal(first, twice);
}

static void fill(Diag *d)
{
    int one = diag_file(d, STR("b.md"), STR("one\ntwo\r\nthree\n")),
        two = diag_file(d, STR("a b.md"), STR("uno\ndue 1 2\n"));
    diag_file(d, STR("quiet.md"), STR("nothing\n"));
    diag(d, MD001, (Pos){(int16_t)two, 2, 5, 1}, "last");
    diag_label(d, (Pos){(int16_t)one, 3, 1, 5}, "here too");
    diag_help(d, "do %s", "this");
    diag(d, DOC006, (Pos){(int16_t)one, 2, 1, 3}, "%s", "");
    diag(d, DAT021, (Pos){(int16_t)one, 2, 1, 3}, "12 34 ");
    diag(d, IO001, (Pos){0}, "gone\n");
}

static void saved_findings_come_back(void **state)
{
    Sink *s = *state;
    fill(s->d);
    char *before = written(s, (DiagStyle){.infos = true, .repeats = true});
    Buf saved = {0};
    diag_save(s->d, &saved);
    s->d = diag_new(s->arena);
    assert_true(diag_load(s->d, buf_view(&saved)));
    char *after = written(s, (DiagStyle){.infos = true, .repeats = true});
    assert_string_equal(before, after);
    assert_int_equal(diag_files(s->d), 3);
    assert_int_equal(diag_count(s->d, SEV_WARNING), 3);
    free(before);
    free(after);
    buf_free(&saved);
}

static void broken_bytes_are_refused(void **state)
{
    Sink *s = *state;
    fill(s->d);
    Buf saved = {0};
    diag_save(s->d, &saved);
    for (int n = 0; n < saved.n; n++) {
        Arena *a = arena_new();
        assert_false(diag_load(diag_new(a), str_sub(buf_view(&saved), 0, n)));
        arena_free(a);
    }
    for (int i = 0; i < saved.n; i++)
        for (int c = 0; c < 256; c += 5) { /* whatever comes of it, nothing breaks */
            Arena *a = arena_new();
            Buf changed = {0};
            buf_str(&changed, buf_view(&saved));
            changed.p[i] = (char)c;
            Sink other = {a, diag_new(a)};
            if (diag_load(other.d, buf_view(&changed)))
                free(written(&other, (DiagStyle){.infos = true, .repeats = true}));
            buf_free(&changed);
            arena_free(a);
        }
    buf_free(&saved);
}

static void every_code_is_explained(void **state)
{
    (void)state;
    for (int i = 0; i < CODE_COUNT; i++) {
        Buf text = {0};
        code_explain((Code)i, &text);
        for (Str rest = buf_view(&text), line; rest.n > 0;) {
            str_cut(rest, '\n', &line, &rest);
            if (line.n > 100)
                fail_msg("%s: a line of %d bytes", code_name((Code)i), line.n);
        }
        Code found;
        assert_true(code_find(str_c(code_name((Code)i)), &found) && (int)found == i);
        buf_free(&text);
    }
    Code none;
    assert_false(code_find(STR("MD04"), &none));
    assert_true(code_find(STR("md004"), &none) && none == MD004);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void findings_beyond_a_bound_are_counted(void **state)
{
    Sink *s = *state;
    int file = diag_file(s->d, STR("a.md"), STR("text\n"));
    for (int i = 0; i < 20003; i++) {
        diag(s->d, MD004, (Pos){(int16_t)file, i + 1, 1, 1}, "unknown block");
        diag_help(s->d, "help %d", i);
    }
    diag(s->d, DOC006, (Pos){(int16_t)file, 1, 1, 1}, "of another severity");
    assert_int_equal(diag_count(s->d, SEV_ERROR), 20003);
    DiagView *views;
    assert_int_equal(diag_list(s->d, s->arena, &views), 20002);
    assert_int_equal(views[0].code, IO010);
    assert_int_equal(views[1].code, MD004);
    assert_int_equal(views[2].code, DOC006);
    assert_int_equal(views[20001].pos.line, 20000);
    char *text = written(s, (DiagStyle){.format = DIAG_HUMAN, .repeats = true});
    assert_null(strstr(text, "help 20000\n"));
    assert_non_null(strstr(text, "help 19999\n"));
    free(text);
}

static void long_messages_lose_their_middle(void **state)
{
    Sink *s = *state;
    Buf word = {0};
    for (int i = 0; i < 5000; i++)
        buf_puts(&word, "é");
    buf_char(&word, '\0');
    diag(s->d, MD004, (Pos){0}, "unknown block \"%s\"; expected \"outcome\"", word.p);
    buf_free(&word);
    DiagView *views;
    diag_list(s->d, s->arena, &views);
    assert_in_range(views[0].message.n, 900, 1010);
    assert_true(str_starts(views[0].message, "unknown block \"éé"));
    assert_true(str_ends(views[0].message, "éé\"; expected \"outcome\""));
    assert_int_equal(utf8_bad(views[0].message), -1);
}

static void files_beyond_a_bound_have_no_place(void **state)
{
    Sink *s = *state;
    for (int i = 1; i <= 32767; i++)
        assert_int_equal(diag_file(s->d, str_format(s->arena, "%d.xml", i), STR("")), i);
    assert_int_equal(diag_file(s->d, STR("one more.xml"), STR("")), 0);
    assert_int_equal(diag_file(s->d, STR("7.xml"), STR("")), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(line_is_shown_with_caret),
        TEST(places_may_be_vague),
        TEST(sorted_and_each_once),
        TEST(hostile_text_is_made_visible),
        TEST(caret_stands_under_its_character),
        TEST(long_lines_are_cut),
        TEST(worst_is_known),
        TEST(repeats_are_gathered),
        TEST(one_code_is_gathered),
        TEST(errors_may_be_held_back),
        TEST(informational_messages_are_shown_on_request),
        TEST(json_has_all),
        TEST(github_commands_are_escaped),
        TEST(fingerprints_stay),
        TEST(saved_findings_come_back),
        TEST(broken_bytes_are_refused),
        TEST(every_code_is_explained),
        TEST(findings_beyond_a_bound_are_counted),
        TEST(long_messages_lose_their_middle),
        TEST(files_beyond_a_bound_have_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
