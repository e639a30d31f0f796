/* The longest common order of things that match (spine.c). */
#ifndef DIFF_MATCH_SPINE_PRIVATE_H
#define DIFF_MATCH_SPINE_PRIVATE_H

#include "base/arena.h"
#include "base/vec.h"

/* Two that match each other. */
typedef struct SpinePair {
    int old_at, new_at; /* places; those of the old edition begin with 0 */
    int64_t weight;     /* at first its own */
    bool on;            /* the spine; set by spine_find */
    int before;         /* private to spine_find */
} SpinePair;

typedef VEC(SpinePair) SpinePairs;

/* Of pairs in the order of the new edition, the heaviest chain that is in the order of the old one, too. nold: behind
 * the last old place. */
void spine_find(Arena *scratch, SpinePairs *pairs, int nold);

#endif
