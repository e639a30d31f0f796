/* The heaviest increasing chain: pairs are taken in the order of one side, and each asks for the heaviest chain among
 * those before it on the other side, which a tree of maxima answers in a few steps. */
#include "diff/match/spine_private.h"

/* For each old place, the pair that ends the heaviest chain among those at that place and before. */
static int heaviest_before(const SpinePair *pairs, const int *best, int at)
{
    int found = -1;
    for (; at > 0; at -= at & -at)
        if (best[at] >= 0 && (found < 0 || pairs[best[at]].weight > pairs[found].weight))
            found = best[at];
    return found;
}

static void note_heaviest(const SpinePair *pairs, int *best, int nbest, int pair)
{
    for (int at = pairs[pair].old_at + 1; at < nbest; at += at & -at)
        if (best[at] < 0 || pairs[best[at]].weight < pairs[pair].weight)
            best[at] = pair;
}

void spine_find(Arena *scratch, SpinePairs *pairs, int nold)
{
    ArenaMark mark = arena_mark(scratch);
    int *best = NEWN(scratch, int, nold + 1), heaviest = -1;
    for (int i = 0; i <= nold; i++)
        best[i] = -1;
    for (int i = 0; i < pairs->n; i++) {
        SpinePair *p = &pairs->at[i];
        p->on = false;
        p->before = heaviest_before(pairs->at, best, p->old_at);
        if (p->before >= 0)
            p->weight += pairs->at[p->before].weight;
        note_heaviest(pairs->at, best, nold + 1, i);
        if (heaviest < 0 || p->weight > pairs->at[heaviest].weight)
            heaviest = i;
    }
    for (; heaviest >= 0; heaviest = pairs->at[heaviest].before)
        pairs->at[heaviest].on = true;
    arena_rewind(scratch, mark);
}
