/* What lines may do besides stretching their spaces: letters that give, characters that hang out, even ends. */
#include "text_help.h"

#include "text/fit_private.h"

static const Flex all = {.expand = 20, .track_shrink = 10, .track_stretch = 20, .protrude = true, .hyphen_left = 2};

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static Str random_text(Bench *b, uint32_t *seed, int count)
{
    static const char *const words[] = {
        "a",         "of",     "the",         "and",        "police",         "Commissioner",       "\u00a35 million",
        "crime,",    "plan.",  "well-known",  "2013/14",    "officers\u2019", "\u201coffice\u201d", "i",
        "T\u0301he", "office", "residential", "\u2014 yes", "responsibility",
    };
    Buf text = {0};
    for (int i = 0; i < count; i++) {
        if (i)
            buf_char(&text, ' ');
        buf_puts(&text, words[next_random(seed) % COUNT(words)]);
    }
    return buf_take(&text, b->pass);
}

/* Every second piece in another style. */
static Para *in_pieces(Bench *b, Str text, const Style *other)
{
    Piece pieces[60];
    int n = 0;
    for (int at = 0, to; at < text.n; at = to, n++) {
        to = n == 59 ? text.n : int_min(at + 37, text.n);
        while (to < text.n && text.p[to] != ' ')
            to++;
        pieces[n] = (Piece){.kind = PIECE_TEXT, .text = str_sub(text, at, to), .style = n % 2 ? other : &b->style};
    }
    return para_prepare(b->ts, b->pass, pieces, n);
}

typedef struct Ends {
    Len left, right; /* of what is seen: without the space or the tracking that ends the line */
    bool spaces;
} Ends;

static Ends ends_of(const Line *line)
{
    const GlyphRun *last = &line->runs[line->nruns - 1];
    const Glyph *g = &last->glyphs[last->nglyphs - 1];
    bool space = last->text.p[g->text_at] == ' ';
    if (space && last->nglyphs == 1 && line->nruns > 1)
        last--;
    Len right = line->x[line->nruns - 1] + line->runs[line->nruns - 1].width - (space ? g->advance : 0);
    Ends e = {.left = line->x[0], .right = right - last->size * last->track / 1000 * (1000 + last->scale) / 1000};
    for (int r = 0; r < line->nruns; r++)
        for (int i = 0; i < line->runs[r].nglyphs; i++)
            e.spaces |= line->runs[r].text.p[line->runs[r].glyphs[i].text_at] == ' ' && &line->runs[r].glyphs[i] != g;
    return e;
}

static void check_runs(const Line *line, const Flex *may)
{
    for (int r = 0; r < line->nruns; r++) {
        const GlyphRun *run = &line->runs[r];
        Len sum = 0;
        for (int i = 0; i < run->nglyphs; i++)
            sum += run->glyphs[i].advance;
        assert_int_equal(sum, run->width);
        if (r)
            assert_int_equal(line->x[r], line->x[r - 1] + line->runs[r - 1].width);
        assert_int_equal(run->scale, line->runs[0].scale);
        assert_int_equal(run->track, line->runs[0].track);
        assert_in_range(run->scale + may->expand, 0, 2 * may->expand);
        assert_in_range(run->track + may->track_shrink, 0, may->track_shrink + may->track_stretch);
    }
}

/* The width of what a glyph gets beyond its own, for a space between words. */
static void check_spaces(const Line *line, Len natural)
{
    for (int r = 0; r < line->nruns; r++)
        for (int i = 0; i < line->runs[r].nglyphs; i++)
            if (line->runs[r].text.p[line->runs[r].glyphs[i].text_at] == ' ')
                assert_true(line->runs[r].glyphs[i].advance >= natural * 2 / 3 - 32);
}

static void justified_lines_end_at_the_measure(void **state)
{
    Bench *b = *state;
    Style other = b->style;
    other.size = PT(12);
    uint32_t seed = 5;
    Len space = break_text(b, "a b", PT(100), ALIGN_LEFT).at[0].runs[0].glyphs[1].advance;
    for (int round = 0; round < 300; round++) {
        Str text = random_text(b, &seed, 10 + (int)(next_random(&seed) % 90));
        Para *p = in_pieces(b, text, &other);
        ParaShape shape = {.measure = PT(90) + (Len)(next_random(&seed) % PT(300)),
                           .align = ALIGN_JUSTIFY,
                           .hyphenate = round % 2,
                           .no_runt = true,
                           .first_indent = round % 5 ? 0 : PT(12),
                           .flex = all};
        shape.flex.protrude = round % 3 == 0;
        Lines lines = para_break(b->ts, b->pass, p, &shape);
        Buf read = {0};
        for (int i = 0; i < lines.n; i++) {
            const Line *line = &lines.at[i];
            Ends e = ends_of(line);
            check_runs(line, &shape.flex);
            check_spaces(line, space);
            assert_false(line->overfull);
            Len indent = i == 0 ? shape.first_indent : 0, out = shape.flex.protrude ? PT(6) : 0;
            assert_in_range(indent - e.left, 0, out);
            if (i < lines.n - 1 && e.spaces)
                assert_in_range(e.right - shape.measure + 2, 0, out + 4);
            Str got = line_text(b, line);
            buf_str(&read, (Str){got.p, got.n - 2 * line->hyphenated});
        }
        assert_true(str_eq(buf_take(&read, b->pass), text));
        arena_reset(b->pass);
    }
}

static double worst_space(Bench *b, const Para *p, Flex flex)
{
    ParaShape shape = {.measure = PT(240), .align = ALIGN_JUSTIFY, .hyphenate = true, .no_runt = true, .flex = flex};
    Lines lines = para_break(b->ts, b->pass, p, &shape);
    Len worst = 0;
    for (int i = 0; i < lines.n - 1; i++)
        for (int r = 0; r < lines.at[i].nruns; r++)
            for (int k = 0; k < lines.at[i].runs[r].nglyphs; k++)
                if (lines.at[i].runs[r].text.p[lines.at[i].runs[r].glyphs[k].text_at] == ' ')
                    worst = int_max(worst, lines.at[i].runs[r].glyphs[k].advance);
    return worst;
}

static void letters_that_give_make_spaces_more_even(void **state)
{
    Bench *b = *state;
    uint32_t seed = 17;
    double plain = 0, flexible = 0;
    for (int round = 0; round < 40; round++) {
        Para *p = prepare(b, random_text(b, &seed, 80));
        plain += worst_space(b, p, (Flex){0});
        flexible += worst_space(b, p, all);
    }
    assert_true(flexible * 3 < plain * 2);
}

static Len left_of(Bench *b, const char *text, Align align)
{
    ParaShape shape = {.measure = PT(200), .align = align, .flex.protrude = true};
    return para_break(b->ts, b->pass, prepare(b, str_c(text)), &shape).at[0].x[0];
}

static void punctuation_hangs_out(void **state)
{
    Bench *b = *state;
    assert_true(left_of(b, "\u201cNever,\u201d he said", ALIGN_LEFT) < -PT(1.5));
    assert_true(left_of(b, "\u201cNever,\u201d he said", ALIGN_LEFT) > -PT(4));
    assert_true(left_of(b, "\u201cNever,\u201d he said", ALIGN_JUSTIFY) < -PT(1.5));
    assert_int_equal(left_of(b, "Never, he said", ALIGN_LEFT), 0);
    ParaShape shape = {.measure = PT(80), .align = ALIGN_JUSTIFY, .flex.protrude = true};
    Lines lines = para_break(b->ts, b->pass, prepare(b, STR("words words words, words words words, words")), &shape);
    assert_str(line_text(b, &lines.at[0]), "words words ");
    lines = para_break(b->ts, b->pass, prepare(b, STR("Of the plan, of the plan, of the plan, of the plan")), &shape);
    for (int i = 0; i < lines.n - 1; i++) {
        Len out = ends_of(&lines.at[i]).right - shape.measure;
        bool comma = str_ends(line_text(b, &lines.at[i]), ", ");
        assert_in_range(out, comma ? PT(1) : 0, comma ? PT(2.5) : 0);
    }
}

/* The standard deviation of where lines end, in hundredths of a point, squared. */
static double unevenness(Bench *b, const Para *p, Flex flex)
{
    ParaShape shape = {.measure = PT(240), .hyphenate = true, .no_runt = true, .flex = flex};
    Lines lines = para_break(b->ts, b->pass, p, &shape);
    double sum = 0, squares = 0, n = lines.n - 1;
    for (int i = 0; i < lines.n - 1; i++) {
        assert_false(lines.at[i].overfull);
        assert_true(lines.at[i].width <= shape.measure);
        Ends e = ends_of(&lines.at[i]);
        assert_in_range(e.right - lines.at[i].width + 1, 0, 2);
        double end = e.right / (double)PT(1);
        sum += end, squares += end * end;
    }
    return squares / n - sum / n * (sum / n);
}

static void even_rags_are_more_even(void **state)
{
    Bench *b = *state;
    uint32_t seed = 23;
    double plain = 0, even = 0, flexible = 0;
    for (int round = 0; round < 40; round++) {
        Para *p = prepare(b, random_text(b, &seed, 120));
        plain += unevenness(b, p, (Flex){0});
        even += unevenness(b, p, (Flex){.even_rag = true});
        flexible += unevenness(b, p, (Flex){.even_rag = true, .expand = 10});
    }
    assert_true(even < plain * 1.05);
    assert_true(flexible < even);
    assert_true(flexible * 4 < plain * 3);
}

static void two_letters_before_a_hyphen(void **state)
{
    Bench *b = *state;
    ParaShape shape = {.measure = PT(33), .align = ALIGN_LEFT, .hyphenate = true, .flex.hyphen_left = 2};
    Lines lines = para_break(b->ts, b->pass, prepare(b, STR("the responsible")), &shape);
    assert_str(line_text(b, &lines.at[0]), "the re\u00ad");
    shape.flex.hyphen_left = 3;
    lines = para_break(b->ts, b->pass, prepare(b, STR("the responsible")), &shape);
    assert_str(line_text(b, &lines.at[0]), "the ");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(justified_lines_end_at_the_measure),
        TEST(letters_that_give_make_spaces_more_even),
        TEST(punctuation_hangs_out),
        TEST(even_rags_are_more_even),
        TEST(two_letters_before_a_hyphen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
