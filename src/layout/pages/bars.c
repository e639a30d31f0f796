/* Bars beside what changed.
 *
 * A line needs a bar when the node of something on it, or a node around that, has the attribute "change", which holds
 * numbers of changes. So the bars come from the items of a finished page and from nothing else: contents entries,
 * running heads and repeated heads have none. Bars of lines that touch are one. Those of the last of several columns
 * stand to the right of it, all others to the left; where something hangs into the margin they move further out.
 *
 * Each number stands once on a page, beside the first line of its change, and outside the bar. Numbers of one line are
 * joined, three or more in a row as a range; what does not fit beside each other goes below. */
#include "layout/pages/bars.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "layout/flow/paragraph.h"
#include "layout/flow/strip.h"

/* Something on a page that changes made. */
typedef struct ChangedLine {
    int column;
    Len baseline, top, bottom, size;
    Str changes; /* numbers with spaces between them */
    int order;
} ChangedLine;

typedef VEC(int) Numbers;

typedef struct BarPage {
    Press *press;
    Page *page;
    const PressedPage *pressed;
    const PageMaster *master;
    Len left, measure; /* of the first column */
    const Style *style;
    VEC(ChangedLine) lines;
    Numbers seen;
    Items items;
    const Node *node; /* whose changes were looked up last */
    Str changes;
} BarPage;

/* ---- what changed ---- */

/* The changes that a node is part of, the innermost first. */
static Str changes_of(BarPage *b, const Node *node)
{
    if (node == b->node)
        return b->changes;
    Str all = {0};
    for (const Node *n = node; n; n = n->parent) {
        Str own = n->nattrs ? node_attr(n, "change") : (Str){0};
        if (own.n)
            all = all.n ? str_format(b->press->pass->arena, STR_FMT " " STR_FMT, STR_ARG(own), STR_ARG(all)) : own;
    }
    b->node = node;
    b->changes = all;
    return all;
}

/* What is set over all columns belongs to the first. */
static int column_of(const BarPage *b, Point at)
{
    int n = int_max(b->master->columns, 1);
    Len step = b->measure + b->master->gutter;
    for (int i = 0; i < b->pressed->wide.n; i++)
        if (at.y >= b->pressed->wide.at[i].top && at.y <= b->pressed->wide.at[i].bottom)
            return 0;
    return n == 1 || at.x < b->left ? 0 : int_min((int)((at.x - b->left) / int_max(step, 1)), n - 1);
}

/* How high an item is on its page. False: it is not such as could have changed. */
static bool extent_of(const Item *item, ChangedLine *line)
{
    switch (item->kind) {
    case ITEM_GLYPHS:
        line->size = item->u.run->size;
        line->top = item->y - line->size * 4 / 5;
        line->bottom = item->y + line->size / 5;
        line->baseline = item->y;
        return item->role == ITEM_CONTENT && item->part != PART_TOC_ENTRY && item->part != PART_TOC_PAGE;
    case ITEM_IMAGE:
        *line = (ChangedLine){.top = item->y, .bottom = item->y + item->u.image.h, .size = PT(10)};
        line->baseline = line->top + line->size;
        return true;
    case ITEM_RECT:
        *line = (ChangedLine){.top = item->y, .bottom = item->y + item->u.rect.h, .size = PT(10)};
        if (item->node && item->node->kind == NODE_BREAK) /* thinner than a bar can be */
            line->top -= PT(4), line->bottom += PT(4);
        line->baseline = line->top + line->size;
        return item->node && (item->colour == COLOUR_NONE || item->node->kind == NODE_BREAK);
    default: return false;
    }
}

static void find_lines(BarPage *b)
{
    for (int i = 0; i < b->page->items.n; i++) {
        const Item *item = &b->page->items.at[i];
        ChangedLine line = {0};
        if (!item->node || !extent_of(item, &line))
            continue;
        line.changes = changes_of(b, item->node);
        if (!line.changes.n)
            continue;
        line.column = column_of(b, (Point){item->x, item->y});
        line.order = i;
        VEC_PUSH(b->press->pass->arena, &b->lines, line);
    }
}

static int compare_lines(const void *one, const void *two)
{
    const ChangedLine *a = one, *b = two;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    if (a->baseline != b->baseline)
        return a->baseline < b->baseline ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* ---- where bars stand ---- */

static bool stands_right(const BarPage *b, int column)
{
    return b->master->columns > 1 && column == b->master->columns - 1;
}

/* How far text reaches out of a column beside a bar: to the left of its left edge, or to the right of its right one. */
static Len edge_beside(const BarPage *b, const ChangedLine *bar)
{
    Len left = b->left + bar->column * (b->measure + b->master->gutter), right = left + b->measure;
    bool to_right = stands_right(b, bar->column);
    Len least = bar->column ? left - b->master->gutter + PT(1) : 0, edge = to_right ? right : left;
    for (int i = 0; i < b->page->items.n; i++) {
        const Item *item = &b->page->items.at[i];
        ChangedLine own = {0};
        if (!item->node || item->role == ITEM_DECORATION || !extent_of(item, &own) || own.bottom < bar->top
            || own.top > bar->bottom)
            continue;
        Len width = item->kind == ITEM_GLYPHS ? item->u.run->width
                    : item->kind == ITEM_RECT ? item->u.rect.w
                                              : item->u.image.w;
        if (to_right)
            edge = int_max(edge, item->x + width);
        else if (item->x >= least)
            edge = int_min(edge, item->x);
    }
    return edge;
}

static Len bar_x(const BarPage *b, const ChangedLine *bar)
{
    enum { NEAR_EDGE = PT(3) };
    const Style *s = b->style;
    Len edge = edge_beside(b, bar);
    if (stands_right(b, bar->column))
        return int_max(edge, int_min(edge + s->rule_gap, b->page->width - NEAR_EDGE - s->rule_above));
    return int_min(edge - s->rule_above, int_max(edge - s->rule_gap - s->rule_above, NEAR_EDGE));
}

/* ---- numbers ---- */

static bool is_seen(BarPage *b, int number)
{
    for (int i = b->seen.n - 1; i >= 0; i--)
        if (b->seen.at[i] == number)
            return true;
    VEC_PUSH(b->press->pass->arena, &b->seen, number);
    return false;
}

static void take_numbers(BarPage *b, Str changes, Numbers *fresh)
{
    while (changes.n) {
        Str one;
        int number;
        str_cut(changes, ' ', &one, &changes);
        if (str_to_int(one, &number) && !is_seen(b, number))
            VEC_PUSH(b->press->pass->arena, fresh, number);
    }
}

static int compare_numbers(const void *one, const void *two)
{
    int a = *(const int *)one, b = *(const int *)two;
    return (a > b) - (a < b);
}

/* "3", or "4–9" for what follows each other. */
static Str next_range(Arena *a, const Numbers *numbers, int *i)
{
    int from = *i, to = from;
    while (to + 1 < numbers->n && numbers->at[to + 1] == numbers->at[to] + 1)
        to++;
    if (to - from < 2)
        to = from;
    *i = to + 1;
    return to == from ? str_format(a, "%d", numbers->at[from])
                      : str_format(a, "%d\xE2\x80\x93%d", numbers->at[from], numbers->at[to]);
}

/* Where the numbers of a bar's side stand. */
typedef struct NumberSide {
    Len x;    /* of the edge next to the bar */
    Len room; /* from there to the page's edge */
    bool right;
    Len free; /* the baseline above which there are numbers already */
} NumberSide;

static void put_label(BarPage *b, NumberSide *side, Str text, Len baseline)
{
    Pass *pass = b->press->pass;
    Lines lines = set_mark(pass, text, b->style, NULL);
    if (!lines.n)
        return;
    Len y = int_max(baseline, side->free);
    side->free = y + b->style->leading;
    Len x = side->right ? side->x : side->x - lines.at[0].width;
    int from = b->items.n;
    line_items(&(Surface){pass, &b->items, NULL}, &lines.at[0], (Point){x, y - style_baseline(b->style)}, b->style,
               NULL);
    for (int i = from; i < b->items.n; i++)
        b->items.at[i].role = ITEM_CHANGE_BAR;
}

static Len label_width(BarPage *b, Str text)
{
    Lines lines = set_mark(b->press->pass, text, b->style, NULL);
    return lines.n ? lines.at[0].width : 0;
}

static void put_numbers(BarPage *b, NumberSide *side, const Numbers *numbers, Len baseline)
{
    Arena *a = b->press->pass->arena;
    Str line = {0};
    for (int i = 0; i < numbers->n;) {
        Str one = next_range(a, numbers, &i);
        Str longer = line.n ? str_format(a, STR_FMT ", " STR_FMT, STR_ARG(line), STR_ARG(one)) : one;
        if (line.n && label_width(b, longer) > side->room) {
            put_label(b, side, line, baseline);
            longer = one;
        }
        line = longer;
    }
    if (line.n)
        put_label(b, side, line, baseline);
}

/* ---- bars ---- */

static NumberSide side_of(const BarPage *b, const ChangedLine *bar, Len x)
{
    enum { APART = PT(2), NEAR_EDGE = PT(3) };
    bool right = stands_right(b, bar->column);
    Len at = right ? x + b->style->rule_above + APART : x - APART;
    Len beyond = bar->column ? b->left + bar->column * (b->measure + b->master->gutter) - b->master->gutter : NEAR_EDGE;
    return (NumberSide){.x = at, .right = right, .room = right ? b->page->width - at - NEAR_EDGE : at - beyond};
}

/* One bar for lines [from, to), with the numbers that come up in them. Gives the height below which numbers may stand.
 */
static Len set_bar(BarPage *b, int from, int to, Len below)
{
    ChangedLine bar = b->lines.at[from];
    for (int i = from; i < to; i++) {
        bar.top = int_min(bar.top, b->lines.at[i].top);
        bar.bottom = int_max(bar.bottom, b->lines.at[i].bottom);
    }
    Len x = bar_x(b, &bar);
    Pass *pass = b->press->pass;
    put_rect(pass, &b->items, NULL, (Rect){x, bar.top, b->style->rule_above, bar.bottom - bar.top},
             b->style->rule_colour);
    b->items.at[b->items.n - 1].role = ITEM_CHANGE_BAR;
    NumberSide side = side_of(b, &bar, x);
    side.free = below;
    for (int i = from; i < to;) {
        Numbers fresh = {0};
        int line = i;
        for (; i < to && b->lines.at[i].baseline == b->lines.at[line].baseline; i++)
            take_numbers(b, b->lines.at[i].changes, &fresh);
        if (fresh.n)
            qsort(fresh.at, (size_t)fresh.n, sizeof *fresh.at, compare_numbers);
        put_numbers(b, &side, &fresh, b->lines.at[line].baseline);
    }
    return side.free;
}

/* Lines less than a line apart share a bar. */
static int bar_end(const BarPage *b, int from)
{
    Len bottom = b->lines.at[from].bottom;
    int to = from + 1;
    for (; to < b->lines.n; to++) {
        const ChangedLine *next = &b->lines.at[to];
        if (next->column != b->lines.at[from].column || next->top - bottom > next->size * 5 / 4)
            break;
        bottom = int_max(bottom, next->bottom);
    }
    return to;
}

static void set_page(Press *press, int index)
{
    Pass *pass = press->pass;
    const PressedPage *pressed = &press->pressed.at[index];
    const PageMaster *m = pressed->master;
    int columns = int_max(m->columns, 1);
    BarPage b = {.press = press, .page = &press->list->pages.at[index], .pressed = pressed, .master = m};
    b.left = m->mirror && press_is_verso(press, index) ? m->outer : m->inner;
    b.measure = (m->width - m->inner - m->outer - (columns - 1) * m->gutter) / columns;
    b.style = style_block(pass->styler, STR("change-bar"), STR(""), NULL);
    find_lines(&b);
    if (!b.lines.n)
        return;
    qsort(b.lines.at, (size_t)b.lines.n, sizeof *b.lines.at, compare_lines);
    Len below = 0;
    for (int from = 0, to; from < b.lines.n; from = to) {
        to = bar_end(&b, from);
        below = set_bar(&b, from, to, from && b.lines.at[from].column == b.lines.at[from - 1].column ? below : 0);
    }
    for (int i = 0; i < b.items.n; i++)
        VEC_PUSH(pass->arena, &b.page->items, b.items.at[i]);
}

void set_bars(Press *p)
{
    for (int i = 0; i < p->list->pages.n; i++) {
        pass_enter(p->pass, p->pressed.at[i].part);
        set_page(p, i);
    }
}
