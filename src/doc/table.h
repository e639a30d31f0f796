/* Data: one model under all typed vocabularies. A Table is what the finance officer wrote, exactly;
 * table_place makes a NODE_TABLE of it for the page. */
#ifndef DOC_TABLE_H
#define DOC_TABLE_H

#include "doc/doc.h"

/* Larger tables, typed or of data, are refused (IO009); so are those whose sums are of more figures in all. */
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

typedef struct Column {
    Str id, label, unit;
    ColumnKind kind;
    int decimals;   /* -1: as written */
    Str span;       /* label of the spanning head above it; empty for none */
    Str outer_span; /* label of the head above that; empty for none */
    Str measure;    /* in workforce: what is counted ("fte", "posts"); unlike measures are never added */
    int weight;
    bool current;
    Pos pos;
} Column;

typedef struct Cell {
    Pos pos;
    Emptiness empty;
    bool number;    /* value holds */
    Decimal value;  /* as printed */
    bool corrected; /* correct holds: the print is known to be wrong */
    Decimal correct;
    Str reason;           /* why it is corrected */
    Str differs;          /* why it is known not to be what its relation gives; empty: it is to be */
    bool computed;        /* value is worked out by table_cast, not printed */
    Str text;             /* a text cell of one paragraph, or words that are set instead of the figure */
    bool bound;           /* its words show figures of the data */
    int waiting;          /* not 0: they are still to be read, as the table's unbound words of that number */
    Node *content;        /* NODE_CELL with blocks when richer than one plain text; else NULL */
    int colspan, rowspan; /* 1 normally; 0: covered by another cell */
    Str status;           /* in a column of verdicts: "achieved", "missed" or "not-applicable"; else empty */
    Str note;             /* ids of its notes with spaces between them; empty for none */
} Cell;

typedef struct Row {
    Str id, label, reference;
    RowRole role;
    int level;         /* depth of its group, from 0 */
    Str unit;          /* of its figures, set with each, when it is not the column's; empty for none */
    int decimals;      /* of its figures; -1: its columns' */
    Cell *cells;       /* one for each column of the table */
    const Attr *facts; /* what open data says of it: a grant's attributes */
    int nfacts;
    Pos pos;
} Row;

typedef struct TableNote {
    Str id;
    Node *content; /* NODE_NOTE with blocks */
} TableNote;

/* What a row's (or column's) figures are made of, by the figures of other rows (columns). */
typedef enum RelationKind {
    RELATION_SUM,        /* of its terms, each added or taken off */
    RELATION_DIFFERENCE, /* first term less second */
    RELATION_STEP,       /* one row: its figure less that of the column before */
    RELATION_CUMULATIVE, /* one row: all its figures up to this column */
    RELATION_SHARE,      /* first term as a percentage of the second */
    RELATION_CHANGE,     /* percentage change from first term to second */
    RELATION_GROWTH,     /* one row: percentage change from the column before */
    RELATION_RATIO,      /* first term by second */
    RELATION_WEEKLY,     /* a fifty-second of the sum of its terms */
    RELATION_KIND_COUNT
} RelationKind;

typedef struct Term {
    int at; /* row, or column when the relation is a column's */
    bool minus;
} Term;

typedef struct Relation {
    RelationKind kind;
    bool of_column; /* it is a column that is made of columns, in every row */
    int at;         /* the row or column that is made */
    const Term *terms;
    int nterms;
    Str written; /* as the writer has it; empty: the sum that goes with a total or subtotal */
    Pos pos;
} Relation;

/* No figure of a row or column lies outside. */
typedef struct Bound {
    bool of_column;
    bool usual; /* of percentages that say nothing of themselves; a row that does is let off */
    int at;
    bool has_least, has_most;
    Decimal least, most;
} Bound;

/* One column by another lies between two numbers, in every line. */
typedef struct Plausible {
    int over, under;
    Bound range;
} Plausible;

/* A figure that stands elsewhere too. */
typedef struct Same {
    int row, column; /* column -1: every figure of the row, by the column's id */
    Str path;
    Str differs; /* why the two are known to differ; empty for none */
    Pos pos;
} Same;

/* A row's figure, or number in words, is a number of lines. */
typedef struct LineCount {
    int row;
    Str what; /* "lines", a group's id or a table's */
    Pos pos;
} LineCount;

typedef struct Table {
    const Language *language; /* of the words that are added to it */
    Str id, kind;             /* kind: root element: "table", "grants", "budget", "workforce", "performance" */
    Str caption, unit, source;
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
    bool rounded;        /* a figure is out by no more than the tolerance: the note is true */
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
    struct UnboundWords *unbound; /* words with figures of the data in them; private to the reader (read/data/bind.c) */
    int file;
    Pos pos;
} Table;

/* For whoever makes a table: once its rows and notes are there, and stay where they are. Before, no row is found by
 * name, and no note gets a mark. */
void table_index(Arena *a, Table *t);
int table_column(const Table *t, Str id); /* index, or -1 */
int table_row(const Table *t, Str id);
int table_row_or_reference(const Table *t, Str name); /* by id, else by reference number */
bool column_is_figure(ColumnKind kind);
int column_year(const Column *c);       /* the year that its heads or its id name (the first of a period); 0: none */
Decimal cell_counted(const Cell *cell); /* the figure that counts: the correct one of a misprint */
/* The figure that counts; of a cell of words the one that they are, *unit being "£" or "%" as it stands there (empty:
 * neither does). *unit is left alone for a figure. False: there is none. */
bool cell_figure(Arena *a, const Cell *cell, Decimal *value, Str *unit);
/* The unit of a column's figures: its own, "%", or the table's (which goes to amounts; to counts and FTE only in a
 * table without amounts). Empty for none. */
Str table_unit(const Table *t, int column);
int row_decimals(const Row *row, const Column *column); /* of the row's figures in that column; -1: as written */
Str cell_unit(const Table *t, int row, int column);     /* the row's own, else table_unit */
/* A cell's figure as it stands in a table: thousands in commas, the column's decimals, nil as an en dash.
 * *spoken is what a screen reader should say when that differs ("nil", "minus 928"), else empty. */
Str cell_format(Arena *a, const Table *t, int row, int column, Str *spoken);
/* "−£928" as accounts have it, "(£928)", with *spoken "minus £928" unless it is given already. Any other text comes
 * back as it is, and leaves *spoken. */
Str figure_in_parentheses(Arena *a, const Language *l, Str shown, Str *spoken);

/* What a placing asks for. Empty lists: all. */
typedef struct TablePlacing {
    Str caption; /* instead of the table's own; empty: its own */
    const int *columns;
    int ncolumns;
    const int *rows;
    int nrows;
    bool landscape;
    bool parentheses; /* around negative figures, instead of a minus */
    Pos pos;          /* of the block in the Markdown */
} TablePlacing;

/* The NODE_TABLE for a table: head rows from labels, spans and units; rows; cells with formatted text;
 * marks and notes. In arena a; shares strings with the table. */
Node *table_place(Arena *a, const Table *t, const TablePlacing *how);

#endif
