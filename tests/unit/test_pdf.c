/* A file as a whole: text that can be copied, fonts, pictures, drawings, metadata, the same bytes, a full disk. */
#include "pdf_help.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* 4 × 2 pixels, RGBA, the left half see-through. */
static const unsigned char png_alpha[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x02, 0x08, 0x06, 0x00, 0x00, 0x00, 0x7F, 0xA8, 0x7D,
    0x63, 0x00, 0x00, 0x00, 0x17, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x38, 0xC1, 0xC0, 0xC0,
    0x00, 0xC2, 0x40, 0xF2, 0x3F, 0x90, 0xF1, 0x9F, 0x01, 0x5D, 0x00, 0x00, 0x9C, 0xE4, 0x0A, 0x3D,
    0x6A, 0x48, 0xE9, 0x72, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
};
/* Eight by eight greys. */
static const unsigned char jpeg_whole[] = {0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01,
                                           0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0xFF, 0xDB, 0x00, 0x43, 0x00, 0xA0,
                                           0x6E, 0x78, 0x8C, 0x78, 0x64, 0xA0, 0x8C, 0x82, 0x8C, 0xB4, 0xAA, 0xA0, 0xBE,
                                           0xF0, 0xFF, 0xFF, 0xF0, 0xDC, 0xDC, 0xF0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC0,
                                           0x00, 0x0B, 0x08, 0x00, 0x08, 0x00, 0x08, 0x01, 0x01, 0x11, 0x00, 0xFF, 0xC4,
                                           0x00, 0x14, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                           0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0xFF, 0xC4, 0x00, 0x15, 0x10, 0x01,
                                           0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                           0x00, 0x00, 0x02, 0x00, 0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3F,
                                           0x00, 0x01, 0xBF, 0xFF, 0xD9};

static void writes_an_empty_list(void **state)
{
    write_and_check(*state);
}

static void text_can_be_copied(void **state)
{
    World *w = *state;
    Node *p = node(w, NODE_PARAGRAPH, w->section);
    Node *t = text_node(w, "", p);
    add_page(w, "1", FOLIO_DECIMAL, 1);
    put(w, t, "Office efficiency fflu: £1,349 – “quoted” (a\\b) ");
    put(w, t, "a\xC2\xA0no-break space ");
    write_and_check(w);
    Str text = output_of(w, "pdftotext %s -");
    assert_has(text, "Office efficiency fflu: £1,349 – “quoted” (a\\b)");
    assert_has(text, "a no-break space");
    assert_has(decoded(w), "<00A0>");
    assert_has(output_of(w, "pdffonts %s"), "yes yes yes");
}

static void cff_outlines_too(void **state)
{
    World *w = *state;
    w->body.family = STR("EB Garamond");
    Node *t = text_node(w, "", node(w, NODE_PARAGRAPH, w->section));
    add_page(w, "1", FOLIO_DECIMAL, 1);
    int before = diag_count(w->diag, SEV_INFO);
    set_at(w, PT(60), NULL, "probe", ITEM_RUNNING_HEAD, PART_BODY);
    if (diag_count(w->diag, SEV_INFO) > before)
        skip(); /* the font is not on this machine */
    put(w, t, "offices of two-");
    const GlyphRun *run = last_page(w)->items.at[last_page(w)->items.n - 1].u.run;
    ((Glyph *)run->glyphs)[run->nglyphs - 1].soft_hyphen = true;
    put(w, t, "fold");
    write_and_check(w);
    assert_has(output_of(w, "pdffonts %s"), "CID Type 0C");
    assert_has(output_of(w, "pdfinfo -struct-text %s"), "\"offices of twofold\"");
}

static Node *picture(World *w, Node *parent, const unsigned char *bytes, int n, ImageFormat format)
{
    Node *image = node(w, NODE_IMAGE, parent);
    image->u.image.bytes = (Str){(const char *)bytes, n};
    image->u.image.format = format;
    text_node(w, "A map", image);
    VEC_PUSH(w->arena, &last_page(w)->items,
             (Item){.kind = ITEM_IMAGE, .node = image, .x = PT(60), .y = w->y, .u.image = {PT(100), PT(50)}});
    return image;
}

static void pictures_are_there_once(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    for (int i = 0; i < 2; i++) {
        Node *figure = node(w, NODE_FIGURE, w->section);
        picture(w, figure, png_alpha, sizeof png_alpha, IMAGE_PNG);
        node(w, NODE_CAPTION, figure);
        put(w, figure->last, "Where it is");
    }
    picture(w, node(w, NODE_PARAGRAPH, w->section), jpeg_whole, sizeof jpeg_whole, IMAGE_JPEG);
    assert_true(write_to(w, w->path));
    Str images = output_of(w, "pdfimages -list %s");
    assert_has(images, "smask");
    Str file = output_of(w, "qpdf --qdf --stream-data=preserve --object-streams=disable %s - | tr -d '\\000'");
    assert_has(file, "/I0 ");
    assert_has(file, "/DCTDecode");
    assert_has(file, "/Alt (A map)");
    assert_has(file, "/BBox");
    assert_has_not(file, "/I2 ");
}

static void bad_pictures_are_reported(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    Node *p = node(w, NODE_PARAGRAPH, w->section);
    picture(w, p, png_alpha, 50, IMAGE_PNG);
    picture(w, p, jpeg_whole, 12, IMAGE_JPEG);
    picture(w, p, jpeg_whole, sizeof jpeg_whole - 6, IMAGE_JPEG);
    write_and_check(w);
    assert_int_equal(diag_count(w->diag, SEV_ERROR), 3);
}

static void drawings_are_artifacts(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    VEC_PUSH(w->arena, &last_page(w)->items,
             (Item){.kind = ITEM_RECT,
                    .role = ITEM_DECORATION,
                    .colour = 2,
                    .x = PT(50),
                    .y = PT(70),
                    .u.rect = {PT(100), LEN_PT / 4}});
    static const PathSeg shapes[] = {{PATH_MOVE, {PT(5)}, {PT(5)}},   {PATH_LINE, {PT(6)}, {PT(5)}},
                                     {PATH_LINE, {PT(6)}, {PT(7)}},   {PATH_LINE, {PT(5)}, {PT(7)}},
                                     {PATH_CLOSE, {0}, {0}},          {PATH_MOVE, {PT(10)}, {PT(10)}},
                                     {PATH_LINE, {PT(20)}, {PT(10)}}, {PATH_CURVE, {1, 2, 3}, {4, 5, 6}},
                                     {PATH_CLOSE, {0}, {0}}};
    static const PagePath drawing =
        {.segs = shapes, .n = 9, .fill = 1, .stroke = COLOUR_NONE, .clipped = true, .clip = {0, 0, PT(99), PT(99)}};
    VEC_PUSH(w->arena, &last_page(w)->items, (Item){.kind = ITEM_PATH, .role = ITEM_DECORATION, .u.path = &drawing});
    Node *t = text_node(w, "", node(w, NODE_PARAGRAPH, w->section));
    w->body.underline = true;
    put(w, t, "On a tint ");
    write_and_check(w);
    Str file = decoded(w);
    assert_has(file, "/Artifact<</Type/Layout>>BDC\n.902 .941 1 rg\n50 771.64 100 .25 re\nf\nq\n");
    assert_has(file, "W n\n0 .329 .651 rg\n5 834.89 1 2 re\n10 831.89 m\n20 831.89 l\n");
    assert_has(file, "Q\nEMC\nBT\n/P<</MCID 0>>BDC\n0 0 0 rg\n");
    assert_has(file, "EMC\nET\n/Artifact<</Type/Layout>>BDC\n60 ");
}

/* What is drawn stays where it is, whatever sheet it is printed on. */
static void a_sheet_may_be_larger_than_its_page(void **state)
{
    World *w = *state;
    Node *t = text_node(w, "Plan", node(w, NODE_PARAGRAPH, w->section));
    add_page(w, "1", FOLIO_DECIMAL, 1);
    put(w, t, "Plan");
    add_page(w, "2", FOLIO_DECIMAL, 2);
    last_page(w)->bleed = PT(9);
    last_page(w)->slug = PT(20);
    put(w, t, "Plan");
    write_and_check(w);
    Str boxes = output_of(w, "pdfinfo -box -l 2 %s | tr -s ' '");
    assert_has(boxes, "1 MediaBox: 0.00 0.00 595.28 841.89\n");
    assert_has(boxes, "1 TrimBox: 0.00 0.00 595.28 841.89\n");
    assert_has(boxes, "2 MediaBox: -20.00 -20.00 615.28 861.89\n");
    assert_has(boxes, "2 BleedBox: -9.00 -9.00 604.28 850.89\n");
    assert_has(boxes, "2 TrimBox: 0.00 0.00 595.28 841.89\n");
    Str file = decoded(w), place = STR("60 761.89 Td");
    int first = str_find(file, place.p);
    assert_true(first >= 0);
    assert_has(str_sub(file, first + place.n, file.n), place.p);
}

static Str bytes_of(World *w)
{
    FILE *f = fopen(w->path, "rb");
    assert_non_null(f);
    Buf b = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        buf_put(&b, part, (int)n);
    fclose(f);
    return buf_take(&b, w->arena);
}

static void the_same_pages_give_the_same_bytes(void **state)
{
    World *w = *state;
    Node *t = text_node(w, "", node(w, NODE_PARAGRAPH, w->section));
    add_page(w, "1", FOLIO_DECIMAL, 1);
    put(w, t, "Once ");
    write_and_check(w);
    Str first = bytes_of(w);
    setenv("TZ", "Asia/Tokyo", 1);
    write_and_check(w);
    unsetenv("TZ");
    Str second = bytes_of(w);
    assert_true(str_eq(first, second));
    assert_has(first, "%PDF-1.7");
    put(w, t, "Twice ");
    write_and_check(w);
    Str third = bytes_of(w);
    int a = str_find(first, "/ID["), b = str_find(third, "/ID[");
    assert_true(a > 0 && b > 0 && !str_eq(str_sub(first, a, a + 38), str_sub(third, b, b + 38)));
}

static void says_what_it_is(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    write_and_check(w);
    Str info = output_of(w, "TZ=UTC pdfinfo -isodates %s");
    assert_has(info, "Title:           Plan & “Report”");
    assert_has(info, "Author:          Cambridgeshire PCC");
    assert_has(info, "2014-07-31T00:00:00");
    assert_has(info, "Tagged:          yes");
    assert_has(info, "595.28 x 841.89 pts (A4)");
    Str file = decoded(w);
    assert_has(file, "Plan &amp; “Report”");
    assert_has(file, "<pdfuaid:part>1");
    assert_has(file, "/DisplayDocTitle true");
}

static void a_full_disk_is_noticed(void **state)
{
    World *w = *state;
    Node *t = text_node(w, "", node(w, NODE_PARAGRAPH, w->section));
    for (int i = 0; i < 600; i++) {
        add_page(w, "1", FOLIO_DECIMAL, 1);
        put(w, t, "page ");
    }
    pid_t child = fork();
    if (child == 0) { /* files may not grow beyond 8 kB here */
        char line[96];
        snprintf(line, sizeof line, "%s.small", w->path);
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){8192, 8192});
        bool ok = write_to(w, line);
        _exit(!ok && diag_count(w->diag, SEV_ERROR) > 0 && access(line, F_OK) != 0 ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_an_empty_list, begin, end),
        cmocka_unit_test_setup_teardown(text_can_be_copied, begin, end),
        cmocka_unit_test_setup_teardown(cff_outlines_too, begin, end),
        cmocka_unit_test_setup_teardown(pictures_are_there_once, begin, end),
        cmocka_unit_test_setup_teardown(bad_pictures_are_reported, begin, end),
        cmocka_unit_test_setup_teardown(drawings_are_artifacts, begin, end),
        cmocka_unit_test_setup_teardown(a_sheet_may_be_larger_than_its_page, begin, end),
        cmocka_unit_test_setup_teardown(the_same_pages_give_the_same_bytes, begin, end),
        cmocka_unit_test_setup_teardown(says_what_it_is, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_noticed, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
