/* The marked edition: a document that shows two editions at once.
 *
 * mark_document makes an ordinary Doc of the merged tree: the new edition, with what was deleted in its place, and
 * short cues in the text where something changed ("[added: …]", "[deleted: …]"), so that readers need not see a line
 * through words. Layout, tags and dump treat it like any other document, with the new edition's template. Only two
 * things distinguish it: Doc.marked, and the attribute "change" of the nodes that changes made, which holds the
 * change's number; from it layout draws bars in the margin. A deleted node has no label and is not in the contents. */
#ifndef DIFF_MARK_H
#define DIFF_MARK_H

#include "diff/changes.h"

typedef struct MarkNames {
    Str old_edition, new_edition; /* for the opening note; empty: as the manifests name them */
} MarkNames;

/* In arena a; shares strings and payloads with both editions. Begins with a section that says how to read it. */
Doc *mark_document(Arena *a, const Changes *changes, const MarkNames *names);

#endif
