/* The cells of a sheet in .xlsx, with the styles and strings that they share.
 *
 * A cell's value is the number of a shared string, or text of its own, or a number. What it means follows from its type
 * and, for numbers, from the number format of its style. Formulas that were filled down are written once; the other
 * cells name them by number. */
#include "sheet/xlsx_private.h"

#include <stdio.h>

#include "base/ascii.h"
#include "diag/cell_name.h"
#include "base/utf8.h"

/* --- text ------------------------------------------------------------------- */

static int hexadecimal(Str s)
{
    int value = 0;
    for (int i = 0; i < s.n; i++) {
        int c = (unsigned char)to_lower(s.p[i]);
        int digit = is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return s.n ? value : -1;
}

Str xlsx_text(Arena *a, Str text)
{
    enum { ESCAPE = 7 };
    if (str_find(text, "_x") < 0)
        return str_dup(a, text);
    Buf out = {0};
    for (int i = 0; i < text.n;) {
        Str here = str_sub(text, i, i + ESCAPE);
        char bytes[4];
        int code =
            here.n == ESCAPE && str_starts(here, "_x") && here.p[6] == '_' ? hexadecimal(str_sub(here, 2, 6)) : -1;
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        if (code < 1 || surrogate) {
            buf_char(&out, text.p[i++]);
            continue;
        }
        buf_put(&out, bytes, utf8_put(bytes, (uint32_t)code));
        i += ESCAPE;
    }
    return buf_take(&out, a);
}

typedef struct StringsReader {
    Workbook *w;
    Buf text;
    bool in_text, in_reading; /* reading: of Japanese characters */
} StringsReader;

static void begin_string(void *self, Str name, const SaxAttributes *at)
{
    StringsReader *r = self;
    (void)at;
    if (str_is(name, "si"))
        buf_clear(&r->text);
    r->in_reading = r->in_reading || str_is(name, "rPh");
    r->in_text = str_is(name, "t") && !r->in_reading;
}

static void end_string(void *self, Str name)
{
    StringsReader *r = self;
    XlsxSource *source = r->w->source;
    r->in_text = false;
    if (str_is(name, "rPh"))
        r->in_reading = false;
    if (str_is(name, "si") && source->strings.n < SHEET_CELLS_MOST)
        VEC_PUSH(r->w->arena, &source->strings, xlsx_text(r->w->arena, buf_view(&r->text)));
}

static void text_of_string(void *self, Str text)
{
    StringsReader *r = self;
    if (r->in_text)
        buf_str(&r->text, text);
}

bool xlsx_strings(Workbook *w, Str member, SheetFault *fault)
{
    StringsReader r = {.w = w};
    Sax sax = {.begin = begin_string, .end = end_string, .text = text_of_string, .self = &r};
    bool read = xlsx_part(w, member, &sax, fault);
    buf_free(&r.text);
    return read;
}

/* --- styles ----------------------------------------------------------------- */

typedef struct StylesReader {
    Workbook *w;
    Map codes; /* of formats of its own: number → NumberStyle */
    bool in_cells;
} StylesReader;

/* Formats that every workbook has, although it does not list them. */
static NumberStyle built_in(int id)
{
    static const struct {
        int from, to;
        NumberStyle style;
    } all[] = {
        {1, 1, {FORM_PLAIN, 0, 0}},   {2, 2, {FORM_PLAIN, 2, 0}},     {3, 3, {FORM_PLAIN, 0, 0}},
        {4, 4, {FORM_PLAIN, 2, 0}},   {5, 6, {FORM_PLAIN, 0, 0}},     {7, 8, {FORM_PLAIN, 2, 0}},
        {9, 9, {FORM_PERCENT, 0, 2}}, {10, 10, {FORM_PERCENT, 2, 2}}, {14, 17, {FORM_DATE, -1, 0}},
        {18, 21, {FORM_TIME, -1, 0}}, {22, 22, {FORM_DATE, -1, 0}},   {27, 36, {FORM_DATE, -1, 0}},
        {37, 38, {FORM_PLAIN, 0, 0}}, {39, 40, {FORM_PLAIN, 2, 0}},   {41, 42, {FORM_PLAIN, 0, 0}},
        {43, 44, {FORM_PLAIN, 2, 0}}, {45, 47, {FORM_TIME, -1, 0}},   {50, 58, {FORM_DATE, -1, 0}},
    };
    for (int i = 0; i < COUNT(all); i++)
        if (all[i].from <= id && id <= all[i].to)
            return all[i].style;
    return (NumberStyle){FORM_PLAIN, -1, 0};
}

static void begin_style(void *self, Str name, const SaxAttributes *at)
{
    StylesReader *r = self;
    Arena *a = r->w->arena;
    XlsxSource *source = r->w->source;
    if (str_is(name, "numFmt")) {
        NumberStyle *style = NEW(a, NumberStyle);
        *style = number_style_of(sax_attribute(at, "formatCode"));
        map_put(a, &r->codes, str_dup(a, sax_attribute(at, "numFmtId")), style);
    } else if (str_is(name, "cellXfs")) {
        r->in_cells = true;
    } else if (r->in_cells && str_is(name, "xf")) {
        const NumberStyle *own = map_find(&r->codes, sax_attribute(at, "numFmtId"));
        VEC_PUSH(a, &source->styles, own ? *own : built_in(sax_number(at, "numFmtId", 0)));
    }
}

static void end_style(void *self, Str name)
{
    if (str_is(name, "cellXfs"))
        ((StylesReader *)self)->in_cells = false;
}

bool xlsx_styles(Workbook *w, Str member, SheetFault *fault)
{
    StylesReader r = {.w = w};
    Sax sax = {.begin = begin_style, .end = end_style, .self = &r};
    return xlsx_part(w, member, &sax, fault);
}

/* --- cells ------------------------------------------------------------------ */

typedef enum Filling { FILL_NOTHING, FILL_VALUE, FILL_FORMULA, FILL_WORDS } Filling;

typedef struct CellsReader {
    Workbook *w;
    SheetGrid *sheet;
    Sax *sax;
    SheetFault *fault;
    int row, column; /* of the last cell */
    bool in_cell, has_value, has_formula, in_reading;
    char type[12];
    int style;
    Filling fill;
    Buf value, formula, words;
    bool of_array;
    int shared;                 /* number of a shared formula; -1: none */
    VEC(SheetFormula *) filled; /* shared formulas by number */
} CellsReader;

static void begin_row(CellsReader *r, const SaxAttributes *at)
{
    r->row = sax_number(at, "r", r->row + 1);
    r->column = 0;
    if (sax_yes(at, "hidden"))
        VEC_PUSH(r->w->arena, &r->sheet->hidden_rows, (SheetSpan){r->row, r->row});
}

static void begin_cell(CellsReader *r, const SaxAttributes *at)
{
    Str name = sax_attribute(at, "r"), type = sax_attribute(at, "t");
    int i = 0;
    r->column++;
    if (name.n) {
        r->column = cell_name_column(name, &i);
        r->row = cell_name_row(name, &i);
    }
    r->in_cell = true;
    r->has_value = r->has_formula = r->of_array = false;
    r->shared = -1;
    r->style = sax_number(at, "s", 0);
    snprintf(r->type, sizeof r->type, STR_FMT, STR_ARG(str_sub(type, 0, (int)sizeof r->type - 1)));
    buf_clear(&r->value);
    buf_clear(&r->formula);
    buf_clear(&r->words);
}

static void begin_formula(CellsReader *r, const SaxAttributes *at)
{
    Str kind = sax_attribute(at, "t");
    r->fill = FILL_FORMULA;
    r->has_formula = true;
    r->of_array = str_is(kind, "array") || str_is(kind, "dataTable");
    if (str_is(kind, "shared"))
        r->shared = sax_number(at, "si", -1);
}

static void begin_outside(CellsReader *r, Str name, const SaxAttributes *at)
{
    Arena *a = r->w->arena;
    SheetRange merge;
    if (str_is(name, "row"))
        begin_row(r, at);
    else if (str_is(name, "c"))
        begin_cell(r, at);
    else if (str_is(name, "col") && sax_yes(at, "hidden"))
        VEC_PUSH(a, &r->sheet->hidden_columns, (SheetSpan){sax_number(at, "min", 0), sax_number(at, "max", 0)});
    else if (str_is(name, "mergeCell") && workbook_parse_range(r->w, sax_attribute(at, "ref"), false, 0, &merge))
        VEC_PUSH(a, &r->sheet->merges, merge);
}

static void begin_in_sheet(void *self, Str name, const SaxAttributes *at)
{
    CellsReader *r = self;
    if (!r->in_cell) {
        begin_outside(r, name, at);
        return;
    }
    if (str_is(name, "v")) {
        r->fill = FILL_VALUE;
        r->has_value = true;
    } else if (str_is(name, "f")) {
        begin_formula(r, at);
    } else if (str_is(name, "rPh")) {
        r->in_reading = true;
    } else if (str_is(name, "t") && !r->in_reading) {
        r->fill = FILL_WORDS;
    }
}

static void text_in_sheet(void *self, Str text)
{
    CellsReader *r = self;
    Buf *into[] = {NULL, &r->value, &r->formula, &r->words};
    if (r->fill)
        buf_str(into[r->fill], text);
}

static void set_words(SheetCell *c, ValueKind kind, Str text)
{
    c->kind = kind;
    c->text = text;
}

/* Days of 1900 before March are counted one too few, because Excel takes that year for a leap year. */
static SheetNumber day_of(const XlsxSource *source, SheetNumber n)
{
    if (source->from_1904)
        return number_add(n, number_of(1462));
    return number_compare(n, number_of(60)) < 0 ? number_add(n, number_of(1)) : n;
}

static void set_number(CellsReader *r, SheetCell *c, Str value)
{
    XlsxSource *source = r->w->source;
    if (!number_parse(str_trim(value), &c->number)) {
        set_words(c, VALUE_WORDS, str_dup(r->w->arena, value));
        return;
    }
    c->kind = VALUE_NUMBER;
    if (r->style >= 0 && r->style < source->styles.n)
        c->style = source->styles.at[r->style];
    if (c->style.form == FORM_DATE)
        c->number = day_of(source, c->number);
}

static void set_value(CellsReader *r, SheetCell *c)
{
    XlsxSource *source = r->w->source;
    Arena *a = r->w->arena;
    Str value = buf_view(&r->value), type = str_c(r->type);
    int number = -1;
    if (str_is(type, "inlineStr")) {
        set_words(c, VALUE_WORDS, xlsx_text(a, buf_view(&r->words)));
    } else if (str_is(type, "str")) {
        set_words(c, VALUE_WORDS, xlsx_text(a, value));
    } else if (!value.n) {
        c->stored = !r->has_formula;
    } else if (str_is(type, "s")) {
        bool known = str_to_int(str_trim(value), &number) && number >= 0 && number < source->strings.n;
        set_words(c, VALUE_WORDS, known ? source->strings.at[number] : STR(""));
    } else if (str_is(type, "b")) {
        set_words(c, VALUE_BOOLEAN, str_is(value, "1") ? STR("TRUE") : STR("FALSE"));
    } else if (str_is(type, "e")) {
        set_words(c, VALUE_FAULTY, str_dup(a, value));
    } else if (str_is(type, "d") && sheet_day(value, &c->number)) {
        c->kind = VALUE_NUMBER;
        c->style.form = FORM_DATE;
    } else {
        set_number(r, c, value);
    }
    if (c->kind == VALUE_WORDS && !c->text.n && !r->has_formula)
        c->kind = VALUE_BLANK;
}

static void set_formula(CellsReader *r, SheetCell *c)
{
    Arena *a = r->w->arena;
    bool numbered = r->shared >= 0 && r->shared < SHEET_CELLS_MOST;
    if (r->formula.n || !numbered) {
        SheetFormula *f = workbook_formula(r->w, xlsx_text(a, buf_view(&r->formula)), c->row, c->column);
        f->of_array = r->of_array;
        c->formula = f;
    }
    if (!numbered)
        return;
    while (c->formula && r->filled.n <= r->shared)
        VEC_PUSH(a, &r->filled, NULL);
    if (!c->formula)
        c->formula = r->shared < r->filled.n ? r->filled.at[r->shared] : NULL;
    else if (!r->filled.at[r->shared])
        r->filled.at[r->shared] = (SheetFormula *)c->formula;
}

static void end_cell(CellsReader *r)
{
    r->in_cell = false;
    if (!r->has_value && !r->has_formula && !r->words.n)
        return;
    SheetCell *c = workbook_add_cell(r->w, r->sheet, r->row, r->column, r->fault);
    if (!c) {
        r->sax->stopped = true;
        return;
    }
    set_value(r, c);
    if (r->has_formula)
        set_formula(r, c);
    if (c->kind == VALUE_BLANK && !c->formula)
        r->sheet->cells.n--;
}

static void end_in_sheet(void *self, Str name)
{
    CellsReader *r = self;
    r->fill = FILL_NOTHING;
    if (str_is(name, "rPh"))
        r->in_reading = false;
    else if (str_is(name, "c") && r->in_cell)
        end_cell(r);
}

bool xlsx_sheet(Workbook *w, int sheet, SheetFault *fault)
{
    XlsxSource *source = w->source;
    SheetGrid *s = &w->sheets.at[sheet];
    Str strings = source->strings_member;
    source->strings_member = (Str){0};
    if (!xlsx_strings(w, strings, fault))
        return false;
    CellsReader r = {.w = w, .sheet = s, .fault = fault, .shared = -1};
    Sax sax = {.begin = begin_in_sheet, .end = end_in_sheet, .text = text_in_sheet, .self = &r};
    r.sax = &sax;
    bool read = xlsx_part(w, s->member, &sax, fault);
    buf_free(&r.value);
    buf_free(&r.formula);
    buf_free(&r.words);
    workbook_end_sheet(w, s);
    return read;
}
