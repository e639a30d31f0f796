/* OpenDocument: content.xml of an .ods, or a .fods. All sheets are read in one go.
 *
 * Cells and rows say how often they are repeated. Blank ones only move on; those with a value are repeated in full, up
 * to the limit on cells. A cell inside a cell (a note, a drawing with a table in it) is not one of the sheet's. */
#include "sheet/ods_private.h"

#include "diag/cell_name.h"

enum { REPEATS_MOST = CELL_ROWS_MOST };

typedef struct StyledSpan {
    int from, to;
    Str style;
} StyledSpan;

typedef struct OdsReader {
    Workbook *w;
    Sax *sax;
    SheetFault *fault;
    OdsStyles styles;
    int sheet; /* -1: outside */
    int row, column;
    int row_repeat, first_of_row; /* index of the row's first cell */
    int columns;                  /* described so far */
    VEC(StyledSpan) defaults;     /* styles of columns */
    int inside;                   /* elements that are open in a cell */
    int apart;                    /* elements that are open in a note or drawing */
    bool in_paragraph, linked;
    int repeat;
    SheetCell cell; /* being read */
    Str formula;
    bool has_formula, faulty;
    int paragraphs;
    Buf text;
    VEC(SheetName) names;
    Strs ranges; /* of the names, to be read when all sheets are known */
} OdsReader;

static SheetGrid *now(OdsReader *r)
{
    return &r->w->sheets.at[r->sheet];
}

static bool in_sheet(const OdsReader *r)
{
    return r->sheet >= 0;
}

static int repeats(const SaxAttributes *at, const char *name)
{
    return int_max(1, int_min(sax_number(at, name, 1), REPEATS_MOST));
}

static bool not_visible(const SaxAttributes *at)
{
    Str visibility = sax_attribute(at, "visibility");
    return str_is(visibility, "collapse") || str_is(visibility, "filter");
}

/* --- cells ------------------------------------------------------------------ */

static Str default_style(const OdsReader *r, int column)
{
    for (int i = 0; i < r->defaults.n; i++)
        if (r->defaults.at[i].from <= column && column <= r->defaults.at[i].to)
            return r->defaults.at[i].style;
    return (Str){0};
}

static void set_number(OdsReader *r, const SaxAttributes *at, NumberForm form)
{
    SheetCell *c = &r->cell;
    Str own = sax_attribute_in(at, ":table:1.0", "style-name");
    bool known = form == FORM_DATE ? sheet_day(sax_attribute(at, "date-value"), &c->number)
                                   : number_parse(sax_attribute_in(at, ":office:1.0", "value"), &c->number);
    c->kind = known ? VALUE_NUMBER : VALUE_BLANK;
    c->style = ods_number_style(&r->styles, own.n ? own : default_style(r, r->column));
    if (form == FORM_DATE)
        c->style = (NumberStyle){form, -1, 0};
    else if (form == FORM_PERCENT)
        c->style.form = form, c->style.scale = 2;
}

static void set_value(OdsReader *r, const SaxAttributes *at)
{
    Str type = sax_attribute_in(at, ":office:1.0", "value-type");
    SheetCell *c = &r->cell;
    r->faulty = str_is(sax_attribute_in(at, ":calcext:1.0", "value-type"), "error");
    c->stored = type.n || !r->has_formula;
    if (str_is(type, "float") || str_is(type, "currency"))
        set_number(r, at, FORM_PLAIN);
    else if (str_is(type, "percentage"))
        set_number(r, at, FORM_PERCENT);
    else if (str_is(type, "date"))
        set_number(r, at, FORM_DATE);
    else if (str_is(type, "boolean"))
        c->kind = VALUE_BOOLEAN;
    else if (type.n)
        c->kind = VALUE_WORDS; /* a time too: it is what its paragraph shows */
    if (c->kind == VALUE_BOOLEAN)
        c->text = sax_yes(at, "boolean-value") ? STR("TRUE") : STR("FALSE");
}

static void begin_cell(OdsReader *r, const SaxAttributes *at)
{
    Arena *a = r->w->arena;
    r->repeat = repeats(at, "number-columns-repeated");
    r->cell = (SheetCell){.stored = true, .style = {FORM_PLAIN, -1, 0}};
    r->formula = str_dup(a, sax_attribute(at, "formula"));
    r->has_formula = r->formula.n > 0;
    r->paragraphs = 0;
    buf_clear(&r->text);
    set_value(r, at);
    int wide = repeats(at, "number-columns-spanned"), deep = repeats(at, "number-rows-spanned");
    if (wide > 1 || deep > 1)
        VEC_PUSH(a, &now(r)->merges,
                 (SheetRange){r->sheet, r->row, r->column, r->row + deep - 1, r->column + wide - 1});
}

/* of:=SUM([.B2:.B9]): the prefix names the language. */
static Str without_prefix(Str formula)
{
    int mark = str_find(formula, "=");
    return str_sub(formula, mark + 1, formula.n);
}

static void add_cells(OdsReader *r)
{
    for (int i = 0; i < r->repeat; i++) {
        SheetCell *c = workbook_add_cell(r->w, now(r), r->row, r->column + i, r->fault);
        if (!c) {
            r->sax->stopped = true;
            return;
        }
        int row = c->row, column = c->column;
        *c = r->cell;
        c->row = row;
        c->column = column;
        if (r->has_formula)
            c->formula = workbook_formula(r->w, without_prefix(r->formula), row, column);
    }
}

/* Not every program marks the words that stand for an error. */
static bool is_error(Str text)
{
    static const char *const errors[] = {"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"};
    for (int i = 0; i < COUNT(errors); i++)
        if (str_is(text, errors[i]))
            return true;
    return str_starts(text, "Err:");
}

static void end_cell(OdsReader *r)
{
    SheetCell *c = &r->cell;
    Str text = buf_view(&r->text);
    if (r->faulty || (c->kind == VALUE_WORDS && r->has_formula && is_error(text)))
        c->kind = VALUE_FAULTY;
    if (c->kind == VALUE_WORDS && !text.n && !r->has_formula)
        c->kind = VALUE_BLANK;
    if (c->kind == VALUE_WORDS || c->kind == VALUE_FAULTY)
        c->text = str_dup(r->w->arena, text);
    if (c->kind != VALUE_BLANK || r->has_formula)
        add_cells(r);
    r->column += r->repeat;
}

/* --- rows, columns, sheets -------------------------------------------------- */

static void begin_row(OdsReader *r, const SaxAttributes *at)
{
    r->row++;
    r->column = 1;
    r->row_repeat = repeats(at, "number-rows-repeated");
    r->first_of_row = now(r)->cells.n;
    if (not_visible(at))
        VEC_PUSH(r->w->arena, &now(r)->hidden_rows, (SheetSpan){r->row, r->row + r->row_repeat - 1});
}

static void end_row(OdsReader *r)
{
    int from = r->first_of_row, to = now(r)->cells.n;
    for (int k = 1; k < r->row_repeat && to > from && !r->sax->stopped; k++)
        for (int i = from; i < to; i++) {
            SheetCell copy = now(r)->cells.at[i];
            SheetCell *c = workbook_add_cell(r->w, now(r), copy.row + k, copy.column, r->fault);
            if (!c) {
                r->sax->stopped = true;
                return;
            }
            copy.row += k;
            *c = copy;
        }
    r->row = int_min(r->row + r->row_repeat - 1, CELL_ROWS_MOST);
}

static void begin_column(OdsReader *r, const SaxAttributes *at)
{
    Arena *a = r->w->arena;
    int from = r->columns + 1, to = int_min(r->columns + repeats(at, "number-columns-repeated"), CELL_COLUMNS_MOST);
    Str style = sax_attribute(at, "default-cell-style-name");
    if (not_visible(at))
        VEC_PUSH(a, &now(r)->hidden_columns, (SheetSpan){from, to});
    if (style.n)
        VEC_PUSH(a, &r->defaults, (StyledSpan){from, to, str_dup(a, style)});
    r->columns = to;
}

static void begin_table(OdsReader *r, const SaxAttributes *at)
{
    Arena *a = r->w->arena;
    if (r->w->sheets.n == SHEET_SHEETS_MOST)
        return;
    SheetGrid *s = VEC_NEXT(a, &r->w->sheets);
    s->name = str_dup(a, sax_attribute(at, "name"));
    s->hidden = ods_is_hidden(&r->styles, sax_attribute(at, "style-name"));
    r->sheet = r->w->sheets.n - 1;
    r->row = r->columns = 0;
    r->defaults.n = 0;
}

static void begin_name(OdsReader *r, Str range, Str name, bool of_table)
{
    Arena *a = r->w->arena;
    if (r->names.n == SHEET_NAMES_MOST || !range.n || !name.n)
        return;
    VEC_PUSH(a, &r->names, (SheetName){.name = str_dup(a, name), .of_table = of_table});
    VEC_PUSH(a, &r->ranges, str_dup(a, range));
}

/* Database ranges first, as table objects are. */
static void keep_names(OdsReader *r)
{
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < r->names.n; i++) {
            SheetName name = r->names.at[i];
            if (name.of_table == (pass == 0) && workbook_parse_range(r->w, r->ranges.at[i], true, -1, &name.range))
                VEC_PUSH(r->w->arena, &r->w->names, name);
        }
}

/* --- elements --------------------------------------------------------------- */

static bool is_cell(Str name)
{
    return str_is(name, "table-cell") || str_is(name, "covered-table-cell");
}

static bool stands_apart(Str name)
{
    return str_is(name, "annotation") || str_is(name, "frame") || str_is(name, "shapes") || str_is(name, "custom-shape")
           || str_is(name, "rect") || str_is(name, "line") || str_is(name, "ruby-text");
}

static void begin_in_cell(OdsReader *r, Str name, const SaxAttributes *at)
{
    r->inside++;
    if (str_is(name, "p") && r->inside == 2) {
        r->in_paragraph = true;
        if (r->paragraphs++)
            buf_char(&r->text, '\n');
    } else if (str_is(name, "s")) {
        for (int i = int_min(repeats(at, "c"), 1000); i > 0; i--)
            buf_char(&r->text, ' ');
    } else if (str_is(name, "tab")) {
        buf_char(&r->text, '\t');
    } else if (str_is(name, "line-break")) {
        buf_char(&r->text, '\n');
    }
}

static void begin_outside_cell(OdsReader *r, Str name, const SaxAttributes *at)
{
    if (in_sheet(r) && is_cell(name) && r->row >= 1) {
        begin_cell(r, at);
        r->inside = 1;
    } else if (in_sheet(r) && str_is(name, "table-row")) {
        begin_row(r, at);
    } else if (in_sheet(r) && str_is(name, "table-column")) {
        begin_column(r, at);
    } else if (str_is(name, "table-source") || str_is(name, "cell-range-source") || str_is(name, "dde-link")) {
        r->linked = r->sax->stopped = true;
    } else if (str_is(name, "module") || str_is(name, "event-listener")) {
        workbook_error(r->fault, SHEET_REFUSED, STR("the workbook contains macros"));
        r->fault->help = STR("in LibreOffice, choose Tools, Macros, and delete them from the workbook");
        r->sax->stopped = true;
    } else if (!in_sheet(r) && str_is(name, "table")) {
        begin_table(r, at);
    } else if (str_is(name, "named-range")) {
        begin_name(r, sax_attribute(at, "cell-range-address"), sax_attribute(at, "name"), false);
    } else if (str_is(name, "database-range")) {
        begin_name(r, sax_attribute(at, "target-range-address"), sax_attribute(at, "name"), true);
    } else {
        ods_style_begin(&r->styles, name, at);
    }
}

/* inside counts the cell itself as 1, so that a paragraph of it begins at 1. */
static void begin(void *self, Str name, const SaxAttributes *at)
{
    OdsReader *r = self;
    if (r->apart || stands_apart(name))
        r->apart++;
    else if (r->inside)
        begin_in_cell(r, name, at);
    else
        begin_outside_cell(r, name, at);
}

static void end_outside_cell(OdsReader *r, Str name)
{
    if (in_sheet(r) && str_is(name, "table-row")) {
        end_row(r);
    } else if (in_sheet(r) && str_is(name, "table")) {
        workbook_end_sheet(r->w, now(r));
        r->sheet = -1;
    } else {
        ods_style_end(&r->styles, name);
    }
}

static void end(void *self, Str name)
{
    OdsReader *r = self;
    if (r->apart) {
        r->apart--;
    } else if (r->inside > 1) {
        r->inside--;
        if (r->inside == 1)
            r->in_paragraph = false;
    } else if (r->inside == 1) {
        r->inside = 0;
        end_cell(r);
    } else {
        end_outside_cell(r, name);
    }
}

static void text(void *self, Str s)
{
    OdsReader *r = self;
    if (r->in_paragraph && !r->apart)
        buf_str(&r->text, s);
}

static void begin_styles(void *self, Str name, const SaxAttributes *at)
{
    ods_style_begin(&((OdsReader *)self)->styles, name, at);
}

static void end_styles(void *self, Str name)
{
    ods_style_end(&((OdsReader *)self)->styles, name);
}

bool ods_read(Workbook *w, Str styles, Str content, SheetFault *fault)
{
    OdsReader r = {.w = w, .fault = fault, .sheet = -1, .styles = {.arena = w->arena}};
    Sax sax = {.begin = begin, .end = end, .text = text, .self = &r};
    Sax only_styles = {.begin = begin_styles, .end = end_styles, .self = &r};
    r.sax = &sax;
    w->of_office = true;
    if (styles.n && !sax_read(&only_styles, w->arena, styles, STR("styles.xml"), fault))
        return false;
    bool read = sax_read(&sax, w->arena, content, w->source ? STR("content.xml") : STR("the workbook"), fault);
    buf_free(&r.text);
    if (r.linked) {
        workbook_error(fault, SHEET_REFUSED, STR("the workbook takes figures from other files"));
        fault->help = STR("in LibreOffice, choose Edit, Links, Break Link; or copy the figures into the workbook");
    }
    if (read && fault->kind == SHEET_SOUND && !w->sheets.n)
        workbook_error(fault, SHEET_DAMAGED, STR("this file has no sheets; expected a workbook"));
    keep_names(&r);
    return fault->kind == SHEET_SOUND;
}
