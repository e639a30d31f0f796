/* The marked edition: a document that shows two editions at once.
 *
 * mark_document makes an ordinary Doc of the merged tree: the new edition, with what was deleted in its place, and
 * short real words where something changed ("[added: …]", "[deleted: …]"), so that it can be read without seeing a line
 * through words. Layout, tags and dump take it as any other document, with the new edition's template. Only two things
 * tell it from another: Doc.marked, and the attribute "change" of the nodes that changes made, which holds the
 * change's number; from it layout draws bars in the margin. What is deleted has no label and is in no contents. */
#ifndef DIFF_MARK_H
#define DIFF_MARK_H

#include "diff/changes.h"

typedef struct MarkNames {
    Str old_edition, new_edition; /* for the opening note; empty: what the manifests say */
} MarkNames;

/* In arena a; shares strings and payloads with both editions. Begins with a section that says how to read it. */
Doc *mark_document(Arena *a, const Changes *changes, const MarkNames *names);

#endif
