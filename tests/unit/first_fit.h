/* What fit.c is held against: the demerits of other choices of breaks, and lines that are each as full as they can be.
 */
#ifndef TESTS_FIRST_FIT_H
#define TESTS_FIRST_FIT_H

#include <stdlib.h>

#include "text/fit_private.h"

/* Total demerits of lines that end at these breaks, as fit.c adds them up. */
static inline int64_t score(const Fit *fit, const int *ends, int n)
{
    int64_t total = 0;
    int from = 0, fitness = 1;
    Fit line = *fit;
    const Fit *f = &line;
    for (int i = 0; i < n; i++) {
        line.line = i;
        FitLine l = fit_line(f, from, ends[i]);
        total += l.demerits;
        if (i > 0 && abs(l.fitness - fitness) > 1)
            total += FIT_ADJACENT;
        if (fit_forbids(f, from, ends[i]))
            total += FIT_FORBIDDEN;
        fitness = l.fitness;
        from = ends[i];
    }
    return total;
}

/* Each line as full as it can be. */
static inline int first_fit(const Fit *f, int *ends)
{
    int n = 0;
    for (int from = 0; from < f->n - 1;) {
        int to = from + 1;
        while (to + 1 < f->n && !fit_line(f, from, to + 1).overfull)
            to++;
        ends[n++] = to;
        from = to;
    }
    return n;
}

#endif
