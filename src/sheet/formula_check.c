/* What a formula gives, from the stored values of its cells, in exact decimals.
 *
 * Spreadsheets calculate in binary, so a result agrees when it is as near as that explains, beside the largest number
 * on the way. Where a spreadsheet would turn words into numbers or the other way round, the formula counts as not
 * checked rather than wrong. */
#include "sheet/formula_private.h"

#include "base/str.h"

typedef struct FormulaValue {
    ValueKind kind;
    SheetNumber number; /* a boolean's: 0 or 1 */
    Str text;
} FormulaValue;

typedef struct Evaluator {
    Arena *a;
    Workbook *w;
    SheetNumber largest;
    int64_t *reads;
    Str why; /* not empty: it cannot be worked out */
} Evaluator;

/* What functions add up over their arguments. */
typedef struct Gathered {
    SheetNumber sum, least, most, product;
    int count;
    bool without_subtotals, all_true, any_true, faulty;
    Str fault;
} Gathered;

static FormulaValue evaluate(Evaluator *v, const Expr *e);

static FormulaValue nothing(Evaluator *v, const char *why)
{
    if (!v->why.n)
        v->why = str_c(why);
    return (FormulaValue){VALUE_BLANK, {0, 0}, {0}};
}

static void see(Evaluator *v, SheetNumber n)
{
    n = number_size(n);
    if (number_compare(n, v->largest) > 0)
        v->largest = n;
}

static FormulaValue number_value(Evaluator *v, SheetNumber n)
{
    see(v, n);
    return (FormulaValue){.kind = VALUE_NUMBER, .number = n};
}

static FormulaValue boolean_value(bool yes)
{
    return (FormulaValue){.kind = VALUE_BOOLEAN, .number = number_of(yes)};
}

static FormulaValue fault_value(const char *fault)
{
    return (FormulaValue){.kind = VALUE_FAULTY, .text = str_c(fault)};
}

static FormulaValue value_of_cell(Evaluator *v, const SheetCell *c)
{
    if (!c)
        return (FormulaValue){0};
    if (!c->stored)
        return nothing(v, "a cell without a stored value");
    FormulaValue value = {c->kind, c->number, c->text};
    if (c->kind == VALUE_BOOLEAN)
        value.number = number_of(str_is(c->text, "TRUE"));
    if (c->kind == VALUE_NUMBER)
        see(v, c->number);
    return value;
}

static const SheetGrid *sheet_of(Evaluator *v, const SheetRange *range)
{
    SheetFault fault = {0};
    const SheetGrid *s = workbook_sheet(v->w, range->sheet, &fault);
    if (!s)
        nothing(v, "a sheet that cannot be read");
    return s;
}

static bool may_read(Evaluator *v)
{
    if (++*v->reads <= FORMULA_READS_MOST)
        return true;
    nothing(v, "the number of cells that formulas read");
    return false;
}

/* A range of one cell, or, of a column or row, the cell beside the formula, which no spreadsheet does any more. */
static FormulaValue value_of_range(Evaluator *v, const SheetRange *range)
{
    if (range->top != range->bottom || range->left != range->right)
        return nothing(v, "a range where a cell was expected");
    const SheetGrid *s = sheet_of(v, range);
    return s && may_read(v) ? value_of_cell(v, sheet_cell(s, range->top, range->left)) : (FormulaValue){0};
}

/* --- operations ------------------------------------------------------------- */

static bool is_number(const FormulaValue *value)
{
    return value->kind == VALUE_NUMBER || value->kind == VALUE_BLANK || value->kind == VALUE_BOOLEAN;
}

static FormulaValue power(Evaluator *v, SheetNumber base, SheetNumber exponent)
{
    SheetNumber result = number_of(1);
    int times = (int)number_truncate(exponent, 0).digits;
    if (exponent.exponent != 0 || times < 0 || times > 100)
        return nothing(v, "a power");
    for (int i = 0; i < times; i++)
        result = number_multiply(result, base);
    return number_value(v, result);
}

static FormulaValue calculate(Evaluator *v, char op, SheetNumber x, SheetNumber y)
{
    switch (op) {
    case '+': return number_value(v, number_add(x, y));
    case '-': return number_value(v, number_add(x, number_negative(y)));
    case '*': return number_value(v, number_multiply(x, y));
    case '/': return y.digits ? number_value(v, number_divide(x, y)) : fault_value("#DIV/0!");
    case '^': return power(v, x, y);
    default: return nothing(v, "an operation");
    }
}

static FormulaValue compare(Evaluator *v, char op, const FormulaValue *x, const FormulaValue *y)
{
    int order;
    if (x->kind == VALUE_WORDS && y->kind == VALUE_WORDS && (op == '=' || op == OP_DIFFERS))
        order = !str_eq_folded(x->text, y->text);
    else if (!is_number(x) || !is_number(y))
        return nothing(v, "a comparison of words");
    else
        order = number_is_close(x->number, y->number, v->largest) ? 0 : number_compare(x->number, y->number);
    switch (op) {
    case '=': return boolean_value(order == 0);
    case '<': return boolean_value(order < 0);
    case '>': return boolean_value(order > 0);
    case OP_AT_MOST: return boolean_value(order <= 0);
    case OP_AT_LEAST: return boolean_value(order >= 0);
    default: return boolean_value(order != 0);
    }
}

static bool compares(char op)
{
    return op == '=' || op == '<' || op == '>' || op == OP_AT_MOST || op == OP_AT_LEAST || op == OP_DIFFERS;
}

static FormulaValue evaluate_operation(Evaluator *v, const Expr *e)
{
    FormulaValue x = evaluate(v, e->first), y = {0};
    if (e->first->next)
        y = evaluate(v, e->first->next);
    if (x.kind == VALUE_FAULTY || y.kind == VALUE_FAULTY)
        return x.kind == VALUE_FAULTY ? x : y;
    if (compares(e->op))
        return compare(v, e->op, &x, &y);
    if (!is_number(&x) || !is_number(&y) || e->op == '&')
        return nothing(v, "words in a calculation");
    if (e->op == OP_NEGATIVE)
        return number_value(v, number_negative(x.number));
    if (e->op == OP_PERCENT)
        return number_value(v, number_divide(x.number, number_of(100)));
    return calculate(v, e->op, x.number, y.number);
}

/* --- functions over ranges -------------------------------------------------- */

static void gather(Gathered *g, const FormulaValue *value, bool typed)
{
    bool boolean = value->kind == VALUE_BOOLEAN;
    if (value->kind == VALUE_FAULTY && !g->faulty) {
        g->faulty = true;
        g->fault = value->text;
    }
    if (value->kind != VALUE_NUMBER && !boolean)
        return;
    g->all_true = g->all_true && value->number.digits;
    g->any_true = g->any_true || value->number.digits;
    if (boolean && !typed) /* in a range, truth is no number */
        return;
    SheetNumber n = value->number;
    g->least = g->count == 0 || number_compare(n, g->least) < 0 ? n : g->least;
    g->most = g->count == 0 || number_compare(n, g->most) > 0 ? n : g->most;
    g->product = g->count == 0 ? n : number_multiply(g->product, n);
    g->sum = number_add(g->sum, n);
    g->count++;
}

bool formula_is_subtotal(const SheetCell *c)
{
    return c->formula && str_eq_folded(str_sub(c->formula->text, 0, 8), STR("SUBTOTAL"));
}

static void gather_row(Evaluator *v, const SheetGrid *s, int index, const SheetRange *range, Gathered *g)
{
    int end = sheet_row_end(s, index);
    for (int i = sheet_cell_from(s, index, range->left); i < end && may_read(v); i++) {
        const SheetCell *c = &s->cells.at[i];
        if (c->column > range->right)
            return;
        FormulaValue value = value_of_cell(v, c);
        if (!(g->without_subtotals && formula_is_subtotal(c)))
            gather(g, &value, false);
    }
}

static void gather_range(Evaluator *v, const SheetRange *range, Gathered *g)
{
    const SheetGrid *s = sheet_of(v, range);
    for (int i = s ? sheet_row_at(s, range->top) : 0; s && i < s->rows.n && may_read(v); i++) {
        if (s->rows.at[i].row > range->bottom)
            return;
        gather_row(v, s, i, range, g);
    }
}

static void gather_all(Evaluator *v, const Expr *first, Gathered *g)
{
    for (const Expr *p = first; p && !v->why.n; p = p->next) {
        if (p->kind == EXPR_RANGE) {
            gather_range(v, &p->range, g);
            continue;
        }
        FormulaValue value = evaluate(v, p);
        if (value.kind == VALUE_WORDS)
            nothing(v, "words in a calculation");
        gather(g, &value, true);
    }
}

static FormulaValue gathered_value(Evaluator *v, FormulaFunction f, const Gathered *g)
{
    if (g->faulty && f != F_COUNT)
        return (FormulaValue){.kind = VALUE_FAULTY, .text = g->fault};
    switch (f) {
    case F_SUM: return number_value(v, g->sum);
    case F_COUNT: return number_value(v, number_of(g->count));
    case F_MIN: return number_value(v, g->least);
    case F_MAX: return number_value(v, g->most);
    case F_PRODUCT: return number_value(v, g->product);
    case F_AND: return boolean_value(g->all_true);
    case F_OR: return boolean_value(g->any_true);
    case F_AVERAGE:
        return g->count ? number_value(v, number_divide(g->sum, number_of(g->count))) : fault_value("#DIV/0!");
    default: return nothing(v, "a function");
    }
}

/* SUBTOTAL(9,…) and SUBTOTAL(109,…) are SUM; hidden rows, which the second leaves out, are reported anyway. */
static FormulaValue evaluate_subtotal(Evaluator *v, const Expr *e)
{
    static const FormulaFunction functions[] = {F_AVERAGE, F_COUNT,        FUNCTION_COUNT, F_MAX, F_MIN,
                                                F_PRODUCT, FUNCTION_COUNT, FUNCTION_COUNT, F_SUM};
    Gathered g = {.all_true = true, .without_subtotals = true};
    if (e->nargs < 2 || e->first->kind != EXPR_NUMBER || e->first->number.exponent > 2)
        return nothing(v, "SUBTOTAL");
    int64_t number = e->first->number.digits;
    for (int i = 0; i < e->first->number.exponent; i++)
        number *= 10;
    number %= 100;
    if (number < 1 || number > COUNT(functions) || functions[number - 1] == FUNCTION_COUNT)
        return nothing(v, "SUBTOTAL");
    gather_all(v, e->first->next, &g);
    return gathered_value(v, functions[number - 1], &g);
}

/* --- other functions -------------------------------------------------------- */

static FormulaValue evaluate_if(Evaluator *v, const Expr *e)
{
    if (e->nargs < 2 || e->nargs > 3)
        return nothing(v, "IF");
    FormulaValue condition = evaluate(v, e->first);
    if (condition.kind == VALUE_FAULTY)
        return condition;
    if (!is_number(&condition))
        return nothing(v, "words as a condition");
    const Expr *yes = e->first->next;
    if (condition.number.digits)
        return evaluate(v, yes);
    return yes->next ? evaluate(v, yes->next) : boolean_value(false);
}

static FormulaValue evaluate_if_error(Evaluator *v, const Expr *e)
{
    if (e->nargs != 2)
        return nothing(v, "IFERROR");
    FormulaValue value = evaluate(v, e->first);
    return value.kind == VALUE_FAULTY ? evaluate(v, e->first->next) : value;
}

static SheetNumber rounded(FormulaFunction f, SheetNumber n, int places)
{
    SheetNumber down = number_truncate(n, places);
    if (f == F_ROUND)
        return number_round(n, places);
    if (f == F_ROUNDDOWN || number_compare(down, n) == 0)
        return down;
    return number_add(down, (SheetNumber){n.digits < 0 ? -1 : 1, -places});
}

static FormulaValue evaluate_rounding(Evaluator *v, const Expr *e)
{
    enum { PLACES_MOST = 15 };
    if (e->nargs != 2)
        return nothing(v, "ROUND");
    FormulaValue n = evaluate(v, e->first), places = evaluate(v, e->first->next);
    if (n.kind == VALUE_FAULTY)
        return n;
    SheetNumber whole = number_truncate(places.number, 0);
    if (!is_number(&n) || !is_number(&places) || whole.exponent > 1 || whole.digits > PLACES_MOST
        || whole.digits < -PLACES_MOST)
        return nothing(v, "ROUND");
    int to = (int)whole.digits * (whole.exponent ? 10 : 1);
    return number_value(v, rounded(e->function, number_round(n.number, PLACES_MOST), to));
}

static FormulaValue evaluate_one(Evaluator *v, const Expr *e)
{
    if (e->nargs != 1)
        return nothing(v, formula_function_name(e->function));
    FormulaValue n = evaluate(v, e->first);
    if (n.kind == VALUE_FAULTY)
        return n;
    if (!is_number(&n))
        return nothing(v, "words in a calculation");
    return e->function == F_NOT ? boolean_value(!n.number.digits) : number_value(v, number_size(n.number));
}

static FormulaValue evaluate_call(Evaluator *v, const Expr *e)
{
    Gathered g = {.all_true = true};
    switch (e->function) {
    case F_IF: return evaluate_if(v, e);
    case F_IFERROR: return evaluate_if_error(v, e);
    case F_ABS:
    case F_NOT: return evaluate_one(v, e);
    case F_ROUND:
    case F_ROUNDUP:
    case F_ROUNDDOWN: return evaluate_rounding(v, e);
    case F_SUBTOTAL: return evaluate_subtotal(v, e);
    default: gather_all(v, e->first, &g); return gathered_value(v, e->function, &g);
    }
}

static FormulaValue evaluate(Evaluator *v, const Expr *e)
{
    if (v->why.n)
        return (FormulaValue){0};
    switch (e->kind) {
    case EXPR_NUMBER: return number_value(v, e->number);
    case EXPR_WORDS: return (FormulaValue){.kind = VALUE_WORDS, .text = e->text};
    case EXPR_BOOLEAN: return boolean_value(e->number.digits);
    case EXPR_RANGE: return value_of_range(v, &e->range);
    case EXPR_OPERATION: return evaluate_operation(v, e);
    case EXPR_CALL: return evaluate_call(v, e);
    case EXPR_NOTHING: break;
    }
    return (FormulaValue){0};
}

/* --- the verdict ------------------------------------------------------------ */

static bool agrees(Evaluator *v, const FormulaValue *given, const SheetCell *c)
{
    bool blank = given->kind == VALUE_BLANK || (given->kind == VALUE_WORDS && !given->text.n);
    switch (c->kind) {
    case VALUE_NUMBER: return is_number(given) && number_is_close(given->number, c->number, v->largest);
    case VALUE_BOOLEAN: return is_number(given) && !given->number.digits == !str_is(c->text, "TRUE");
    case VALUE_WORDS: return c->text.n ? given->kind == VALUE_WORDS && str_eq(given->text, c->text) : blank;
    case VALUE_FAULTY: return given->kind == VALUE_FAULTY;
    case VALUE_BLANK: break;
    }
    return blank || (given->kind == VALUE_NUMBER && !given->number.digits);
}

static Str words_of(const FormulaValue *value)
{
    if (value->kind == VALUE_BOOLEAN)
        return value->number.digits ? STR("TRUE") : STR("FALSE");
    return value->kind == VALUE_BLANK ? STR("nothing") : value->text;
}

FormulaCheck formula_check(Arena *a, Workbook *w, const Expr *e, const SheetCell *c, int64_t *reads)
{
    Evaluator v = {.a = a, .w = w, .reads = reads};
    FormulaValue given = evaluate(&v, e);
    if (v.why.n)
        return (FormulaCheck){.verdict = FORMULA_NOT_CHECKED, .words = v.why};
    if (agrees(&v, &given, c))
        return (FormulaCheck){.verdict = FORMULA_AGREES};
    if (given.kind == VALUE_NUMBER)
        return (FormulaCheck){.verdict = FORMULA_DIFFERS, .expected = given.number};
    return (FormulaCheck){.verdict = FORMULA_DIFFERS, .words = words_of(&given)};
}
