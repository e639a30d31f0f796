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

/* ---- numbers ---- */

/* Hundredths of a point, as short as they can be. */
static void put_len(Html *w, const char *before, Len l)
{
    int64_t n = ((int64_t)l * 100 + (l < 0 ? -LEN_PT / 2 : LEN_PT / 2)) / LEN_PT;
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int fraction = (int)(size % 100);
    buf_format(&w->out, "%s%s%llu", before, n < 0 ? "-" : "", (unsigned long long)(size / 100));
    if (fraction)
        buf_format(&w->out, fraction % 10 ? ".%02d" : ".%d", fraction % 10 ? fraction : fraction / 10);
}

static void put_len_attribute(Html *w, const char *name, Len l)
{
    buf_format(&w->out, " %s=", name);
    put_len(w, "\"", l);
    put(w, "\"");
}

/* Millionths. */
static void put_fraction(Html *w, double v)
{
    enum { MILLION = 1000000 };
    const double most = 1e9;
    v = v > most ? most : v > -most ? v : -most;
    int64_t n = (int64_t)(v * MILLION + (v < 0 ? -0.5 : 0.5));
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int fraction = (int)(size % MILLION), places = 6;
    buf_format(&w->out, "%s%llu", n < 0 ? "-" : "", (unsigned long long)(size / MILLION));
    for (; fraction && fraction % 10 == 0; fraction /= 10)
        places--;
    if (fraction)
        buf_format(&w->out, ".%0*d", places, fraction);
}

static void put_fraction_attribute(Html *w, const char *name, double v)
{
    buf_format(&w->out, " %s=\"", name);
    put_fraction(w, v);
    put(w, "\"");
}

static void put_matrix(Html *w, const char *name, const VectorMatrix *m)
{
    const double numbers[] = {m->a, m->b, m->c, m->d, m->e, m->f};
    buf_format(&w->out, " %s=\"matrix(", name);
    for (int i = 0; i < COUNT(numbers); i++) {
        put(w, i ? " " : "");
        put_fraction(w, numbers[i]);
    }
    put(w, ")\"");
}

static void put_segs(Html *w, const PathSeg *segs, int n)
{
    put(w, " d=\"");
    for (int i = 0; i < n; i++) {
        const PathSeg *s = &segs[i];
        int points = s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1;
        buf_char(&w->out, (char)s->op);
        for (int k = 0; k < points; k++) {
            put_len(w, k ? " " : "", s->x[k]);
            put_len(w, " ", s->y[k]);
        }
    }
    put(w, "\"");
}

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
    put_len(w, " viewBox=\"0 0 ", width);
    put_len(w, " ", height);
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
    put_len_attribute(w, "font-size", run->size);
    if (face.weight != 400)
        put_number_attribute(w, "font-weight", face.weight);
    if (face.italic)
        put(w, " font-style=\"italic\"");
    if (run->underline || run->strike)
        put(w, run->underline ? " text-decoration=\"underline\"" : " text-decoration=\"line-through\"");
    if (run->nglyphs > 1 && run->width > 0) {
        put_len_attribute(w, "textLength", run->width);
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
    put_segs(w, segs, n);
    put_paint(w, fill, stroke);
}

static void put_drawn_run(Html *w, const DrawItem *item)
{
    GlyphRun run = without_end_space(item->u.run);
    if (!run.nglyphs)
        return;
    put(w, "<text");
    put_len_attribute(w, "x", item->x);
    put_len_attribute(w, "y", item->y - run.shift);
    put_paint(w, run.colour, SWATCH_NONE);
    put_run_size(w, &run);
    put(w, ">");
    put_run_words(w, &run);
    put(w, "</text>\n");
}

static void put_drawn_rect(Html *w, const DrawItem *item)
{
    put(w, "<rect");
    put_len_attribute(w, "x", item->x);
    put_len_attribute(w, "y", item->y);
    put_len_attribute(w, "width", item->u.rect.w);
    put_len_attribute(w, "height", item->u.rect.h);
    put_paint(w, item->u.rect.fill, SWATCH_NONE);
    put(w, "/>\n");
}

static void put_drawn_clip(Html *w, const Rect *r, Str id)
{
    put(w, "<clipPath");
    put_attribute(w, "id", id);
    put(w, "><rect");
    put_len_attribute(w, "x", r->x);
    put_len_attribute(w, "y", r->y);
    put_len_attribute(w, "width", r->w);
    put_len_attribute(w, "height", r->h);
    put(w, "/></clipPath>");
}

static void put_drawn_path(Html *w, const DrawPath *path, Str base)
{
    Str clip = path->clipped ? id_named(w, str_format(w->arena, STR_FMT "-clip", STR_ARG(base))) : STR("");
    if (clip.n)
        put_drawn_clip(w, &path->clip, clip);
    put(w, "<path");
    put_segs(w, path->segs, path->n);
    put_paint(w, path->fill, path->stroke);
    if (path->stroke != SWATCH_NONE)
        put_len_attribute(w, "stroke-width", path->stroke_width);
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
    put_len(w, " viewBox=\"", r.x);
    put_len(w, " ", r.y);
    put_len(w, " ", r.w);
    put_len(w, " ", r.h);
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
        put_len_attribute(w, "x", p->x);
        put_len_attribute(w, "y", p->y);
        put_len_attribute(w, "width", p->w);
        put_len_attribute(w, "height", p->h);
        break;
    case PLACED_CIRCLE:
        put(w, "<circle");
        put_len_attribute(w, "cx", p->x);
        put_len_attribute(w, "cy", p->y);
        put_len_attribute(w, "r", p->w);
        break;
    default:
        put(w, "<path");
        put_segs(w, p->path, p->npath);
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
        put_len_attribute(w, "stroke-width", p->stroke_width);
    }
    if (p->clear)
        put_fraction_attribute(w, "opacity", (100 - p->clear) / 100.0);
    put(w, "/>\n");
}

/* ---- pictures: paint ---- */

typedef struct VectorPen {
    Html *w;
    const SvgName *name;
    const Vector *vector;
    const DrawnWords *words;
    int next_run;
    VEC(int) open; /* groups of each BEGIN that is not closed yet */
} VectorPen;

static Str own_id(const VectorPen *pen, const char *kind)
{
    return id_named(pen->w, str_format(pen->w->arena, STR_FMT "-%s", STR_ARG(pen->name->id), kind));
}

static void put_vector_colour(const VectorPen *pen, const char *name, int colour)
{
    const VectorColour *c = &pen->vector->colours[colour];
    if (colour == pen->vector->current)
        buf_format(&pen->w->out, " %s=\"currentColor\"", name);
    else
        buf_format(&pen->w->out, " %s=\"#%02x%02x%02x\"", name, c->r, c->g, c->b);
}

static void put_opacity(Html *w, const char *name, int thousandths)
{
    if (thousandths < VECTOR_OPAQUE)
        put_fraction_attribute(w, name, (double)thousandths / VECTOR_OPAQUE);
}

static void put_stops(const VectorPen *pen, const VectorGradient *g)
{
    Html *w = pen->w;
    for (int i = 0; i < g->nstops; i++) {
        put(w, "<stop");
        put_fraction_attribute(w, "offset", g->stops[i].at);
        put_vector_colour(pen, "stop-color", g->stops[i].colour);
        put_opacity(w, "stop-opacity", g->stops[i].opacity);
        put(w, "/>");
    }
}

/* b after a. */
static VectorMatrix product(const VectorMatrix *b, const VectorMatrix *a)
{
    return (VectorMatrix){b->a * a->a + b->c * a->b,        b->b * a->a + b->d * a->b,
                          b->a * a->c + b->c * a->d,        b->b * a->c + b->d * a->d,
                          b->a * a->e + b->c * a->f + b->e, b->b * a->e + b->d * a->f + b->f};
}

/* What undoes it. False: nothing does. */
static bool inverse(const VectorMatrix *m, VectorMatrix *out)
{
    double det = m->a * m->d - m->b * m->c;
    if (det == 0)
        return false;
    *out = (VectorMatrix){m->d / det, -m->b / det, -m->c / det, m->a / det, 0, 0};
    out->e = -(out->a * m->e + out->c * m->f);
    out->f = -(out->b * m->e + out->d * m->f);
    return true;
}

/* A gradient counts from the picture, also where a shape has a space of its own. */
static Str put_gradient(const VectorPen *pen, const VectorGradient *g, const VectorMatrix *own)
{
    Html *w = pen->w;
    Str id = own_id(pen, "paint");
    VectorMatrix back, m = own && inverse(own, &back) ? product(&back, &g->matrix) : g->matrix;
    put(w, g->radial ? "<radialGradient" : "<linearGradient");
    put_attribute(w, "id", id);
    put(w, " gradientUnits=\"userSpaceOnUse\"");
    put_matrix(w, "gradientTransform", &m);
    put_fraction_attribute(w, g->radial ? "fx" : "x1", g->x0);
    put_fraction_attribute(w, g->radial ? "fy" : "y1", g->y0);
    put_fraction_attribute(w, g->radial ? "cx" : "x2", g->x1);
    put_fraction_attribute(w, g->radial ? "cy" : "y2", g->y1);
    if (g->radial) {
        put_fraction_attribute(w, "fr", g->r0);
        put_fraction_attribute(w, "r", g->r1);
    }
    put(w, ">");
    put_stops(pen, g);
    put(w, g->radial ? "</radialGradient>" : "</linearGradient>");
    return id;
}

static bool paints(const VectorPaint *p)
{
    return p->opacity > 0 && (p->colour != VECTOR_NONE || p->gradient);
}

/* gradient: the id of what was written for it. */
static void put_vector_paint(const VectorPen *pen, const char *name, const VectorPaint *p, Str gradient)
{
    Html *w = pen->w;
    if (!paints(p)) {
        buf_format(&w->out, " %s=\"none\"", name);
        return;
    }
    if (p->gradient)
        buf_format(&w->out, " %s=\"url(#" STR_FMT ")\"", name, STR_ARG(gradient));
    else
        put_vector_colour(pen, name, p->colour);
    put_opacity(w, str_is(str_c(name), "fill") ? "fill-opacity" : "stroke-opacity", p->opacity);
}

static void put_stroke(const VectorPen *pen, const VectorStroke *s, Str gradient)
{
    static const char *const caps[] = {[CAP_BUTT] = "butt", [CAP_ROUND] = "round", [CAP_SQUARE] = "square"};
    static const char *const joins[] = {[JOIN_MITER] = "miter", [JOIN_ROUND] = "round", [JOIN_BEVEL] = "bevel"};
    Html *w = pen->w;
    if (!paints(&s->paint))
        return;
    put_vector_paint(pen, "stroke", &s->paint, gradient);
    put_len_attribute(w, "stroke-width", s->width);
    if (s->cap != CAP_BUTT)
        buf_format(&w->out, " stroke-linecap=\"%s\"", caps[s->cap]);
    if (s->join != JOIN_MITER)
        buf_format(&w->out, " stroke-linejoin=\"%s\"", joins[s->join]);
    put_fraction_attribute(w, "stroke-miterlimit", s->miter);
    if (!s->ndashes)
        return;
    put(w, " stroke-dasharray=\"");
    for (int i = 0; i < s->ndashes; i++)
        put_len(w, i ? " " : "", s->dashes[i]);
    put(w, "\"");
    put_len_attribute(w, "stroke-dashoffset", s->dash_offset);
}

/* ---- pictures: marks ---- */

static void put_shape(const VectorPen *pen, const VectorShape *s)
{
    Html *w = pen->w;
    Str fill = {0}, stroke = {0};
    if (!s->outline.n || s->outline.segs[0].op != PATH_MOVE || (!paints(&s->fill) && !paints(&s->stroke.paint)))
        return;
    if (paints(&s->fill) && s->fill.gradient)
        fill = put_gradient(pen, s->fill.gradient, s->matrix);
    if (paints(&s->stroke.paint) && s->stroke.paint.gradient)
        stroke = put_gradient(pen, s->stroke.paint.gradient, s->matrix);
    put(w, "<path");
    put_segs(w, s->outline.segs, s->outline.n);
    put_vector_paint(pen, "fill", &s->fill, fill);
    put(w, s->outline.even_odd ? " fill-rule=\"evenodd\"" : "");
    put_stroke(pen, &s->stroke, stroke);
    if (s->matrix)
        put_matrix(w, "transform", s->matrix);
    put(w, "/>\n");
}

static const char *family_class(const FaceInfo *face)
{
    return face->fixed_pitch ? "mono" : face->serif ? "serif" : "sans";
}

static void put_vector_run(const VectorPen *pen, const VectorRun *r)
{
    Html *w = pen->w;
    GlyphRun run = without_end_space(r->run);
    FaceInfo face = face_info(run.face);
    const VectorSpan *span = r->span;
    if (!run.nglyphs || (!paints(&span->fill) && !paints(&span->stroke.paint)))
        return;
    buf_format(&w->out, "<text class=\"%s\"", family_class(&face));
    put_len_attribute(w, "x", r->x);
    put_len_attribute(w, "y", r->y - run.shift);
    put_matrix(w, "transform", &r->text->matrix);
    put_vector_paint(pen, "fill", &span->fill, (Str){0});
    put_stroke(pen, &span->stroke, (Str){0});
    put(w, span->stroke_first && paints(&span->stroke.paint) ? " paint-order=\"stroke\"" : "");
    put_run_size(w, &run);
    put(w, ">");
    put_run_words(w, &run);
    put(w, "</text>\n");
}

static void put_vector_text(VectorPen *pen, const VectorText *text)
{
    const DrawnWords *words = pen->words;
    for (; pen->next_run < words->n && words->at[pen->next_run].text == text; pen->next_run++)
        put_vector_run(pen, &words->at[pen->next_run]);
}

static void put_clip_group(const VectorPen *pen, const VectorOutline *outline)
{
    Html *w = pen->w;
    Str id = own_id(pen, "clip");
    put(w, "<clipPath");
    put_attribute(w, "id", id);
    put(w, "><path");
    put_segs(w, outline->segs, outline->n);
    put(w, outline->even_odd ? " clip-rule=\"evenodd\"" : "");
    buf_format(&w->out, "/></clipPath><g clip-path=\"url(#" STR_FMT ")\">\n", STR_ARG(id));
}

/* Each clip is a group, and what is mixed as one is another inside them. */
static void enter(VectorPen *pen, const VectorMark *begin)
{
    Html *w = pen->w;
    int groups = begin->u.begin.nclips;
    for (int i = 0; i < groups; i++)
        put_clip_group(pen, &begin->u.begin.clips[i]);
    if (begin->u.begin.opacity < VECTOR_OPAQUE || begin->u.begin.blend || begin->u.begin.alone) {
        put(w, "<g");
        put_opacity(w, "opacity", begin->u.begin.opacity);
        if (begin->u.begin.blend)
            buf_format(&w->out, " class=\"blend%d\"", (int)begin->u.begin.blend);
        else if (begin->u.begin.alone)
            put(w, " class=\"alone\"");
        put(w, ">\n");
        groups++;
    }
    VEC_PUSH(w->arena, &pen->open, groups);
}

static void leave(VectorPen *pen)
{
    check(pen->open.at && pen->open.n > 0);
    for (int groups = pen->open.at[--pen->open.n]; groups > 0; groups--)
        put(pen->w, "</g>\n");
}

void put_vector(Html *w, const Vector *vector, const DrawnWords *words, const SvgName *name)
{
    VectorPen pen = {.w = w, .name = name, .vector = vector, .words = words};
    open_svg(w, name, vector->width, vector->height);
    put(w, "\n");
    for (int i = 0; i < vector->nmarks; i++) {
        const VectorMark *mark = &vector->marks[i];
        switch (mark->kind) {
        case VECTOR_SHAPE: put_shape(&pen, mark->u.shape); break;
        case VECTOR_TEXT: put_vector_text(&pen, mark->u.text); break;
        case VECTOR_BEGIN: enter(&pen, mark); break;
        case VECTOR_END: leave(&pen); break;
        }
    }
    put(w, "</svg>");
}
