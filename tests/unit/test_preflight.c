/* The preflight finds what is planted: a good press file is opened up with qpdf, one thing in it is changed, and it is
 * closed again. */
#include "pdf_help.h"

#include "ink/profile.h"
#include "press/press.h"

static const Str icc_files[] = {{"FOGRA39L_coated.icc", 19}};
static const Str icc_folders[] = {{"/usr/share/texlive/texmf-dist/tex/generic/colorprofiles", 55}};
static const ProfileEntry icc_profiles[] = {
    {.name = {"FOGRA39", 7}, .condition = {"FOGRA39", 7}, .files = icc_files, .nfiles = 1}};
static const Catalogue icc_catalogue = {.profiles = icc_profiles,
                                        .nprofiles = 1,
                                        .profile_folders = icc_folders,
                                        .nprofile_folders = 1};

static PressSettings settings(void)
{
    return (PressSettings){.bleed = PT(9), .safe = PT(8), .ink = 320, .dpi = 250, .multiple = 1};
}

static void write_good(World *w)
{
    PressSettings s = settings();
    Profile *profile = profile_open(&(ProfileSearch){.arena = w->arena, .diag = w->diag, .catalogue = &icc_catalogue});
    assert_non_null(profile);
    add_page(w, "1", FOLIO_DECIMAL, 1);
    VEC_PUSH(w->arena, &last_page(w)->items,
             (Item){.kind = ITEM_RECT, .role = ITEM_DECORATION, .colour = 1, .u.rect = {PT(100), PT(100)}});
    put(w, text_node(w, "", node(w, NODE_PARAGRAPH, w->section)), "Words (and brackets)");
    const PageList *pages = press_pages(
        &(PressJob){.arena = w->arena, .diag = w->diag, .doc = &w->doc, .screen = &w->pages, .settings = &s});
    OutFile *out = outfile_open(w->arena, str_c(w->path), w->diag);
    uint64_t hash = 1;
    outfile_tap(out, take_in, &hash);
    PdfJob job = {.doc = &w->doc,
                  .pages = pages,
                  .fonts = w->fonts,
                  .arena = w->arena,
                  .diag = w->diag,
                  .producer = STR("planpress test"),
                  .epoch = 1406764800,
                  .profile = profile,
                  .identify = identify_by,
                  .with = &hash};
    assert_true(pdf_write(&job, out));
    assert_true(outfile_commit(out));
    profile_close(profile);
}

static Str preflight(World *w)
{
    PressSettings s = settings();
    Diag *d = diag_new(w->arena);
    bool ok = press_preflight(w->arena, d, str_c(w->path), &s);
    DiagView *views;
    int n = diag_list(d, w->arena, &views);
    Buf all = {0};
    for (int i = 0; i < n; i++)
        buf_format(&all, "%s " STR_FMT "\n", code_name(views[i].code), STR_ARG(views[i].message));
    assert_int_equal(ok, n == 0);
    return buf_take(&all, w->arena);
}

static void a_good_file_passes(void **state)
{
    World *w = *state;
    write_good(w);
    assert_string_equal(preflight(w).p, "");
}

/* An expression of sed on the opened file, and what is found then. */
static const struct {
    const char *edit, *found;
} planted[] = {
    {"1s/1.6/1.7/", "PDF version 1.7"},
    {"s|/Trapped /False|/Trapped /Unknown|", "does not say whether it is trapped"},
    {"s|/GTS_PDFX|/GTS_PDFA|", "0 output intents"},
    {"s|PDF/X-4|PDF/X-5|", "does not say that the file is PDF/X-4"},
    {"s|prtrCMYK|mntrRGB |", "no profile of a press"},
    {"s|  /TrimBox|  /CropBox|", "no /TrimBox of its own"},
    {"s|  /BleedBox|  /ArtBox|", "no /BleedBox of its own"},
    {"s| k$| rg|;s|^0 0 0 1 rg|0 0 1 rg|", "sets a colour in RGB"},
    {"s|  /Type /Page$|  /Type /Page /Annots [ ]|", "has annotations"},
    {"s|  /Type /Catalog|  /Type /Catalog /OpenAction << >>|", "has /OpenAction"},
    {"s|/FontFile2|/FontFilf2|", "is not embedded"},
    {"s|/DeviceCMYK|/DeviceRGB|", "/DeviceRGB"},
};

static void what_is_planted_is_found(void **state)
{
    World *w = *state;
    write_good(w);
    for (int i = 0; i < COUNT(planted); i++) {
        char line[512];
        snprintf(line, sizeof line,
                 "cp %s %s.good && qpdf --qdf --object-streams=disable --decode-level=all %s.good %s.qdf"
                 " && LC_ALL=C sed -e '%s' %s.qdf | fix-qdf > %s",
                 w->path, w->path, w->path, w->path, planted[i].edit, w->path, w->path);
        assert_int_equal(system(line), 0);
        Str found = preflight(w);
        snprintf(line, sizeof line, "mv %s.good %s; rm -f %s.qdf", w->path, w->path, w->path);
        assert_int_equal(system(line), 0);
        if (str_find(found, planted[i].found) < 0)
            fail_msg("%s: found \"" STR_FMT "\"", planted[i].edit, STR_ARG(found));
    }
    assert_string_equal(preflight(w).p, "");
}

static void a_file_cut_short_is_found(void **state)
{
    World *w = *state;
    write_good(w);
    char line[128];
    snprintf(line, sizeof line, "truncate -s -40 %s", w->path);
    assert_int_equal(system(line), 0);
    assert_has(preflight(w), "PRS020 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_good_file_passes, begin, end),
        cmocka_unit_test_setup_teardown(what_is_planted_is_found, begin, end),
        cmocka_unit_test_setup_teardown(a_file_cut_short_is_found, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
