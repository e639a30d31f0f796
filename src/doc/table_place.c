/* A table turned into nodes for one place in a document.
 *
 * The placing chooses columns and rows, which form a grid. Each place in the grid belongs to a cell of the table:
 * its own, or one that spans it. A NODE_CELL is made where a cell first appears in the grid, and spans as far as the
 * same cell continues, so that spans stay right whatever is omitted. Content is copied, because a node has one
 * parent and a table can be set twice. Notes get marks in reading order: caption, headings, then row by row: a, b, c.
 */
#include "doc/table.h"

#include "base/vec.h"
#include "doc/table_cell.h"

typedef struct Placing {
    Arena *arena;
    const Table *table;
    const int *rows, *columns;
    int *joined; /* by column of the grid: how many of the table's columns after it are set in its cells */
    int nrows, ncolumns;
    bool parentheses; /* around negative figures */
    Node *node;       /* the NODE_TABLE */
    Node **notes;     /* by note of the table: its NODE_NOTE once it has a mark */
    Nodes marked;     /* the same in the order of their marks */
} Placing;

static const int *all_of(Arena *a, const int *chosen, int n, int all, int *count)
{
    *count = n ? n : all;
    if (n)
        return chosen;
    int *every = NEWN(a, int, all);
    for (int i = 0; i < all; i++)
        every[i] = i;
    return every;
}

/* Columns that are set in the cells of the one before them leave the grid, unless they are chosen without it. */
static void join_columns(Placing *p)
{
    int *own = NEWN(p->arena, int, p->ncolumns), n = 0;
    p->joined = NEWN(p->arena, int, p->ncolumns);
    for (int i = 0; i < p->ncolumns; n++) {
        int first = p->columns[i], joins = p->table->columns[first].joins;
        own[n] = first;
        for (i++; i < p->ncolumns && p->joined[n] < joins && p->columns[i] == first + p->joined[n] + 1; i++)
            p->joined[n]++;
    }
    p->columns = own;
    p->ncolumns = n;
}

static CellAlign align_of(ColumnKind kind)
{
    if (column_is_figure(kind))
        return CELL_FIGURE;
    return kind == COL_STATUS ? CELL_CENTRE : CELL_TEXT;
}

static const TableColumn *table_columns(const Placing *p)
{
    TableColumn *columns = NEWN(p->arena, TableColumn, p->ncolumns);
    for (int i = 0; i < p->ncolumns; i++) {
        const Column *c = &p->table->columns[p->columns[i]];
        columns[i] = (TableColumn){.id = c->id,
                                   .align = align_of(c->kind),
                                   .unit = table_unit(p->table, p->columns[i]),
                                   .weight = c->weight,
                                   .current = c->current};
    }
    return columns;
}

static Node *append_text(Arena *a, Node *parent, Str text, Pos pos)
{
    Node *n = node_new(a, NODE_TEXT, pos);
    n->u.text.text = text;
    node_append(parent, n);
    return n;
}

static void prepend_text(Arena *a, Node *parent, Str text)
{
    Node *words = node_new(a, NODE_TEXT, parent->pos);
    words->u.text.text = text;
    node_prepend(parent, words);
}

static Node *append_paragraph(Arena *a, Node *parent, Str text, Pos pos)
{
    Node *paragraph = node_new(a, NODE_PARAGRAPH, pos);
    append_text(a, paragraph, text, pos);
    node_append(parent, paragraph);
    return paragraph;
}

/* --- notes --- */

Str table_note_mark(Arena *a, int nth)
{
    Buf mark = {0};
    buf_letters(&mark, nth + 1, 'a');
    return buf_take(&mark, a);
}

static Node *make_note(Placing *p, const Node *content, Str name)
{
    Node *note = node_new(p->arena, NODE_NOTE, content->pos);
    note->name = name;
    note->u.note.of_table = true;
    node_copy_children(p->arena, content, note);
    return note;
}

/* The last paragraph below n, to take a mark; makes one when there is none. */
static Node *last_paragraph(Arena *a, Node *n)
{
    Node *last = n->last;
    while (last && last->kind == NODE_NOTE)
        last = last->prev;
    while (last && last->kind != NODE_PARAGRAPH)
        last = last->last;
    if (last)
        return last;
    Node *paragraph = node_new(a, NODE_PARAGRAPH, n->pos);
    node_append(n, paragraph);
    return paragraph;
}

static void join_mark(Placing *p, Node *ref, const TableNote *note)
{
    Node **made = &p->notes[note - p->table->notes];
    if (!*made) {
        *made = make_note(p, note->content, (Str){0});
        (*made)->u.note.mark = table_note_mark(p->arena, p->marked.n);
        (*made)->u.note.ref = ref;
        VEC_PUSH(p->arena, &p->marked, *made);
    }
    ref->u.note_ref.note = *made;
}

/* Marks at the end of a paragraph or caption. */
static void append_marks(Placing *p, Node *words, Str ids)
{
    while (ids.n) {
        Str id, others;
        str_cut(ids, ' ', &id, &others);
        const TableNote *note = map_find(&p->table->note_ids, id);
        if (note) {
            Node *ref = node_new(p->arena, NODE_NOTE_REF, words->pos);
            join_mark(p, ref, note);
            node_append(words, ref);
        }
        ids = others;
    }
}

/* Joins the marks in a cell that name notes of the table. */
static void join_named(Placing *p, Node *cell)
{
    for (Node *n = cell->first, *next; n; n = next) {
        next = node_next(n, cell);
        if (n->kind != NODE_NOTE_REF || !n->id.n)
            continue;
        const TableNote *note = map_find(&p->table->note_ids, n->id);
        n->id = (Str){0};
        if (note)
            join_mark(p, n, note);
        else
            node_remove(n);
    }
}

static CellPlace origin_at(const Placing *p, int row, int column)
{
    return table_origin(p->table, p->rows[row], p->columns[column]);
}

/* Gives its paragraph. */
static Node *append_general_note(Placing *p, Str words)
{
    Node *note = node_new(p->arena, NODE_NOTE, p->table->pos);
    note->name = STR("general");
    note->u.note.of_table = true;
    node_append(p->node, note);
    return append_paragraph(p->arena, note, words, p->table->pos);
}

/* The notes that follow from the figures: shorthands, sums that leave something out, and rounding, if the author wants
 * that. */
static void append_made_notes(Placing *p)
{
    const Table *t = p->table;
    unsigned empties = 0, markers = 0;
    bool leaves_out = false;
    for (int r = 0; t->noted && r < p->nrows; r++)
        for (int c = 0; c < p->ncolumns; c++) {
            const Cell *cell = table_cell(t, origin_at(p, r, c));
            empties |= 1u << cell->empty;
            markers |= cell->markers;
            leaves_out = leaves_out || cell->leaves_out;
        }
    Str explained = shorthands_explained(p->arena, t->language, empties, markers);
    if (explained.n)
        append_general_note(p, explained);
    if (t->leads.n)
        append_general_note(p, t->leads)->name = STR("lead");
    if (leaves_out)
        append_general_note(p, language_word(t->language, WORD_LEFT_OUT));
    if (t->rounded && t->rounding_note)
        append_general_note(p, language_word(t->language, WORD_ROUNDING));
}

/* The notes on the whole table, then the marked ones, then the source. */
static void append_notes(Placing *p)
{
    const Table *t = p->table;
    append_made_notes(p);
    if (t->general_content)
        node_append(p->node, make_note(p, t->general_content, STR("general")));
    for (int i = 0; i < p->marked.n; i++)
        node_append(p->node, p->marked.at[i]);
    if (!t->source_content)
        return;
    Node *source = make_note(p, t->source_content, STR("source"));
    Node *first = source->first;
    Str word = language_word(t->language, WORD_SOURCE);
    bool said = str_eq(str_sub(t->source, 0, word.n), word);
    if (!said && first && first->kind == NODE_PARAGRAPH && first->first)
        prepend_text(p->arena, first, str_format(p->arena, STR_FMT ": ", STR_ARG(word)));
    node_append(p->node, source);
}

/* --- heads --- */

static Node *append_row(Placing *p, RowRole role, int level, Str id, Pos pos)
{
    Node *row = node_new(p->arena, NODE_ROW, pos);
    row->u.row.role = role;
    row->u.row.level = level;
    row->u.row.id = id;
    node_append(p->node, row);
    return row;
}

/* The columns and rows that a cell takes. */
typedef struct CellArea {
    int column, wide, deep;
} CellArea;

static Node *append_cell(Placing *p, Node *row, CellArea area, Pos pos)
{
    Node *cell = node_new(p->arena, NODE_CELL, pos);
    cell->u.cell.column = area.column;
    cell->u.cell.colspan = area.wide;
    cell->u.cell.rowspan = area.deep;
    node_append(row, cell);
    return cell;
}

static void append_head_words(Placing *p, Node *cell, Str words, const Marks *marks)
{
    Node *paragraph = node_new(p->arena, NODE_PARAGRAPH, cell->pos);
    node_append(cell, paragraph);
    if (words.n || marks->content)
        node_append_words(p->arena, paragraph, words, marks->content);
    append_marks(p, paragraph, marks->note);
}

/* A column's heading: its label and, in a paragraph of its own, its unit. */
static void append_head(Placing *p, Node *row, int column, int rowspan)
{
    const Column *c = &p->table->columns[p->columns[column]];
    Str unit = table_unit(p->table, p->columns[column]);
    Node *cell = append_cell(p, row, (CellArea){column, 1, rowspan}, c->pos);
    cell->u.cell.head = true;
    cell->u.cell.align = align_of(c->kind);
    if (p->joined[column])
        append_head_words(p, cell, c->joint_label, &(Marks){0});
    else if (c->label.n || c->marks[OWN_HEAD].note.n || c->marks[OWN_HEAD].content)
        append_head_words(p, cell, c->label, &c->marks[OWN_HEAD]);
    bool said = unit.n && str_find(c->label, str_cdup(p->arena, unit)) >= 0;
    if (unit.n && !said)
        append_paragraph(p->arena, cell, unit, c->pos)->name = STR("unit");
}

static const Column *placed_column(const Placing *p, int column)
{
    return &p->table->columns[p->columns[column]];
}

/* Headings fill up to three rows: outer spanning headings, spanning headings, and the columns' own. A heading with
 * none above it begins in the first row; one with only an outer heading, directly below that. */
static Str span_at(const Column *c, int level)
{
    return level == OUTER_HEAD ? c->outer_span : c->span;
}

/* The row in which a column's heading of a level begins. */
static int head_begins(const Column *c, int level, int first)
{
    if (level == OWN_HEAD && c->span.n)
        return OWN_HEAD;
    if (level > OUTER_HEAD && c->outer_span.n)
        return SPAN_HEAD;
    return first;
}

/* The same words with the same marks. */
static bool same_head(const Column *a, const Column *b, int level)
{
    const Marks *of_a = &a->marks[level], *of_b = &b->marks[level];
    return str_eq(span_at(a, level), span_at(b, level)) && str_eq(of_a->note, of_b->note)
           && of_a->content == of_b->content;
}

/* How many columns from here on share a spanning heading. */
static int span_width(const Placing *p, int column, int level)
{
    const Column *c = placed_column(p, column);
    int wide = 1;
    for (; column + wide < p->ncolumns; wide++) {
        const Column *next = placed_column(p, column + wide);
        if (!same_head(c, next, OUTER_HEAD) || (level == SPAN_HEAD && !same_head(c, next, SPAN_HEAD)))
            break;
    }
    return wide;
}

/* The first level at which any column has a heading. */
static int first_level(const Placing *p)
{
    int first = OWN_HEAD;
    for (int i = 0; i < p->ncolumns; i++)
        for (int level = first - 1; level >= 0; level--)
            if (span_at(placed_column(p, i), level).n)
                first = level;
    return first;
}

static void append_span(Placing *p, Node *row, CellArea area, int level)
{
    const Column *c = placed_column(p, area.column);
    Node *cell = append_cell(p, row, area, c->pos);
    cell->u.cell.head = true;
    cell->u.cell.align = area.wide > 1 ? CELL_CENTRE : align_of(c->kind);
    append_head_words(p, cell, span_at(c, level), &c->marks[level]);
}

/* The heading of a column, or of several from it on, that begins in a row; returns how many columns it covers. */
static int append_head_at(Placing *p, Node *row, int column, int begin, int first)
{
    const Column *c = placed_column(p, column);
    for (int level = OUTER_HEAD; level < OWN_HEAD; level++) {
        if (!span_at(c, level).n)
            continue;
        int wide = span_width(p, column, level);
        if (head_begins(c, level, first) == begin) {
            append_span(p, row, (CellArea){column, wide, level + 1 - begin}, level);
            return wide;
        }
    }
    if (head_begins(c, OWN_HEAD, first) == begin)
        append_head(p, row, column, HEAD_LEVELS - begin);
    return 1;
}

static void append_heads(Placing *p)
{
    int first = first_level(p);
    for (int begin = first; begin < HEAD_LEVELS; begin++) {
        Node *row = append_row(p, ROW_HEAD, 0, (Str){0}, p->table->pos);
        for (int i = 0; i < p->ncolumns;)
            i += append_head_at(p, row, i, begin, first);
    }
}

/* --- rows --- */

static bool same_cell(const Placing *p, CellPlace a, int row, int column)
{
    CellPlace b = origin_at(p, row, column);
    return a.row == b.row && a.column == b.column;
}

static void append_label(Placing *p, Node *cell, const Row *row, const Cell *label)
{
    Node *paragraph = node_new(p->arena, NODE_PARAGRAPH, cell->pos);
    node_append(cell, paragraph);
    if (row->reference.n) {
        Node *reference = node_new(p->arena, NODE_SPAN, cell->pos);
        reference->name = STR("reference");
        append_text(p->arena, reference, row->reference, cell->pos);
        node_append(paragraph, reference);
        append_text(p->arena, paragraph, STR(" "), cell->pos);
    }
    node_append_words(p->arena, paragraph, label->text, label->content);
}

static void fill_cell(Placing *p, Node *node, CellPlace from)
{
    const Table *t = p->table;
    const Cell *cell = table_cell(t, from);
    Str spoken;
    if (from.column == 0 && cell->text.n) {
        append_label(p, node, &t->rows[from.row], cell);
    } else if (cell->content && (cell->text.n || !cell->number) && !cell->empty) {
        node_copy_children(p->arena, cell->content, node);
        join_named(p, node);
    } else {
        Str text = cell_format(p->arena, t, from.row, from.column, &spoken);
        bool figure = cell->number ? !cell->text.n : cell->bound;
        if (p->parentheses && figure)
            text = figure_in_parentheses(p->arena, t->language, text, &spoken);
        if (text.n)
            append_paragraph(p->arena, node, text, node->pos)->first->spoken = spoken;
    }
    if (cell->note.n)
        append_marks(p, last_paragraph(p->arena, node), cell->note);
}

static const KeyEntry *key_entry(const Table *t, Str id, bool direction)
{
    for (int i = 0; i < t->nkey; i++)
        if (t->key[i].direction == direction && str_eq(t->key[i].id, id))
            return &t->key[i];
    return NULL;
}

/* What is drawn before a paragraph's words. */
static void set_look(Placing *p, Node *paragraph, Str name, Str value)
{
    Attr *look = NEW(p->arena, Attr);
    *look = (Attr){.name = name, .value = value, .pos = paragraph->pos};
    paragraph->attrs = look;
    paragraph->nattrs = 1;
}

static void set_look_of_entry(Placing *p, Node *paragraph, const KeyEntry *entry)
{
    set_look(p, paragraph, entry->direction ? STR("arrow") : STR("colour"), entry->look);
}

static void set_look_of_column(Placing *p, Node *paragraph, CellPlace from)
{
    Str column = p->table->columns[from.column].id;
    const KeyEntry *entry = key_entry(p->table, table_cell(p->table, from)->status, str_is(column, "direction"));
    if (entry)
        set_look_of_entry(p, paragraph, entry);
    else if (str_is(column, "updated"))
        set_look(p, paragraph, STR("mark"), column);
}

/* One column's part of a cell. In a delivery plan its paragraphs have the column's name, for the template. */
static void fill_part(Placing *p, Node *node, CellPlace from)
{
    Node *before = node->last;
    fill_cell(p, node, from);
    if (!p->table->nkey)
        return;
    for (Node *n = before ? before->next : node->first; n; n = n->next) {
        if (n->kind != NODE_PARAGRAPH || n->name.n)
            continue;
        n->name = p->table->columns[from.column].id;
        set_look_of_column(p, n, from);
    }
}

static void fill_parts(Placing *p, Node *node, CellPlace from, int joined)
{
    for (int i = 0; i <= joined; i++)
        fill_part(p, node, table_origin(p->table, from.row, from.column + i));
}

/* Makes the cell that begins at a place of the grid. */
static void append_body_cell(Placing *p, Node *row, int r, int c)
{
    CellPlace from = origin_at(p, r, c);
    const Cell *cell = table_cell(p->table, from);
    const Row *source = &p->table->rows[p->rows[r]];
    ColumnKind kind = p->table->columns[from.column].kind;
    int wide = 1, deep = 1;
    while (c + wide < p->ncolumns && same_cell(p, from, r, c + wide))
        wide++;
    while (r + deep < p->nrows && same_cell(p, from, r + deep, c))
        deep++;
    Node *node = append_cell(p, row, (CellArea){c, wide, deep}, cell->pos);
    bool words = !cell->number && !cell->empty;
    node->u.cell.head = from.column == 0 || source->role == ROW_GROUP;
    node->u.cell.align = wide > 1 && words ? CELL_TEXT : align_of(kind);
    node->u.cell.empty = cell->empty;
    fill_parts(p, node, from, p->joined[c]);
}

/* A group's heading spans the table, even when its column is omitted. */
static void append_group_row(Placing *p, const Row *group)
{
    Node *row = append_row(p, ROW_GROUP, group->level, group->id, group->pos);
    Node *cell = append_cell(p, row, (CellArea){0, p->ncolumns, 1}, group->pos);
    cell->u.cell.head = true;
    append_label(p, cell, group, &group->cells[0]);
    append_marks(p, cell->first, group->cells[0].note);
}

static void append_body_row(Placing *p, int r)
{
    const Row *source = &p->table->rows[p->rows[r]];
    if (source->role == ROW_GROUP) {
        append_group_row(p, source);
        return;
    }
    Node *row = append_row(p, source->role, source->level, source->id, source->pos);
    for (int c = 0; c < p->ncolumns; c++) {
        CellPlace from = origin_at(p, r, c);
        bool begun_above = r > 0 && same_cell(p, from, r - 1, c);
        bool begun_before = c > 0 && same_cell(p, from, r, c - 1);
        if (!begun_above && !begun_before)
            append_body_cell(p, row, r, c);
    }
}

static void append_key_entry(Placing *p, Node *list, const KeyEntry *entry)
{
    Node *item = node_new(p->arena, NODE_ITEM, list->pos);
    node_append(list, item);
    Node *paragraph = node_new(p->arena, NODE_PARAGRAPH, list->pos), *name = node_new(p->arena, NODE_STRONG, list->pos);
    node_append(item, paragraph);
    paragraph->name = STR("key");
    set_look_of_entry(p, paragraph, entry);
    append_text(p->arena, name, entry->name, list->pos);
    node_append(paragraph, name);
    if (entry->meaning.n)
        append_text(p->arena, paragraph, str_format(p->arena, ": " STR_FMT, STR_ARG(entry->meaning)), list->pos);
}

/* The key, as a note that is set above the rows. That a direction was not recorded needs no explanation. */
static void append_key(Placing *p)
{
    const Table *t = p->table;
    if (!t->nkey)
        return;
    Node *note = node_new(p->arena, NODE_NOTE, t->pos), *list = node_new(p->arena, NODE_LIST, t->pos);
    note->name = STR("key");
    note->u.note.of_table = true;
    list->name = STR("key");
    list->u.list.tight = true;
    node_append(p->node, note);
    node_append(note, list);
    for (int i = 0; i < t->nkey; i++)
        if (!t->key[i].direction || !str_is(t->key[i].look, "none"))
            append_key_entry(p, list, &t->key[i]);
}

/* Notes of the table on its caption stay, whatever words are given instead. */
static void append_caption(Placing *p, const Node *given, Pos pos)
{
    const Table *t = p->table;
    if (!given && !t->caption.n && !t->caption_marks.content)
        return;
    Node *caption = node_new(p->arena, NODE_CAPTION, given ? given->pos : pos);
    node_append(p->node, caption);
    if (given)
        node_copy_children(p->arena, given, caption);
    else
        node_append_words(p->arena, caption, t->caption, t->caption_marks.content);
    append_marks(p, caption, t->caption_marks.note);
}

Node *table_place(Arena *a, const Table *t, const TablePlacing *how)
{
    Placing p = {.arena = a, .table = t, .parentheses = how->parentheses};
    Pos pos = how->pos.line ? how->pos : t->pos;
    p.rows = all_of(a, how->rows, how->nrows, t->nrows, &p.nrows);
    p.columns = all_of(a, how->columns, how->ncolumns, t->ncolumns, &p.ncolumns);
    join_columns(&p);
    p.notes = NEWN(a, Node *, t->nnotes);
    p.node = node_new(a, NODE_TABLE, pos);
    p.node->name = t->nkey ? t->kind : (Str){0};
    p.node->u.table.columns = table_columns(&p);
    p.node->u.table.ncolumns = p.ncolumns;
    p.node->u.table.data = t->id;
    p.node->u.table.landscape = how->landscape;
    append_caption(&p, how->caption, pos);
    append_heads(&p);
    for (int r = 0; r < p.nrows; r++)
        append_body_row(&p, r);
    append_key(&p);
    append_notes(&p);
    return p.node;
}
