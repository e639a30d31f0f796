/* A process of the program's own, which gives its parent bytes through a pipe. */
#ifndef APP_BUILD_CHILD_H
#define APP_BUILD_CHILD_H

#include <sys/types.h>

#include "base/str.h"

/* In the child 0, and *end is to be written; it tidies up by itself when a signal ends it. In the parent its number,
 * and *end can be read; signals that end the program wait until ending_waits(false), so that the parent can note the
 * child first. -1: no process can start now, and nothing waits. */
pid_t child_start(int *end);
/* Writes all of the bytes; ends the child if nobody reads them. */
void child_give(int end, Str bytes);
/* Waits until it has ended; as waitpid(2) tells. */
int child_wait(pid_t child);

#endif
