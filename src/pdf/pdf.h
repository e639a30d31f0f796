/* The page list as a PDF file, for screens or for a press. libharu is hidden behind this header. */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "base/arena.h"
#include "diag/diag.h"
#include "file/file.h"
#include "doc/doc.h"
#include "ink/profile.h"
#include "page/page.h"
#include "text/font.h"

/* What the file is to keep to, and says that it does: flags that are joined. */
typedef enum PdfStandard {
    PDF_DEFAULT = 0, /* PDF/UA-1 and PDF/A-3a */
    PDF_NONE = 1,
    PDF_UA_1 = 2,
    PDF_A_2A = 4,
    PDF_A_2U = 8,
    PDF_A_3A = 16 /* one of these at most; with the first two no data is attached */
} PdfStandard;

/* The colours of screens, which PDF/A requires; from Debian's package icc-profiles-free. */
#define PDF_SCREEN_PROFILE "/usr/share/color/icc/sRGB.icc"

/* Reads "none", or names separated by commas: "ua-1,a-3a". False: not one of these, and *out is unchanged. */
bool pdf_standard_parse(Str words, PdfStandard *out);
#define PDF_STANDARD_NAMES "none, ua-1, a-2a, a-2u, a-3a, or ua-1 with one of the last three (ua-1,a-3a)"

enum { PDF_ID = 16 }; /* bytes that tell a file from all others */

typedef struct PdfJob {
    const Doc *doc;
    const PageList *pages;
    const Fonts *fonts;
    Arena *arena;
    Diag *diag;
    Str producer;  /* "planpress 0.1" */
    int64_t epoch; /* seconds since 1970, UTC, for the dates in the file */
    PdfStandard standard;
    /* NULL: for screens. Else the file is PDF/X-4 in the inks of the profile, and `standard` does not count: it keeps
     * its tags and its outline, and has no links and no attached data. */
    Profile *profile;
    bool rich_black; /* of large black fields (ink/ink.h) */
    int ink;         /* the limit in per cent: pictures with more are reported (PRS010); 0: there is none */
    /* Makes the file's ID of all that `out` has been given so far, as who taps it knows. */
    void (*identify)(void *with, uint8_t id[PDF_ID]);
    void *with;
} PdfJob;

/* Reports pictures that pdf_write would refuse (PDF002), each file once. */
void pdf_check_pictures(const Doc *doc, Arena *a, Diag *d);

/* Writes the file into `out` (not committed). False: a diagnostic was added; one for each place where the document
 * breaks what the file is to keep to. Same inputs, same bytes. */
bool pdf_write(const PdfJob *job, OutFile *out);

#endif
