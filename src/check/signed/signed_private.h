/* Private to sign-off: figures among words, and comparing what was recorded. */
#ifndef CHECK_SIGNED_SIGNED_PRIVATE_H
#define CHECK_SIGNED_SIGNED_PRIVATE_H

#include "base/vec.h"
#include "check/signed/signed.h"

/* --- scan.c: the figures in source text ---------------------------------- */

/* A figure, and the byte of the text where it begins. */
typedef struct WrittenFigure {
    Str text;
    int at;
} WrittenFigure;

typedef VEC(WrittenFigure) WrittenFigures;

/* One paragraph, heading, item or row of a table that has figures. */
typedef struct WrittenLine {
    Str words; /* that it begins with, without figures and markup; for XML: its element and id */
    int at;
    WrittenFigures figures;
} WrittenLine;

typedef VEC(WrittenLine) WrittenLines;

/* Of a whole section in Markdown. */
void written_markdown(Arena *a, Str text, WrittenLines *out);
/* Of words alone. */
void written_words(Arena *a, Str text, WrittenFigures *out);
/* Of those elements of an XML file whose names are listed ("caption note"). Their attributes `title` and `label` count.
 */
void written_xml(Arena *a, Str text, const char *elements, WrittenLines *out);

/* --- figure_at.c: one figure --------------------------------------------- */

/* Reads a figure with its unit at s[at]. Returns its end, with *out as it is recorded, or empty for digits that are
 * no figure (a telephone number, a postcode). Returns `at` when none begins there. */
int written_figure(Arena *a, Str s, int at, Str *out);

/* --- reach.c: where the document shows a figure of the data --------------- */

typedef struct FigureReach FigureReach;
FigureReach *reach_new(Arena *a, const Doc *doc, const SignedRecord *now);
/* Labels the last finding with the sentences, tables and charts that show the figure. */
void reach_label(FigureReach *r, Diag *d, const Table *t, int row, int column);

/* --- record.c ----------------------------------------------------------------- */

/* The places of figures among words: only once there is something to report. */
void signed_place(const Diag *d, SignedRecord *now);

/* --- match.c: lines of one part beside those of the other ----------------- */

/* The same line of both; -1: the other part has none. */
typedef struct LinePair {
    int was, now;
} LinePair;

typedef VEC(LinePair) LinePairs;

void signed_match(Arena *a, const SignedPart *was, const SignedPart *now, LinePairs *out);
/* Two lists of figures in order, aligned so that as many as possible are the same. Only what differs. */
void signed_align(Arena *a, const SignedLine *was, const SignedLine *now, LinePairs *out);
bool signed_same(Str a, Str b); /* the same figure, however it is written: 43 and 43.0 */

/* --- difference.c: what differs between two parts --------------------------- */

/* A figure that is another, is new or is gone; or a whole line that is. */
typedef struct SignedDifference {
    const SignedLine *was, *now;              /* NULL: the other part has no such line */
    const SignedFigures *was_figure, *figure; /* NULL: no such figure, or the whole line */
    int column; /* of a row's figure: among the columns of the part, those of `now` if it has the figure */
    bool unit;  /* the unit differs, and not the figure */
} SignedDifference;

typedef VEC(SignedDifference) SignedDifferences;

void signed_differences(Arena *a, const SignedPart *was, const SignedPart *now, SignedDifferences *out);
/* The k-th line of a part that is a column's. */
const SignedLine *signed_column(const SignedPart *p, int k);
void signed_sort(SignedRecord *r); /* its parts, by kind and name */
/* The part of that kind and name in a sorted record; NULL: there is none. */
SignedPart *signed_part(const SignedRecord *r, SignedPartKind kind, Str name);

#endif
