/* Tables from sheets: <table source="budget.xlsx" name="PlanBudget">.
 *
 * The data file has the columns, with the heads that they have in the sheet, and what a sheet cannot say: captions,
 * notes, ids. The rows come from the sheet in its order (sheet_rows.c), and its formulas are checked
 * (sheet_formulas.c). From then on the table is like any other. Every cell has its place in the sheet, so that findings
 * on it name the cell. */
#include "read/data/sheet_private.h"

#include "file/file.h"
#include "read/encoding.h"

/* --- places ----------------------------------------------------------------- */

Pos sheet_pos(const SheetReader *r, int sheet, int row, int column)
{
    Diag *sink = r->d->reader->diag;
    int file = diag_sheet(sink, r->path, r->workbook->sheets.at[sheet].name);
    return (Pos){.file = (int16_t)file, .line = row, .col = column, .len = 1};
}

Pos sheet_cell_pos(const SheetReader *r, int sheet, const SheetCell *c)
{
    if (!r->workbook->is_text)
        return sheet_pos(r, sheet, c->row, c->column);
    int file = diag_file(r->d->reader->diag, r->path, STR(""));
    return (Pos){.file = (int16_t)file, .line = c->line, .col = c->at, .len = 1};
}

/* --- the file --------------------------------------------------------------- */

/* A workbook that several tables come from is opened once for each sink. */
typedef struct OpenWorkbook {
    const Diag *sink;
    Workbook *workbook;
} OpenWorkbook;

/* Beside the data file, or else in the document's folder. */
static bool find_file(SheetReader *r, Str folder, Str *path)
{
    DataReader *d = r->d;
    Arena *job = d->reader->job;
    Str name = xml_attr(d->reader, r->root, "source"), beside, inside;
    Pos at = xml_attr_pos(r->root, d->file, "source");
    if (!path_inside(job, path_dir(diag_path(d->reader->diag, d->file)), name, &beside)
        || !path_inside(job, folder, name, &inside)) {
        diag(d->reader->diag, IO007, at, "\"" STR_FMT "\" is outside the document's folder; expected a path inside it",
             STR_ARG(name));
        return false;
    }
    *path = path_exists(beside) ? beside : inside;
    if (!path_exists(*path))
        diag(d->reader->diag, DOC007, at, "file \"" STR_FMT "\" not found; expected it at " STR_FMT, STR_ARG(name),
             STR_ARG(beside));
    else if (!workbook_has_ending(*path))
        diag(d->reader->diag, SHT001, at,
             "\"" STR_FMT "\" is not a workbook; expected a file in .xlsx, .ods, .fods or .csv", STR_ARG(name));
    else
        return true;
    return false;
}

static void report_fault(SheetReader *r, int file, const SheetFault *fault)
{
    Diag *sink = r->d->reader->diag;
    diag(sink, fault->kind == SHEET_REFUSED ? SHT002 : SHT001, (Pos){.file = (int16_t)file}, STR_FMT,
         STR_ARG(fault->message));
    if (fault->help.n)
        diag_help(sink, STR_FMT, STR_ARG(fault->help));
}

static Workbook *open_file(SheetReader *r, Str folder, Str path)
{
    const Reader *reader = r->d->reader;
    Pos at = xml_attr_pos(r->root, r->d->file, "source");
    Str bytes;
    SheetFault fault = {0};
    int file = file_read_beneath(reader->job, reader->diag, (FilePlace){folder, path}, at, &bytes);
    bool text = str_ends(path, ".csv") || str_ends(path, ".tsv");
    if (!file || (text && !is_utf8_text(reader, bytes, file)))
        return NULL;
    Workbook *w = workbook_open(reader->job, bytes, path, &fault);
    if (!w)
        report_fault(r, file, &fault);
    return w;
}

static bool open_workbook(SheetReader *r, Str folder)
{
    const Reader *reader = r->d->reader;
    if (!find_file(r, folder, &r->path))
        return false;
    OpenWorkbook *open = map_find(&r->d->doc->workbooks, r->path);
    if (!open || open->sink != reader->diag) {
        open = NEW(reader->job, OpenWorkbook);
        *open = (OpenWorkbook){reader->diag, open_file(r, folder, r->path)};
        map_put(reader->job, &r->d->doc->workbooks, r->path, open);
    }
    r->workbook = open->workbook;
    return r->workbook;
}

/* --- the range -------------------------------------------------------------- */

static void help_name(SheetReader *r, Str name)
{
    Arena *job = r->d->reader->job;
    Diag *sink = r->d->reader->diag;
    const Workbook *w = r->workbook;
    Strs names = {0};
    Buf list = {0};
    for (int i = 0; i < w->names.n; i++) {
        VEC_PUSH(job, &names, w->names.at[i].name);
        if (i < 10)
            buf_format(&list, "%s\"" STR_FMT "\"", i ? ", " : "", STR_ARG(w->names.at[i].name));
    }
    if (str_nearest(name, names.at, names.n).n)
        diag_nearest(sink, name, names.at, names.n);
    else if (names.n)
        diag_help(sink, "the workbook has " STR_FMT "%s", STR_ARG(buf_view(&list)), names.n > 10 ? " and others" : "");
    else
        diag_help(sink, "in Excel, select the table with its heads and type a name in the Name box, left of the "
                        "formula");
    buf_free(&list);
}

/* All of the only sheet of a .csv. */
static SheetRange whole_sheet(const SheetGrid *s)
{
    SheetRange all = {.top = 1, .left = 1, .bottom = 1, .right = 1};
    for (int i = 0; i < s->cells.n; i++) {
        all.bottom = int_max(all.bottom, s->cells.at[i].row);
        all.right = int_max(all.right, s->cells.at[i].column);
    }
    return all;
}

static bool find_range(SheetReader *r)
{
    DataReader *d = r->d;
    Str name = xml_attr(d->reader, r->root, "name");
    Pos at = xml_attr_pos(r->root, d->file, name.n ? "name" : "source");
    if (r->workbook->is_text && !name.n) {
        r->range = whole_sheet(&r->workbook->sheets.at[0]);
        return true;
    }
    if (workbook_range(r->workbook, name, &r->range))
        return true;
    if (r->workbook->is_text)
        diag(d->reader->diag, SHT003, at, "a .csv file has no named ranges; expected no name");
    else if (!name.n)
        diag(d->reader->diag, SHT003, at,
             "name is missing; expected the name of a table or named range of the workbook");
    else
        diag(d->reader->diag, SHT003, at,
             "\"" STR_FMT "\" not found in the workbook; expected a table, a named range, or Sheet!A1:D20",
             STR_ARG(name));
    if (!r->workbook->is_text)
        help_name(r, name);
    return false;
}

/* Named ranges of whole columns end where the cells do. */
static void trim_range(SheetReader *r)
{
    SheetRange all = whole_sheet(r->sheet);
    r->range.bottom = int_max(r->range.top, int_min(r->range.bottom, all.bottom));
    r->range.right = int_max(r->range.left, int_min(r->range.right, all.right));
}

static bool load_sheet(SheetReader *r)
{
    SheetFault fault = {0};
    r->sheet = workbook_sheet(r->workbook, r->range.sheet, &fault);
    if (r->sheet && fault.kind == SHEET_SOUND) {
        trim_range(r);
        return true;
    }
    report_fault(r, diag_file(r->d->reader->diag, r->path, STR("")), &fault);
    return false;
}

/* --- heads ------------------------------------------------------------------ */

static int column_headed(const SheetReader *r, Str head)
{
    for (int c = r->range.left; c <= r->range.right; c++)
        if (str_eq_folded(r->heads[c - r->range.left], head))
            return c;
    return 0;
}

static void report_head(SheetReader *r, Str head, Pos at)
{
    Arena *job = r->d->reader->job;
    Diag *sink = r->d->reader->diag;
    Strs heads = {0};
    for (int i = 0; i <= r->range.right - r->range.left; i++)
        if (r->heads[i].n)
            VEC_PUSH(job, &heads, r->heads[i]);
    diag(sink, SHT003, at, "no column of the sheet has the head \"" STR_FMT "\"", STR_ARG(head));
    diag_nearest(sink, head, heads.at, heads.n);
    diag_label(sink, sheet_pos(r, r->range.sheet, r->range.top, r->range.left), "the row of heads begins here");
}

/* Two columns with one head: either could be meant. */
static bool is_headed_twice(const SheetReader *r, Str head, int column)
{
    for (int c = column + 1; c <= r->range.right; c++)
        if (str_eq_folded(r->heads[c - r->range.left], head))
            return true;
    return false;
}

/* The column whose head an attribute gives; 0: the attribute is absent or it was reported. */
static int named_column(SheetReader *r, const XmlNode *e, const char *attribute, bool *good)
{
    Str head = e ? str_trim(xml_attr(r->d->reader, e, attribute)) : (Str){0};
    int column = head.n ? column_headed(r, head) : 0;
    if (head.n && !column) {
        report_head(r, head, xml_attr_pos(e, r->d->file, attribute));
        *good = false;
    }
    return column;
}

/* The element of each column, in the order of the table's. */
static const XmlNode *column_element(const DataReader *d, int column)
{
    for (int i = 0; i < d->declared.n; i++)
        if (d->declared.at[i].of_column && d->declared.at[i].at == column)
            return d->declared.at[i].element;
    return NULL;
}

static bool find_column(SheetReader *r, int column)
{
    DataReader *d = r->d;
    const XmlNode *e = column_element(d, column);
    Str head = e ? str_trim(xml_attr(d->reader, e, "head")) : (Str){0};
    Pos at = head.n ? xml_attr_pos(e, d->file, "head") : d->table->columns[column].pos;
    if (!head.n)
        head = d->table->columns[column].label;
    r->columns[column] = column_headed(r, head);
    if (!r->columns[column])
        report_head(r, head, at);
    bool twice = r->columns[column] && is_headed_twice(r, head, r->columns[column]);
    if (twice)
        diag(d->reader->diag, SHT003, at, "two columns of the sheet have the head \"" STR_FMT "\"; expected one",
             STR_ARG(head));
    return r->columns[column] && !twice;
}

static bool find_columns(SheetReader *r)
{
    DataReader *d = r->d;
    bool good = true;
    r->columns = NEWN(d->reader->job, int, d->table->ncolumns);
    r->heads = NEWN(d->reader->job, Str, r->range.right - r->range.left + 1);
    for (int c = r->range.left; c <= r->range.right; c++)
        r->heads[c - r->range.left] = sheet_cell_text(d->reader->job, sheet_cell(r->sheet, r->range.top, c));
    r->key = named_column(r, r->root, "key", &good);
    r->reference = named_column(r, r->more, "ref", &good);
    for (int c = 0; c < d->table->ncolumns; c++) {
        if (c == 0 && r->more && xml_has(r->more, "label"))
            r->columns[c] = named_column(r, r->more, "label", &good);
        else
            good = find_column(r, c) && good;
    }
    return good;
}

/* --- what a table must not have --------------------------------------------- */

static bool is_used(const SheetReader *r, int column)
{
    bool used = column == r->key || column == r->reference;
    for (int c = 0; c < r->d->table->ncolumns; c++)
        used = used || r->columns[c] == column;
    return used;
}

static void report_hidden(SheetReader *r, Pos at, Str what)
{
    Diag *sink = r->d->reader->diag;
    diag(sink, SHT008, at, STR_FMT " is hidden; expected everything the table uses to be visible", STR_ARG(what));
    diag_help(sink, "show it; or add <sheet hidden=\"skip\"/> to leave out hidden rows, or <sheet hidden=\"read\"/> to "
                    "take them too");
}

static void check_hidden(SheetReader *r)
{
    Arena *job = r->d->reader->job;
    const SheetRange *range = &r->range;
    if (r->more && xml_has(r->more, "hidden"))
        return;
    if (r->sheet->hidden)
        report_hidden(r, sheet_pos(r, range->sheet, range->top, range->left),
                      str_format(job, "sheet \"" STR_FMT "\"", STR_ARG(r->sheet->name)));
    for (int c = range->left; c <= range->right; c++)
        if (sheet_column_hidden(r->sheet, c) && is_used(r, c))
            report_hidden(r, sheet_pos(r, range->sheet, range->top, c), STR("this column"));
    for (int i = sheet_row_at(r->sheet, range->top); i < r->sheet->rows.n; i++) {
        int row = r->sheet->rows.at[i].row;
        if (row > range->bottom)
            break;
        if (sheet_row_hidden(r->sheet, row))
            report_hidden(r, sheet_pos(r, range->sheet, row, range->left), str_format(job, "row %d", row));
    }
}

bool sheet_skips_row(const SheetReader *r, int row)
{
    return r->more && str_is(xml_attr(r->d->reader, r->more, "hidden"), "skip") && sheet_row_hidden(r->sheet, row);
}

/* A heading over all columns may be merged: it has nothing beside it. */
static bool is_heading(const SheetReader *r, const SheetRange *m)
{
    for (int c = m->left + 1; c <= int_min(m->right, r->range.right); c++)
        if (sheet_cell(r->sheet, m->top, c))
            return false;
    return m->top == m->bottom && m->top > r->range.top && m->left == r->columns[0];
}

static void check_merges(SheetReader *r)
{
    const SheetRange *range = &r->range;
    for (int i = 0; i < r->sheet->merges.n; i++) {
        const SheetRange *m = &r->sheet->merges.at[i];
        bool outside =
            m->bottom < range->top || m->top > range->bottom || m->right < range->left || m->left > range->right;
        if (outside || is_heading(r, m))
            continue;
        Str last = cell_name(r->d->reader->job, m->bottom, m->right);
        diag(r->d->reader->diag, SHT009, sheet_pos(r, range->sheet, m->top, m->left),
             "this cell is merged with others, to " STR_FMT "; expected a cell for each row and column", STR_ARG(last));
        diag_help(r->d->reader->diag, "choose Merge & Center again to split it, and fill in the cells");
    }
}

/* --- the whole -------------------------------------------------------------- */

static void read_keys(SheetReader *r)
{
    const Reader *reader = r->d->reader;
    for (const XmlNode *e = r->more ? xml_first(r->more) : NULL; e; e = xml_next(e)) {
        Str key = str_trim(xml_attr(reader, e, "key"));
        SheetKey *known = NEW(reader->job, SheetKey);
        known->element = e;
        if (!map_find(&r->keys, key))
            map_put(reader->job, &r->keys, key, known);
        else
            diag(reader->diag, SHT014, xml_attr_pos(e, r->d->file, "key"),
                 "the key \"" STR_FMT "\" stands here twice; expected each once", STR_ARG(key));
    }
}

static void report_unused_keys(SheetReader *r)
{
    const Reader *reader = r->d->reader;
    Strs keys = {0};
    for (int i = 0; i < r->lines.n; i++) {
        int at = r->key ? r->key : r->columns[0];
        Str key = sheet_cell_text(reader->job, sheet_cell(r->sheet, r->lines.at[i].row, at));
        VEC_PUSH(reader->job, &keys, key);
    }
    for (int i = 0; i < r->keys.n; i++) {
        const SheetKey *k = r->keys.entries[i].value;
        if (k->used)
            continue;
        Pos at = xml_attr_pos(k->element, r->d->file, "key");
        diag(reader->diag, SHT003, at, "no row of the sheet has the key \"" STR_FMT "\"",
             STR_ARG(r->keys.entries[i].key));
        diag_nearest(reader->diag, r->keys.entries[i].key, keys.at, keys.n);
    }
}

void data_read_sheet(DataReader *d, const XmlNode *root)
{
    SheetReader r = {.d = d, .root = root, .more = xml_child(root, "sheet")};
    int n = d->table->ncolumns;
    if (!open_workbook(&r, d->folder) || !find_range(&r) || !load_sheet(&r) || !find_columns(&r)) {
        d->lost = true;
        return;
    }
    r.percent = NEWN(d->reader->job, bool, n);
    r.plain = NEWN(d->reader->job, bool, n);
    check_hidden(&r);
    check_merges(&r);
    read_keys(&r);
    sheet_read_rows(&r);
    report_unused_keys(&r);
    sheet_read_formulas(&r);
}
