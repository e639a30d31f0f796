/* Hyphenation: the patterns themselves, and what becomes of them in lines. */
#include "text_help.h"

#include <unistd.h>

#include "text/hyphen_private.h"

static void expect(const Hyphenator *h, const char *divided)
{
    char word[80], got[160];
    int n = 0, k = 0;
    for (const char *c = divided; *c; c++)
        if (*c != '-')
            word[n++] = *c;
    uint8_t points[HYPHEN_WORD_MAX];
    int count = hyphenator_points(h, (Str){word, n}, (HyphenRoom){HYPHEN_ROOM, HYPHEN_ROOM}, points);
    for (int i = 0, p = 0; i < n; i++) {
        if (p < count && points[p] == i) {
            got[k++] = '-';
            p++;
        }
        got[k++] = word[i];
    }
    got[k] = 0;
    assert_string_equal(got, divided);
}

static void british_patterns(void **state)
{
    Bench *b = *state;
    Hyphenator *h = hyphenator_load(b->job, b->diag, STR("/usr/share/hyphen/hyph_en_GB.dic"));
    assert_non_null(h);
    expect(h, "con-stabu-lary");
    expect(h, "neigh-bour-hood");
    expect(h, "account-ab-il-ity");
    expect(h, "Com-mis-sioner");
    expect(h, "anti-so-cial");
    expect(h, "trans-par-ency");
    expect(h, "ther-ap-ist");
    hyphenator_except(h, b->job, STR("thera-pist"));
    hyphenator_except(h, b->job, STR("constabulary"));
    expect(h, "thera-pist");
    expect(h, "constabulary");
    expect(h, "police");
    expect(h, "offences");
    expect(h, "");
    expect(h, "a");
    expect(h, "McDonaldson");
    expect(h, "CONSTABULARY");
    expect(h, "constabul4ry");
    expect(h, "constabularyconstabularyconstabularyconstabularyconstabularyconstabulary");
}

static void missing_patterns_are_reported(void **state)
{
    Bench *b = *state;
    assert_null(hyphenator_load(b->job, b->diag, STR("/nowhere/hyph.dic")));
    assert_non_null(strstr(reported(b), "FNT006"));
}

/* Blanks, line ends of either kind, remarks and numbers alone: what is a pattern by itself still counts, and nothing
 * else. */
static void odd_lines_of_patterns(void **state)
{
    static const char patterns[] = "UTF-8\n% a remark\n\n  a1b\nc1d \t\ne1f\r\n12\n.\ng1h% no\nk1l m1n\np1q";
    Bench *b = *state;
    char path[] = "/tmp/planpress-test-XXXXXX";
    int fd = mkstemp(path);
    assert_int_equal(write(fd, patterns, sizeof patterns - 1), sizeof patterns - 1);
    close(fd);
    Hyphenator *h = hyphenator_load(b->job, b->diag, str_c(path));
    unlink(path);
    assert_non_null(h);
    expect(h, "xxa-bxxc-dxx");
    expect(h, "xxe-fxxp-qxx");
    expect(h, "xxghxxklxxmnxx");
}

/* ---- in lines ---- */

static const char prose[] =
    "The Commissioner considers responsibility, accountability and collaboration between neighbouring constabularies "
    "indispensable; organisational transparency and safeguarding arrangements notwithstanding, the communications "
    "department's interpretation of rehabilitation programmes demonstrates extraordinary professionalism throughout "
    "Cambridgeshire and Peterborough, particularly concerning antisocial behaviour and international investigations.";

static Lines hyphenated(Bench *b, const char *text, Len measure, Str lang)
{
    Piece piece = {.kind = PIECE_TEXT, .text = str_c(text), .style = &b->style, .lang = lang};
    ParaShape shape = {.measure = measure, .align = ALIGN_JUSTIFY, .hyphenate = true, .no_runt = true};
    return para_break(b->ts, b->pass, para_prepare(b->ts, b->pass, &piece, 1), &shape);
}

static int count_hyphenated(Lines lines)
{
    int n = 0;
    for (int i = 0; i < lines.n; i++)
        n += lines.at[i].hyphenated;
    return n;
}

static void never_in_a_row_nor_last(void **state)
{
    Bench *b = *state;
    int total = 0;
    for (Len measure = PT(110); measure < PT(260); measure += PT(3)) {
        Lines lines = hyphenated(b, prose, measure, STR(""));
        for (int i = 0; i < lines.n; i++) {
            assert_false(lines.at[i].overfull);
            assert_false(i + 1 < lines.n && lines.at[i].hyphenated && lines.at[i + 1].hyphenated);
            assert_false(i + 2 >= lines.n && lines.at[i].hyphenated);
        }
        total += count_hyphenated(lines);
    }
    assert_true(total > 50);
}

static void hyphen_vanishes_from_the_text(void **state)
{
    Bench *b = *state;
    Lines lines = hyphenated(b, prose, PT(140), STR(""));
    Buf read = {0};
    int hyphens = 0;
    for (int i = 0; i < lines.n; i++) {
        Str text = line_text(b, &lines.at[i]);
        if (lines.at[i].hyphenated) {
            const GlyphRun *r = &lines.at[i].runs[lines.at[i].nruns - 1];
            const Glyph *g = &r->glyphs[r->nglyphs - 1];
            assert_true(g->soft_hyphen);
            assert_true(str_ends(text, "\u00ad"));
            text.n -= 2;
            hyphens++;
        }
        buf_str(&read, text);
    }
    assert_true(hyphens > 0);
    assert_str(buf_take(&read, b->pass), prose);
}

static void only_english_and_only_when_asked(void **state)
{
    Bench *b = *state;
    assert_int_equal(count_hyphenated(hyphenated(b, prose, PT(140), STR("cy"))), 0);
    assert_true(count_hyphenated(hyphenated(b, prose, PT(140), STR("en-US"))) > 0);
    assert_int_equal(count_hyphenated(break_text(b, prose, PT(140), ALIGN_JUSTIFY)), 0);
}

static void addresses_capitals_and_compounds_stay_whole(void **state)
{
    Bench *b = *state;
    const char *const texts[] = {"www.responsibilityaccountability", "ResponsibilityAccountability",
                                 "responsibility2accountability"};
    for (int i = 0; i < COUNT(texts); i++)
        assert_int_equal(count_hyphenated(hyphenated(b, texts[i], PT(60), STR(""))), 0);
    assert_int_equal(count_hyphenated(hyphenated(b, "self-responsibility responsibility-self", PT(60), STR(""))), 0);
}

static void soft_hyphens_of_the_author_are_used(void **state)
{
    Bench *b = *state;
    Lines lines = break_text(b, "xxxxxxxxxx\u00adyyyyyyyyyy", PT(80), ALIGN_LEFT);
    assert_int_equal(lines.n, 2);
    assert_true(lines.at[0].hyphenated);
    assert_str(line_text(b, &lines.at[0]), "xxxxxxxxxx\u00ad");
    assert_str(line_text(b, &lines.at[1]), "yyyyyyyyyy");
    assert_int_equal(break_text(b, "xx\u00adyy", PT(80), ALIGN_LEFT).n, 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(british_patterns),
        TEST(missing_patterns_are_reported),
        TEST(odd_lines_of_patterns),
        TEST(never_in_a_row_nor_last),
        TEST(hyphen_vanishes_from_the_text),
        TEST(only_english_and_only_when_asked),
        TEST(addresses_capitals_and_compounds_stay_whole),
        TEST(soft_hyphens_of_the_author_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
