/* What a line may give besides its spaces, where its style allows it (Flex): letters a little narrower or wider,
 * letters a little closer or further apart, and characters that hang into the margins.
 *
 * For choosing breaks, these are totals beside those of the breaks, so that a line's are again a subtraction: the width
 * of its letters, and their sizes added up. When a line is stretched or shrunk, its spaces take half as large a part of
 * what they may give as its letters of theirs, until these are at their limit: one part in a hundred in the letters is
 * not seen, but the same length in spaces is. Both shares are whole thousandths, which a PDF can say exactly;
 * what that leaves goes to the spaces, so that lines still end exactly at the measure.
 *
 * The eye sees ink. A full stop or a hyphen at a line's end has little of it, and a quotation mark at its beginning
 * none where the letters stand. Each such character hangs out by the empty space beside its ink, which the face tells,
 * and by a share of the ink: most of a full stop's, little of a dash's. The shares are those of the character, so any
 * face can be set so.
 *
 * With no style that allows it, nothing is computed. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "text/fit_private.h"

static bool is_off(const ParaShape *shape)
{
    const Flex *f = &shape->flex;
    bool letters = shape->align == ALIGN_JUSTIFY ? f->expand || f->track_shrink || f->track_stretch
                                                 : shape->align == ALIGN_LEFT && f->even_rag && f->expand;
    bool hangs = f->protrude && (shape->align == ALIGN_JUSTIFY || shape->align == ALIGN_LEFT);
    return !letters && !hangs;
}

/* ---- letters ---- */

typedef struct LetterTotals {
    int64_t fixed, sizes; /* of all items so far: fixed widths, and the sizes of letters */
    bool tracks;          /* sizes count: letters may move apart */
} LetterTotals;

/* A mark on a letter has no width and no place of its own. */
int word_letters(const Word *w, int at)
{
    int n = 0;
    for (int i = 0; i < w->nglyphs && w->glyphs[i].text_at < at; i++)
        n += w->glyphs[i].advance > 0;
    return n;
}

static int all_letters(Word *w)
{
    if (!w->nletters)
        w->nletters = word_letters(w, w->text.n);
    return w->nletters;
}

static void pass_item(LetterTotals *t, const ParaItem *it)
{
    if (it->kind == ITEM_FIXED)
        t->fixed += it->width;
    else if (t->tracks && it->kind == ITEM_WORD)
        t->sizes += (int64_t)all_letters(it->word) * it->word->size;
}

static int64_t sizes_to(const Para *p, const LineBreak *b)
{
    const Word *w = b->cut ? p->items[b->item].word : NULL;
    return w ? (int64_t)word_letters(w, b->cut) * w->size : 0;
}

/* ---- characters at the edges ---- */

typedef struct Hang {
    uint32_t character;
    uint8_t left, right; /* per cent of the ink that hangs out; 0: nothing does */
} Hang;

static const Hang hangs[] = {
    {'"', 60, 60},    {'\'', 70, 70},   {'(', 15, 0},     {')', 0, 15},     {'*', 40, 40},    {',', 0, 70},
    {'-', 40, 60},    {'.', 0, 75},     {'/', 10, 15},    {':', 0, 45},     {';', 0, 45},     {'!', 0, 20},
    {'?', 0, 15},     {'A', 4, 4},      {'T', 6, 6},      {'V', 5, 5},      {'W', 4, 4},      {'Y', 6, 6},
    {'[', 10, 0},     {']', 0, 10},     {0x00AB, 40, 40}, {0x00BB, 40, 40}, {0x2010, 40, 60}, {0x2011, 40, 60},
    {0x2013, 25, 30}, {0x2014, 15, 18}, {0x2018, 65, 65}, {0x2019, 65, 65}, {0x201A, 65, 65}, {0x201C, 55, 55},
    {0x201D, 55, 55}, {0x201E, 55, 55}, {0x2026, 0, 15},
};

static const Hang *hang_of(uint32_t character)
{
    if (character < 0x80 && (is_lower((char)character) || is_digit((char)character)))
        return NULL; /* nearly all */
    for (int i = 0; i < COUNT(hangs); i++)
        if (hangs[i].character == character)
            return &hangs[i];
    return NULL;
}

/* The empty space beside the ink, and the share of the ink. */
static Len hang_len(const Face *face, Len size, int beside, int ink)
{
    int units = beside + ink;
    return units > 0 ? face_len(face, size, units) : 0;
}

static Len hang(const Cut *cut, uint32_t character, bool left)
{
    const Hang *h = hang_of(character);
    const Face *face = cut->letters->face;
    hb_codepoint_t gid;
    hb_glyph_extents_t box;
    int share = !h ? 0 : left ? h->left : h->right;
    if (!share || !face || !hb_font_get_nominal_glyph(face->font, character, &gid)
        || !hb_font_get_glyph_extents(face->font, gid, &box))
        return 0;
    int right = face_advance(face, (uint16_t)gid) - box.x_bearing - box.width;
    return hang_len(face, cut->size, left ? box.x_bearing : right, box.width * share / 100);
}

/* The last character before a break, spaces aside, and its item; NULL: there is none. */
static const ParaItem *item_before(const Para *p, const LineBreak *b, int *end)
{
    if (b->cut) {
        *end = p->items[b->item].at + b->cut;
        return &p->items[b->item];
    }
    for (int i = b->item - 1; i >= 0 && p->items[i].kind != ITEM_FIXED; i--)
        if (p->items[i].kind == ITEM_WORD) {
            *end = p->items[i].to;
            return &p->items[i];
        }
    return NULL;
}

static Len size_before(const Para *p, const LineBreak *b)
{
    int end;
    const ParaItem *it = item_before(p, b, &end);
    return it ? p->passages[it->passage].style->size : 0;
}

static Len hang_right(const Para *p, const LineBreak *b)
{
    int end = 0;
    const ParaItem *it = item_before(p, b, &end);
    if (!it)
        return 0;
    const Cut *cut = p->passages[it->passage].cut;
    int at = end - 1;
    while (at > it->at && ((unsigned char)p->text.p[at] & 0xC0) == 0x80)
        at--;
    return hang(cut, b->kind == OPP_HYPHEN ? '-' : utf8_next(p->text, &at), false);
}

static Len hang_left(const Para *p, const LineBreak *b)
{
    const ParaItem *it = b->item < p->nitems ? &p->items[b->item] : NULL;
    if (!it || it->kind != ITEM_WORD)
        return 0;
    int at = it->at + b->cut;
    return at < it->to ? hang(p->passages[it->passage].cut, utf8_next(p->text, &at), true) : 0;
}

/* ---- breaks ---- */

static BreakFlex flex_of(const Para *p, const LineBreak *b, const LetterTotals *t)
{
    int64_t sizes = t->tracks ? t->sizes + sizes_to(p, b) : 0;
    return (BreakFlex){.end_text = b->end - b->end_glue - t->fixed,
                       .next_text = b->next - b->next_glue - t->fixed,
                       .end_sizes = sizes,
                       .next_sizes = sizes,
                       .last_size = t->tracks ? size_before(p, b) : 0};
}

const BreakFlex *flex_breaks(const Para *p, const ParaShape *shape, const LineBreaks *breaks, Arena *scratch)
{
    if (is_off(shape))
        return NULL;
    BreakFlex *flex = NEWN(scratch, BreakFlex, breaks->n);
    bool justified = shape->align == ALIGN_JUSTIFY, hangs = shape->flex.protrude;
    LetterTotals t = {.tracks = justified && (shape->flex.track_shrink || shape->flex.track_stretch)};
    for (int i = 0, item = 0; i < breaks->n; i++) {
        const LineBreak *b = &breaks->at[i];
        for (; item < b->item; item++)
            pass_item(&t, &p->items[item]);
        flex[i] = flex_of(p, b, &t);
        if (hangs && justified && i > 0)
            flex[i].hang_right = hang_right(p, b);
        if (hangs)
            flex[i].hang_left = hang_left(p, b);
    }
    return flex;
}

/* ---- a line ---- */

/* What of its most the letters take: `room` is what all of the line may give, `letters` what they may. */
static int part_of(int most, int64_t slack, int64_t room, int64_t letters)
{
    int64_t shared = (room + letters) / 2;
    return slack >= shared ? most : (int)((most * slack * 2 + shared) / (2 * shared));
}

/* Towards the end that even lines have, half of the way: letters that differ less are worth more than an even end. */
static FlexLine flex_rag(const Fit *f, const FitLine *line, int64_t text)
{
    int64_t most = f->shape->flex.expand, half = (line->slack - rag_even_end(f)) * 500;
    int64_t scale = text > 0 ? (half + (half < 0 ? -text : text) / 2) / text : 0;
    return (FlexLine){.scale = (int)(scale > most ? most : scale < -most ? -most : scale)};
}

static FlexLine flex_by(const Fit *f, const FitLine *line, int64_t text, int64_t sizes)
{
    const Flex *may = &f->shape->flex;
    int64_t slack = line->slack > 0 ? line->slack : -line->slack;
    if (line->slack > 0) {
        int64_t letters = (text * may->expand + sizes * may->track_stretch) / 1000;
        return (FlexLine){.scale = part_of(may->expand, slack, line->stretch, letters),
                          .track = part_of(may->track_stretch, slack, line->stretch, letters)};
    }
    int64_t letters = (text * may->expand + sizes * may->track_shrink) / 1000;
    return (FlexLine){.scale = -part_of(may->expand, slack, line->shrink, letters),
                      .track = -part_of(may->track_shrink, slack, line->shrink, letters)};
}

FlexLine flex_line(const Fit *f, int from, int to, const FitLine *line)
{
    bool stretches = line->slack > 0 && f->breaks[to].kind != OPP_FORCED;
    bool justified = f->shape->align == ALIGN_JUSTIFY;
    if (!f->flex || (!justified && !f->even_rag) || (!stretches && (line->slack >= 0 || !justified)))
        return (FlexLine){0};
    const BreakFlex *a = &f->flex[from], *b = &f->flex[to];
    int64_t text = b->end_text - a->next_text, sizes = b->end_sizes - b->last_size - a->next_sizes;
    return justified ? flex_by(f, line, text, sizes) : flex_rag(f, line, text);
}
