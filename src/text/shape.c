/* Text to glyphs, a word at a time.
 *
 * A word is shaped whole, in font units, and each of its lengths is rounded once to Len at the cut's size. It is
 * kept as long as the typesetter, so a document shapes each of its words once for each style. In another size it is
 * derived from the first, because nearly all sizes are fine enough to recover its font units. The price is that
 * there is no kerning across spaces.
 *
 * Clusters are those of characters, so that a mark has its own text. When the face lacks something, the word is
 * split into graphemes (a base and its marks). Each goes to the first face that has all of it (the letters', then
 * their family's fallbacks), and neighbours of one face are shaped together. What no face has is reported once and
 * set as a visible replacement, never as .notdef.
 *
 *     word "Ok✓"   →  spans: Open Sans "Ok" · DejaVu Sans "✓" */
#include "text/shape_private.h"

#include <hb.h>
#include <string.h>
#include <utf8proc.h>

#include "base/ascii.h"
#include "base/utf8.h"

#define MISSING_MAX 200         /* characters reported in one document */
#define WIDTH_MAX (LEN_MAX / 2) /* of one word; beyond it only the sum is wrong */

/* Glyphs gathered for one word, in scratch memory. */
/* What is to be set of a text: HarfBuzz looks at the rest too. */
typedef struct TextPart {
    Str text;
    int from, to;
} TextPart;

/* Where glyphs go: each, and whether it is tied to the one before. */
typedef struct PlacedGlyphs {
    Glyph *glyphs;
    bool *tied;
} PlacedGlyphs;

typedef struct WordDraft {
    VEC(Glyph) glyphs;
    VEC(bool) tied;
    VEC(WordSpan) spans;
} WordDraft;

static bool same_letters(const Letters *l, const Style *s, Str lang)
{
    return l->weight == s->weight && l->italic == s->italic && l->tabular == s->tabular
           && l->small_caps == s->small_caps && l->capitals == s->capitals && l->raised_figures == s->raised_figures
           && l->figures == s->figures && l->tracking == s->tracking && l->stretch == s->flex.track_stretch
           && str_eq(l->asked, s->features) && str_eq(l->family, s->family) && str_eq(l->lang, lang);
}

static void add_feature(Letters *l, const char *tag, bool on)
{
    if (l->nfeatures < FEATURES_MAX)
        l->features[l->nfeatures++] =
            (hb_feature_t){hb_tag_from_string(tag, 4), on, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}

/* A feature that the template asks for by name. */
static void ask_feature(Shaper *s, Letters *l, const char *tag)
{
    add_feature(l, tag, true);
    if (!l->face || face_has_feature(l->face, hb_tag_from_string(tag, 4)))
        return;
    diag(s->d, FNT007, (Pos){0}, "the font " STR_FMT " has no feature \"%.4s\"", STR_ARG(l->face->info.postscript_name),
         tag);
    diag_help(s->d, "take it out of the template's style, or choose another font");
}

static void ask_features(Shaper *s, Letters *l)
{
    for (int i = 0; i < l->asked.n; i++) {
        bool off = l->asked.p[i] == '-';
        if (l->asked.p[i] == ' ')
            continue;
        if (off)
            add_feature(l, l->asked.p + i + 1, false);
        else
            ask_feature(s, l, l->asked.p + i);
        i += FEATURE_LETTERS - 1 + off;
    }
}

/* Lining figures go with tabular ones unless the style has a wish; figures in text are as wide as they need. */
static void choose_figures(Shaper *s, Letters *l)
{
    if (l->tabular)
        add_feature(l, "tnum", true);
    if (l->figures == NUMERALS_OF_FACE && l->tabular)
        add_feature(l, "lnum", true);
    if (l->figures == NUMERALS_OF_FACE)
        return;
    ask_feature(s, l, l->figures == NUMERALS_LINING ? "lnum" : "onum");
    if (!l->tabular)
        add_feature(l, "pnum", true);
}

static void plan_letters(Shaper *s, Letters *l)
{
    choose_figures(s, l);
    if (l->small_caps)
        add_feature(l, "smcp", true);
    if (l->tracking > 0) /* letters that are set apart are not joined */
        add_feature(l, "liga", false);
    ask_features(s, l);
    Str lang = l->lang.n ? l->lang : STR("en");
    l->latin = (hb_segment_properties_t){.direction = HB_DIRECTION_LTR,
                                         .script = HB_SCRIPT_LATIN,
                                         .language = hb_language_from_string(lang.p, lang.n)};
    if (l->face)
        l->plan = fonts_plan(s->fonts, l->face, &l->latin, l->features, l->nfeatures);
}

static Letters *letters_of(Shaper *s, const Style *style, Str lang)
{
    for (int i = 0; i < s->letters.n; i++)
        if (same_letters(s->letters.at[i], style, lang))
            return s->letters.at[i];
    Letters *l = NEW(s->job, Letters);
    *l = (Letters){.family = str_dup(s->job, style->family),
                   .lang = str_dup(s->job, lang),
                   .weight = style->weight,
                   .italic = style->italic,
                   .tabular = style->tabular,
                   .small_caps = style->small_caps,
                   .capitals = style->capitals,
                   .raised_figures = style->raised_figures,
                   .figures = style->figures,
                   .tracking = style->tracking,
                   .stretch = style->flex.track_stretch,
                   .asked = str_dup(s->job, style->features)};
    l->face = fonts_face(s->fonts, style->family, style->weight, style->italic);
    plan_letters(s, l);
    VEC_PUSH(s->job, &s->letters, l);
    return l;
}

Cut *shaper_cut(Shaper *s, const Style *style, Str lang)
{
    for (int i = 0; i < s->cuts.n; i++)
        if (s->cuts.at[i]->size == style->size && same_letters(s->cuts.at[i]->letters, style, lang))
            return s->cuts.at[i];
    Cut *c = NEW(s->job, Cut);
    *c = (Cut){.letters = letters_of(s, style, lang), .size = style->size};
    VEC_PUSH(s->job, &s->cuts, c);
    return c;
}

/* ---- HarfBuzz ---- */

/* Faces often lack the hyphens of Unicode, which look like the plain one. */
static void stand_in_hyphens(hb_buffer_t *buffer, const Face *face)
{
    unsigned n;
    hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0; i < n; i++)
        if ((info[i].codepoint == 0x2010 || info[i].codepoint == 0x2011) && !face_has(face, info[i].codepoint))
            info[i].codepoint = '-';
}

static void raise_letters(hb_buffer_t *buffer)
{
    unsigned n;
    hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0; i < n; i++)
        info[i].codepoint = (hb_codepoint_t)utf8proc_toupper((utf8proc_int32_t)info[i].codepoint);
}

static void raise_figures(hb_buffer_t *buffer)
{
    unsigned n;
    hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0; i < n; i++)
        if (info[i].codepoint >= '0' && info[i].codepoint <= '9')
            info[i].codepoint = face_superiors[info[i].codepoint - '0'];
}

/* The script of text that is not all ASCII: that of its first letter; without one, Latin. The language is always
 * set, because HarfBuzz would ask the locale. */
static hb_script_t script_of(hb_buffer_t *buffer, hb_language_t language)
{
    hb_buffer_set_language(buffer, language);
    hb_buffer_guess_segment_properties(buffer);
    hb_script_t script = hb_buffer_get_script(buffer);
    return script == HB_SCRIPT_INVALID ? HB_SCRIPT_LATIN : script;
}

/* Readers of a PDF take a gap of a tenth of an em for a space between words: where a face sets "AJ" further apart than
 * that, "MAJOR" would be copied as "MA JOR". So no pair stands further apart than a little less, with its tracking and
 * what a line may add to it. */
static void close_up(hb_buffer_t *buffer, const Face *face, int tracking)
{
    enum { GAP = 90 }; /* thousandths of an em */
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(buffer, &n);
    int most = face->info.units_per_em * (GAP - tracking) / 1000;
    for (unsigned k = 1; k < n; k++) {
        int before = pos[k - 1].x_advance - pos[k - 1].x_offset - face_advance(face, (uint16_t)info[k - 1].codepoint);
        if (pos[k].x_advance > 0 && before + pos[k].x_offset > most)
            pos[k - 1].x_advance -= before + pos[k].x_offset - most;
    }
}

static hb_buffer_t *shape(Shaper *s, const Letters *l, const Face *face, TextPart part)
{
    hb_buffer_t *buffer = fonts_buffer(s->fonts);
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, part.text.p, part.text.n, (unsigned)part.from, part.to - part.from);
    if (l->capitals)
        raise_letters(buffer);
    if (l->raised_figures)
        raise_figures(buffer);
    hb_segment_properties_t properties = l->latin;
    if (!is_ascii(str_sub(part.text, part.from, part.to))) {
        stand_in_hyphens(buffer, face);
        properties.script = script_of(buffer, properties.language);
    }
    hb_buffer_set_segment_properties(buffer, &properties);
    if (face == l->face && properties.script == HB_SCRIPT_LATIN)
        hb_shape_plan_execute(l->plan, face->font, buffer, l->features, l->nfeatures);
    else
        hb_shape(face->font, buffer, l->features, l->nfeatures);
    close_up(buffer, face, l->tracking + l->stretch);
    return buffer;
}

/* Is a glyph .notdef, or one that a damaged font does not have? */
static bool buffer_lacks_glyph(hb_buffer_t *buffer, const Face *face)
{
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0; i < n; i++)
        if (info[i].codepoint == 0 || info[i].codepoint >= (hb_codepoint_t)face->info.glyph_count)
            return true;
    return false;
}

static void draft_span(WordDraft *d, Arena *scratch, const Face *face, int count)
{
    WordSpan *last = d->spans.n ? &d->spans.at[d->spans.n - 1] : NULL;
    if (last && last->face == face)
        last->count += count;
    else
        VEC_PUSH(scratch, &d->spans, (WordSpan){face, d->glyphs.n - count, count});
}

/* Takes over what HarfBuzz made of a part. */
static void take_glyphs(const Cut *cut, const Face *face, hb_buffer_t *buffer, TextPart part, PlacedGlyphs out)
{
    Len size = cut->size, tracking = (Len)((int64_t)size * cut->letters->tracking / 1000);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(buffer, &n);
    int end = part.to;
    for (unsigned k = n; k-- > 0;) { /* from the end: a cluster ends where the next begins */
        int at = (int)info[k].cluster;
        bool first = k == 0 || (int)info[k - 1].cluster != at;
        if (k == 0)
            at = part.from; /* what precedes it and was omitted is its own */
        out.glyphs[k] =
            (Glyph){.gid = (uint16_t)info[k].codepoint,
                    .text_at = at,
                    .text_len = first ? (uint8_t)int_min(end - at, 255) : 0,
                    .advance = face_len(face, size, pos[k].x_advance) + (pos[k].x_advance > 0 ? tracking : 0),
                    .dx = face_len(face, size, pos[k].x_offset),
                    .dy = face_len(face, size, pos[k].y_offset)};
        out.tied[k] = !first || (k > 0 && (hb_glyph_info_get_glyph_flags(&info[k]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK));
        if (first)
            end = at;
    }
}

/* False: the font's substitutions led to a glyph that it does not have. */
static bool draft_part(WordDraft *d, Shaper *s, const Cut *cut, const Face *face, TextPart part)
{
    Arena *scratch = fonts_scratch(s->fonts);
    hb_buffer_t *buffer = shape(s, cut->letters, face, part);
    if (buffer_lacks_glyph(buffer, face))
        return false;
    int n = (int)hb_buffer_get_length(buffer);
    VEC_RESERVE(scratch, &d->glyphs, d->glyphs.n + n);
    VEC_RESERVE(scratch, &d->tied, d->tied.n + n);
    take_glyphs(cut, face, buffer, part, (PlacedGlyphs){d->glyphs.at + d->glyphs.n, d->tied.at + d->tied.n});
    d->glyphs.n += n;
    d->tied.n += n;
    if (n > 0)
        draft_span(d, scratch, face, n);
    return true;
}

/* ---- fallback ---- */

static bool is_mark(uint32_t cp)
{
    if (cp < 0x300)
        return false;
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC || c == UTF8PROC_CATEGORY_ME;
}

int grapheme_end(Str text, int at)
{
    utf8_next(text, &at);
    for (int next = at; next < text.n; at = next)
        if (!is_mark(utf8_next(text, &next)))
            break;
    return at;
}

static bool has_grapheme(Shaper *s, const Letters *l, const Face *face, TextPart part)
{
    bool all = true;
    for (int i = part.from; i < part.to && all;)
        all = face_has(face, utf8_next(part.text, &i));
    return all || !buffer_lacks_glyph(shape(s, l, face, part), face);
}

static const Face *face_for(Shaper *s, const Letters *l, TextPart part)
{
    if (has_grapheme(s, l, l->face, part))
        return l->face;
    int n;
    const Str *fallbacks = fonts_fallbacks(s->fonts, l->family, &n);
    for (int i = 0; i < n; i++) {
        const Face *face = fonts_face(s->fonts, fallbacks[i], l->weight, l->italic);
        if (face && has_grapheme(s, l, face, part))
            return face;
    }
    return NULL;
}

/* The character's place in the source: its first occurrence in the paragraph, from the node's beginning on; the node
 * itself when it was typed as an entity or comes from elsewhere. */
static Pos place_in_source(const Diag *d, const Node *node, Str character)
{
    Pos pos = node ? node->pos : (Pos){0};
    if (pos.line == 0 || pos.col == 0)
        return pos;
    Str source = diag_text(d, pos.file);
    Pos at = {.file = pos.file, .line = 1, .col = 1, .len = 1};
    for (int i = 0; i < source.n;) {
        bool within = at.line > pos.line || (at.line == pos.line && at.col >= pos.col);
        if (within && str_starts(str_sub(source, i, source.n), "\n\n"))
            break;
        if (within && str_eq(str_sub(source, i, int_min(i + character.n, source.n)), character))
            return at;
        at.col++;
        if (utf8_next(source, &i) == '\n')
            at.line++, at.col = 1;
    }
    return pos;
}

static void report_missing(Shaper *s, const Letters *l, TextPart part, const Node *node)
{
    Str text = part.text;
    int i = part.from, at = part.from;
    uint32_t cp = utf8_next(text, &i);
    while (i < part.to && face_has(l->face, cp)) {
        at = i;
        cp = utf8_next(text, &i);
    }
    for (int k = 0; k < s->missing.n; k++)
        if (s->missing.at[k] == cp)
            return;
    if (s->missing.n >= MISSING_MAX)
        return;
    VEC_PUSH(s->job, &s->missing, cp);
    diag(s->d, FNT003, place_in_source(s->d, node, str_sub(text, at, i)),
         "no font has a glyph for \"" STR_FMT "\" (U+%04X)", i - at, text.p + at, (unsigned)cp);
    int n;
    const Str *fallbacks = fonts_fallbacks(s->fonts, l->family, &n);
    Buf asked = {0};
    buf_str(&asked, l->family);
    for (int k = 0; k < n; k++)
        buf_format(&asked, ", " STR_FMT, STR_ARG(fallbacks[k]));
    diag_help(s->d, "searched " STR_FMT "; add a fallback font to fonts/fonts.xml, or use another character",
              STR_ARG(buf_view(&asked)));
    buf_free(&asked);
}

/* The substitute for a character that no face has: the replacement character, a box, or a question mark. */
static const Face *replacement(Shaper *s, const Letters *l, hb_codepoint_t *gid)
{
    static const uint32_t candidates[] = {0xFFFD, 0x25A1, '?'};
    int n;
    const Str *fallbacks = fonts_fallbacks(s->fonts, l->family, &n);
    for (int c = 0; c < COUNT(candidates); c++)
        for (int i = -1; i < n; i++) {
            const Face *face = i < 0 ? l->face : fonts_face(s->fonts, fallbacks[i], l->weight, l->italic);
            if (face && face_has(face, candidates[c]) && hb_font_get_nominal_glyph(face->font, candidates[c], gid))
                return face;
        }
    return NULL;
}

static void draft_replacement(WordDraft *d, Shaper *s, const Cut *cut, TextPart part)
{
    Arena *scratch = fonts_scratch(s->fonts);
    hb_codepoint_t gid;
    const Face *face = replacement(s, cut->letters, &gid);
    if (!face)
        return;
    VEC_PUSH(scratch, &d->glyphs,
             (Glyph){.gid = (uint16_t)gid,
                     .text_at = part.from,
                     .text_len = (uint8_t)int_min(part.to - part.from, 255),
                     .advance = face_len(face, cut->size, face_advance(face, (uint16_t)gid))});
    VEC_PUSH(scratch, &d->tied, false);
    draft_span(d, scratch, face, 1);
}

static void draft_by_grapheme(WordDraft *d, Shaper *s, const Cut *cut, Str text, const Node *node)
{
    for (TextPart part = {.text = text}; part.from < text.n; part.from = part.to) {
        part.to = grapheme_end(text, part.from);
        const Face *face = face_for(s, cut->letters, part);
        for (TextPart next = {text, part.to, part.to}; face && part.to < text.n; part.to = next.from = next.to) {
            next.to = grapheme_end(text, next.from);
            if (face_for(s, cut->letters, next) != face)
                break;
        }
        if (face && draft_part(d, s, cut, face, part))
            continue;
        report_missing(s, cut->letters, part, node);
        draft_replacement(d, s, cut, part);
    }
}

/* ---- words ---- */

/* With room for that many; its text and lists follow it. */
static Word *word_new(Arena *job, Str text, int nglyphs, int nspans)
{
    size_t spans = sizeof(Word), glyphs = spans + (size_t)nspans * sizeof(WordSpan);
    size_t tied = glyphs + (size_t)nglyphs * sizeof(Glyph), bytes = tied + (size_t)nglyphs;
    char *p = arena_alloc(job, bytes + (size_t)text.n);
    if (text.n)
        memcpy(p + bytes, text.p, (size_t)text.n);
    Word *w = (Word *)p;
    *w = (Word){.text = {p + bytes, text.n},
                .glyphs = (Glyph *)(p + glyphs),
                .tied = (bool *)(p + tied),
                .nglyphs = nglyphs,
                .spans = (WordSpan *)(p + spans),
                .nspans = nspans};
    return w;
}

/* Nearly every word: all of it in one face. */
static Word *whole_word(const Cut *cut, Arena *job, Str text, hb_buffer_t *buffer)
{
    const Face *face = cut->letters->face;
    int n = (int)hb_buffer_get_length(buffer);
    Word *w = word_new(job, text, n, n > 0);
    if (n > 0)
        w->spans[0] = (WordSpan){face, 0, n};
    take_glyphs(cut, face, buffer, (TextPart){text, 0, text.n}, (PlacedGlyphs){w->glyphs, w->tied});
    return w;
}

static Word *pieced_word(Shaper *s, const Cut *cut, Str text, const Node *node)
{
    Arena *scratch = fonts_scratch(s->fonts);
    ArenaMark mark = arena_mark(scratch);
    WordDraft d = {0};
    draft_by_grapheme(&d, s, cut, text, node);
    Word *w = word_new(s->job, text, d.glyphs.n, d.spans.n);
    for (int i = 0; i < d.glyphs.n; i++) {
        w->glyphs[i] = d.glyphs.at[i];
        w->tied[i] = d.tied.at[i];
    }
    for (int i = 0; i < d.spans.n; i++)
        w->spans[i] = d.spans.at[i];
    arena_rewind(scratch, mark);
    return w;
}

static Word *shape_word(Shaper *s, const Cut *cut, Str text, const Node *node)
{
    if (!cut->letters->face)
        return word_new(s->job, text, 0, 0);
    hb_buffer_t *buffer = shape(s, cut->letters, cut->letters->face, (TextPart){text, 0, text.n});
    return buffer_lacks_glyph(buffer, cut->letters->face) ? pieced_word(s, cut, text, node)
                                                          : whole_word(cut, s->job, text, buffer);
}

static Len resize(const Face *face, Len from, Len to, Len length)
{
    return length ? face_len(face, to, face_units(face, from, length)) : 0;
}

/* A word shaped in another size; NULL when that does not give its font units. */
static Word *resized_word(Arena *job, const Word *of, Len size)
{
    for (int i = 0; i < of->nspans; i++)
        if (!face_tells_units(of->spans[i].face, of->size))
            return NULL;
    Word *w = word_new(job, of->text, of->nglyphs, of->nspans);
    memcpy(w->spans, of->spans, (size_t)of->nspans * sizeof *of->spans);
    memcpy(w->tied, of->tied, (size_t)of->nglyphs * sizeof *of->tied);
    for (int i = 0; i < of->nspans; i++)
        for (int k = of->spans[i].first; k < of->spans[i].first + of->spans[i].count; k++) {
            const Face *face = of->spans[i].face;
            Glyph g = of->glyphs[k];
            g.advance = resize(face, of->size, size, g.advance);
            g.dx = resize(face, of->size, size, g.dx);
            g.dy = resize(face, of->size, size, g.dy);
            w->glyphs[k] = g;
        }
    return w;
}

Word *shaper_word(Shaper *s, Cut *cut, Str text, const Node *node)
{
    Map *words = &cut->letters->words;
    Word *first = map_find(words, text), *w = first;
    while (w && w->size != cut->size)
        w = w->other;
    if (w)
        return w;
    w = first && !cut->letters->tracking ? resized_word(s->job, first, cut->size) : NULL;
    if (!w)
        w = shape_word(s, cut, text, node);
    w->size = cut->size;
    w->width = word_width_to(w, text.n);
    if (first) {
        w->other = first->other;
        first->other = w;
    } else {
        map_put(s->job, words, w->text, w);
    }
    return w;
}

Word *shaper_space(Shaper *s, Cut *cut)
{
    if (!cut->space)
        cut->space = shaper_word(s, cut, STR(" "), NULL);
    return cut->space;
}

const Word *shaper_hyphen(Shaper *s, Cut *cut)
{
    if (!cut->hyphen)
        cut->hyphen = shaper_word(s, cut, STR("-"), NULL);
    return cut->hyphen;
}

Len word_width_to(const Word *w, int at)
{
    int64_t width = 0;
    for (int i = 0; i < w->nglyphs && w->glyphs[i].text_at < at; i++)
        width += w->glyphs[i].advance;
    return (Len)(width > WIDTH_MAX ? WIDTH_MAX : width);
}

/* Where HarfBuzz guarantees that a cut changes nothing, the parts' widths are already known. */
Division shaper_split(Shaper *s, Cut *cut, const Word *w, int at)
{
    int64_t before = 0;
    int i = 0;
    for (; i < w->nglyphs && w->glyphs[i].text_at < at; i++)
        before += w->glyphs[i].advance;
    if (i < w->nglyphs && w->glyphs[i].text_at == at && !w->tied[i]) {
        return (Division){at, (Len)before, w->width - (Len)before};
    }
    Len left = shaper_word(s, cut, str_sub(w->text, 0, at), NULL)->width;
    return (Division){at, left, shaper_word(s, cut, str_sub(w->text, at, w->text.n), NULL)->width};
}
