/* One document on its way from its folder to a result. */
#ifndef APP_BUILD_JOB_H
#define APP_BUILD_JOB_H

#include <time.h>

#include "app/build/hash.h"
#include "app/build/outcome.h"
#include "app/build/report.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "read/read.h"
#include "style/contrast.h"

typedef struct Job {
    const Options *options;
    Str path, name; /* the folder or manifest as given; the folder's own name */
    Str shown;      /* the name, for messages */
    Arena *arena;
    Arena *pass; /* the page list's */
    Diag *diag;
    Phases phases;
    struct timespec began_at; /* in the time that files are stamped with */
    Reader reader;
    Doc *doc;
    Template *tpl;
    const ContrastPair *contrast;
    int ncontrast;
    Catalogue *catalogue;
    Fonts *fonts;
    PageList *pages;
    LayoutStats stats;
} Job;

void job_begin(Job *j, Str path, const Options *options);
/* Template, sections and data, and all that can be found wrong in them. False: there is nothing to lay out. */
bool job_read(Job *j);
bool job_lay_out(Job *j);
/* The PDF at its place, with its size and hash. False: it is as it was, and a diagnostic was added if there was none.
 */
bool job_write(Job *j, Str path, size_t *size, Hash *hash);
/* Hands the findings over and gives all memory back. */
void job_end(Job *j, Outcome *out);

/* DIR/NAME.pdf, or what another ending makes of it. */
Str job_result(const Job *j, const char *ending);

#endif
