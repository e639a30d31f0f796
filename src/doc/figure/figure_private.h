/* What the parts of doc/figure.h share: the placeholder being read, the cells it leads to, its forms, and the figure
 * that is worked out. Everything is in the finder's arena; functions that return false have filled in the fault. */
#ifndef DOC_FIGURE_PRIVATE_H
#define DOC_FIGURE_PRIVATE_H

#include "base/vec.h"
#include "doc/figure.h"
#include "doc/table_cell.h"

#define FIGURE_MINUS "\xE2\x88\x92"

typedef VEC(int) Places;

typedef struct Finder {
    Arena *a;
    const Map *tables;
    const FigureStyle *style; /* NULL: none */
    const Language *language; /* of what is said: the style's, else the table's */
    Str all;                  /* the placeholder, for places in it */
    Map *named;               /* gets the tables that it names; NULL: nobody asks */
    FigureFault *fault;
} Finder;

/* --- faults: figure.c --- */

bool refuse_figure(Finder *f, Code code, Str part, Str message); /* always false */
bool refuse_beside(Finder *f, Pos other, const char *there);     /* adds another place to the fault; always false */
bool refuse_name(Finder *f, Code code, const char *what, Str name, const Strs *names);
/* A cell without a figure where one is needed; so_that is what is not known. */
bool refuse_unknown(Finder *f, const Table *t, CellPlace at, const char *so_that);
/* Two figures of different kinds. */
bool refuse_units(Finder *f, Str part, const FigurePlace *a, const FigurePlace *b);

/* --- cells: path.c --- */

typedef struct FigureSpan {
    const Table *table;
    Places rows, columns; /* no columns: a path that ends at its rows */
} FigureSpan;

const Table *find_table(Finder *f, Str id);
int find_column(Finder *f, const Table *t, Str id);
/* Rows by name, a..b, and several with + or spaces; of a group, its lines. Empty: all lines. */
bool find_rows(Finder *f, const Table *t, Str names, Places *out);
/* A column, or a..b. */
bool find_columns(Finder *f, const Table *t, Str names, Places *out);
/* data/row/column, or row/column in a table. */
bool find_span(Finder *f, const Table *here, Str path, FigureSpan *out);
/* The one figure of a span, or the sum of its figures. */
bool add_span(Finder *f, const FigureSpan *span, FigurePlace *out);
FigureSpan span_of_cell(Finder *f, const Table *t, int row, int column);
/* Whether two figures can be added or compared; both are then in the smaller of their units. False: no fault yet. */
bool bring_together(FigurePlace *a, FigurePlace *b);
/* A cell that counts as zero where figures are worked out. */
bool is_zero(Emptiness empty);

/* --- lines that meet a condition: select.c --- */

/* data[/rows], and with_column [/rows]/column, then perhaps a condition: the lines that meet it. */
bool select_lines(Finder *f, Str written, bool with_column, FigureSpan *out);
/* The lines with the largest (way 1) or smallest (-1) figure of the span; more than one when they are equal. */
bool select_extreme(Finder *f, FigureSpan *span, int way);

/* --- forms: form.c --- */

typedef enum FigureBasis {
    BASIS_ITSELF,
    BASIS_DIFFERENCE, /* from another figure */
    BASIS_CHANGE,     /* the same as a percentage of the other */
    BASIS_SHARE,      /* as a percentage of another */
    BASIS_RATIO,      /* divided by another of the same kind */
    BASIS_PER,        /* for each, or for each thousand, of another kind */
    BASIS_RANK,       /* its place among the lines by size */
} FigureBasis;

typedef enum FigureShape {
    SHAPE_FIGURE,
    SHAPE_WORDS,
    SHAPE_ABOUT, /* rounded, with "about" or "just under" */
    SHAPE_ONE_IN,
    SHAPE_ORDINAL,
    SHAPE_LABEL,   /* the row's, not the figure */
    SHAPE_HEADING, /* the column's */
} FigureShape;

/* Words for a direction that follow the figure. */
typedef enum FigureWording {
    WORDING_NONE,
    WORDING_ROSE_BY,
    WORDING_ROSE_TO,
    WORDING_RISE_OF,
    WORDING_UP,
    WORDING_MORE,
    WORDING_HIGHER,
} FigureWording;

/* How several figures stand one after the other. */
typedef enum FigureSeries { SERIES_PLAIN, SERIES_BY_YEAR, SERIES_FROM_TO } FigureSeries;

typedef struct FigureForm {
    FigureBasis basis;
    Str other, basis_word; /* what it is worked out with, and the word that asks for it */
    int64_t each;          /* BASIS_PER: 1, 1,000 … */
    FigureShape shape;
    FigureWording wording;
    FigureSeries series;
    bool money;         /* in pounds, else in the figure's own unit */
    const char *behind; /* what follows a figure in pounds: "", "k" */
    WordId spelt;       /* a word that follows instead; WORD_COUNT: none */
    int exponent;
    int decimals; /* -1: not said */
    bool percent, per_cent, bare, magnitude, printed, lower;
} FigureForm;

bool read_form(Finder *f, Str rest, FigureForm *form);
/* The next word of a placeholder, without bars; empty at the end. */
Str next_form_word(Str *rest);

/* --- figures that are worked out: work.c --- */

/* over divided by under, exactly; in the unit of its place. */
typedef struct FigureWork {
    FigurePlace place;
    FigurePlace own; /* the figure before it was compared */
    Decimal over, under;
    bool compared; /* with another figure: shown without its sign */
    bool points;   /* a difference of percentages */
    bool to_one;   /* a ratio */
    bool pure;     /* a number of lines, a rank or a ratio: neither money nor a percentage */
    int sign;      /* of the direction */
    bool hidden;   /* as it was written it is zero, but it is not */
} FigureWork;

bool work_out(Finder *f, const FigureSpan *span, const FigurePlace *place, const FigureForm *form, FigureWork *out);
/* value × 10^exponent to that many decimals, rounded once; -1: its own. */
bool work_round(Finder *f, const FigureWork *w, int exponent, int decimals, Decimal *out);
void work_lose_sign(FigureWork *w);
/* The figure that a form compares with. */
bool find_other(Finder *f, const FigureSpan *span, const FigureForm *form, FigureSpan *out);

/* --- texts --- */

Str with_sign(Arena *a, Str figure, const char *before, Str behind);             /* −£5m for −5 */
bool write_number(Finder *f, FigureWork *w, const FigureForm *form, Str *out);   /* in digits, with its unit: write.c */
bool write_figure(Finder *f, FigureWork *w, const FigureForm *form, Str *out);   /* in its shape: write.c */
bool write_about(Finder *f, FigureWork *w, const FigureForm *form, Str *out);    /* about.c */
bool write_one_in(Finder *f, const FigureWork *w, Str *out);                     /* about.c */
bool write_directed(Finder *f, FigureWork *w, const FigureForm *form, Str *out); /* in its words: direction.c */

#endif
