/* Fonts and shaping: faces found and measured, words to glyphs, glyphs back to text. */
#include "text_help.h"

#include <unistd.h>

#include "file/file.h"
#include "base/utf8.h"

#define UNITS(u) ((Len)(((int64_t)(u)*PT(10) + 1024) / 2048)) /* Open Sans units at 10 pt, positive */

static const GlyphRun *only_run(Lines lines)
{
    assert_int_equal(lines.n, 1);
    assert_int_equal(lines.at[0].nruns, 1);
    return &lines.at[0].runs[0];
}

static const GlyphRun *set_line(Bench *b, const char *text)
{
    return only_run(break_text(b, text, PT(1000), ALIGN_LEFT));
}

/* ---- faces ---- */

static void face_is_measured(void **state)
{
    Bench *b = *state;
    FaceInfo i = face_info(fonts_face(b->fonts, STR("Open Sans"), 400, false));
    assert_str(i.postscript_name, "OpenSans");
    assert_int_equal(i.units_per_em, 2048);
    assert_int_equal(i.ascent, 2189);
    assert_int_equal(i.descent, -600);
    assert_int_equal(i.cap_height, 1462);
    assert_int_equal(i.x_height, 1096);
    assert_int_equal(i.weight, 400);
    assert_false(i.italic || i.cff || i.fixed_pitch || i.serif);
    assert_true(i.bbox[0] < 0 && i.bbox[3] > 2000);
    FaceInfo slanted = face_info(fonts_face(b->fonts, STR("Open Sans"), 400, true));
    assert_true(slanted.italic);
    assert_int_equal(slanted.italic_angle_tenths, -120);
}

static void nearest_face_is_taken(void **state)
{
    Bench *b = *state;
    const Face *bold = fonts_face(b->fonts, STR("Open Sans"), 700, false);
    assert_int_equal(face_info(bold).weight, 700);
    assert_ptr_equal(fonts_face(b->fonts, STR("Open Sans"), 900, false), bold);
    assert_int_equal(face_info(fonts_face(b->fonts, STR("Open Sans"), 500, false)).weight, 600);
    assert_int_equal(face_info(fonts_face(b->fonts, STR("Open Sans"), 350, false)).weight, 300);
    assert_true(face_info(fonts_face(b->fonts, STR("Open Sans"), 700, true)).italic);
    assert_int_equal(fonts_count(b->fonts), 4);
    assert_ptr_equal(fonts_at(b->fonts, 0), bold);
    assert_int_equal(diag_count(b->diag, SEV_INFO), 0);
}

static void a_missing_family_is_reported_once(void **state)
{
    Bench *b = *state;
    assert_null(fonts_face(b->fonts, STR("Lost"), 400, false));
    assert_null(fonts_face(b->fonts, STR("Lost"), 700, true));
    assert_null(fonts_face(b->fonts, STR("Open Sanz"), 400, false));
    assert_null(fonts_face(b->fonts, STR("Open Sanz"), 400, false));
    assert_int_equal(diag_count(b->diag, SEV_INFO), 2);
    assert_non_null(strstr(reported(b), "Lost-Regular.ttf in"));
    assert_non_null(strstr(reported(b), "did you mean \"Open Sans\"?"));
}

static void write_font(const char *name, const void *bytes, size_t n)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", font_folder, name);
    FILE *f = fopen(path, "wb");
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static int set_up_own_folder(void **state)
{
    strcpy(font_folder, "/tmp/planpress-fonts-XXXXXX");
    if (!mkdtemp(font_folder))
        return -1;
    folders[0] = str_c(font_folder);
    return set_up(state);
}

static int tear_down_own_folder(void **state)
{
    char path[128];
    snprintf(path, sizeof path, "%s/Broken.ttf", font_folder);
    unlink(path);
    rmdir(font_folder);
    folders[0] = (Str){0};
    return tear_down(state);
}

static void a_broken_file_is_reported(void **state)
{
    Bench *b = *state;
    write_font("Broken.ttf", "this is no font", 15);
    assert_null(fonts_face(b->fonts, STR("Broken"), 400, false));
    assert_null(fonts_face(b->fonts, STR("Broken"), 400, false));
    assert_int_equal(diag_count(b->diag, SEV_INFO), 1);
    assert_non_null(strstr(reported(b), "FNT002"));
}

/* DejaVu Sans with its licence bits changed. */
static void a_licence_that_forbids_embedding_is_reported(void **state)
{
    Bench *b = *state;
    Str font;
    assert_true(file_read(b->job, b->diag, STR("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"), (Pos){0}, &font));
    char *copy = malloc((size_t)font.n);
    memcpy(copy, font.p, (size_t)font.n);
    int tables = (unsigned char)copy[5];
    for (int i = 0; i < tables; i++)
        if (memcmp(copy + 12 + 16 * i, "OS/2", 4) == 0) {
            const unsigned char *at = (unsigned char *)copy + 20 + 16 * i;
            copy[((at[0] << 24) | (at[1] << 16) | (at[2] << 8) | at[3]) + 9] = 2;
        }
    write_font("Broken.ttf", copy, (size_t)font.n);
    free(copy);
    assert_null(fonts_face(b->fonts, STR("Broken"), 400, false));
    assert_non_null(strstr(reported(b), "FNT004"));
}

static void subset_keeps_glyph_ids(void **state)
{
    Bench *b = *state;
    const Face *face = fonts_face(b->fonts, STR("Open Sans"), 400, false);
    uint16_t gids[] = {36, 57, 68};
    Buf out = {0};
    assert_true(face_subset(face, gids, 3, &out));
    assert_true(out.n > 500 && out.n < 60000);
    assert_memory_equal(out.p, "\0\1\0\0", 4);
    bool glyf = false, gsub = false;
    for (int i = 0; i < (unsigned char)out.p[5]; i++) {
        glyf |= memcmp(out.p + 12 + 16 * i, "glyf", 4) == 0;
        gsub |= memcmp(out.p + 12 + 16 * i, "GSUB", 4) == 0;
    }
    assert_true(glyf);
    assert_false(gsub);
    assert_int_equal(face_advance(face, 68), 1139);
    buf_free(&out);
}

/* ---- widths ---- */

static void word_is_as_wide_as_its_letters(void **state)
{
    Bench *b = *state;
    const GlyphRun *r = set_line(b, "Hand");
    assert_int_equal(r->width, UNITS(1511) + UNITS(1139) + UNITS(1257) + UNITS(1255));
    assert_int_equal(r->nglyphs, 4);
    assert_int_equal(r->glyphs[0].gid, 43);
}

static void letters_are_kerned(void **state)
{
    Bench *b = *state;
    assert_int_equal(set_line(b, "AV")->width, UNITS(1296 - 82) + UNITS(1219));
}

/* Nor so far that a reader of the PDF would see two words. */
static void no_pair_stands_a_tenth_of_an_em_apart(void **state)
{
    Bench *b = *state;
    static const int weights[] = {300, 400, 600, 700};
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    int apart = 0;
    for (int w = 0; w < COUNT(weights); w++) {
        b->style.weight = weights[w];
        const Face *face = fonts_face(b->fonts, b->style.family, b->style.weight, false);
        int units = face_info(face).units_per_em;
        for (int i = 0; i < COUNT(letters) - 1; i++)
            for (int k = 0; k < COUNT(letters) - 1; k++) {
                const GlyphRun *run = set_line(b, (char[]){letters[i], letters[k], 0});
                const Glyph *g = run->glyphs;
                int64_t bare = (int64_t)face_advance(face, g[0].gid) * b->style.size / units;
                int64_t gap = run->nglyphs > 1 ? g[0].advance - g[0].dx + g[1].dx - bare : 0; /* else a ligature */
                assert_true(gap * 10 < b->style.size);
                apart += gap * 20 > b->style.size;
                arena_reset(b->pass);
            }
    }
    assert_true(apart > 0); /* there are pairs that the faces set apart */
}

static void spaces_count(void **state)
{
    Bench *b = *state;
    assert_int_equal(para_width_max(prepare(b, STR("n n"))), 2 * UNITS(1257) + UNITS(532));
    assert_int_equal(para_width_max(prepare(b, STR("n "))), UNITS(1257));
    assert_int_equal(para_width_min(prepare(b, STR("a nnn n"))), 3 * UNITS(1257));
}

static void tabular_digits_are_equal(void **state)
{
    Bench *b = *state;
    b->style.tabular = true;
    const GlyphRun *r = set_line(b, "0123456789");
    for (int i = 1; i < 10; i++)
        assert_int_equal(r->glyphs[i].advance, r->glyphs[0].advance);
}

static void width_to_the_point(void **state)
{
    Bench *b = *state;
    Len digit = UNITS(1171);
    assert_int_equal(para_width_to_point(prepare(b, STR("12.5"))), 2 * digit);
    assert_int_equal(para_width_to_point(prepare(b, STR("928"))), 3 * digit);
    assert_int_equal(para_width_to_point(prepare(b, STR("92 per cent"))), 2 * digit);
    Len bracketed = para_width_to_point(prepare(b, STR("(1,349.2)")));
    assert_int_equal(bracketed, para_width_max(prepare(b, STR("(1,349"))));
    assert_int_equal(para_width_to_point(prepare(b, STR("n"))), UNITS(1257));
}

static Line line_in_size(Bench *b, Typesetter *ts, Len size)
{
    Style *style = NEW(b->pass, Style);
    *style = b->style;
    style->size = size;
    Piece piece = {.kind = PIECE_TEXT, .text = STR("office AV x\u0301y \u2713 anx\u0304z \U00016A00"), .style = style};
    return para_break(ts, b->pass, para_prepare(ts, b->pass, &piece, 1), &(ParaShape){.measure = PT(5000)}).at[0];
}

/* Also from a size so small that a length in it says little. */
static void a_size_does_not_depend_on_the_sizes_before(void **state)
{
    Bench *b = *state;
    const Len before[] = {PT(10), PT(1), PT(40)}, size = 9 * LEN_PT + 17;
    Line alone = line_in_size(b, b->ts, size);
    for (int i = 0; i < COUNT(before); i++) {
        Typesetter *other = typesetter_new(b->job, b->fonts, STR("en-GB"), b->diag);
        line_in_size(b, other, before[i]);
        Line line = line_in_size(b, other, size);
        assert_int_equal(line.nruns, alone.nruns);
        for (int r = 0; r < line.nruns; r++) {
            const GlyphRun *is = &line.runs[r], *expected = &alone.runs[r];
            assert_int_equal(is->nglyphs, expected->nglyphs);
            assert_memory_equal(is->glyphs, expected->glyphs, (size_t)is->nglyphs * sizeof(Glyph));
            assert_int_equal(line.x[r], alone.x[r]);
        }
    }
}

/* ---- glyphs and their text ---- */

static void ligature_carries_all_its_text(void **state)
{
    Bench *b = *state;
    const GlyphRun *r = set_line(b, "office");
    assert_int_equal(r->nglyphs, 4);
    assert_int_equal(r->glyphs[1].text_at, 1);
    assert_int_equal(r->glyphs[1].text_len, 3);
    assert_int_equal(r->glyphs[2].text_at, 4);
}

static void mark_has_text_and_place(void **state)
{
    Bench *b = *state;
    b->style.family = STR("DejaVu Sans");
    const GlyphRun *r = set_line(b, "x\u0301y"); /* has no composed form */
    assert_int_equal(r->nglyphs, 3);
    assert_int_equal(r->glyphs[1].text_at, 1);
    assert_int_equal(r->glyphs[1].text_len, 2);
    assert_true(r->glyphs[1].dx != 0);
    assert_int_equal(r->width, r->glyphs[0].advance + r->glyphs[2].advance);
}

static void text_is_composed(void **state)
{
    Bench *b = *state;
    const GlyphRun *r = set_line(b, "cafe\u0301");
    assert_str(r->text, "caf\u00e9");
    assert_int_equal(r->nglyphs, 4);
}

static void fallback_by_cluster(void **state)
{
    Bench *b = *state;
    Lines lines = break_text(b, "Met \u2713 yes", PT(1000), ALIGN_LEFT);
    assert_int_equal(lines.at[0].nruns, 3);
    assert_ptr_equal(lines.at[0].runs[1].face, fonts_face(b->fonts, STR("DejaVu Sans"), 400, false));
    assert_true(lines.at[0].runs[1].glyphs[0].gid != 0);
    assert_str(lines.at[0].runs[1].text, "\u2713");
    assert_str(line_text(b, &lines.at[0]), "Met \u2713 yes");
    assert_int_equal(lines.at[0].x[1], lines.at[0].runs[0].width);
    assert_int_equal(diag_count(b->diag, SEV_INFO), 0);
}

static void base_and_mark_stay_in_one_face(void **state)
{
    Bench *b = *state;
    Lines lines = break_text(b, "anx\u0304z", PT(1000), ALIGN_LEFT); /* Open Sans lacks U+0304 */
    assert_int_equal(lines.at[0].nruns, 3);
    assert_str(lines.at[0].runs[1].text, "x\u0304");
    assert_str(line_text(b, &lines.at[0]), "anx\u0304z");
}

static void an_unknown_character_is_reported_and_shown(void **state)
{
    Bench *b = *state;
    Node node = {.kind = NODE_TEXT,
                 .pos = {.file = diag_file(b->diag, STR("a.md"), STR("\U00016A00\n\n*a*\na\U00016A00b\n")),
                         .line = 3,
                         .col = 2}};
    Piece pieces[] = {{.kind = PIECE_TEXT, .text = STR("a\U00016A00b c\U00016A00"), .style = &b->style, .node = &node}};
    Lines lines = break_para(b, para_prepare(b->ts, b->pass, pieces, 1), PT(1000), ALIGN_LEFT);
    assert_int_equal(diag_count(b->diag, SEV_ERROR), 1);
    assert_non_null(strstr(reported(b), "a.md:4:2: error[FNT003]"));
    assert_non_null(strstr(reported(b), "U+16A00"));
    for (int r = 0; r < lines.at[0].nruns; r++)
        for (int g = 0; g < lines.at[0].runs[r].nglyphs; g++)
            assert_true(lines.at[0].runs[r].glyphs[g].gid != 0);
    assert_str(line_text(b, &lines.at[0]), "a\U00016A00b c\U00016A00");
}

static void hyphens_of_unicode_have_stand_ins(void **state)
{
    Bench *b = *state;
    const GlyphRun *r = set_line(b, "a\u2010b\u2011c");
    assert_int_equal(r->nglyphs, 5);
    assert_int_equal(r->glyphs[1].gid, r->glyphs[3].gid);
    assert_str(r->text, "a\u2010b\u2011c");
}

static void invisible_characters_leave(void **state)
{
    Bench *b = *state;
    const GlyphRun *r = set_line(b, "co\u00ADop\u200Ber\u2060a\u200Dte\tx");
    assert_str(r->text, "cooperate x");
    assert_int_equal(r->nglyphs, 11);
}

static void faces_missing_do_not_crash(void **state)
{
    Bench *b = *state;
    b->style.family = STR("Lost");
    Lines lines = break_text(b, "some words here", PT(20), ALIGN_JUSTIFY);
    assert_true(lines.n >= 1);
    assert_int_equal(diag_count(b->diag, SEV_FATAL), 1);
}

static void bad_utf8_does_not_crash(void **state)
{
    Bench *b = *state;
    Lines lines = break_text(b, "ab\xff\xc3 \xe2\x80 d", PT(1000), ALIGN_LEFT);
    assert_int_equal(lines.n, 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
#define TEST_OWN(f) cmocka_unit_test_setup_teardown(f, set_up_own_folder, tear_down_own_folder)
    const struct CMUnitTest tests[] = {
        TEST(face_is_measured),
        TEST(nearest_face_is_taken),
        TEST(a_missing_family_is_reported_once),
        TEST_OWN(a_broken_file_is_reported),
        TEST_OWN(a_licence_that_forbids_embedding_is_reported),
        TEST(subset_keeps_glyph_ids),
        TEST(word_is_as_wide_as_its_letters),
        TEST(letters_are_kerned),
        TEST(no_pair_stands_a_tenth_of_an_em_apart),
        TEST(spaces_count),
        TEST(tabular_digits_are_equal),
        TEST(width_to_the_point),
        TEST(a_size_does_not_depend_on_the_sizes_before),
        TEST(ligature_carries_all_its_text),
        TEST(mark_has_text_and_place),
        TEST(text_is_composed),
        TEST(fallback_by_cluster),
        TEST(base_and_mark_stay_in_one_face),
        TEST(an_unknown_character_is_reported_and_shown),
        TEST(hyphens_of_unicode_have_stand_ins),
        TEST(invisible_characters_leave),
        TEST(faces_missing_do_not_crash),
        TEST(bad_utf8_does_not_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
