/* A small data file for each possible fault, tests/data/bad/CODE-what.xml, with its findings beside it in
 * CODE-what.diag; and a correct twin in tests/data/good, which must have none.
 *
 * With PLANPRESS_APPROVE in the environment the expectations are written anew. */
#include "read_help.h"

#include "read/data/data.h"

static void read_one(Bench *b, Str path)
{
    Doc doc = {.folder = path_dir(path)};
    Table *t = data_read(&b->reader, &(Doc){0}, STR("t"), (FilePlace){.path = path}, (Pos){0});
    if (t)
        map_put(b->reader.job, &doc.tables, t->id, t);
    data_bind(&b->reader, &doc, &(FigureStyle){0});
    data_compare(&b->reader, &doc);
}

static Str said_of(Bench *b, Str path)
{
    DiagView *found;
    Buf out = {0};
    b->reader.diag = diag_new(b->reader.job);
    read_one(b, path);
    int n = diag_list(b->reader.diag, b->reader.job, &found);
    for (int i = 0; i < n; i++)
        buf_format(&out, "%d:%d %s " STR_FMT "\n", (int)found[i].pos.line, (int)found[i].pos.col,
                   code_name(found[i].code), STR_ARG(found[i].message));
    return buf_take(&out, b->reader.job);
}

static Str expected_of(Bench *b, Str path, Str said)
{
    Str stem = str_sub(path, 0, path.n - 4), expectation = str_format(b->reader.job, STR_FMT ".diag", STR_ARG(stem)),
        text = {0};
    if (getenv("PLANPRESS_APPROVE")) {
        FILE *f = fopen(str_cdup(b->reader.job, expectation), "wb");
        assert_non_null(f);
        fwrite(said.p, 1, (size_t)said.n, f);
        fclose(f);
    }
    assert_true(path_exists(expectation));
    assert_true(file_read(b->reader.job, b->reader.diag, expectation, (Pos){0}, &text));
    return text;
}

static void each_fault_is_reported_and_its_twin_is_not(void **state)
{
    Bench *b = *state;
    Arena *job = b->reader.job;
    Str bad = STR("tests/data/bad"), good = STR("tests/data/good"), *names;
    int n, cases = 0;
    assert_true(dir_list(job, bad, &names, &n));
    for (int i = 0; i < n; i++) {
        if (!str_ends(names[i], ".xml"))
            continue;
        Str path = path_join(job, bad, names[i]), said = said_of(b, path), expected = expected_of(b, path, said);
        if (!str_eq(said, expected))
            fail_msg(STR_FMT ":\n" STR_FMT "instead of\n" STR_FMT, STR_ARG(path), STR_ARG(said), STR_ARG(expected));
        Str code;
        str_cut(names[i], '-', &code, &(Str){0});
        if (str_find(said, str_cdup(job, code)) < 0)
            fail_msg(STR_FMT ": " STR_FMT, STR_ARG(path), STR_ARG(said));
        Str twin = said_of(b, path_join(job, good, names[i]));
        if (twin.n)
            fail_msg("twin of " STR_FMT ":\n" STR_FMT, STR_ARG(path), STR_ARG(twin));
        cases++;
    }
    assert_true(cases >= 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {with_bench(each_fault_is_reported_and_its_twin_is_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
