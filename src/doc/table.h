/* Data: one model for all vocabularies. A Table is exactly what the finance officer wrote; table_place turns it into
 * a NODE_TABLE for the page. */
#ifndef DOC_TABLE_H
#define DOC_TABLE_H

#include "doc/doc.h"

/* Larger tables, typed or of data, are refused (IO009), and so are those whose sums add up more figures in all. */
enum { TABLE_COLUMNS_MOST = 500, TABLE_CELLS_MOST = 1000000, TABLE_SUMMED_MOST = 20000000 };

typedef enum ColumnKind {
    COL_TEXT,
    COL_AMOUNT,
    COL_COUNT,
    COL_FTE,
    COL_PERCENT,
    COL_CODE,
    COL_STATUS,
    COL_NOTE,
    COL_DATE,
    COLUMN_KIND_COUNT
} ColumnKind;

/* The marks of notes and other markup at words that are otherwise a string: a caption, a heading, a label. Only a page
 * shows them. */
typedef struct Marks {
    Str note;      /* ids of notes of the table with spaces between them, marked behind the words; empty: none */
    Node *content; /* NODE_CELL: a paragraph of the words with their markup, then NODE_NOTEs for footnotes whose text
                      stands there too; NULL: plain words */
} Marks;

/* The headings over a column, from the top. */
enum { OUTER_HEAD, SPAN_HEAD, OWN_HEAD, HEAD_LEVELS };

typedef struct Column {
    Str id, label, unit;
    int joins;       /* how many of the columns after it are set in its cells where they stand side by side */
    Str joint_label; /* the heading over them */
    ColumnKind kind;
    int decimals;   /* -1: as written */
    Str span;       /* label of the spanning head above it; empty for none */
    Str outer_span; /* label of the head above that; empty for none */
    Marks marks[HEAD_LEVELS];
    Str measure; /* in workforce: the measure ("fte", "posts"); unlike measures are never added */
    Str also;    /* the year or date of its figures, when the headings have none */
    int weight;
    bool current;
    bool declared; /* the author wrote its kind */
    bool exact;    /* its figures may have more places than are shown */
    bool variance; /* its figures are favourable or, in parentheses, adverse */
    bool rises;    /* percentages below zero are usual: its heading speaks of a change */
    int weights;   /* the column that weights the means in its totals; 0: totals are sums */
    Pos pos;
} Column;

/* What a sum does with terms that are not known. */
typedef enum UnknownFigures {
    UNKNOWN_SPREADS,  /* is not known either */
    UNKNOWN_EXCLUDED, /* leaves them out, and a note states that */
    UNKNOWN_INCLUDED  /* is a published figure that has them in it: it is not checked */
} UnknownFigures;

/* What official statistics put beside a figure: [r], [p], [e], [f], [b] and [u]. */
typedef enum Marker {
    MARKER_REVISED,
    MARKER_PROVISIONAL,
    MARKER_ESTIMATED,
    MARKER_FORECAST,
    MARKER_BREAK,
    MARKER_UNRELIABLE,
    MARKER_COUNT
} Marker;

typedef struct Cell {
    Pos pos;
    Emptiness empty;
    bool number;    /* value holds */
    bool misprint;  /* it has more places than can be, as was reported */
    Decimal value;  /* as printed */
    bool corrected; /* correct is set: the print is known to be wrong */
    Decimal correct;
    Str reason;             /* why it is corrected */
    Str differs;            /* why it is known to differ from what is expected; empty: it must not */
    bool stated;            /* differs_by is set */
    Decimal differs_by;     /* the figure less the one that is expected */
    int tolerance;          /* units of the last place that it may be out by; -1: its row's */
    UnknownFigures unknown; /* what it does with terms that are not known */
    bool leaves_out;        /* it does leave some out */
    bool computed;          /* table_cast computes the value; it is not printed */
    Str text;               /* a text cell of one paragraph, or words shown instead of the figure */
    bool bound;             /* its words show figures of the data */
    int waiting;            /* not 0: still to be read, as the table's unbound words of that number */
    Node *content;          /* NODE_CELL with blocks when richer than one plain text, or of text with markup in
                               it; else NULL */
    int colspan, rowspan;   /* 1 normally. colspan 0: covered by a cell -rowspan rows up, there or to the left */
    unsigned markers;       /* of statistics: bits of 1 << Marker */
    Str status;             /* in a column of verdicts: "achieved", "missed" or "not-applicable"; in one of the statuses
                               or directions of a key: the id of its KeyEntry; else empty */
    Str note;               /* ids of its notes with spaces between them; empty for none */
} Cell;

typedef struct Row {
    Str id, label, reference;
    Str also; /* other names, with semicolons between them; empty: none */
    RowRole role;
    int level;         /* depth of its group, from 0 */
    Str unit;          /* of its figures, shown with each, when it differs from the column's; empty: none */
    int decimals;      /* of its figures; -1: its columns' */
    bool money;        /* its unit is one of money, which only its amounts have */
    bool memo;         /* it is in no sum that does not name it */
    bool income;       /* more is favourable: its variances have the other sign */
    int tolerance;     /* as a cell's; -1: the table's */
    bool told;         /* what is wrong with its rule was reported */
    Str untested;      /* why nothing tests its figures; empty: something must, if it is a sum or balance */
    Str exempt;        /* ids of the columns whose rule does not hold here, with spaces between them */
    Cell *cells;       /* one for each column of the table */
    const Attr *facts; /* for open data: a grant's attributes */
    int nfacts;
    Pos pos;
} Row;

/* A status or direction of a delivery plan. */
typedef struct KeyEntry {
    Str id, name, meaning; /* meaning: empty when the key gives none */
    Str look;              /* of a status its colour, "red"; of a direction its arrow, "up"; "none": not recorded */
    bool direction;
} KeyEntry;

typedef struct TableNote {
    Str id;
    Node *content; /* NODE_NOTE with blocks */
} TableNote;

/* How the figures of a row (or column) are calculated from those of other rows (columns). */
typedef enum RelationKind {
    RELATION_SUM,        /* of its terms, each added or subtracted */
    RELATION_DIFFERENCE, /* first term less second */
    RELATION_STEP,       /* one row: its figure less that of the previous column */
    RELATION_CUMULATIVE, /* one row: all its figures up to this column */
    RELATION_SHARE,      /* first term as a percentage of the second */
    RELATION_CHANGE,     /* percentage change from first term to second */
    RELATION_GROWTH,     /* one row: percentage change from the previous column */
    RELATION_RATIO,      /* first term by second */
    RELATION_WEEKLY,     /* one fifty-second of the sum of its terms */
    RELATION_PRODUCT,    /* of its terms */
    RELATION_MEAN,       /* of its terms; in a column with weights, weighted by them */
    RELATION_OPENING,    /* one row: its figure in the previous column */
    RELATION_VARIANCE,   /* first term less second, where that is favourable; in rows of income the other way round */
    RELATION_KIND_COUNT
} RelationKind;

typedef struct Term {
    int at; /* row, or column when the relation is a column's */
    bool minus;
} Term;

typedef struct Relation {
    RelationKind kind;
    bool of_formula; /* as a sheet has it: it adds up what it adds up */
    bool of_column;  /* a column calculated from columns, in every row */
    int at;          /* the calculated row or column */
    const Term *terms;
    int nterms;
    int whole;   /* RELATION_SHARE of one term: the row that the column's figure is a share of */
    int times;   /* 1000 for a ratio per 1,000; else 1 */
    Str written; /* as the author wrote it; empty: the sum implied by a total or subtotal */
    Pos pos;
} Relation;

/* The limits of the figures of a row or column. */
typedef struct Bound {
    bool of_column;
    bool usual; /* the usual limits of percentages; a row with its own rule is exempt */
    int at;
    bool has_least, has_most;
    Decimal least, most;
    int below, above; /* the row or column whose figures are the least and the most; -1: none */
} Bound;

/* One column divided by another lies between two numbers, in every line. */
typedef struct Plausible {
    int over, under;
    Bound range;
} Plausible;

/* A figure that also appears elsewhere. */
typedef struct Same {
    int row, column; /* column -1: every figure of the row, by the column's id */
    Str path;
    Pos pos;
} Same;

/* A row's figure, or number in words, counts lines. */
typedef struct LineCount {
    int row;
    Str what; /* "lines", a group's id or a table's */
    Pos pos;
} LineCount;

typedef struct Table {
    const Language *language; /* of the words that are added to it */
    Str id, kind;             /* kind: root element: "table", "grants", "budget", "workforce", "performance",
                                 "delivery-plan" */
    Str caption, unit, source;
    Marks caption_marks;
    int decimals;
    Column *columns;
    int ncolumns;
    Row *rows;
    int nrows;
    Map ids, references; /* → Row: the first of each id, and of each reference number; table_index fills both */
    TableNote *notes;
    int nnotes;
    Map note_ids; /* id → TableNote, among notes; table_index */
    Node *general_content,
        *source_content; /* NODE_NOTEs with blocks: a note on the whole table, and source; NULL for none */
    int tolerance;       /* units of the last place that a sum may be out by */
    bool rounding_note;  /* asked for */
    bool rounded;        /* figures do not add up as printed, because of rounding: the note about it applies */
    bool noted;          /* a cell has markers or a shorthand, or leaves something out: notes explain them */
    const Relation *relations;
    int nrelations;
    const Bound *bounds;
    int nbounds;
    const Plausible *plausibles;
    int nplausibles;
    const Same *sames;
    int nsames;
    const LineCount *counts;
    int ncounts;
    const Attr *facts; /* what open data says of it: attributes of the root, in order */
    int nfacts;
    const KeyEntry *key; /* of a delivery plan: what is not recorded comes last */
    int nkey;
    Str leads; /* "NP: Director; CS: Head of Policy"; empty: it does not say whose the initials are */
    struct UnboundWords *unbound; /* words that show figures; private to the reader (read/data/bind.c) */
    int file;
    Pos pos;
} Table;

/* For the maker of a table, once its rows and notes have their final places. Before that, no row can be found by
 * name, and no note gets a mark. */
void table_index(Arena *a, Table *t);
int table_column(const Table *t, Str id); /* index, or -1 */
int table_row(const Table *t, Str id);
int table_row_or_reference(const Table *t, Str name); /* by id, else by reference number */
bool column_is_figure(ColumnKind kind);
/* The words of a cell of words, without the marks of notes. */
Str cell_plain(Arena *a, const Cell *cell, StruckWords struck);
int column_year(const Column *c);       /* the year in its headings or its id (the first of a period); 0: none */
Decimal cell_counted(const Cell *cell); /* the figure that counts: the correct one of a misprint */
/* The figure that counts, or the one that a cell's words consist of; *unit is then "£" or "%" (empty: neither).
 * *unit is unchanged for a figure. False: there is none. */
bool cell_figure(Arena *a, const Cell *cell, Decimal *value, Str *unit);
/* The unit of a column's figures: its own, "%", or the table's (which goes to amounts; to counts and FTE only in a
 * table without amounts). Empty for none. */
Str table_unit(const Table *t, int column);
int row_decimals(const Row *row, const Column *column); /* of the row's figures in that column; -1: as written */
/* The row's own unit, when its figures in that column have it: percentages keep theirs. Empty for none. */
Str row_unit(const Row *row, const Column *column);
Str cell_unit(const Table *t, int row, int column); /* the row's own, else table_unit */
bool is_unknown(Emptiness empty);                   /* there is a figure, but nobody can say it here */
/* A cell's figure as the table shows it: commas between thousands, the column's decimals, nil as an en dash. *spoken
 * is what a screen reader says when that differs ("nil", "minus 928"), else empty. */
Str cell_format(Arena *a, const Table *t, int row, int column, Str *spoken);
/* What shorthands in brackets mean: "[c] withheld; [p] provisional". empties: bits of 1 << Emptiness, of which only
 * those that are set in brackets count; markers: of 1 << Marker. Empty: there are none. */
Str shorthands_explained(Arena *a, const Language *l, unsigned empties, unsigned markers);
/* "−£928" in accounting style, "(£928)", with *spoken "minus £928" unless it is already set. Any other text is
 * returned unchanged, and so is *spoken. */
Str figure_in_parentheses(Arena *a, const Language *l, Str shown, Str *spoken);

/* The request of a placing. Empty lists: all. */
typedef struct TablePlacing {
    const Node *caption; /* NODE_CAPTION, instead of the table's own; NULL: its own */
    const int *columns;
    int ncolumns;
    const int *rows;
    int nrows;
    bool landscape;
    bool parentheses; /* around negative figures, instead of a minus */
    Pos pos;          /* of the block in the Markdown */
} TablePlacing;

/* The NODE_TABLE for a table: heading rows from labels, spans and units; rows; cells with formatted text; marks and
 * notes. In arena a; shares strings with the table. */
Node *table_place(Arena *a, const Table *t, const TablePlacing *how);
/* The first figure among the words of a cell, as they show it: "£132.8m" is 132.8, "(450)" and "−450" are −450. */
bool shown_figure(Str words, Decimal *out);
Str table_note_mark(Arena *a, int nth); /* of a note below a table, from 0: a, b … z, aa, ab … */

#endif
