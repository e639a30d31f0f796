/* Private to formulas: what the parser makes and the evaluator walks. */
#ifndef SHEET_FORMULA_PRIVATE_H
#define SHEET_FORMULA_PRIVATE_H

#include "base/str.h"
#include "sheet/formula.h"

typedef enum ExprKind {
    EXPR_NOTHING,
    EXPR_NUMBER,
    EXPR_WORDS,
    EXPR_BOOLEAN,
    EXPR_RANGE,
    EXPR_OPERATION,
    EXPR_CALL
} ExprKind;

typedef enum FormulaFunction {
    F_ABS,
    F_AND,
    F_AVERAGE,
    F_COUNT,
    F_IF,
    F_IFERROR,
    F_MAX,
    F_MIN,
    F_NOT,
    F_OR,
    F_PRODUCT,
    F_ROUND,
    F_ROUNDDOWN,
    F_ROUNDUP,
    F_SUBTOTAL,
    F_SUM,
    FUNCTION_COUNT
} FormulaFunction;

/* + - * / ^ & = < > and these */
enum { OP_NEGATIVE = 'n', OP_PERCENT = '%', OP_AT_MOST = 'l', OP_AT_LEAST = 'g', OP_DIFFERS = 'd' };

struct Expr {
    ExprKind kind;
    char op;
    FormulaFunction function;
    SheetNumber number; /* a boolean's: 0 or 1 */
    Str text;
    SheetRange range;
    Expr *first, *next; /* operands or arguments */
    int nargs;
};

const char *formula_function_name(FormulaFunction f);

#endif
