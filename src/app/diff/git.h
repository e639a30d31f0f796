/* Asking git about a repository: without a shell, a network, a prompt, or hooks. */
#ifndef APP_DIFF_GIT_H
#define APP_DIFF_GIT_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"

typedef struct Git {
    Arena *arena;
    Diag *diag;
    Str folder; /* the working folder */
    Str asked;  /* "v1:content/plan", for messages */
    Str index;  /* the index file; empty: that of the repository */
} Git;

typedef VEC(const char *) GitWords; /* a command and its arguments */

/* What git writes, at most 64 MB. False: it failed; *errors is the first line of its message, or why it could not run.
 */
bool git_ask(const Git *g, GitWords *words, Str *answer, Str *errors);

#endif
