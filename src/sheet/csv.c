/* .csv: one sheet of text. A first line "sep=;" says what separates the fields. Without
 * it, that is the one of comma, semicolon, tab and bar that stands most often in the first line. A field in quotation
 * marks may hold all of them and line ends.
 *
 * A field is a number when it is written as one, with commas only between thousands, a minus or parentheses for
 * negative ones, a pound, euro or dollar sign before it or a per cent sign behind it. Its places are kept as written.
 * Cells know their line and column, so that a finding leads an editor to them. */
#include "base/ascii.h"
#include "base/decimal.h"
#include "base/utf8.h"
#include "sheet/workbook_private.h"

typedef struct CsvReader {
    Workbook *w;
    SheetFault *fault;
    Str text;
    int at, line;
    int counted, character; /* the byte that is the line's nth character */
    int row, column;
    int width; /* fields of the first row */
    char separator;
} CsvReader;

static Str first_line(Str text)
{
    bool quoted = false;
    int i = 0;
    for (; i < text.n && (quoted || (text.p[i] != '\n' && text.p[i] != '\r')); i++)
        quoted = quoted != (text.p[i] == '"');
    return str_sub(text, 0, i);
}

static char separator_of(Str line)
{
    static const char separators[] = {',', ';', '\t', '|'};
    int counts[COUNT(separators)] = {0}, best = 0;
    bool quoted = false;
    for (int i = 0; i < line.n; i++) {
        quoted = quoted != (line.p[i] == '"');
        for (int k = 0; k < COUNT(separators) && !quoted; k++)
            counts[k] += line.p[i] == separators[k];
    }
    for (int k = 1; k < COUNT(separators); k++)
        if (counts[k] > counts[best])
            best = k;
    return separators[best];
}

static void pass_line(CsvReader *r)
{
    if (r->at + 1 < r->text.n && r->text.p[r->at] == '\r' && r->text.p[r->at + 1] == '\n')
        r->at++;
    r->at++;
    r->line++;
    r->counted = r->at;
    r->character = 1;
}

static bool fail_at(CsvReader *r, int line, const char *what)
{
    workbook_error(r->fault, SHEET_DAMAGED, str_format(r->w->arena, "line %d: %s", line, what));
    return false;
}

/* Text up to the separator or the end of the line; an inner "" is one quotation mark. False: reported. */
static bool take_field(CsvReader *r, Str *out)
{
    Buf field = {0};
    int line = r->line;
    bool closed = false, beyond = false;
    bool quoted = r->at < r->text.n && r->text.p[r->at] == '"';
    r->at += quoted;
    while (r->at < r->text.n) {
        char c = r->text.p[r->at];
        if (quoted && c == '"' && r->at + 1 < r->text.n && r->text.p[r->at + 1] == '"')
            r->at++;
        else if (quoted && c == '"') {
            quoted = false;
            closed = true;
            r->at++;
            continue;
        } else if (!quoted && (c == r->separator || c == '\n' || c == '\r'))
            break;
        beyond = beyond || (closed && c != ' ');
        buf_char(&field, c);
        if (c == '\n')
            pass_line(r);
        else
            r->at++;
    }
    *out = buf_take(&field, r->w->arena);
    if (quoted)
        return fail_at(r, line, "a quotation mark is opened and never closed; expected another at the end of the cell");
    if (beyond)
        return fail_at(r, line, "something stands behind a closing quotation mark; expected the separator");
    return true;
}

/* "£1,234.50", "(928)", "6.3%". False: it is words. */
static bool read_number(Str s, SheetCell *c)
{
    static const char *const signs[] = {"\xC2\xA3", "\xE2\x82\xAC", "$"};
    Decimal value;
    bool percent = str_ends(s, "%");
    s = str_trim(str_sub(s, 0, s.n - percent));
    bool minus = str_starts(s, "-");
    Str rest = str_sub(s, minus, s.n);
    for (int i = 0; i < COUNT(signs); i++)
        if (str_starts(rest, signs[i]))
            rest = str_sub(rest, str_c(signs[i]).n, rest.n);
    if (!rest.n || !decimal_parse(rest, &value) || (minus && value.units < 0))
        return false;
    c->kind = VALUE_NUMBER;
    c->number = number_of(value.units);
    c->number.exponent -= c->number.digits ? value.places : 0;
    c->style = (NumberStyle){percent ? FORM_PERCENT : FORM_PLAIN, value.places, percent ? 2 : 0};
    if (minus)
        c->number = number_negative(c->number);
    if (percent && c->number.digits)
        c->number.exponent -= 2;
    return true;
}

static bool add_field(CsvReader *r, Str field, int line, int at)
{
    Str trimmed = str_trim(field);
    if (!trimmed.n)
        return true;
    SheetCell *c = workbook_add_cell(r->w, &r->w->sheets.at[0], r->row, r->column, r->fault);
    if (!c)
        return false;
    c->line = line;
    c->at = at;
    if (!read_number(trimmed, c)) {
        c->kind = VALUE_WORDS;
        c->text = field;
    }
    return true;
}

static int count_to_here(CsvReader *r)
{
    r->character += utf8_count(str_sub(r->text, r->counted, r->at));
    r->counted = r->at;
    return r->character;
}

static bool read_row(CsvReader *r)
{
    for (r->column = 1;; r->column++) {
        int line = r->line, at = count_to_here(r);
        Str field;
        if (!take_field(r, &field) || !add_field(r, field, line, at))
            return false;
        bool more = r->row > 1 && r->column > r->width && str_trim(field).n;
        if (more)
            return fail_at(r, line,
                           "this row has more cells than the row of heads; expected numbers with commas to stand in "
                           "quotation marks");
        if (r->at >= r->text.n)
            return true;
        if (r->text.p[r->at] != r->separator)
            break;
        r->at++;
    }
    if (r->row == 1)
        r->width = r->column;
    pass_line(r);
    return true;
}

/* "sep=;" in a first line of its own, as Excel reads it. */
static void take_declaration(CsvReader *r)
{
    Str line = first_line(str_sub(r->text, r->at, r->text.n));
    if (line.n == 5 && str_eq_folded(str_sub(line, 0, 4), STR("sep="))) {
        r->separator = line.p[4];
        r->at += line.n;
        pass_line(r);
        return;
    }
    r->separator = separator_of(line);
}

bool csv_read(Workbook *w, Str text, SheetFault *fault)
{
    CsvReader r = {.w = w, .fault = fault, .text = text, .line = 1, .character = 1};
    SheetGrid *s = VEC_NEXT(w->arena, &w->sheets);
    w->is_text = true;
    if (str_starts(text, "\xEF\xBB\xBF"))
        r.at = r.counted = 3;
    take_declaration(&r);
    for (r.row = 1; r.at < text.n; r.row++)
        if (!read_row(&r))
            return false;
    workbook_end_sheet(w, s);
    return true;
}
