/* A table shown in part: whether its sums still cast over what is shown. */
#ifndef CHECK_SUBSET_H
#define CHECK_SUBSET_H

#include "doc/table.h"

/* Reports each sum among the rows and columns that are shown of which some terms are shown and others, that are not
 * zero, are not (DAT026). A term is also shown as a part of a smaller sum that is. Linear in the terms of the sums.
 */
void subset_check(Arena *scratch, Diag *sink, const Table *t, const TablePlacing *how);

#endif
