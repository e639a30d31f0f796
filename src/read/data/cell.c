/* The contents of a cell of a data file.
 *
 * Text is Markdown, indented like the XML around it; the Markdown reader removes the indentation. Text that results
 * in one paragraph of plain words stays a string, anything richer becomes blocks. Words without any markup bypass
 * the Markdown reader. A figure must be a decimal with no more places than its column has: 43.022 in a column
 * without decimals is a misprint for 43,022 and is reported, unless the cell carries its correction. */
#include "read/data/data_private.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/table_cell.h"
#include "doc/units.h"
#include "read/markdown/markdown.h"

/* Whether Markdown would leave a text unchanged: it begins with a letter and has no special character. */
static bool is_plain(Str text)
{
    unsigned char first = text.n ? (unsigned char)text.p[0] : 'a';
    bool letter = is_letter(first) || first >= 0x80;
    for (int i = 0; letter && i < text.n; i++) {
        char c = text.p[i];
        bool dots = c == '.' && i + 1 < text.n && text.p[i + 1] == '.';
        if (dots || strchr("\\`*_{}[]<>&'\"~^|#$!:=-\n", c))
            return false;
    }
    return letter;
}

/* Each run of white space inside a line as one space. */
static Str one_line(Arena *a, Str text)
{
    Buf line = {0};
    for (int i = 0; i < text.n; i++) {
        if (!is_space(text.p[i]))
            buf_char(&line, text.p[i]);
        else if (line.n && line.p[line.n - 1] != ' ')
            buf_char(&line, ' ');
    }
    return str_trim(buf_take(&line, a));
}

Pos data_start_behind(Str before, Pos at)
{
    int line = 0;
    for (int i = 0; i < before.n; i++)
        if (before.p[i] == '\n')
            at.line++, at.col = 1, line = i + 1;
    at.col += utf8_count(str_sub(before, line, before.n));
    return at;
}

Pos data_start(Str raw, Pos at)
{
    int spaces = 0;
    while (spaces < raw.n && is_space(raw.p[spaces]))
        spaces++;
    return data_start_behind(str_sub(raw, 0, spaces), at);
}

void data_fill(DataReader *d, Node *parent, Str raw, Pos at)
{
    MarkdownSource source = {.text = raw, .file = at.file, .line = at.line, .col = at.col, .folder = d->folder};
    markdown_read_cell(d->reader, d->doc, &source, &d->figures, parent);
}

/* Markdown, dedented, in a node of that kind. */
static Node *blocks_of(DataReader *d, NodeKind kind, Str raw, Pos at)
{
    Arena *job = d->reader->job;
    Node *parent = node_new(job, kind, data_start(raw, at));
    data_fill(d, parent, raw, at);
    return parent;
}

static bool has_only_words(const Node *paragraph)
{
    for (const Node *n = paragraph->first; n; n = n->next)
        if (n->kind != NODE_TEXT && n->kind != NODE_SOFT_BREAK)
            return false;
    return true;
}

/* Whether blocks are one paragraph without markup. */
static bool only_words(const Node *blocks)
{
    const Node *paragraph = blocks->first;
    return paragraph && !paragraph->next && paragraph->kind == NODE_PARAGRAPH && has_only_words(paragraph);
}

static Node *tildes(Arena *job, Pos pos)
{
    Node *n = node_new(job, NODE_TEXT, pos);
    n->u.text.text = STR("~~");
    return n;
}

/* Struck-out words get their tildes back: a chart that shows the label cannot strike them, and without either they
 * would say what no longer holds. */
static void put_tildes_back(Arena *job, Node *line)
{
    for (Node *n = line; n; n = node_next(n, line)) {
        if (n->kind != NODE_STRIKE)
            continue;
        n->kind = NODE_SPAN;
        node_prepend(n, tildes(job, n->pos));
        node_append(n, tildes(job, n->pos));
    }
}

static void report_mark(DataReader *d, Pos at)
{
    diag(d->reader->diag, DAT006, at,
         "a footnote mark cannot be set here; expected it in a caption, heading, label or cell");
}

/* Reports what would get lost where only words can be set: those of a diagram, and a reason. */
static void report_markup(DataReader *d, const Node *n)
{
    static const char *const lost[NODE_KIND_COUNT] = {
        [NODE_EMPH] = "italics",    [NODE_STRONG] = "bold words", [NODE_CODE] = "code",
        [NODE_LINK] = "a link",     [NODE_IMAGE] = "a picture",   [NODE_SPAN] = "words with attributes",
        [NODE_LINE_BREAK] = "<br>",
    };
    if (n->kind == NODE_NOTE_REF)
        report_mark(d, n->pos);
    else if (lost[n->kind])
        diag(d->reader->diag, MD014, n->pos, "%s cannot be set in a diagram or a reason; expected plain words",
             lost[n->kind]);
}

/* Reports what cannot be set in a line: labels, and markup where there is no place for it. */
static void report_line(DataReader *d, const Node *line, bool markup)
{
    for (const Node *n = line; n; n = node_next(n, line)) {
        if (n->kind == NODE_REF)
            diag(d->reader->diag, MD009, n->pos,
                 "a reference cannot be used in a label, heading or caption; expected a figure, or plain words");
        if (n->kind == NODE_STRIKE)
            diag(d->reader->diag, MD014, n->pos,
                 "\"~~\" would be printed as typed; a label, heading or caption in data cannot be struck out; expected "
                 "the words without it, or removed");
        if (!markup)
            report_markup(d, n);
    }
}

Str data_attr(DataReader *d, const XmlNode *e, const char *name)
{
    Str value = xml_attr(d->reader, e, name);
    int mark = str_find(value, "[^"), note = str_find(value, "^[");
    if (mark >= 0 || note >= 0)
        report_mark(d, data_start_behind(str_sub(value, 0, mark >= 0 ? mark : note), xml_attr_pos(e, d->file, name)));
    return value;
}

Str data_words(DataReader *d, Str raw, Pos at, Node **marked)
{
    Arena *job = d->reader->job;
    Str words = one_line(job, raw);
    if (is_plain(words) || data_line_waits(d, words, at))
        return words;
    Node *read = node_new(job, NODE_CELL, at);
    MarkdownSource source = {.text = words, .file = at.file, .line = at.line, .col = at.col, .folder = d->folder};
    markdown_read_line(d->reader, d->doc, &source, &d->figures, read);
    report_line(d, read->first, marked);
    words = one_line(job, node_text_struck(job, read->first, STRUCK_MARKED));
    if (marked && !has_only_words(read->first)) {
        put_tildes_back(job, read->first);
        *marked = read;
    }
    return words;
}

void data_text(DataReader *d, Cell *cell, Str raw, Pos at)
{
    Arena *job = d->reader->job;
    Str words = str_trim(raw);
    if (is_plain(words)) {
        cell->text = words;
        return;
    }
    if (data_cell_waits(d, cell, raw, at))
        return;
    Node *blocks = blocks_of(d, NODE_CELL, raw, at);
    if (only_words(blocks))
        cell->text = node_text(job, blocks->first);
    else if (blocks->first)
        cell->content = blocks;
}

/* What stands in brackets behind or instead of a figure, as official statistics write it. */
static const struct {
    const char *shorthand;
    Emptiness empty; /* instead of a figure */
    Marker marker;   /* behind one; MARKER_COUNT: never */
} shorthands[] = {
    {"[c]", CELL_SUPPRESSED, MARKER_COUNT},     {"[x]", CELL_NOT_AVAILABLE, MARKER_COUNT},
    {"[z]", CELL_NOT_APPLICABLE, MARKER_COUNT}, {"[low]", CELL_LOW, MARKER_COUNT},
    {"[w]", CELL_NOT_RECORDED, MARKER_COUNT},   {"[r]", CELL_FILLED, MARKER_REVISED},
    {"[p]", CELL_FILLED, MARKER_PROVISIONAL},   {"[e]", CELL_FILLED, MARKER_ESTIMATED},
    {"[f]", CELL_FILLED, MARKER_FORECAST},      {"[b]", CELL_FILLED, MARKER_BREAK},
    {"[u]", CELL_FILLED, MARKER_UNRELIABLE},
};

/* Those that are set in brackets are explained below the table. */
static Emptiness known_empty(DataReader *d, Emptiness empty)
{
    d->table->noted = d->table->noted || empty >= CELL_SUPPRESSED;
    return empty;
}

Emptiness data_shorthand(DataReader *d, Str words)
{
    for (int i = 0; i < COUNT(shorthands) && str_starts(words, "["); i++)
        if (str_is(words, shorthands[i].shorthand))
            return known_empty(d, shorthands[i].empty);
    return CELL_FILLED;
}

/* Takes the last marker off the words. False: they end with none. */
static bool take_marker(Str *words, unsigned *markers)
{
    for (int i = 0; i < COUNT(shorthands); i++) {
        if (shorthands[i].marker == MARKER_COUNT || !str_ends(*words, shorthands[i].shorthand))
            continue;
        *words = str_trim(str_sub(*words, 0, words->n - str_c(shorthands[i].shorthand).n));
        *markers |= 1u << shorthands[i].marker;
        return true;
    }
    return false;
}

static bool parse_figure(DataReader *d, Str words, Pos at, Decimal *value)
{
    if (decimal_parse(words, value))
        return true;
    diag(d->reader->diag, DAT002, at,
         "\"" STR_FMT "\" is not a figure; expected digits with commas between thousands, as in 45,820",
         STR_ARG(words));
    if (str_find(words, "[^") >= 0 || str_find(words, "^[") >= 0)
        diag_help(d->reader->diag, "to mark a figure, give it note=\"…\" with the id of a <note> of this table");
    if (str_find(words, "{{") >= 0)
        diag_help(d->reader->diag, "a <cell> can be {{ data/row/column }} of another table, with nothing beside it; "
                                   "elsewhere type the figure and add same-as=\"data/row/column\"");
    return false;
}

/* Thousands are whole or have tenths and hundredths, and pounds have pence: three places are a misprinted comma. */
int data_most_places(const Table *t, const Row *row, int column)
{
    const Cell *cell = &row->cells[column];
    int exponent, decimals = row_decimals(row, &t->columns[column]);
    bool more = t->columns[column].exact;
    if (decimals >= 0 || more || cell->value.places != 3 || row_unit(row, &t->columns[column]).n)
        return decimals >= 0 && !more ? decimals : cell->value.places;
    bool amount = t->columns[column].kind == COL_AMOUNT, money = unit_exponent(table_unit(t, column), &exponent);
    if (money && exponent == 3)
        return 0;
    return amount && (!money || exponent == 0) ? 2 : cell->value.places;
}

void data_figure(DataReader *d, const Row *row, int column, Str raw, Pos at)
{
    Cell *cell = &row->cells[column];
    Str words = str_trim(raw);
    Pos pos = data_start(raw, at);
    while (str_ends(words, "]") && take_marker(&words, &cell->markers)) {
    }
    d->table->noted = d->table->noted || cell->markers;
    pos.len = int_max(utf8_count(words), 1);
    if (data_figure_waits(d, row, column, words, pos))
        return;
    cell->number = parse_figure(d, words, pos, &cell->value);
    if (!cell->number) {
        cell->text = words;
        return;
    }
    int most = data_most_places(d->table, row, column);
    if (cell->corrected || cell->value.places <= most)
        return;
    cell->misprint = true;
    diag(d->reader->diag, DAT002, pos, STR_FMT " has %d decimals; expected %d, as in the rest of its column",
         STR_ARG(words), cell->value.places, most);
    diag_help(d->reader->diag, "if the figure was printed wrong, give the right one in correct and the explanation in "
                               "reason");
}

static Node *text_paragraph(Arena *a, Str text, Pos pos)
{
    Node *paragraph = node_new(a, NODE_PARAGRAPH, pos);
    Node *words = node_new(a, NODE_TEXT, pos);
    words->u.text.text = text;
    node_append(paragraph, words);
    return paragraph;
}

static void use_notes(DataReader *d, Str *note, Str ids, Pos at)
{
    Arena *job = d->reader->job;
    ids = one_line(job, ids);
    if (!ids.n)
        return;
    *note = note->n ? str_format(job, STR_FMT " " STR_FMT, STR_ARG(*note), STR_ARG(ids)) : ids;
    while (ids.n) {
        Str id, others;
        str_cut(ids, ' ', &id, &others);
        VEC_PUSH(job, &d->uses, (NoteUse){id, at});
        ids = others;
    }
}

/* The note that states the correct figure beside the printed one. */
static void add_correction(DataReader *d, Cell *cell, Str printed, const XmlNode *e, int places)
{
    const Reader *r = d->reader;
    Arena *job = r->job;
    Pos at = xml_attr_pos(e, d->file, xml_has(e, "correct") ? "correct" : "printed");
    cell->reason = data_words(d, xml_attr(r, e, "reason"), at, NULL);
    Str right = decimal_format(job, cell->correct, places, true);
    Str values[] = {str_trim(printed), right, cell->reason};
    Str text = language_fill(job, d->table->language, cell->reason.n ? WORD_MISPRINT_WHY : WORD_MISPRINT, values,
                             COUNT(values));
    Node *note = node_new(job, NODE_NOTE, at);
    note->u.note.of_table = true;
    data_line_waits(d, text, at);
    node_append(note, text_paragraph(job, text, at));
    /* an author's id cannot contain a colon */
    Str id = str_format(job, "correction:%d", ++d->corrections);
    VEC_PUSH(job, &d->notes, (TableNote){id, note});
    use_notes(d, &cell->note, id, at);
}

void data_correct(DataReader *d, Cell *cell, Str printed, const XmlNode *e)
{
    if (!xml_has(e, "correct"))
        return;
    Pos at = xml_attr_pos(e, d->file, "correct");
    cell->corrected = parse_figure(d, xml_attr(d->reader, e, "correct"), at, &cell->correct);
    if (cell->corrected)
        add_correction(d, cell, printed, e, -1);
}

void data_print(DataReader *d, Cell *cell, const XmlNode *e)
{
    if (!xml_has(e, "printed"))
        return;
    Decimal printed;
    Str words = xml_attr(d->reader, e, "printed");
    Pos at = xml_attr_pos(e, d->file, "printed");
    if (!parse_figure(d, str_trim(words), at, &printed))
        return;
    cell->corrected = true;
    cell->correct = cell->value;
    cell->value = printed;
    add_correction(d, cell, words, e, printed.places);
}

void data_use_notes(DataReader *d, Str *note, const XmlNode *e, const char *attribute)
{
    use_notes(d, note, xml_attr(d->reader, e, attribute), xml_attr_pos(e, d->file, attribute));
}

Emptiness data_emptiness(DataReader *d, Str word)
{
    for (int e = CELL_NIL; e < EMPTINESS_COUNT; e++)
        if (str_is(word, empty_name((Emptiness)e)))
            return known_empty(d, (Emptiness)e);
    return CELL_FILLED;
}

int data_number(const Reader *r, const XmlNode *e, const char *name, int otherwise)
{
    int number = otherwise;
    return str_to_int(str_trim(xml_attr(r, e, name)), &number) ? number : otherwise;
}

void data_too_large(DataReader *d, Pos pos)
{
    if (!d->too_large)
        diag(d->reader->diag, IO009, pos,
             "this table is too large; expected at most %d columns and %d cells, rows times columns",
             TABLE_COLUMNS_MOST, TABLE_CELLS_MOST);
    d->too_large = true;
}

/* When the table is too large, returns the last row again and again, so that the readers need not know. */
Row *data_row(DataReader *d, RowRole role, int level, Pos pos)
{
    Arena *job = d->reader->job;
    int n = d->table->ncolumns;
    bool room = d->rows.n == 0 || (int64_t)(d->rows.n + 1) * n <= TABLE_CELLS_MOST;
    if (!room) {
        data_too_large(d, pos);
        return &d->rows.at[d->rows.n - 1];
    }
    Row *row = VEC_NEXT(job, &d->rows);
    *row =
        (Row){.role = role, .level = level, .decimals = -1, .tolerance = -1, .cells = NEWN(job, Cell, n), .pos = pos};
    for (int i = 0; i < n; i++)
        row->cells[i] = (Cell){.pos = pos, .colspan = 1, .rowspan = 1, .tolerance = -1};
    return row;
}

void data_label(DataReader *d, Row *row, const XmlNode *e, const char *attribute)
{
    Cell *cell = &row->cells[0];
    cell->text = data_words(d, xml_attr(d->reader, e, attribute), xml_attr_pos(e, d->file, attribute), &cell->content);
    row->label = cell->text;
}

void data_group_row(DataReader *d, const XmlNode *e, int level)
{
    const Reader *r = d->reader;
    Row *row = data_row(d, ROW_GROUP, level, xml_pos(e, d->file));
    row->id = xml_attr(r, e, "id");
    data_label(d, row, e, "label");
    data_use_notes(d, &row->cells[0].note, e, "note");
    row->cells[0].colspan = d->table->ncolumns;
    for (int c = 1; c < d->table->ncolumns; c++)
        row->cells[c].colspan = row->cells[c].rowspan = 0;
}

const Attr *data_facts(DataReader *d, const XmlNode *e, int *n)
{
    enum { MOST = 24 };
    Str names[MOST], values[MOST];
    *n = xml_attrs(d->reader, e, names, values, MOST);
    Attr *facts = NEWN(d->reader->job, Attr, *n);
    for (int i = 0; i < *n; i++)
        facts[i] = (Attr){.name = names[i], .value = values[i], .pos = xml_pos(e, d->file)};
    return facts;
}
