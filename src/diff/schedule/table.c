/* The changes of a variation as tables.
 *
 * A row of a group's head says where the rows below it belong and, where all have one, for what reason. Figures have
 * tables of their own, with narrow columns. Passages too long for a cell stand between two tables as items of a list,
 * which may break over pages. Every change stands once, in a row or in an item. */
#include "diff/schedule/schedule_private.h"

#include "base/ascii.h"
#include "base/utf8.h"

enum {
    LONG_MOST = 600,  /* characters that a cell may hold */
    ALONE_MOST = 300, /* and where the cell beside it is empty */
    FIGURE_MOST = 24, /* bytes of a figure, with its signs and unit */
    COLUMNS_MOST = 6  /* beside more than these, figures have to share room as words do */
};

/* The tables of one variation, and the one in hand. */
typedef struct ScheduleTables {
    const Scheduling *s;
    Node *parent;
    Node *table;        /* NULL: none has begun */
    bool figures;       /* it is one of figures */
    Str head, reason;   /* of the group in hand */
    bool grouped;       /* there is one */
    bool one_reason;    /* stands above the table, for all */
    bool reason_column; /* or in a column */
    bool page_column;
} ScheduleTables;

/* ---- heads ---- */

static Str column_title(const Scheduling *s, ScheduleColumn column)
{
    static const WordId words[SCHEDULE_COLUMN_COUNT] = {
        [SCHEDULE_NUMBER] = WORD_SCHEDULE_NUMBER,
        [SCHEDULE_PLACE] = WORD_SCHEDULE_PLACE,
        [SCHEDULE_PAGE] = WORD_SCHEDULE_PAGE,
        [SCHEDULE_WAS] = WORD_SCHEDULE_WAS,
        [SCHEDULE_NOW] = WORD_SCHEDULE_NOW,
        [SCHEDULE_KIND] = WORD_SCHEDULE_KIND,
        [SCHEDULE_REASON] = WORD_SCHEDULE_REASON,
        [SCHEDULE_DECISION] = WORD_SCHEDULE_DECISION,
        [SCHEDULE_EFFECTIVE] = WORD_SCHEDULE_EFFECTIVE,
    };
    return language_word(s->l, words[column]);
}

static CellAlign column_align(const ScheduleTables *t, ScheduleColumn column)
{
    bool side = column == SCHEDULE_WAS || column == SCHEDULE_NOW;
    return column == SCHEDULE_NUMBER || (side && t->figures) ? CELL_FIGURE : CELL_TEXT;
}

static Node *append_row(const ScheduleTables *t, RowRole role)
{
    Node *row = schedule_node(t->s, NODE_ROW, t->table);
    row->u.row.role = role;
    return row;
}

static Node *append_cell(const Scheduling *s, Node *row, int column, CellAlign align)
{
    Node *cell = schedule_cell(s, row, column);
    cell->u.cell.align = align;
    return cell;
}

static void append_heads(const ScheduleTables *t)
{
    const ScheduleAsk *ask = t->s->ask;
    Node *row = append_row(t, ROW_HEAD);
    for (int i = 0; i < ask->ncolumns; i++) {
        Node *cell = append_cell(t->s, row, i, column_align(t, ask->columns[i]));
        cell->u.cell.head = true;
        schedule_paragraph(t->s, column_title(t->s, ask->columns[i]), cell);
    }
}

/* Where there are passages, all their tables have columns of the same widths, most of it for what was and is; where
 * there are figures alone, their widths follow from what is in them. */
static const TableColumn *columns_of_table(const ScheduleTables *t)
{
    const Scheduling *s = t->s;
    static const int weights[SCHEDULE_COLUMN_COUNT] = {
        [SCHEDULE_NUMBER] = 1, [SCHEDULE_PLACE] = 5,    [SCHEDULE_PAGE] = 2,
        [SCHEDULE_WAS] = 6,    [SCHEDULE_NOW] = 6,      [SCHEDULE_KIND] = 2,
        [SCHEDULE_REASON] = 4, [SCHEDULE_DECISION] = 3, [SCHEDULE_EFFECTIVE] = 3,
    };
    TableColumn *columns = NEWN(s->a, TableColumn, s->ask->ncolumns);
    for (int i = 0; i < s->ask->ncolumns; i++)
        columns[i] = (TableColumn){.id = str_format(s->a, "%d", i + 1),
                                   .align = column_align(t, s->ask->columns[i]),
                                   .weight = s->prose && !t->figures ? weights[s->ask->columns[i]] : 0};
    return columns;
}

static bool is_figure(const ScheduleTables *t, const ScheduleEntry *e)
{
    return e->table.n && t->s->ask->ncolumns <= COLUMNS_MOST && e->change->was.n <= FIGURE_MOST
           && e->change->now.n <= FIGURE_MOST;
}

static void begin_table(ScheduleTables *t, const ScheduleEntry *e)
{
    if (t->table && t->figures == is_figure(t, e))
        return;
    t->figures = is_figure(t, e);
    t->table = schedule_node(t->s, NODE_TABLE, t->parent);
    t->table->name = STR("variations");
    t->table->u.table.columns = columns_of_table(t);
    t->table->u.table.ncolumns = t->s->ask->ncolumns;
    t->grouped = false;
    append_heads(t);
}

/* ---- groups ---- */

static void append_reason(const ScheduleTables *t, Str reason, Node *parent)
{
    if (reason.n && !t->one_reason && !t->reason_column)
        schedule_paragraph(t->s, language_fill_one(t->s->a, t->s->l, WORD_SCHEDULE_REASON_IS, reason), parent)->name =
            STR("reason");
}

static void begin_group(ScheduleTables *t, const ScheduleEntry *e)
{
    Str reason = t->one_reason || t->reason_column ? (Str){0} : schedule_reason(e);
    if (t->grouped && str_eq(t->head, e->head) && str_eq(t->reason, reason))
        return;
    t->head = e->head;
    t->reason = reason;
    t->grouped = true;
    if (!e->head.n && !reason.n)
        return;
    Node *cell = append_cell(t->s, append_row(t, ROW_GROUP), 0, CELL_TEXT);
    cell->u.cell.colspan = t->s->ask->ncolumns;
    cell->u.cell.head = true;
    if (e->head.n)
        schedule_paragraph(t->s, e->head, cell);
    append_reason(t, reason, cell);
}

/* ---- rows ---- */

/* "4.2 Rural crime, paragraph 4.7" in one edition; of a heading its words alone. */
static Str whole_place(const Scheduling *s, DiffSide side, const Node *n)
{
    if (!n)
        return (Str){0};
    PlaceWords p = place_of_node(s->places.of[side], s->l, n);
    Str parts[] = {p.headed, p.part_of, n->kind == NODE_HEADING ? (Str){0} : p.within};
    Buf out = {0};
    for (int i = 0; i < COUNT(parts); i++)
        if (parts[i].n)
            buf_format(&out, "%s" STR_FMT, out.n ? ", " : "", STR_ARG(parts[i]));
    return buf_take(&out, s->a);
}

/* What differs stands out, unless it is most of the passage. */
static void append_words(const Scheduling *s, Str words, const ChangeEdit *edits, int n, Node *parent)
{
    int differs = 0, at = 0;
    for (int i = 0; i < n; i++)
        differs += edits[i].to - edits[i].from;
    Node *paragraph = schedule_paragraph(s, (Str){0}, parent);
    for (int i = 0; i < n && differs < words.n / 2; i++) {
        if (edits[i].from > at)
            schedule_text(s, str_sub(words, at, edits[i].from), paragraph);
        schedule_strong(s, str_sub(words, edits[i].from, edits[i].to), paragraph);
        at = int_min(edits[i].to, words.n);
    }
    if (at < words.n)
        schedule_text(s, str_sub(words, at, words.n), paragraph);
}

/* The words of one side, a paragraph for each line. */
static void append_lines(const Scheduling *s, const Change *c, Str words, Node *parent)
{
    Str line, rest = words;
    while (rest.n) {
        str_cut(rest, '\n', &line, &rest);
        line = str_trim(line);
        if (str_is(c->at, "document/date"))
            line = language_date(s->a, s->l, line);
        if (line.n)
            schedule_paragraph(s, line, parent);
    }
}

/* What was, or is: its words; of what moved also where it stood, or stands, and words that are the same once. */
static void append_side(const Scheduling *s, const Change *c, DiffSide side, Node *parent)
{
    const Node *before = parent->last;
    bool once = c->form == CHANGE_MOVED && side == SIDE_OLD && str_eq(c->was, c->now);
    Str words = side == SIDE_NEW ? c->now : once ? (Str){0} : c->was;
    int nedits = side == SIDE_NEW ? c->nnow_edits : c->nwas_edits;
    if (nedits && words.n)
        append_words(s, words, side == SIDE_NEW ? c->now_edits : c->was_edits, nedits, parent);
    else
        append_lines(s, c, words, parent);
    if (c->form == CHANGE_MOVED) {
        const ChangePlace *at = &c->places[0];
        Str place = whole_place(s, side, side == SIDE_OLD ? at->old_node : at->new_node);
        WordId word = side == SIDE_OLD ? WORD_SCHEDULE_STOOD : WORD_SCHEDULE_STANDS;
        if (place.n)
            schedule_paragraph(s, language_fill_one(s->a, s->l, word, place), parent)->name = STR("stood");
    }
    if (c->form == CHANGE_REPLACED && side == SIDE_NEW && str_eq(c->was, c->now))
        schedule_paragraph(s, language_word(s->l, WORD_MARK_FORM_CHANGED), parent)->name = STR("stood");
    if (parent->last == before)
        schedule_append_nothing(s, parent);
}

/* A field of the manifest has none. */
static void append_pages(const ScheduleTables *t, const Change *c, PagesForm form, Node *cell)
{
    Node *pages = schedule_paragraph(t->s, (Str){0}, cell);
    pages->name = STR("pages");
    schedule_append_pages(t->s, c, form, pages);
    if (!pages->first)
        node_remove(pages);
}

/* Behind the words of a figure's place, whose column is wide. */
static void append_pages_behind(const ScheduleTables *t, const Change *c, Node *paragraph)
{
    schedule_text(t->s, STR(", "), paragraph);
    Node *pages = schedule_node(t->s, NODE_SPAN, paragraph);
    pages->name = STR("pages");
    schedule_append_pages(t->s, c, PAGES_WORDS, pages);
}

/* Words of ours at the head of a cell. */
static Str capital(Arena *a, Str s)
{
    return s.n ? str_format(a, "%c" STR_FMT, to_upper(s.p[0]), STR_ARG(str_sub(s, 1, s.n))) : s;
}

static void append_place(const ScheduleTables *t, const ScheduleEntry *e, Node *cell)
{
    Str words = e->table.n ? e->place.within : capital(t->s->a, e->place.within);
    Node *place = words.n ? schedule_paragraph(t->s, words, cell) : NULL;
    if (t->page_column)
        return;
    if (place && t->figures)
        append_pages_behind(t, e->change, place);
    else
        append_pages(t, e->change, PAGES_WORDS, cell);
}

static void fill_cell(const ScheduleTables *t, const ScheduleEntry *e, ScheduleColumn column, Node *cell)
{
    const Scheduling *s = t->s;
    const Change *c = e->change;
    const Variation *v = c->reason ? c->reason->variation : NULL;
    Str words = {0};
    switch (column) {
    case SCHEDULE_NUMBER: words = str_format(s->a, "%d", c->number); break;
    case SCHEDULE_PLACE: append_place(t, e, cell); break;
    case SCHEDULE_PAGE: append_pages(t, c, PAGES_BARE, cell); break;
    case SCHEDULE_WAS: append_side(s, c, SIDE_OLD, cell); break;
    case SCHEDULE_NOW: append_side(s, c, SIDE_NEW, cell); break;
    case SCHEDULE_KIND: words = change_kind_words(s->l, change_kind(c)); break;
    case SCHEDULE_REASON: words = schedule_reason(e); break;
    case SCHEDULE_DECISION: words = v ? v->decision : words; break;
    case SCHEDULE_EFFECTIVE: words = v ? language_date(s->a, s->l, v->effective) : words; break;
    case SCHEDULE_COLUMN_COUNT: break;
    }
    if (words.n)
        schedule_paragraph(s, words, cell);
    if (!cell->first)
        schedule_append_nothing(s, cell);
}

static void append_entry_row(ScheduleTables *t, const ScheduleEntry *e)
{
    const ScheduleAsk *ask = t->s->ask;
    begin_table(t, e);
    begin_group(t, e);
    Node *row = append_row(t, ROW_LINE);
    for (int i = 0; i < ask->ncolumns; i++) {
        Node *cell = append_cell(t->s, row, i, column_align(t, ask->columns[i]));
        cell->u.cell.head = i == 0;
        fill_cell(t, e, ask->columns[i], cell);
    }
}

/* ---- long passages ---- */

static bool is_long(const Change *c)
{
    int most = c->was.n && c->now.n ? LONG_MOST : ALONE_MOST;
    return utf8_count(c->was) > most || utf8_count(c->now) > most;
}

static void append_titled_side(const Scheduling *s, const Change *c, DiffSide side, Node *item)
{
    Node *last = item->last;
    append_side(s, c, side, item);
    Node *first = last ? last->next : item->first, *title = node_new(s->a, NODE_STRONG, s->pos);
    ScheduleColumn column = side == SIDE_OLD ? SCHEDULE_WAS : SCHEDULE_NOW;
    schedule_text(s, str_format(s->a, STR_FMT ": ", STR_ARG(column_title(s, column))), title);
    node_prepend(first, title);
}

static void append_item(ScheduleTables *t, const ScheduleEntry *e)
{
    const Scheduling *s = t->s;
    Node *list = t->parent->last;
    if (!list || list->kind != NODE_LIST) {
        list = schedule_node(s, NODE_LIST, t->parent);
        list->u.list.ordered = true;
        list->u.list.start = e->change->number;
    }
    Node *item = schedule_node(s, NODE_ITEM, list);
    item->number = str_format(s->a, "%d.", e->change->number);
    Node *where = schedule_paragraph(s, (Str){0}, item);
    Str place = e->head.n && e->place.within.n
                    ? str_format(s->a, STR_FMT ", " STR_FMT, STR_ARG(e->head), STR_ARG(e->place.within))
                : e->head.n ? e->head
                            : e->place.within;
    schedule_strong(s, place, where);
    Node *comma = schedule_text(s, STR(", "), where);
    schedule_append_pages(s, e->change, PAGES_WORDS, where);
    if (!comma->next)
        node_remove(comma);
    append_titled_side(s, e->change, SIDE_OLD, item);
    append_titled_side(s, e->change, SIDE_NEW, item);
    append_reason(t, schedule_reason(e), item);
    t->table = NULL;
}

/* ---- a variation ---- */

void schedule_append_entries(const Scheduling *s, const ScheduleGroup *group, Node *parent)
{
    ScheduleTables t = {.s = s,
                        .parent = parent,
                        .one_reason = schedule_common_reason(group).n,
                        .reason_column = schedule_has_column(s->ask, SCHEDULE_REASON),
                        .page_column = schedule_has_column(s->ask, SCHEDULE_PAGE)};
    for (int i = 0; i < group->entries.n; i++) {
        const ScheduleEntry *e = &group->entries.at[i];
        if (is_long(e->change))
            append_item(&t, e);
        else
            append_entry_row(&t, e);
    }
}
