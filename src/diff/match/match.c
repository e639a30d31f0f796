/* Which blocks of two editions are the same. */
#include "diff/match/match_private.h"

void match_pair(Matching *m, int old_block, int new_block)
{
    Block *was = block_at(m, SIDE_OLD, old_block), *now = block_at(m, SIDE_NEW, new_block);
    check(was->match == NO_BLOCK && now->match == NO_BLOCK && was->node->kind == now->node->kind);
    was->match = new_block;
    now->match = old_block;
}

/* Blocks of one name or content. */
typedef struct Candidates {
    int at[2], n[2]; /* by edition: the last, and how many */
} Candidates;

static void match_subtrees(Matching *m, int old_block, int new_block)
{
    int n = block_at(m, SIDE_OLD, old_block)->end - old_block;
    if (n != block_at(m, SIDE_NEW, new_block)->end - new_block)
        return;
    for (int i = 0; i < n; i++) {
        const Block *was = block_at(m, SIDE_OLD, old_block + i), *now = block_at(m, SIDE_NEW, new_block + i);
        if (was->match == NO_BLOCK && now->match == NO_BLOCK && was->node->kind == now->node->kind)
            match_pair(m, old_block + i, new_block + i);
    }
}

static void match_unique(Matching *m)
{
    Map found = {0};
    for (int side = SIDE_OLD; side <= SIDE_NEW; side++)
        for (int i = 0; i < m->sides[side].n; i++) {
            const Block *block = block_at(m, (DiffSide)side, i);
            Str key = {(const char *)&block->hash, sizeof block->hash};
            Candidates *c = map_find(&found, key);
            if (!c)
                map_put(m->work, &found, key, c = NEW(m->work, Candidates));
            c->at[side] = i;
            c->n[side]++;
        }
    for (int i = 0; i < found.n; i++) {
        const Candidates *c = found.entries[i].value;
        if (c->n[SIDE_OLD] == 1 && c->n[SIDE_NEW] == 1)
            match_subtrees(m, c->at[SIDE_OLD], c->at[SIDE_NEW]);
    }
}

static void match_tops(Matching *m)
{
    const Blocks *olds = &m->sides[SIDE_OLD], *news = &m->sides[SIDE_NEW];
    match_pair(m, ROOT_BLOCK, ROOT_BLOCK);
    int o = block_first(olds, ROOT_BLOCK), n = block_first(news, ROOT_BLOCK);
    for (; o != NO_BLOCK && n != NO_BLOCK; o = block_next(olds, o), n = block_next(news, n))
        match_pair(m, o, n);
}

void match_all(Matching *m)
{
    match_tops(m);
    match_unique(m);
}
