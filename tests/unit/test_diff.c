/* The difference of two editions: whatever it is, each can be read out of it. */
#include "diff/diff.h"
#include "markdown_help.h"

static const char *dump(Bench *b, const Doc *doc)
{
    Buf out = {0};
    doc_dump(doc, &out);
    return buf_take(&out, b->reader.job).p;
}

static const char *difference_of(Bench *b, const Doc *was, const Doc *now)
{
    Arena *a = b->reader.job;
    const Diff *diff = diff_documents(a, was, now);
    assert_string_equal(dump(b, diff_project(a, diff, SIDE_OLD)), dump(b, was));
    assert_string_equal(dump(b, diff_project(a, diff, SIDE_NEW)), dump(b, now));
    Buf out = {0};
    diff_dump(diff, &out);
    return buf_take(&out, a).p;
}

static void test_laws(void **state)
{
    Bench *b = *state;
    static const char *const texts[] = {
        "# One\n\nA first paragraph here.\n\nAnother of them, with **bold** words.\n\n# Two\n\n- a\n- b\n",
        "# Two\n\n- b\n- a\n\n# One\n\nAnother of them, with bold words.\n\nA first paragraph here.\n",
        "# One\n\n> A first paragraph here.\n>\n> - a\n\nx[^1]\n\n[^1]: Note\n",
        "\n",
    };
    for (int i = 0; i < COUNT(texts); i++)
        for (int k = 0; k < COUNT(texts); k++) {
            const char *got = difference_of(b, read_text(b, texts[i]), read_text(b, texts[k]));
            if (getenv("DIFF_SHOW"))
                printf("%d %d\n%s\n", i, k, got);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_bench(test_laws),
    };
    return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
