/* Drop capitals.
 *
 * The letter's foot is on the baseline of the last line beside it, and its top level with the capitals of the first. It
 * is set by its outline, so that a letter's own space does not push it in. A quotation mark before it keeps the size of
 * the text, to the left of the letter.
 *
 * To a reader, a word that begins with such a letter is one word: the letter's glyphs stand for nothing, and the glyph
 * behind them in the first line stands for both. */
#include "layout/box/dropcap.h"

#include "base/utf8.h"
#include "text/outline.h"

/* ---- the letter ---- */

typedef struct Opening { /* of a paragraph */
    const Node *node;    /* the text that it begins with */
    Str marks, letter;
} Opening;

static bool is_opening_mark(uint32_t c)
{
    static const uint32_t marks[] = {'"', '\'', '(', 0xAB, 0x2018, 0x201C, 0x201A, 0x201E, 0x2039};
    for (int i = 0; i < COUNT(marks); i++)
        if (c == marks[i])
            return true;
    return false;
}

/* Of scripts with capitals: Latin, Greek, Cyrillic. */
static bool is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x530 && c != 0xD7 && c != 0xF7);
}

static bool is_accent(uint32_t c)
{
    return c >= 0x300 && c < 0x370;
}

static bool find_opening(const Node *paragraph, Opening *out)
{
    const Node *n = paragraph->first;
    while (n && n->kind != NODE_TEXT && !n->spoken.n
           && (n->kind == NODE_EMPH || n->kind == NODE_STRONG || n->kind == NODE_SPAN || n->kind == NODE_LINK))
        n = n->first;
    if (!n || n->kind != NODE_TEXT || n->spoken.n)
        return false;
    Str text = n->u.text.text;
    int from = 0, at = 0;
    while (at < text.n && is_opening_mark(utf8_next(text, &at)))
        from = at;
    at = from;
    if (at >= text.n || !is_letter(utf8_next(text, &at)))
        return false;
    for (int next = at; next < text.n && is_accent(utf8_next(text, &next));)
        at = next;
    *out = (Opening){n, str_sub(text, 0, from), str_sub(text, from, at)};
    return true;
}

/* ---- its size and place ---- */

static Len cap_height(Pass *pass, const Style *style)
{
    Lines lines = set_mark(pass, STR("H"), style, NULL);
    return lines.n && lines.at[0].nruns ? run_cap_height(&lines.at[0].runs[0]) : style->size * 7 / 10;
}

static const Style *letter_style(Pass *pass, const Style *text)
{
    Style *letter = NEW(pass->arena, Style);
    *letter = *style_inline(pass->styler, text, STR("drop-cap"), STR(""));
    Len height = (text->drop_cap - 1) * text->leading + cap_height(pass, text);
    letter->size = len_scale(letter->size, height, int_max(cap_height(pass, letter), 1));
    return letter;
}

typedef struct Extent { /* of what is drawn, from the run's origin */
    Len left, right, top, bottom;
} Extent;

static Extent extent_of(Pass *pass, const GlyphRun *run)
{
    const PathSeg *segs;
    int n = run_outline(pass->arena, run, &segs);
    Extent e = n ? (Extent){LEN_MAX, -LEN_MAX, LEN_MAX, -LEN_MAX} : (Extent){0, run->width, 0, 0};
    for (int i = 0; i < n; i++)
        for (int k = 0; segs[i].op != PATH_CLOSE && k < (segs[i].op == PATH_CURVE ? 3 : 1); k++) {
            e.left = int_min(e.left, segs[i].x[k]);
            e.right = int_max(e.right, segs[i].x[k]);
            e.top = int_min(e.top, segs[i].y[k]);
            e.bottom = int_max(e.bottom, segs[i].y[k]);
        }
    return e;
}

static Item run_item(Pass *pass, const GlyphRun *run, const Node *node, Point at)
{
    Item item = {.kind = ITEM_GLYPHS, .role = ITEM_CONTENT, .node = node, .x = at.x, .y = at.y};
    item.colour = text_colour(pass, run->colour);
    item.u.run = run;
    return item;
}

/* The letter without text: what it says is in the line beside it. */
static const GlyphRun *silent(Pass *pass, const GlyphRun *run)
{
    GlyphRun *copy = arena_copy(pass->arena, run, sizeof *run);
    Glyph *glyphs = arena_copy(pass->arena, run->glyphs, (size_t)run->nglyphs * sizeof *glyphs);
    for (int i = 0; i < run->nglyphs; i++)
        glyphs[i].text_at = glyphs[i].text_len = 0;
    copy->glyphs = glyphs;
    copy->text = STR("");
    return copy;
}

/* Its first glyph says what stands before it too. */
static bool say_first(Pass *pass, Line *line, const Opening *o)
{
    GlyphRun *run = line->nruns ? &line->runs[0] : NULL;
    int n = o->marks.n + o->letter.n;
    if (!run || run->node != o->node || !run->nglyphs || n + run->glyphs[0].text_len > UINT8_MAX)
        return false;
    Glyph *glyphs = arena_copy(pass->arena, run->glyphs, (size_t)run->nglyphs * sizeof *glyphs);
    for (int i = 1; i < run->nglyphs; i++)
        glyphs[i].text_at += n;
    glyphs[0].text_at = 0;
    glyphs[0].text_len = (uint8_t)(glyphs[0].text_len + n);
    run->glyphs = glyphs;
    run->text =
        str_format(pass->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(o->marks), STR_ARG(o->letter), STR_ARG(run->text));
    return true;
}

/* ---- the paragraph ---- */

static bool is_first(const Node *n)
{
    const Node *before = n->prev;
    while (before && before->kind != NODE_PARAGRAPH)
        before = before->prev;
    return !before && !n->number.n && (n->parent->kind == NODE_SECTION || n->parent->kind == NODE_BOX);
}

static const Para *rest_of(Pass *pass, const Node *n, const Style *style, const Opening *o)
{
    Pieces pieces = {0};
    pieces_inlines(pass, &pieces, n->first, style);
    if (!pieces.n || pieces.at[0].kind != PIECE_TEXT || pieces.at[0].node != o->node)
        return NULL;
    Str text = pieces.at[0].text;
    pieces.at[0].text = str_sub(text, o->marks.n + o->letter.n, text.n);
    return para_prepare(pass->typesetter, pass->arena, pieces.at, pieces.n);
}

typedef struct Letter { /* the letter, its marks, and how wide they are with the space behind them */
    const GlyphRun *run, *marks;
    Extent ink;
    Len marks_width, width;
} Letter;

static bool shape_letter(Pass *pass, const Style *style, const Opening *o, Letter *out)
{
    Lines letter = set_mark(pass, o->letter, letter_style(pass, style), o->node);
    Lines marks = o->marks.n ? set_mark(pass, o->marks, style, o->node) : (Lines){0};
    if (letter.n != 1 || letter.at[0].nruns != 1 || (marks.n && marks.at[0].nruns != 1))
        return false;
    *out = (Letter){.run = &letter.at[0].runs[0], .marks = marks.n ? &marks.at[0].runs[0] : NULL};
    out->marks_width = out->marks ? out->marks->width : 0;
    out->ink = extent_of(pass, out->run);
    out->width = out->marks_width + out->ink.right - out->ink.left + style->size / 3;
    return true;
}

static void put_letter(Pass *pass, const Style *style, const Opening *o, const Letter *l, DropCap *out)
{
    bool said = say_first(pass, &out->lines.at[0], o);
    Len baseline = style_baseline(style), foot = baseline + (style->drop_cap - 1) * style->leading;
    const GlyphRun *run = said ? silent(pass, l->run) : l->run, *marks = l->marks;
    if (marks)
        VEC_PUSH(pass->arena, &out->items,
                 run_item(pass, said ? silent(pass, marks) : marks, o->node, (Point){0, baseline}));
    VEC_PUSH(pass->arena, &out->items, run_item(pass, run, o->node, (Point){l->marks_width - l->ink.left, foot}));
    out->above = int_max(-(foot + l->ink.top), 0);
}

/* A letter that reaches below the line, as J and Q may, has one more line beside it. */
static int lines_beside(const Style *style, const Letter *l)
{
    return style->drop_cap + (l->ink.bottom > style->leading / 4);
}

/* A letter that is a word has no more space behind it in its line than in the next. */
static Len space_before(Pass *pass, const Style *style, const Opening *o)
{
    Str text = o->node->u.text.text;
    int end = o->marks.n + o->letter.n;
    Lines with = set_mark(pass, STR("x x"), style, NULL), without = set_mark(pass, STR("xx"), style, NULL);
    bool spaced = end < text.n && text.p[end] == ' ';
    return spaced && with.n && without.n ? with.at[0].width - without.at[0].width : 0;
}

bool drop_cap(Pass *pass, const Node *n, const Style *style, const Setting *s, DropCap *out)
{
    Opening o;
    Letter letter;
    if (style->drop_cap < 2 || n->kind != NODE_PARAGRAPH || !is_first(n) || !find_opening(n, &o)
        || !shape_letter(pass, style, &o, &letter))
        return false;
    const Para *rest = rest_of(pass, n, style, &o);
    if (!rest || letter.width > (s->measure - style->indent_left - style->indent_right) / 2)
        return false;
    int beside_it = lines_beside(style, &letter);
    LineInset *insets = NEWN(pass->arena, LineInset, beside_it);
    for (int i = 0; i < beside_it; i++)
        insets[i].left = letter.width;
    insets[0].left = int_max(letter.width - space_before(pass, style, &o), 0);
    Setting beside = *s;
    beside.beside = insets, beside.nbeside = beside_it;
    *out = (DropCap){.lines = break_para(pass, n, rest, style, &beside), .nlines = beside_it};
    if (out->lines.n < beside_it)
        return false;
    put_letter(pass, style, &o, &letter, out);
    return true;
}
