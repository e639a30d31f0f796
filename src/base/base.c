/* The two ways in which the program ends at once.
 *
 * A failed check is a mistake of ours: nothing that the documents say can cause one, so there is no way back
 * and nothing to clean up but the file that is being written. Memory that has run out is the machine's
 * trouble and counts as input and output. Neither runs exit handlers, since the state they would look at is not
 * to be trusted, but for those of at_quick_exit. */
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
