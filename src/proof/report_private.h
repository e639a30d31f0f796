/* What findings of a comparison say: where, and which words. */
#ifndef PROOF_REPORT_PRIVATE_H
#define PROOF_REPORT_PRIVATE_H

#include "doc/chart.h"
#include "proof/proof_private.h"

Str place_of(const Proof *p, int passage); /* "page 3, line 12"; "line 120, <td>" */
/* At most a few of them, with a word for what is none: "the grant of £950k [mark 3]". */
Str words_between(const Proof *p, Stream stream, int from, int to);
bool has_figure(const Proof *p, Stream stream, int from, int to);
Pos source_pos(const Proof *p, int passage); /* of the node in its file; none: {0} */

/* charts.c: whether a figure stands on a chart's marks, and whether it may stand beside them: along an axis, or as a
 * sum or share. */
bool chart_has_figure(const Chart *c, Str word);
bool chart_may_show(Arena *a, const Chart *c, Str word);

/* compare_table.c: whether two tables hold the same cells; says which do not, `*left` times at most. */
bool compare_tables(Diag *d, const Proof *screen, const Proof *other, int table, int *left);

#endif
