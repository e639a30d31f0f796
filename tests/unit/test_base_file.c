/* Reading, paths that may not leave a folder, and writing that never leaves half a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include <cmocka.h>

#include "file/file.h"
#include "base/str.h"

typedef struct Place {
    Arena *arena;
    Diag *d;
    Str dir;
} Place;

static int set_up(void **state)
{
    char name[] = "/tmp/planpress-test-XXXXXX";
    if (!mkdtemp(name))
        return -1;
    Place *p = calloc(1, sizeof *p);
    p->arena = arena_new();
    p->d = diag_new(p->arena);
    p->dir = str_dup(p->arena, str_c(name));
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    Place *p = *state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", p->dir.p);
    int status = system(command);
    arena_free(p->arena);
    free(p);
    return status;
}

static Str inside(const Place *p, const char *name)
{
    return path_join(p->arena, p->dir, str_c(name));
}

static void put(const Place *p, const char *name, const char *text)
{
    FILE *f = fopen(inside(p, name).p, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void assert_holds(const Place *p, const char *name, const char *text)
{
    Str got;
    assert_true(file_read(p->arena, p->d, inside(p, name), (Pos){0}, &got));
    assert_true(str_is(got, text));
}

static int entries(const Place *p)
{
    int count = 0;
    FILE *f = popen(str_format(p->arena, "ls -A '%s' | wc -l", p->dir.p).p, "r");
    assert_int_equal(fscanf(f, "%d", &count), 1);
    pclose(f);
    return count;
}

static void files_are_read_and_registered(void **state)
{
    Place *p = *state;
    put(p, "a.md", "text\n");
    Str text;
    int file = file_read(p->arena, p->d, inside(p, "a.md"), (Pos){0}, &text);
    assert_true(file > 0);
    assert_true(str_is(text, "text\n"));
    assert_int_equal(text.p[text.n], 0);
    assert_true(str_eq(diag_path(p->d, file), inside(p, "a.md")));
    put(p, "empty.md", "");
    assert_true(file_read(p->arena, p->d, inside(p, "empty.md"), (Pos){0}, &text));
    assert_int_equal(text.n, 0);
}

static void only_regular_files_are_read(void **state)
{
    Place *p = *state;
    Str text;

    assert_int_equal(mkfifo(inside(p, "pipe").p, 0600), 0);
    const Str bad[] = {inside(p, "gone.md"), p->dir, inside(p, "pipe"), STR("/dev/zero"), STR(""), {"a\0b", 3}};
    for (int i = 0; i < COUNT(bad); i++) {
        assert_int_equal(file_read(p->arena, p->d, bad[i], (Pos){0}, &text), 0);
        assert_int_equal(text.n, 0);
        assert_int_equal(diag_count(p->d, SEV_FATAL), i + 1);
    }
}

static void large_files_are_refused(void **state)
{
    Place *p = *state;
    put(p, "large", "x");
    assert_int_equal(truncate(inside(p, "large").p, (off_t)FILE_MAX + 1), 0);
    Str text;
    assert_false(file_read(p->arena, p->d, inside(p, "large"), (Pos){0}, &text));
    assert_int_equal(diag_count(p->d, SEV_FATAL), 1);
}

static void paths_are_taken_apart(void **state)
{
    Place *p = *state;
    static const struct {
        const char *path, *dir, *base;
    } cases[] = {
        {"a/b.md", "a", "b.md"}, {"b.md", ".", "b.md"}, {"/b", "/", "b"},    {"/", "/", "/"},
        {"a/b/", "a", "b"},      {"a//b", "a", "b"},    {"../x", "..", "x"}, {"", ".", ""},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        assert_true(str_is(path_dir(str_c(cases[i].path)), cases[i].dir));
        assert_true(str_is(path_base(str_c(cases[i].path)), cases[i].base));
    }
    assert_true(str_is(path_join(p->arena, STR("a"), STR("b")), "a/b"));
    assert_true(str_is(path_join(p->arena, STR("a/"), STR("b")), "a/b"));
    assert_true(str_is(path_join(p->arena, STR("."), STR("b")), "b"));
    assert_true(str_is(path_join(p->arena, STR("a"), STR("/b")), "/b"));
}

static void paths_stay_inside(void **state)
{
    Place *p = *state;
    Str doc = inside(p, "doc"), out;
    assert_true(dir_make(inside(p, "doc/images")));
    assert_true(dir_make(inside(p, "doc-other")));
    put(p, "doc/images/x.png", "x");
    put(p, "secret", "x");
    assert_int_equal(symlink("../../secret", inside(p, "doc/images/link").p), 0);
    assert_int_equal(symlink("../doc-other", inside(p, "doc/other").p), 0);
    assert_int_equal(symlink("x.png", inside(p, "doc/images/near").p), 0);
    static const char *const good[] = {"images/x.png",     "images/near", "images/not-there.png",
                                       "nor/this/one.png", "..x",         "a..b"};
    static const char *const bad[] = {
        "", "/etc/passwd", "..", "../secret", "images/../../secret", "images/..", "images/link", "other/file", "other",
    };
    for (int i = 0; i < COUNT(good); i++)
        if (!path_inside(p->arena, doc, str_c(good[i]), &out))
            fail_msg("%s was refused", good[i]);
    out = STR("kept");
    for (int i = 0; i < COUNT(bad); i++)
        if (path_inside(p->arena, doc, str_c(bad[i]), &out))
            fail_msg("%s was taken", bad[i]);
    assert_true(str_is(out, "kept"));
    assert_int_equal(diag_count(p->d, SEV_INFO), 0);
}

static void folders_are_listed_in_order(void **state)
{
    Place *p = *state;
    put(p, "b", "");
    put(p, "B", "");
    put(p, ".hidden", "");
    put(p, "a10", "");
    put(p, "a2", "");
    Str *names;
    int count;
    assert_true(dir_list(p->arena, p->dir, &names, &count));
    assert_int_equal(count, 4);
    static const char *const expected[] = {"B", "a10", "a2", "b"};
    for (int i = 0; i < count; i++)
        assert_true(str_is(names[i], expected[i]));
    assert_false(dir_list(p->arena, inside(p, "gone"), &names, &count));
}

static void folders_are_made_with_parents(void **state)
{
    Place *p = *state;
    assert_true(dir_make(inside(p, "x/y/z")));
    assert_true(dir_make(inside(p, "x/y/z")));
    assert_true(path_is_dir(inside(p, "x/y/z")));
    put(p, "file", "");
    assert_false(dir_make(inside(p, "file")));
    assert_false(dir_make(inside(p, "file/below")));
}

static void new_file_replaces_old_when_complete(void **state)
{
    Place *p = *state;
    put(p, "x.pdf", "old");
    OutFile *f = outfile_open(p->arena, inside(p, "x.pdf"), p->d);
    assert_non_null(f);
    char block[1000];
    memset(block, 'n', sizeof block);
    for (int i = 0; i < 200; i++)
        assert_true(outfile_write(f, block, sizeof block));
    assert_int_equal(outfile_size(f), 200000);
    assert_holds(p, "x.pdf", "old");
    assert_true(outfile_commit(f));
    struct stat st;
    assert_int_equal(stat(inside(p, "x.pdf").p, &st), 0);
    assert_int_equal(st.st_size, 200000);
    assert_int_equal(entries(p), 1);
    outfile_abandon(f); /* after commit: nothing */
    assert_int_equal(entries(p), 1);
}

static void permissions_follow_umask(void **state)
{
    Place *p = *state;
    mode_t before = umask(027);
    OutFile *f = outfile_open(p->arena, inside(p, "x.pdf"), p->d);
    umask(before);
    assert_true(outfile_commit(f));
    struct stat st;
    assert_int_equal(stat(inside(p, "x.pdf").p, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void abandoned_file_leaves_nothing(void **state)
{
    Place *p = *state;
    put(p, "x.pdf", "old");
    OutFile *f = outfile_open(p->arena, inside(p, "x.pdf"), p->d);
    OutFile *g = outfile_open(p->arena, inside(p, "y.pdf"), p->d);
    assert_true(outfile_write(f, "new", 3));
    outfile_abandon(f);
    outfile_abandon(g);
    outfile_abandon(NULL);
    assert_int_equal(entries(p), 1);
    assert_holds(p, "x.pdf", "old");
    assert_int_equal(diag_count(p->d, SEV_INFO), 0);
}

/* A limit on file size stands for a full disk. */
static void failure_sticks_and_keeps_old_file(void **state)
{
    Place *p = *state;
    put(p, "x.pdf", "old");
    struct rlimit before, small;
    getrlimit(RLIMIT_FSIZE, &before);
    small = (struct rlimit){100000, before.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    OutFile *f = outfile_open(p->arena, inside(p, "x.pdf"), p->d);
    char block[70000] = {0};
    bool first = outfile_write(f, block, sizeof block);
    bool second = outfile_write(f, block, sizeof block);
    bool third = outfile_write(f, "x", 1);
    bool committed = outfile_commit(f);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    assert_true(first);
    assert_false(second);
    assert_false(third);
    assert_false(committed);
    assert_int_equal(diag_count(p->d, SEV_FATAL), 1);
    assert_int_equal(entries(p), 1);
    assert_holds(p, "x.pdf", "old");
}

static void unwritable_places_are_reported(void **state)
{
    Place *p = *state;
    assert_null(outfile_open(p->arena, inside(p, "gone/x.pdf"), p->d));
    assert_null(outfile_open(p->arena, p->dir, p->d));
    assert_int_equal(diag_count(p->d, SEV_FATAL), 2);
    assert_int_equal(entries(p), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_are_read_and_registered),
        TEST(only_regular_files_are_read),
        TEST(large_files_are_refused),
        TEST(paths_are_taken_apart),
        TEST(paths_stay_inside),
        TEST(folders_are_listed_in_order),
        TEST(folders_are_made_with_parents),
        TEST(new_file_replaces_old_when_complete),
        TEST(permissions_follow_umask),
        TEST(abandoned_file_leaves_nothing),
        TEST(failure_sticks_and_keeps_old_file),
        TEST(unwritable_places_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
