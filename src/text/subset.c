/* A face cut down to the glyphs used, by hb-subset.
 *
 * Glyph ids are kept (in glyf, the gaps cost next to nothing once deflated), so that content can be written before
 * the subset is made. Hints are dropped. hb-subset sees only the tables that a PDF reader uses: the PDF itself
 * describes the text, and absent tables need not be searched for what belongs to a glyph. */
#include "text/face_private.h"

#include <hb-subset.h>

#include "base/str.h"

static const hb_tag_t kept[] = {
    HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
    HB_TAG('h', 'm', 't', 'x'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('m', 'a', 'x', 'p'),
};

static hb_blob_t *kept_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
    (void)face;
    for (int i = 0; i < COUNT(kept); i++)
        if (kept[i] == tag)
            return hb_face_reference_table(whole, tag);
    return NULL;
}

static hb_subset_input_t *subset_input(const uint16_t *gids, int count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING
                                         | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    hb_set_add(glyphs, 0);
    for (int i = 0; i < count; i++)
        hb_set_add(glyphs, gids[i]);
    return input;
}

static bool copy_blob(hb_blob_t *blob, Buf *out)
{
    unsigned n;
    const char *bytes = hb_blob_get_data(blob, &n);
    if (n > 0 && n <= INT32_MAX)
        buf_put(out, bytes, (int)n);
    hb_blob_destroy(blob);
    return n > 0 && n <= INT32_MAX;
}

bool face_subset(const Face *f, const uint16_t *gids, int count, Buf *out)
{
    hb_subset_input_t *input = subset_input(gids, count);
    if (!input)
        return false;
    hb_face_t *outlines = hb_face_create_for_tables(kept_table, f->hb, NULL);
    hb_face_t *cut = hb_subset_or_fail(outlines, input);
    hb_face_destroy(outlines);
    hb_subset_input_destroy(input);
    if (!cut)
        return false;
    hb_blob_t *blob =
        f->info.cff ? hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(cut);
    bool good = copy_blob(blob, out);
    hb_face_destroy(cut);
    return good;
}

bool face_with_characters(const Face *f, const uint32_t *characters, int count, Buf *out)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return false;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    for (int i = 0; i < count; i++)
        hb_set_add(hb_subset_input_unicode_set(input), characters[i]);
    hb_face_t *cut = hb_subset_or_fail(f->hb, input);
    hb_subset_input_destroy(input);
    bool good = cut && copy_blob(hb_face_reference_blob(cut), out);
    hb_face_destroy(cut);
    return good;
}
