/* Notes by their marks.
 *
 * A note that is not the same as one of the other edition is the one whose mark has the same place among the marks of
 * words that match, once the marks of notes that match are left out. */
#include "diff/match/match_private.h"

/* The notes of a block's marks that do not match yet, each once. */
static void list_notes(const Matching *m, DiffSide side, int block, BlockNumbers *out)
{
    const Node *root = block_at(m, side, block)->node;
    for (const Node *n = leaf_next(root, root); n; n = leaf_next(n, root)) {
        int note = n->kind == NODE_NOTE_REF ? block_of(&m->sides[side], n->u.note_ref.note) : NO_BLOCK;
        bool listed = out->n > 0 && out->at[out->n - 1] == note;
        if (note != NO_BLOCK && !listed && block_at(m, side, note)->match == NO_BLOCK)
            VEC_PUSH(m->work, out, note);
    }
}

void match_notes(Matching *m)
{
    const Blocks *news = &m->sides[SIDE_NEW];
    for (int i = 0; i < news->n; i++) {
        if (!news->at[i].pointing || news->at[i].match == NO_BLOCK)
            continue;
        BlockNumbers notes[2] = {0};
        list_notes(m, SIDE_OLD, news->at[i].match, &notes[SIDE_OLD]);
        list_notes(m, SIDE_NEW, i, &notes[SIDE_NEW]);
        match_in_order(m, notes);
        match_alike_in_order(m, notes);
        for (int k = 0; k < notes[SIDE_OLD].n && notes[SIDE_OLD].n == notes[SIDE_NEW].n; k++)
            if (can_match(m, notes[SIDE_OLD].at[k], notes[SIDE_NEW].at[k]))
                match_pair(m, notes[SIDE_OLD].at[k], notes[SIDE_NEW].at[k]);
    }
}
