/* Growable arrays in an arena.
 *
 *     VEC(Line) lines = {0};
 *     VEC_PUSH(arena, &lines, line);        lines.at[i], lines.n
 *
 * Growing enlarges the block in place, or copies into a fresh one; the old one stays in the arena until it is reset.
 * What is beyond n is not zeroed. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <string.h>

#include "base/arena.h"

#define VEC(T)      \
    struct {        \
        T *at;      \
        int n, cap; \
    }

#define VEC_RESERVE(arena, v, want)          \
    ((v)->at && (v)->cap >= (want) ? (void)0 \
                                   : (void)((v)->at = vec_grow((arena), (v)->at, &(v)->cap, (want), sizeof *(v)->at)))
#define VEC_PUSH(arena, v, ...) (VEC_RESERVE((arena), (v), (v)->n + 1), (v)->at[(v)->n++] = __VA_ARGS__)
#define VEC_NEXT(arena, v)                                                                \
    (VEC_RESERVE((arena), (v), (v)->n + 1), memset(&(v)->at[(v)->n], 0, sizeof *(v)->at), \
     &(v)->at[(v)->n++]) /* pointer to a new, zeroed element */

void *vec_grow(Arena *a, void *at, int *cap, int want, size_t size) __attribute__((returns_nonnull));

typedef VEC(Str) Strs;

#endif
