/* Tables: each row becomes one strip inside a frame that repeats the head. */
#ifndef LAYOUT_TABLE_TABLE_H
#define LAYOUT_TABLE_TABLE_H

#include "base/vec.h"
#include "layout/flow/build.h"

void build_table(Builder *b, const Node *table, Setting s);
/* Can its columns not be as wide as their longest words and figures? */
bool columns_too_wide(Pass *pass, const Node *table, const TableStyle *style, Setting s);

/* What a table needs so that none of its words and figures is divided. */
typedef struct ColumnNeed {
    Len least;    /* its longest word, or its figures and the longest word over them */
    Len easy;     /* the same with the room that a column of words has in the style */
    int64_t text; /* of words: those of its fullest cell in one line; else 0 */
    bool figures;
} ColumnNeed;

typedef struct SpanNeed { /* a cell over several columns */
    int first, n;
    Len least; /* its longest word */
} SpanNeed;

typedef struct TableNeeds {
    ColumnNeed *columns;
    int n;
    VEC(SpanNeed) spans;
    Len gap, edges; /* between columns; at the outer edges, together */
} TableNeeds;

/* The setting is that of its place. */
TableNeeds table_needs(Pass *pass, const Node *table, Setting s);

#endif
