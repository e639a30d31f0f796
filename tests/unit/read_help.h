/* For tests of the readers: a document's folder of its own, and what was reported as text. */
#ifndef TESTS_READ_HELP_H
#define TESTS_READ_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "diag/diag.h"
#include "file/file.h"
#include "base/str.h"
#include "read/read.h"

#include "folder_help.h"

typedef struct Bench {
    char folder[64];
    Reader reader;
    char *report; /* of the last call of reported() */
} Bench;

static int set_up(void **state)
{
    Bench *b = calloc(1, sizeof *b);
    strcpy(b->folder, "/tmp/planpress-test-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    b->reader.job = arena_new();
    b->reader.diag = diag_new(b->reader.job);
    b->reader.home = STR(".");
    b->reader.language = read_language(&b->reader, STR("en-GB"), (Pos){0});
    assert_non_null(b->reader.language);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    Bench *b = *state;
    remove_folder(b->folder);
    arena_free(b->reader.job);
    free(b->report);
    free(b);
    return 0;
}

/* Writes a file into the folder and gives its path. */
static inline Str put_bytes(Bench *b, const char *name, Str bytes)
{
    Str path = path_join(b->reader.job, str_c(b->folder), str_c(name));
    assert_true(dir_make(path_dir(path)));
    FILE *f = fopen(str_cdup(b->reader.job, path), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, (size_t)bytes.n, f), bytes.n);
    fclose(f);
    return path;
}

static inline Str put(Bench *b, const char *name, const char *text)
{
    return put_bytes(b, name, str_c(text));
}

/* All diagnostics as they would be printed, the folder's path left out. */
static inline const char *reported(Bench *b)
{
    free(b->report);
    size_t n;
    FILE *out = open_memstream(&b->report, &n);
    diag_print(b->reader.diag, out, false);
    fclose(out);
    size_t prefix = strlen(b->folder) + 1;
    for (char *at; (at = strstr(b->report, b->folder));)
        memmove(at, at + prefix, strlen(at + prefix) + 1);
    return b->report;
}

static inline int problems(const Bench *b)
{
    return diag_count(b->reader.diag, SEV_INFO);
}

#define assert_str(s, text)                                                   \
    do {                                                                      \
        Str got_ = (s);                                                       \
        if (!str_is(got_, (text)))                                            \
            fail_msg("\"" STR_FMT "\" is not \"%s\"", STR_ARG(got_), (text)); \
    } while (0)

#define assert_reported(b, text)                                     \
    do {                                                             \
        const char *report_ = reported(b);                           \
        if (!strstr(report_, (text)))                                \
            fail_msg("not reported: %s\nbut:\n%s", (text), report_); \
    } while (0)

#define with_bench(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
