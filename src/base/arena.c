/* Memory in lifetimes.
 *
 * An arena is a list of chunks in the order in which they were made. One of them is current: the chunks before it
 * are full, and those after it are empty and wait to be used again. Allocating moves a mark forward in the current
 * chunk. Rewinding makes an earlier chunk current and moves its mark back. Chunks return to the system only with the
 * arena, so a pass that runs again finds its memory ready. Large chunks come from the system directly, in huge pages
 * where it has them: that means 500 times fewer page faults on first use.
 *
 * Fresh memory from the system is clear. Used memory is cleared when it is handed out again, so rewinding costs
 * nothing until then.
 *
 * Under AddressSanitizer, everything not handed out is poisoned, and a poisoned gap follows each allocation. This
 * catches reading past the end of one, and using a pointer that outlived its pass. */
#include "base/arena.h"

#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifdef UNDER_ASAN
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
enum { GAP = 0 };
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum { CHUNK_FIRST = 64 << 10, CHUNK_LARGEST = 4 << 20, HUGE_PAGE = 2 << 20, ALIGN = alignof(max_align_t) };

typedef struct Chunk {
    struct Chunk *next;
    size_t size, used;
    size_t stale; /* this many bytes may hold old data; those after them are clear */
    alignas(max_align_t) char bytes[];
} Chunk;

struct Arena {
    Chunk *first, *current;
    size_t next_size;
};

Arena *arena_new(void)
{
    Arena *a = calloc(1, sizeof *a);
    if (!a)
        out_of_memory();
    a->next_size = CHUNK_FIRST;
    return a;
}

static bool is_mapped(const Chunk *c)
{
    return c->size + sizeof *c >= HUGE_PAGE;
}

void arena_free(Arena *a)
{
    if (!a)
        return;
    for (Chunk *c = a->first, *next; c; c = next) {
        next = c->next;
        UNPOISON(c->bytes, c->size);
        if (is_mapped(c))
            munmap(c, c->size + sizeof *c);
        else
            free(c);
    }
    free(a);
}

/* Clear memory aligned to a huge page. */
static void *map_huge(size_t size)
{
    char *all = mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED)
        return NULL;
    size_t before = -(uintptr_t)all % HUGE_PAGE;
    if (before)
        munmap(all, before);
    munmap(all + before + size, HUGE_PAGE - before);
    int earlier = errno;
    if (madvise(all + before, size, MADV_HUGEPAGE) != 0)
        errno = earlier; /* small pages will do */
    return all + before;
}

static Chunk *chunk_new(size_t size)
{
    bool mapped = size >= HUGE_PAGE / 2;
    if (mapped)
        size = (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    Chunk *c = mapped ? map_huge(size) : malloc(size);
    if (!c)
        out_of_memory();
    size -= sizeof *c;
    *c = (Chunk){.size = size, .stale = mapped ? 0 : size};
    POISON(c->bytes, size);
    return c;
}

/* Adds a fresh chunk of at least that size after the current one. */
static Chunk *chunk_add(Arena *a, size_t size)
{
    size_t whole = size + sizeof(Chunk);
    Chunk *c = chunk_new(whole < a->next_size ? a->next_size : whole);
    if (a->next_size < CHUNK_LARGEST)
        a->next_size *= 4;
    Chunk **link = a->current ? &a->current->next : &a->first;
    c->next = *link;
    return *link = c;
}

static bool has_room(const Chunk *c, size_t size)
{
    return c && c->size - c->used >= size;
}

/* The bytes that an allocation of that size takes from its chunk. */
static size_t whole_size(size_t size)
{
    if (size > SIZE_MAX / 2)
        out_of_memory();
    return (size + GAP + ALIGN - 1) / ALIGN * ALIGN;
}

void *arena_take(Arena *a, size_t size)
{
    size_t whole = whole_size(size);
    if (!has_room(a->current, whole)) {
        Chunk *waiting = a->current ? a->current->next : a->first;
        a->current = has_room(waiting, whole) ? waiting : chunk_add(a, whole);
    }
    char *p = a->current->bytes + a->current->used;
    a->current->used += whole;
    UNPOISON(p, size);
    return p;
}

void *arena_alloc(Arena *a, size_t size)
{
    char *p = arena_take(a, size);
    size_t at = (size_t)(p - a->current->bytes), stale = a->current->stale;
    if (at < stale)
        memset(p, 0, size < stale - at ? size : stale - at);
    return p;
}

void *arena_copy(Arena *a, const void *from, size_t size)
{
    char *p = arena_take(a, size);
    if (size > 0)
        memcpy(p, from, size);
    return p;
}

bool arena_extend(Arena *a, const void *last, size_t size, size_t larger)
{
    Chunk *c = a->current;
    size_t whole = whole_size(larger), was = whole_size(size);
    if (!last || !c || (const char *)last + was != c->bytes + c->used || c->size - c->used + was < whole)
        return false;
    c->used += whole - was;
    UNPOISON(last, larger);
    return true;
}

void *arena_alloc_n(Arena *a, size_t count, size_t size)
{
    size_t product;
    if (__builtin_mul_overflow(count, size, &product))
        out_of_memory();
    return arena_alloc(a, product);
}

ArenaMark arena_mark(const Arena *a)
{
    return (ArenaMark){.chunk = a->current, .used = a->current ? a->current->used : 0};
}

static void chunk_rewind(Chunk *c, size_t used)
{
    check(used <= c->used);
    POISON(c->bytes + used, c->used - used);
    if (c->stale < c->used)
        c->stale = c->used;
    c->used = used;
}

void arena_rewind(Arena *a, ArenaMark mark)
{
    Chunk *back = mark.chunk;
    for (Chunk *c = back ? back->next : a->first; c && c->used; c = c->next)
        chunk_rewind(c, 0);
    if (back)
        chunk_rewind(back, mark.used);
    a->current = back;
}

void arena_reset(Arena *a)
{
    arena_rewind(a, (ArenaMark){0});
}

size_t arena_used(const Arena *a)
{
    size_t sum = 0;
    for (const Chunk *c = a->first; c && c->used; c = c->next)
        sum += c->used;
    return sum;
}
