/* Joins the parts of a document once they are in the tree: notes to their marks, references to their labels. */
#ifndef READ_RESOLVE_PRIVATE_H
#define READ_RESOLVE_PRIVATE_H

#include "read/read.h"

/* Joins marks and notes of one section, whose notes are its last children, and puts the notes in the order of their
 * marks; MD005, MD006, DOC004. */
void resolve_notes(const Reader *r, Node *section);
/* Makes the map of labels (DOC004), gives headings without one theirs, and resolves links and references (DOC005). */
void resolve_labels(const Reader *r, Doc *doc);

#endif
