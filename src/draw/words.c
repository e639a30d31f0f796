/* Words of vector pictures: the families that they name, and each chunk of them on its line.
 *
 * A span is shaped by itself. Spans follow each other along the line, and the whole is moved as its anchor says. */
#include "base/str.h"
#include "draw/draw.h"

/* ---- families ---- */

static const struct {
    const char *name, *use;
} generic[] = {{"monospace", "mono"}, {"ui-monospace", "mono"}, {"sans-serif", "sans"}, {"serif", ""},
               {"cursive", ""},       {"fantasy", ""},          {"system-ui", "sans"},  {"ui-sans-serif", "sans"}};

/* Families that are everywhere but in the catalogue, and those made to have the same widths. */
static const struct {
    const char *name, *same;
} equals[] = {{"Arial", "Liberation Sans"},
              {"Helvetica", "Liberation Sans"},
              {"Courier New", "Liberation Mono"},
              {"Courier", "Liberation Mono"}};

static Str equal_of(Str name)
{
    for (int i = 0; i < COUNT(equals); i++)
        if (str_eq_folded(name, str_c(equals[i].name)))
            return str_c(equals[i].same);
    return name;
}

static Str without_quotes(Str s)
{
    s = str_trim(s);
    if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
        s = str_trim(str_sub(s, 1, s.n - 1));
    return s;
}

/* The use that the catalogue has for a generic family. False: it is none. */
static bool is_generic(const Typesetter *typesetter, Str name, Str *use)
{
    for (int i = 0; i < COUNT(generic); i++) {
        if (!str_eq_folded(name, str_c(generic[i].name)))
            continue;
        Str known = str_c(generic[i].use);
        if (known.n && typesetter_knows(typesetter, known))
            *use = known;
        return true;
    }
    return false;
}

Str draw_family(const Typesetter *typesetter, Str families, Str otherwise, Str *named)
{
    Str first = {0};
    *named = (Str){0};
    for (Str one; families.n;) {
        str_cut(families, ',', &one, &families);
        one = without_quotes(one);
        Str same = equal_of(one);
        if (typesetter_knows(typesetter, one) || typesetter_knows(typesetter, same))
            return typesetter_knows(typesetter, one) ? one : same;
        if (is_generic(typesetter, one, &otherwise))
            return otherwise;
        first = first.n ? first : one;
    }
    *named = first;
    return otherwise;
}

/* ---- a chunk ---- */

typedef struct VectorChunk {
    const DrawSpace *space;
    const VectorText *text;
    VEC(VectorRun) runs;
    Len x, y; /* the pen */
} VectorChunk;

static Style *style_of_span(const DrawSpace *space, const VectorSpan *span)
{
    Style *style = NEW(space->arena, Style);
    Str named;
    *style = *style_block(space->styler, STR("p"), (Str){0}, space->place);
    style->family = draw_family(space->typesetter, span->families, style->family, &named);
    style->weight = span->weight;
    style->italic = span->italic;
    style->underline = span->underline;
    style->strike = span->strike;
    style->size = int_max(span->size, 1);
    style->leading = style->size;
    style->tabular = style->small_caps = style->capitals = false;
    style->shift = 0;
    return style;
}

/* How far below its line words stand that hang from it or are centred on it. */
static Len drop(const GlyphRun *run, VectorBaseline baseline)
{
    FaceInfo info = face_info(run->face);
    int units = 0;
    switch (baseline) {
    case BASELINE_ALPHABETIC: break;
    case BASELINE_MIDDLE: units = info.x_height / 2; break;
    case BASELINE_CENTRAL: units = (info.ascent + info.descent) / 2; break;
    case BASELINE_TOP: units = info.ascent; break;
    }
    return len_scale(run->size, units, info.units_per_em);
}

/* With space after each letter. */
static const GlyphRun *spaced(Arena *a, const GlyphRun *run, Len space)
{
    if (!space)
        return run;
    GlyphRun *out = NEW(a, GlyphRun);
    Glyph *glyphs = arena_copy(a, run->glyphs, sizeof *glyphs * (size_t)run->nglyphs);
    *out = *run;
    for (int i = 0; i < run->nglyphs; i++) {
        if (!glyphs[i].text_len)
            continue;
        glyphs[i].advance += space;
        out->width += space;
    }
    out->glyphs = glyphs;
    return out;
}

static void set_span(VectorChunk *c, const VectorSpan *span)
{
    enum { LONGEST = PT(1000000) };
    Arena *a = c->space->arena;
    Piece piece = {.kind = PIECE_TEXT,
                   .text = span->text,
                   .style = style_of_span(c->space, span),
                   .node = c->space->picture};
    Lines lines = piece_break(c->space->typesetter, a, &piece, &(ParaShape){.measure = LONGEST});
    c->x += span->dx;
    c->y += span->dy;
    for (int i = 0; lines.n && i < lines.at[0].nruns; i++) {
        const GlyphRun *run = spaced(a, &lines.at[0].runs[i], span->letter_space);
        if (!run->face)
            continue;
        Len y = c->y - span->raised + drop(run, span->baseline);
        VEC_PUSH(a, &c->runs, (VectorRun){run, c->x, y, c->text, span});
        c->x += run->width;
    }
}

static void align(const VectorChunk *c, Len from)
{
    Len width = c->x - from;
    Len back = c->text->anchor == ANCHOR_START ? 0 : c->text->anchor == ANCHOR_MIDDLE ? width / 2 : width;
    for (int i = 0; i < c->runs.n; i++)
        c->runs.at[i].x -= back;
}

/* ---- a picture ---- */

DrawnWords draw_words(const DrawSpace *space, const Vector *vector)
{
    VEC(VectorRun) all = {0};
    Len end = 0, moved = 0;
    for (int i = 0; i < vector->nmarks; i++) {
        if (vector->marks[i].kind != VECTOR_TEXT)
            continue;
        const VectorText *text = vector->marks[i].u.text;
        moved = text->continues ? moved : 0;
        VectorChunk c = {.space = space, .text = text, .x = text->follows ? end : text->x, .y = text->y + moved};
        Len from = c.x;
        for (int k = 0; k < text->nspans; k++)
            set_span(&c, &text->spans[k]);
        align(&c, from);
        end = c.x;
        moved = c.y - text->y;
        for (int k = 0; k < c.runs.n; k++)
            VEC_PUSH(space->arena, &all, c.runs.at[k]);
    }
    return (DrawnWords){all.at, all.n};
}
