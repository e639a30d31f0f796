/* Names of a spreadsheet's cells: C7 is row 7 of column 3. Rows and columns count from 1. */
#ifndef DIAG_CELL_NAME_H
#define DIAG_CELL_NAME_H

#include "base/arena.h"
#include "base/base.h"
#include "base/str.h"

enum { CELL_ROWS_MOST = 1048576, CELL_COLUMNS_MOST = 16384 };

/* A column's letters at s[*at]; moves *at past them. 0: there are none, or too many. */
int cell_name_column(Str s, int *at);
/* A row's number at s[*at]; moves *at past it. 0: there is none, or it is too large. */
int cell_name_row(Str s, int *at);
void buf_cell_name(Buf *b, int row, int column);
/* Budget!C7, or 'Budget 2013/14'!C7 where the name of the sheet needs quotation marks, as spreadsheets write it. */
void buf_sheet_cell(Buf *b, Str sheet, int row, int column);
Str cell_name(Arena *a, int row, int column);

#endif
