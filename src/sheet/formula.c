/* Formulas as trees, by precedence: comparisons, &, + and -, * and /, ^, per cent signs, signs.
 *
 * Two ways of writing are read: that of Excel, Budget!B2:B9 with commas between arguments, and that of OpenDocument,
 * [$Budget.B2:.B9] with semicolons. A formula that was filled down is read with its relative references moved. */
#include "sheet/formula.h"

#include "base/ascii.h"
#include "diag/cell_name.h"
#include "sheet/formula_private.h"
#include "sheet/workbook_private.h"

enum { DEPTH_MOST = 60, LONGEST = 8192 };

typedef struct FormulaReader {
    Arena *a;
    Workbook *w;
    int sheet, row;
    int down, right; /* how far relative references move */
    Str s;
    int at, depth;
    Str why; /* not empty: reading has failed */
} FormulaReader;

static const char *const names[FUNCTION_COUNT] = {
    [F_ABS] = "ABS",
    [F_AND] = "AND",
    [F_AVERAGE] = "AVERAGE",
    [F_COUNT] = "COUNT",
    [F_IF] = "IF",
    [F_IFERROR] = "IFERROR",
    [F_MAX] = "MAX",
    [F_MIN] = "MIN",
    [F_NOT] = "NOT",
    [F_OR] = "OR",
    [F_PRODUCT] = "PRODUCT",
    [F_ROUND] = "ROUND",
    [F_ROUNDDOWN] = "ROUNDDOWN",
    [F_ROUNDUP] = "ROUNDUP",
    [F_SUBTOTAL] = "SUBTOTAL",
    [F_SUM] = "SUM",
};

const char *formula_function_name(FormulaFunction f)
{
    return names[f];
}

static Expr *read_comparison(FormulaReader *r);

static Expr *new_expr(FormulaReader *r, ExprKind kind)
{
    Expr *e = NEW(r->a, Expr);
    e->kind = kind;
    return e;
}

static Expr *fail(FormulaReader *r, Str why)
{
    if (!r->why.n)
        r->why = why.n ? why : STR("its form");
    return new_expr(r, EXPR_NOTHING);
}

static void skip_spaces(FormulaReader *r)
{
    while (r->at < r->s.n && is_space(r->s.p[r->at]))
        r->at++;
}

static char next(const FormulaReader *r)
{
    return r->at < r->s.n ? r->s.p[r->at] : '\0';
}

static bool take(FormulaReader *r, const char *token)
{
    skip_spaces(r);
    if (!str_starts(str_sub(r->s, r->at, r->s.n), token))
        return false;
    r->at += str_c(token).n;
    return true;
}

/* --- references ------------------------------------------------------------- */

/* A corner, moved where it is relative. False: *at stays. */
static bool take_corner(const FormulaReader *r, Str s, int *at, int *row, int *column)
{
    int i = *at;
    bool fixed_column = i < s.n && s.p[i] == '$';
    i += fixed_column;
    *column = cell_name_column(s, &i);
    bool fixed_row = i < s.n && s.p[i] == '$';
    i += fixed_row;
    *row = cell_name_row(s, &i);
    if (!*row && !*column)
        return false;
    if (*column && !fixed_column)
        *column += r->right;
    if (*row && !fixed_row)
        *row += r->down;
    *at = i;
    return *row >= 0 && *column >= 0;
}

static Expr *range_expr(FormulaReader *r, SheetRange range)
{
    Expr *e = new_expr(r, EXPR_RANGE);
    e->range = range;
    if (range.top < 1 || range.left < 1 || range.bottom > CELL_ROWS_MOST || range.right > CELL_COLUMNS_MOST)
        return fail(r, STR("a reference that leaves the sheet"));
    return e;
}

static bool is_word(char c)
{
    return is_alphanumeric(c) || c == '_' || c == '.' || c == '$' || c == '\\' || (unsigned char)c >= 0x80;
}

/* B2, B2:B9, B:B or 2:9 at s[*at]. False: it is something else. */
static bool take_cells(FormulaReader *r, Str s, int *at, int sheet, Expr **out)
{
    int i = *at, row, column, row2, column2;
    if (!take_corner(r, s, &i, &row, &column) || (i < s.n && is_word(s.p[i])) || (i < s.n && s.p[i] == '('))
        return false;
    row2 = row, column2 = column;
    if (i < s.n && s.p[i] == ':') {
        i++;
        i += r->w->of_office && i < s.n && s.p[i] == '.';
        if (!take_corner(r, s, &i, &row2, &column2))
            return false;
    } else if (!row || !column) {
        return false;
    }
    if (!row != !row2 || !column != !column2)
        return false;
    SheetRange range = {sheet, int_min(row, row2), int_min(column, column2), int_max(row, row2),
                        int_max(column, column2)};
    if (!row)
        range.top = 1, range.bottom = CELL_ROWS_MOST;
    if (!column)
        range.left = 1, range.right = CELL_COLUMNS_MOST;
    *at = i;
    *out = range_expr(r, range);
    return true;
}

static Expr *cells_of_sheet(FormulaReader *r, Str sheet)
{
    Expr *e;
    int index = workbook_sheet_named(r->w, sheet);
    if (index < 0)
        return fail(r, str_format(r->a, "sheet \"" STR_FMT "\"", STR_ARG(sheet)));
    return take_cells(r, r->s, &r->at, index, &e) ? e : fail(r, (Str){0});
}

static Str quoted(FormulaReader *r, char mark)
{
    Buf b = {0};
    for (r->at++; r->at < r->s.n; r->at++) {
        if (r->s.p[r->at] == mark && (++r->at >= r->s.n || r->s.p[r->at] != mark))
            return buf_take(&b, r->a);
        buf_char(&b, r->s.p[r->at]);
    }
    fail(r, (Str){0});
    return buf_take(&b, r->a);
}

/* [.B2:.B9], [$'Budget 2013'.B2] */
static Expr *read_office_reference(FormulaReader *r)
{
    Expr *e;
    int sheet = r->sheet;
    r->at++;
    r->at += next(r) == '$';
    if (next(r) != '.') {
        Str name;
        if (next(r) == '\'') {
            name = quoted(r, '\'');
        } else {
            int from = r->at;
            while (r->at < r->s.n && r->s.p[r->at] != '.' && r->s.p[r->at] != ']')
                r->at++;
            name = str_sub(r->s, from, r->at);
        }
        sheet = workbook_sheet_named(r->w, name);
    }
    if (next(r) != '.' || sheet < 0)
        return fail(r, STR("a reference to nothing"));
    r->at++;
    if (!take_cells(r, r->s, &r->at, sheet, &e) || next(r) != ']')
        return fail(r, STR("a reference"));
    r->at++;
    return e;
}

/* The column of a table object; 0: there is none. */
static int column_headed(FormulaReader *r, const SheetName *object, Str head)
{
    SheetFault fault = {0};
    const SheetGrid *s = workbook_sheet(r->w, object->range.sheet, &fault);
    for (int c = object->range.left; s && c <= object->range.right; c++)
        if (str_eq_folded(sheet_cell_text(r->a, sheet_cell(s, object->range.top, c)), str_trim(head)))
            return c;
    return 0;
}

/* Plan[2013/14], Plan[[#This Row],[2013/14]] */
static Expr *read_object(FormulaReader *r, const SheetName *object)
{
    SheetRange range = object->range;
    range.top++;
    range.bottom -= object->totals;
    if (next(r) != '[')
        return range_expr(r, range);
    bool this_row = take(r, "[[#This Row],[");
    if (!this_row)
        r->at++;
    int from = r->at;
    while (r->at < r->s.n && r->s.p[r->at] != ']')
        r->at++;
    Str head = str_sub(r->s, from, r->at);
    range.left = range.right = column_headed(r, object, head);
    if (!range.left || !take(r, this_row ? "]]" : "]"))
        return fail(r, str_format(r->a, "the column \"" STR_FMT "\" of a table", STR_ARG(head)));
    if (this_row)
        range.top = range.bottom = r->row;
    return range_expr(r, range);
}

/* --- calls and names -------------------------------------------------------- */

static Expr *read_arguments(FormulaReader *r, FormulaFunction function)
{
    Expr *e = new_expr(r, EXPR_CALL), **last = &e->first;
    const char *between = r->w->of_office ? ";" : ",";
    e->function = function;
    if (take(r, ")"))
        return e;
    do {
        skip_spaces(r);
        bool empty = next(r) == between[0] || next(r) == ')';
        *last = empty ? new_expr(r, EXPR_NOTHING) : read_comparison(r);
        last = &(*last)->next;
        e->nargs++;
    } while (!r->why.n && take(r, between));
    return take(r, ")") ? e : fail(r, (Str){0});
}

static Expr *read_call(FormulaReader *r, Str name)
{
    for (int i = 0; i < FUNCTION_COUNT; i++)
        if (str_eq_folded(name, str_c(names[i])))
            return read_arguments(r, (FormulaFunction)i);
    return fail(r, str_dup(r->a, name));
}

static Expr *read_word(FormulaReader *r)
{
    Expr *e;
    if (take_cells(r, r->s, &r->at, r->sheet, &e))
        return e;
    int from = r->at;
    while (r->at < r->s.n && is_word(r->s.p[r->at]))
        r->at++;
    Str word = str_sub(r->s, from, r->at);
    if (next(r) == '!') {
        r->at++;
        return cells_of_sheet(r, word);
    }
    if (take(r, "("))
        return read_call(r, word);
    bool yes = str_eq_folded(word, STR("TRUE"));
    if (yes || str_eq_folded(word, STR("FALSE"))) {
        e = new_expr(r, EXPR_BOOLEAN);
        e->number = number_of(yes);
        return e;
    }
    const SheetName *name = workbook_name(r->w, word);
    if (!name)
        return fail(r, str_format(r->a, "the name \"" STR_FMT "\"", STR_ARG(word)));
    return name->of_table ? read_object(r, name) : range_expr(r, name->range);
}

static Expr *read_number(FormulaReader *r)
{
    int from = r->at;
    Expr *e;
    if (take_cells(r, r->s, &r->at, r->sheet, &e)) /* 2:9 */
        return e;
    while (is_digit(next(r)) || next(r) == '.')
        r->at++;
    if (to_lower(next(r)) == 'e') {
        r->at++;
        r->at += next(r) == '-' || next(r) == '+';
        while (is_digit(next(r)))
            r->at++;
    }
    e = new_expr(r, EXPR_NUMBER);
    return number_parse(str_sub(r->s, from, r->at), &e->number) ? e : fail(r, (Str){0});
}

/* --- by precedence ---------------------------------------------------------- */

static Expr *operation(FormulaReader *r, char op, Expr *left, Expr *right)
{
    Expr *e = new_expr(r, EXPR_OPERATION);
    e->op = op;
    e->first = left;
    left->next = right;
    return e;
}

static Expr *read_operand(FormulaReader *r)
{
    skip_spaces(r);
    char c = next(r);
    if (take(r, "(")) {
        Expr *e = read_comparison(r);
        return take(r, ")") ? e : fail(r, (Str){0});
    }
    if (c == '"') {
        Expr *e = new_expr(r, EXPR_WORDS);
        e->text = quoted(r, '"');
        return e;
    }
    if (c == '\'') {
        Str sheet = quoted(r, '\'');
        return take(r, "!") ? cells_of_sheet(r, sheet) : fail(r, (Str){0});
    }
    if (c == '[')
        return r->w->of_office ? read_office_reference(r) : fail(r, STR("another workbook"));
    if (is_digit(c) || c == '.')
        return read_number(r);
    return is_word(c) ? read_word(r) : fail(r, c == '#' ? STR("an error value") : (Str){0});
}

/* Signs, which bind more closely than ^, and per cent signs. */
static Expr *read_signed(FormulaReader *r)
{
    if (++r->depth > DEPTH_MOST)
        return fail(r, STR("its depth"));
    Expr *e;
    if (take(r, "-"))
        e = operation(r, OP_NEGATIVE, read_signed(r), NULL);
    else if (take(r, "+"))
        e = read_signed(r);
    else
        e = read_operand(r);
    while (!r->why.n && take(r, "%"))
        e = operation(r, OP_PERCENT, e, NULL);
    r->depth--;
    return e;
}

static Expr *read_power(FormulaReader *r)
{
    Expr *e = read_signed(r);
    while (!r->why.n && take(r, "^"))
        e = operation(r, '^', e, read_signed(r));
    return e;
}

static Expr *read_product(FormulaReader *r)
{
    Expr *e = read_power(r);
    while (!r->why.n) {
        if (take(r, "*"))
            e = operation(r, '*', e, read_power(r));
        else if (take(r, "/"))
            e = operation(r, '/', e, read_power(r));
        else
            break;
    }
    return e;
}

static Expr *read_sum(FormulaReader *r)
{
    Expr *e = read_product(r);
    while (!r->why.n) {
        if (take(r, "+"))
            e = operation(r, '+', e, read_product(r));
        else if (take(r, "-"))
            e = operation(r, '-', e, read_product(r));
        else
            break;
    }
    return e;
}

static Expr *read_joined(FormulaReader *r)
{
    Expr *e = read_sum(r);
    while (!r->why.n && take(r, "&"))
        e = operation(r, '&', e, read_sum(r));
    return e;
}

static Expr *read_comparison(FormulaReader *r)
{
    static const struct {
        const char *token;
        char op;
    } all[] = {{"<=", OP_AT_MOST}, {">=", OP_AT_LEAST}, {"<>", OP_DIFFERS}, {"<", '<'}, {">", '>'}, {"=", '='}};
    if (++r->depth > DEPTH_MOST)
        return fail(r, STR("its depth"));
    Expr *e = read_joined(r);
    for (int i = 0; i < COUNT(all) && !r->why.n; i++) {
        if (!take(r, all[i].token))
            continue;
        e = operation(r, all[i].op, e, read_joined(r));
        i = -1;
    }
    r->depth--;
    return e;
}

const Expr *formula_read(Arena *a, Workbook *w, int sheet, const SheetCell *c, Str *why)
{
    const SheetFormula *f = c->formula;
    FormulaReader r = {.a = a, .w = w, .sheet = sheet, .row = c->row, .s = f->text};
    r.down = c->row - f->row;
    r.right = c->column - f->column;
    if (f->of_array || f->text.n > LONGEST) {
        *why = f->of_array ? STR("an array formula") : STR("its length");
        return NULL;
    }
    const Expr *e = read_comparison(&r);
    skip_spaces(&r);
    if (!r.why.n && r.at < r.s.n)
        fail(&r, (Str){0});
    *why = r.why;
    return r.why.n ? NULL : e;
}

/* --- sums and inputs -------------------------------------------------------- */

static bool is_sum_of_subtotals(const Expr *e)
{
    const Expr *number = e->first;
    bool sums = number && number->kind == EXPR_NUMBER && number->number.exponent == 0
                && (number->number.digits == 9 || number->number.digits == 109);
    return e->function == F_SUBTOTAL && sums && e->nargs == 2 && number->next->kind == EXPR_RANGE;
}

static bool add_terms(Arena *a, const Expr *e, bool minus, SheetTerms *out)
{
    switch (e->kind) {
    case EXPR_RANGE: VEC_PUSH(a, out, (SheetTerm){e->range, minus, false}); return true;
    case EXPR_OPERATION:
        if (e->op == OP_NEGATIVE)
            return add_terms(a, e->first, !minus, out);
        return (e->op == '+' || e->op == '-') && add_terms(a, e->first, minus, out)
               && add_terms(a, e->first->next, minus != (e->op == '-'), out);
    case EXPR_CALL:
        if (is_sum_of_subtotals(e))
            VEC_PUSH(a, out, (SheetTerm){e->first->next->range, minus, true});
        if (e->function != F_SUM)
            return is_sum_of_subtotals(e);
        for (const Expr *p = e->first; p; p = p->next)
            if (!add_terms(a, p, minus, out))
                return false;
        return true;
    default: return false;
    }
}

bool formula_terms(Arena *a, const Expr *e, SheetTerms *out)
{
    return add_terms(a, e, false, out);
}

void formula_inputs(Arena *a, const Expr *e, SheetTerms *out)
{
    if (e->kind == EXPR_RANGE)
        VEC_PUSH(a, out, (SheetTerm){e->range, false, false});
    for (const Expr *p = e->first; p; p = p->next)
        formula_inputs(a, p, out);
}

/* --- as text ---------------------------------------------------------------- */

static void put_range(Buf *b, const Workbook *w, int sheet, const SheetRange *range)
{
    Buf from = {0};
    bool all_rows = range->top == 1 && range->bottom == CELL_ROWS_MOST;
    if (range->sheet != sheet && range->sheet >= 0)
        buf_sheet_cell(&from, w->sheets.at[range->sheet].name, range->top, range->left);
    else
        buf_cell_name(&from, range->top, range->left);
    Str name = buf_view(&from);
    buf_str(b, all_rows ? str_sub(name, 0, name.n - 1) : name);
    buf_free(&from);
    if (range->top == range->bottom && range->left == range->right)
        return;
    buf_char(b, ':');
    buf_cell_name(&from, range->bottom, range->right);
    name = buf_view(&from);
    buf_str(b, all_rows ? str_sub(name, 0, name.n - 7) : name);
    buf_free(&from);
}

static void put_expr(Buf *b, const Workbook *w, int sheet, const Expr *e);

static void put_operation(Buf *b, const Workbook *w, int sheet, const Expr *e)
{
    const char symbol[2] = {e->op, 0};
    const char *op = e->op == OP_AT_MOST    ? "<="
                     : e->op == OP_AT_LEAST ? ">="
                     : e->op == OP_DIFFERS  ? "<>"
                     : e->op == OP_NEGATIVE ? "-"
                                            : symbol;
    if (e->op == OP_NEGATIVE)
        buf_puts(b, op);
    for (const Expr *p = e->first; p; p = p->next) {
        bool inner = p->kind == EXPR_OPERATION && (e->op != '+' || p->op != '+') && p->op != OP_PERCENT;
        buf_puts(b, inner ? "(" : "");
        put_expr(b, w, sheet, p);
        buf_puts(b, inner ? ")" : "");
        if (e->op == OP_PERCENT || (p->next && e->op != OP_NEGATIVE))
            buf_puts(b, op);
    }
}

static void put_expr(Buf *b, const Workbook *w, int sheet, const Expr *e)
{
    Arena *a = w->arena;
    switch (e->kind) {
    case EXPR_NOTHING: return;
    case EXPR_NUMBER: buf_str(b, number_text(a, e->number, -1)); return;
    case EXPR_WORDS: buf_format(b, "\"" STR_FMT "\"", STR_ARG(e->text)); return;
    case EXPR_BOOLEAN: buf_puts(b, e->number.digits ? "TRUE" : "FALSE"); return;
    case EXPR_RANGE: put_range(b, w, sheet, &e->range); return;
    case EXPR_OPERATION: put_operation(b, w, sheet, e); return;
    case EXPR_CALL:
        buf_format(b, "%s(", names[e->function]);
        for (const Expr *p = e->first; p; p = p->next) {
            put_expr(b, w, sheet, p);
            buf_puts(b, p->next ? "," : "");
        }
        buf_char(b, ')');
        return;
    }
}

Str formula_text(Arena *a, const Workbook *w, int sheet, const Expr *e)
{
    Buf b = {0};
    buf_char(&b, '=');
    put_expr(&b, w, sheet, e);
    return buf_take(&b, a);
}
