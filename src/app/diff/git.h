/* Asking git about a repository: without a shell, a network, a prompt, or hooks. */
#ifndef APP_DIFF_GIT_H
#define APP_DIFF_GIT_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"

typedef struct Git {
    Arena *arena;
    Diag *diag;
    Str folder; /* that it works in */
    Str asked;  /* "v1:content/plan", for messages */
} Git;

typedef VEC(const char *) GitWords; /* a command and its arguments */

/* Gives what git writes to take. False: it failed; *errors is the first line of its message, or why it could not run.
 */
bool git_run(const Git *g, GitWords *words, bool (*take)(void *self, Str bytes), void *self, Str *errors);
/* The same for an answer in one piece, at most 64 MB. */
bool git_ask(const Git *g, GitWords *words, Str *answer, Str *errors);

#endif
