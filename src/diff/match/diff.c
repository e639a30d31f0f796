/* Two documents as one tree: their blocks, those that match, the tree of both, and the data's figures. */
#include "diff/match/match_private.h"

Diff *diff_documents(Arena *a, const Doc *old_doc, const Doc *new_doc)
{
    Diff *diff = NEW(a, Diff);
    Matching m = {.arena = a, .work = arena_new()};
    *diff = (Diff){.old_doc = old_doc, .new_doc = new_doc};
    blocks_make(m.work, old_doc, &m.sides[SIDE_OLD]);
    blocks_make(m.work, new_doc, &m.sides[SIDE_NEW]);
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        shown_make(m.work, &m.sides[side]);
    match_all(&m);
    diff->root = merge_all(&m);
    diff->bounded = m.bounded;
    figures_compare(a, diff);
    arena_free(m.work);
    return diff;
}
