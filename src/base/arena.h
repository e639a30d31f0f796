/* Memory in lifetimes: the job's, one layout pass's, a scratch with mark and rewind.
 * Nothing is freed singly. Memory is zeroed and aligned for any type. Running out ends the
 * program with a message and status 4, so no caller tests for it. Under ASan, memory given back
 * by rewind and reset is poisoned. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

typedef struct Arena Arena;
typedef struct ArenaMark {
    void *chunk;
    size_t used;
} ArenaMark;

Arena *arena_new(void) __attribute__((returns_nonnull));
void arena_free(Arena *a);                       /* NULL is fine */
void *arena_alloc(Arena *a, size_t size) __attribute__((returns_nonnull));    /* zeroed; size 0 gives a valid pointer */
/* So many bytes of which the first n are a copy and the others zeroed. */
void *arena_copy(Arena *a, const void *from, size_t n, size_t size) __attribute__((returns_nonnull));
ArenaMark arena_mark(const Arena *a);
void arena_rewind(Arena *a, ArenaMark mark);     /* all allocated since the mark is gone */
void arena_reset(Arena *a);                      /* all is gone, memory is kept for reuse */
size_t arena_used(const Arena *a);               /* bytes handed out */

#define NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define NEWN(a, T, count) ((T *)arena_alloc_n((a), (size_t)(count), sizeof(T)))
void *arena_alloc_n(Arena *a, size_t count, size_t size) __attribute__((returns_nonnull));    /* checks the product */

#endif
