/* Words: chunks of spans. A chunk begins where an x or y is given, and is aligned as a whole; a span is of one look,
 * and moves the pen before it.
 *
 * Sizes are normalised, so that the words of <text> itself are PLAIN_SIZE, whatever the units of the file: the shaper
 * rounds to fractions of a point. White space is collapsed, unless it is to be kept; what is left at the ends of a
 * chunk would only push it aside. */
#include "read/svg/svg_private.h"

#include "base/ascii.h"
#include "base/utf8.h"

enum { PLAIN_SIZE = 16, SIZE_MOST = 160, TEXT_MOST = 10000, LIST_MOST = 4096 };

typedef enum SvgList { LIST_X, LIST_Y, LIST_DX, LIST_DY, LIST_COUNT } SvgList;

/* The numbers that an element gives its characters, one each. */
typedef struct SvgPlaces {
    const struct SvgPlaces *above;
    const double *at[LIST_COUNT];
    int n[LIST_COUNT];
    int begin; /* the number of its first character */
    int most;  /* of n */
} SvgPlaces;

typedef struct SvgWords {
    Svg *svg;
    const SvgScope *scope; /* of <text> */
    double scale;          /* from the file's units to those of the spans */
    VEC(VectorText) chunks;
    VEC(VectorSpan) spans; /* of the chunk in hand */
    Buf text;              /* of the span in hand */
    VectorSpan look;
    int count, bytes;
    bool space; /* the character before is white space, or there is none */
} SvgWords;

/* ---- spans and chunks ---- */

static void end_span(SvgWords *w)
{
    VectorSpan span = w->look;
    if (!w->text.n)
        return;
    span.text = str_dup(w->svg->a, buf_view(&w->text));
    VEC_PUSH(w->svg->a, &w->spans, span);
    buf_clear(&w->text);
    w->look.dx = w->look.dy = 0;
}

static void trim_end(SvgWords *w)
{
    if (w->scope->style.preserve)
        return;
    while (w->spans.n && w->spans.at[w->spans.n - 1].text.n && str_ends(w->spans.at[w->spans.n - 1].text, " "))
        if (--w->spans.at[w->spans.n - 1].text.n == 0)
            w->spans.n--;
}

static void end_chunk(SvgWords *w)
{
    end_span(w);
    trim_end(w);
    if (w->chunks.n && w->spans.n) {
        VectorText *chunk = &w->chunks.at[w->chunks.n - 1];
        chunk->spans = arena_copy(w->svg->a, w->spans.at, sizeof *w->spans.at * (size_t)w->spans.n);
        chunk->nspans = w->spans.n;
    }
    w->spans.n = 0;
}

/* Where a number is missing, the line goes on. */
static void begin_chunk(SvgWords *w, const SvgStyle *style, const double *x, const double *y)
{
    end_chunk(w);
    VectorText chunk = {.anchor = style->anchor, .follows = !x, .continues = !y};
    if (x)
        chunk.x = svg_len(*x * w->scale);
    chunk.y = y ? svg_len(*y * w->scale) : w->chunks.n ? w->chunks.at[w->chunks.n - 1].y : 0;
    chunk.matrix = matrix_scaled(w->scope->matrix, 1 / w->scale, 1 / w->scale);
    VEC_PUSH(w->svg->a, &w->chunks, chunk);
}

/* ---- characters ---- */

/* The number for the character that comes next: of the innermost element that has one for it. */
static const double *place_for(const SvgWords *w, const SvgPlaces *p, SvgList list)
{
    for (; p; p = p->above) {
        int i = w->count - p->begin;
        if (i >= 0 && i < p->n[list])
            return &p->at[list][i];
    }
    return NULL;
}

static void move(SvgWords *w, const SvgPlaces *p, const SvgStyle *style)
{
    const double *x = place_for(w, p, LIST_X), *y = place_for(w, p, LIST_Y);
    const double *dx = place_for(w, p, LIST_DX), *dy = place_for(w, p, LIST_DY);
    if (x || y)
        begin_chunk(w, style, x, y);
    if (dx || dy)
        end_span(w);
    w->look.dx += dx ? svg_len(*dx * w->scale) : 0;
    w->look.dy += dy ? svg_len(*dy * w->scale) : 0;
}

static bool has_places(const SvgWords *w, const SvgPlaces *p)
{
    for (; p; p = p->above)
        if (w->count - p->begin < p->most)
            return true;
    return false;
}

static void add_character(SvgWords *w, const SvgPlaces *p, const SvgStyle *style, Str c)
{
    bool space = c.n == 1 && is_space(c.p[0]);
    if (space && w->space && !style->preserve)
        return;
    if (has_places(w, p))
        move(w, p, style);
    w->space = space;
    buf_str(&w->text, space ? STR(" ") : c);
    w->count++;
    w->bytes += c.n;
}

static void add_text(SvgWords *w, const SvgPlaces *p, const SvgStyle *style, Str text)
{
    for (int at = 0; at < text.n && w->bytes < TEXT_MOST;) {
        int from = at;
        utf8_next(text, &at);
        add_character(w, p, style, str_sub(text, from, at));
    }
}

/* ---- elements ---- */

static VectorSpan look_of(SvgWords *w, const XmlNode *e, const SvgScope *s)
{
    const SvgStyle *style = &s->style;
    SvgPainted p = {e, s, NULL};
    double size = style->size * w->scale, opacity = style->opacity;
    VectorSpan look = {.families = style->families,
                       .weight = style->weight,
                       .italic = style->italic,
                       .underline = style->underline,
                       .strike = style->strike,
                       .size = svg_len(size > SIZE_MOST ? SIZE_MOST : size),
                       .letter_space = svg_len(style->letter_space * w->scale),
                       .raised = svg_len(style->raised * w->scale),
                       .baseline = style->baseline,
                       .fill = svg_painted(w->svg, &p, &style->fill, "fill"),
                       .stroke = svg_stroke(w->svg, &p, w->scale),
                       .stroke_first = style->stroke_first,
                       .line = xml_pos(e, w->svg->file).line};
    if (e != NULL && !xml_is(e, "text")) {
        look.fill.opacity = svg_thousandths(look.fill.opacity * opacity / VECTOR_OPAQUE);
        look.stroke.paint.opacity = svg_thousandths(look.stroke.paint.opacity * opacity / VECTOR_OPAQUE);
    }
    if (style->hidden)
        look.fill.opacity = look.stroke.paint.opacity = 0;
    return look;
}

static int read_list(SvgWords *w, const XmlNode *e, const SvgScope *s, SvgList list, double *out)
{
    static const char *const names[] = {"x", "y", "dx", "dy"};
    Str value = svg_attr(w->svg, e, names[list]);
    SvgUnits units = {list == LIST_X || list == LIST_DX ? s->view.width : s->view.height, s->style.size};
    SvgScan scan = {value, 0};
    int n = 0;
    for (scan_space(&scan); n < LIST_MOST && scan_length(&scan, &units, &out[n]); scan_comma(&scan))
        n++;
    if (!scan_end(&scan))
        svg_not_understood(w->svg, &(SvgProperty){str_c(names[list]), value, e, false}, "lengths");
    return n;
}

static void read_places(SvgWords *w, const XmlNode *e, const SvgScope *s, SvgPlaces *p)
{
    static const char *const unread[] = {"rotate", "textLength"};
    double numbers[LIST_MOST];
    for (int i = 0; i < LIST_COUNT; i++) {
        p->n[i] = read_list(w, e, s, (SvgList)i, numbers);
        p->at[i] = arena_copy(w->svg->a, numbers, sizeof *numbers * (size_t)p->n[i]);
        p->most = int_max(p->most, p->n[i]);
    }
    for (int i = 0; i < COUNT(unread); i++)
        if (xml_has(e, unread[i]))
            svg_not_followed(w->svg, &(SvgProperty){.name = str_c(unread[i]), .element = e});
}

static void add_content(SvgWords *w, const XmlNode *e, const SvgScope *s, const SvgPlaces *p);

static void add_element(SvgWords *w, const XmlNode *e, const SvgScope *parent, const SvgPlaces *above)
{
    if (!xml_is(e, "tspan") && !xml_is(e, "a")) {
        if (!xml_is(e, "title") && !xml_is(e, "desc") && str_find(xml_name(e), ":") < 0)
            svg_not_drawn(w->svg, e, "expected words and <tspan> in <text>");
        return;
    }
    SvgScope own = svg_scope(w->svg, e, parent);
    SvgPlaces places = {.above = above, .begin = w->count};
    if (own.style.gone || own.depth > SVG_DEPTH_MOST || !svg_works(w->svg, e, 1))
        return;
    read_places(w, e, &own, &places);
    add_content(w, e, &own, &places);
}

static void add_content(SvgWords *w, const XmlNode *e, const SvgScope *s, const SvgPlaces *p)
{
    VectorSpan look = look_of(w, e, s);
    for (const XmlNode *piece = xml_first_piece(e); piece; piece = xml_next_piece(piece)) {
        if (xml_name(piece).n) {
            add_element(w, piece, s, p);
            continue;
        }
        end_span(w);
        look.dx = w->look.dx, look.dy = w->look.dy;
        w->look = look;
        add_text(w, p, &s->style, xml_text(w->svg->r, piece));
    }
}

void svg_text(Svg *svg, const XmlNode *e, const SvgScope *s)
{
    SvgWords w = {.svg = svg, .scope = s, .scale = s->style.size > 0 ? PLAIN_SIZE / s->style.size : 1, .space = true};
    SvgPlaces places = {0};
    const double origin = 0;
    begin_chunk(&w, &s->style, &origin, &origin);
    read_places(&w, e, s, &places);
    add_content(&w, e, s, &places);
    end_chunk(&w);
    buf_free(&w.text);
    if (w.bytes >= TEXT_MOST)
        svg_works(svg, e, SVG_WORK_MOST + 1);
    for (int i = 0; i < w.chunks.n; i++) {
        if (!w.chunks.at[i].nspans)
            continue;
        VectorMark *mark = VEC_NEXT(svg->a, &svg->marks);
        mark->kind = VECTOR_TEXT;
        mark->u.text = arena_copy(svg->a, &w.chunks.at[i], sizeof w.chunks.at[i]);
    }
}
