/* The stamp of a PDF: what it was made of, so that it need not be made again. */
#ifndef APP_BUILD_STAMP_H
#define APP_BUILD_STAMP_H

#include "app/build/inputs.h"

typedef struct Stamp {
    Str pdf; /* hash of the PDF */
    Inputs inputs;
    Str findings; /* as diag_save has them: they are said again */
} Stamp;

/* True when the PDF is there as it was made, and making it again could give nothing else. The job has begun and nothing
 * is read yet. */
bool stamp_is_good(Job *j, Str pdf_path, Stamp *out);
/* Writes the stamp of a PDF that was just made; when that cannot be done there is none. */
void stamp_write(Job *j, const Stamp *stamp);

#endif
