/* Steps of reading a document that follow when all its sections are in the tree. */
#ifndef READ_DOCUMENT_H
#define READ_DOCUMENT_H

#include "read/read.h"

/* Adds to doc->inputs unless it is there. */
void document_add_input(Arena *a, Doc *doc, Str path);

/* The language with that tag, read once for a document; English where there are no words in it. */
const Language *document_language(const Reader *r, Doc *doc, Str tag, Pos from);

/* Joins marks and notes of one section, whose notes are its last children: notes are put in the order of their marks;
 * MD005, MD006, DOC004. */
void resolve_notes(const Reader *r, Node *section);
/* Makes the map of labels (DOC004), gives headings without one theirs, and resolves links and references (DOC005). */
void resolve_labels(const Reader *r, Doc *doc);

#endif
