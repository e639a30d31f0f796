/* Memory in lifetimes: the job's, one layout pass's, or a scratch with mark and rewind. Nothing is freed singly.
 * Memory is aligned for any type. If memory runs out, the program ends with a message and status 4, so no caller
 * tests for it. Under ASan, memory returned by rewind and reset is poisoned. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

typedef struct Arena Arena;
typedef struct ArenaMark {
    void *chunk;
    size_t used;
} ArenaMark;

Arena *arena_new(void) __attribute__((returns_nonnull));
void arena_free(Arena *a);                                                 /* NULL is allowed */
void *arena_alloc(Arena *a, size_t size) __attribute__((returns_nonnull)); /* zeroed; size 0 gives a valid pointer */
void *arena_take(Arena *a, size_t size)
    __attribute__((returns_nonnull)); /* not zeroed: for callers that write all of it */
void *arena_copy(Arena *a, const void *from, size_t size) __attribute__((returns_nonnull));
/* Enlarges the last allocation in place; the added bytes are not zeroed. False: it is not the last one, or there is
 * no room. */
bool arena_extend(Arena *a, const void *last, size_t size, size_t larger);
ArenaMark arena_mark(const Arena *a);
void arena_rewind(Arena *a, ArenaMark mark); /* everything allocated since the mark is gone */
void arena_reset(Arena *a);                  /* everything is gone; the memory is kept for reuse */
size_t arena_used(const Arena *a);           /* bytes handed out */

#define NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define NEWN(a, T, count) ((T *)arena_alloc_n((a), (size_t)(count), sizeof(T)))
void *arena_alloc_n(Arena *a, size_t count, size_t size) __attribute__((returns_nonnull)); /* checks the product */

#endif
