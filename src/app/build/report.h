/* What the program prints, and the resulting exit status. */
#ifndef APP_BUILD_REPORT_H
#define APP_BUILD_REPORT_H

#include "app/options.h"
#include "diag/diag.h"

Status status_worse(Status a, Status b);

/* All findings of one run, in the form requested: to stderr for people, to stdout for programs. */
typedef struct Report Report;
Report *report_new(Arena *a, const Options *options);
Status report_findings(Report *r, const Diag *d); /* the status for the worst of them */
/* Ends the findings. documents: the number of documents in the run; with more than one, a last line counts their
 * findings. */
void report_end(Report *r, int documents);

/* For verbs with one sink: writes it and ends. */
Status report_all(const Diag *d, const Options *options);

/* "2 errors, 1 warning"; empty when there are none. */
Str count_words(Arena *a, int errors, int warnings);

/* A name or path made safe to show on a terminal. */
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
