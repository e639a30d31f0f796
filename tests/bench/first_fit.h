/* Total demerits of a paragraph broken greedily; *best: of the optimum. */
#ifndef TESTS_BENCH_FIRST_FIT_H
#define TESTS_BENCH_FIRST_FIT_H

#include "text/para.h"

int64_t first_fit_demerits(const Para *p, const ParaShape *shape, Arena *scratch, int64_t *best);

#endif
