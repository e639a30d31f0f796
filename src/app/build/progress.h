/* How far a batch is, on a terminal. */
#ifndef APP_BUILD_PROGRESS_H
#define APP_BUILD_PROGRESS_H

#include "app/options.h"
#include "base/str.h"

typedef struct ProgressLine {
    bool wanted;  /* someone may be watching */
    bool shown;   /* its line is on the terminal */
    double begun; /* seconds of the clock */
} ProgressLine;

ProgressLine progress_begin(const Options *options);
/* The milliseconds to wait at most before it is shown again; -1: no limit. */
int progress_patience(const ProgressLine *p);
/* Nothing within the first second. name: a document in work. */
void progress_show(ProgressLine *p, int done, int all, Str name);
void progress_clear(ProgressLine *p); /* before anything else is written; in a signal handler too */

#endif
