/* A face cut down to the glyphs that were used, by hb-subset.
 *
 * Glyph ids are kept (for glyf the empty places cost next to nothing once deflated), so that content can
 * be written before the subset is made. Hints go, and so does every table that a PDF reader does not
 * use: the text side is told by the PDF itself. */
#include "text/face.h"

#include <hb-subset.h>

#include "base/str.h"

static const hb_tag_t dropped[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('c', 'm', 'a', 'p'),
    HB_TAG('S', 'T', 'A', 'T'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('M', 'A', 'T', 'H'), HB_TAG('J', 'S', 'T', 'F'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('h', 'd', 'm', 'x'),
    HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'), HB_TAG('P', 'C', 'L', 'T'), HB_TAG('F', 'F', 'T', 'M'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('V', 'O', 'R', 'G'), HB_TAG('m', 'o', 'r', 'x'),
    HB_TAG('k', 'e', 'r', 'x'), HB_TAG('f', 'v', 'a', 'r'), HB_TAG('g', 'v', 'a', 'r'), HB_TAG('a', 'v', 'a', 'r'),
    HB_TAG('H', 'V', 'A', 'R'), HB_TAG('M', 'V', 'A', 'R'), HB_TAG('C', 'O', 'L', 'R'), HB_TAG('C', 'P', 'A', 'L'),
    HB_TAG('S', 'V', 'G', ' '), HB_TAG('C', 'B', 'D', 'T'), HB_TAG('C', 'B', 'L', 'C'),
};

static hb_subset_input_t *subset_input(const uint16_t *gids, int count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    hb_set_add(glyphs, 0);
    for (int i = 0; i < count; i++)
        hb_set_add(glyphs, gids[i]);
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (int i = 0; i < COUNT(dropped); i++)
        hb_set_add(drop, dropped[i]);
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
    hb_face_t *cut = hb_subset_or_fail(f->hb, input);
    hb_subset_input_destroy(input);
    if (!cut)
        return false;
    hb_blob_t *blob = f->info.cff ? hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(cut);
    bool good = copy_blob(blob, out);
    hb_face_destroy(cut);
    return good;
}
