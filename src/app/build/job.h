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
    Str path, name; /* the folder or manifest as given; the folder's name */
    Str shown;      /* the name, for messages */
    Arena *arena;
    Arena *pass; /* the page list's */
    Diag *diag;
    Phases phases;
    struct timespec began_at; /* from the clock that stamps files */
    Reader reader;
    Doc *doc;
    SignedRecord *signed_off; /* the figures that were signed off; NULL: none were */
    Template *tpl;
    const ContrastPair *contrast;
    int ncontrast;
    Catalogue *catalogue;
    Fonts *fonts;
    PageList *pages;
    LayoutStats stats;
} Job;

void job_begin(Job *j, Str path, const Options *options);
/* Reads the template, sections and data, and reports everything wrong in them, with the figures that are not as they
 * were signed off. False: there is nothing to lay out. */
bool job_read(Job *j);
bool job_lay_out(Job *j);
/* Writes the PDF, and returns its size and hash. False: the old one is unchanged, and there is a diagnostic. */
bool job_write(Job *j, Str path, size_t *size, Hash *hash);
/* Hands over the findings and frees all memory. */
void job_end(Job *j, Outcome *out);

/* The seconds in SOURCE_DATE_EPOCH. False: it is not set, or not a number, which is reported. */
bool source_date_epoch(Diag *d, int64_t *out);

/* DIR/NAME.pdf, or the same with another ending. */
Str job_result(const Job *j, const char *ending);

#endif
