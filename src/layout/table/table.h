/* Tables: each row becomes one strip inside a frame that repeats the head. */
#ifndef LAYOUT_TABLE_TABLE_H
#define LAYOUT_TABLE_TABLE_H

#include "layout/flow/build.h"

void build_table(Builder *b, const Node *table, Setting s);
/* Can its columns not be as wide as their longest words and figures? */
bool columns_too_wide(Pass *pass, const Node *table, const TableStyle *style, Setting s);

#endif
