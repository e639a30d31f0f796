/* Turns the chosen breaks into lines of runs, and gives the measures of a paragraph that need no breaking.
 *
 * A line's glyphs are copied from the words (a word cut by a break is shaped in parts, from the same cache; a line
 * that is one word uses that word's). Glyphs of one passage and one face make a run, whose text is a slice of the
 * paragraph's. The space at which a line was broken stays as its last glyph, so that extracted text has it; it
 * counts in the run's width but not in the line's. An added hyphen is a glyph of its own at the end with the text
 * U+00AD, for which the run's text is copied.
 *
 * What is left of a justified line goes to its spaces in proportion to their width, in whole units, so that the line
 * ends exactly at the measure. */
#include <string.h>

#include "text/fit_private.h"

#define SOFT_HYPHEN "\xC2\xAD"

/* A line being filled. */
typedef struct Filler {
    Arena *pass;
    const Para *p;
    VEC(GlyphRun) runs;
    VEC(Len) x;
    VEC(const Node *) notes;
    Glyph *glyphs; /* of the whole line */
    int nglyphs, cap;
    int run_passage, run_from, run_to; /* of the current run: its passage and text */
    bool run_open;
    int64_t pen;
    int64_t extra, glue,
        glue_done; /* for justification: the amount to distribute, the total space, and the space done so far */
    FlexLine flex;
    int64_t gain;        /* what it adds to the line, the tracking after its last letter aside */
    int64_t text, sizes; /* for flex: width and sizes of the letters so far */
    Line line;
} Filler;

/* ---- runs ---- */

static void close_run(Filler *f)
{
    if (!f->run_open)
        return;
    GlyphRun *r = &f->runs.at[f->runs.n - 1];
    r->text = str_sub(f->p->text, f->run_from, f->run_to);
    int64_t width = 0;
    for (int i = 0; i < r->nglyphs; i++)
        width += r->glyphs[i].advance;
    r->width = total_len(width);
    f->run_open = false;
}

static void measure_height(Line *line, const Face *face, const Style *style)
{
    if (!face)
        return;
    FaceInfo info = face_info(face);
    Len ascent = face_len(face, style->size, info.ascent) + style->shift;
    Len descent = face_len(face, style->size, -info.descent) - style->shift;
    line->ascent = int_max(line->ascent, ascent);
    line->descent = int_max(line->descent, descent);
}

static void open_run(Filler *f, const Face *face, int passage, int from)
{
    const Passage *p = &f->p->passages[passage];
    const Style *s = p->style;
    VEC_PUSH(f->pass, &f->x, total_len(f->pen));
    VEC_PUSH(f->pass, &f->runs,
             (GlyphRun){.face = face,
                        .size = s->size,
                        .colour = s->colour,
                        .underline = s->underline,
                        .strike = s->strike,
                        .shift = s->shift,
                        .scale = (int16_t)f->flex.scale,
                        .track = (int16_t)(f->flex.track + s->tracking),
                        .glyphs = f->glyphs + f->nglyphs,
                        .node = p->node,
                        .lang = p->lang});
    f->run_open = true;
    f->run_passage = passage;
    f->run_from = f->run_to = from;
    measure_height(&f->line, face, s);
    if (p->note && (f->notes.n == 0 || f->notes.at[f->notes.n - 1] != p->note))
        VEC_PUSH(f->pass, &f->notes, p->note);
}

static GlyphRun *run_for(Filler *f, const Face *face, int passage, int from)
{
    GlyphRun *r = f->run_open ? &f->runs.at[f->runs.n - 1] : NULL;
    if (!r || r->face != face || f->run_passage != passage || f->run_to != from) {
        close_run(f);
        open_run(f, face, passage, from);
    }
    return &f->runs.at[f->runs.n - 1];
}

static int span_end(const Word *w, int span)
{
    if (span + 1 == w->nspans)
        return w->text.n;
    return w->glyphs[w->spans[span + 1].first].text_at;
}

static bool flexes(const Filler *f)
{
    return f->flex.scale || f->flex.track;
}

/* Gives a letter its width on this line, so that the letters' widths add up exactly. A mark stays over its letter. */
static void flex_letter(Filler *f, Glyph *g, Len size)
{
    int64_t before = flex_pen(f->text, f->sizes, &f->flex);
    bool mark = g->advance <= 0;
    f->text += g->advance;
    if (mark)
        g->dx -= total_len(flex_pen(f->text, f->sizes, &f->flex) - flex_pen(f->text, f->sizes - size, &f->flex));
    else
        f->sizes += size;
    g->dx += g->dx * f->flex.scale / 1000;
    g->advance = total_len(flex_pen(f->text, f->sizes, &f->flex) - before);
}

/* A word whose first byte is `at` in the paragraph's text. letters: they give, as a space does not. */
static void put_word(Filler *f, const Word *w, int passage, int at, bool letters)
{
    for (int s = 0; s < w->nspans; s++) {
        const WordSpan *span = &w->spans[s];
        GlyphRun *r = run_for(f, span->face, passage, at + (s ? w->glyphs[span->first].text_at : 0));
        check(f->nglyphs + span->count <= f->cap);
        for (int i = span->first; i < span->first + span->count; i++) {
            Glyph *g = &f->glyphs[f->nglyphs++];
            *g = w->glyphs[i];
            g->text_at += at - f->run_from;
            if (letters)
                flex_letter(f, g, w->size);
            f->pen += g->advance;
        }
        r->nglyphs += span->count;
        f->run_to = at + span_end(w, s);
    }
}

static void put_glue(Filler *f, const ParaItem *it)
{
    put_word(f, it->word, it->passage, it->at, false);
    if (f->glue_done >= f->glue || !it->word->nglyphs)
        return; /* the space at the line's end, or nothing to share out */
    int64_t before = f->extra * f->glue_done / f->glue;
    f->glue_done += it->width;
    Len share = total_len(f->extra * f->glue_done / f->glue - before);
    f->glyphs[f->nglyphs - 1].advance += share;
    f->pen += share;
}

/* A fixed space is a run without glyphs, so that its owner can find its place. */
static void put_fixed(Filler *f, const ParaItem *it)
{
    const Passage *p = &f->p->passages[it->passage];
    close_run(f);
    open_run(f, f->p->passages[it->passage].cut->letters->face, it->passage, it->at);
    close_run(f);
    GlyphRun *r = &f->runs.at[f->runs.n - 1];
    r->text = STR("");
    r->width = it->width;
    r->node = p->node;
    f->pen += it->width;
}

static void put_hyphen(Filler *f, int passage)
{
    const Word *hyphen = shaper_hyphen(&f->p->ts->shaper, f->p->passages[passage].cut);
    if (!hyphen->nglyphs)
        return;
    f->line.hyphenated = true;
    GlyphRun *r = run_for(f, hyphen->spans[0].face, passage, f->run_to);
    Glyph *g = &f->glyphs[f->nglyphs++];
    *g = hyphen->glyphs[0];
    g->soft_hyphen = true;
    if (flexes(f))
        flex_letter(f, g, hyphen->size);
    g->text_at = f->run_to - f->run_from;
    g->text_len = sizeof SOFT_HYPHEN - 1;
    r->nglyphs++;
    close_run(f);
    char *text = arena_alloc(f->pass, (size_t)r->text.n + sizeof SOFT_HYPHEN);
    if (r->text.n)
        memcpy(text, r->text.p, (size_t)r->text.n);
    memcpy(text + r->text.n, SOFT_HYPHEN, sizeof SOFT_HYPHEN - 1);
    r->text = (Str){text, r->text.n + (int)sizeof SOFT_HYPHEN - 1};
}

/* ---- a line ---- */

/* The part of an item on the line from break a to break b; the whole item unless one of them cuts it. */
typedef struct PartOnLine {
    int from, to;
} PartOnLine;

static PartOnLine item_part(const LineBreak *a, const LineBreak *b, int item, const ParaItem *it)
{
    return (PartOnLine){item == a->item ? it->at + a->cut : it->at, item == b->item ? it->at + b->cut : it->to};
}

static const Word *part_word(const Para *p, const ParaItem *it, PartOnLine part)
{
    if (part.from == it->at && part.to == it->to)
        return it->word;
    return shaper_word(&p->ts->shaper, p->passages[it->passage].cut, str_sub(p->text, part.from, part.to),
                       p->passages[it->passage].node);
}

static void put_item(Filler *f, const LineBreak *a, const LineBreak *b, int item)
{
    const ParaItem *it = &f->p->items[item];
    PartOnLine part = item_part(a, b, item, it);
    if (it->kind == ITEM_GLUE)
        put_glue(f, it);
    else if (it->kind == ITEM_WORD && part.to > part.from)
        put_word(f, part_word(f->p, it, part), it->passage, part.from, flexes(f));
    else if (it->kind == ITEM_FIXED)
        put_fixed(f, it);
}

static int glyphs_needed(const Para *p, const LineBreak *a, const LineBreak *b)
{
    int n = 1; /* a hyphen */
    for (int i = a->item; i < p->nitems && (i < b->item || (i == b->item && b->cut > 0)); i++) {
        const ParaItem *it = &p->items[i];
        PartOnLine part = item_part(a, b, i, it);
        if (it->word)
            n += it->kind == ITEM_WORD && part.to > part.from ? part_word(p, it, part)->nglyphs : it->word->nglyphs;
    }
    return n;
}

/* The sizes of a line's letters, added up: of the words as they are set, since a cut may part letters that were one. */
static int64_t letter_sizes(const Para *p, const LineBreak *a, const LineBreak *b)
{
    int64_t sizes = 0;
    for (int i = a->item; i < p->nitems && (i < b->item || (i == b->item && b->cut > 0)); i++) {
        const ParaItem *it = &p->items[i];
        PartOnLine part = item_part(a, b, i, it);
        const Word *w = it->kind == ITEM_WORD && part.to > part.from ? part_word(p, it, part) : NULL;
        sizes += w ? (int64_t)word_letters(w, w->text.n) * w->size : 0;
    }
    return sizes;
}

static int64_t flex_gain(const Filler *f, const Fit *fit, int from, int to)
{
    const LineBreak *a = &fit->breaks[from], *b = &fit->breaks[to];
    int64_t text = fit->flex[to].end_text - fit->flex[from].next_text, last = fit->flex[to].last_size;
    int64_t sizes = letter_sizes(f->p, a, b) + (b->kind == OPP_HYPHEN ? last : 0);
    return flex_pen(text, sizes - last, &f->flex) - text;
}

/* The word that is a whole line, in one face; else NULL. */
static const ParaItem *only_word(const Para *p, const LineBreak *a, const LineBreak *b)
{
    const ParaItem *it = &p->items[a->item];
    bool one = b->item == a->item + 1 && !a->cut && !b->cut && b->kind != OPP_HYPHEN;
    return one && it->kind == ITEM_WORD && it->word->nspans == 1 ? it : NULL;
}

/* Its glyphs need no copy. */
static void put_only_word(Filler *f, const ParaItem *it)
{
    f->glyphs = it->word->glyphs;
    run_for(f, it->word->spans[0].face, it->passage, it->at)->nglyphs = it->word->nglyphs;
    f->run_to = it->to;
}

static void put_items(Filler *f, const LineBreak *a, const LineBreak *b)
{
    const Para *p = f->p;
    f->cap = glyphs_needed(p, a, b);
    f->glyphs = NEWN(f->pass, Glyph, f->cap);
    for (int i = a->item; i < p->nitems && (i < b->item || (i == b->item && b->cut > 0)); i++)
        put_item(f, a, b, i);
    if (b->kind == OPP_HYPHEN)
        put_hyphen(f, p->items[b->cut ? b->item : b->item - 1].passage);
}

static int64_t line_start(const ParaShape *shape, const FitLine *fit, bool first)
{
    int64_t indent = first ? shape->first_indent : 0, slack = fit->slack > 0 ? fit->slack : 0;
    switch (shape->align) {
    case ALIGN_CENTRE: return indent + slack / 2;
    case ALIGN_RIGHT: return indent + slack;
    default: return indent;
    }
}

static void justify(Filler *f, const ParaShape *shape, const LineBreak *end, const FitLine *fit)
{
    bool stretches = fit->slack > 0 && end->kind != OPP_FORCED;
    if (shape->align != ALIGN_JUSTIFY || fit->glue <= 0 || (!stretches && fit->slack >= 0))
        return;
    f->extra = (fit->slack < -fit->shrink ? -fit->shrink : fit->slack) - f->gain;
    f->glue = fit->glue;
}

/* The height of an empty line: that of the passage it ends with. */
static void empty_height(Filler *f, const LineBreak *b)
{
    int passage = b->item > 0 ? f->p->items[b->item - 1].passage : 0;
    if (f->p->npassages)
        measure_height(&f->line, f->p->passages[passage].cut->letters->face, f->p->passages[passage].style);
}

static Line make_line(Arena *pass, const Para *p, const Fit *fit, int from, int to)
{
    const LineBreak *a = &fit->breaks[from], *b = &fit->breaks[to];
    FitLine rated = fit_line(fit, from, to);
    Filler f = {.pass = pass,
                .p = p,
                .pen = fit_inset(fit).left + line_start(fit->shape, &rated, from == 0)
                       - (fit->flex ? fit->flex[from].hang_left : 0),
                .flex = flex_line(fit, from, to, &rated)};
    f.gain = fit->flex && flexes(&f) ? flex_gain(&f, fit, from, to) : 0;
    bool unasked = b->kind == OPP_HYPHEN && b->cut && !fit->shape->hyphenate;
    f.line = (Line){.width = total_len(rated.natural + (fit->even_rag ? f.gain : 0)),
                    .overfull = rated.overfull,
                    .forced = b->chop || unasked};
    justify(&f, fit->shape, b, &rated);
    const ParaItem *word = flexes(&f) ? NULL : only_word(p, a, b);
    if (word)
        put_only_word(&f, word);
    else
        put_items(&f, a, b);
    close_run(&f);
    if (f.runs.n == 0)
        empty_height(&f, b);
    f.line.runs = f.runs.at;
    f.line.x = f.x.at;
    f.line.nruns = f.runs.n;
    f.line.notes = f.notes.at;
    f.line.nnotes = f.notes.n;
    return f.line;
}

Lines para_break(Typesetter *ts, Arena *pass, const Para *p, const ParaShape *shape)
{
    check(p->ts == ts);
    if (p->npassages == 0)
        return (Lines){0};
    Arena *scratch = fonts_scratch(ts->fonts);
    ArenaMark mark = arena_mark(scratch);
    LineBreaks breaks = {0};
    Chosen chosen = {0};
    Lines lines = {.demerits = fit_solve(p, shape, scratch, &breaks, &chosen)};
    Fit fit = fit_new(p, shape, &breaks, scratch);
    lines.n = chosen.n;
    lines.at = NEWN(pass, Line, chosen.n);
    for (int i = 0; i < chosen.n; i++) {
        fit.line = i;
        lines.at[i] = make_line(pass, p, &fit, i ? chosen.at[i - 1] : 0, chosen.at[i]);
    }
    arena_rewind(scratch, mark);
    return lines;
}
