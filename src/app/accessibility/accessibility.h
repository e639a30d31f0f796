/* The report on a document's accessibility, in Markdown for people and JSON for programs. */
#ifndef APP_ACCESSIBILITY_ACCESSIBILITY_H
#define APP_ACCESSIBILITY_ACCESSIBILITY_H

#include "doc/doc.h"
#include "page/page.h"
#include "pdf/pdf.h"
#include "style/contrast.h"

typedef struct AccessibilityJob {
    const Doc *doc;
    const Template *tpl;
    const PageList *pages;
    const ContrastPair *contrast;
    int ncontrast;
    PdfStandard standard; /* the standards the PDF conforms to */
    Arena *arena;
    Diag *diag;  /* the findings so far; IO002 is added when the report cannot be written */
    Str program; /* "planpress 0.1.0" */
} AccessibilityJob;

/* Writes STEM-accessibility.md and .json. Adds what breaks the standard to the findings. False: one of the files
 * could not be written. */
bool accessibility_write(const AccessibilityJob *job, Str stem);

#endif
