/* The two ways in which the program ends at once.
 *
 * A failed check is a bug in planpress. No document can cause one, so there is nothing to recover and nothing to
 * clean up but the file being written. Running out of memory is a fault of the machine and counts as input and
 * output. Neither runs exit handlers, because the state they rely on may be wrong; only those of at_quick_exit run. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

enum { STATUS_ENVIRONMENT = 4, STATUS_OUR_BUG = 5 };

_Noreturn void check_failed(const char *file, int line, const char *cond)
{
    fprintf(stderr, "planpress: internal error, please report it: %s:%d: %s\n", file, line, cond);
    fflush(stderr);
    quick_exit(STATUS_OUR_BUG);
}

_Noreturn void out_of_memory(void)
{
    fputs("planpress: out of memory\n", stderr);
    fflush(stderr);
    quick_exit(STATUS_ENVIRONMENT);
}
