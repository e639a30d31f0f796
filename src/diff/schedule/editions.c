/* A table of a document's editions, in the manifest's order. */
#include "diff/schedule/schedule_private.h"

typedef struct EditionColumn {
    WordId title;
    void (*fill)(const Scheduling *s, const Edition *e, Node *cell);
    bool (*has)(const Edition *e);
} EditionColumn;

static void fill_name(const Scheduling *s, const Edition *e, Node *cell)
{
    schedule_paragraph(s, e->title.n ? e->title : e->id, cell);
}

static void fill_date(const Scheduling *s, const Edition *e, Node *cell)
{
    schedule_paragraph(s, language_date(s->a, s->l, e->date), cell);
}

/* A reference is a name: none of its letters stands for anything that would have to be explained. */
static void append_reference(const Scheduling *s, Str reference, Node *paragraph)
{
    Node *span = schedule_node(s, NODE_SPAN, paragraph);
    span->name = STR("name");
    schedule_text(s, reference, span);
}

static void fill_decision(const Scheduling *s, const Edition *e, Node *cell)
{
    append_reference(s, e->decision, schedule_paragraph(s, (Str){0}, cell));
}

/* In groups of eight, which wrap, and which eyes can compare. */
static void fill_hash(const Scheduling *s, const Edition *e, Node *cell)
{
    enum { GROUP = 8 };
    Buf out = {0};
    for (int i = 0; i < e->sha256.n; i += GROUP)
        buf_format(&out, "%s" STR_FMT, i ? " " : "", STR_ARG(str_sub(e->sha256, i, i + GROUP)));
    Node *paragraph = schedule_paragraph(s, (Str){0}, cell);
    schedule_node(s, NODE_CODE, paragraph)->u.text.text = buf_take(&out, s->a);
}

static bool always(const Edition *e)
{
    return e;
}

static bool has_date(const Edition *e)
{
    return e->date.n;
}

static bool has_decision(const Edition *e)
{
    return e->decision.n;
}

static bool has_hash(const Edition *e)
{
    return e->sha256.n;
}

static const EditionColumn all_columns[] = {
    {WORD_EDITIONS_EDITION, fill_name, always},
    {WORD_EDITIONS_DATE, fill_date, has_date},
    {WORD_SCHEDULE_DECISION, fill_decision, has_decision},
    {WORD_EDITIONS_HASH, fill_hash, has_hash},
};

static bool any_has(const Doc *doc, const EditionColumn *column)
{
    for (int i = 0; i < doc->neditions; i++)
        if (column->has(&doc->editions[i]))
            return true;
    return false;
}

static Node *append_cell(const Scheduling *s, Node *row, int column, bool head)
{
    Node *cell = schedule_cell(s, row, column);
    cell->u.cell.head = head;
    return cell;
}

static void append_check(const Scheduling *s, Node *table)
{
    static const Str commands[] = {{"sha256sum FILE.pdf", 18}, {"certutil -hashfile FILE.pdf SHA256", 34}};
    Node *note = schedule_node(s, NODE_NOTE, table);
    note->name = STR("general");
    note->u.note.of_table = true;
    schedule_paragraph(s, language_fill(s->a, s->l, WORD_EDITIONS_CHECK, commands, COUNT(commands)), note);
}

Node *editions_table(Arena *a, const Doc *doc, const Language *l, Pos pos)
{
    Scheduling s = {.a = a, .l = l, .pos = pos};
    const EditionColumn *shown[COUNT(all_columns)];
    int n = 0;
    for (int i = 0; i < COUNT(all_columns); i++)
        if (any_has(doc, &all_columns[i]))
            shown[n++] = &all_columns[i];
    Node *table = node_new(a, NODE_TABLE, pos), *head = schedule_node(&s, NODE_ROW, table);
    TableColumn *columns = NEWN(a, TableColumn, n);
    table->name = STR("editions");
    table->u.table.columns = columns;
    table->u.table.ncolumns = n;
    head->u.row.role = ROW_HEAD;
    for (int i = 0; i < n; i++) {
        columns[i] = (TableColumn){.id = str_format(a, "%d", i + 1), .align = CELL_TEXT};
        schedule_paragraph(&s, language_word(l, shown[i]->title), append_cell(&s, head, i, true));
    }
    for (int k = 0; k < doc->neditions; k++) {
        Node *row = schedule_node(&s, NODE_ROW, table);
        row->u.row.role = ROW_LINE;
        for (int i = 0; i < n; i++) {
            Node *cell = append_cell(&s, row, i, i == 0);
            if (shown[i]->has(&doc->editions[k]))
                shown[i]->fill(&s, &doc->editions[k], cell);
            else
                schedule_append_nothing(&s, cell);
        }
    }
    if (any_has(doc, &all_columns[COUNT(all_columns) - 1]))
        append_check(&s, table);
    return table;
}
