/* The names of rows, and the times of columns: looked up in every sentence, so each table is read once for all. */
#ifndef CHECK_AGREEMENT_SENTENCE_NAMES_H
#define CHECK_AGREEMENT_SENTENCE_NAMES_H

#include "base/map.h"
#include "base/vec.h"
#include "doc/table.h"

/* A year, a period of two ("2013/14" has the year 2013), or a month of a year. year 0: none. */
typedef struct Time {
    int year, month; /* month 0: none */
    bool period;
} Time;

/* Reads a time that begins at *at, a digit or a month, and moves *at behind it. */
bool time_read(Str text, int *at, Time *out);
/* Whether something said of one time may be of the other: a year may be that in which a period begins or ends. */
bool time_matches(Time said, Time column);

/* What claims need to know of a table. */
typedef struct TableFacts {
    const Table *table;
    Time *times;   /* by column */
    bool *targets; /* by column: it has what was aimed at, not what came of it */
    int verdicts;  /* the column of verdicts; 0: none */
} TableFacts;

typedef struct RowPlace {
    const TableFacts *facts;
    int row;
} RowPlace;

enum { NAMESAKES_MOST = 8 }; /* of more rows with one name none can be meant */

typedef struct RowName {
    VEC(RowPlace) rows; /* none: it only begins longer names */
    int longest;        /* words of the longest name that begins with it, when it is one word */
} RowName;

/* Lines with verdicts: of a table, or of a group in it. */
typedef struct VerdictCount {
    const TableFacts *facts;
    int met, missed, lines;
} VerdictCount;

typedef struct NameIndex {
    Map names;          /* stems with spaces between them → RowName */
    uint64_t first[64]; /* which three letters a name begins with, to pass over most words */
    VEC(const TableFacts *) tables;
    VEC(VerdictCount) verdicts;
} NameIndex;

void names_index(Arena *a, const Map *tables, NameIndex *out);

/* Appends the stem of a word to a buffer that has room for it: small letters, without apostrophes and a plural s. */
int name_stem(Str word, char *out);
/* Whether a name may begin with a word. */
bool name_may_begin(const NameIndex *index, Str word);

#endif
