/* Two editions of a document, read and compared. */
#ifndef APP_DIFF_COMPARISON_H
#define APP_DIFF_COMPARISON_H

#include "app/build/job.h"
#include "diff/mark.h"
#include "diff/reasons.h"

/* The words of the command line that name the editions. */
typedef struct EditionWords {
    Str older; /* empty: the edition that the manifest of the newer one names in since */
    Str newer;
} EditionWords;

typedef struct EditionPair {
    Job *job; /* of the newer edition */
    Doc *older;
    MarkNames names; /* names of the editions in this comparison */
    Changes *changes;
    FilePlace reasons; /* where they are, or would be */
    bool varies;       /* the older edition is the one that the manifest names: reasons are expected */
} EditionPair;

/* Reads and compares. Reports what is wrong with the newer edition, the changes and their reasons. False: there is
 * nothing to show, and a diagnostic was added. temporary_end follows. */
bool comparison_make(Job *j, const EditionWords *words, EditionPair *out);

#endif
