/* What is set again at the top of a page on which a table goes on: its caption and head, the heading of the group in
 * hand, and the words of cells that go on.
 *
 * The head belongs to the table's frame. The rest belongs to the strip with which the page begins, because it differs
 * from row to row: the heading of the group stands above the strip, the words of cells beside its own. All of it is
 * repeated for the eye only; it has been read on the page before. */
#include "layout/flow/emit.h"
#include "layout/flow/heights.h"
#include "layout/table/table_private.h"

/* Is painted, and not read again. */
static void be_repeated(Item *items, int from, int n)
{
    for (int i = from; i < n; i++)
        if (items[i].role == ITEM_CONTENT)
            items[i].role = ITEM_REPEATED;
}

void again_copy(TableSet *t, const Strip *from)
{
    t->head[t->nhead++] = strip_again(t->b->pass, from);
}

/* "Table 3 Grants (continued)", when the style asks for it. */
void again_caption(TableSet *t, const Node *caption)
{
    Pass *pass = t->b->pass;
    Builder apart = *t->b;
    apart.flow = NEW(pass->arena, Flow);
    apart.frame = NULL;
    apart.entering = true;
    apart.after = 0;
    apart.begins.n = apart.begins.cap = 0;
    apart.begins.at = NULL;
    const Style *style = style_block(pass->styler, STR("caption"), STR("table"), t->s.place);
    Pieces pieces = {0};
    caption_pieces(pass, &pieces, t->node, caption, style);
    pieces_text(pass, &pieces, STR(" "), style, caption);
    pieces_text(pass, &pieces, t->node->u.table.continued, style, caption);
    Setting s = t->s;
    s.measure = t->words;
    set_paragraph(&apart, caption, &pieces, style, s);
    int lines = apart.flow->strips.n;
    t->head = NEWN(pass->arena, Strip, lines);
    for (int i = 0; i < lines; i++)
        again_copy(t, &apart.flow->strips.at[i]);
    if (lines)
        t->head[t->nhead - 1].height += style->space_after;
}

/* ---- words of cells ---- */

/* The cell's words at `top` among the items; their height. brief: the first paragraph alone, unless it is high. */
static Len put_cell(TableSet *t, const Node *cell, Items *items, Len top, bool brief)
{
    Pass *pass = t->b->pass;
    PageLinks ignored = {0};
    Place place = {t->s.place, str_c(row_role_name(cell->parent->u.row.role))};
    SetCell set = {.node = cell, .section = t->b->section, .s = t->s};
    set.s.place = &place;
    set.s = cell_setting(cell, set.s);
    set.s.x = 0;
    set.s.measure = table_cell_width(t, cell);
    const Flow *flow = cell_again(pass, &set, t->node->u.table.continued, brief);
    Heights h = heights_of(pass->arena, flow);
    if (brief && height_between(&h, 0, flow->strips.n) > t->s.region_height / 4)
        return 0;
    int from = items->n;
    Emit e = {.onto = {pass, items, &ignored}};
    Len height = emit_strips(&e, flow, (StripRange){0, flow->strips.n},
                             (Point){t->s.x + t->columns[cell->u.cell.column].x, top}, 0);
    be_repeated(items->at, from, items->n);
    return height;
}

Len again_of_span(TableSet *t, Span *span)
{
    if (!span->again.made)
        span->again.height = put_cell(t, span->cell, &span->again.items, 0, span->brief);
    span->again.made = true;
    return span->again.height;
}

/* ---- groups ---- */

void again_begin_group(TableSet *t, const Node *row)
{
    t->group = t->style->repeat_groups ? row : NULL;
    t->group_again.made = t->all_again.made = false;
    t->group_again.items = (Items){0};
    t->group_again.height = 0;
}

static const Again *group_again(TableSet *t)
{
    Again *again = &t->group_again;
    if (again->made || !t->group)
        return again;
    Len pad = t->style->row_pad;
    Items words = {0};
    again->height = put_cell(t, t->group->first, &words, pad, false) + 2 * pad;
    table_put_tints(t, &again->items, t->group, again->height);
    for (int i = 0; i < words.n; i++)
        VEC_PUSH(t->b->pass->arena, &again->items, words.at[i]);
    again->made = true;
    return again;
}

/* ---- onto strips ---- */

static void add_items(TableSet *t, const Items *from, Len top)
{
    for (int i = 0; i < from->n; i++) {
        Item *item = VEC_NEXT(t->b->pass->arena, &t->all_again.items);
        *item = from->at[i];
        item->y += top;
    }
}

static void find_all(TableSet *t, const Node *row)
{
    const Again *group = group_again(t);
    t->all_again = (Again){.made = true, .height = group->height};
    add_items(t, &group->items, 0);
    for (int i = 0; i < t->ncolumns && t->open_spans; i++)
        if (t->spans[i].rows_left && t->spans[i].cell->parent != row) {
            again_of_span(t, &t->spans[i]);
            add_items(t, &t->spans[i].again.items, group->height + t->style->row_pad);
        }
}

/* By how much the words of spans are higher than their last row. A page begins with that only where it must. */
static Len overflow(TableSet *t, const Node *row, Len height)
{
    Len most = 0;
    for (int i = 0; i < t->ncolumns && t->open_spans; i++)
        if (t->spans[i].rows_left == 1 && t->spans[i].cell->parent != row)
            most = int_max(most, again_of_span(t, &t->spans[i]) + 2 * t->style->row_pad - height);
    return most;
}

void again_open_row(TableSet *t, const Node *row, Len height, Strip *strip)
{
    bool in_group = t->group && row->u.row.role != ROW_GROUP && row->u.row.role != ROW_HEAD;
    if (!in_group && !t->open_spans)
        return;
    if (!t->all_again.made)
        find_all(t, row);
    strip->opened = t->all_again.items.at;
    strip->nopened = t->all_again.items.n;
    strip->opening = t->all_again.height + overflow(t, row, height);
}

Len again_of_row(TableSet *t, const Node *row, const bool *without, Again *again)
{
    const Again *group = group_again(t);
    Len height = 0;
    Len top = group->height + t->style->row_pad;
    *again = (Again){.made = true, .height = top};
    for (int i = 0; i < group->items.n; i++)
        VEC_PUSH(t->b->pass->arena, &again->items, group->items.at[i]);
    for (int i = 0; i < t->ncolumns && t->open_spans; i++)
        if (t->spans[i].rows_left && !(without && without[i]))
            height = int_max(height, put_cell(t, t->spans[i].cell, &again->items, top, true));
    for (const Node *cell = row->first; cell; cell = cell->next)
        if (cell->u.cell.head && cell->u.cell.rowspan == 1 && !(without && without[cell->u.cell.column]))
            height = int_max(height, put_cell(t, cell, &again->items, top, true));
    return height;
}

void again_open_line(const Again *again, Len lower, Strip *strip)
{
    strip->opened = again->items.at;
    strip->nopened = again->items.n;
    strip->opening = again->height + lower;
}
