/* Running another program without a shell, and taking what it writes. */
#ifndef APP_DIFF_PROGRAM_H
#define APP_DIFF_PROGRAM_H

#include "base/str.h"

typedef struct ProgramRun {
    const char *const *words;            /* the program, looked for in PATH, and its arguments; NULL ends them */
    const char *const *unset;            /* variables that it does not inherit; NULL ends them */
    const char *const *set;              /* "NAME=value" of those that it gets besides; NULL ends them */
    bool (*take)(void *self, Str bytes); /* what it writes; false: enough, the program is ended */
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
