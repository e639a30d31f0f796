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
    {"s|/ID \\[|/IE [|", "no /ID of two strings"},
    {"s|xmpMM:VersionID|xmpMM:VersionIE|g", "lacks xmpMM:VersionID"},
    {"s|dc:title|dc:titel|g", "lacks dc:title"},
    {"s|T00:00:00|T01:00:00|", "another date than"},
    {"s|  /Type /Catalog|  /Type /Catalog /Version /1.7|", "has /Version"},
    {"s|  /Type /Catalog|  /Type /Catalog /AcroForm << >>|", "has /AcroForm"},
    {"s|  /Type /Catalog|  /Type /Catalog /OCProperties << >>|", "has /OCProperties"},
    {"s|  /Type /Catalog|  /Type /Catalog /Names << /JavaScript << >> >>|", "has /JavaScript"},
    {"s|  /Type /Catalog|  /Type /Catalog /Names << /EmbeddedFiles << >> >>|", "has /EmbeddedFiles"},
    {"s|  /Type /Page$|  /Type /Page /Group << /S /Transparency /CS /DeviceRGB >>|", "the group of page 1"},
    {"s|  /Type /Page$|  /Type /Page /AA << >>|", "has actions"},
    {"s|  /Type /Page$|  /Type /Page /ArtBox [ 0 0 1 1 ]|", "has an /ArtBox"},
    {"/TrimBox/,/\\]/s|^    0$|    -20|", "not inside each other"},
    {"/TrimBox/,/\\]/s|^    0$|    -4|", "a bleed of less than"},
    {"s|    /O1 <<|    /O1 << /TR /Identity|", "changes tones"},
    {"s|  /ExtGState <<|  /Shading << /S0 << /ShadingType 2 /ColorSpace /DeviceRGB >> >> /ExtGState <<|", "shading "
                                                                                                          "/S0"},
    {"s|  /ExtGState <<|  /Pattern << /P0 << /PatternType 2 /Shading << /ColorSpace /DeviceRGB >> >> >> /ExtGState <<|",
     "pattern /P0"},
    {"s|/All \\[|/Cs0 [ /CalRGB << /WhitePoint [ 1 1 1 ] >> ] /All [|", "/CalRGB"},
    {"s|/All \\[|/Cs0 [ /Lab << /WhitePoint [ 1 1 1 ] >> ] /All [|", "/Lab"},
    {"s|/All \\[|/Cs0 [ /Indexed /DeviceRGB 0 <000000> ] /All [|", "/DeviceRGB"},
    /* The page's content drawn once more, as a form or a picture. */
    {"s|/XObject <<|/XObject << /X0 CONTENT 0 R|;/Contents for page 1/,/^>>/s|^<<|<< /Subtype /Form /Group << /CS "
     "/DeviceRGB >>|",
     "the group of object /X0"},
    {"s|/XObject <<|/XObject << /X0 CONTENT 0 R|;/Contents for page 1/,/^>>/s|^<<|<< /Subtype /Form /Resources << "
     "/Font << /F9 << >> >> >>|",
     "font /F9 of object /X0"},
    {"s|/XObject <<|/XObject << /X0 CONTENT 0 R|;/Contents for page 1/,/^>>/s|^<<|<< /Subtype /Image /ColorSpace "
     "/DeviceRGB|",
     "object /X0 of page 1 has the colour space /DeviceRGB"},
    {"s|/XObject <<|/XObject << /X0 CONTENT 0 R|;/Contents for page 1/,/^>>/s|^<<|<< /Subtype /Image /ColorSpace "
     "/DeviceCMYK /Alternates [ ]|",
     "other forms of itself"},
    {"s|/XObject <<|/XObject << /X0 CONTENT 0 R|;/Contents for page 1/,/^>>/s|^<<|<< /Subtype /PS|", "neither a "
                                                                                                     "picture nor a "
                                                                                                     "form"},
};

static void what_is_planted_is_found(void **state)
{
    World *w = *state;
    write_good(w);
    int missed = 0;
    for (int i = 0; i < COUNT(planted); i++) {
        char line[1024];
        snprintf(line, sizeof line,
                 "cp %s %s.good && qpdf --qdf --object-streams=disable --decode-level=all %s.good %s.qdf"
                 " && n=$(LC_ALL=C sed -n -e '/Contents for page 1/,/ 0 obj$/s| 0 obj$||p' %s.qdf)"
                 " && LC_ALL=C sed -e '%s' %s.qdf | LC_ALL=C sed -e \"s|CONTENT 0 R|$n 0 R|\" | fix-qdf > %s",
                 w->path, w->path, w->path, w->path, w->path, planted[i].edit, w->path, w->path);
        assert_int_equal(system(line), 0);
        Str found = preflight(w);
        snprintf(line, sizeof line, "mv %s.good %s; rm -f %s.qdf", w->path, w->path, w->path);
        assert_int_equal(system(line), 0);
        if (str_find(found, planted[i].found) < 0) {
            print_error("%s: found \"" STR_FMT "\"\n", planted[i].edit, STR_ARG(found));
            missed++;
        }
    }
    assert_int_equal(missed, 0);
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
