/* Rows of pipe tables, as text. */
#ifndef READ_MARKDOWN_PIPES_PRIVATE_H
#define READ_MARKDOWN_PIPES_PRIVATE_H

#include "base/arena.h"
#include "base/str.h"
#include "doc/doc.h"
#include "read/markdown/lines/lines.h"

typedef struct PipeRow {
    int *from, *to; /* bytes of each cell between its pipes */
    int n;
} PipeRow;

void pipe_row_cut(Arena *a, Str line, PipeRow *out);
/* Reads a delimiter row (|:--|--:|); returns the number of columns, or 0: it is not one. */
int pipe_aligns(Arena *a, Str line, CellAlign **aligns);
/* Whether `head` and the delimiter row `next` begin a table. after_text: a line of text precedes it. */
bool pipe_table_begins(Arena *a, Str head, Str next, bool after_text);

/* How far the cells reach of a table in which some ask to join others. *fault is the first that cannot, *why the
 * reason; then none has joined. */
const PipeSpan *pipe_spans(Arena *a, const PipeTable *t, const PipeCell **fault, const char **why);

#endif
