/* Drawings and vector pictures as SVG inside the page.
 *
 * What is written is what was drawn: the paths, and the words as text that can be selected, each run as wide as it was
 * measured (textLength), so that nothing collides in whatever face the reader has. Of a picture's file not one byte
 * gets here: it was read into a list of marks, and the list is written.
 *
 * Colours of a drawing are the template's, by class, so that they follow the page into the dark. A picture keeps its
 * own. For a screen reader the whole is one picture whose name is its alternative text: the first sentence as title,
 * the rest as description. */
#include "html/figure_private.h"

#include "draw/svg.h"
#include "draw/svg_vector.h"

/* ---- the element ---- */

/* Where the first sentence ends, if anything follows it. */
static int sentence_end(Str words)
{
    for (int i = 0; i + 2 < words.n; i++)
        if (words.p[i] == '.' && words.p[i + 1] == ' ')
            return i + 1;
    return words.n;
}

static Str put_named_part(Html *w, const char *element, Str words, Str base)
{
    Str id = id_named(w, str_format(w->arena, STR_FMT "-%s", STR_ARG(base), element));
    buf_format(&w->out, "<%s", element);
    put_attribute(w, "id", id);
    put(w, ">");
    put_escaped(w, words);
    buf_format(&w->out, "</%s>", element);
    return id;
}

/* The ids come before the elements that have them, so they are written there first. */
static void put_name(Html *w, const SvgName *name)
{
    Buf page = w->out, parts = {0};
    int end = sentence_end(name->words);
    Str rest = str_trim(str_sub(name->words, end, name->words.n));
    w->out = parts;
    Str title = put_named_part(w, "title", str_sub(name->words, 0, end), name->id);
    Str desc = rest.n ? put_named_part(w, "desc", rest, name->id) : STR("");
    parts = w->out;
    w->out = page;
    buf_format(&w->out, " role=\"img\" aria-labelledby=\"" STR_FMT "%s" STR_FMT "\">", STR_ARG(title),
               desc.n ? " " : "", STR_ARG(desc));
    buf_str(&w->out, buf_view(&parts));
    buf_free(&parts);
}

static void open_svg(Html *w, const SvgName *name, Len width, Len height)
{
    buf_format(&w->out, "<svg class=\"%s\"", name->kind);
    put_svg_len(&w->out, " viewBox=\"0 0 ", width);
    put_svg_len(&w->out, " ", height);
    put(w, "\"");
    if (name->px) {
        put_number_attribute(w, "width", name->px);
        put_number_attribute(w, "height", int_max((int)((int64_t)name->px * height / int_max(width, 1)), 1));
    }
    if (name->crop)
        put(w, " preserveAspectRatio=\"xMidYMid slice\"");
    if (name->lang.n)
        put_attribute(w, "lang", name->lang);
    if (name->words.n)
        put_name(w, name);
    else
        put(w, " aria-hidden=\"true\">");
}

/* ---- words ---- */

/* Runs of one character have no room to give. */
static void put_run_size(Html *w, const GlyphRun *run)
{
    FaceInfo face = face_info(run->face);
    put_svg_len_attribute(&w->out, "font-size", run->size);
    if (face.weight != 400)
        put_number_attribute(w, "font-weight", face.weight);
    if (face.italic)
        put(w, " font-style=\"italic\"");
    if (run->underline || run->strike)
        put(w, run->underline ? " text-decoration=\"underline\"" : " text-decoration=\"line-through\"");
    if (run->nglyphs > 1 && run->width > 0) {
        put_svg_len_attribute(&w->out, "textLength", run->width);
        put(w, " lengthAdjust=\"spacingAndGlyphs\"");
    }
}

/* Words that are as they are heard: what divides them at a line's end is not among them. */
static void put_run_words(Html *w, const GlyphRun *run)
{
    Str rest = run->text;
    int n = rest.n;
    bool hyphen = run->nglyphs && run->glyphs[run->nglyphs - 1].soft_hyphen;
    if (hyphen)
        n = run->glyphs[run->nglyphs - 1].text_at;
    put_escaped(w, str_sub(rest, 0, n));
    put(w, hyphen ? "-" : "");
}

/* Without the space at which a line was broken. */
static GlyphRun without_end_space(const GlyphRun *run)
{
    GlyphRun trimmed = *run;
    while (trimmed.nglyphs > 1) {
        const Glyph *last = &run->glyphs[trimmed.nglyphs - 1];
        if (last->text_len != 1 || last->text_at != trimmed.text.n - 1 || run->text.p[last->text_at] != ' ')
            break;
        trimmed.nglyphs--;
        trimmed.text.n--;
        trimmed.width -= last->advance;
    }
    return trimmed;
}

/* ---- drawings ---- */

static void put_swatch(Html *w, const char *before, Swatch swatch)
{
    if (swatch != SWATCH_NONE)
        buf_format(&w->out, "%s%d", before, (int)swatch);
}

/* Classes: f3 is filled with the fourth swatch, k3 stroked with it. */
static void put_paint(Html *w, Swatch fill, Swatch stroke)
{
    if (fill == SWATCH_NONE)
        put(w, " fill=\"none\"");
    if (fill == SWATCH_NONE && stroke == SWATCH_NONE)
        return;
    put(w, " class=\"");
    put_swatch(w, "f", fill);
    put_swatch(w, fill != SWATCH_NONE ? " k" : "k", stroke);
    put(w, "\"");
}

void put_path(Html *w, const PathSeg *segs, int n, Swatch fill, Swatch stroke)
{
    put_svg_outline(&w->out, segs, n);
    put_paint(w, fill, stroke);
}

static void put_drawn_run(Html *w, const DrawItem *item)
{
    GlyphRun run = without_end_space(item->u.run);
    if (!run.nglyphs)
        return;
    put(w, "<text");
    put_svg_len_attribute(&w->out, "x", item->x);
    put_svg_len_attribute(&w->out, "y", item->y - run.shift);
    put_paint(w, run.colour, SWATCH_NONE);
    put_run_size(w, &run);
    put(w, ">");
    put_run_words(w, &run);
    put(w, "</text>\n");
}

static void put_drawn_rect(Html *w, const DrawItem *item)
{
    put(w, "<rect");
    put_svg_len_attribute(&w->out, "x", item->x);
    put_svg_len_attribute(&w->out, "y", item->y);
    put_svg_len_attribute(&w->out, "width", item->u.rect.w);
    put_svg_len_attribute(&w->out, "height", item->u.rect.h);
    put_paint(w, item->u.rect.fill, SWATCH_NONE);
    put(w, "/>\n");
}

static void put_drawn_clip(Html *w, const Rect *r, Str id)
{
    put(w, "<clipPath");
    put_attribute(w, "id", id);
    put(w, "><rect");
    put_svg_len_attribute(&w->out, "x", r->x);
    put_svg_len_attribute(&w->out, "y", r->y);
    put_svg_len_attribute(&w->out, "width", r->w);
    put_svg_len_attribute(&w->out, "height", r->h);
    put(w, "/></clipPath>");
}

static void put_drawn_path(Html *w, const DrawPath *path, Str base)
{
    Str clip = path->clipped ? id_named(w, str_format(w->arena, STR_FMT "-clip", STR_ARG(base))) : STR("");
    if (clip.n)
        put_drawn_clip(w, &path->clip, clip);
    put(w, "<path");
    put_svg_outline(&w->out, path->segs, path->n);
    put_paint(w, path->fill, path->stroke);
    if (path->stroke != SWATCH_NONE)
        put_svg_len_attribute(&w->out, "stroke-width", path->stroke_width);
    if (clip.n)
        buf_format(&w->out, " clip-path=\"url(#" STR_FMT ")\"", STR_ARG(clip));
    put(w, "/>\n");
}

void put_drawing(Html *w, const Drawing *drawing, const SvgName *name)
{
    open_svg(w, name, drawing->width, drawing->height);
    put(w, "\n");
    for (int i = 0; i < drawing->items.n; i++) {
        const DrawItem *item = &drawing->items.at[i];
        switch (item->kind) {
        case DRAW_RUN: put_drawn_run(w, item); break;
        case DRAW_RECT: put_drawn_rect(w, item); break;
        case DRAW_PATH: put_drawn_path(w, item->u.path, name->id); break;
        }
    }
    put(w, "</svg>");
}

/* ---- what a page has on it ---- */

void put_view_box(Html *w, Rect r)
{
    put_svg_len(&w->out, " viewBox=\"", r.x);
    put_svg_len(&w->out, " ", r.y);
    put_svg_len(&w->out, " ", r.w);
    put_svg_len(&w->out, " ", r.h);
    put(w, "\"");
}

static void put_own_colour(Html *w, const char *name, Swatch swatch)
{
    const SwatchColour *c = swatch != SWATCH_NONE ? &w->tpl->swatches[swatch] : NULL;
    if (c)
        buf_format(&w->out, " %s=\"#%02x%02x%02x\"", name, c->r, c->g, c->b);
    else
        buf_format(&w->out, " %s=\"none\"", name);
}

static void put_placed_shape(Html *w, const Placed *p)
{
    switch (p->kind) {
    case PLACED_RECT:
        put(w, "<rect");
        put_svg_len_attribute(&w->out, "x", p->x);
        put_svg_len_attribute(&w->out, "y", p->y);
        put_svg_len_attribute(&w->out, "width", p->w);
        put_svg_len_attribute(&w->out, "height", p->h);
        break;
    case PLACED_CIRCLE:
        put(w, "<circle");
        put_svg_len_attribute(&w->out, "cx", p->x);
        put_svg_len_attribute(&w->out, "cy", p->y);
        put_svg_len_attribute(&w->out, "r", p->w);
        break;
    default:
        put(w, "<path");
        put_svg_outline(&w->out, p->path, p->npath);
        break;
    }
}

void put_placed(Html *w, const Placed *p)
{
    if (p->kind != PLACED_RECT && p->kind != PLACED_CIRCLE && p->kind != PLACED_PATH)
        return;
    put_placed_shape(w, p);
    put_own_colour(w, "fill", p->fill);
    if (p->stroke != SWATCH_NONE) {
        put_own_colour(w, "stroke", p->stroke);
        put_svg_len_attribute(&w->out, "stroke-width", p->stroke_width);
    }
    if (p->clear)
        put_svg_number_attribute(&w->out, "opacity", (100 - p->clear) / 100.0);
    put(w, "/>\n");
}

/* ---- pictures ---- */

/* The page that a picture's words are written on. */
typedef struct VectorPage {
    Html *w;
    const SvgName *name;
} VectorPage;

static const char *family_class(const FaceInfo *face)
{
    return face->fixed_pitch ? "mono" : face->serif ? "serif" : "sans";
}

static void put_vector_run(void *with, const SvgVector *pen, const VectorRun *r)
{
    Html *w = ((const VectorPage *)with)->w;
    GlyphRun run = without_end_space(r->run);
    FaceInfo face = face_info(run.face);
    const VectorSpan *span = r->span;
    if (!run.nglyphs || (!svg_paints(&span->fill) && !svg_paints(&span->stroke.paint)))
        return;
    buf_format(&w->out, "<text class=\"%s\"", family_class(&face));
    put_svg_len_attribute(&w->out, "x", r->x);
    put_svg_len_attribute(&w->out, "y", r->y - run.shift);
    put_svg_matrix(&w->out, "transform", &r->text->matrix);
    svg_vector_paint(pen, "fill", &span->fill, (Str){0});
    svg_vector_stroke(pen, &span->stroke, (Str){0});
    put(w, span->stroke_first && svg_paints(&span->stroke.paint) ? " paint-order=\"stroke\"" : "");
    put_run_size(w, &run);
    put(w, ">");
    put_run_words(w, &run);
    put(w, "</text>\n");
}

static Str vector_id(void *with, const char *kind)
{
    const VectorPage *page = with;
    return id_named(page->w, str_format(page->w->arena, STR_FMT "-%s", STR_ARG(page->name->id), kind));
}

void put_vector(Html *w, const Vector *vector, const DrawnWords *words, const SvgName *name)
{
    VectorPage page = {w, name};
    SvgVector pen = {.arena = w->arena,
                     .out = &w->out,
                     .vector = vector,
                     .runs = words->at,
                     .nruns = words->n,
                     .id = vector_id,
                     .run = put_vector_run,
                     .with = &page};
    open_svg(w, name, vector->width, vector->height);
    put(w, "\n");
    svg_vector(&pen);
    put(w, "</svg>");
}
