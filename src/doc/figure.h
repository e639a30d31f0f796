/* Figures of the data in sentences: where a path leads, and the figure there in the form that is asked for.
 *
 *     budget/net/2013-14              with its unit: £131,734,000
 *     budget/net/2013-14 | £m 1       £131.7m
 *     sum budget/1..6/2013-14 | £k    the sum of lines (also a+b, and a group's id)
 *     count grants/group | words      "eleven"
 *     budget/growth/2013-14 | magnitude       without its sign: "fell by 4.8%"
 *     budget/17/2012-13 | printed     of a misprint the figure that was printed
 */
#ifndef DOC_FIGURE_H
#define DOC_FIGURE_H

#include "doc/table.h"

/* What cannot be read, and where in what was written (bytes). */
typedef struct FigureFault {
    Code code;
    int at, n;
    Str message;
    Str near;  /* "did you mean"; empty for none */
    Pos other; /* what leads back here, in a ring of words; line 0: nothing */
} FigureFault;

typedef struct FigurePlace {
    const Table *table;
    int row, column; /* of the first row when several are added */
    int nrows;
    Emptiness empty; /* CELL_FILLED when value holds, or the cell has words */
    bool number;
    Decimal value; /* the one that counts */
    Str unit;
    int decimals; /* -1: the value's own */
} FigurePlace;

/* How a house sets figures. */
typedef struct FigureStyle {
    const Language *language; /* of words in it; NULL: that of the table */
    bool parentheses;         /* around negative ones, instead of a minus */
    int words_below; /* the form `words` writes smaller whole numbers as words, up to 100; 0: those below 100 */
} FigureStyle;

/* The text for what stands between double braces; with a minus, whatever the style. style NULL: nothing is said. False:
 * *fault says why. */
bool figure_text(Arena *a, const Map *tables, const FigureStyle *style, Str written, Str *out, FigureFault *fault);

/* Where data/row/column leads; rows by id or reference number, a+b and a..b added. The data may be left out when `here`
 * is not NULL. False: *fault says why. */
bool figure_find(Arena *a, const Map *tables, const Table *here, Str path, FigurePlace *out, FigureFault *fault);

/* How many lines the table, or a group of it, has; -1: no group is called so. */
int table_lines(const Table *t, Str group);

/* The sign that the form `magnitude` leaves out. False: nothing of the kind is written. */
bool figure_sign(Arena *a, const Map *tables, Str written, int *sign);

/* Which way a row went from year to year: -1, 0 or 1, for `difference` and `change` between two years of one row.
 * False: nothing of the kind is written. */
bool figure_direction(Arena *a, const Map *tables, Str written, int *sign);

#endif
