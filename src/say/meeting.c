/* The front sheet is a list of what is known of the meeting, and a table of its business. Where some of it is exempt
 * there are two tables, each under a heading, and the resolution stands above the second. Titles and page numbers lead
 * to the papers. A column that would be empty is omitted. */
#include "say/meeting.h"

typedef struct MadeSection { /* a section being made */
    Arena *a;
    const Doc *doc;
    const Language *l;
    Pos pos;
    Node *section;
} MadeSection;

enum { COLUMNS_MOST = 4 };
typedef enum AgendaColumn { AGENDA_NUMBER, AGENDA_TITLE, AGENDA_FOR, AGENDA_PAGE } AgendaColumn;

typedef struct AgendaTable {
    const MadeSection *m;
    AgendaColumn columns[COLUMNS_MOST];
    int ncolumns;
} AgendaTable;

Str meeting_purpose(const Language *l, ReportPurpose purpose)
{
    switch (purpose) {
    case PURPOSE_NOTING: return language_word(l, WORD_REPORT_NOTING);
    case PURPOSE_DECISION: return language_word(l, WORD_REPORT_DECISION);
    case PURPOSE_DISCUSSION: return language_word(l, WORD_REPORT_DISCUSSION);
    default: return (Str){0};
    }
}

Str meeting_access(Arena *a, const Language *l, ReportAccess access)
{
    if (!access.exempt)
        return (Str){0};
    if (!access.paragraph)
        return language_word(l, WORD_ACCESS_PRIVATE);
    return language_fill_one(a, l, WORD_ACCESS_EXEMPT, str_format(a, "%d", access.paragraph));
}

/* What the paragraph is about. */
static Str subject_of(const Language *l, int paragraph)
{
    return language_word(l, (WordId)(WORD_EXEMPT_1 + paragraph - 1));
}

/* "Paragraph 3: …"; without a paragraph, that it is not for publication. */
static Str exemption_words(Arena *a, const Language *l, ReportAccess access)
{
    if (!access.paragraph)
        return language_word(l, WORD_ACCESS_PRIVATE);
    Str values[] = {str_format(a, "%d", access.paragraph), subject_of(l, access.paragraph)};
    return language_fill(a, l, WORD_EXCLUSION_REASON, values, COUNT(values));
}

/* ---- nodes ---- */

static Node *add(const MadeSection *m, NodeKind kind, Node *parent)
{
    Node *n = node_new(m->a, kind, m->pos);
    node_append(parent, n);
    return n;
}

static Node *add_paragraph(const MadeSection *m, Str words, const char *name, Node *parent)
{
    Node *n = add(m, NODE_PARAGRAPH, parent);
    n->name = str_c(name);
    if (words.n)
        node_append_words(m->a, n, words, NULL);
    return n;
}

static Node *add_heading(const MadeSection *m, int level, Str words)
{
    Node *n = add(m, NODE_HEADING, m->section);
    n->u.heading.level = level;
    node_append_words(m->a, n, words, NULL);
    return n;
}

static MadeSection begin(Arena *a, const Doc *doc)
{
    MadeSection m = {a, doc, doc->language, doc->root->pos, node_new(a, NODE_SECTION, doc->root->pos)};
    m.section->u.section.role = ROLE_FRONT;
    return m;
}

/* ---- the meeting ---- */

static void add_fact(const MadeSection *m, Node *list, WordId term, Str value)
{
    if (!value.n)
        return;
    Node *item = add(m, NODE_ITEM, list);
    node_append_words(m->a, add(m, NODE_TERM, item), language_word(m->l, term), NULL);
    add_paragraph(m, value, "", add(m, NODE_DEFINITION, item));
}

static void add_meeting(const MadeSection *m)
{
    const Meeting *meeting = &m->doc->pack->meeting;
    Node *list = add(m, NODE_LIST, m->section);
    list->name = STR("report-head");
    list->u.list.definitions = list->u.list.tight = true;
    add_fact(m, list, WORD_REPORT_DATE, language_day(m->a, m->l, m->doc->date));
    add_fact(m, list, WORD_AGENDA_TIME, meeting->time);
    add_fact(m, list, WORD_AGENDA_PLACE, meeting->place);
    add_fact(m, list, WORD_AGENDA_CHAIR, meeting->chair);
    if (!list->first)
        node_remove(list);
}

/* ---- business ---- */

/* A supplement lists what was not published yet. */
static bool is_listed(const Pack *pack, const PackItem *item, bool exempt)
{
    return item->access.exempt == exempt && (!pack->supplement || (item->part && !item->published.n));
}

static Str column_head(const AgendaTable *t, AgendaColumn column)
{
    static const WordId words[] = {[AGENDA_NUMBER] = WORD_AGENDA_ITEM,
                                   [AGENDA_TITLE] = WORD_AGENDA_BUSINESS,
                                   [AGENDA_FOR] = WORD_REPORT_FOR,
                                   [AGENDA_PAGE] = WORD_AGENDA_PAGE};
    return language_word(t->m->l, words[column]);
}

static CellAlign column_align(AgendaColumn column)
{
    return column == AGENDA_PAGE ? CELL_FIGURE : CELL_TEXT;
}

static const TableColumn *table_columns(const AgendaTable *t)
{
    static const int weights[] = {[AGENDA_NUMBER] = 4, [AGENDA_TITLE] = 25, [AGENDA_FOR] = 7, [AGENDA_PAGE] = 4};
    TableColumn *columns = NEWN(t->m->a, TableColumn, t->ncolumns);
    for (int i = 0; i < t->ncolumns; i++)
        columns[i] = (TableColumn){.id = str_format(t->m->a, "%d", i + 1),
                                   .align = column_align(t->columns[i]),
                                   .weight = weights[t->columns[i]]};
    return columns;
}

static Node *add_cell(const AgendaTable *t, Node *row, int column, bool head)
{
    Node *cell = add(t->m, NODE_CELL, row);
    cell->u.cell.column = column;
    cell->u.cell.colspan = cell->u.cell.rowspan = 1;
    cell->u.cell.align = column_align(t->columns[column]);
    cell->u.cell.head = head;
    return cell;
}

/* The columns in which some of the business has something to say. */
static void find_columns(AgendaTable *t)
{
    const Pack *pack = t->m->doc->pack;
    bool numbers = false, purposes = false;
    for (int i = 0; i < pack->nitems; i++) {
        numbers = numbers || pack->items[i].number.n;
        purposes = purposes || pack->items[i].purpose != PURPOSE_NOT_STATED;
    }
    if (numbers)
        t->columns[t->ncolumns++] = AGENDA_NUMBER;
    t->columns[t->ncolumns++] = AGENDA_TITLE;
    if (purposes)
        t->columns[t->ncolumns++] = AGENDA_FOR;
    t->columns[t->ncolumns++] = AGENDA_PAGE;
}

/* Words that lead to a part, where there is one. */
static void add_leading(const MadeSection *m, Str words, Node *target, Node *paragraph)
{
    if (!target) {
        node_append_words(m->a, paragraph, words, NULL);
        return;
    }
    Node *link = add(m, NODE_LINK, paragraph);
    link->u.link.node = target;
    node_append_words(m->a, link, words, NULL);
}

static void fill_title(const MadeSection *m, const PackItem *item, Node *cell)
{
    add_leading(m, item->title, item->part, add_paragraph(m, (Str){0}, "business", cell));
    WordId by = item->document.n ? WORD_AGENDA_REPORT_OF : WORD_AGENDA_LED_BY;
    if (item->from.n)
        add_paragraph(m, language_fill_one(m->a, m->l, by, item->from), "report-of", cell);
    if (item->supplement && !m->doc->pack->supplement)
        add_paragraph(m, language_word(m->l, WORD_AGENDA_LATE), "late", cell);
    if (item->access.exempt)
        add_paragraph(m, exemption_words(m->a, m->l, item->access), "report-of", cell);
}

static void fill_page(const MadeSection *m, Node *part, Node *cell)
{
    Node *paragraph = add_paragraph(m, (Str){0}, "", cell);
    if (!part) {
        node_append_words(m->a, paragraph, STR("\xE2\x80\x93"), NULL);
        paragraph->first->spoken = language_word(m->l, WORD_AGENDA_NO_PAPER);
        return;
    }
    Node **targets = NEWN(m->a, Node *, 1);
    targets[0] = part;
    Node *ref = add(m, NODE_REF, paragraph);
    ref->u.ref.kind = REF_PAGE;
    ref->u.ref.targets = targets;
    ref->u.ref.ntargets = 1;
}

static void fill_cell(const AgendaTable *t, const PackItem *item, AgendaColumn column, Node *cell)
{
    const MadeSection *m = t->m;
    switch (column) {
    case AGENDA_NUMBER: add_paragraph(m, item->number, "", cell); break;
    case AGENDA_TITLE: fill_title(m, item, cell); break;
    case AGENDA_FOR: add_paragraph(m, meeting_purpose(m->l, item->purpose), "", cell); break;
    case AGENDA_PAGE: fill_page(m, item->part, cell); break;
    }
}

static void add_row(const AgendaTable *t, const PackItem *item, Node *table)
{
    Node *row = add(t->m, NODE_ROW, table);
    row->u.row.role = ROW_LINE;
    for (int i = 0; i < t->ncolumns; i++)
        fill_cell(t, item, t->columns[i], add_cell(t, row, i, t->columns[i] == AGENDA_TITLE));
}

static void add_table(const MadeSection *m, bool exempt)
{
    const Pack *pack = m->doc->pack;
    AgendaTable t = {.m = m};
    find_columns(&t);
    Node *table = add(m, NODE_TABLE, m->section), *heads = add(m, NODE_ROW, table);
    table->name = STR("agenda");
    table->u.table.columns = table_columns(&t);
    table->u.table.ncolumns = t.ncolumns;
    heads->u.row.role = ROW_HEAD;
    for (int i = 0; i < t.ncolumns; i++)
        add_paragraph(m, column_head(&t, t.columns[i]), "", add_cell(&t, heads, i, true));
    PackItem exclusion = {.title = language_word(m->l, WORD_EXCLUSION_TITLE), .part = pack->exclusion};
    if (exempt && pack->exclusion)
        add_row(&t, &exclusion, table);
    for (int i = 0; i < pack->nitems; i++)
        if (is_listed(pack, &pack->items[i], exempt))
            add_row(&t, &pack->items[i], table);
}

static bool has_items(const Pack *pack, bool exempt)
{
    for (int i = 0; i < pack->nitems; i++)
        if (is_listed(pack, &pack->items[i], exempt))
            return true;
    return false;
}

Node *meeting_front_sheet(Arena *a, const Doc *doc)
{
    const Pack *pack = doc->pack;
    MadeSection m = begin(a, doc);
    m.section->u.section.title = language_word(m.l, pack->supplement ? WORD_AGENDA_SUPPLEMENT : WORD_AGENDA);
    add_paragraph(&m, m.section->u.section.title, "agenda", m.section);
    Node *title = add_heading(&m, 1, doc->title);
    title->name = STR("agenda");
    title->u.heading.short_title = m.section->u.section.title;
    if (doc->subtitle.n)
        add_paragraph(&m, doc->subtitle, "subtitle", m.section);
    add_meeting(&m);
    bool open = has_items(pack, false), exempt = has_items(pack, true);
    if (open && exempt)
        add_heading(&m, 2, language_word(m.l, WORD_AGENDA_PUBLIC));
    if (open)
        add_table(&m, false);
    if (exempt) {
        add_heading(&m, 2, language_word(m.l, WORD_AGENDA_EXEMPT));
        add_paragraph(&m, language_word(m.l, WORD_EXCLUSION_RESOLUTION), "resolution", m.section);
        add_table(&m, true);
    }
    return m.section;
}

/* ---- what stands in place of papers ---- */

/* "Item 11.0: Contract for cleaning"; without a number the title. */
static Str item_words(const MadeSection *m, const PackItem *item)
{
    Str values[] = {item->number, item->title};
    return item->number.n ? language_fill(m->a, m->l, WORD_EXCLUSION_ITEM, values, COUNT(values)) : item->title;
}

Str meeting_exclusion_title(const Doc *doc)
{
    return language_word(doc->language, WORD_EXCLUSION_TITLE);
}

Node *meeting_exclusion(Arena *a, const Doc *doc)
{
    const Pack *pack = doc->pack;
    MadeSection m = begin(a, doc);
    add_heading(&m, 1, meeting_exclusion_title(doc));
    add_paragraph(&m, language_word(m.l, WORD_EXCLUSION_RESOLUTION), "", m.section);
    Node *list = add(&m, NODE_LIST, m.section);
    list->u.list.definitions = list->u.list.tight = true;
    for (int i = 0; i < pack->nitems; i++) {
        const PackItem *item = &pack->items[i];
        if (!item->access.exempt)
            continue;
        Node *entry = add(&m, NODE_ITEM, list);
        node_append_words(a, add(&m, NODE_TERM, entry), item_words(&m, item), NULL);
        add_paragraph(&m, exemption_words(a, m.l, item->access), "", add(&m, NODE_DEFINITION, entry));
    }
    return m.section;
}

Node *meeting_absent(Arena *a, const Doc *doc, const PackItem *item)
{
    MadeSection m = begin(a, doc);
    add_heading(&m, 1, item_words(&m, item));
    if (item->from.n)
        add_paragraph(&m, language_fill_one(a, m.l, WORD_AGENDA_REPORT_OF, item->from), "report-of", m.section);
    add_paragraph(&m, meeting_access(a, m.l, item->access), "access", m.section);
    if (item->access.paragraph)
        add_paragraph(&m, language_fill_one(a, m.l, WORD_ABSENT_REPORT, subject_of(m.l, item->access.paragraph)), "",
                      m.section);
    return m.section;
}
