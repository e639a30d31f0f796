/* Lines: what must hold for any paragraph and measure, and the rules for particular ones. */
#include "first_fit.h"
#include "text_help.h"

#include "text/fit_private.h"

/* ---- random paragraphs ---- */

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const char *const words[] = {
    "a",
    "of",
    "the",
    "and",
    "police",
    "Commissioner",
    "\u00a35 million",
    "well-known",
    "Cambridgeshire",
    "crime,",
    "plan.",
    "Table 3",
    "2013/14",
    "officers\u2019",
    "\u201coffice\u201d",
    "i",
    "accountability",
    "www.example.org/a/very-long/path?x=1",
};

static Str random_text_of(Bench *b, uint32_t *seed, int count, int vocabulary)
{
    Buf text = {0};
    for (int i = 0; i < count; i++) {
        if (i)
            buf_char(&text, ' ');
        buf_puts(&text, words[next_random(seed) % (uint32_t)vocabulary]);
    }
    return buf_take(&text, b->pass);
}

static Str random_text(Bench *b, uint32_t *seed, int count)
{
    return random_text_of(b, seed, count, COUNT(words));
}

/* The same text in pieces of two styles, cut anywhere but inside a character. */
static Para *in_pieces(Bench *b, Str text, const Style *other, uint32_t *seed)
{
    Piece *pieces = NEWN(b->pass, Piece, text.n + 1);
    int n = 0;
    for (int at = 0; at < text.n;) {
        int to = at + 1 + (int)(next_random(seed) % 40);
        to = int_min(to, text.n);
        while (to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80)
            to++;
        pieces[n] = (Piece){.kind = PIECE_TEXT, .text = str_sub(text, at, to), .style = n % 2 ? other : &b->style};
        n++;
        at = to;
    }
    return para_prepare(b->ts, b->pass, pieces, n);
}

static void check_line(const Line *line, Len measure, Len indent, Align align, bool last)
{
    assert_int_equal(line->nruns > 0, true);
    assert_true(line->ascent > PT(8) && line->descent > PT(1));
    Len end = 0;
    for (int r = 0; r < line->nruns; r++) {
        Len sum = 0;
        for (int g = 0; g < line->runs[r].nglyphs; g++)
            sum += line->runs[r].glyphs[g].advance;
        assert_int_equal(sum, line->runs[r].width);
        if (r)
            assert_int_equal(line->x[r], end);
        end = line->x[r] + line->runs[r].width;
    }
    const GlyphRun *run = &line->runs[line->nruns - 1];
    const Glyph *g = &run->glyphs[run->nglyphs - 1];
    Len visible = end - (run->text.p[g->text_at] == ' ' ? g->advance : 0);
    if (line->overfull)
        return;
    assert_true(visible <= measure + 1);
    if (align != ALIGN_JUSTIFY)
        assert_true(line->width <= measure - indent);
    if (align == ALIGN_RIGHT)
        assert_int_equal(visible, measure);
    if (align == ALIGN_CENTRE) {
        Len before = line->x[0] - indent, after = measure - visible;
        assert_true(before - after <= 1 && after - before <= 1);
    }
    bool spaces = false;
    for (int r = 0; r < line->nruns; r++)
        for (int i = 0; i < line->runs[r].nglyphs; i++)
            spaces |= line->runs[r].text.p[line->runs[r].glyphs[i].text_at] == ' ' && &line->runs[r].glyphs[i] != g;
    if (align == ALIGN_JUSTIFY && !last && spaces)
        assert_int_equal(visible, measure);
}

static void lines_hold_all_words_within_the_measure(void **state)
{
    Bench *b = *state;
    Style other = b->style;
    other.weight = 700;
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        Str text = random_text(b, &seed, 1 + (int)(next_random(&seed) % 90));
        Para *p = round % 3 ? in_pieces(b, text, &other, &seed) : prepare(b, text);
        Len measure = PT(40) + (Len)(next_random(&seed) % PT(400)), least = para_width_min(p);
        ParaShape shape = {.measure = measure,
                           .align = (Align)(round % 4),
                           .no_runt = round % 5 > 0,
                           .hyphenate = round % 7 == 0,
                           .first_indent = round % 2 ? PT(12) : 0};
        Lines lines = para_break(b->ts, b->pass, p, &shape);
        Buf read = {0};
        for (int i = 0; i < lines.n; i++) {
            Len indent = i == 0 ? shape.first_indent : 0;
            check_line(&lines.at[i], measure, indent, shape.align, i == lines.n - 1);
            if (measure >= least + shape.first_indent)
                assert_false(lines.at[i].overfull);
            Str got = line_text(b, &lines.at[i]);
            if (lines.at[i].hyphenated)
                got.n -= 2;
            buf_str(&read, got);
        }
        assert_true(str_eq(buf_take(&read, b->pass), text));
        arena_reset(b->pass);
    }
}

static void never_worse_than_first_fit(void **state)
{
    Bench *b = *state;
    uint32_t seed = 99;
    int better = 0;
    for (int round = 0; round < 300; round++) {
        Para *p = prepare(b, random_text(b, &seed, 5 + (int)(next_random(&seed) % 80)));
        ParaShape shape = {.measure = PT(60) + (Len)(next_random(&seed) % PT(360)),
                           .no_runt = round % 3 == 0,
                           .align = round % 2 ? ALIGN_JUSTIFY : ALIGN_LEFT};
        LineBreaks breaks = {0};
        Chosen chosen = {0};
        int64_t best = fit_solve(p, &shape, b->pass, &breaks, &chosen);
        Fit f = fit_new(p, &shape, &breaks, b->pass);
        int *ends = NEWN(b->pass, int, breaks.n);
        int n = first_fit(&f, ends);
        int64_t simple = score(&f, ends, n);
        assert_int_equal(best, score(&f, chosen.at, chosen.n));
        assert_true(best <= simple);
        better += best < simple;
        arena_reset(b->pass);
    }
    assert_true(better > 100);
}

/* Every way to break a short paragraph is tried. */
static int64_t best_by_force(const Fit *f, int *ends, int n)
{
    int from = n ? ends[n - 1] : 0;
    if (from == f->n - 1)
        return score(f, ends, n);
    int64_t best = INT64_MAX;
    for (int to = from + 1; to < f->n; to++) {
        Fit line = *f;
        line.line = n;
        if (fit_line(&line, from, to).overfull)
            break;
        ends[n] = to;
        int64_t total = best_by_force(f, ends, n + 1);
        if (total < best)
            best = total;
    }
    return best;
}

static void is_the_optimum(void **state)
{
    Bench *b = *state;
    uint32_t seed = 5;
    for (int round = 0; round < 100; round++) {
        Para *p = prepare(b, random_text_of(b, &seed, 11, COUNT(words) - 1));
        ParaShape shape = {.measure = para_width_min(p) + (Len)(next_random(&seed) % PT(80)),
                           .no_runt = round % 3 == 0,
                           .align = round % 2 ? ALIGN_JUSTIFY : ALIGN_LEFT};
        LineBreaks breaks = {0};
        Chosen chosen = {0};
        int64_t best = fit_solve(p, &shape, b->pass, &breaks, &chosen);
        Fit f = fit_new(p, &shape, &breaks, b->pass);
        int ends[128];
        assert_int_equal(best, best_by_force(&f, ends, 0));
        arena_reset(b->pass);
    }
}

/* Also where something stands beside the first lines. */
static void is_the_optimum_beside(void **state)
{
    Bench *b = *state;
    uint32_t seed = 6;
    for (int round = 0; round < 150; round++) {
        Para *p = prepare(b, random_text_of(b, &seed, 14, COUNT(words) - 1));
        LineInset beside[6];
        int n = 1 + (int)(next_random(&seed) % COUNT(beside));
        for (int i = 0; i < n; i++)
            beside[i] = (LineInset){(Len)(next_random(&seed) % PT(30)), (Len)(next_random(&seed) % PT(10))};
        ParaShape shape = {.measure = para_width_min(p) + PT(40) + (Len)(next_random(&seed) % PT(20)),
                           .no_runt = round % 3 == 0,
                           .align = round % 2 ? ALIGN_JUSTIFY : ALIGN_LEFT,
                           .beside = beside,
                           .nbeside = n};
        LineBreaks breaks = {0};
        Chosen chosen = {0};
        int64_t best = fit_solve(p, &shape, b->pass, &breaks, &chosen);
        Fit f = fit_new(p, &shape, &breaks, b->pass);
        int ends[128];
        assert_int_equal(best, best_by_force(&f, ends, 0));
        Lines lines = para_break(b->ts, b->pass, p, &shape);
        for (int i = 0; i < lines.n; i++) {
            assert_int_equal(lines.at[i].x[0], i < n ? beside[i].left : 0);
            assert_false(lines.at[i].overfull);
        }
        arena_reset(b->pass);
    }
}

/* ---- rules ---- */

static void runts_are_avoided(void **state)
{
    Bench *b = *state;
    Para *p = prepare(b, STR("The police and the people of the county plan what is to be done about crime in it"));
    int runts = 0;
    for (Len measure = PT(100); measure < PT(300); measure += PT(1)) {
        ParaShape shape = {.measure = measure};
        Lines loose = para_break(b->ts, b->pass, p, &shape);
        runts += str_is(line_text(b, &loose.at[loose.n - 1]), "it");
        shape.no_runt = true;
        Lines kept = para_break(b->ts, b->pass, p, &shape);
        assert_false(str_is(line_text(b, &kept.at[kept.n - 1]), "it"));
    }
    assert_true(runts > 0);
}

static void empty_paragraphs(void **state)
{
    Bench *b = *state;
    ParaShape shape = {.measure = PT(100)};
    assert_int_equal(para_break(b->ts, b->pass, para_prepare(b->ts, b->pass, NULL, 0), &shape).n, 0);
    Lines lines = break_text(b, "", PT(100), ALIGN_LEFT);
    assert_int_equal(lines.n, 1);
    assert_int_equal(lines.at[0].nruns, 0);
    assert_true(lines.at[0].ascent > PT(10));
    assert_int_equal(para_width_max(prepare(b, STR(""))), 0);
}

static void forced_ends(void **state)
{
    Bench *b = *state;
    const Style *s = &b->style;
    Piece pieces[] = {
        {.kind = PIECE_TEXT, .text = STR("one"), .style = s},
        {.kind = PIECE_BREAK, .style = s},
        {.kind = PIECE_BREAK, .style = s},
        {.kind = PIECE_TEXT, .text = STR("  two"), .style = s},
        {.kind = PIECE_BREAK, .style = s},
    };
    Para *p = para_prepare(b->ts, b->pass, pieces, COUNT(pieces));
    Lines lines = break_para(b, p, PT(100), ALIGN_JUSTIFY);
    assert_int_equal(lines.n, 3);
    assert_str(line_text(b, &lines.at[0]), "one");
    assert_int_equal(lines.at[1].nruns, 0);
    assert_true(lines.at[1].ascent > PT(10));
    assert_str(line_text(b, &lines.at[2]), "  two");
    assert_int_equal(para_width_max(p), lines.at[2].width);
}

static void fixed_widths_and_indents(void **state)
{
    Bench *b = *state;
    Piece pieces[] = {
        {.kind = PIECE_TEXT, .text = STR("1.2"), .style = &b->style},
        {.kind = PIECE_SPACE, .width = PT(20), .style = &b->style},
        {.kind = PIECE_TEXT, .text = STR("Title"), .style = &b->style},
    };
    ParaShape shape = {.measure = PT(100), .first_indent = -PT(5)};
    Lines lines = para_break(b->ts, b->pass, para_prepare(b->ts, b->pass, pieces, 3), &shape);
    assert_int_equal(lines.n, 1);
    assert_int_equal(lines.at[0].x[0], -PT(5));
    assert_int_equal(lines.at[0].x[1], lines.at[0].x[0] + lines.at[0].runs[0].width);
    assert_int_equal(lines.at[0].runs[1].nglyphs, 0);
    assert_int_equal(lines.at[0].runs[1].width, PT(20));
    assert_int_equal(lines.at[0].x[2], lines.at[0].x[1] + PT(20));
}

static void words_wider_than_the_measure_are_cut(void **state)
{
    Bench *b = *state;
    static const struct {
        const char *word;
        bool hyphens; /* patterns divide it, so that a hyphen shows the reader where */
    } cases[] = {{"Neighbourhood", true}, {"Rrrrrrrrrrrrrrr", false}};
    for (int k = 0; k < COUNT(cases); k++) {
        ParaShape shape = {.measure = PT(40)}; /* which asks for no hyphens */
        Lines lines = para_break(b->ts, b->pass, prepare(b, str_c(cases[k].word)), &shape);
        assert_true(lines.n > 1);
        for (int i = 0; i < lines.n; i++) {
            bool last = i == lines.n - 1;
            assert_false(lines.at[i].overfull);
            assert_int_equal(lines.at[i].forced, !last);
            assert_int_equal(lines.at[i].hyphenated, cases[k].hyphens && !last);
            assert_true(lines.at[i].width <= PT(40));
        }
    }
}

static void notes_stand_on_their_line(void **state)
{
    Bench *b = *state;
    Node note = {.kind = NODE_NOTE};
    Style mark = b->style;
    mark.size = PT(6);
    mark.shift = PT(3);
    for (Len measure = PT(30); measure < PT(120); measure += PT(1)) {
        Piece pieces[] = {
            {.kind = PIECE_TEXT, .text = STR("Some words and a remark \u2013"), .style = &b->style},
            {.kind = PIECE_TEXT, .text = STR("12"), .style = &mark, .note = &note, .no_break_before = true},
            {.kind = PIECE_TEXT, .text = STR(" and so on"), .style = &b->style},
        };
        Lines lines = break_para(b, para_prepare(b->ts, b->pass, pieces, 3), measure, ALIGN_LEFT);
        int seen = 0;
        for (int i = 0; i < lines.n; i++) {
            Str text = line_text(b, &lines.at[i]);
            assert_false(str_starts(text, "12"));
            assert_int_equal(lines.at[i].nnotes, str_find(text, "\u201312") >= 0);
            seen += lines.at[i].nnotes;
        }
        assert_int_equal(seen, 1);
    }
}

static void plain_neighbours_make_one_run(void **state)
{
    Bench *b = *state;
    Node para = {.kind = NODE_PARAGRAPH}, one = {.kind = NODE_TEXT, .parent = &para},
         two = {.kind = NODE_TEXT, .parent = &para};
    Piece pieces[] = {
        {.kind = PIECE_TEXT, .text = STR("A"), .style = &b->style, .node = &one},
        {.kind = PIECE_TEXT, .text = STR("V"), .style = &b->style, .node = &two},
    };
    Lines lines = break_para(b, para_prepare(b->ts, b->pass, pieces, 2), PT(100), ALIGN_LEFT);
    assert_int_equal(lines.at[0].nruns, 1);
    assert_int_equal(lines.at[0].width, break_text(b, "AV", PT(100), ALIGN_LEFT).at[0].width);
    two.spoken = STR("five");
    assert_int_equal(break_para(b, para_prepare(b->ts, b->pass, pieces, 2), PT(100), ALIGN_LEFT).at[0].nruns, 2);
}

/* ---- hostile sizes ---- */

static char *filled(const char *unit, int bytes)
{
    int n = (int)strlen(unit);
    char *text = malloc((size_t)bytes + 1);
    for (int i = 0; i < bytes; i++)
        text[i] = unit[i % n];
    text[bytes] = 0;
    return text;
}

static void breaks_long(Bench *b, const char *unit, int bytes, Len measure, ParaShape shape)
{
    char *text = filled(unit, bytes);
    shape.measure = measure;
    Lines lines = para_break(b->ts, b->pass, prepare(b, str_c(text)), &shape);
    assert_true(lines.n >= 1);
    free(text);
}

/* Work that grew with the square would run into the time limit of the whole test. */
static void large_paragraphs_are_linear(void **state)
{
    Bench *b = *state;
    const char *const units[] = {"x",       "word ",          "a/b-", "www.x/y?", "-",   " ",       "\u200b",
                                 "e\u0301", "responsibility", "(",    "\u2713",   "A. ", "x\u00ad", "5 million "};
    LineInset beside[60];
    for (int i = 0; i < COUNT(beside); i++)
        beside[i] = (LineInset){PT(1) * i, PT(60)};
    for (int i = 0; i < COUNT(units); i++) {
        ParaShape shape = {.align = i % 2 ? ALIGN_JUSTIFY : ALIGN_LEFT, .hyphenate = true, .no_runt = true};
        breaks_long(b, units[i], 100000, PT(300), shape);
        breaks_long(b, units[i], 100000, PT(1), shape);
        breaks_long(b, units[i], 100000, PT(30000), shape);
        shape.beside = beside, shape.nbeside = COUNT(beside);
        breaks_long(b, units[i], 100000, PT(300), shape);
        shape.nbeside = 0;
        breaks_long(b, units[i], 1000, 0, shape);
        breaks_long(b, units[i], 1000, -PT(10), shape);
        arena_reset(b->pass);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(lines_hold_all_words_within_the_measure),
        TEST(never_worse_than_first_fit),
        TEST(is_the_optimum),
        TEST(is_the_optimum_beside),
        TEST(runts_are_avoided),
        TEST(empty_paragraphs),
        TEST(forced_ends),
        TEST(fixed_widths_and_indents),
        TEST(words_wider_than_the_measure_are_cut),
        TEST(notes_stand_on_their_line),
        TEST(plain_neighbours_make_one_run),
        TEST(large_paragraphs_are_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
