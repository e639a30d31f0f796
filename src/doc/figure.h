/* Figures of the data in sentences: where a path leads, and the figure there in the requested form.
 *
 *     budget/net/2013-14              with its unit: £131,734,000
 *     budget/net/2013-14 | £m 1       £131.7m
 *     sum budget/1..6/2013-14 | £k    the sum of lines (also a+b, and a group's id)
 *     count grants/group | words      "eleven"
 *     budget/growth/2013-14 | magnitude       without its sign: "fell by 4.8%"
 *     budget/17/2012-13 | printed     the printed figure of a misprint */
#ifndef DOC_FIGURE_H
#define DOC_FIGURE_H

#include "doc/table.h"

/* What is wrong, and where in the placeholder (bytes). */
typedef struct FigureFault {
    Code code;
    int at, n;
    Str message;
    Str near;  /* "did you mean"; empty: none */
    Pos other; /* the text that leads back here, in a circle; line 0: none */
} FigureFault;

typedef struct FigurePlace {
    const Table *table;
    int row, column; /* of the first row when several are added */
    int nrows;
    Emptiness empty; /* CELL_FILLED when value is set, or the cell has words */
    bool number;
    Decimal value; /* the one that counts */
    Str unit;
    int decimals; /* -1: the value's own */
} FigurePlace;

/* The house style for figures. */
typedef struct FigureStyle {
    const Language *language; /* of words in it; NULL: that of the table */
    bool parentheses;         /* around negative ones, instead of a minus */
    int words_below; /* the form `words` writes smaller whole numbers as words, up to 100; 0: those below 100 */
} FigureStyle;

/* Where figures are looked for, and how they are set. */
typedef struct FigureAsk {
    Arena *arena;
    const Map *tables;
    const Table *here;        /* the table of paths that omit the data; NULL: none */
    const FigureStyle *style; /* NULL: no spoken form */
} FigureAsk;

/* The text for a placeholder; with a minus, whatever the style. False: *fault has the reason. */
bool figure_text(const FigureAsk *ask, Str written, Str *out, FigureFault *fault);

/* Where data/row/column leads. Rows by id or reference number; a+b and a..b are added. False: *fault has the reason. */
bool figure_find(const FigureAsk *ask, Str path, FigurePlace *out, FigureFault *fault);

/* The number of lines of the table or of a group; -1: no such group. */
int table_lines(const Table *t, Str group);

/* The sign that the form `magnitude` omits. False: the placeholder has no such form. */
bool figure_sign(Arena *a, const Map *tables, Str written, int *sign);

/* The direction of a row from year to year: -1, 0 or 1, for `difference` and `change` between two years of one row.
 * False: the placeholder has no such form. */
bool figure_direction(Arena *a, const Map *tables, Str written, int *sign);

#endif
