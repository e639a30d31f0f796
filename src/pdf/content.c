/* A page's content stream, as short as its readers allow.
 *
 * Text stays inside one text object as long as only text comes. Runs on one baseline in one font continue in the
 * same TJ array: two bytes for each glyph, and a number only where the pen must be elsewhere than the widths would
 * bring it. That position is computed afresh for each glyph from the layout's exact lengths, so that rounding never
 * adds up; differences below SLACK are ignored.
 *
 * Letters that a line makes wider and sets apart are so by two operators (Tz, Tc), not by numbers between them.
 *
 * Places are absolute hundredths of a point, and Td is the difference of two such places, so those do not drift
 * either. Colours, fonts and widths are written when they change. q and Q enclose only pictures and clipped paths,
 * one level deep.
 *
 * Each item belongs to an element of the structure tree or is an artifact. A stretch of marked content continues
 * while that stays the same, and never contains another. Text objects and stretches close in the order they opened:
 * a stretch that began inside a text object ends inside it. Lines under and through text are drawn last, as artifacts.
 * A banner is a veil: it darkens what it covers by a few parts in a hundred, so that the text under it can be read.
 * Most pages have the same one, so it is a form, written once.
 */
#include <string.h>

#include "pdf/object/syntax.h"
#include "pdf/writer_private.h"

enum {
    SLACK = 3,              /* thousandths of the size that a glyph may be off its place */
    FARTHEST = 10000,       /* thousandths; farther than that a Td is written */
    LONGEST_STRING = 16000, /* bytes; PDF/A ends at 32,767 */
    NO_MARK = -1            /* else a tag, or ARTIFACT - an artifact's number */
};
#define ARTIFACT (-2)

typedef enum Artifact { ARTIFACT_HEAD, ARTIFACT_FOOT, ARTIFACT_WATERMARK, ARTIFACT_REPEATED, ARTIFACT_LAYOUT } Artifact;

/* A line under or through text, waiting for the end of the page; touching ones are joined. */
typedef struct TextRule {
    Len x0, x1, trimmed; /* trimmed: x1 without a trailing space */
    Len y, thickness;
    Colour colour;
} TextRule;

typedef struct Canvas {
    Writer *w;
    Buf *out;
    int page, mark;
    Len height;          /* the page's */
    Colour fill, stroke; /* as last written; COLOUR_NONE: not yet */
    InkUse fill_use, stroke_use;
    int overprint;  /* for a press: what prints over what is under it */
    Len line_width; /* -1: not yet */
    bool in_text, in_array, in_string;
    int string_at; /* where the open string begins */
    FontUse *font;
    int variant;
    int64_t size, rise; /* hundredths */
    int scale, track;   /* thousandths, as a run's */
    int64_t spacing;    /* what track makes, in hundred-thousandths of a point */
    Len raised;         /* what rise was made of */
    int64_t x, y;       /* hundredths: where the line in hand begins */
    int64_t pen;        /* thousandths of the size from x */
    int64_t factor;     /* from lengths times 100 to thousandths of the size, times 2^32 */
    VEC(TextRule) text_rules;
} Canvas;

static void end_string(Canvas *c)
{
    if (c->in_string)
        buf_char(c->out, ')');
    c->in_string = false;
}

static void end_array(Canvas *c)
{
    end_string(c);
    if (c->in_array)
        buf_puts(c->out, "]TJ\n");
    c->in_array = false;
}

static void end_mark(Canvas *c)
{
    end_array(c);
    if (c->mark != NO_MARK)
        buf_puts(c->out, "EMC\n");
    c->mark = NO_MARK;
}

static void begin_text(Canvas *c)
{
    if (c->in_text)
        return;
    end_mark(c);
    buf_puts(c->out, "BT\n");
    c->in_text = true;
    c->x = c->y = c->pen = 0;
}

static void set_spacing(Canvas *c, int scale, int track)
{
    int64_t spacing = track * c->size;
    if (scale == c->scale && spacing == c->spacing) {
        c->track = track;
        return;
    }
    end_array(c);
    if (scale != c->scale) {
        put_hundredths(c->out, (int64_t)(1000 + scale) * 10);
        buf_puts(c->out, " Tz\n");
        c->factor = 0;
    }
    if (spacing != c->spacing) {
        put_real(c->out, (double)spacing / 1e5);
        buf_puts(c->out, " Tc\n");
    }
    c->scale = scale;
    c->track = track;
    c->spacing = spacing;
}

/* Words of a picture would take over how letters are spaced. */
static void end_text(Canvas *c)
{
    if (!c->in_text)
        return;
    set_spacing(c, 0, 0);
    end_mark(c);
    buf_puts(c->out, "ET\n");
    c->in_text = false;
}

static void begin_mark(Canvas *c, int mark)
{
    static const char *const artifacts[] = {
        [ARTIFACT_HEAD] = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n",
        [ARTIFACT_FOOT] = "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n",
        [ARTIFACT_WATERMARK] = "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n",
        [ARTIFACT_REPEATED] = "/Artifact<</Type/Pagination>>BDC\n",
        [ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
    };
    if (c->mark == mark)
        return;
    end_mark(c);
    c->mark = mark;
    if (mark <= ARTIFACT) {
        buf_puts(c->out, artifacts[ARTIFACT - mark]);
        return;
    }
    Tags *tags = c->w->tags;
    buf_char(c->out, '/');
    buf_puts(c->out, tag_name(tags->at.at[mark].type));
    buf_puts(c->out, "<</MCID ");
    put_int(c->out, tags_mark(tags, c->page, mark));
    buf_puts(c->out, ">>BDC\n");
}

static int artifact_mark(ItemRole role)
{
    switch (role) {
    case ITEM_RUNNING_HEAD: return ARTIFACT - ARTIFACT_HEAD;
    case ITEM_RUNNING_FOOT: return ARTIFACT - ARTIFACT_FOOT;
    case ITEM_BANNER: return ARTIFACT - ARTIFACT_WATERMARK;
    case ITEM_REPEATED: return ARTIFACT - ARTIFACT_REPEATED;
    default: return ARTIFACT - ARTIFACT_LAYOUT;
    }
}

/* Drawings are decoration unless they are of a picture. */
static int mark_of(Canvas *c, const Item *item)
{
    const Node *n = item->node;
    bool picture = n && ((n->kind == NODE_IMAGE && !n->u.image.decorative) || n->kind == NODE_FIGURE);
    if (item->role != ITEM_CONTENT || (item->kind != ITEM_GLYPHS && !picture))
        return artifact_mark(item->role);
    if (item->kind != ITEM_GLYPHS && n->kind == NODE_FIGURE && n->first) {
        Item drawn = *item;
        drawn.node = n->first;
        return tags_of_item(c->w->tags, c->page, &drawn);
    }
    return tags_of_item(c->w->tags, c->page, item);
}

static void set_overprint(Canvas *c, int overprint)
{
    if (overprint == c->overprint)
        return;
    put_overprint(c->out, overprint);
    c->overprint = overprint;
}

/* Screens need not know. */
static InkUse use_of(const Canvas *c, const Item *item)
{
    return c->w->inks ? ink_use(item) : INK_FIELD;
}

static void set_fill(Canvas *c, Colour colour, InkUse use)
{
    if (colour == c->fill && (use == c->fill_use || !c->w->inks))
        return;
    end_array(c);
    int overprint = put_colour(c->w, c->out, (InkPaint){colour, use, PAINT_FILL});
    set_overprint(c, overprint | (c->overprint & OVERPRINT_STROKES));
    c->fill = colour;
    c->fill_use = use;
}

static void set_stroke(Canvas *c, Colour colour, Len width)
{
    InkUse use = ink_stroke_use(width);
    if (colour != c->stroke || (use != c->stroke_use && c->w->inks)) {
        int overprint = put_colour(c->w, c->out, (InkPaint){colour, use, PAINT_STROKE});
        set_overprint(c, overprint | (c->overprint & OVERPRINT_FILLS));
    }
    if (width != c->line_width) {
        put_points(c->out, width);
        buf_puts(c->out, " w\n");
    }
    c->stroke = colour;
    c->stroke_use = use;
    c->line_width = width;
}

static void set_font(Canvas *c, FontUse *font, int variant, int64_t size)
{
    if (c->font == font && c->variant == variant && c->size == size)
        return;
    end_array(c);
    put_font_name(c->out, font, variant);
    buf_char(c->out, ' ');
    put_hundredths(c->out, size);
    buf_puts(c->out, " Tf\n");
    if (c->size != size)
        c->factor = 0;
    c->font = font;
    c->variant = variant;
    c->size = size;
}

static void move_to(Canvas *c, int64_t x, int64_t y)
{
    end_array(c);
    put_hundredths(c->out, x - c->x);
    buf_char(c->out, ' ');
    put_hundredths(c->out, y - c->y);
    buf_puts(c->out, " Td\n");
    c->x = x;
    c->y = y;
    c->pen = 0;
}

static void set_rise(Canvas *c, Len rise)
{
    int64_t want = to_hundredths(rise);
    c->raised = rise;
    if (want == c->rise)
        return;
    end_array(c);
    put_hundredths(c->out, want);
    buf_puts(c->out, " Ts\n");
    c->rise = want;
}

/* Where x is, in thousandths of the size from the beginning of the line. */
static int64_t pen_at(const Canvas *c, Len x)
{
    int64_t away = (int64_t)x * 100 - c->x * LEN_PT;
    return (away * c->factor + (INT64_C(1) << 31)) >> 32;
}

static void put_adjustment(Canvas *c, int64_t by)
{
    end_string(c);
    if (!c->in_array)
        buf_char(c->out, '[');
    c->in_array = true;
    put_int(c->out, -by);
    c->pen += by;
}

static void put_glyph(Canvas *c, const GlyphCode *code)
{
    if (c->in_string && c->out->n - c->string_at > LONGEST_STRING)
        end_string(c);
    if (!c->in_string) {
        buf_puts(c->out, c->in_array ? "(" : "[(");
        c->in_array = c->in_string = true;
        c->string_at = c->out->n;
    }
    buf_put(c->out, code->bytes,
            sizeof code->bytes); /* writes a fixed number at once and takes back what is too much */
    c->out->n -= (int)sizeof code->bytes - code->nbytes;
    c->pen += code->width + c->track;
}

static Str glyph_text(const GlyphRun *run, const Glyph *g)
{
    if (g->soft_hyphen)
        return STR("\xC2\xAD");
    return (Str){run->text.p + g->text_at, int_min(g->text_len, run->text.n - g->text_at)};
}

static void draw_glyphs(Canvas *c, const Item *item, FontUse *font)
{
    const GlyphRun *run = item->u.run;
    Len x = item->x;
    for (int i = 0; i < run->nglyphs; i++) {
        const Glyph *g = &run->glyphs[i];
        if (g->gid != 0) { /* .notdef is never shown */
            const GlyphCode *code = font_code(&c->w->fonts, font, g->gid, glyph_text(run, g));
            if (code->variant != c->variant)
                set_font(c, font, code->variant, c->size);
            if (g->dy != c->raised)
                set_rise(c, g->dy);
            int64_t off = pen_at(c, x + g->dx) - c->pen;
            if (off >= SLACK || off <= -SLACK)
                put_adjustment(c, off);
            put_glyph(c, code);
        }
        x += g->advance;
    }
}

/* The rule that this one continues: one of the last two, for text may have both. Faces of one line draw theirs at
 * nearly the same height. */
static TextRule *rule_before(Canvas *c, const TextRule *u)
{
    for (int i = c->text_rules.n - 1; i >= 0 && i >= c->text_rules.n - 2; i--) {
        TextRule *last = &c->text_rules.at[i];
        Len gap = u->x0 - last->x1, step = u->y - last->y;
        if (gap < LEN_PT / 8 && gap > -LEN_PT / 8 && step < LEN_PT / 4 && step > -LEN_PT / 4)
            return last;
    }
    return NULL;
}

/* `down`: from the run's baseline to the rule's top. */
static void note_text_rule(Canvas *c, const Item *item, Len down, Len thickness)
{
    const GlyphRun *run = item->u.run;
    Len width = 0, trimmed = 0;
    for (int i = 0; i < run->nglyphs; i++) {
        width += run->glyphs[i].advance;
        if (!str_is(str_trim(glyph_text(run, &run->glyphs[i])), ""))
            trimmed = width;
    }
    TextRule u = {.x0 = item->x,
                  .x1 = item->x + width,
                  .trimmed = item->x + trimmed,
                  .y = item->y - run->shift + down,
                  .thickness = thickness,
                  .colour = item->colour};
    TextRule *last = rule_before(c, &u);
    if (last && trimmed)
        last->trimmed = last->x1;
    if (last && last->colour == u.colour) {
        last->x1 = u.x1;
        last->trimmed = trimmed ? u.trimmed : last->trimmed;
    } else if (width > 0) {
        VEC_PUSH(c->w->job->arena, &c->text_rules, u);
    }
}

/* A line that the face places: `top` above the baseline, in its units. */
static void note_face_rule(Canvas *c, const Item *item, int top, int thickness)
{
    const GlyphRun *run = item->u.run;
    Len em = face_info(run->face).units_per_em;
    note_text_rule(c, item, -(Len)((int64_t)top * run->size / em), (Len)((int64_t)thickness * run->size / em));
}

static void note_text_rules(Canvas *c, const Item *item)
{
    const GlyphRun *run = item->u.run;
    FaceInfo info = face_info(run->face);
    if (run->underline)
        note_face_rule(c, item, info.underline_top, info.underline_thickness);
    if (run->strike)
        note_face_rule(c, item, info.strike_top, info.strike_thickness);
}

static void draw_run(Canvas *c, const Item *item)
{
    const GlyphRun *run = item->u.run;
    int64_t size = to_hundredths(run->size);
    if (run->nglyphs == 0 || !run->face || size <= 0)
        return;
    int mark = mark_of(c, item);
    FontUse *font = font_use(&c->w->fonts, run->face);
    bool fresh = !c->in_text || c->font != font || c->size != size || c->scale != run->scale;
    begin_text(c);
    begin_mark(c, mark);
    set_fill(c, item->colour, INK_LINE);
    set_font(c, font, fresh ? 0 : c->variant, size);
    set_spacing(c, run->scale, run->track);
    if (!c->factor)
        c->factor = (INT64_C(1000000) << 32) / (LEN_PT * size * (1000 + c->scale));
    int64_t x = to_hundredths(item->x), y = to_hundredths(c->height - item->y + run->shift);
    int64_t off = fresh ? 0 : pen_at(c, item->x) - c->pen;
    if (fresh || y != c->y || off > FARTHEST || off < -FARTHEST)
        move_to(c, x, y);
    draw_glyphs(c, item, font);
    if (run->underline || run->strike)
        note_text_rules(c, item);
}

static void put_rect(Canvas *c, Len x, Len y, Len w, Len h)
{
    int64_t x0 = to_hundredths(x), y0 = to_hundredths(c->height - y - h);
    put_hundredths(c->out, x0);
    buf_char(c->out, ' ');
    put_hundredths(c->out, y0);
    buf_char(c->out, ' ');
    put_hundredths(c->out, to_hundredths(x + w) - x0);
    buf_char(c->out, ' ');
    put_hundredths(c->out, to_hundredths(c->height - y) - y0);
    buf_puts(c->out, " re\n");
}

static Rect figure_box(const Canvas *c, const Item *item, Len w, Len h)
{
    return (Rect){item->x, c->height - item->y - h, w, h};
}

/* A field that is not painted tells how far a figure reaches that is drawn piece by piece. */
static void set_extent(Canvas *c, const Item *item)
{
    int tag = mark_of(c, item);
    if (tag >= 0)
        tags_set_box(c->w->tags, tag, figure_box(c, item, item->u.rect.w, item->u.rect.h));
}

static void draw_rect(Canvas *c, const Item *item)
{
    if (item->colour == COLOUR_NONE && item->node && item->node->kind == NODE_IMAGE)
        set_extent(c, item);
    if (item->colour == COLOUR_NONE || item->u.rect.w <= 0 || item->u.rect.h <= 0)
        return;
    int mark = mark_of(c, item);
    end_text(c);
    begin_mark(c, mark);
    set_fill(c, item->colour, use_of(c, item));
    put_rect(c, item->x, item->y, item->u.rect.w, item->u.rect.h);
    buf_puts(c->out, "f\n");
}

static void put_segment(Canvas *c, Len x, Len y, const PathSeg *s)
{
    int points = s->op == PATH_CURVE ? 3 : s->op == PATH_CLOSE ? 0 : 1;
    for (int i = 0; i < points; i++) {
        put_points(c->out, x + s->x[i]);
        buf_char(c->out, ' ');
        put_points(c->out, c->height - y - s->y[i]);
        buf_char(c->out, ' ');
    }
    buf_puts(c->out, s->op == PATH_MOVE ? "m\n" : s->op == PATH_LINE ? "l\n" : s->op == PATH_CURVE ? "c\n" : "h\n");
}

/* Whether five segments are an upright rectangle, drawn along x first. */
static bool is_rect(const PathSeg *s, int n)
{
    return n >= 5 && s[0].op == PATH_MOVE && s[1].op == PATH_LINE && s[2].op == PATH_LINE && s[3].op == PATH_LINE
           && s[4].op == PATH_CLOSE && s[0].y[0] == s[1].y[0] && s[1].x[0] == s[2].x[0] && s[2].y[0] == s[3].y[0]
           && s[3].x[0] == s[0].x[0];
}

/* The dots of leaders are rectangles by the hundred, so they are written as such. */
static void put_segments(Canvas *c, Len x, Len y, const PathSeg *s, int n)
{
    for (int i = 0; i < n;) {
        if (!is_rect(s + i, n - i)) {
            put_segment(c, x, y, &s[i++]);
            continue;
        }
        Len left = s[i].x[0], width = s[i + 2].x[0] - left;
        put_rect(c, x + left, y + s[i].y[0], width, s[i + 2].y[0] - s[i].y[0]);
        i += 5;
    }
}

/* Of fills and strokes, by the same states as in vector pictures. */
static void put_opacity(Canvas *c, int clear)
{
    int opacity = VECTOR_OPAQUE * (100 - clear) / 100;
    buf_format(c->out, "/" STR_FMT " gs\n", STR_ARG(opacity_state(c->w, opacity, opacity)));
}

/* The box round a path's places, with y upwards. */
static Rect path_box(const PagePath *path)
{
    Len left = LEN_MAX, right = -LEN_MAX, top = LEN_MAX, foot = -LEN_MAX;
    for (int i = 0; i < path->n; i++)
        for (int k = 0; k < (path->segs[i].op == PATH_CURVE ? 3 : path->segs[i].op == PATH_CLOSE ? 0 : 1); k++) {
            left = int_min(left, path->segs[i].x[k]), right = int_max(right, path->segs[i].x[k]);
            top = int_min(top, path->segs[i].y[k]), foot = int_max(foot, path->segs[i].y[k]);
        }
    return (Rect){left, -foot, right - left, foot - top};
}

/* The banner as a form whose places count from the page's top left corner. */
static int make_banner(Writer *w, const PagePath *path)
{
    Buf content = {0}, entries = {0};
    Canvas c = {.w = w, .out = &content};
    Rect box = path_box(path);
    put_colour(w, &content, (InkPaint){path->fill, INK_FIELD, PAINT_FILL});
    put_segments(&c, 0, 0, path->segs, path->n);
    buf_puts(&content, "f\n");
    buf_puts(&entries, "/Type/XObject/Subtype/Form/BBox[");
    const Len sides[] = {box.x, box.y, box.x + box.w, box.y + box.h};
    for (int i = 0; i < COUNT(sides); i++) {
        buf_puts(&entries, i ? " " : "");
        put_points(&entries, sides[i]);
    }
    buf_puts(&entries, "]");
    int object = object_stream(w->objects, buf_view(&entries), buf_view(&content), true);
    buf_free(&entries);
    buf_free(&content);
    return object;
}

/* The number of its form; there are few. */
static int use_banner(Writer *w, const PagePath *path)
{
    for (int i = 0; i < w->banners.n; i++)
        if (w->banners.at[i].path == path)
            return i;
    VEC_PUSH(w->job->arena, &w->banners, (BannerForm){path, make_banner(w, path)});
    return w->banners.n - 1;
}

static void draw_banner(Canvas *c, const Item *item)
{
    if (item->u.path->n == 0 || item->u.path->fill == COLOUR_NONE)
        return;
    int form = use_banner(c->w, item->u.path);
    end_text(c);
    begin_mark(c, artifact_mark(item->role));
    c->w->blended = true;
    buf_puts(c->out, "q\n");
    if (c->overprint)
        put_overprint(c->out, 0);
    buf_puts(c->out, "/G0 gs\n1 0 0 1 ");
    put_points(c->out, item->x);
    buf_char(c->out, ' ');
    put_points(c->out, c->height - item->y);
    buf_format(c->out, " cm\n/B%d Do\nQ\n", form);
}

static void draw_path(Canvas *c, const Item *item)
{
    if (item->role == ITEM_BANNER) {
        draw_banner(c, item);
        return;
    }
    const PagePath *path = item->u.path;
    bool fill = path->fill != COLOUR_NONE;
    bool stroke = path->stroke != COLOUR_NONE && path->stroke_width > 0;
    if (path->n == 0 || path->segs[0].op != PATH_MOVE || (!fill && !stroke))
        return;
    int mark = mark_of(c, item);
    end_text(c);
    begin_mark(c, mark);
    Canvas before = *c;
    bool enclosed = path->clipped || path->clear;
    if (enclosed)
        buf_puts(c->out, "q\n");
    if (path->clear)
        put_opacity(c, path->clear);
    if (path->clipped) {
        put_rect(c, item->x + path->clip.x, item->y + path->clip.y, path->clip.w, path->clip.h);
        buf_puts(c->out, "W n\n");
    }
    if (fill)
        set_fill(c, path->fill, use_of(c, item));
    if (stroke)
        set_stroke(c, path->stroke, path->stroke_width);
    put_segments(c, item->x, item->y, path->segs, path->n);
    buf_puts(c->out, fill && stroke ? "B\n" : fill ? "f\n" : "S\n");
    if (enclosed) {
        buf_puts(c->out, "Q\n");
        c->fill = before.fill, c->fill_use = before.fill_use;
        c->stroke = before.stroke, c->stroke_use = before.stroke_use;
        c->overprint = before.overprint;
        c->line_width = before.line_width;
    }
}

/* From the unit square, in which PDF draws a picture as it lies in its file, to its box on the page. For each EXIF
 * orientation: what x and y of the box are of u and v of the square, and where they begin. */
static void put_image_matrix(Canvas *c, Rect box, int t)
{
    static const struct {
        int8_t xu, yu, xv, yv, x, y;
    } turns[] = {{1, 0, 0, 1, 0, 0},   {1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0},
                 {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1},
                 {0, -1, 1, 0, 0, 1},  {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};
    Len w = box.w, h = box.h, bottom = c->height - box.y - h;
    Len places[] = {turns[t].xu * w, turns[t].yu * h,        turns[t].xv * w,
                    turns[t].yv * h, box.x + turns[t].x * w, bottom + turns[t].y * h};
    for (int i = 0; i < COUNT(places); i++) {
        if (i)
            buf_char(c->out, ' ');
        put_points(c->out, places[i]);
    }
}

/* How the page's content names a picture, and the box of what that is. */
typedef struct DrawnImage {
    char letter; /* "/I" or, of a drawing, "/V" */
    int number;
    Rect box;
} DrawnImage;

/* False: it cannot be decoded. */
static bool use_image(const Canvas *c, const Item *item, DrawnImage *out)
{
    Writer *w = c->w;
    Rect whole = page_picture_box(item);
    if (item->node->u.image.format == IMAGE_SVG) {
        *out = (DrawnImage){'V', vector_use(w, item->node), whole};
        return out->number >= 0;
    }
    const ImageNeed *need = image_use(&w->images, w->objects, w->job->diag, item->node);
    if (need) {
        *out = (DrawnImage){'I', need->number, image_box(need, item->node, whole)};
        w->blended = w->blended || need->masked;
    }
    return need;
}

static bool is_cropped(Rect drawn, Rect shown)
{
    return shown.x > drawn.x || shown.y > drawn.y || shown.x + shown.w < drawn.x + drawn.w
           || shown.y + shown.h < drawn.y + drawn.h;
}

/* A picture that cannot be decoded has been reported as an error, which keeps the file from being written. */
static void draw_image(Canvas *c, const Item *item)
{
    Rect whole = page_picture_box(item), shown = page_picture_shown(item);
    DrawnImage image;
    if (!item->node || whole.w <= 0 || whole.h <= 0)
        return;
    int mark = mark_of(c, item);
    Writer *w = c->w;
    if (!use_image(c, item, &image))
        return;
    end_text(c);
    begin_mark(c, mark);
    if (mark >= 0 && w->tags->at.at[mark].type == TAG_FIGURE)
        tags_set_box(w->tags, mark, (Rect){shown.x, c->height - shown.y - shown.h, shown.w, shown.h});
    buf_puts(c->out, "q\n");
    if (c->overprint)
        put_overprint(c->out, 0);
    if (is_cropped(image.box, shown)) {
        put_rect(c, shown.x, shown.y, shown.w, shown.h);
        buf_puts(c->out, "W n\n");
    }
    put_image_matrix(c, image.box, item->node->u.image.orientation);
    buf_format(c->out, " cm\n/%c%d Do\nQ\n", image.letter, image.number);
}

static void draw_text_rules(Canvas *c)
{
    if (c->text_rules.n == 0)
        return;
    begin_mark(c, artifact_mark(ITEM_DECORATION));
    for (int i = 0; i < c->text_rules.n; i++) {
        const TextRule *u = &c->text_rules.at[i];
        set_fill(c, u->colour, u->thickness <= INK_THIN ? INK_LINE : INK_FIELD);
        put_rect(c, u->x0, u->y, u->trimmed - u->x0, u->thickness);
        buf_puts(c->out, "f\n");
    }
}

void page_content(Writer *w, int page, Buf *out)
{
    const Page *p = &w->pages.pages.at[page];
    Canvas c = {.w = w,
                .out = out,
                .page = page,
                .mark = NO_MARK,
                .height = p->height,
                .fill = COLOUR_NONE,
                .stroke = COLOUR_NONE,
                .line_width = -1};
    for (int i = 0; i < p->items.n; i++) {
        const Item *item = &p->items.at[i];
        switch (item->kind) {
        case ITEM_GLYPHS: draw_run(&c, item); break;
        case ITEM_RECT: draw_rect(&c, item); break;
        case ITEM_PATH: draw_path(&c, item); break;
        case ITEM_IMAGE:
        case ITEM_CROPPED: draw_image(&c, item); break;
        }
    }
    end_text(&c);
    draw_text_rules(&c);
    end_mark(&c);
}
