/* What the program says, and the status that follows from it. */
#ifndef APP_BUILD_REPORT_H
#define APP_BUILD_REPORT_H

#include "app/options.h"
#include "diag/diag.h"

Status status_worse(Status a, Status b);

/* All findings of one run, in the form that was asked for: for people to stderr, for programs to stdout. */
typedef struct Report Report;
Report *report_new(Arena *a, const Options *options);
Status report_findings(Report *r, const Diag *d); /* the status that follows from the worst of them */
/* Ends what findings were written in. documents: how many the run was about; with more than one, their findings are
 * counted in a last line. */
void report_end(Report *r, int documents);

/* For verbs that have one sink: writes it and ends. */
Status report_all(const Diag *d, const Options *options);

/* "2 errors, 1 warning"; empty when there are none. */
Str count_words(Arena *a, int errors, int warnings);

/* A name or path as it may be shown on a terminal. */
Str shown(Arena *a, Str s);

/* How long each phase of a document took, in order. */
enum { PHASES_MOST = 16 };
typedef struct Phases {
    const char *names[PHASES_MOST];
    double seconds[PHASES_MOST];
    int n;
    double begun, last; /* clock at the beginning and at the end of the last phase */
} Phases;

void phases_begin(Phases *p);
void phase_done(Phases *p, const char *name);
double phases_total(const Phases *p);
void report_phases(const Phases *p, Str document, Buf *out);

/* "312 kB", "1.4 MB" */
Str format_size(Arena *a, size_t bytes);

#endif
