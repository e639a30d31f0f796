/* For tests of text/: a catalogue of Open Sans and DejaVu Sans made by hand, and a typesetter on it. */
#ifndef TESTS_TEXT_HELP_H
#define TESTS_TEXT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "diag/diag.h"
#include "base/str.h"
#include "text/para.h"

typedef struct Bench {
    Arena *job, *pass;
    Diag *diag;
    Fonts *fonts;
    Typesetter *ts;
    Style style; /* Open Sans 10/14 */
    char *report;
} Bench;

#define FACE(weight, italic, file)                                  \
    {                                                               \
        weight, italic, (const Str[]){{file, sizeof(file) - 1}}, 1, \
        {                                                           \
            0                                                       \
        }                                                           \
    }
#define ONE_FACE(weight, italic, file) (const FaceEntry[]){FACE(weight, italic, file)}, 1

static const FaceEntry open_sans[] = {
    FACE(400, false, "OpenSans-Regular.ttf"),  FACE(400, true, "OpenSans-Italic.ttf"),
    FACE(600, false, "OpenSans-Semibold.ttf"), FACE(700, false, "OpenSans-Bold.ttf"),
    FACE(300, false, "OpenSans-Light.ttf"),
};
static const Str dejavu_only[] = {{"DejaVu Sans", 11}};
static const FamilyEntry families[] = {
    {STR("Open Sans"), open_sans, COUNT(open_sans), dejavu_only, 1, {0}, {0}},
    {STR("DejaVu Sans"), ONE_FACE(400, false, "DejaVuSans.ttf"), NULL, 0, {0}, {0}},
    {STR("Lost"), ONE_FACE(400, false, "Lost-Regular.ttf"), NULL, 0, {0}, {0}},
    {STR("Broken"), ONE_FACE(400, false, "Broken.ttf"), NULL, 0, {0}, {0}},
};
static char font_folder[64]; /* of this test's own, searched first */
static Str folders[2] = {{font_folder, 0}, {"/usr/share/fonts", 16}};
static const Catalogue catalogue = {.families = families,
                                    .nfamilies = COUNT(families),
                                    .folders = folders,
                                    .nfolders = COUNT(folders)};

static int set_up(void **state)
{
    Bench *b = calloc(1, sizeof *b);
    b->job = arena_new();
    b->pass = arena_new();
    b->diag = diag_new(b->job);
    if (!folders[0].n)
        folders[0] = STR("/usr/share/fonts/truetype");
    b->fonts = fonts_open(b->job, &catalogue, b->diag);
    b->ts = typesetter_new(b->job, b->fonts, STR("en-GB"), b->diag);
    b->style = (Style){.family = STR("Open Sans"), .weight = 400, .size = PT(10), .leading = PT(14)};
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    Bench *b = *state;
    fonts_close(b->fonts);
    arena_free(b->pass);
    arena_free(b->job);
    free(b->report);
    free(b);
    return 0;
}

/* All diagnostics as printed. */
static inline const char *reported(Bench *b)
{
    free(b->report);
    b->report = NULL;
    size_t n;
    FILE *out = open_memstream(&b->report, &n);
    diag_print(b->diag, out, false);
    fclose(out);
    return b->report;
}

static inline Para *prepare(Bench *b, Str text)
{
    Piece piece = {.kind = PIECE_TEXT, .text = text, .style = &b->style};
    return para_prepare(b->ts, b->pass, &piece, 1);
}

static inline Lines break_para(Bench *b, const Para *p, Len measure, Align align)
{
    ParaShape shape = {.measure = measure, .align = align};
    return para_break(b->ts, b->pass, p, &shape);
}

static inline Lines break_text(Bench *b, const char *text, Len measure, Align align)
{
    return break_para(b, prepare(b, str_c(text)), measure, align);
}

/* What a reader gets from a line: each glyph's text in order. */
static inline Str line_text(Bench *b, const Line *line)
{
    Buf out = {0};
    for (int r = 0; r < line->nruns; r++)
        for (int g = 0; g < line->runs[r].nglyphs; g++) {
            const Glyph *glyph = &line->runs[r].glyphs[g];
            buf_str(&out, str_sub(line->runs[r].text, glyph->text_at, glyph->text_at + glyph->text_len));
        }
    return buf_take(&out, b->pass);
}

static inline void assert_str(Str got, const char *want)
{
    char *text = calloc(1, (size_t)got.n + 1);
    if (got.n)
        memcpy(text, got.p, (size_t)got.n);
    assert_string_equal(text, want);
    free(text);
}

#endif
