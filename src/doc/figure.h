/* Figures of the data in sentences: what a placeholder leads to, and the words for it in the requested form.
 *
 * A placeholder is a subject and, after a bar, forms. Subjects:
 *
 *     budget/net/2013-14                  a figure, by data, row and column
 *     sum budget/1..6/2013-14             the sum of lines (also a+b, a group's id, columns a..b); "sum" may be omitted
 *     sum grants/amount where …           the sum of the lines that meet a condition
 *     largest budget/2013-14              the line with the largest figure; smallest; of a group: largest
 * budget/g/2013-14 count grants/group where …          the number of lines list performance where …            the
 * names of lines: "Arson, Burglary and Theft" list budget/net/2011-12..2013-14    figures one after the other, not
 * added
 *
 * A condition is COLUMN is VALUE, also not, above, below, at-least and at-most (=, !=, >, <, >=, <=); VALUE is a
 * figure, a column, a verdict or words. Several are joined by "and".
 *
 * Forms say, in any order, what is worked out (difference X, change X, share X, ratio X, per X, per 1,000 X, rank),
 * what it is shown as (£m 1, %, words, about, one-in, ordinal, label, heading, by-year, from-to), and in which words
 * (rose-by, rose-to, rise-of, up, more, higher). X is a column, a row, row/column or data/row/column.
 *
 * Amounts of money are converted; figures of other kinds are never added or compared (DAT018). A figure is exact to the
 * end and rounded once, halves away from zero. What is not known makes what is worked out from it unknown (DAT033). */
#ifndef DOC_FIGURE_H
#define DOC_FIGURE_H

#include "doc/table.h"

/* What is wrong, and where in the placeholder (bytes). */
typedef struct FigureFault {
    Code code;
    int at, n;
    Str message;
    Str near;          /* "did you mean"; empty: none */
    Pos other;         /* another place that explains it; line 0: none */
    const char *there; /* what is at that place */
} FigureFault;

typedef struct FigurePlace {
    const Table *table;
    int row, column; /* of the first cell when several are added */
    int nrows;       /* cells */
    Emptiness empty; /* CELL_FILLED when value is set, or the cell has words */
    bool number;
    Decimal value; /* the one that counts */
    Str unit;      /* of several: the smallest of theirs */
    int decimals;  /* -1: the value's own */
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

/* The path of the figure that a placeholder shows: "budget/net/2013-14"; of one that is worked out from two, both with
 * a space between them. Empty: a sum, a count or a list. */
Str figure_shown(Arena *a, const Map *tables, Str written);

/* What a cell takes from a placeholder. */
typedef struct FigureTarget {
    Str unit;
    int decimals; /* -1: as many as the figure has */
    Map *named;   /* gets the tables that the placeholder names */
} FigureTarget;

/* The figure of a placeholder for a cell: worked out, with its sign, in the cell's unit and rounded once. A cell
 * without a figure gives its reason in empty. False: *fault has the reason; named is then not complete. */
bool figure_value(const FigureAsk *ask, Str written, const FigureTarget *target, FigurePlace *out, FigureFault *fault);

/* Where data/row/column leads. Rows by id or reference number; a+b and a..b are added. False: *fault has the reason. */
bool figure_find(const FigureAsk *ask, Str path, FigurePlace *out, FigureFault *fault);

/* The number of lines of the table or of a group; -1: no such group. */
int table_lines(const Table *t, Str group);

/* The sign that the form `magnitude` omits. False: the placeholder has no such form. */
bool figure_sign(Arena *a, const Map *tables, Str written, int *sign);

/* The direction of a row from year to year: -1, 0 or 1, for `difference` and `change` between two years of one row.
 * False: the placeholder has no such form, or has its own word for the direction. */
bool figure_direction(Arena *a, const Map *tables, Str written, int *sign);

#endif
