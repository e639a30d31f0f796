/* What libharu does without a word: each of its silent failures is either kept from happening or noticed.
 *
 * Real numbers over 32,767 are written as 0, arrays end at 32,767 items, a space in a name is not escaped; and an error
 * sticks until somebody asks for it. HPDF_Xref_Add is wrapped (CMakeLists.txt), so that it can refuse. A full disk is
 * in test_pdf.c. */
#include "pdf_help.h"

#include <hpdf.h>
#include <hpdf_objects.h>

#include "file/file.h"
#include "pdf/object/object.h"

static int refuse_at;   /* the object that is refused, counted from 1; 0: none */
static HPDF_Dict added; /* the last one that was not */

HPDF_STATUS __real_HPDF_Xref_Add(HPDF_Xref xref, void *object);
HPDF_STATUS __wrap_HPDF_Xref_Add(HPDF_Xref xref, void *object);
HPDF_STATUS __wrap_HPDF_Xref_Add(HPDF_Xref xref, void *object)
{
    if (refuse_at > 0 && --refuse_at == 0) {
        HPDF_Obj_Free(xref->mmgr, object); /* as the real one does */
        return HPDF_SetError(xref->error, HPDF_XREF_COUNT_ERR, 0);
    }
    added = object;
    return __real_HPDF_Xref_Add(xref, object);
}

static Str bytes_between(Str s, const char *from, const char *to)
{
    int a = str_find(s, from);
    Str rest = str_sub(s, a < 0 ? s.n : a + (int)strlen(from), s.n);
    int b = str_find(rest, to);
    return str_sub(rest, 0, b < 0 ? 0 : b);
}

/* --- an error sticks, and is asked for ------------------------------------------ */

/* Whether objects that were spoilt by `spoil` are noticed when built, and not saved as if they were good. */
static void is_noticed(World *w, void (*spoil)(HPDF_Dict object))
{
    Objects *o = objects_open(w->arena);
    object_new(o);
    assert_int_equal(objects_fault(o), 0);
    spoil(added);
    assert_int_not_equal(objects_fault(o), 0);
    OutFile *out = outfile_open(w->arena, str_c(w->path), w->diag);
    assert_false(objects_save(o, &(PdfJob){.arena = w->arena}, out));
    outfile_abandon(out);
    objects_close(o);
}

static void add_large_real(HPDF_Dict object)
{
    HPDF_Dict_AddReal(object, "Large", 40000);
}

static void add_long_array(HPDF_Dict object)
{
    HPDF_Array array = HPDF_Array_New(object->mmgr);
    HPDF_Dict_Add(object, "Long", array);
    for (int i = 0; i <= 32767; i++)
        HPDF_Array_AddNumber(array, i);
}

static void what_libharu_refuses_is_noticed(void **state)
{
    World *w = *state;
    is_noticed(w, add_large_real);
    is_noticed(w, add_long_array);
}

/* If libharu refuses any object, there is no file, and PDF001 reports it. */
static void an_object_refused_makes_no_file(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    put(w, text_node(w, "", node(w, NODE_PARAGRAPH, w->section)), "Words");
    int refused = 0;
    for (int at = 1; at < 1000; at++) {
        DiagView *said;
        refuse_at = at;
        w->diag = diag_new(w->arena);
        bool written = write_to(w, w->path);
        bool reached = refuse_at == 0;
        refuse_at = 0;
        if (!reached)
            break;
        assert_false(written);
        assert_true(diag_list(w->diag, w->arena, &said) > 0 && said[0].code == PDF001);
        refused++;
    }
    assert_true(refused > 10);
}

/* --- what is kept from happening --------------------------------------------------- */

static void places_beyond_32767_points_are_kept(void **state)
{
    World *w = *state;
    add_page(w, "1", FOLIO_DECIMAL, 1);
    last_page(w)->width = PT(50000);
    last_page(w)->height = PT(45000);
    set_at(w, PT(40000), text_node(w, "", node(w, NODE_PARAGRAPH, w->section)), "Far out", ITEM_CONTENT, PART_BODY);
    write_and_check(w);
    assert_has(output_of(w, "pdfinfo %s"), "50000 x 45000 pts");
    assert_has(output_of(w, "pdftotext -bbox %s -"), "xMin=\"40000.");
}

static void arrays_of_more_than_32767_items_are_whole(void **state)
{
    enum { ITEMS = 33000 };
    World *w = *state;
    Node *list = node(w, NODE_LIST, w->section);
    for (int i = 0; i < ITEMS; i++) {
        if (i % 500 == 0)
            add_page(w, "1", FOLIO_DECIMAL, 1);
        put(w, text_node(w, "", node(w, NODE_PARAGRAPH, node(w, NODE_ITEM, list))), "i");
    }
    assert_true(write_to(w, w->path));
    char expected[16];
    snprintf(expected, sizeof expected, "%d\n", ITEMS);
    Str counted = output_of(w, "grep -a -o '/S/LI\\b' %s | wc -l");
    assert_string_equal(str_cdup(w->arena, counted), expected);
    assert_has(output_of(w, "qpdf --check %s"), "No syntax or stream encoding errors");
}

/* Open Sans whose PostScript name has a space, a slash and a parenthesis. */
static void put_font_with_odd_name(World *w, const char *folder)
{
    static const char *const good[] = {"OpenSans", "\0O\0p\0e\0n\0S\0a\0n\0s"}, *const odd[] = {"Open (/s", "\0O\0p\0e"
                                                                                                            "\0n\0 "
                                                                                                            "\0(\0/"
                                                                                                            "\0s"};
    Str font;
    int found = 0;
    assert_true(
        file_read(w->arena, w->diag, STR("/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf"), (Pos){0}, &font));
    char *bytes = memcpy(arena_alloc(w->arena, (size_t)font.n), font.p, (size_t)font.n);
    for (int form = 0; form < 2; form++)
        for (int i = 0, n = form ? 16 : 8; i + n < font.n; i++)
            if (!memcmp(bytes + i, good[form], (size_t)n))
                memcpy(bytes + i, odd[form], (size_t)n), found++;
    assert_int_equal(found, 2);
    OutFile *out = outfile_open(w->arena, path_join(w->arena, str_c(folder), STR("Odd.ttf")), w->diag);
    outfile_write(out, bytes, (size_t)font.n);
    assert_true(outfile_commit(out));
}

static void a_font_with_a_space_in_its_name(void **state)
{
    World *w = *state;
    char folder[] = "/tmp/planpress-fonts-XXXXXX";
    assert_non_null(mkdtemp(folder));
    put_font_with_odd_name(w, folder);
    const Str files[] = {STR("Odd.ttf")}, in[] = {str_c(folder)};
    const FaceEntry face[] = {{.weight = 400, .files = files, .nfiles = 1}};
    const FamilyEntry family[] = {{.name = {"Open Sans", 9}, .faces = face, .nfaces = 1}};
    const Catalogue odd = {.families = family, .nfamilies = 1, .folders = in, .nfolders = 1};
    Fonts *before = w->fonts;
    w->fonts = fonts_open(w->arena, &odd, w->diag);
    w->typesetter = typesetter_new(w->arena, w->fonts, STR("en-GB"), w->diag);
    add_page(w, "1", FOLIO_DECIMAL, 1);
    put(w, text_node(w, "", node(w, NODE_PARAGRAPH, w->section)), "Words");
    write_and_check(w);
    Str name = bytes_between(decoded(w), "/BaseFont /", "\n");
    fonts_close(w->fonts);
    w->fonts = before;
    unlink(str_cdup(w->arena, path_join(w->arena, str_c(folder), STR("Odd.ttf"))));
    rmdir(folder);
    assert_has(name, "+Opens");
    for (int i = 0; i < name.n; i++)
        assert_false(strchr(" /()<>[]{}%", name.p[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_libharu_refuses_is_noticed, begin, end),
        cmocka_unit_test_setup_teardown(an_object_refused_makes_no_file, begin, end),
        cmocka_unit_test_setup_teardown(places_beyond_32767_points_are_kept, begin, end),
        cmocka_unit_test_setup_teardown(arrays_of_more_than_32767_items_are_whole, begin, end),
        cmocka_unit_test_setup_teardown(a_font_with_a_space_in_its_name, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
