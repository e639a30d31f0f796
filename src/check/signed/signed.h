/* Sign-off: the figures of a document that somebody has approved, held against those that it has now.
 *
 * A record has a part for each table of data, each diagram and each section. Its lines are what a reviewer sees as the
 * lines of signed-off.xml: a row of a table, the heading of a column, the figures of a paragraph. The record of a
 * document and the one read from its file are the same model, so that comparing and writing need only one. */
#ifndef CHECK_SIGNED_SIGNED_H
#define CHECK_SIGNED_SIGNED_H

#include "diag/diag.h"
#include "doc/doc.h"
#include "doc/table.h"

#define SIGNED_FILE "signed-off.xml"
#define SIGNED_JOIN "; " /* between the figures of one place */

/* What is recorded of one place: a figure ("132.8", "78 per cent"), why there is none ("nil"), or the figures among the
 * words of a cell with SIGNED_JOIN between them. Empty: no figures. A figure taken from the data is its placeholder, so
 * that a change in the data does not change every sentence as well. */
typedef struct SignedFigures {
    Str text;
    Pos pos;
    int at; /* among words: the byte of the file, from which signed_place makes pos */
} SignedFigures;

typedef enum SignedLineKind { SIGNED_WORDS, SIGNED_COLUMN, SIGNED_ROW } SignedLineKind;

typedef struct SignedLine {
    SignedLineKind kind;
    /* Words: the words that they begin with, or what they are ("caption", "note a"). Column: its id. Row: its id,
     * else its reference or label; named_by says which. */
    Str key;
    const char *named_by;
    Str unit;               /* of a column or row */
    SignedFigures *figures; /* row: one for each SIGNED_COLUMN line of the part; else in order */
    int nfigures;
    int row; /* of the document's table */
    Pos pos;
} SignedLine;

/* A change that is explained until the document is signed off again. */
typedef struct SignedChange {
    Str row, column; /* empty: in words */
    Str was, to, reason;
    bool used;
    Pos pos;
} SignedChange;

typedef enum SignedPartKind { SIGNED_TABLE, SIGNED_DIAGRAM, SIGNED_SECTION, SIGNED_PART_KINDS } SignedPartKind;

typedef struct SignedPart {
    SignedPartKind kind;
    Str name;   /* id of the data; file of the section */
    Str file;   /* of the data, from the document's folder; empty for sections */
    Str by, on; /* who signed off the last change in it, and the day (ISO 8601); empty: nobody yet */
    SignedLine *lines;
    int nlines;
    SignedChange *changes;
    int nchanges;
    const Table *table; /* of the document; NULL in a record that was read */
    Pos pos;
} SignedPart;

typedef struct SignedRecord {
    SignedPart *parts;
    int nparts;
    Pos pos; /* of the root element; file 0 for the document's own */
} SignedRecord;

/* "table", "diagram", "section": the names of their elements. */
const char *signed_part_kind(SignedPartKind kind);

/* The figures of a document as it is now. Diag has the text of its files. */
SignedRecord *signed_now(Arena *a, const Diag *d, const Doc *doc);

/* Reports every figure that differs from the one signed off, is new or is gone (SGN001 to SGN003), those that are
 * explained (SGN005) and explanations that fit nothing (SGN006). Returns the number of differences that are not
 * explained. A part that could not be read is skipped, because that is an error already. */
int signed_compare(Arena *a, Diag *d, const Doc *doc, SignedRecord *was);

/* A signature. */
typedef struct Signature {
    Str by, on;
} Signature;

/* Who signed, in a record of what they signed: parts with the same figures as in `was` (which may be NULL) keep their
 * signature, all others get the new one. Returns the number of those. */
int signed_by(Arena *a, const SignedRecord *was, SignedRecord *now, const Signature *signature);
int signed_figures(const SignedRecord *r); /* their number */
/* signed-off.xml: one line for each row of a table and for each paragraph, parts sorted by name. */
void signed_write(const SignedRecord *r, Buf *out);

#endif
