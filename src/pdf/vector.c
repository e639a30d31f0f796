/* SVG pictures as forms: each is in the file once, however often it is placed, and fills the unit square, as pictures
 * do.
 *
 * Inside a form, places are those of the vector, y downwards; the form's matrix turns them. So a gradient, whose matrix
 * counts from the form, has the vector's space too. A stretch that is drawn as one with an opacity is a form of its
 * own, a transparency group, in the same space. All content of a form belongs to the mark in which it is placed: its
 * words are words of that figure.
 *
 * Strokes and words print over what is under them within their own q and Q, as ink.h has it; a form begins with
 * nothing that does. How large a picture will be is not known here: a stroke is thin by its share of the picture. */
#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"
#include "text/outline.h"

typedef struct FormLevel { /* of marks between BEGIN and END */
    Buf *out;              /* of its own when it is a group; else of the level around it */
    const VectorMark *begin;
} FormLevel;

typedef struct FormPen {
    Writer *w;
    const PagePicture *picture;
    Buf *out;
    VEC(FormLevel) levels;
    int next_run;
    Colour fill; /* as last written in this stretch; COLOUR_NONE: unknown */
    InkUse fill_use;
} FormPen;

enum { THIN_SHARE = 150 }; /* a 150th of the picture's longer side: INK_THIN where that is 300 points */

int named_add(Arena *a, NamedObjects *o, int object)
{
    VEC_PUSH(a, &o->at, object);
    return o->at.n - 1;
}

void put_matrix(Buf *b, const VectorMatrix *m)
{
    const double numbers[] = {m->a, m->b, m->c, m->d, m->e, m->f};
    for (int i = 0; i < COUNT(numbers); i++) {
        if (i)
            buf_char(b, ' ');
        put_real(b, numbers[i]);
    }
}

/* ---- state ---- */

static void open_state(FormPen *pen)
{
    buf_puts(pen->out, "q\n");
}

static void close_state(FormPen *pen)
{
    buf_puts(pen->out, "Q\n");
    pen->fill = COLOUR_NONE;
}

/* The name is the state. */
Str opacity_state(Writer *w, int fill, int stroke)
{
    Str name = str_format(w->job->arena, "A%d-%d", fill, stroke);
    map_put(w->job->arena, &w->vectors.opacities, name, w);
    w->blended = true;
    return name;
}

static void set_opacity(FormPen *pen, int fill, int stroke)
{
    buf_format(pen->out, "/" STR_FMT " gs\n", STR_ARG(opacity_state(pen->w, fill, stroke)));
}

static void set_blend(FormPen *pen, VectorBlend blend)
{
    if (blend == BLEND_NORMAL)
        return;
    pen->w->vectors.blends |= 1U << blend;
    pen->w->blended = true;
    buf_format(pen->out, "/B%d gs\n", (int)blend);
}

static bool paints(const VectorPaint *p)
{
    return p->opacity > 0 && (p->colour != VECTOR_NONE || p->gradient);
}

static bool is_plain(const VectorPaint *p)
{
    return p->opacity == VECTOR_OPAQUE && !p->gradient;
}

/* What then prints over what is under it. */
static int set_paint(FormPen *pen, const VectorPaint *paint, PaintKind kind, InkUse use)
{
    bool fill = kind == PAINT_FILL;
    if (paint->gradient) {
        int pattern = gradient_pattern(pen->w, pen->picture, paint->gradient);
        buf_format(pen->out, fill ? "/Pattern cs /P%d scn\n" : "/Pattern CS /P%d SCN\n", pattern);
        pen->fill = fill ? COLOUR_NONE : pen->fill;
        return 0;
    }
    Colour colour = pen->picture->colours[paint->colour];
    bool press = pen->w->inks;
    if (fill && colour == pen->fill && (use == pen->fill_use || !press))
        return press && ink_of(pen->w->inks, colour, use).overprints ? OVERPRINT_FILLS : 0;
    if (fill)
        pen->fill = colour, pen->fill_use = use;
    return put_colour(pen->w, pen->out, (InkPaint){colour, use, kind});
}

static void set_overprint(FormPen *pen, int overprint)
{
    if (overprint)
        put_overprint(pen->out, overprint);
}

/* Before the matrix changes, from which a mask counts. */
static void set_veil(FormPen *pen, const VectorPaint *paint)
{
    if (paint->gradient && paint->gradient->veiled)
        buf_format(pen->out, "/M%d gs\n", gradient_mask(pen->w, pen->picture, paint->gradient));
}

static void set_pen(FormPen *pen, const VectorStroke *s)
{
    Buf *b = pen->out;
    put_points(b, s->width);
    buf_puts(b, " w\n");
    if (s->cap != CAP_BUTT)
        buf_format(b, "%d J\n", (int)s->cap);
    if (s->join != JOIN_MITER)
        buf_format(b, "%d j\n", (int)s->join);
    put_real(b, s->miter);
    buf_puts(b, " M\n");
    if (!s->ndashes)
        return;
    buf_char(b, '[');
    for (int i = 0; i < s->ndashes; i++) {
        buf_puts(b, i ? " " : "");
        put_points(b, s->dashes[i]);
    }
    buf_puts(b, "] ");
    put_points(b, s->dash_offset);
    buf_puts(b, " d\n");
}

/* ---- shapes ---- */

static void put_outline(Buf *b, const VectorOutline *o)
{
    static const char *const operators[] =
        {[PATH_MOVE] = "m\n", [PATH_LINE] = "l\n", [PATH_CURVE] = "c\n", [PATH_CLOSE] = "h\n"};
    for (int i = 0; i < o->n; i++) {
        const PathSeg *s = &o->segs[i];
        int points = s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1;
        for (int k = 0; k < points; k++) {
            put_points(b, s->x[k]);
            buf_char(b, ' ');
            put_points(b, s->y[k]);
            buf_char(b, ' ');
        }
        buf_puts(b, operators[s->op]);
    }
}

static void draw_fill(FormPen *pen, const VectorShape *s)
{
    bool enclosed = s->matrix || !is_plain(&s->fill);
    if (enclosed)
        open_state(pen);
    if (s->fill.opacity < VECTOR_OPAQUE)
        set_opacity(pen, s->fill.opacity, VECTOR_OPAQUE);
    set_veil(pen, &s->fill);
    set_paint(pen, &s->fill, PAINT_FILL, INK_FIELD);
    if (s->matrix) {
        put_matrix(pen->out, s->matrix);
        buf_puts(pen->out, " cm\n");
    }
    put_outline(pen->out, &s->outline);
    buf_puts(pen->out, s->outline.even_odd ? "f*\n" : "f\n");
    if (enclosed)
        close_state(pen);
}

static Len scaled(Len length, const VectorMatrix *m)
{
    double x = m ? m->a : 1, y = m ? m->b : 0;
    double scale = (x < 0 ? -x : x) > (y < 0 ? -y : y) ? x : y;
    return (Len)(length * (scale < 0 ? -scale : scale));
}

static InkUse stroke_use(const VectorShape *s)
{
    return scaled(s->stroke.width, s->matrix) <= VECTOR_SIDE / THIN_SHARE ? INK_LINE : INK_FIELD;
}

/* With the fill, when that is a plain colour. */
static void draw_stroke(FormPen *pen, const VectorShape *s, bool fills)
{
    const VectorPaint *paint = &s->stroke.paint;
    open_state(pen);
    if (paint->opacity < VECTOR_OPAQUE)
        set_opacity(pen, VECTOR_OPAQUE, paint->opacity);
    set_veil(pen, paint);
    int overprint = set_paint(pen, paint, PAINT_STROKE, stroke_use(s));
    if (fills)
        set_paint(pen, &s->fill, PAINT_FILL, INK_FIELD);
    set_overprint(pen, overprint);
    if (s->matrix) {
        put_matrix(pen->out, s->matrix);
        buf_puts(pen->out, " cm\n");
    }
    set_pen(pen, &s->stroke);
    put_outline(pen->out, &s->outline);
    buf_puts(pen->out, !fills ? "S\n" : s->outline.even_odd ? "B*\n" : "B\n");
    close_state(pen);
}

static void draw_shape(FormPen *pen, const VectorShape *s)
{
    bool fills = paints(&s->fill), strokes = paints(&s->stroke.paint);
    bool together = fills && strokes && is_plain(&s->fill) && is_plain(&s->stroke.paint);
    if (!s->outline.n || s->outline.segs[0].op != PATH_MOVE)
        return;
    if (fills && !together)
        draw_fill(pen, s);
    if (strokes)
        draw_stroke(pen, s, together);
}

/* ---- words ---- */

static Str text_of(const GlyphRun *run, const Glyph *g)
{
    return (Str){run->text.p + g->text_at, int_min(g->text_len, run->text.n - g->text_at)};
}

/* Numbers stand where the widths of the glyphs would not bring the pen. */
static void put_glyphs(FormPen *pen, const GlyphRun *run, FontUse *font)
{
    int variant = -1;
    int64_t size = run->size, at = 0, x = 0; /* in thousandths of the size, times the size */
    for (int i = 0; i < run->nglyphs; i++) {
        const Glyph *g = &run->glyphs[i];
        if (g->gid) {
            const GlyphCode *code = font_code(&pen->w->fonts, font, g->gid, text_of(run, g));
            if (code->variant != variant) {
                buf_puts(pen->out, variant < 0 ? "" : ")]TJ\n");
                put_font_name(pen->out, font, code->variant);
                buf_char(pen->out, ' ');
                put_points(pen->out, run->size);
                buf_puts(pen->out, " Tf\n[(");
                variant = code->variant;
            }
            int64_t off = (x + (int64_t)g->dx * 1000 - at) / size;
            if (off > 1 || off < -1) {
                buf_puts(pen->out, ")");
                put_int(pen->out, -off);
                buf_puts(pen->out, "(");
                at += off * size;
            }
            buf_put(pen->out, code->bytes, code->nbytes);
            at += code->width * size;
        }
        x += (int64_t)g->advance * 1000;
    }
    if (variant >= 0)
        buf_puts(pen->out, ")]TJ\n");
}

/* A line under or through the words, in their own space. */
static void put_line(FormPen *pen, const VectorRun *r, Len top, Len thickness)
{
    open_state(pen);
    put_matrix(pen->out, &r->text->matrix);
    buf_puts(pen->out, " cm\n");
    const Len places[] = {r->x, r->y + top, r->run->width, thickness};
    for (int i = 0; i < COUNT(places); i++) {
        put_points(pen->out, places[i]);
        buf_char(pen->out, ' ');
    }
    buf_puts(pen->out, "re\nf\n");
    close_state(pen);
}

static void put_lines(FormPen *pen, const VectorRun *r)
{
    const GlyphRun *run = r->run;
    if (run->underline)
        put_line(pen, r, run->size / 9, run->size / 18);
    if (run->strike) {
        FaceInfo info = face_info(run->face);
        put_line(pen, r, -(Len)((int64_t)info.strike_top * run->size / info.units_per_em),
                 (Len)((int64_t)info.strike_thickness * run->size / info.units_per_em));
    }
}

/* Strokes are as wide as on the page: a text matrix does not scale them. */
static VectorStroke stroke_of(const VectorRun *r)
{
    VectorStroke s = r->span->stroke;
    s.width = scaled(s.width, &r->text->matrix);
    s.ndashes = 0;
    return s;
}

/* Their outlines alone, under the words: nobody reads them twice. */
static void draw_halo(FormPen *pen, const VectorRun *r)
{
    VectorStroke stroke = stroke_of(r);
    const PathSeg *segs;
    int n = run_outline(pen->w->job->arena, r->run, &segs);
    VectorMatrix m = r->text->matrix;
    Len up = r->y - r->run->shift;
    if (!paints(&stroke.paint) || !n)
        return;
    m.e += (m.a * r->x + m.c * up) / LEN_PT;
    m.f += (m.b * r->x + m.d * up) / LEN_PT;
    stroke.width = r->span->stroke.width;
    VectorShape shape = {.outline = {segs, n, false}, .stroke = stroke, .matrix = &m};
    draw_stroke(pen, &shape, false);
}

static void draw_words_of(FormPen *pen, const VectorRun *r)
{
    const GlyphRun *run = r->run;
    VectorStroke stroke = stroke_of(r);
    bool fills = paints(&r->span->fill), halo = fills && r->span->stroke_first;
    bool strokes = !halo && paints(&stroke.paint);
    const VectorMatrix *m = &r->text->matrix;
    Len up = r->y - run->shift;
    VectorMatrix place = {m->a, m->b, -m->c, -m->d, m->e, m->f};
    place.e += (m->a * r->x + m->c * up) / LEN_PT;
    place.f += (m->b * r->x + m->d * up) / LEN_PT;
    if ((!fills && !strokes) || !run->nglyphs || !run->face)
        return;
    if (halo)
        draw_halo(pen, r);
    open_state(pen);
    if (r->span->fill.opacity < VECTOR_OPAQUE || stroke.paint.opacity < VECTOR_OPAQUE)
        set_opacity(pen, r->span->fill.opacity, stroke.paint.opacity);
    int overprint = fills ? set_paint(pen, &r->span->fill, PAINT_FILL, INK_LINE) : 0;
    if (strokes) {
        overprint |= set_paint(pen, &stroke.paint, PAINT_STROKE, INK_LINE);
        set_pen(pen, &stroke);
    }
    set_overprint(pen, overprint);
    buf_puts(pen->out, "BT\n");
    if (strokes)
        buf_format(pen->out, "%d Tr\n", fills ? 2 : 1);
    put_matrix(pen->out, &place);
    buf_puts(pen->out, " Tm\n");
    put_glyphs(pen, run, font_use(&pen->w->fonts, run->face));
    buf_puts(pen->out, "ET\n");
    if (fills)
        put_lines(pen, r);
    close_state(pen);
}

static void draw_text(FormPen *pen, const VectorText *text)
{
    const PagePicture *p = pen->picture;
    for (; pen->next_run < p->nruns && p->runs[pen->next_run].text == text; pen->next_run++)
        draw_words_of(pen, &p->runs[pen->next_run]);
}

/* ---- forms ---- */

static int add_form(FormPen *pen, Str more, const Buf *content)
{
    Writer *w = pen->w;
    Buf entries = {0};
    buf_puts(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    put_points(&entries, pen->picture->vector->width);
    buf_char(&entries, ' ');
    put_points(&entries, pen->picture->vector->height);
    buf_format(&entries, "]/Resources %d 0 R" STR_FMT, w->resources, STR_ARG(more));
    int object = object_stream(w->objects, buf_view(&entries), buf_view(content), true);
    buf_free(&entries);
    return named_add(w->job->arena, &w->vectors.forms, object);
}

static void clip(FormPen *pen, const VectorMark *begin)
{
    for (int i = 0; i < begin->u.begin.nclips; i++) {
        const VectorOutline *o = &begin->u.begin.clips[i];
        put_outline(pen->out, o);
        buf_puts(pen->out, o->even_odd ? "W* n\n" : "W n\n");
    }
}

static bool is_group(const VectorMark *begin)
{
    return begin->u.begin.opacity < VECTOR_OPAQUE || begin->u.begin.blend || begin->u.begin.alone;
}

static void enter(FormPen *pen, const VectorMark *begin)
{
    open_state(pen);
    clip(pen, begin);
    VEC_PUSH(pen->w->job->arena, &pen->levels, (FormLevel){pen->out, begin});
    if (is_group(begin))
        pen->out = NEW(pen->w->job->arena, Buf);
    pen->fill = COLOUR_NONE;
}

static void leave(FormPen *pen)
{
    check(pen->levels.at && pen->levels.n > 0);
    FormLevel level = pen->levels.at[--pen->levels.n];
    int opacity = level.begin->u.begin.opacity;
    if (is_group(level.begin)) {
        Str group = str_format(pen->w->job->arena, "/Group<</S/Transparency/CS/%s/I true>>", blending_space(pen->w));
        int form = add_form(pen, group, pen->out);
        buf_free(pen->out);
        pen->out = level.out;
        set_opacity(pen, opacity, opacity);
        set_blend(pen, level.begin->u.begin.blend);
        buf_format(pen->out, "/V%d Do\n", form);
    }
    close_state(pen);
}

static void draw_mark(FormPen *pen, const VectorMark *mark)
{
    switch (mark->kind) {
    case VECTOR_SHAPE: draw_shape(pen, mark->u.shape); break;
    case VECTOR_TEXT: draw_text(pen, mark->u.text); break;
    case VECTOR_BEGIN: enter(pen, mark); break;
    case VECTOR_END: leave(pen); break;
    }
}

static int make_form(Writer *w, const PagePicture *picture)
{
    Buf content = {0}, turn = {0};
    FormPen pen = {.w = w, .picture = picture, .out = &content, .fill = COLOUR_NONE};
    const Vector *v = picture->vector;
    for (int i = 0; i < v->nmarks; i++)
        draw_mark(&pen, &v->marks[i]);
    double width = (double)v->width / LEN_PT, height = (double)v->height / LEN_PT;
    buf_puts(&turn, "/Matrix[");
    put_matrix(&turn, &(VectorMatrix){1 / width, 0, 0, -1 / height, 0, 1});
    buf_char(&turn, ']');
    int form = add_form(&pen, buf_view(&turn), &content);
    buf_free(&content);
    buf_free(&turn);
    return form;
}

int vector_use(Writer *w, const Node *image)
{
    const PagePicture *picture = page_picture(&w->pages, image);
    if (!picture)
        return -1;
    int index = (int)(picture - w->pages.pictures.at);
    VectorUses *uses = &w->vectors;
    if (!uses->by_picture) {
        uses->by_picture = NEWN(w->job->arena, int, w->pages.pictures.n);
        uses->blended = NEWN(w->job->arena, bool, w->pages.pictures.n);
    }
    bool before = w->blended;
    if (!uses->by_picture[index]) {
        w->blended = false;
        uses->by_picture[index] = make_form(w, picture) + 1;
        uses->blended[index] = w->blended;
    }
    w->blended = before || uses->blended[index];
    return uses->by_picture[index] - 1;
}

/* ---- resources ---- */

static void put_named(Buf *b, char letter, const NamedObjects *o)
{
    for (int i = 0; i < o->at.n; i++)
        buf_format(b, "/%c%d %d 0 R", letter, i, o->at.at[i]);
}

void put_vector_forms(const Writer *w, Buf *resources)
{
    put_named(resources, 'V', &w->vectors.forms);
}

static void put_share(Buf *b, const char *key, Str thousandths)
{
    int n = 0;
    str_to_int(thousandths, &n);
    buf_puts(b, key);
    put_real(b, n / (double)VECTOR_OPAQUE);
}

static const char *const blend_names[BLEND_COUNT] = {
    [BLEND_NORMAL] = "Normal",
    [BLEND_MULTIPLY] = "Multiply",
    [BLEND_SCREEN] = "Screen",
    [BLEND_OVERLAY] = "Overlay",
    [BLEND_DARKEN] = "Darken",
    [BLEND_LIGHTEN] = "Lighten",
    [BLEND_COLOUR_DODGE] = "ColorDodge",
    [BLEND_COLOUR_BURN] = "ColorBurn",
    [BLEND_HARD_LIGHT] = "HardLight",
    [BLEND_SOFT_LIGHT] = "SoftLight",
    [BLEND_DIFFERENCE] = "Difference",
    [BLEND_EXCLUSION] = "Exclusion",
    [BLEND_HUE] = "Hue",
    [BLEND_SATURATION] = "Saturation",
    [BLEND_COLOUR] = "Color",
    [BLEND_LUMINOSITY] = "Luminosity",
};

void put_vector_states(const Writer *w, Buf *resources)
{
    for (int i = 0; i < w->vectors.opacities.n; i++) {
        Str name = w->vectors.opacities.entries[i].key, fill, stroke;
        str_cut(str_sub(name, 1, name.n), '-', &fill, &stroke);
        buf_format(resources, "/" STR_FMT "<</Type/ExtGState", STR_ARG(name));
        put_share(resources, "/ca ", fill);
        put_share(resources, "/CA ", stroke);
        buf_puts(resources, ">>");
    }
    for (int i = 0; i < BLEND_COUNT; i++)
        if (w->vectors.blends & 1U << i)
            buf_format(resources, "/B%d<</Type/ExtGState/BM/%s>>", i, blend_names[i]);
    put_named(resources, 'M', &w->vectors.masks);
}

void put_vector_patterns(const Writer *w, Buf *resources)
{
    if (!w->vectors.patterns.at.n)
        return;
    buf_puts(resources, "/Pattern<<");
    put_named(resources, 'P', &w->vectors.patterns);
    buf_puts(resources, ">>");
}
