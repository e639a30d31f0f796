/* Beside quality.c, since text/ and page/ both have an Item. */
#include "first_fit.h"

#include "../unit/first_fit.h"

int64_t first_fit_demerits(const Para *p, const ParaShape *shape, Arena *scratch, int64_t *best)
{
    LineBreaks breaks = {0};
    Chosen chosen = {0};
    *best = fit_solve(p, shape, scratch, &breaks, &chosen);
    Fit f = fit_new(p, shape, &breaks, scratch);
    int *ends = NEWN(scratch, int, breaks.n);
    return score(&f, ends, first_fit(&f, ends));
}
