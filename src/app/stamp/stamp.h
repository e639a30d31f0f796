/* The stamp of a document: what went into its products, so that they need not be rebuilt. */
#ifndef APP_STAMP_STAMP_H
#define APP_STAMP_STAMP_H

#include "app/stamp/inputs.h"

typedef struct Result {
    Str path, hash; /* of a file */
    bool shown;     /* a product, not data beside it */
} Result;

typedef struct Stamp {
    VEC(Result) results;
    Inputs inputs;
    Str findings; /* in the form of diag_save: they are reported again */
} Stamp;

/* True when every product is present and unchanged, and a new build could give nothing else. The job has begun, and
 * nothing is read yet. */
bool stamp_is_good(Job *j, Stamp *out);
/* Writes the stamp of new products; on failure there is none. */
void stamp_write(Job *j, const Stamp *stamp);

#endif
