/* What an edition is called in documents. */
#ifndef DIFF_EDITION_H
#define DIFF_EDITION_H

#include "diff/diff.h"
#include "language/language.h"

/* "“First edition” (31 March 2013)", "the edition of 31 March 2013": the entry for it in the new edition's list of
 * editions counts, or else its own manifest. Empty: neither names or dates it. */
Str edition_words(Arena *a, const Language *l, const Diff *diff, DiffSide side);

#endif
