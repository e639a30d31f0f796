/* Formulas: what they consist of, and whether the value that is stored with one is the value that it gives.
 *
 * Understood are + - * / ^ % & and comparisons, SUM, SUBTOTAL, AVERAGE, COUNT, MIN, MAX, PRODUCT, ABS, ROUND, ROUNDUP,
 * ROUNDDOWN, IF, IFERROR, AND, OR and NOT, over cells, ranges, named ranges and columns of table objects, of any sheet
 * of the workbook. A formula takes the stored values of its cells, so a circle of formulas is no danger. */
#ifndef SHEET_FORMULA_H
#define SHEET_FORMULA_H

#include "base/vec.h"
#include "sheet/sheet.h"

typedef struct Expr Expr;

/* Reads the formula of a cell. NULL: it is not understood, and *why names what is not. */
const Expr *formula_read(Arena *a, Workbook *w, int sheet, const SheetCell *c, Str *why);
/* As a spreadsheet shows it: "=SUM(C2:C8)". sheet: that of its cell, which need not be named. */
Str formula_text(Arena *a, const Workbook *w, int sheet, const Expr *e);

/* A cell or range that a formula adds or subtracts. */
typedef struct SheetTerm {
    SheetRange range;
    bool minus;
    bool totals_apart; /* of SUBTOTAL: cells with a SUBTOTAL of their own do not count */
} SheetTerm;
typedef VEC(SheetTerm) SheetTerms;
/* False: it is not a sum of cells and ranges. */
bool formula_terms(Arena *a, const Expr *e, SheetTerms *out);
bool formula_is_subtotal(const SheetCell *c);
/* All cells and ranges that it names, for a walk from formula to formula; minus says nothing. */
void formula_inputs(Arena *a, const Expr *e, SheetTerms *out);

typedef enum FormulaVerdict { FORMULA_AGREES, FORMULA_DIFFERS, FORMULA_NOT_CHECKED } FormulaVerdict;
typedef struct FormulaCheck {
    FormulaVerdict verdict;
    SheetNumber expected; /* when it differs in a number */
    Str words;            /* when it differs otherwise: what it gives. Not checked: why */
} FormulaCheck;
/* *reads counts the cells read so far; beyond FORMULA_READS_MOST nothing more is checked. */
enum { FORMULA_READS_MOST = 20000000 };
FormulaCheck formula_check(Arena *a, Workbook *w, const Expr *e, const SheetCell *c, int64_t *reads);

#endif
