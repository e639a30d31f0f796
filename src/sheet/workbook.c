/* A workbook: its kind, told by its first bytes, and its cells in order.
 *
 * Cells are appended as they come and put in order once. Files have them in order, so that costs a look at each. A
 * row's cells are found through the list of rows, by halving. */
#include "sheet/workbook_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "diag/cell_name.h"
#include "base/utf8.h"

/* --- opening ---------------------------------------------------------------- */

static bool has_ending(Str path, const char *ending)
{
    Str e = str_c(ending);
    return path.n > e.n && str_eq_folded(str_sub(path, path.n - e.n, path.n), e);
}

bool workbook_has_ending(Str path)
{
    static const char *const endings[] = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".csv", ".tsv"};
    for (int i = 0; i < COUNT(endings); i++)
        if (has_ending(path, endings[i]))
            return true;
    return false;
}

Str workbook_error(SheetFault *fault, SheetFaultKind kind, Str message)
{
    if (fault->kind == SHEET_SOUND) {
        fault->kind = kind;
        fault->message = message;
    }
    return fault->message;
}

/* The old container of Microsoft Office: an .xls, or a workbook behind a password. */
static void refuse_old(Str bytes, SheetFault *fault)
{
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (memmem(bytes.p, (size_t)bytes.n, encrypted, sizeof encrypted - 1)) {
        workbook_error(fault, SHEET_REFUSED, STR("the workbook is encrypted; expected one without a password"));
        fault->help = STR("in Excel, choose File, Info, Protect Workbook, Encrypt with Password, and clear the "
                          "password");
        return;
    }
    workbook_error(fault, SHEET_DAMAGED, STR("this is a workbook in the old form .xls; expected .xlsx, .ods or .csv"));
    fault->help = STR("in Excel, choose Save As, Excel Workbook (.xlsx)");
}

static bool open_kind(Workbook *w, Str bytes, Str path, SheetFault *fault)
{
    if (str_starts(bytes, "PK\x03\x04"))
        return xlsx_open(w, bytes, fault);
    if (str_starts(bytes, "\xD0\xCF\x11\xE0")) {
        refuse_old(bytes, fault);
        return false;
    }
    if (has_ending(path, ".csv") || has_ending(path, ".tsv"))
        return csv_read(w, bytes, fault);
    if (has_ending(path, ".fods"))
        return ods_read(w, STR(""), bytes, fault);
    workbook_error(fault, SHEET_DAMAGED,
                   STR("the workbook is damaged or empty; expected the packed file that Excel or "
                       "LibreOffice saves"));
    return false;
}

Workbook *workbook_open(Arena *a, Str bytes, Str path, SheetFault *fault)
{
    Workbook *w = NEW(a, Workbook);
    w->arena = a;
    return open_kind(w, bytes, path, fault) ? w : NULL;
}

SheetGrid *workbook_sheet(Workbook *w, int sheet, SheetFault *fault)
{
    if (sheet < 0 || sheet >= w->sheets.n)
        return NULL;
    SheetGrid *s = &w->sheets.at[sheet];
    if (!s->loaded && !xlsx_sheet(w, sheet, fault))
        return NULL;
    return s;
}

/* --- cells ------------------------------------------------------------------ */

SheetCell *workbook_add_cell(Workbook *w, SheetGrid *s, int row, int column, SheetFault *fault)
{
    bool inside = row >= 1 && row <= CELL_ROWS_MOST && column >= 1 && column <= CELL_COLUMNS_MOST;
    if (!inside || s->cells.n == SHEET_CELLS_MOST) {
        workbook_error(fault, SHEET_REFUSED,
                       inside ? str_format(w->arena, "sheet \"" STR_FMT "\" has more than 1,000,000 cells",
                                           STR_ARG(s->name))
                              : str_format(w->arena, "sheet \"" STR_FMT "\" has a cell outside the largest sheet",
                                           STR_ARG(s->name)));
        return NULL;
    }
    SheetCell *c = VEC_NEXT(w->arena, &s->cells);
    *c = (SheetCell){.row = row, .column = column, .stored = true, .style = {FORM_PLAIN, -1, 0}};
    return c;
}

SheetFormula *workbook_formula(Workbook *w, Str text, int row, int column)
{
    SheetFormula *f = NEW(w->arena, SheetFormula);
    *f = (SheetFormula){str_dup(w->arena, text), row, column, false};
    return f;
}

static int by_place(const void *left, const void *right)
{
    const SheetCell *a = left, *b = right;
    return a->row != b->row ? a->row - b->row : a->column - b->column;
}

static bool in_order(const SheetGrid *s)
{
    for (int i = 1; i < s->cells.n; i++)
        if (by_place(&s->cells.at[i - 1], &s->cells.at[i]) >= 0)
            return false;
    return true;
}

static void put_in_order(SheetGrid *s)
{
    int kept = 0;
    qsort(s->cells.at, (size_t)s->cells.n, sizeof *s->cells.at, by_place);
    for (int i = 0; i < s->cells.n; i++)
        if (i == 0 || by_place(&s->cells.at[i], &s->cells.at[kept - 1]) != 0)
            s->cells.at[kept++] = s->cells.at[i];
    s->cells.n = kept;
}

void workbook_end_sheet(Workbook *w, SheetGrid *s)
{
    if (!in_order(s))
        put_in_order(s);
    for (int i = 0; i < s->cells.n; i++) {
        int row = s->cells.at[i].row;
        if (s->rows.n && s->rows.at[s->rows.n - 1].row == row)
            continue;
        VEC_PUSH(w->arena, &s->rows, (SheetRow){row, i});
    }
    s->loaded = true;
}

int sheet_row_at(const SheetGrid *s, int row)
{
    int low = 0, high = s->rows.n;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (s->rows.at[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int sheet_row_end(const SheetGrid *s, int index)
{
    return index + 1 < s->rows.n ? s->rows.at[index + 1].first : s->cells.n;
}

int sheet_cell_from(const SheetGrid *s, int index, int column)
{
    int low = s->rows.at[index].first, high = sheet_row_end(s, index);
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (s->cells.at[middle].column < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

SheetCell *sheet_cell_in(const SheetGrid *s, int index, int column)
{
    int at = sheet_cell_from(s, index, column);
    return at < sheet_row_end(s, index) && s->cells.at[at].column == column ? &s->cells.at[at] : NULL;
}

SheetCell *sheet_cell(const SheetGrid *s, int row, int column)
{
    int index = sheet_row_at(s, row);
    return index < s->rows.n && s->rows.at[index].row == row ? sheet_cell_in(s, index, column) : NULL;
}

bool sheet_column_hidden(const SheetGrid *s, int column)
{
    for (int i = 0; i < s->hidden_columns.n; i++)
        if (s->hidden_columns.at[i].from <= column && column <= s->hidden_columns.at[i].to)
            return true;
    return false;
}

/* Spans come in order of rows. */
bool sheet_row_hidden(const SheetGrid *s, int row)
{
    int low = 0, high = s->hidden_rows.n;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (s->hidden_rows.at[middle].to < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->hidden_rows.n && s->hidden_rows.at[low].from <= row;
}

/* --- names and ranges ------------------------------------------------------- */

int workbook_sheet_named(const Workbook *w, Str name)
{
    for (int i = 0; i < w->sheets.n; i++)
        if (str_eq_folded(w->sheets.at[i].name, name))
            return i;
    return -1;
}

/* The name of a sheet at s[*at], with the mark behind it; *at moves past both. False: there is none, or a quotation
 * mark is missing. */
static bool take_sheet(Arena *a, Str s, int *at, char mark, Str *name)
{
    Buf b = {0};
    int i = *at + (*at < s.n && s.p[*at] == '$');
    bool quoted = i < s.n && s.p[i] == '\'';
    for (i += quoted; i < s.n; i++) {
        if (quoted && s.p[i] == '\'' && ++i < s.n && s.p[i] != '\'')
            break;
        if (!quoted && s.p[i] == mark)
            break;
        if (i < s.n)
            buf_char(&b, s.p[i]);
    }
    *name = buf_take(&b, a);
    if (i >= s.n || s.p[i] != mark)
        return false;
    *at = i + 1;
    return true;
}

typedef struct Corner {
    int row, column; /* 0: all */
} Corner;

static bool take_corner(Str s, int *at, Corner *out)
{
    *at += *at < s.n && s.p[*at] == '$';
    out->column = cell_name_column(s, at);
    *at += *at < s.n && s.p[*at] == '$';
    out->row = cell_name_row(s, at);
    return out->row || out->column;
}

/* Moves past the sheet that may stand before a corner. */
static bool take_place(const Workbook *w, Str s, int *at, char mark, int *sheet)
{
    Str rest = str_sub(s, *at, s.n), name;
    const char marks[2] = {mark, 0};
    if (str_starts(rest, marks)) {
        ++*at;
        return true;
    }
    int next = *at;
    if (str_find(rest, marks) < 0 || !take_sheet(w->arena, s, &next, mark, &name))
        return true;
    *at = next;
    *sheet = workbook_sheet_named(w, name);
    return *sheet >= 0;
}

bool workbook_parse_range(const Workbook *w, Str s, bool of_office, int sheet, SheetRange *out)
{
    char mark = of_office ? '.' : '!';
    int at = 0, second = -1;
    Corner from, to;
    if (!take_place(w, s, &at, mark, &sheet) || !take_corner(s, &at, &from))
        return false;
    to = from;
    if (at < s.n && s.p[at] == ':') {
        at++;
        if (!take_place(w, s, &at, mark, &second) || (second >= 0 && second != sheet) || !take_corner(s, &at, &to))
            return false;
    } else if (!from.row || !from.column) {
        return false;
    }
    if (at != s.n || !from.row != !to.row || !from.column != !to.column)
        return false;
    *out = (SheetRange){sheet, int_min(from.row, to.row), int_min(from.column, to.column), int_max(from.row, to.row),
                        int_max(from.column, to.column)};
    if (!from.row)
        out->top = 1, out->bottom = CELL_ROWS_MOST;
    if (!from.column)
        out->left = 1, out->right = CELL_COLUMNS_MOST;
    return sheet >= 0;
}

const SheetName *workbook_name(const Workbook *w, Str name)
{
    for (int i = 0; i < w->names.n; i++)
        if (str_eq_folded(w->names.at[i].name, name))
            return &w->names.at[i];
    return NULL;
}

bool workbook_range(const Workbook *w, Str name, SheetRange *out)
{
    const SheetName *known = workbook_name(w, name);
    if (known)
        *out = known->range;
    return known ? true : workbook_parse_range(w, name, false, -1, out);
}

/* --- what cells show -------------------------------------------------------- */

/* Days since 1 March of the year 0, from a date and back (Gregorian, without end). */
static int64_t days_of(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year, m = (month + 9) % 12;
    return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1;
}

static Str date_of(Arena *a, int64_t days)
{
    int64_t y = (10000 * days + 14780) / 3652425, rest = days - (365 * y + y / 4 - y / 100 + y / 400);
    if (rest < 0) {
        y--;
        rest = days - (365 * y + y / 4 - y / 100 + y / 400);
    }
    int64_t m = (100 * rest + 52) / 3060, month = (m + 2) % 12 + 1;
    return str_format(a, "%04d-%02d-%02d", (int)(y + (m + 2) / 12), (int)month, (int)(rest - (m * 306 + 5) / 10 + 1));
}

static int64_t day_nought(void)
{
    return days_of(1899, 12, 30);
}

Str sheet_date(Arena *a, SheetNumber day)
{
    enum { LAST_DAY = 2958465 }; /* 31 December 9999 */
    SheetNumber whole = number_truncate(day, 0);
    if (whole.digits < 0 || number_compare(whole, number_of(LAST_DAY)) > 0)
        return (Str){0};
    int64_t days = whole.digits;
    for (int i = 0; i < whole.exponent; i++)
        days *= 10;
    return date_of(a, day_nought() + days);
}

bool sheet_day(Str iso, SheetNumber *day)
{
    int year, month, date;
    if (iso.n < 10 || iso.p[4] != '-' || iso.p[7] != '-' || !str_to_int(str_sub(iso, 0, 4), &year)
        || !str_to_int(str_sub(iso, 5, 7), &month) || !str_to_int(str_sub(iso, 8, 10), &date) || month < 1 || month > 12
        || date < 1 || date > 31)
        return false;
    *day = number_of(days_of(year, month, date) - day_nought());
    return true;
}

SheetNumber sheet_cell_shown(const SheetCell *c)
{
    SheetNumber n = c->number;
    n.exponent += n.digits ? c->style.scale : 0;
    return n;
}

/* Runs of white space, of no-break spaces too, as one space. */
static Str in_one_line(Arena *a, Str text)
{
    Buf line = {0};
    for (int i = 0; i < text.n;) {
        uint32_t c = utf8_next(text, &i);
        char bytes[4];
        bool space = c == 0xA0 || c == 0x202F || (c < 0x80 && is_space((int)c));
        if (!space)
            buf_put(&line, bytes, utf8_put(bytes, c));
        else if (line.n && line.p[line.n - 1] != ' ')
            buf_char(&line, ' ');
    }
    return str_trim(buf_take(&line, a));
}

Str sheet_cell_text(Arena *a, const SheetCell *c)
{
    if (!c || c->kind == VALUE_BLANK)
        return (Str){0};
    if (c->kind != VALUE_NUMBER)
        return in_one_line(a, c->text);
    if (c->style.form == FORM_DATE)
        return sheet_date(a, c->number);
    Str figure = number_text(a, sheet_cell_shown(c), c->style.places);
    return c->style.form == FORM_PERCENT ? str_format(a, STR_FMT "%%", STR_ARG(figure)) : figure;
}
