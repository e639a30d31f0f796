/* The standards that the file claims to conform to, and what in the document breaks them. */
#ifndef PDF_STANDARD_H
#define PDF_STANDARD_H

#include "diag/diag.h"
#include "doc/doc.h"
#include "pdf/pdf.h"
#include "pdf/survey.h"

/* The claims by name, PDF_DEFAULT resolved. */
typedef struct Claims {
    bool ua, asked; /* PDF/UA-1; requested by name, not only the default */
    int part;       /* of PDF/A: 2 or 3; 0: none */
    char level;     /* of PDF/A: 'A' or 'U' */
} Claims;

Claims claims_of(PdfStandard standard);
bool claims_keep(const Claims *c, const Doc *doc, const Survey *survey, Diag *d); /* false: an error was added */

#endif
