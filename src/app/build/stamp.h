/* The stamp of a PDF: what went into it, so that it need not be rebuilt. */
#ifndef APP_BUILD_STAMP_H
#define APP_BUILD_STAMP_H

#include "app/build/inputs.h"

typedef struct Stamp {
    Str pdf; /* hash of the PDF */
    Inputs inputs;
    Str findings; /* in the form of diag_save: they are reported again */
} Stamp;

/* True when the PDF is present and unchanged, and a new build could give nothing else. The job has begun, and
 * nothing is read yet. */
bool stamp_is_good(Job *j, Str pdf_path, Stamp *out);
/* Writes the stamp of a new PDF; on failure there is none. */
void stamp_write(Job *j, const Stamp *stamp);

#endif
