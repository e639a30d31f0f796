/* How the words of a block changed. */
#include "diff/match/match_private.h"

static Str leaf_text(const Node *n)
{
    return n->kind == NODE_CODE_BLOCK                     ? n->u.code.text
           : n->kind == NODE_TEXT || n->kind == NODE_CODE ? n->u.text.text
                                                          : (Str){0};
}

const BlockWords *block_words(Matching *m, DiffSide side, int block)
{
    Block *b = block_at(m, side, block);
    BlockWords *w = NEW(m->work, BlockWords);
    VEC(DiffWord) words = {0};
    if (b->words)
        return b->words;
    b->words = w;
    if (b->node->kind == NODE_CODE_BLOCK)
        VEC_PUSH(m->arena, &words, (DiffWord){.leaf = b->node, .text = b->node->u.code.text});
    else
        for (const Node *n = leaf_next(b->node, b->node); n; n = leaf_next(n, b->node))
            VEC_PUSH(m->arena, &words, (DiffWord){.leaf = n, .text = leaf_text(n)});
    w->words = words.at;
    w->n = words.n;
    return w;
}

const DiffWords *words_compare(Matching *m, int old_block, int new_block)
{
    const Block *was = block_at(m, SIDE_OLD, old_block), *now = block_at(m, SIDE_NEW, new_block);
    if (was->hash == now->hash)
        return NULL;
    const BlockWords *olds = block_words(m, SIDE_OLD, old_block), *news = block_words(m, SIDE_NEW, new_block);
    DiffWords *out = NEW(m->arena, DiffWords);
    *out = (DiffWords){.old_words = olds->words,
                       .new_words = news->words,
                       .nold = olds->n,
                       .nnew = news->n,
                       .whole = true};
    out->runs = NEWN(m->arena, WordRun, 2);
    if (olds->n > 0)
        out->runs[out->nruns++] = (WordRun){MERGED_DELETED, 0, olds->n, 0, 0, 0};
    if (news->n > 0)
        out->runs[out->nruns++] = (WordRun){MERGED_ADDED, olds->n, olds->n, 0, news->n, 0};
    return out;
}
