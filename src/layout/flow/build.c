/* The walk over blocks: each becomes strips at the end of the flow.
 *
 * Space between blocks is the larger of the space below the upper one and the space above the lower one. Inside a
 * frame, an item or a cell, the first block's space above is dropped, and the last one's below is replaced by that
 * of the enclosing block.
 *
 * A Setting says where and how (passed by value, so inner blocks cannot disturb outer ones); a Builder holds what
 * has been set so far. */
#include "layout/flow/build.h"

#include "layout/box/attribution.h"
#include "layout/box/box.h"
#include "layout/box/figures.h"
#include "layout/box/icon.h"
#include "layout/flow/image.h"
#include "layout/flow/paragraph.h"
#include "layout/flow/strip.h"
#include "layout/beside/aside.h"
#include "layout/beside/beside.h"
#include "layout/beside/sides.h"
#include "layout/table/table.h"

#include <string.h>

/* ---- strips, frames, segments ---- */

void build_start(Builder *b, Pass *pass, Flow *flow, const PageMaster *master)
{
    Len full = master->width - master->inner - master->outer;
    int columns = int_max(master->columns, 1);
    *b = (Builder){.pass = pass, .flow = flow, .columns = columns, .full_measure = full};
    b->column_measure = (full - (columns - 1) * master->gutter) / columns;
    b->margin_measure = master->margin_width;
    b->entering = true;
}

/* A segment begins where the number of columns changes. */
static void open_segment(Builder *b, bool span)
{
    Flow *f = b->flow;
    int columns = span ? 1 : b->columns;
    if (f->segments.n && f->segments.at[f->segments.n - 1].columns == columns)
        return;
    Segment *last = f->segments.n ? &f->segments.at[f->segments.n - 1] : NULL;
    if (last && last->first == f->strips.n)
        last->columns = columns;
    else
        VEC_PUSH(b->pass->arena, &f->segments, (Segment){f->strips.n, columns});
}

bool build_span(Builder *b, bool wanted, Setting *s)
{
    if (!wanted || s->apart || b->columns == 1 || b->span_open)
        return false;
    build_clear(b);
    open_segment(b, true);
    b->span_open = true;
    s->measure += b->full_measure - b->column_measure;
    return true;
}

void build_unspan(Builder *b, bool spanned)
{
    if (!spanned)
        return;
    build_clear(b);
    b->span_open = false;
}

void build_begin(Builder *b, const Node *n)
{
    VEC_PUSH(b->pass->arena, &b->begins, n);
}

static void hand_over_begins(Builder *b, Strip *s)
{
    const Node **nodes = NEWN(b->pass->arena, const Node *, b->begins.n);
    for (int i = 0; i < b->begins.n; i++)
        nodes[i] = b->begins.at[i];
    s->begins = nodes;
    s->nbegins = b->begins.n;
    b->begins.n = 0;
}

int32_t build_stricter(int32_t a, int32_t b)
{
    if (a < 0 || b < 0)
        return int_min(a, b);
    return int_max(a, b);
}

/* What follows a block that may wait keeps two distances in mind: from the block, and from what stands before it. */
static void leave_float(Flow *f, Strip *s)
{
    Float *last = f->floats.n ? &f->floats.at[f->floats.n - 1] : NULL;
    if (!last || last->last != f->strips.n - 1)
        return;
    last->next = s->gap;
    s->gap = int_max(s->gap, last->below);
}

Strip *build_strip(Builder *b, Len height, Len before, int32_t penalty)
{
    if (!b->flow->segments.n || b->columns > 1)
        open_segment(b, b->span_open);
    Strip *s = VEC_NEXT(b->pass->arena, &b->flow->strips);
    *s = (Strip){.height = height, .frame = b->frame, .section = b->section};
    s->gap = b->entering ? b->after : int_max(b->after, before);
    leave_float(b->flow, s);
    s->penalty = build_stricter(penalty, b->next_penalty);
    hand_over_begins(b, s);
    if (b->asides.n)
        asides_hang(b, s);
    if (sides_taken(b))
        sides_meet(b, s);
    b->after = 0;
    b->entering = false;
    b->next_penalty = 0;
    return s;
}

Frame *build_open(Builder *b, const Node *n, Len space_before)
{
    Frame *f = NEW(b->pass->arena, Frame);
    f->outer = b->frame;
    f->node = n;
    f->depth = b->frame ? b->frame->depth + 1 : 1;
    f->first = b->flow->strips.n;
    f->tint = SWATCH_NONE;
    if (!b->entering)
        b->after = int_max(b->after, space_before);
    b->entering = true;
    b->frame = f;
    return f;
}

void build_close(Builder *b, Len space_after)
{
    build_clear(b);
    if (b->entering) /* nothing was set inside: the frame never comes to be */
        b->entering = b->flow->strips.n == 0;
    b->frame = b->frame->outer;
    b->after = space_after;
}

void build_start_apart(Builder *b, Pass *pass, const Node *section, Setting *s)
{
    *b = (Builder){.pass = pass,
                   .flow = NEW(pass->arena, Flow),
                   .section = section,
                   .columns = 1,
                   .entering = true,
                   .column_measure = s->measure,
                   .full_measure = s->measure};
    s->apart = true;
}

Flow *build_apart(Pass *pass, const Node *section, const Node *first, Setting s)
{
    Builder b;
    build_start_apart(&b, pass, section, &s);
    build_blocks(&b, first, s);
    return b.flow;
}

Flow *build_one_apart(Pass *pass, const Node *section, const Node *block, Setting s)
{
    Builder b;
    build_start_apart(&b, pass, section, &s);
    build_block(&b, block, s);
    return b.flow;
}

/* ---- blocks ---- */

const Style *build_style(const Builder *b, const char *element, Str class_name, const Setting *s)
{
    return style_block(b->pass->styler, str_c(element), class_name, s->place);
}

static const Style *paragraph_style(const Builder *b, const Node *n, const Setting *s)
{
    Str element = s->element.n ? s->element : STR("p");
    Str class_name = n->name.n ? n->name : s->class_name;
    if (str_is(n->name, "unit"))
        element = STR("unit");
    return style_block(b->pass->styler, element, class_name, s->place);
}

/* A sentence that ends in a colon leads into what follows and stays with it. */
static bool leads_in(Pass *pass, const Node *n)
{
    static const bool led[NODE_KIND_COUNT] = {
        [NODE_LIST] = true,   [NODE_TABLE] = true, [NODE_QUOTE] = true,
        [NODE_FIGURE] = true, [NODE_BOX] = true,   [NODE_CODE_BLOCK] = true,
    };
    if (!n->next || !led[n->next->kind])
        return false;
    return str_ends(str_trim(node_text(pass->arena, n)), ":");
}

/* The width of the column to the left of the text in which a number hangs: that of a negative first-indent, or what the
 * number needs; 0: there is no room for it. */
static Len number_column(const Style *style, Len number, const Setting *s)
{
    Len column = int_max(-style->first_indent, number);
    return column <= s->x + s->margin ? column : 0;
}

/* The number of a paragraph hangs in the style's indent, or with hang-number to the left of the text. */
static void build_numbered(Builder *b, const Node *n, Setting s)
{
    s.class_name = STR("numbered");
    const Style *style = paragraph_style(b, n, &s);
    Label label = {.text = n->number, .style = style, .beside = style, .node = n, .x = s.x};
    if (style->hang_number) {
        Lines lines = set_mark(b->pass, n->number, style, n);
        Len width = (lines.n ? lines.at[0].width : 0) + style->size / 3, column = number_column(style, width, &s);
        Style *set = NEW(b->pass->arena, Style);
        *set = *style;
        set->first_indent = 0;
        set->indent_left += column ? 0 : width;
        label.x += style->indent_left - column;
        style = set;
    }
    set_inlines(b, n, style, s, &label);
}

/* A plain paragraph right after another has the class "following", which templates give a first line set in where no
 * space parts paragraphs. */
static const Style *running_style(const Builder *b, const Node *n, const Setting *s)
{
    bool follows = n->prev && n->prev->kind == NODE_PARAGRAPH && !n->name.n && !s->element.n && !s->class_name.n;
    return follows ? style_block(b->pass->styler, STR("p"), STR("following"), s->place) : paragraph_style(b, n, s);
}

static void build_paragraph(Builder *b, const Node *n, Setting s)
{
    if (n->number.n)
        build_numbered(b, n, s);
    else if (!s.fit || !build_large_figure(b, n, paragraph_style(b, n, &s), &s))
        set_inlines(b, n, running_style(b, n, &s), s, NULL);
    if (leads_in(b->pass, n)) {
        b->next_penalty = PENALTY_NEVER;
        b->flow->strips.at[b->flow->strips.n - 1].keep = true;
    }
}

/* The style of a heading whose first line begins as far to the left as the column of its number is wide. `before` is
 * the number; what it leaves of the column becomes a space behind it. */
static const Style *hang(Pass *pass, const Style *style, Pieces *before, const Setting *s)
{
    Style *hung = NEW(pass->arena, Style);
    *hung = *style;
    hung->first_indent = 0;
    if (!before->n)
        return hung;
    Len width = para_width_max(para_prepare(pass->typesetter, pass->arena, before->at, before->n));
    Len column = number_column(style, width, s);
    hung->first_indent = -column;
    if (column > width)
        VEC_PUSH(pass->arena, before,
                 (Piece){.kind = PIECE_SPACE, .width = column - width, .style = style, .no_break_before = true});
    return hung;
}

/* A picture's attributes are written behind it, so a figure's are its image's. What a sentence leads into stays there.
 */
static bool may_wait(Pass *pass, const Node *n)
{
    const Node *asked = n->kind == NODE_FIGURE && n->first ? n->first : n;
    if (!str_is(node_attr(asked, "float"), "column") && !str_is(node_attr(n, "float"), "column"))
        return false;
    return !n->prev || n->prev->kind != NODE_PARAGRAPH || !leads_in(pass, n->prev);
}

/* What a block begins with that has a look: a box that the template does not know is only what it holds. */
static const Node *seen_first(Builder *b, const Node *n)
{
    while (n && n->kind == NODE_BOX && n->first && !template_box(b->pass->tpl, n->name))
        n = n->first;
    return n;
}

/* Lines of text; a box that the template does not know is only what it holds. */
static bool stands_beside(const Builder *b, const Node *n)
{
    switch (n->kind) {
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_LIST:
    case NODE_QUOTE:
    case NODE_NOTE: return true;
    case NODE_BOX: return !template_box(b->pass->tpl, n->name);
    default: return false;
    }
}

/* Does what it heads go over all columns? Then so does the heading, or it would stand at the foot of one of them. */
static bool heads_spanning(Builder *b, const Node *n, const Setting *s)
{
    bool follows = b->heading && b->heading == n->prev; /* a chain of headings is gone through once */
    const Node *next = follows ? b->headed : n->next;
    while (next && (next->kind == NODE_HEADING || beside_asked(b, next)))
        next = next->next;
    b->heading = n, b->headed = next;
    next = seen_first(b, next);
    if (!next || may_wait(b->pass, next))
        return false;
    const BoxStyle *box;
    switch (next->kind) {
    case NODE_TABLE: return template_table(b->pass->tpl, next->name)->span;
    case NODE_FIGURE: return build_style(b, "figure", next->name, s)->span;
    case NODE_BOX: box = template_box(b->pass->tpl, next->name); return box && box->span;
    default: return false;
    }
}

/* Sets the number on lines of its own; gives the style of the words below them. */
static const Style *set_number_above(Builder *b, const Node *n, const Style *style, Setting s)
{
    Style *above = NEW(b->pass->arena, Style), *words = NEW(b->pass->arena, Style);
    *above = *style_inline(b->pass->styler, style, STR("number"), n->name);
    above->space_after = above->rule_below = 0;
    above->keep_next = true;
    *words = *style;
    words->space_before = words->rule_above = 0;
    Pieces pieces = {0};
    pieces_text(b->pass, &pieces, n->number, above, n);
    pieces_text(b->pass, &pieces, STR(" "), above, n); /* before the words, for readers */
    set_paragraph(b, n, &pieces, above, s);
    return words;
}

/* The number before the words, on their first line. */
static void number_pieces(Builder *b, const Node *n, const Style *style, Pieces *pieces)
{
    const Style *number = style_inline(b->pass->styler, style, STR("number"), n->name);
    pieces_text(b->pass, pieces, n->number, number, n);
    pieces_text(b->pass, pieces, STR("\xE2\x80\x82"), number, n);
}

static void build_heading(Builder *b, const Node *n, Setting s)
{
    char element[3] = {'h', (char)('0' + int_min(int_max(n->u.heading.level, 1), 6)), 0};
    const Style *style = build_style(b, element, n->name, &s);
    Pieces pieces = {0};
    bool above = n->number.n && style->number_above;
    if (n->number.n && !above)
        number_pieces(b, n, style, &pieces);
    const Style *set = style->hang_number && !above ? hang(b->pass, style, &pieces, &s) : style;
    int words = pieces.n;
    pieces_inlines(b->pass, &pieces, n->first, style);
    bool span = build_span(b, style->span || heads_spanning(b, n, &s), &s);
    pieces_keep_compounds(b->pass, &pieces, words, s.measure - style->indent_left - style->indent_right);
    if (style->break_before != BREAK_AUTO || !n->next || !stands_beside(b, n->next))
        build_clear(b);
    if (style->break_before != BREAK_AUTO && b->flow->strips.n)
        b->next_penalty = style->break_before == BREAK_COLUMN ? PENALTY_FORCE_COLUMN : PENALTY_FORCE_PAGE;
    if (above)
        set = set_number_above(b, n, style, s);
    set_paragraph(b, n, &pieces, set, s);
    build_unspan(b, span);
}

Len build_height_from(const Builder *b, int first)
{
    const Strip *strips = b->flow->strips.at;
    Len height = 0;
    for (int i = first; i < b->flow->strips.n; i++)
        height += strips[i].height + (i > first ? strips[i].gap : 0);
    return height;
}

void build_keep_small(Builder *b, int first, const Setting *s)
{
    Len height = build_height_from(b, first);
    for (int i = first + 1; i < b->flow->strips.n && height < s->region_height / 6; i++)
        b->flow->strips.at[i].penalty = build_stricter(b->flow->strips.at[i].penalty, UNWELCOME);
}

/* ---- lists ---- */

typedef struct ItemMarks {
    const Style *list, *mark;
    bool ordered;
    Icon icon; /* of plain items without a number */
} ItemMarks;

static bool has_icon(const ItemMarks *marks, const Node *item)
{
    return marks->icon.image && item->u.item.task == TASK_NONE;
}

static const Style *mark_style(Builder *b, const Node *list, const Style *list_style, const Setting *inner)
{
    Str element = inner->element.n ? inner->element : STR("p");
    const Style *text = style_block(b->pass->styler, element, inner->class_name, inner->place);
    Style *mark = NEW(b->pass->arena, Style);
    *mark = *style_inline(b->pass->styler, text, list->u.list.ordered ? STR("number") : STR("mark"), STR(""));
    if (list_style->mark_colour != SWATCH_NONE)
        mark->colour = list_style->mark_colour;
    mark->icon = list->u.list.ordered ? (Str){0} : list_style->icon;
    mark->icon_size = list_style->icon_size;
    return mark;
}

static const Style *item_style(Builder *b, const Node *item, const Setting *inner)
{
    static const char *const classes[] = {[TASK_NONE] = "", [TASK_TO_DO] = "task", [TASK_DONE] = "task-done"};
    const char *class_name = node_is_entry(item) ? "index-entry" : classes[item->u.item.task];
    return build_style(b, "li", str_c(class_name), inner);
}

static Str item_mark(Builder *b, const Node *item, const Setting *inner, const ItemMarks *marks)
{
    static const Str bullet = {"•", 3}, boxes[] = {[TASK_TO_DO] = {"☐", 3}, [TASK_DONE] = {"☑", 3}};
    Task task = item->u.item.task;
    if (node_is_entry(item))
        return STR("");
    if (task == TASK_NONE)
        return marks->ordered ? item->number : marks->list->mark.n ? marks->list->mark : bullet;
    Str own = item_style(b, item, inner)->mark, box = own.n ? own : boxes[task];
    return marks->ordered ? str_format(b->pass->arena, STR_FMT " " STR_FMT, STR_ARG(item->number), STR_ARG(box)) : box;
}

/* A task without words still has its box. */
static void set_empty_item(Builder *b, const Node *item, Setting s)
{
    const Style *style = paragraph_style(b, item, &s);
    Pieces pieces = {0};
    if (item->u.item.task != TASK_NONE)
        pieces_text(b->pass, &pieces, STR(""), style, item);
    set_paragraph(b, item, &pieces, style, s);
}

/* An icon is put like the words of a mark. */
static void hang_mark(Builder *b, Strip *strip, const Label *mark, const ItemMarks *marks)
{
    if (has_icon(marks, mark->node))
        strip_put_first(b->pass, strip,
                        icon_item(&marks->icon,
                                  (Point){mark->x + strip->inset, style_baseline(marks->mark) - marks->icon.rise}));
    else
        strip_hang(b->pass, strip, mark);
}

/* The first strip from there on that is not merely beside something. */
static int first_set(const Builder *b, int first)
{
    while (first + 1 < b->flow->strips.n && b->flow->strips.at[first].filler)
        first++;
    return first;
}

static void build_item(Builder *b, const Node *item, Setting inner, const ItemMarks *marks, Len mark_x)
{
    const Style *li = item_style(b, item, &inner);
    if (!b->entering)
        b->after = int_max(b->after, li->space_before);
    build_clear_narrow(b, &inner);
    b->entering = true;
    int first = b->flow->strips.n;
    bool beside = sides_taken(b);
    build_blocks(b, item->first, inner);
    if (!beside)
        build_clear(b); /* marks of further items do not stand beside what is in this one */
    if (b->flow->strips.n == first)
        set_empty_item(b, item, inner);
    Label mark = {.text = item_mark(b, item, &inner, marks),
                  .style = marks->mark,
                  .beside = marks->mark,
                  .node = item,
                  .x = mark_x};
    first = first_set(b, first);
    if (first < b->flow->strips.n)
        hang_mark(b, &b->flow->strips.at[first], &mark, marks);
    b->after = item->parent->u.list.tight ? li->space_after : int_max(b->after, li->space_after);
}

/* Plain items of a list without numbers are marked alike. */
static Len widest_mark(Builder *b, const Node *list, const Setting *inner, const ItemMarks *marks)
{
    int longest = 0;
    Len widest = 0;
    bool plain = false;
    for (const Node *item = list->first; item; item = item->next) {
        bool alike = !marks->ordered && item->u.item.task == TASK_NONE;
        if (alike && plain)
            continue;
        plain = plain || alike;
        if (has_icon(marks, item)) {
            widest = int_max(widest, marks->icon.w);
            continue;
        }
        Str mark = item_mark(b, item, inner, marks);
        if (mark.n < longest)
            continue;
        longest = mark.n;
        Lines lines = set_mark(b->pass, mark, marks->mark, item);
        if (lines.n)
            widest = int_max(widest, lines.at[0].width);
    }
    return widest;
}

/* How far the text of items is set in. Numbers and the boxes of tasks may be wider than the style's indent, and have a
 * gap behind them; so may the mark of a list in larger type. */
static Len item_indent(Builder *b, const Node *list, const Setting *inner, const ItemMarks *marks)
{
    if (list->first && node_is_entry(list->first))
        return marks->list->indent_left;
    Len widest = widest_mark(b, list, inner, marks), gap = marks->mark->size / 3, indent = marks->list->indent_left;
    bool keeps_gap = marks->ordered || list_has_tasks(list) || widest > indent;
    return int_max(indent, keeps_gap ? widest + gap : gap);
}

/* A term looks like the text around it, with what its own style changes, and stays with what it means. */
static void build_term(Builder *b, const Node *term, Setting s)
{
    build_begin(b, term);
    int first = b->flow->strips.n;
    const Style *text = paragraph_style(b, term, &s);
    set_inlines(b, term, style_inline(b->pass->styler, text, STR("dt"), STR("")), s, NULL);
    if (b->flow->strips.n == first)
        return;
    b->flow->strips.at[b->flow->strips.n - 1].keep = true;
    b->next_penalty = PENALTY_NEVER;
}

/* The blocks of n, set in as the style says, in a place of that name. */
static void build_set_in(Builder *b, const Node *n, const Style *style, const char *name, Setting s)
{
    Place place = {s.place, str_c(name)};
    Len indent = int_min(style->indent_left + style->indent_right, s.measure / 2);
    s.x += int_min(style->indent_left, indent);
    s.measure -= indent;
    s.place = &place;
    if (!b->entering)
        b->after = int_max(b->after, style->space_before);
    build_blocks(b, n->first, s);
    b->after = int_max(b->after, style->space_after);
}

static void build_meanings(Builder *b, const Node *item, const Setting *s)
{
    for (const Node *d = item->first->next; d; d = d->next)
        build_set_in(b, d, build_style(b, "dd", STR(""), s), "definition", *s);
}

/* A strip of an item whose term has more lines than what it means. */
static Strip *term_strip(Builder *b, const Style *style)
{
    b->after = 0;
    return build_strip(b, style->leading, 0, PENALTY_NEVER);
}

/* A term in a column, with what it means beside it: each line of the term hangs beside a line of that. */
static void build_beside(Builder *b, const Node *item, Setting s, const TermColumn *column)
{
    const Node *term = item->first;
    const Style *style = style_inline(b->pass->styler, paragraph_style(b, term, &s), STR("dt"), STR(""));
    Setting beside = s;
    s.measure = column->words;
    Lines lines = break_para(b->pass, term, shape_inlines(b->pass, term, style), style, &s);
    beside.x += column->width;
    beside.measure -= column->width;
    build_begin(b, term);
    int first = b->flow->strips.n;
    build_meanings(b, item, &beside);
    Len after = b->after;
    Label label = {.style = style, .beside = style, .node = term, .x = s.x + style->indent_left};
    for (int i = 0; i < lines.n; i++) {
        Strip *strip = first + i < b->flow->strips.n ? &b->flow->strips.at[first + i] : term_strip(b, style);
        strip_hang_line(b->pass, strip, &label, &lines.at[i]);
    }
    b->after = after;
}

void build_definition(Builder *b, const Node *item, Setting s, const TermColumn *column)
{
    if (column) {
        build_beside(b, item, s, column);
        return;
    }
    build_term(b, item->first, s);
    build_meanings(b, item, &s);
}

static void build_definitions(Builder *b, const Node *n, Setting s)
{
    const Style *style = build_style(b, "dl", n->name, &s);
    Place place = {s.place, n->name};
    if (n->name.n)
        s.place = &place;
    const Style *term = style_inline(b->pass->styler, paragraph_style(b, n->first->first, &s), STR("dt"), STR(""));
    TermColumn column = {style->term_width, style->term_width - term->size / 2};
    bool beside = style->term_width && style->term_width <= s.measure / 2;
    if (beside)
        build_clear(b);
    if (!b->entering)
        b->after = int_max(b->after, style->space_before);
    for (const Node *item = n->first; item; item = item->next) {
        build_begin(b, item);
        build_definition(b, item, s, beside ? &column : NULL);
    }
    b->after = int_max(b->after, style->space_after);
}

static bool has_few_items(const Node *list)
{
    enum { FEW = 3 };
    int items = 0;
    for (const Node *item = list->first; item; item = item->next)
        items++;
    return items <= FEW;
}

/* No column ends behind the first of several items, or before the last. */
static void keep_company(Builder *b, int item, const Setting *s)
{
    if (!s->apart && item < b->flow->strips.n)
        b->flow->strips.at[item].penalty = build_stricter(b->flow->strips.at[item].penalty, UNWELCOME);
}

static void build_list(Builder *b, const Node *n, Setting s)
{
    int first = b->flow->strips.n, second = first, last = first;
    Place place = {s.place, s.list_depth ? STR("list2") : STR("list")};
    const Style *style = build_style(b, n->u.list.ordered ? "ol" : "ul", n->name, &s);
    Setting inner = s;
    inner.list_depth++;
    if (s.list_depth < 2)
        inner.place = &place;
    ItemMarks marks = {style, mark_style(b, n, style, &inner), n->u.list.ordered, {0}};
    marks.icon = icon_of(b->pass, marks.mark);
    Len hang = int_min(item_indent(b, n, &inner, &marks), int_max(s.measure - PT(24), 0));
    inner.x += hang;
    inner.measure -= hang + style->indent_right;
    if (!b->entering)
        b->after = int_max(b->after, style->space_before);
    for (const Node *item = n->first; item; item = item->next) {
        last = b->flow->strips.n;
        second = item->prev == n->first ? last : second;
        build_begin(b, item);
        build_item(b, item, inner, &marks, s.x);
    }
    if (second > first) {
        keep_company(b, second, &s);
        keep_company(b, last, &s);
    }
    if (!s.apart && has_few_items(n))
        build_keep_small(b, first, &s);
    b->after = style->space_after;
}

/* ---- the rest ---- */

static void code_pieces(Builder *b, const Node *n, const Style *style, Pieces *pieces)
{
    Str rest = n->u.code.text, line;
    if (str_ends(rest, "\n"))
        rest.n--;
    for (bool more = true; more;) {
        more = str_cut(rest, '\n', &line, &rest);
        pieces_text(b->pass, pieces, line, style, n);
        if (more)
            pieces_break(b->pass, pieces, style, n);
    }
}

static void build_code(Builder *b, const Node *n, Setting s)
{
    const BoxStyle *box = template_box(b->pass->tpl, STR("code"));
    const Style *style = build_style(b, "pre", n->name, &s);
    Pieces pieces = {0};
    code_pieces(b, n, style, &pieces);
    if (!box) {
        set_paragraph(b, n, &pieces, style, s);
        return;
    }
    box_dress(build_open(b, n, box->space_before), box, &s);
    s.x += box->pad_left + box->rule_left;
    s.measure -= box->pad_left + box->rule_left + box->pad_right + box->rule_right;
    set_paragraph(b, n, &pieces, style, s);
    build_close(b, box->space_after);
}

static void build_break(Builder *b, const Node *n, Setting s)
{
    const Style *style = build_style(b, "hr", n->name, &s);
    Len thickness = int_max(style->rule_above, PT(1) / 4);
    Len length = style->rule_length ? style->rule_length : s.measure;
    Len x = s.x + (style->align == ALIGN_CENTRE ? (s.measure - length) / 2 : 0);
    Items items = {0};
    put_rect(b->pass, &items, n, (Rect){x, 0, length, thickness}, style->rule_colour);
    Strip *strip = build_strip(b, thickness, style->space_before, 0);
    strip->items = items.at, strip->nitems = items.n;
    b->after = style->space_after;
}

/* A footnote in the list behind its section: its mark, a column that holds most marks, and its words. */
static void build_end_note(Builder *b, const Node *n, Setting s)
{
    Place place = {s.place, STR("note")};
    s.place = &place;
    s.element = STR("note");
    const Style *style = build_style(b, "note", STR(""), &s);
    const Style *mark = style_inline(b->pass->styler, style, STR("note-mark"), STR(""));
    Lines lines = set_mark(b->pass, n->u.note.mark, mark, n);
    Len hang = int_max(lines.n ? lines.at[0].width + style->size / 2 : 0, style->size * 9 / 2);
    Label label = {.text = n->u.note.mark, .style = mark, .beside = style, .node = n, .x = s.x};
    int first = b->flow->strips.n;
    s.x += hang;
    s.measure -= hang;
    build_blocks(b, n->first, s);
    if (first < b->flow->strips.n)
        strip_hang(b->pass, &b->flow->strips.at[first], &label);
    b->after = int_max(b->after, style->space_after);
}

/* Beyond the limit on depth all text below is set as one paragraph. */
static void build_too_deep(Builder *b, const Node *n, Setting s)
{
    const Style *style = paragraph_style(b, n, &s);
    Pieces pieces = {0};
    pieces_text(b->pass, &pieces, node_text(b->pass->arena, n), style, n);
    set_paragraph(b, n, &pieces, style, s);
}

void build_block(Builder *b, const Node *n, Setting s)
{
    const BoxStyle *box;
    if (++s.depth > MAX_DEPTH) {
        build_too_deep(b, n, s);
        return;
    }
    if (build_set_beside(b, n, s) || (n->kind == NODE_FIGURE && is_portrait(b->pass, n)))
        return;
    if (sides_taken(b) && !stands_beside(b, n))
        build_clear(b);
    int first = b->flow->strips.n;
    Len above = b->after;
    build_begin(b, n);
    switch (n->kind) {
    case NODE_HEADING: build_heading(b, n, s); break;
    case NODE_LIST: n->u.list.definitions ? build_definitions(b, n, s) : build_list(b, n, s); break;
    case NODE_QUOTE: build_set_in(b, n, build_style(b, "quote", n->name, &s), "quote", s); break;
    case NODE_CODE_BLOCK: build_code(b, n, s); break;
    case NODE_BREAK: build_break(b, n, s); break;
    case NODE_TABLE: build_table(b, n, s); break;
    case NODE_FIGURE: build_figure(b, n, s); break;
    case NODE_NOTE: /* else it is set at the foot, where its mark is */
        if (b->pass->tpl->end_notes)
            build_end_note(b, n, s);
        break;
    case NODE_BOX:
        box = template_box(b->pass->tpl, n->name);
        if (box)
            build_box(b, n, box, s);
        else
            build_blocks(b, n->first, s);
        break;
    default: build_paragraph(b, n, s);
    }
    if (!s.apart && !b->frame && may_wait(b->pass, n) && b->flow->strips.n > first) {
        VEC_PUSH(b->pass->arena, &b->flow->floats, (Float){first, b->flow->strips.n, above, b->after, 0});
        b->after = 0;
    }
}

void build_blocks(Builder *b, const Node *first, Setting s)
{
    for (const Node *n = first; n; n = n->next)
        build_block(b, n, s);
}
