/* The places where lines of a paragraph may end, with the totals that make a line's width a subtraction.
 *
 * A break between items costs nothing to measure: the width before it (less the spaces that end the line)
 * and the width at which the next line begins are both running totals. A break inside a word needs the
 * widths of its parts, which differ from the whole's where a kern or ligature is cut.
 *
 *     total up to the word ├──────── left ┼ hyphen        end  = total + left + hyphen
 *                          ├ word width ──┼ right ──┤     next = total + word width - right */
#include "base/ascii.h"
#include "text/fit_private.h"

#include <string.h>

typedef struct Totals {
    int64_t width, glue;   /* of all items so far */
    int64_t end, end_glue; /* the same without the spaces that came last */
} Totals;

typedef struct Maker {
    const Para *p;
    Arena *scratch;
    LineBreaks *out;
    const Divide *divide;
    Len chop;
    Totals t;
} Maker;

static void add_item(Totals *t, const ParaItem *it)
{
    t->width += it->width;
    if (it->kind == ITEM_GLUE) {
        t->glue += it->width;
    } else {
        t->end = t->width;
        t->end_glue = t->glue;
    }
}

/* Between the items so far and the next one. */
static LineBreak break_here(const Totals *t, Opportunity kind, int item)
{
    return (LineBreak){.kind = kind,
                       .item = item,
                       .end = t->end,
                       .body = t->end,
                       .next = t->width,
                       .end_glue = t->end_glue,
                       .next_glue = t->glue};
}

static void put_break(Maker *m, Opportunity kind, int item)
{
    LineBreak b = break_here(&m->t, kind, item);
    if (kind == OPP_HYPHEN && item > 0)
        b.end += shaper_hyphen(&m->p->ts->shaper, m->p->passages[m->p->items[item - 1].passage].cut)->width;
    VEC_PUSH(m->scratch, m->out, b);
}

static Len hyphen_width(const Maker *m, const ParaItem *it)
{
    return shaper_hyphen(&m->p->ts->shaper, m->p->passages[it->passage].cut)->width;
}

static void put_split(Maker *m, Opportunity kind, int item, Division d)
{
    const ParaItem *it = &m->p->items[item];
    Len hyphen = kind == OPP_HYPHEN ? hyphen_width(m, it) : 0;
    VEC_PUSH(m->scratch, m->out,
             (LineBreak){.kind = kind,
                         .item = item,
                         .cut = d.at,
                         .end = m->t.width + d.left + hyphen,
                         .body = m->t.width + d.left,
                         .next = m->t.width + it->width - d.right,
                         .end_glue = m->t.glue,
                         .next_glue = m->t.glue});
}

static void put_cut(Maker *m, Opportunity kind, int item, int cut)
{
    const ParaItem *it = &m->p->items[item];
    put_split(m, kind, item, shaper_split(&m->p->ts->shaper, m->p->passages[it->passage].cut, it->word, cut));
}

/* ---- words ---- */

static bool is_compound(Str word)
{
    for (int i = 0; i < word.n; i++) {
        char c = word.p[i];
        bool digit = is_digit(c);
        if (digit || c == '-' || c == '/' || c == '@' || c == '_')
            return true;
    }
    return false;
}

/* A word may be divided by patterns when it stands alone in its passage, is no address and (see letters_of) no
 * compound. */
static bool may_hyphenate(const Para *p, const ParaItem *it)
{
    if (it->inside || (p->opp[it->at] & OPP_IN_WEB))
        return false;
    bool joined_left = it->at > 0 && is_letter(p->text.p[it->at - 1]);
    bool joined_right = it->to < p->text.n && is_letter(p->text.p[it->to]);
    return !joined_left && !joined_right && str_starts(para_lang(p, it->passage), "en");
}

/* The one run of letters that may be divided: "(responsibility’s" gives "responsibility", a compound nothing. */
static Str letters_of(Str word, int *from)
{
    *from = 0;
    if (is_compound(word))
        return STR("");
    int at = 0;
    while (at < word.n && !is_letter(word.p[at]) && (unsigned char)word.p[at] < 0xC3)
        at++;
    int to = at;
    while (to < word.n && is_letter(word.p[to]))
        to++;
    *from = at;
    bool accented = to < word.n && (unsigned char)word.p[to] >= 0xC3 && (unsigned char)word.p[to] < 0xE2;
    return accented ? STR("") : str_sub(word, at, to);
}

/* The letters that are asked for before and after a hyphen. */
static HyphenRoom room_asked(const Maker *m)
{
    const Divide *d = m->divide;
    return (HyphenRoom){(uint8_t)(d->left ? d->left : HYPHEN_ROOM), (uint8_t)(d->right ? d->right : HYPHEN_ROOM)};
}

static void find_divisions(Maker *m, const ParaItem *it, HyphenRoom room)
{
    Word *w = it->word;
    uint8_t points[HYPHEN_WORD_MAX];
    int from;
    Typesetter *ts = m->p->ts;
    w->ndivisions = hyphenator_points(typesetter_hyphenator(ts), letters_of(w->text, &from), room, points);
    Division *divisions = NEWN(ts->job, Division, w->ndivisions);
    for (int i = 0; i < w->ndivisions; i++)
        divisions[i] = shaper_split(&ts->shaper, m->p->passages[it->passage].cut, w, from + points[i]);
    w->divisions = divisions;
    w->room = room;
}

/* Kept with the word, which is divided in the same places wherever it stands; where one style asks for less room than
 * another, for both. */
static const Division *divisions_of(Maker *m, const ParaItem *it)
{
    Word *w = it->word;
    HyphenRoom room = room_asked(m);
    if (!w->divisions)
        find_divisions(m, it, room);
    else if (w->room.left > room.left || w->room.right > room.right)
        find_divisions(m, it,
                       (HyphenRoom){(uint8_t)int_min(w->room.left, room.left),
                                    (uint8_t)int_min(w->room.right, room.right)});
    return w->divisions;
}

/* Whether a division leaves enough letters; those of the template's own list always do. */
static bool has_room(const Maker *m, const Word *w, int at)
{
    HyphenRoom room = room_asked(m);
    if (w->room.left >= room.left && w->room.right >= room.right)
        return true;
    int from;
    Str letters = letters_of(w->text, &from);
    return (at - from >= room.left && from + letters.n - at >= room.right)
           || hyphenator_excepts(typesetter_hyphenator(m->p->ts), letters);
}

/* ---- parts of words: from one place where a line may end to the next ---- */

static int64_t part_width(const Word *w, int from, int to)
{
    int64_t width = 0;
    for (int i = 0; i < w->nglyphs; i++)
        if (w->glyphs[i].text_at >= from && w->glyphs[i].text_at < to)
            width += w->glyphs[i].advance;
    return width;
}

/* A figure with its sign, unit and brackets: "(£1,245,000)", "10.5%", "2010/11", "12,400.50k". */
static bool is_figure(Str part)
{
    enum { LONGEST = 40 };
    int letters = 0, digits = 0;
    if (part.n > LONGEST)
        return false;
    for (int i = 0; i < part.n; i++) {
        letters += is_letter(part.p[i]);
        digits += is_digit(part.p[i]);
    }
    return digits && letters <= 2;
}

/* Between letters of the part that are not one glyph, some CHOPS a line. Widths are running sums: a word may be very
 * long. */
static void put_chops(Maker *m, int item, int from, int to)
{
    enum { CHOPS = 64 };
    const Word *w = m->p->items[item].word;
    int64_t left = 0, last = 0;
    if (is_figure(str_sub(w->text, from, to)))
        return;
    for (int i = 0; i < w->nglyphs; i++) {
        const Glyph *g = &w->glyphs[i];
        bool apart = i > 0 && !w->tied[i] && g->text_len && g->text_at > w->glyphs[i - 1].text_at;
        if (apart && g->text_at > from && g->text_at < to && left - last >= m->chop / CHOPS) {
            put_split(m, OPP_INSIDE, item, (Division){g->text_at, (Len)left, (Len)(w->width - left)});
            m->out->at[m->out->n - 1].chop = true;
            last = left;
        }
        left += g->advance;
    }
}

static int next_opportunity(const Maker *m, const ParaItem *it, int from)
{
    int at = from + 1;
    while (it->at + at < it->to && !(m->p->opp[it->at + at] & OPP_KIND))
        at++;
    return at;
}

static void put_parts(Maker *m, int item)
{
    const ParaItem *it = &m->p->items[item];
    int length = it->to - it->at;
    for (int from = 0, to; from < length; from = to) {
        to = next_opportunity(m, it, from);
        if (it->width > m->chop && part_width(it->word, from, to) > m->chop)
            put_chops(m, item, from, to);
        if (to < length)
            put_cut(m, (Opportunity)(m->p->opp[it->at + to] & OPP_KIND), item, to);
    }
}

/* Where patterns divide a word; what is too wide between two such places is chopped. */
static void put_hyphens(Maker *m, int item)
{
    const ParaItem *it = &m->p->items[item];
    const Division *divisions = divisions_of(m, it);
    bool wide = it->width > m->chop;
    Len room = wide ? m->chop - hyphen_width(m, it) : 0;
    for (int i = 0, from = 0; i <= it->word->ndivisions; i++) {
        bool last = i == it->word->ndivisions;
        if (!last && !has_room(m, it->word, divisions[i].at))
            continue;
        int to = last ? it->word->text.n : divisions[i].at;
        if (wide && part_width(it->word, from, to) > (last ? m->chop : room))
            put_chops(m, item, from, to);
        if (!last)
            put_split(m, OPP_HYPHEN, item, divisions[i]);
        from = to;
    }
}

static void put_word(Maker *m, int item)
{
    const ParaItem *it = &m->p->items[item];
    bool wanted = m->divide->words == DIVIDE_ALL || (m->divide->words == DIVIDE_WIDE && it->width > m->chop);
    if (wanted && !it->inside && may_hyphenate(m->p, it) && typesetter_hyphenator(m->p->ts))
        put_hyphens(m, item);
    else if (it->inside || it->width > m->chop)
        put_parts(m, item);
}

static void put_item(Maker *m, int item)
{
    const ParaItem *it = &m->p->items[item];
    Opportunity before = (Opportunity)(m->p->opp[it->at] & OPP_KIND);
    if (item > 0 && before != OPP_NONE && before != OPP_FORCED)
        put_break(m, before, item);
    if (it->kind == ITEM_FORCED) {
        put_break(m, OPP_FORCED, item + 1);
        return;
    }
    if (it->kind == ITEM_WORD)
        put_word(m, item);
    add_item(&m->t, it);
}

bool fit_ends(const Para *p, Arena *scratch, LineBreaks *out)
{
    Totals t = {0};
    for (int i = 0; i < p->nitems; i++) {
        const ParaItem *it = &p->items[i];
        if (it->kind != ITEM_FORCED)
            add_item(&t, it);
        else if (i + 1 < p->nitems)
            return false;
    }
    VEC_RESERVE(scratch, out, 2);
    out->n = 2;
    out->at[0] = (LineBreak){0};
    out->at[1] = break_here(&t, OPP_FORCED, p->nitems);
    return p->npassages > 0;
}

void fit_breaks(const Para *p, const Divide *divide, Arena *scratch, LineBreaks *out)
{
    Maker m = {.p = p, .scratch = scratch, .out = out, .divide = divide, .chop = divide->chop};
    VEC_RESERVE(scratch, out, p->nitems + 2);
    VEC_PUSH(scratch, out, (LineBreak){0});
    for (int i = 0; i < p->nitems; i++)
        put_item(&m, i);
    bool ended = p->nitems > 0 && p->items[p->nitems - 1].kind == ITEM_FORCED;
    if (p->npassages > 0 && !ended)
        put_break(&m, OPP_FORCED, p->nitems);
}
