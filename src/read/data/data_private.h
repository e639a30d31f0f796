/* Private to the data readers: what the vocabularies share while they build a table. */
#ifndef READ_DATA_DATA_PRIVATE_H
#define READ_DATA_DATA_PRIVATE_H

#include "base/vec.h"
#include "doc/figure.h"
#include "doc/table.h"
#include "read/xml/xml.h"

/* A mark at a cell, to be matched with the notes at the end. */
typedef struct NoteUse {
    Str id;
    Pos pos;
} NoteUse;

/* A row or column whose attributes may declare relations; read when all rows exist. */
typedef struct Declared {
    const XmlNode *element;
    bool of_column;
    int at;
    bool has_sum; /* a sheet's formula says what it adds up */
} Declared;

/* Words that show figures of the data wait until all tables are read. They are a cell's, the blocks of a note, or
 * the words of one line in some part of the table. */
typedef struct UnboundText {
    Cell *cell;    /* NULL: no cell shows them */
    Node *note;    /* NODE_NOTE, to be filled; else NULL */
    Str *line;     /* to be replaced; else NULL */
    Node **marked; /* gets the line with its markup; NULL: it cannot have any */
    Node *text;    /* NODE_TEXT that has the line, to be replaced by the line with its markup; else NULL */
    Str raw;
    Pos at;
    bool begun; /* it was or is on the stack */
} UnboundText;

/* The place that holds words of one line. */
typedef struct UnboundLine {
    Pos at;
    bool told;    /* what is wrong with them */
    Node *marked; /* the line with the markup in it, as first read; NULL: none */
} UnboundLine;

/* A cell of figures that takes its figure from another table. */
typedef struct UnboundFigure {
    int row, column;
    Str raw; /* the placeholder with its braces */
    Pos at;
} UnboundFigure;

typedef struct UnboundWords {
    VEC(UnboundText) texts;
    VEC(UnboundFigure) figures;
    bool begun, done; /* of the figures: the first was looked for; all are there */
    bool failed;      /* one of them is not: the table is not cast */
    Map lines;        /* words as written → UnboundLine */
} UnboundWords;

typedef struct DataReader {
    const Reader *reader;
    int file;
    Str folder;   /* that its files must lie in */
    Doc *doc;     /* its folder, languages and inputs, and the tables whose figures words can show */
    Table *table; /* rows and notes join it at the end */
    VEC(Row) rows;
    VEC(TableNote) notes;
    VEC(NoteUse) uses;
    VEC(Declared) declared;  /* columns first */
    VEC(Relation) relations; /* columns first */
    VEC(Bound) bounds;
    VEC(Plausible) plausibles;
    VEC(Same) sames;
    VEC(LineCount) counts;
    int corrections;
    bool exact;            /* figures may have more places than their columns show */
    UnboundWords *unbound; /* NULL: figures in words are there to be set */
    FigureStyle figures;   /* how these are set; a cell's own parentheses are added when it is set */
    int64_t summed;        /* figures that its sums have looked at */
    bool too_large;        /* IO009 was added; the table is not used */
    bool lost;             /* its sheet cannot be read, which was reported; the table is not used */
} DataReader;

/* bind.c: figures in words. True: they wait, and are returned as written. */
bool data_line_waits(DataReader *d, Str words, Pos at);
bool data_cell_waits(DataReader *d, Cell *cell, Str raw, Pos at);
bool data_note_waits(DataReader *d, Node *note, Str raw, Pos at);
void data_keep_waiting(DataReader *d); /* when the table is complete: finds the places that hold waiting lines */

/* compute.c: figures from other tables. True: the cell waits for its figure. */
bool data_figure_waits(DataReader *d, const Row *row, int column, Str words, Pos at);
bool data_waits(const Table *t); /* some of its figures are not there, and it is not cast */

void data_cast(const Reader *r, Table *t); /* data.c: sums and checks, when all figures are there */

/* data_cell.c: text and figures */
void data_fill(DataReader *d, Node *parent, Str raw, Pos at); /* Markdown, dedented, below a node */
/* A label: one line, typographic quotation marks, no markup. *marked: the same with its markup, as in Marks
 * (doc/table.h), unless it has none. NULL: it cannot have any, and what it has is reported. */
Str data_words(DataReader *d, Str raw, Pos at, Node **marked);
Str data_attr(DataReader *d, const XmlNode *e, const char *name); /* as it stands; marks in it are reported */
void data_label(DataReader *d, Row *row, const XmlNode *e, const char *attribute); /* of a row, in its first cell too */
void data_text(DataReader *d, Cell *cell, Str raw, Pos at);                        /* Markdown into text or content */
void data_figure(DataReader *d, const Row *row, int column, Str raw, Pos at);      /* into the row's cell */
/* The most decimals that the cell's figure can have; a figure as it stands. */
int data_most_places(const Table *t, const Row *row, int column);
/* The figure that should have been printed, from `correct` and `reason` of the cell's element, if it has them. Adds a
 * note that states it. */
void data_correct(DataReader *d, Cell *cell, Str printed, const XmlNode *e);
/* A day of a column of dates: reports one that does not exist, and what is no date. */
void data_date(DataReader *d, Str words, Pos at);
/* The figure that was printed instead of the cell's own, from `printed` and `reason`, which works the other way round.
 */
void data_print(DataReader *d, Cell *cell, const XmlNode *e);
/* Adds the ids in an attribute to those of a cell or heading. */
void data_use_notes(DataReader *d, Str *note, const XmlNode *e, const char *attribute);
Emptiness data_emptiness(DataReader *d, Str word); /* the value of `empty`; CELL_FILLED when it is absent */
Emptiness data_shorthand(DataReader *d,
                         Str words);       /* of "[c]" and the like, instead of a figure; CELL_FILLED: it is none */
Pos data_start_behind(Str before, Pos at); /* of what follows a text that begins at `at` */
Pos data_start(Str raw, Pos at);           /* of the first word of a text that begins at `at` */
int data_number(const Reader *r, const XmlNode *e, const char *name,
                int otherwise); /* a whole number in an attribute */

const Attr *data_facts(DataReader *d, const XmlNode *e, int *n); /* its attributes, for open data */

/* A new row whose cells span one row and one column each; valid until the next. */
Row *data_row(DataReader *d, RowRole role, int level, Pos pos);
void data_too_large(DataReader *d, Pos pos);                     /* IO009, once */
void data_group_row(DataReader *d, const XmlNode *e, int level); /* the heading of a <group>, over all columns */

/* data_columns.c: the columns of each vocabulary */
void data_read_columns(DataReader *d, const XmlNode *columns);
void data_read_years(DataReader *d, const XmlNode *years);
/* A heading from an attribute of `heads`, which may be NULL, with the notes in the attribute called NAME-note; the
 * usual word when there is none. Sets the column's place too. */
void data_head(DataReader *d, Column *column, const XmlNode *heads, const char *name, WordId usual);

/* sheet.c: rows from the sheet that `source` of the root names */
void data_read_sheet(DataReader *d, const XmlNode *root);

/* data_rows.c: row, group, subtotal, total and balance below an element */
void data_read_rows(DataReader *d, const XmlNode *parent);

/* checks.c: how figures are calculated */
bool data_is_made(const XmlNode *e); /* an attribute says how its figures are calculated */
void data_declare(DataReader *d, const XmlNode *e, bool of_column, int at);
void data_same(DataReader *d, const XmlNode *e, int row, int column); /* same-as at a row (column -1) or a cell */
/* differs and differs-by of a cell's element, or of a row's for each of its cells that has none of its own. */
void data_differs(DataReader *d, const XmlNode *e, Cell *cell);
void data_row_differs(DataReader *d, const XmlNode *e, Row *row);
/* memo, unknown, tolerance and what else a row or cell says of sums. */
void data_row_rules(DataReader *d, const XmlNode *e, Row *row);
void data_cell_rules(DataReader *d, const XmlNode *e, Cell *cell);
Bound data_bound(const DataReader *d, const XmlNode *e, bool of_column,
                 int at); /* at-least and at-most of an element */
void data_add_bound(DataReader *d, Bound bound);
void data_read_checks(DataReader *d, const XmlNode *root); /* declared ones and <check>; when all rows exist */

/* the vocabularies: fill table and rows from the root element */
void data_read_table(DataReader *d, const XmlNode *root); /* table, workforce */
void data_read_budget(DataReader *d, const XmlNode *root);
void data_read_performance(DataReader *d, const XmlNode *root);
void data_read_grants(DataReader *d, const XmlNode *root);
void data_read_plan(DataReader *d, const XmlNode *root);         /* delivery-plan */
void data_join_names(const Reader *r, const Table *t, Row *row); /* a label from the paragraphs of its cell */

#endif
