/* Tables: each row becomes one strip inside a frame that repeats the head.
 *
 * Cells are set as wide as their columns (cell.c) and laid side by side. Figures are aligned on the decimal point;
 * marks of notes hang beyond it. Rows never split, except one taller than a page, which is cut between the lines of
 * its cells. A total stays with the row above it, a group's heading with the row below; rows joined by a spanning
 * cell stay together. Notes are at the table's end. */
#include "layout/table/table_private.h"

#define FEW_ROWS 4 /* fewer than these alone on a page look lost */

Len table_cell_width(const TableSet *t, const Node *cell)
{
    int first = cell->u.cell.column, last = int_min(first + int_max(cell->u.cell.colspan, 1), t->ncolumns) - 1;
    return t->columns[last].x + t->columns[last].width - t->columns[first].x;
}

/* ---- one row ---- */

static void set_cells(TableSet *t, RowSet *r)
{
    Pass *pass = t->b->pass;
    for (const Node *cell = r->row->first; cell; cell = cell->next)
        r->ncells++;
    VEC_RESERVE(pass->arena, &t->row, r->ncells);
    r->cells = t->row.at;
    int i = 0;
    for (const Node *cell = r->row->first; cell; cell = cell->next, i++) {
        SetCell *set = &r->cells[i];
        *set = (SetCell){.node = cell, .section = t->b->section, .s = cell_setting(cell, r->s)};
        set->s.measure = table_cell_width(t, cell);
        cell_set(pass, &t->cells[i], &t->columns[cell->u.cell.column], t->style->column_gap, set);
        bool spans = cell->u.cell.rowspan > 1, held = spans && set->height > t->s.region_height / 3;
        if (spans)
            spans_begin(t, cell, set->height, held);
        if (!spans || held)
            r->height = int_max(r->height, set->height);
    }
}

/* ---- tints and rules ---- */

/* x from the table's left edge. */
static void put_bar(const TableSet *t, Items *items, Rect r, Swatch fill)
{
    r.x += t->s.x;
    if (r.h && fill != SWATCH_NONE)
        put_rect(t->b->pass, items, t->node, r, fill);
}

static Swatch row_tint(const TableSet *t, RowRole role)
{
    switch (role) {
    case ROW_HEAD: return t->style->head_tint;
    case ROW_GROUP: return t->style->group_tint;
    case ROW_TOTAL:
    case ROW_BALANCE: return t->style->total_tint;
    default: return t->body_rows % 2 ? t->style->stripe_tint : SWATCH_NONE;
    }
}

/* Is the column under a cell that goes over others too? */
static bool is_spanned(const Node *row, int column)
{
    for (const Node *cell = row->u.row.role == ROW_HEAD ? row->first : NULL; cell; cell = cell->next) {
        int first = cell->u.cell.column, span = cell->u.cell.colspan;
        if (span > 1 && column >= first && column < first + span)
            return true;
    }
    return false;
}

static bool tints_rows(const TableStyle *style)
{
    return style->current_tint != SWATCH_NONE || style->stripe_tint != SWATCH_NONE || style->group_tint != SWATCH_NONE
           || style->total_tint != SWATCH_NONE;
}

void table_put_tints(const TableSet *t, Items *items, const Node *row, Len height)
{
    Swatch tint = row_tint(t, row->u.row.role);
    if (tint != SWATCH_NONE)
        put_bar(t, items, (Rect){-t->inset, 0, t->s.measure + 2 * t->inset, height}, tint);
    Len half = t->style->column_gap / 2;
    for (int i = 0; i < t->node->u.table.ncolumns && tint == SWATCH_NONE; i++)
        if (t->node->u.table.columns[i].current && !is_spanned(row, i))
            put_bar(t, items, (Rect){t->columns[i].x - half, 0, t->columns[i].width + 2 * half, height},
                    t->style->current_tint);
    tints_put(t, items, row, height);
}

static bool goes_on_below(const TableSet *t, int column)
{
    return t->spans[column].rows_left > 1;
}

/* A hairline below a row, left out under cells that go on into the next. */
void table_put_row_rule(const TableSet *t, Items *items, Len y)
{
    Len gap = t->style->column_gap;
    for (int i = 0; i < t->ncolumns;) {
        int from = i;
        while (i < t->ncolumns && !goes_on_below(t, i))
            i++;
        if (i > from) {
            Len left = from ? t->columns[from].x - gap / 2 : -t->inset;
            Len right =
                i < t->ncolumns ? t->columns[i - 1].x + t->columns[i - 1].width + gap / 2 : t->s.measure + t->inset;
            put_bar(t, items, (Rect){left, y - t->style->row_rule, right - left, t->style->row_rule},
                    t->style->row_rule_colour);
        }
        while (i < t->ncolumns && goes_on_below(t, i))
            i++;
    }
}

static void put_wide_rule(const TableSet *t, Items *items, Len y, Len thickness, Swatch colour)
{
    put_bar(t, items, (Rect){-t->inset, y, t->s.measure + 2 * t->inset, thickness}, colour);
}

static bool last_head_row(const Node *row)
{
    return !row->next || row->next->kind != NODE_ROW || row->next->u.row.role != ROW_HEAD;
}

static void put_head_rules(const TableSet *t, Items *items, const Node *row, Len height)
{
    const TableStyle *style = t->style;
    if (last_head_row(row)) {
        put_wide_rule(t, items, height - style->head_rule, style->head_rule, style->head_rule_colour);
        return;
    }
    for (const Node *cell = row->first; cell; cell = cell->next)
        if (cell->u.cell.colspan > 1)
            put_bar(t, items,
                    (Rect){t->columns[cell->u.cell.column].x, height - style->head_rule / 2, table_cell_width(t, cell),
                           style->head_rule / 2},
                    style->head_rule_colour);
}

static bool is_summing(const Node *row)
{
    return row && row->kind == NODE_ROW
           && (row->u.row.role == ROW_SUBTOTAL || row->u.row.role == ROW_TOTAL || row->u.row.role == ROW_BALANCE);
}

static bool draws_row_rule(const Node *row)
{
    RowRole role = row->u.row.role;
    return role != ROW_HEAD && role != ROW_TOTAL && role != ROW_GROUP && !is_summing(row->next);
}

/* Before a group that is ruled off from the rows above it, their own rule would be a second one. */
bool table_is_before_ruled(const TableSet *t, const Node *row)
{
    const Node *next = row->next;
    return t->style->group_rule && next && next->kind == NODE_ROW && next->u.row.role == ROW_GROUP;
}

static void put_rules(const TableSet *t, Items *items, const Node *row, Len height, Len above)
{
    const TableStyle *style = t->style;
    RowRole role = row->u.row.role;
    if (role == ROW_HEAD)
        put_head_rules(t, items, row, height);
    else if (role == ROW_GROUP && style->group_rule)
        put_wide_rule(t, items, above, style->group_rule, style->head_rule_colour);
    else if (role == ROW_TOTAL)
        put_wide_rule(t, items, height - style->total_rule_below, style->total_rule_below, style->total_rule_colour);
    else if (draws_row_rule(row) && !table_is_before_ruled(t, row))
        table_put_row_rule(t, items, height);
    if (role == ROW_TOTAL)
        put_wide_rule(t, items, 0, style->total_rule_above, style->total_rule_colour);
    else if (role == ROW_SUBTOTAL)
        put_wide_rule(t, items, 0, style->subtotal_rule, style->row_rule_colour);
}

/* ---- rows to strips ---- */

/* Rows from this one to the end, as far as they matter. */
static int rows_left(const Node *row)
{
    int n = 0;
    for (; n < FEW_ROWS && row && row->kind == NODE_ROW; row = row->next)
        n++;
    return n;
}

static int32_t row_penalty(const TableSet *t, const Node *row, SpanBreak span)
{
    enum { BETWEEN_ROWS = 20, INSIDE_SPAN = 250, NEAR_ENDS = 150, AT_ENDS = 300 };
    const Node *next = row->next;
    if (span == SPAN_HOLDS || row->u.row.role == ROW_HEAD || is_summing(row))
        return PENALTY_NEVER;
    if (t->body_rows == 0)
        return PENALTY_NEVER;
    bool last = !next || next->kind != NODE_ROW;
    bool few = rows_left(row) < FEW_ROWS || t->rows < FEW_ROWS;
    int32_t cost = last || t->body_rows == 1 ? AT_ENDS : few ? NEAR_ENDS : BETWEEN_ROWS;
    return span == SPAN_OPENS ? int_max(cost, INSIDE_SPAN) : cost;
}

static void put_cells(TableSet *t, const RowSet *r, Items *items, PageLinks *links, Len height)
{
    Surface onto = {t->b->pass, items, links};
    for (int i = 0; i < r->ncells; i++) {
        const SetCell *cell = &r->cells[i];
        Point at = {t->s.x + t->columns[cell->node->u.cell.column].x,
                    r->above + t->style->row_pad + vertical_room(t, r, cell, height)};
        int first = items->n, first_link = links->n;
        cell_put(&onto, cell, (StripRange){0, cell_line_count(cell)}, at);
        if (t->columns[cell->node->u.cell.column].bars)
            bars_put(t, items, cell, at.y);
        if (cell->node->u.cell.rowspan > 1)
            vertical_begin(t, r, cell, (StripRange){first, items->n}, (StripRange){first_link, links->n});
    }
}

void table_adopt_cells(TableSet *t, const RowSet *r, const StripRange *lines, Strip *strip)
{
    Arena *a = t->b->pass->arena;
    ConstNodes notes = {0}, begins = {0};
    VEC_RESERVE(a, &begins, strip->nbegins + r->ncells);
    for (int i = 0; i < strip->nbegins; i++)
        VEC_PUSH(a, &begins, strip->begins[i]);
    for (int i = 0; i < r->ncells; i++)
        cell_adopt(t->b->pass, &r->cells[i], lines ? lines[i] : (StripRange){0, INT32_MAX}, &notes, &begins);
    strip->notes = notes.at, strip->nnotes = notes.n;
    strip->begins = begins.at, strip->nbegins = begins.n;
}

int32_t table_break_before(TableSet *t, const Node *row, Len height)
{
    SpanBreak span = spans_before_row(t, row, height);
    int32_t penalty = row_penalty(t, row, span);
    if (span == SPAN_OPENS && penalty < PENALTY_HYPHEN)
        spans_allow_break(t, row, t->b->flow->strips.n);
    return penalty;
}

static void set_row_strip(TableSet *t, RowSet *r, Len height)
{
    Builder *b = t->b;
    Items items = {0};
    PageLinks links = {0};
    VEC_RESERVE(b->pass->arena, &items, r->ncells + 2);
    int32_t penalty = table_break_before(t, r->row, height);
    table_put_tints(t, &items, r->row, height);
    Items over = items.n ? t->rule : (Items){0}; /* a tint must not cover the rule that it touches */
    spans_lower(t, height);
    put_rules(t, &items, r->row, height, r->above);
    t->rule = (Items){0};
    if (draws_row_rule(r->row) && (tints_rows(t->style) || tints_cells(t)))
        table_put_row_rule(t, &t->rule, 0);
    put_cells(t, r, &items, &links, height);
    build_begin(b, r->row);
    Strip *strip = build_strip(b, height, 0, penalty);
    strip->items = items.at, strip->nitems = items.n;
    strip->seam = over.at, strip->nseam = over.n;
    strip->links = links.at, strip->nlinks = links.n;
    vertical_adopt(t, &items, &links);
    table_adopt_cells(t, r, NULL, strip);
    again_open_row(t, r->row, height, strip);
}

/* Can a page hold the row below the repeated head, in the boxes that the table stands in? */
static bool too_tall(const TableSet *t, Len height)
{
    Len region = t->s.region_height, used = t->b->frame ? t->b->frame->head_height : 0;
    for (const Frame *f = t->b->frame; f; f = f->outer)
        used += f->pad_top + f->pad_bottom;
    return height > region * 4 / 5 || (height > region / 3 && height + used > region);
}

/* No page may begin with this row. So that one may begin with the next, the words that reach down have room in it; but
 * not where all these rows are no large part of a page, or they would be taller than they need for nothing. */
static void stretch_held(TableSet *t, const RowSet *r, Len *height)
{
    bool head = r->row->u.row.role == ROW_HEAD;
    if (head || t->spans_small || !t->open_spans || spans_before_row(t, r->row, *height) != SPAN_HOLDS)
        return;
    for (int i = 0; i < r->ncells; i++)
        if (r->cells[i].node->u.cell.rowspan > 1)
            *height = int_max(*height, r->above + r->cells[i].height + 2 * t->style->row_pad);
}

/* Words of a cell over several rows that go on beside the next row: a row that is cut would lose them. */
static bool reaches_below(const TableSet *t, const RowSet *r, Len height)
{
    for (int i = 0; i < r->ncells; i++)
        if (r->cells[i].node->u.cell.rowspan > 1 && r->above + r->cells[i].height + t->style->row_pad > height)
            return true;
    return false;
}

static void set_row(TableSet *t, const Node *row)
{
    RowSet r = {.row = row, .s = t->s};
    r.place = (Place){t->s.place, str_c(row_role_name(row->u.row.role))};
    r.s.place = &r.place;
    if (!t->open_spans)
        t->spans_small = spans_are_small(t, row);
    set_cells(t, &r);
    RowRole role = row->u.row.role;
    r.above = role == ROW_GROUP && t->begun ? t->style->group_space : 0;
    Len height = r.above + r.height + 2 * t->style->row_pad;
    spans_stretch(t, &height);
    stretch_held(t, &r, &height);
    bool tall = too_tall(t, height);
    if (tall && !t->style->cut_rows && !t->b->pass->quiet)
        diag(t->b->pass->job->diag, LAY004, row->pos, "a row is taller than a page and was split");
    bool long_row = t->style->cut_rows && height > t->s.region_height / 6 && !reaches_below(t, &r, height);
    if (tall || long_row) {
        vertical_cut(t);
        cut_row(t, &r, height, tall);
    } else
        set_row_strip(t, &r, height);
    spans_end_row(t);
    if (role == ROW_HEAD || role == ROW_GROUP)
        t->b->next_penalty = PENALTY_NEVER;
    if (role == ROW_GROUP)
        again_begin_group(t, row);
    t->cells += r.ncells;
    t->begun = t->begun || role != ROW_HEAD;
    t->rows += role != ROW_HEAD;
    t->body_rows = role == ROW_HEAD || role == ROW_GROUP ? 0 : t->body_rows + 1;
}

/* ---- caption, head, notes ---- */

static const Node *set_head(TableSet *t, Frame *frame)
{
    Builder *b = t->b;
    int first = b->flow->strips.n;
    const Node *row = t->node->first;
    while (row && row->kind == NODE_CAPTION)
        row = row->next;
    key_set(t, table_key(t->node));
    for (; row && row->kind == NODE_ROW && row->u.row.role == ROW_HEAD; row = row->next)
        set_row(t, row);
    int rows = b->flow->strips.n - first;
    vertical_settle(t, first);
    Strip *all = NEWN(b->pass->arena, Strip, t->nhead + rows);
    for (int i = 0; i < t->nhead; i++)
        all[i] = t->head[i];
    t->head = all;
    int before = t->nhead;
    for (int i = first; i < first + rows; i++)
        again_copy(t, &b->flow->strips.at[i]);
    if (rows)
        t->head[before].height -= b->flow->strips.at[first].gap;
    Len height = 0;
    for (int i = 0; i < t->nhead; i++)
        height += t->head[i].height;
    if (height < t->s.region_height / 3) { /* a taller one would leave no room for rows */
        frame->head = t->head;
        frame->nhead = t->nhead;
        frame->head_height = height;
    }
    return row;
}

/* From the left edge to a note's words; a mark of several letters takes its own width. */
static Len note_hang(Pass *pass, const Label *mark)
{
    Len usual = mark->beside->size * 5 / 4;
    Lines lines = pass->tpl->end_notes ? set_mark(pass, mark->text, mark->style, mark->node) : (Lines){0};
    return lines.n ? int_max(usual, lines.at[0].width + mark->beside->size / 2) : usual;
}

static void set_table_note(TableSet *t, const Node *note)
{
    Builder *b = t->b;
    Setting s = t->s;
    s.measure = t->words;
    s.element = STR("table-note");
    s.class_name = STR("");
    const Style *style = style_block(b->pass->styler, s.element, STR(""), s.place);
    Label mark = {.text = note->u.note.mark,
                  .style = style_inline(b->pass->styler, style, STR("note-ref"), STR("")),
                  .beside = style,
                  .node = note,
                  .x = t->s.x};
    int first = b->flow->strips.n;
    b->next_penalty = PENALTY_NEVER;
    if (mark.text.n) {
        Len hang = note_hang(b->pass, &mark);
        s.x += hang;
        s.measure -= hang;
    }
    build_begin(b, note);
    build_blocks(b, note->first, s);
    if (!mark.text.n || first == b->flow->strips.n)
        return;
    strip_hang(b->pass, &b->flow->strips.at[first], &mark);
}

/* ---- the table ---- */

static bool has_outer_tint(const TableSet *t)
{
    const TableStyle *style = t->style;
    const TableColumn *columns = t->node->u.table.columns;
    int n = t->node->u.table.ncolumns;
    if (n && style->current_tint != SWATCH_NONE && (columns[0].current || columns[n - 1].current))
        return true;
    return style->head_tint != SWATCH_NONE || style->stripe_tint != SWATCH_NONE || style->total_tint != SWATCH_NONE
           || style->group_tint != SWATCH_NONE;
}

/* A small table is cut over two pages only where keeping it whole would leave half a page empty. */
static void hold_together(TableSet *t, int first)
{
    enum { CUT_SMALL_TABLE = 1500 };
    Flow *f = t->b->flow;
    Len height = 0;
    for (int i = first; i < f->strips.n; i++)
        height += f->strips.at[i].height + f->strips.at[i].gap;
    for (int i = first + 1; i < f->strips.n && height < t->s.region_height * 2 / 5; i++)
        if (f->strips.at[i].penalty >= 0)
            f->strips.at[i].penalty = int_max(f->strips.at[i].penalty, CUT_SMALL_TABLE);
}

int table_count_cells(const Node *table)
{
    int n = 0;
    for (const Node *row = table->first; row; row = row->next)
        for (const Node *cell = row->kind == NODE_ROW ? row->first : NULL; cell; cell = cell->next)
            n++;
    return n;
}

/* A narrow table has its caption and notes above and below itself, unless it is too narrow for them. */
static void set_columns(TableSet *t)
{
    Pass *pass = t->b->pass;
    t->inset = has_outer_tint(t) || tints_cells(t) ? t->style->column_gap / 2 : 0;
    t->s.x += t->inset;
    t->s.measure -= 2 * t->inset;
    t->ncolumns = int_max(t->node->u.table.ncolumns, 1);
    CellPara *cells = NEWN(pass->arena, CellPara, table_count_cells(t->node));
    t->cells = cells;
    t->columns = columns_of(pass, t->node, t->style, t->s, cells);
    const ColumnSet *last = &t->columns[t->ncolumns - 1];
    Len most = t->words = t->s.measure;
    if (table_share(t->node, t->style) == TABLE_WIDTH_MEASURE)
        return;
    t->s.measure = int_min(most, last->x + last->width);
    t->words = int_max(t->s.measure, most / 2);
}

static void set_body(TableSet *t, const Node *caption)
{
    Builder *b = t->b;
    int first = b->flow->strips.n;
    t->spans = NEWN(b->pass->arena, Span, t->ncolumns);
    Frame *frame = build_open(b, t->node, 0);
    if (caption && t->node->u.table.continued.n)
        again_caption(t, caption);
    const Node *row = set_head(t, frame);
    for (; row && row->kind == NODE_ROW; row = row->next)
        set_row(t, row);
    vertical_settle(t, first);
    build_close(b, 0);
    for (; row; row = row->next)
        if (row->kind == NODE_NOTE && !node_is_key(row))
            set_table_note(t, row);
    hold_together(t, first);
}

static void warn_of_box(const Builder *b, const Node *table)
{
    if (b->pass->quiet || !table->u.table.landscape || table->parent->kind == NODE_SECTION)
        return;
    diag(b->pass->job->diag, LAY009, table->pos,
         "a table inside a block cannot have a landscape page; expected it outside the block, or without .landscape");
}

void build_table(Builder *b, const Node *table, Setting s)
{
    if (b->frame && b->frame->depth >= MAX_DEPTH - 2)
        return;
    warn_of_box(b, table);
    const TableStyle *style = template_table(b->pass->tpl, table->name);
    Place outer = {s.place, STR("table")}, place = {&outer, style->name};
    bool span = build_span(b, style->span, &s);
    s.place = &place;
    if (!b->entering)
        b->after = int_max(b->after, style->space_before);
    TableSet t = {.b = b, .node = table, .style = style, .s = s};
    set_columns(&t);
    const Node *caption = node_child(table, NODE_CAPTION);
    if (caption) {
        s.measure = t.words + 2 * t.inset;
        if (!set_caption_in_margin(b, table, caption, s, "table")) {
            set_caption(b, table, caption, s, "table");
            b->next_penalty = PENALTY_NEVER;
        }
    }
    set_body(&t, caption);
    b->after = style->space_after;
    build_unspan(b, span);
}
