/* Preparing a paragraph: the text of its pieces is joined, normalised to NFC, and cut into items (words, spaces,
 * fixed widths, forced ends), each shaped.
 *
 * Break opportunities are found in the joined text, so that a word in several styles is one word. Neighbouring plain
 * pieces with the same style and parent form one passage, as if the author's source lines had been joined; their
 * runs have the first one's node.
 *
 * Characters that are never drawn are removed from the text and leave their meaning: a soft hyphen (U+00AD) leaves a
 * hyphenation point, a zero-width space a break, a word joiner nothing.
 *
 *     pieces  "A lot, " · em "very" · " much"
 *     items   A |_| lot, |_| very |_| much */
#include "text/para.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "text/typeset_private.h"

#define LONG_WORD 200 /* bytes; a longer one is shaped in parts, cut where a line may end */
#define PIECE_MAX 4096

Typesetter *typesetter_new(Arena *job, Fonts *fonts, Str lang, Diag *d)
{
    Typesetter *ts = NEW(job, Typesetter);
    *ts =
        (Typesetter){.job = job, .fonts = fonts, .d = d, .lang = lang, .shaper = {.job = job, .fonts = fonts, .d = d}};
    return ts;
}

bool typesetter_knows(const Typesetter *ts, Str family)
{
    return fonts_knows(ts->fonts, family);
}

bool typesetter_lacks_small_caps(Typesetter *ts, const Style *style)
{
    const Face *face = style->small_caps ? fonts_face(ts->fonts, style->family, style->weight, style->italic) : NULL;
    return face && !face_has_feature(face, HB_TAG('s', 'm', 'c', 'p'));
}

bool typesetter_has_superiors(Typesetter *ts, const Style *style)
{
    const Face *face = fonts_face(ts->fonts, style->family, style->weight, style->italic);
    return face && face_has_superiors(face);
}

int small_letters_end(Str text, int from, bool *small)
{
    int at = from;
    for (bool first = true; at < text.n; first = false) {
        int next = at;
        utf8proc_int32_t cp = (utf8proc_int32_t)utf8_next(text, &next);
        bool is_small = utf8proc_toupper(cp) != cp;
        if (first)
            *small = is_small;
        else if (cp != ' ' && is_small != *small)
            break;
        at = next;
    }
    return at;
}

void typesetter_except(Typesetter *ts, const Str *divided, int count)
{
    ts->exceptions = divided;
    ts->nexceptions = count;
}

void typesetter_keep_whole(Typesetter *ts)
{
    ts->whole = true;
}

const Hyphenator *typesetter_hyphenator(Typesetter *ts)
{
    if (!ts->patterns_sought) {
        ts->patterns_sought = true;
        ts->hyphenator = hyphenator_load(ts->job, ts->d, STR(HYPHEN_PATTERNS));
        for (int i = 0; ts->hyphenator && i < ts->nexceptions; i++)
            hyphenator_except(ts->hyphenator, ts->job, ts->exceptions[i]);
    }
    return ts->hyphenator;
}

/* ---- text ---- */

/* The meaning of an invisible character, at an offset of the text without it. */
typedef struct Hint {
    int at;
    Opportunity kind;
    bool forbids;
} Hint;

typedef struct ParaDraft {
    Arena *pass, *scratch; /* growing lists, gathered in scratch */
    VEC(char) text;
    VEC(Hint) hints;
    VEC(ParaItem) items;
} ParaDraft;

static bool is_invisible(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E)
           || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0x34F
           || cp == 0x61C || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

static void put_hint(ParaDraft *d, uint32_t cp)
{
    switch (cp) {
    case 0xAD: VEC_PUSH(d->scratch, &d->hints, (Hint){d->text.n, OPP_HYPHEN, false}); break;
    case 0x200B: VEC_PUSH(d->scratch, &d->hints, (Hint){d->text.n, OPP_INSIDE, false}); break;
    case 0x2060:
    case 0xFEFF: VEC_PUSH(d->scratch, &d->hints, (Hint){d->text.n, OPP_NONE, true}); break;
    default: break;
    }
}

static void put_bytes(ParaDraft *d, Str bytes)
{
    VEC_RESERVE(d->scratch, &d->text, d->text.n + bytes.n);
    memcpy(d->text.at + d->text.n, bytes.p, (size_t)bytes.n);
    d->text.n += bytes.n;
}

/* Length of the printable ASCII that begins at `from`. */
static int plain_length(Str text, int from)
{
    int to = from;
    while (to < text.n && text.p[to] >= 0x20 && text.p[to] < 0x7f)
        to++;
    return to - from;
}

static void put_text(ParaDraft *d, Str text)
{
    for (int i = 0; i < text.n;) {
        int at = i, plain = plain_length(text, i);
        if (plain) {
            i += plain;
            put_bytes(d, str_sub(text, at, i));
            continue;
        }
        uint32_t cp = utf8_next(text, &i);
        if (is_invisible(cp))
            put_hint(d, cp);
        else
            put_bytes(d, cp < 0x80 ? STR(" ") : str_sub(text, at, i)); /* a space for a control character */
    }
}

/* Below U+0300, and in common punctuation, all text is NFC; that is nearly every text. */
static bool surely_nfc(Str text)
{
    for (int i = 0; i < text.n;) {
        if ((unsigned char)text.p[i] < 0x80) {
            i++;
            continue;
        }
        uint32_t cp = utf8_next(text, &i);
        if (cp >= 0x300 && !(cp >= 0x2008 && cp <= 0x20CF))
            return false;
    }
    return true;
}

Str text_nfc(Arena *a, Str text)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t n = -1;
    if (!surely_nfc(text))
        n = utf8proc_map((const utf8proc_uint8_t *)text.p, text.n, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    Str found = n >= 0 ? str_dup(a, (Str){(const char *)composed, (int)n}) : text;
    free(composed);
    return found;
}

/* ---- pieces ---- */

static bool is_plain_text(const Node *n)
{
    return (n->kind == NODE_TEXT || n->kind == NODE_SOFT_BREAK) && n->spoken.n == 0;
}

static bool same_node(const Node *a, const Node *b)
{
    return a == b || (a && b && a->parent == b->parent && is_plain_text(a) && is_plain_text(b));
}

static bool set_as_one(const Passage *a, const Piece *b)
{
    return a->kind == PIECE_TEXT && b->kind == PIECE_TEXT && a->style == b->style && !a->note && !b->note
           && !b->no_break_before && str_eq(a->lang, b->lang) && same_node(a->node, b->node);
}

/* The text of a piece for finding breaks: a fixed width is like a no-break space. */
static void put_piece(ParaDraft *d, const Piece *p)
{
    switch (p->kind) {
    case PIECE_TEXT: put_text(d, text_nfc(d->scratch, p->text)); break;
    case PIECE_BREAK: put_bytes(d, STR("\n")); break;
    case PIECE_SPACE: put_bytes(d, STR("\u00a0")); break;
    }
}

Str para_lang(const Para *p, int passage)
{
    return p->passages[passage].lang.n ? p->passages[passage].lang : p->ts->lang;
}

static Passage passage_of(Typesetter *ts, const Piece *p)
{
    return (Passage){.style = p->style,
                     .node = p->node,
                     .note = p->note,
                     .lang = p->lang,
                     .width = p->width,
                     .kind = (uint8_t)p->kind,
                     .no_break_before = p->no_break_before,
                     .cut = shaper_cut(&ts->shaper, p->style, p->lang.n ? p->lang : ts->lang)};
}

/* Where each passage's text starts, and where the last ends. */
static int *join_pieces(ParaDraft *d, Para *p, const Piece *pieces, int count)
{
    Passage *passages = NEWN(d->pass, Passage, count);
    int *starts = NEWN(d->scratch, int, count + 1);
    int n = 0, length = 0;
    for (int i = 0; i < count; i++)
        length += pieces[i].text.n;
    VEC_RESERVE(d->scratch, &d->text, length);
    for (int i = 0; i < count; i++) {
        if (n == 0 || !set_as_one(&passages[n - 1], &pieces[i])) {
            starts[n] = d->text.n;
            passages[n++] = passage_of(p->ts, &pieces[i]);
        }
        put_piece(d, &pieces[i]);
    }
    starts[n] = d->text.n;
    p->passages = passages;
    p->npassages = n;
    return starts;
}

static uint8_t *find_opportunities(ParaDraft *d, const Para *p, const int *starts)
{
    uint8_t *opp = NEWN(d->pass, uint8_t, p->text.n + 1);
    breaks_find(p->text, opp);
    if (p->ts->whole)
        breaks_keep_whole(p->text, opp);
    for (int i = 0; i < d->hints.n; i++) {
        Hint h = d->hints.at[i];
        bool edge = h.at == 0 || h.at == p->text.n;
        if (h.forbids)
            opp[h.at] &= (uint8_t)~OPP_KIND;
        else if (!edge && (opp[h.at] & OPP_KIND) == OPP_NONE && p->text.p[h.at] != ' ' && p->text.p[h.at - 1] != ' ')
            opp[h.at] |= (uint8_t)h.kind;
    }
    for (int i = 1; i < p->npassages; i++)
        if (p->passages[i].no_break_before && (opp[starts[i]] & OPP_KIND) != OPP_FORCED)
            opp[starts[i]] &= (uint8_t)~OPP_KIND;
    return opp;
}

/* ---- items ---- */

static bool is_nbsp(Str text, int at)
{
    return at + 1 < text.n && (unsigned char)text.p[at] == 0xC2 && (unsigned char)text.p[at + 1] == 0xA0;
}

static int glue_length(Str text, int at)
{
    return text.p[at] == ' ' ? 1 : is_nbsp(text, at) ? 2 : 0;
}

static void put_shaped(ParaDraft *d, const Para *p, ParaItem item)
{
    Shaper *s = &p->ts->shaper;
    Cut *cut = p->passages[item.passage].cut;
    if (item.kind == ITEM_GLUE && item.to - item.at == 1)
        item.word = shaper_space(s, cut);
    else
        item.word = shaper_word(s, cut, str_sub(p->text, item.at, item.to), p->passages[item.passage].node);
    item.width = item.word->width;
    VEC_PUSH(d->scratch, &d->items, item);
}

/* The first place inside where a line may end, or the end. */
static int inner_opportunity(const Para *p, int at, int to)
{
    int i = at + 1;
    while (i < to && !(p->opp[i] & OPP_KIND))
        i++;
    return i;
}

/* The end of what is shaped as one: a length cannot hold the width of a word of a megabyte. No piece is short. */
static int piece_end(Str text, int at, int to)
{
    int size = to - at < 2 * PIECE_MAX ? (to - at) / 2 : PIECE_MAX, end = at;
    if (to - at <= PIECE_MAX)
        return to;
    while (end < to && end - at < size)
        end = grapheme_end(text, end);
    return end;
}

/* Everything between two spaces; when it is long, cut where a line may end. */
static void put_word_items(ParaDraft *d, const Para *p, int passage, int from, int to)
{
    for (int at = from, end; at < to; at = end) {
        int inner = inner_opportunity(p, at, int_min(to, at + PIECE_MAX));
        end = to - at <= LONG_WORD ? to : inner < at + PIECE_MAX ? inner : piece_end(p->text, at, to);
        put_shaped(d, p,
                   (ParaItem){.kind = ITEM_WORD,
                              .passage = passage,
                              .at = at,
                              .to = end,
                              .inside = to - at <= LONG_WORD && inner < end});
    }
}

static void put_text_items(ParaDraft *d, const Para *p, int passage, int from, int to)
{
    for (int at = from; at < to;) {
        int glue = glue_length(p->text, at);
        if (glue) {
            put_shaped(d, p, (ParaItem){.kind = ITEM_GLUE, .passage = passage, .at = at, .to = at + glue});
            at += glue;
            continue;
        }
        int end = at;
        while (end < to && !glue_length(p->text, end))
            end++;
        put_word_items(d, p, passage, at, end);
        at = end;
    }
}

static void put_passage_items(ParaDraft *d, const Para *p, int passage, int from, int to)
{
    ParaItem whole = {.kind = ITEM_FIXED, .passage = passage, .at = from, .to = to};
    switch (p->passages[passage].kind) {
    case PIECE_TEXT: put_text_items(d, p, passage, from, to); return;
    case PIECE_BREAK: whole.kind = ITEM_FORCED; break;
    case PIECE_SPACE: whole.width = p->passages[passage].width; break;
    }
    VEC_PUSH(d->scratch, &d->items, whole);
}

static void keep_items(const ParaDraft *d, Para *p)
{
    size_t size = (size_t)d->items.n * sizeof *d->items.at;
    p->items = arena_copy(d->pass, d->items.at, size);
    p->nitems = d->items.n;
}

Para *para_prepare(Typesetter *ts, Arena *pass, const Piece *pieces, int count)
{
    Arena *scratch = fonts_scratch(ts->fonts);
    ArenaMark mark = arena_mark(scratch);
    Para *p = NEW(pass, Para);
    p->ts = ts;
    ParaDraft d = {.pass = pass, .scratch = scratch};
    int *starts = join_pieces(&d, p, pieces, count);
    p->text = str_dup(pass, (Str){d.text.at, d.text.n});
    p->opp = find_opportunities(&d, p, starts);
    for (int i = 0; i < p->npassages; i++)
        put_passage_items(&d, p, i, starts[i], starts[i + 1]);
    keep_items(&d, p);
    arena_rewind(scratch, mark);
    return p;
}

Lines piece_break(Typesetter *ts, Arena *pass, const Piece *piece, const ParaShape *shape)
{
    return para_break(ts, pass, para_prepare(ts, pass, piece, 1), shape);
}
