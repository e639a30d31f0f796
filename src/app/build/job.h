/* One document on its way from its folder to a result. */
#ifndef APP_BUILD_JOB_H
#define APP_BUILD_JOB_H

#include <time.h>

#include "app/stamp/hash.h"
#include "app/build/outcome.h"
#include "app/build/report.h"
#include "base/vec.h"
#include "doc/product.h"
#include "file/file.h"
#include "ink/profile.h"
#include "large/fit/fit.h"
#include "html/html.h"
#include "layout/layout.h"
#include "page/where.h"
#include "pdf/pdf.h"
#include "read/read.h"
#include "style/contrast.h"

/* A folder of templates and fonts, and what has been read from it. All that a job reads or lays out shares it. */
typedef struct JobHome {
    Str path;
    Schemas *schemas;
    Map templates; /* name → Template */
    Catalogue *catalogue;
    Fonts *fonts;    /* NULL: not opened yet */
    Map typesetters; /* language and template → Typesetter */
} JobHome;

typedef struct Job {
    const Options *options;
    Str path, name; /* the folder or manifest as given; its name (app/documents.h) */
    Str shown;      /* the name, for messages */
    Arena *arena;
    Arena *pass;       /* the page list's */
    Arena *sheet_pass; /* that of a leaflet's sheet for the press; NULL: it is not made */
    Arena *large_pass; /* that of large print; NULL: it is not made */
    Diag *diag;
    Phases phases;
    struct timespec began_at; /* from the clock that stamps files */
    Reader reader;
    VEC(JobHome *) homes; /* that of the document first */
    Doc *doc;
    SignedRecord *signed_off; /* the figures that were signed off; NULL: none were */
    Template *tpl;
    const ContrastPair *contrast;
    int ncontrast;
    PageList *pages;
    LayoutStats stats;
    /* of editions.h */
    Map others;        /* identity of a folder → Doc */
    Map compared;      /* two documents → Changes */
    Map places;        /* document → Where */
    const Doc *filled; /* the document, or report of a pack, whose schedules are filled and whose reasons are checked */
    Nodes being_filled;    /* roots of documents, outermost first */
    Map access;            /* folder of a document → its DocumentAccess (pack/exempt.h) */
    LargeFitCounts fitted; /* how tables are set in large print */
    Strs looked_at;        /* files that it looked for and did not find, or whose words it did not keep */
} Job;

void job_begin(Job *j, Str path, const Options *options);
/* The document's path differs from the name that it was given by. */
void job_at(Job *j, Str path);
/* Reads the template, sections and data, and reports everything wrong in them, with the figures that are not as they
 * were signed off. False: there is nothing to lay out. */
bool job_read(Job *j);
bool job_lay_out(Job *j);
/* A file beside its final place, hashed on the way; its folder is made. NULL: a diagnostic was added. */
OutFile *job_open(Job *j, Str path, Hasher *hasher);
/* A PDF of pages; the hash of what goes before names the file. */
typedef struct JobPdf {
    const Doc *doc;
    PageList *pages;
    Hasher *hasher;
    Profile *profile; /* of the press; NULL: for screens */
    bool rich_black;
    int ink;
} JobPdf;
/* Of the document's words, once it is laid out. */
Typesetter *job_typesetter(Job *j);
/* The profile that a press product names, to be closed. NULL: a diagnostic was added. */
Profile *job_profile(Job *j, const Product *press);
/* Writes it. False: a diagnostic was added. */
bool job_write_pdf(Job *j, const JobPdf *pdf, OutFile *out);
/* A web page; pages: the screen's. files: the other forms, to which it leads. */
typedef struct JobPage {
    const Doc *doc;
    const PageList *pages;
    const HtmlSettings *settings;
    const HtmlFile *files;
    int nfiles;
} JobPage;
bool job_write_page(Job *j, const JobPage *page, OutFile *out);
/* Hands over the findings and frees all memory. */
void job_end(Job *j, Outcome *out);

/* --- more than one document --- */

/* Does the document's manifest name an edition that it varies? Nothing is read yet. */
bool job_has_older(Job *j);

/* The home of a document; each is found once. NULL: a diagnostic was added. */
JobHome *job_home(Job *j, Str document);
Reader job_reader(const Job *j, const JobHome *home);
/* A report of the job's pack, read and checked like a document of its own. NULL: diagnostics were added. */
Doc *job_read_report(Job *j, JobHome *home, const Manifest *manifest);

/* Another document, read like the job's own and with its sink, without the checks. NULL: it could not be read,
 * and diagnostics were added. */
Doc *job_read_other(Job *j, Str path);
/* The pages of a document, as read or made from others. The list is in `pass`. NULL: a diagnostic was added. */
PageList *job_pages(Job *j, const Doc *doc, Arena *pass, LayoutStats *stats);
/* The job's document in large print, made to fit its pages, which job_pages makes in large_pass. The document has been
 * laid out. NULL: a diagnostic was added. */
LargeDocument *job_large(Job *j, Len size);
/* Writes a PDF of pages beside its final place: to be committed. NULL: a diagnostic was added. */
OutFile *job_pdf(Job *j, const Doc *doc, PageList *pages, Str path);

/* The seconds in SOURCE_DATE_EPOCH. False: it is not set, or not a number, which is reported. */
bool source_date_epoch(Diag *d, int64_t *out);

/* As document_result. */
Str job_result(const Job *j, const char *ending);

#endif
