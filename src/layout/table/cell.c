/* One cell of a table.
 *
 * Nearly every cell contains a single paragraph, and there may be a hundred thousand. Such a cell is shaped once,
 * measured for its column and set directly from that as lines, or, for a figure, as one line whose decimal point
 * aligns with the column's. Any other content is built in a flow of its own. References before the labels of a
 * budget form a column within their column: they end level, and the labels begin level. */
#include "layout/table/table_private.h"

#include "base/ascii.h"
#include "layout/flow/emit.h"
#include "layout/flow/heights.h"
#include "layout/table/look_private.h"

const char *row_role_name(RowRole role)
{
    static const char *const names[ROW_ROLE_COUNT] = {"head", "line", "group", "subtotal", "total", "balance"};
    return names[role];
}

Setting cell_setting(const Node *cell, Setting s)
{
    bool figures = cell->u.cell.align == CELL_FIGURE;
    s.element = cell->u.cell.head ? STR("th") : STR("td");
    s.class_name = figures ? STR("figure") : cell->u.cell.align == CELL_CENTRE ? STR("centre") : STR("");
    s.figures = figures;
    s.apart = true;
    s.depth = 0;
    s.list_depth = 0;
    return s;
}

/* ---- before its measure is known ---- */

/* As much smaller as the table asks for, but not below the least size that can be read. */
static const Style *shrink(Pass *pass, const CellStyles *known, const Style *style)
{
    enum { LEAST = PT(8) };
    if (!known->shrunk || style->size <= LEAST)
        return style;
    Style *small = NEW(pass->arena, Style);
    *small = *style;
    small->size = int_max(style->size / 100 * (100 - known->shrunk), LEAST);
    small->leading = (Len)((int64_t)style->leading * small->size / style->size);
    return small;
}

const Style *cell_style(Pass *pass, CellStyles *known, const Node *cell, const Node *paragraph, const Setting *s)
{
    if (str_is(paragraph->name, "unit"))
        return shrink(pass, known, style_block(pass->styler, STR("unit"), paragraph->name, s->place));
    if (paragraph->name.n)
        return shrink(pass, known, style_block(pass->styler, s->element, paragraph->name, s->place));
    const Style **style = &known->at[cell->parent->u.row.role][cell->u.cell.head][cell->u.cell.align];
    if (!*style)
        *style = shrink(pass, known, style_block(pass->styler, s->element, s->class_name, s->place));
    return *style;
}

/* ---- references before labels ---- */

static const Node *reference_of(const Node *cell)
{
    const Node *n = cell && cell->first ? cell->first->first : NULL;
    return n && n->kind == NODE_SPAN && str_is(n->name, "reference") ? n : NULL;
}

/* A label's pieces; the first `n` of them are its reference. */
static Pieces label_pieces(Pass *pass, const Node *cell, const Style *style, int *n)
{
    Pieces pieces = {0};
    const Node *reference = reference_of(cell);
    pieces_inlines(pass, &pieces, cell->first->first, style);
    for (*n = 0; reference && *n < pieces.n && is_within(pieces.at[*n].node, reference); ++*n)
        ;
    return pieces;
}

static Len pieces_width(Pass *pass, const Piece *pieces, int n)
{
    return n ? para_width_max(para_prepare(pass->typesetter, pass->arena, pieces, n)) : 0;
}

void cell_references(Pass *pass, CellStyles *known, const Node *table, Setting s)
{
    for (const Node *row = table->first; row; row = row->next) {
        const Node *cell = row->kind == NODE_ROW ? row->first : NULL;
        if (!reference_of(cell))
            continue;
        Place place = {s.place, str_c(row_role_name(row->u.row.role))};
        Setting inner = s;
        inner.place = &place;
        inner = cell_setting(cell, inner);
        int n;
        Pieces pieces = label_pieces(pass, cell, cell_style(pass, known, cell, cell->first, &inner), &n);
        known->reference = int_max(known->reference, pieces_width(pass, pieces.at, n));
    }
}

/* A label whose reference ends where the widest does, or that has none; what follows the reference is a space. */
static CellPara label_para(Pass *pass, const CellStyles *known, const Node *cell, const Style *style, Len deep)
{
    int n;
    Pieces pieces = label_pieces(pass, cell, style, &n), all = {0};
    Style *hanging = NEW(pass->arena, Style);
    Len room = known->reference + style->size * 3 / 4;
    *hanging = *style;
    hanging->indent_left += room;
    if (n && n < pieces.n) {
        hanging->first_indent -= room;
        Len reference = pieces_width(pass, pieces.at, n);
        Piece left = {.kind = PIECE_SPACE,
                      .style = style,
                      .node = pieces.at[0].node,
                      .width = known->reference - reference};
        Piece right = {.kind = PIECE_SPACE, .style = style, .node = pieces.at[n].node};
        VEC_PUSH(pass->arena, &all, left);
        for (int i = 0; i <= n; i++)
            VEC_PUSH(pass->arena, &all, pieces.at[i]);
        VEC_PUSH(pass->arena, &all, right);
        Len used = pieces_width(pass, all.at, all.n);
        all.at[all.n - 1].width = int_max(room - used, 0);
        for (int i = n + 1; i < pieces.n; i++)
            VEC_PUSH(pass->arena, &all, pieces.at[i]);
    }
    const Pieces *set = all.n ? &all : &pieces;
    return (CellPara){.para = para_prepare(pass->typesetter, pass->arena, set->at, set->n),
                      .style = hanging,
                      .indent = deep + (all.n ? 0 : room)};
}

/* How far a row stands in: by a step for each group from the third on, so that two levels are told apart by their heads
 * alone. */
static int depth_of(const Node *row)
{
    int heads = row->u.row.role == ROW_GROUP ? 1 : 2;
    return int_max(row->u.row.level - heads, 0);
}

static const Style *indented(Pass *pass, const Style *style, Len by)
{
    Style *own = NEW(pass->arena, Style);
    *own = *style;
    own->indent_left += by;
    return own;
}

/* In a marked edition the figure of the old edition is a paragraph of its own, small and below the new one, so that the
 * new ones stay aligned. */
static bool is_old_figure(const Node *n)
{
    return n && n->kind == NODE_PARAGRAPH && !n->next && str_is(n->name, "was")
           && n->parent->u.cell.align == CELL_FIGURE;
}

const Node *cell_old_figure(const Node *cell)
{
    const Node *n = cell->first;
    return !n ? NULL : is_old_figure(n) ? n : is_old_figure(n->next) ? n->next : NULL;
}

CellPara cell_para(Pass *pass, CellStyles *known, const Node *cell, const Setting *s)
{
    const Node *n = cell->first;
    if (!n || n->kind != NODE_PARAGRAPH || (n->next && !is_old_figure(n->next)) || is_old_figure(n))
        return (CellPara){0};
    const Style *style = cell_style(pass, known, cell, n, s);
    if (look_room(n, style))
        return (CellPara){0};
    RowRole role = cell->parent->u.row.role;
    Len deep = cell->u.cell.column == 0 ? depth_of(cell->parent) * style->size : 0;
    if (deep)
        style = indented(pass, style, deep);
    if (known->reference && cell->u.cell.column == 0 && role != ROW_HEAD && role != ROW_GROUP)
        return label_para(pass, known, cell, style, deep);
    CellPara p = {.para = shape_inlines(pass, n, style), .style = style, .indent = deep};
    if (s->figures && !cell->u.cell.head) {
        p.whole = para_width_max(p.para);
        p.to_point = para_width_to_point(p.para);
    }
    return p;
}

Str cell_words(Pass *pass, const Node *cell)
{
    const Node *n = cell->first ? cell->first->first : NULL, *old = cell_old_figure(cell);
    if (old)
        return old == cell->first ? STR("") : node_text(pass->arena, cell->first);
    bool plain = n && !cell->first->next && !n->next && n->kind == NODE_TEXT;
    return !plain ? node_text(pass->arena, cell) : n->spoken.n ? n->spoken : n->u.text.text;
}

/* ---- setting ---- */

bool cell_has_figure(Pass *pass, const Node *cell)
{
    Str text = cell_words(pass, cell);
    for (int i = 0; i < text.n; i++)
        if (is_digit(text.p[i]))
            return true;
    return false;
}

/* A figure by itself on one line: its decimal point stands where the column's does. Words without a figure stand at the
 * column's right edge. */
static bool set_figure(Pass *pass, const CellPara *p, const ColumnSet *column, Len gap, SetCell *out)
{
    const Node *cell = out->node;
    if (!out->s.figures || cell->u.cell.head || !p->para || cell->u.cell.colspan > 1 || column->mixed)
        return false;
    if (p->whole > column->width + gap || !cell_has_figure(pass, cell))
        return false;
    out->lines =
        para_break(pass->typesetter, pass->arena, p->para, &(ParaShape){.measure = LEN_MAX / 4, .align = ALIGN_LEFT});
    out->x = column->width - column->after_point - p->to_point;
    return out->lines.n == 1;
}

/* The figure of the old edition, below that of the new one, at the column's right edge. */
static void set_old_figure(Pass *pass, SetCell *out)
{
    const Node *old = cell_old_figure(out->node);
    if (!old)
        return;
    const Style *style = style_block(pass->styler, out->s.element, old->name, out->s.place);
    out->old_style = style;
    out->old_lines = break_para(pass, old, shape_inlines(pass, old, style), style, &out->s);
    out->height += out->old_lines.n * style->leading;
}

/* Lines that need nothing but themselves. */
static bool set_lines(Pass *pass, const CellPara *p, SetCell *out)
{
    if (!p->para || cell_old_figure(out->node) || out->node->first->number.n || p->style->rule_above
        || p->style->rule_below)
        return false;
    out->lines = break_para(pass, out->node->first, p->para, p->style, &out->s);
    out->x = p->style->indent_left;
    out->height = out->lines.n * p->style->leading;
    return true;
}

/* A paragraph with something drawn before its words. */
static void build_with_look(Builder *b, const Node *n, Setting s)
{
    const Style *style = n->nattrs ? style_block(b->pass->styler, s.element, n->name, s.place) : NULL;
    Len room = style ? look_room(n, style) : 0, x = s.x;
    int first = b->flow->strips.n;
    s.x += room;
    s.measure -= room;
    build_block(b, n, s);
    if (room && first < b->flow->strips.n)
        look_put(b->pass, &b->flow->strips.at[first], n, style, x);
}

static void set_blocks(Pass *pass, SetCell *cell)
{
    cell->form = CELL_BLOCKS;
    Setting s = cell->s;
    s.x = 0;
    Builder b;
    build_start_apart(&b, pass, cell->section, &s);
    for (const Node *n = cell->node->first; n; n = n->next)
        build_with_look(&b, n, s);
    cell->flow = b.flow;
    Heights h = heights_of(pass->arena, cell->flow);
    cell->height = height_between(&h, 0, cell->flow->strips.n);
}

/* Words of ours are not divided to stand in a narrow column, where the author's are not. */
static bool has_room(Pass *pass, Str words, const Style *style, const Setting *s, const Node *n)
{
    Pieces pieces = {0};
    pieces_text(pass, &pieces, words, style, n);
    Len width = para_width_min(para_prepare(pass->typesetter, pass->arena, pieces.at, pieces.n));
    return !pass->tpl->whole || width <= s->measure - style->indent_left - style->indent_right;
}

Flow *cell_again(Pass *pass, const SetCell *cell, Str continued, bool brief)
{
    Builder b;
    Setting s = cell->s;
    build_start_apart(&b, pass, cell->section, &s);
    const Node *n = cell->node->first;
    if (n && n->kind == NODE_PARAGRAPH && cell->node->u.cell.head && continued.n) {
        const Style *style = style_block(pass->styler, s.element, n->name.n ? n->name : s.class_name, s.place);
        Pieces pieces = {0};
        pieces_inlines(pass, &pieces, n->first, style);
        if (has_room(pass, continued, style, &s, n)) {
            pieces_text(pass, &pieces, STR(" "), style, n);
            pieces_text(pass, &pieces, continued, style, n);
        }
        set_paragraph(&b, n, &pieces, style, s);
        n = brief ? NULL : n->next;
    }
    for (; n; n = brief ? NULL : n->next)
        build_with_look(&b, n, s);
    return b.flow;
}

void cell_set_unaligned(Pass *pass, const CellPara *p, SetCell *cell)
{
    cell->style = p->style;
    cell->form = CELL_LINES;
    if (!set_lines(pass, p, cell) && cell->node->first)
        set_blocks(pass, cell);
}

void cell_set(Pass *pass, const CellPara *p, const ColumnSet *column, Len gap, SetCell *cell)
{
    if (!set_figure(pass, p, column, gap, cell)) {
        cell_set_unaligned(pass, p, cell);
        return;
    }
    cell->form = CELL_POINTED;
    cell->style = p->style;
    cell->height = p->style->leading;
    set_old_figure(pass, cell);
}

/* ---- onto a row ---- */

int cell_line_count(const SetCell *cell)
{
    return cell->form == CELL_BLOCKS ? cell->flow->strips.n : cell->lines.n + cell->old_lines.n;
}

static const Line *cell_line(const SetCell *cell, int i)
{
    return i < cell->lines.n ? &cell->lines.at[i] : &cell->old_lines.at[i - cell->lines.n];
}

Len cell_put(const Surface *onto, const SetCell *cell, StripRange lines, Point at)
{
    lines.to = int_min(lines.to, cell_line_count(cell));
    if (lines.from >= lines.to)
        return 0;
    if (cell->form == CELL_BLOCKS)
        return emit_strips(&(Emit){.onto = *onto}, cell->flow, lines, at, 0);
    Len top = at.y;
    for (int i = lines.from; i < lines.to; i++) {
        bool old = i >= cell->lines.n;
        const Style *style = old ? cell->old_style : cell->style;
        line_items(onto, cell_line(cell, i), (Point){old ? at.x : at.x + cell->x, at.y}, style,
                   old ? cell->node->last : cell->node->first);
        at.y += style->leading;
    }
    return at.y - top;
}

void cell_adopt(Pass *pass, const SetCell *cell, StripRange lines, ConstNodes *notes, ConstNodes *begins)
{
    int to = int_min(lines.to, cell_line_count(cell));
    for (int i = lines.from; i < to; i++) {
        const Line *line = cell->form == CELL_BLOCKS ? NULL : cell_line(cell, i);
        const Strip *strip = line ? NULL : &cell->flow->strips.at[i];
        for (int k = 0; k < (line ? line->nnotes : strip->nnotes); k++)
            VEC_PUSH(pass->arena, notes, line ? line->notes[k] : strip->notes[k]);
        for (int k = 0; strip && k < strip->nbegins; k++)
            VEC_PUSH(pass->arena, begins, strip->begins[k]);
        if (cell->form == CELL_LINES && i == 0)
            VEC_PUSH(pass->arena, begins, cell->node->first);
    }
}
