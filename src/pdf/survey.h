/* What the writer must know of a document before it begins. */
#ifndef PDF_SURVEY_H
#define PDF_SURVEY_H

#include "base/arena.h"
#include "base/vec.h"
#include "doc/doc.h"

typedef struct Survey {
    int blocks;                /* that get an element */
    VEC(const Node *) notable; /* headings, tables, pictures and what has attributes, in reading order */
} Survey;

/* One walk for all callers, because a document with a large table does not fit into the processor's caches. */
Survey survey_of(Arena *a, const Doc *doc);

#endif
