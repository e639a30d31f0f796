/* Running another program without a shell, and taking its output. */
#ifndef APP_DIFF_PROGRAM_H
#define APP_DIFF_PROGRAM_H

#include "base/str.h"

typedef struct ProgramRun {
    const char *const *words;            /* the program, found through PATH, and its arguments; ends with NULL */
    const char *const *unset;            /* variables that it does not inherit; ends with NULL */
    const char *const *set;              /* additional variables, as "NAME=value"; ends with NULL */
    bool (*take)(void *self, Str bytes); /* its output; false: enough, the program is ended */
    void *self;
    Buf errors; /* what it writes to its standard error, up to 4 kB; the caller's to free */
} ProgramRun;

/* The exit status; PROGRAM_ABSENT: there is no such program; PROGRAM_STOPPED: a signal ended it, or take had enough, or
 * it could not start. */
enum { PROGRAM_ABSENT = -1, PROGRAM_STOPPED = -2 };
int program_run(ProgramRun *run);
/* Ends the program that is running, if there is one, and waits for it: by system calls alone. */
void program_end(void);

#endif
