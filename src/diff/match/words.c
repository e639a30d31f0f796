/* The words of a block, each with what it is compared by. */
#include "diff/match/match_private.h"
#include "diff/match/split_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

enum { HEAVY = 3, SHORT_LETTERS = 3, MIDDLING_LETTERS = 4, INNER_WORDS_MOST = 500 };

int lexeme_of(Matching *m, uint64_t hash)
{
    const Lexeme *found = map_find(&m->lexicon.numbers, (Str){(const char *)&hash, sizeof hash});
    if (found)
        return found->number;
    Lexeme *fresh = NEW(m->work, Lexeme);
    *fresh = (Lexeme){.hash = hash, .number = m->lexicon.at.n};
    VEC_PUSH(m->work, &m->lexicon.at, fresh);
    map_put(m->work, &m->lexicon.numbers, (Str){(const char *)&fresh->hash, sizeof fresh->hash}, fresh);
    return fresh->number;
}

/* Words being listed. */
typedef struct WordList {
    Matching *m;
    DiffSide side;
    const Block *block;
    Str cell_path; /* of the figure that all of the block shows; empty: none */
    const Language *language;
    VEC(DiffWord) words; /* of the result */
    VEC(int) plain;
    VEC(int) formed;
    VEC(unsigned char) weights;
    Buf normal;
} WordList;

static uint64_t hash_of_text(WordList *l, Str text)
{
    bool space = false;
    if (is_ascii(text))
        return str_hash(text);
    buf_clear(&l->normal);
    put_normal_text(&l->normal, text, &space);
    return str_hash(buf_view(&l->normal));
}

static int weight_of(WordSort sort, Str text)
{
    switch (sort) {
    case SORT_SPACE:
    case SORT_MARK: return 0;
    case SORT_WORD: return text.n <= SHORT_LETTERS ? 1 : text.n <= MIDDLING_LETTERS ? 2 : HEAVY;
    case SORT_FIGURE: return FIGURE_WEIGHT;
    case SORT_OBJECT: break;
    }
    return HEAVY;
}

static void add_word(WordList *l, const DiffWord *word, uint64_t hash, int weight, uint64_t form)
{
    Matching *m = l->m;
    int plain = lexeme_of(m, hash);
    VEC_PUSH(m->arena, &l->words, *word);
    VEC_PUSH(m->work, &l->plain, plain);
    VEC_PUSH(m->work, &l->formed, form ? lexeme_of(m, hash_mix(hash, form)) : plain);
    VEC_PUSH(m->work, &l->weights, (unsigned char)weight);
}

static void add_space(WordList *l, const DiffWord *word)
{
    add_word(l, word, str_hash(STR(" ")), 0, 0);
}

static void add_words(WordList *l, const Node *leaf, Str text, uint64_t form)
{
    for (int at = 0, end; at < text.n; at = end) {
        WordSort sort = word_next(text, at, l->language, &end);
        DiffWord word = {.leaf = leaf, .text = str_sub(text, at, end)};
        if (sort == SORT_SPACE && leaf->kind == NODE_TEXT)
            add_space(l, &word);
        else
            add_word(l, &word, hash_of_text(l, word.text), weight_of(sort, word.text), form);
    }
}

static void add_figure(WordList *l, const Node *leaf, Str text, Str paths)
{
    DiffWord word = {.leaf = leaf, .text = text, .figure = paths};
    add_word(l, &word, hash_of_text(l, text), FIGURE_WEIGHT, form_of(leaf, l->block->node));
}

/* A text, with each figure of the data as one word. */
static void add_text(WordList *l, const Node *leaf, Str text, uint64_t form)
{
    const Blocks *b = &l->m->sides[l->side];
    int from = 0, at;
    for (const ShownFigure *f; b->nshown > 0 && (f = shown_in(b, text, from, &at)); from = at + f->words.n) {
        add_words(l, leaf, str_sub(text, from, at), form);
        add_figure(l, leaf, f->words, f->paths);
    }
    add_words(l, leaf, str_sub(text, from, text.n), form);
}

/* A link is one word when its words are one text. */
static bool is_one_word(const Node *leaf)
{
    return leaf->kind == NODE_CODE || leaf->spoken.n > 0
           || (leaf->parent->kind == NODE_LINK && leaf->parent->first == leaf->parent->last);
}

static void add_object(WordList *l, const Node *leaf, uint64_t form)
{
    bool space = true;
    DiffWord word = {.leaf = leaf};
    if (leaf->kind == NODE_SOFT_BREAK) {
        add_space(l, &word);
        return;
    }
    buf_clear(&l->normal);
    put_leaf(&l->normal, leaf, &space);
    add_word(l, &word, hash_mix(str_hash(buf_view(&l->normal)), leaf->kind), leaf->kind == NODE_LINE_BREAK ? 0 : HEAVY,
             form);
}

static void add_leaf(WordList *l, const Node *leaf)
{
    uint64_t form = form_of(leaf, l->block->node);
    if (leaf->kind != NODE_TEXT && leaf->kind != NODE_CODE) {
        add_object(l, leaf, form);
        return;
    }
    Str text = leaf->u.text.text;
    int at;
    const ShownFigure *all = leaf->spoken.n > 0 ? shown_in(&l->m->sides[l->side], text, 0, &at) : NULL;
    if (text.n > 0 && (all || l->cell_path.n > 0)) {
        add_figure(l, leaf, text, all ? all->paths : l->cell_path);
        return;
    }
    if (text.n > 0 && !is_one_word(leaf)) {
        add_text(l, leaf, text, form);
        return;
    }
    DiffWord word = {.leaf = leaf, .text = text};
    add_word(l, &word, hash_mix(hash_of_text(l, text), leaf->kind == NODE_CODE), text.n > 0 ? HEAVY : 0, form);
}

static int by_number(const void *a, const void *b)
{
    const int *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The words that count, sorted; each counts once for its block. */
static void fill_bag(Matching *m, BlockWords *w)
{
    int *bag = NEWN(m->work, int, w->n), n = 0;
    for (int i = 0; i < w->n; i++)
        if (w->weights[i] > 0)
            bag[n++] = w->plain[i];
    qsort(bag, (size_t)n, sizeof *bag, by_number);
    for (int i = 0; i < n; i++)
        if (i == 0 || bag[i] != bag[i - 1])
            m->lexicon.at.at[bag[i]]->blocks++;
    w->bag = bag;
    w->nbag = n;
}

/* What a block that holds others is counted by: the words of those inside, up to a limit. */
static const BlockWords *bag_of_inner(Matching *m, DiffSide side, int i)
{
    const Block *block = block_at(m, side, i);
    BlockWords *w = NEW(m->work, BlockWords);
    VEC(int) bag = {0};
    for (int k = i + 1; k < block->end && bag.n < INNER_WORDS_MOST; k++) {
        if (!is_words(block_at(m, side, k)->node->kind))
            continue;
        const BlockWords *inner = block_words(m, side, k);
        for (int b = 0; b < inner->nbag; b++)
            VEC_PUSH(m->work, &bag, inner->bag[b]);
    }
    if (bag.n > 0)
        qsort(bag.at, (size_t)bag.n, sizeof *bag.at, by_number);
    w->bag = bag.at;
    w->nbag = bag.n;
    return w;
}

const BlockWords *block_words(Matching *m, DiffSide side, int i)
{
    Block *block = block_at(m, side, i);
    if (block->words)
        return block->words;
    if (!is_words(block->node->kind)) {
        block->words = bag_of_inner(m, side, i);
        return block->words;
    }
    WordList l = {.m = m, .side = side, .block = block, .language = doc_language(m->sides[side].doc, block->node)};
    l.cell_path = shown_in_cell(m->arena, block->node);
    if (block->node->kind == NODE_CODE_BLOCK)
        add_text(&l, block->node, block->node->u.code.text, 0);
    for (const Node *n = leaf_next(block->node, block->node); n; n = leaf_next(n, block->node))
        add_leaf(&l, n);
    buf_free(&l.normal);
    BlockWords *w = NEW(m->work, BlockWords);
    *w = (BlockWords){.words = l.words.at,
                      .plain = l.plain.at,
                      .formed = l.formed.at,
                      .weights = l.weights.at,
                      .n = l.words.n};
    fill_bag(m, w);
    block->words = w;
    return w;
}

/* -- What marks of notes and references lead to --------------------------------------------------------------- */

/* The same for two nodes that match. */
static uint64_t identity(const Matching *m, DiffSide side, const Node *n)
{
    int block = block_of(&m->sides[side], n);
    if (block == NO_BLOCK)
        return str_hash(n->id);
    int match = block_at(m, side, block)->match;
    if (side == SIDE_OLD && match == NO_BLOCK)
        return hash_mix(SIDE_OLD + 1u, (uint64_t)block);
    return (uint64_t)(side == SIDE_OLD ? match : block);
}

/* What a leaf leads to; 0: nowhere. */
static uint64_t lead_of(const Matching *m, DiffSide side, const Node *leaf, const Node *block)
{
    const Node *link = inner_link(leaf, block);
    uint64_t h = link ? hash_mix(NODE_LINK, identity(m, side, link->u.link.node)) : 0;
    if (leaf->kind == NODE_NOTE_REF)
        h = hash_mix(h + leaf->kind, identity(m, side, leaf->u.note_ref.note));
    for (int t = 0; leaf->kind == NODE_REF && t < leaf->u.ref.ntargets; t++)
        h = hash_mix(hash_mix(h, leaf->kind + leaf->u.ref.kind), identity(m, side, leaf->u.ref.targets[t]));
    return h;
}

/* Marks, references and links are the same when what they lead to matches. */
void words_point(Matching *m, DiffSide side, int i)
{
    const Block *block = block_at(m, side, i);
    const BlockWords *w = block_words(m, side, i);
    for (int k = 0; k < w->n && block->pointing; k++) {
        const Node *leaf = w->words[k].leaf;
        uint64_t lead = lead_of(m, side, leaf, block->node);
        bool said = leaf->kind == NODE_NOTE_REF || leaf->kind == NODE_REF; /* its words do not count */
        if (lead)
            w->formed[k] = lexeme_of(m, hash_mix(hash_mix(lead, said ? 0 : m->lexicon.at.at[w->plain[k]]->hash),
                                                 form_of(leaf, block->node)));
    }
}

/* -- How alike ------------------------------------------------------------------------------------------------- */

/* A word that few blocks have tells more. */
static int rarity(const Matching *m, int number)
{
    int blocks = m->lexicon.at.at[number]->blocks;
    return blocks <= 2 ? 8 : blocks <= 8 ? 4 : blocks <= 64 ? 2 : 1;
}

int words_likeness(const Matching *m, const BlockWords *a, const BlockWords *b)
{
    int64_t shared = 0, all = 0;
    for (int i = 0, k = 0; i < a->nbag || k < b->nbag;) {
        bool both = i < a->nbag && k < b->nbag && a->bag[i] == b->bag[k];
        bool first = both || k == b->nbag || (i < a->nbag && a->bag[i] < b->bag[k]);
        int weight = rarity(m, first ? a->bag[i] : b->bag[k]);
        shared += both ? 2 * weight : 0;
        all += both ? 2 * weight : weight;
        i += first;
        k += both || !first;
    }
    return all > 0 ? (int)(shared * LIKENESS_MOST / all) : a->n == b->n ? LIKENESS_MOST : 0;
}
